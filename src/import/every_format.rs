//! Small files of every format, made here.

mod hostile;
mod printed;

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A zip container of these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn one(name: &str, bytes: &[u8]) -> ImportedArticle {
    read_bytes(name, bytes, &Options::default()).unwrap()
}

fn reason(name: &str, bytes: &[u8]) -> Reason {
    let error = read_bytes(name, bytes, &Options::default()).unwrap_err();
    assert!(error.to_string().starts_with(name), "{error}");
    error.reason
}

fn all(name: &str, bytes: &[u8]) -> Imported {
    read_all_bytes(name, bytes.to_vec(), &Options::default())
}

const WORD: &str = r#"<w:document xmlns:w="w"><w:body>
<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>The bridge</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">It cost </w:t></w:r><w:del><w:r><w:delText>$4</w:delText></w:r></w:del><w:ins><w:r><w:t>$5</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> million</w:t><w:noBreakHyphen/><w:t>odd.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:t>Repairs</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>lamps</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:sectPr/></w:body></w:document>"#;

#[test]
fn a_word_document() {
    let bytes = zipped(&[
        ("word/document.xml", WORD),
        (
            "word/styles.xml",
            r#"<w:styles xmlns:w="w"><w:style w:styleId="T"><w:name w:val="Title"/></w:style>
            <w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>"#,
        ),
        (
            "word/footnotes.xml",
            r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"/>
            <w:footnote w:id="2"><w:p><w:r><w:t>So they say.</w:t></w:r></w:p></w:footnote></w:footnotes>"#,
        ),
        (
            "docProps/core.xml",
            r#"<c xmlns:dc="d"><dc:title>Microsoft Word - x.docx</dc:title><dc:creator>Anna Holt</dc:creator></c>"#,
        ),
    ]);
    let article = one("a.docx", &bytes);
    assert_eq!(
        article.text,
        "# The bridge\n\nIt cost $5 million-odd.[1]\n\n## Repairs\n\n- lamps\n\na\tb\n\n\
         [1] So they say.\n"
    );
    assert_eq!(article.title, "The bridge");
    assert_eq!(article.byline, "Anna Holt");
    assert_eq!(article.published, None);
}

#[test]
fn an_open_document_text() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s">
        <office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles>
        <office:body><office:text>
        <text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>
        <text:p text:style-name="P1">The bridge</text:p>
        <text:h text:outline-level="2">Repairs</text:h>
        <text:p>It cost <text:span>$5</text:span><text:s text:c="1"/>million<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>So they say.</text:p></text:note-body></text:note>.</text:p>
        <text:list><text:list-item><text:p>lamps</text:p></text:list-item></text:list>
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
        </office:text></office:body></office:document-content>"#;
    let bytes = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
    ]);
    let article = one("a.odt", &bytes);
    assert_eq!(
        article.text,
        "# The bridge\n\n## Repairs\n\nIt cost $5 million[1].\n\n- lamps\n\na\tb\n\n[1] So they say.\n"
    );
    assert_eq!(article.title, "The bridge");
    let locked = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<m><encryption-data/></m>"),
        ("content.xml", content),
    ]);
    assert_eq!(reason("a.odt", &locked), Reason::Protected);
}

#[test]
fn a_book_in_the_order_of_its_chapters() {
    let bytes = zipped(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            r#"<container><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>"#,
        ),
        (
            "OEBPS/p.opf",
            r#"<package><metadata xmlns:dc="d"><dc:title>Rivers</dc:title><dc:creator>Anna Holt</dc:creator>
            <dc:language>en</dc:language><dc:publisher>The Press</dc:publisher></metadata>
            <manifest><item id="b" href="b%20b.xhtml"/><item id="a" href="a.xhtml"/></manifest>
            <spine><itemref idref="a"/><itemref idref="b"/></spine></package>"#,
        ),
        (
            "OEBPS/a.xhtml",
            "<html><body><h1>One</h1><p>It rose.</p></body></html>",
        ),
        (
            "OEBPS/b b.xhtml",
            "<html><body><h1>Two</h1><p>It fell.</p></body></html>",
        ),
    ]);
    let article = one("a.epub", &bytes);
    assert_eq!(article.text, "# One\n\nIt rose.\n\n# Two\n\nIt fell.\n");
    assert_eq!(
        (article.title.as_str(), article.byline.as_str()),
        ("Rivers", "Anna Holt")
    );
    assert_eq!(
        (article.publisher.as_str(), article.language.as_str()),
        ("The Press", "en")
    );
}

#[test]
fn rich_text_in_the_encodings_of_its_fonts() {
    let source = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}
{\stylesheet{\s0 Normal;}{\s1 heading 1;}}{\info{\title The bridge}{\author Anna Holt}}
{\header \pard page\par}
\pard\s1 Repairs\par
\pard It cost \'805\~million \emdash  {\b caf\'e9}, {\f1\'cf\'f0\'e8\'e2\'e5\'f2} \u1044?\uc2\u8364??\par
{\deleted gone}\pard\intbl a\cell b\cell\row
\pard one\line two{\pict 00ff}\par}";
    let article = one("a.rtf", source.as_bytes());
    assert_eq!(
        article.text,
        "# Repairs\n\nIt cost €5\u{a0}million — café, Привет Д€\n\na\tb\n\none\ntwo\n"
    );
    assert_eq!(article.title, "The bridge");
    assert_eq!(article.byline, "Anna Holt");
}

const MAIL: &str = "From: Anna Holt <anna@example.org>\r\nTo: x@example.org\r\n\
    Subject: =?utf-8?q?The_bridge_=E2=80=94_again?=\r\nDate: Tue, 18 Feb 2025 23:30:00 -0500\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    =CF=F0=E8=E2=E5=F2, it cost=\r\n five million.\r\n\
    --b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\n\
    A note of its own.\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=x.png\r\n\r\nx\r\n--b--\r\n";

#[test]
fn a_message_and_what_is_attached_to_it() {
    let articles: Vec<_> = all("a.eml", MAIL.as_bytes())
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let [mail, note] = articles.as_slice() else {
        panic!("{articles:?}");
    };
    assert_eq!(mail.title, "The bridge — again");
    assert_eq!(mail.byline, "Anna Holt");
    assert_eq!(mail.published.unwrap().to_string(), "2025-02-18");
    assert_eq!(mail.text, "Привет, it cost five million.\n");
    assert_eq!(note.source_file, "a.eml/note.txt");
    assert_eq!(note.text.trim(), "A note of its own.");
}

#[test]
fn a_web_page_in_one_file() {
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\n\
        Subject: The bridge\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/html\r\nContent-Location: https://example.org/a\r\n\r\n\
        <html><body><article><p>The bridge cost five million, said the council of the town on \
        Monday, and it is closed again.</p></article></body></html>\r\n--b--\r\n";
    let article = one("a.mhtml", page.as_bytes());
    assert!(
        article.text.starts_with("The bridge cost"),
        "{}",
        article.text
    );
    assert_eq!(article.url, "https://example.org/a");
    assert_eq!(article.title, "The bridge");
}

#[test]
fn news_items_of_agencies() {
    let nitf = r#"<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>x</title>
        <docdata><date.issue norm="20250218T063000Z"/></docdata><pubdata name="The Agency"/></head>
        <body><body.head><hedline><hl1>The bridge</hl1></hedline><byline>By Anna Holt</byline></body.head>
        <body.content><p>It cost five million.</p><hl2>Repairs</hl2><p>They go on.</p>
        <media><media-caption>A lamp.</media-caption></media></body.content></body></nitf>"#;
    let article = one("a.xml", nitf.as_bytes());
    assert_eq!(
        article.text,
        "It cost five million.\n\n## Repairs\n\nThey go on.\n"
    );
    assert_eq!(article.title, "The bridge");
    assert_eq!(article.byline, "Anna Holt");
    assert_eq!(article.publisher, "The Agency");
    assert_eq!(article.published.unwrap().to_string(), "2025-02-18");
    assert_eq!(article.captions, ["A lamp."]);
    let two = r#"<newsMessage><itemSet>
        <newsItem><itemMeta><provider literal="The Agency"/><firstCreated>2025-02-18T06:30:00Z</firstCreated></itemMeta>
        <contentMeta><headline>One</headline><by>Anna Holt</by></contentMeta>
        <contentSet><inlineXML><html><head><title>t</title></head><body><p>It rose.</p></body></html></inlineXML></contentSet></newsItem>
        <newsItem><contentMeta><headline>Two</headline></contentMeta>
        <contentSet><inlineXML><html><body><p>It fell.</p></body></html></inlineXML></contentSet></newsItem>
        </itemSet></newsMessage>"#;
    let found: Vec<_> = all("b.xml", two.as_bytes())
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let told: Vec<_> = found
        .iter()
        .map(|article| {
            (
                article.source_file.as_str(),
                article.title.as_str(),
                article.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("b.xml#1", "One", "It rose.\n"),
            ("b.xml#2", "Two", "It fell.\n")
        ]
    );
    assert_eq!(found[0].publisher, "The Agency");
}

#[test]
fn tables_of_many_articles() {
    let lines = "{\"headline\":\"One\",\"body\":\"It rose by five.\",\"date\":\"2025-02-18\",\"authors\":[\"A B\",\"C D\"]}\n\
        not json\n{\"headline\":\"Two\",\"body\":\"<p>It fell.</p><p>Again.</p>\"}\n";
    let found = all("a.jsonl", lines.as_bytes());
    let [first, second, third] = found.as_slice() else {
        panic!("{found:?}");
    };
    let first = first.as_ref().unwrap();
    assert_eq!(
        (first.title.as_str(), first.byline.as_str()),
        ("One", "A B, C D")
    );
    assert_eq!(first.source_file, "a.jsonl#1");
    assert_eq!(second.as_ref().unwrap_err().file, "a.jsonl#2");
    assert_eq!(third.as_ref().unwrap().text, "It fell.\n\nAgain.\n");
    let csv = "Title;Text;Published\nOne;\"It rose;\n\nand rose.\";18.02.2025\nTwo;It fell.;\n;;\n";
    let found: Vec<_> = all("a.csv", csv.as_bytes())
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].text, "It rose;\n\nand rose.");
    assert_eq!(found[0].published.unwrap().to_string(), "2025-02-18");
    assert_eq!(reason("b.csv", b"a,b\n1,2\n"), Reason::NoTextColumn);
}

#[test]
fn an_archive_gives_what_is_in_it_and_one_bad_file_stops_nothing() {
    let bytes = zipped(&[
        ("b/two.txt", "It fell.\n"),
        ("../one.md", "# One\n\nIt rose.\n"),
        ("empty.txt", ""),
        ("picture.png", "x"),
        (".hidden.txt", "no"),
        ("inner.zip", "PK"),
    ]);
    let found = all("a.zip", &bytes);
    let told: Vec<_> = found
        .iter()
        .map(|read| match read {
            Ok(article) => (article.source_file.as_str(), article.title.as_str()),
            Err(error) => (error.file.as_str(), ""),
        })
        .collect();
    assert_eq!(
        told,
        [
            ("a.zip/../one.md", "One"),
            ("a.zip/b/two.txt", "It fell"),
            ("a.zip/empty.txt", ""),
            ("a.zip/inner.zip", ""),
        ]
    );
    assert_eq!(
        reason("n.zip", &zipped(&[("x.png", "x")])),
        Reason::NothingInArchive
    );
}
