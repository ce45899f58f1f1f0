//! The files of a folder that can be imported.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Format;

/// The files at and below a folder whose ending belongs to a known format, sorted by path.
///
/// Hidden files and folders are passed over, and no folder is entered twice, so that links in a
/// ring end. What is no folder is given back as it is, and so is a folder that cannot be
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
            walk(&path, entered, found);
        } else if Format::of_ending(&path).is_some() {
            found.push(path);
        }
    }
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
        for name in [
            "z.txt",
            "b/c/a.MD",
            "b/picture.png",
            ".hidden/x.txt",
            "b/.y.txt",
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
        assert_eq!(names, ["a.txt", "b/c/a.MD", "z.txt"]);
        let missing = root.join("none.txt");
        assert_eq!(find_files(&missing), [missing]);
    }
}
