//! Files that mean harm, and files that came to harm.

use super::*;

#[test]
fn what_means_harm_is_refused_with_a_reason() {
    // A part that unpacks to more than all may hold.
    let bomb = zipped(&[("a", "few"), ("b", &" ".repeat(100_000))]);
    let mut open = zipped::Zipped::open_within(&bomb, 50_000).unwrap();
    assert_eq!(open.part("a"), Ok(Some(b"few".to_vec())));
    assert_eq!(open.part("b"), Err(Reason::Bomb));
    // Entities that grow from each other.
    let mut laughs = String::from("<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY a \"ha\">");
    for (name, inner) in ('b'..='k').zip('a'..='j') {
        laughs.push_str(&format!(
            "<!ENTITY {name} \"{}\">",
            format!("&{inner};").repeat(10)
        ));
    }
    laughs.push_str("]><nitf><body><body.content><p>&k;</p></body.content></body></nitf>");
    let refused = reason("laughs.xml", laughs.as_bytes());
    assert!(matches!(refused, Reason::Damaged(_)), "{refused:?}");
    // A file of the disk.
    let reading = "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
        <nitf><body><body.content><p>&x;</p></body.content></body></nitf>";
    assert!(matches!(
        reason("x.xml", reading.as_bytes()),
        Reason::Damaged(_) | Reason::Empty
    ));
    // Depth.
    let deep = format!("<nitf><body><body.content>{}", "<p>".repeat(200_000));
    assert!(read_bytes("deep.xml", deep.as_bytes(), &Options::default()).is_err());
    let deep = "{".repeat(200_000);
    assert_eq!(
        reason("deep.rtf", format!("{{\\rtf1{deep}").as_bytes()),
        Reason::TooDeep
    );
    let deep = format!("%PDF-1.4\n1 0 obj\n{}", "[".repeat(200_000));
    assert_eq!(reason("deep.pdf", deep.as_bytes()), Reason::TooDeep);
    let deep = format!("{}\n", "[".repeat(200_000));
    assert!(matches!(
        reason("deep.jsonl", deep.as_bytes()),
        Reason::Damaged(_)
    ));
    // Lines without an end.
    let long = "word ".repeat(1 << 20);
    assert_eq!(one("long.txt", long.as_bytes()).text.len(), long.len());
}

#[test]
fn a_pipe_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        let error = read_file(&pipe, &Options::default()).unwrap_err();
        assert_eq!(error.reason, Reason::NoFile);
    }
}

#[test]
fn every_format_survives_every_damage() {
    let word = zipped(&[("word/document.xml", WORD)]);
    let samples: [(&str, &[u8]); 4] = [
        ("a.docx", &word),
        (
            "a.rtf",
            br"{\rtf1\ansi {\fonttbl{\f0 x;}} a\'e9\u8364?\par{\footnote b}\intbl c\cell\row}",
        ),
        ("a.eml", MAIL.as_bytes()),
        (
            "a.html",
            include_bytes!("../../../tests/fixtures/articles/news.html"),
        ),
    ];
    for (name, bytes) in samples {
        for at in (0..bytes.len()).step_by(bytes.len() / 60 + 1) {
            // Whatever comes of it, it comes.
            let _ = all(name, &bytes[..at]);
            let mut flipped = bytes.to_vec();
            flipped[at] ^= 0x55;
            let _ = all(name, &flipped);
        }
    }
}
