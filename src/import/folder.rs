//! The files of a folder that can be imported.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Format;

/// The files at and below a folder whose ending belongs to a known format, sorted by path.
///
/// Hidden files and folders are passed over, and no folder is entered twice, so that links in a
/// ring end. The folder that a browser saves beside a page (`page.html`, `page_files`) belongs to the
/// page. What is no folder is given back as it is, and so is a folder that cannot be
/// listed: reading it then says why.
pub fn find_files(path: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    if path.is_dir() {
        walk(path, &mut BTreeSet::new(), &mut found);
        found.sort();
    } else {
        found.push(path.to_owned());
    }
    found
}

fn walk(folder: &Path, entered: &mut BTreeSet<PathBuf>, found: &mut Vec<PathBuf>) {
    let listing = folder
        .canonicalize()
        .and_then(|real| Ok((real, folder.read_dir()?)));
    let Ok((real, listing)) = listing else {
        found.push(folder.to_owned());
        return;
    };
    if !entered.insert(real) {
        return;
    }
    for entry in listing.flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            if belongs_to_a_page(&path) {
                continue;
            }
            walk(&path, entered, found);
        } else if Format::of_ending(&path).is_some() {
            found.push(path);
        }
    }
}

/// Whether a folder holds the pictures and frames of a page beside it, as browsers save them:
/// under its name and a word of their language.
fn belongs_to_a_page(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let Some((page, word)) = name.rsplit_once(['_', '-', '.']) else {
        return false;
    };
    let is_word = word.chars().all(char::is_alphabetic);
    is_word
        && ["html", "htm"]
            .iter()
            .any(|ending| folder.with_file_name(format!("{page}.{ending}")).is_file())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn importable_files_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/c")).unwrap();
        fs::create_dir_all(root.join(".hidden")).unwrap();
        fs::create_dir_all(root.join("A page_files")).unwrap();
        fs::create_dir_all(root.join("other_files")).unwrap();
        for name in [
            "z.txt",
            "b/c/a.MD",
            "b/picture.png",
            ".hidden/x.txt",
            "b/.y.txt",
            "A page.htm",
            "A page_files/frame.html",
            "other_files/b.html",
            "a.txt",
        ] {
            fs::write(root.join(name), "words").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root, root.join("b/ring")).unwrap();
        let names: Vec<_> = find_files(root)
            .iter()
            .map(|path| {
                path.strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        assert_eq!(
            names,
            [
                "A page.htm",
                "a.txt",
                "b/c/a.MD",
                "other_files/b.html",
                "z.txt"
            ]
        );
        let missing = root.join("none.txt");
        assert_eq!(find_files(&missing), [missing]);
    }
}
