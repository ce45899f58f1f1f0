//! That a document is whole: every part well formed, every link with an end, every quote in it.

use std::collections::BTreeSet;
use std::io::Read as _;

use zip::ZipArchive;

use super::*;
use crate::exchange::report::tests::project;

/// The parts of a document by name.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

#[test]
fn a_document_is_whole_and_the_same_every_time() {
    let project = project();
    let bytes = dossier(&project, "2025-01-09".parse().ok()).unwrap();
    assert_eq!(bytes, dossier(&project, "2025-01-09".parse().ok()).unwrap());
    let parts = parts(&bytes);
    assert_eq!(parts[0].0, "[Content_Types].xml");
    let text = |name: &str| {
        let part = parts.iter().find(|(own, _)| own == name).unwrap();
        String::from_utf8(part.1.clone()).unwrap()
    };
    for (name, bytes) in &parts {
        if name.starts_with("word/media/") {
            assert!(bytes.starts_with(b"\x89PNG"), "{name}");
        } else {
            let text = std::str::from_utf8(bytes).unwrap();
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
    let document = text("word/document.xml");
    let relations = text("word/_rels/document.xml.rels");
    let pattern = regex::Regex::new(r#"r:(?:id|embed)="([^"]+)""#).unwrap();
    for used in pattern.captures_iter(&document) {
        assert!(
            relations.contains(&format!("Id=\"{}\"", &used[1])),
            "{used:?}"
        );
    }
    let named = |pattern: &str| -> BTreeSet<String> {
        let pattern = regex::Regex::new(pattern).unwrap();
        let found = pattern.captures_iter(&document);
        found.map(|found| found[1].to_owned()).collect()
    };
    let anchors = named(r#"w:anchor="([^"]+)""#);
    let places = named(r#"w:bookmarkStart w:id="\d+" w:name="([^"]+)""#);
    assert!(anchors.is_subset(&places), "{anchors:?} {places:?}");
    assert_eq!(
        places.len(),
        project.claims().len() + project.articles().len()
    );
    for claim in project.claims() {
        assert!(document.contains(&format!("“{}”", claim.passage.quote)));
    }
    assert!(document.contains("Two &lt;gifts&gt;") && document.contains("As of 9 Jan 2025"));
    assert!(relations.contains("https://example.org/a#:~:text=%245%20million"));
}

#[test]
fn signs_that_xml_cannot_hold_are_left_out() {
    assert_eq!(parts::escape("a\u{0}b\u{1b}<\u{ffff}&\n"), "ab&lt;&amp; ");
}
