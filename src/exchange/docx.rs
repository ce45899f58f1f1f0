//! A dossier as a document for word processors (Office Open XML, ECMA-376): headings, the charts as
//! pictures with their data, findings, and every quote with a numbered source.
//!
//! It says what [`super::report`] says as a web page, under the same numbers. Numbers lead to their
//! quotes and quotes to the web; nothing is fetched when it is opened, no macro is in it, and no
//! clock is read: the same project gives the same bytes.

mod parts;

use std::io::{Cursor, Write as _};

use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use self::parts::Parts;
use super::contents::{self, Charted, Contents, Held, Quote, Said, Source, counted};
use super::page::on_one_line;
use super::report::said_as_of;
use crate::chart::{png, svg};
use crate::model::Project;

/// How wide the text of a page is, in CSS pixels: A4 less two centimetres on each side.
const TEXT_WIDTH: f64 = 642.0;
/// English Metric Units in a CSS pixel (ECMA-376, 20.1.2.1).
const UNITS: f64 = 9525.0;
/// Pixels of a picture for each of the page, on each side.
const SCALE: u8 = 2;

/// Why a document cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A picture in it cannot be drawn.
    #[error(transparent)]
    Picture(#[from] png::PngError),
    /// The parts cannot be packed.
    #[error("The document cannot be written: {0}")]
    Packing(#[from] zip::result::ZipError),
    /// The same, while a part was written.
    #[error("The document cannot be written: {0}")]
    Writing(#[from] std::io::Error),
}

/// A project as a document.
///
/// # Errors
/// [`DocxError`] where a picture or the document cannot be made.
pub fn dossier(project: &Project, as_of: Option<Date>) -> Result<Vec<u8>, DocxError> {
    let contents = contents::of_project(project, as_of);
    let mut document = Document::default();
    document.write(&contents)?;
    let title = title(&contents);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The day that zip files begin at stands for every part.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for part in document.parts.finish(title) {
        zip.start_file(part.name, options)?;
        zip.write_all(&part.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn title(contents: &Contents) -> &str {
    match contents.title.as_str() {
        "" => "Dossier",
        title => title,
    }
}

/// A document in the making.
#[derive(Default)]
struct Document {
    parts: Parts,
    bookmarks: usize,
}

impl Document {
    fn write(&mut self, contents: &Contents) -> Result<(), DocxError> {
        self.words("Title", title(contents));
        if let Some(day) = contents.as_of {
            self.words("Fine", &said_as_of(day));
        }
        for words in contents
            .about
            .lines()
            .filter(|line| !line.trim().is_empty())
        {
            self.words("Normal", words);
        }
        for charted in &contents.charts {
            self.chart(charted, contents.as_of)?;
        }
        if !contents.findings.is_empty() {
            self.words("Heading1", "Findings");
        }
        for held in &contents.findings {
            self.finding(held);
        }
        if !contents.others.is_empty() {
            self.words("Heading1", "Other claims");
        }
        for said in &contents.others {
            self.paragraph("Item", &said_of(said));
        }
        self.words("Heading1", "Quotes");
        for (number, quote) in (1..).zip(&contents.quotes) {
            self.quote(number, quote);
        }
        self.words("Heading1", "Sources");
        for (number, source) in (1..).zip(&contents.sources) {
            self.source(number, source);
        }
        Ok(())
    }

    fn chart(&mut self, charted: &Charted, as_of: Option<Date>) -> Result<(), DocxError> {
        let model = &charted.model;
        let name = on_one_line(&model.title);
        self.words("Heading1", &name);
        let page = svg::Page {
            as_of,
            ..svg::Page::default()
        };
        let drawn = png::render_sized(&svg::write_bare(model, &page), SCALE)?;
        let (width, height) = (f64::from(drawn.width), f64::from(drawn.height));
        let size = (TEXT_WIDTH, TEXT_WIDTH * height / width.max(1.0));
        let about = svg::about_picture(model);
        let size = (size.0 * UNITS, size.1 * UNITS);
        let picture = self.parts.picture(drawn.bytes, size, &name, &about);
        self.paragraph("Picture", &picture);
        if charted.lines.is_empty() {
            return Ok(());
        }
        let head = ["Date", "Amount", "Claimant", "Publisher", "Quote"];
        let rows = charted.lines.iter().map(|line| {
            [
                run(&line.date),
                run(&line.amount),
                run(&line.who),
                run(&line.publisher),
                format!("{}{}", run(&format!("“{}”", line.quote)), note(line.note)),
            ]
        });
        self.table(head, rows);
        Ok(())
    }

    /// A table whose head is repeated on every page.
    fn table(&mut self, head: [&str; 5], rows: impl Iterator<Item = [String; 5]>) {
        const WIDTHS: [u32; 5] = [1300, 1700, 1800, 1600, 3238];
        let body = &mut self.parts.body;
        body.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Data\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
             </w:tblPr><w:tblGrid>",
        );
        for width in WIDTHS {
            body.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        body.push_str("</w:tblGrid>");
        let mut row = |cells: [String; 5], properties: &str, style: &str| {
            body.push_str("<w:tr>");
            body.push_str(properties);
            for (place, (cell, width)) in cells.iter().zip(WIDTHS).enumerate() {
                let side = if place == 1 {
                    "<w:jc w:val=\"right\"/>"
                } else {
                    ""
                };
                body.push_str(&format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr>\
                     <w:pStyle w:val=\"{style}\"/>{side}</w:pPr>{cell}</w:p></w:tc>"
                ));
            }
            body.push_str("</w:tr>");
        };
        let repeated = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
        row(head.map(run), repeated, "CellHead");
        for cells in rows {
            row(cells, "<w:trPr><w:cantSplit/></w:trPr>", "Cell");
        }
        body.push_str("</w:tbl>");
        // Two tables with nothing between them would become one.
        self.paragraph("Normal", "");
    }

    fn finding(&mut self, held: &Held) {
        self.words("Heading2", &held.title);
        let mut runs = String::new();
        if let Some(value) = &held.value {
            runs.push_str(&bold(&format!("{value}. ")));
        }
        runs.push_str(&run(&format!("{}: ", counted(held.claims.len()))));
        for (place, said) in held.claims.iter().enumerate() {
            if place > 0 {
                runs.push_str(&run("; "));
            }
            runs.push_str(&said_of(said));
        }
        runs.push_str(&run("."));
        self.paragraph("Normal", &runs);
        for words in held.note.lines().filter(|line| !line.trim().is_empty()) {
            self.words("Normal", words);
        }
    }

    fn quote(&mut self, number: usize, quote: &Quote) {
        let mut runs = self.bookmark(&format!("quote_{number}"));
        runs.push_str(&run(&format!("{number}. “{}” ", quote.words)));
        if !quote.claimant.is_empty() {
            runs.push_str(&fine(&format!("{} · ", quote.claimant)));
        }
        runs.push_str(&self.linked(&quote.title, quote.link.as_deref()));
        let source = format!("source_{}", quote.source);
        runs.push_str(&run(" "));
        runs.push_str(&inner_link(&source, &format!("[{}]", quote.source), ""));
        self.paragraph("Item", &runs);
    }

    fn source(&mut self, number: usize, source: &Source) {
        let mut runs = self.bookmark(&format!("source_{number}"));
        runs.push_str(&run(&format!("{number}. ")));
        runs.push_str(&self.linked(&source.title, source.url.as_deref()));
        for part in source.after_title() {
            runs.push_str(&run(&format!(". {part}")));
        }
        self.paragraph("Item", &runs);
    }

    fn words(&mut self, style: &str, words: &str) {
        self.paragraph(style, &run(words));
    }

    fn paragraph(&mut self, style: &str, runs: &str) {
        self.parts.body.push_str(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>"
        ));
    }

    /// A place that links lead to.
    fn bookmark(&mut self, name: &str) -> String {
        self.bookmarks += 1;
        let id = self.bookmarks;
        format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{id}\"/>")
    }

    /// Words that lead to the web, where there is a link.
    fn linked(&mut self, words: &str, link: Option<&str>) -> String {
        let Some(link) = link else {
            return run(words);
        };
        let id = self.parts.link(link);
        let words = styled(words, "<w:rStyle w:val=\"Hyperlink\"/>");
        format!("<w:hyperlink r:id=\"{id}\">{words}</w:hyperlink>")
    }
}

/// A claim in a few words, with the number of its quote.
fn said_of(said: &Said) -> String {
    format!("{}{}", run(&said.words), note(said.note))
}

/// The raised number of a quote, which leads to it.
fn note(number: usize) -> String {
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    inner_link(&format!("quote_{number}"), &number.to_string(), raised)
}

fn inner_link(anchor: &str, words: &str, properties: &str) -> String {
    let words = styled(
        words,
        &format!("<w:rStyle w:val=\"Hyperlink\"/>{properties}"),
    );
    format!("<w:hyperlink w:anchor=\"{anchor}\">{words}</w:hyperlink>")
}

fn run(words: &str) -> String {
    styled(words, "")
}

fn bold(words: &str) -> String {
    styled(words, "<w:b/>")
}

fn fine(words: &str) -> String {
    styled(words, "<w:color w:val=\"59606A\"/>")
}

fn styled(words: &str, properties: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let properties = match properties {
        "" => String::new(),
        some => format!("<w:rPr>{some}</w:rPr>"),
    };
    let words = parts::escape(words);
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

#[cfg(test)]
mod tests;
