//! Zip archives of article files: each is read as if it had been named by itself.

use std::path::Path;

use super::format::{Format, Member};
use super::zipped::Zipped;
use super::{Options, Reason};

/// Reads the article files of an archive, in the order of their names.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Vec<Member>, Reason> {
    let mut zipped = Zipped::open(bytes)?;
    let mut names = zipped.names();
    names.sort();
    let mut members = Vec::new();
    for name in names {
        let hidden = name
            .split(['/', '\\'])
            .any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX");
        let known = Format::of_ending(Path::new(&name));
        if hidden || name.ends_with('/') || known.is_none() {
            continue;
        }
        if known == Some(Format::Zip) {
            // What is packed twice hides how much it unpacks to.
            members.push(Member {
                name,
                reading: Err(Reason::Foreign {
                    what: "an archive within an archive",
                    remedy: "unpack it and import the files in it",
                }),
            });
            continue;
        }
        match zipped.part(&name) {
            Ok(Some(part)) => members.extend(Member::of_bytes(&name, &part, options)),
            Ok(None) => {}
            // Whatever comes after would be too much as well.
            Err(Reason::Bomb) => {
                members.push(Member {
                    name,
                    reading: Err(Reason::Bomb),
                });
                break;
            }
            Err(reason) => members.push(Member {
                name,
                reading: Err(reason),
            }),
        }
    }
    if members.is_empty() {
        return Err(Reason::NothingInArchive);
    }
    Ok(members)
}
