//! Markdown: the article's text is what a reader of the rendered page would read.
//!
//! Paragraphs, headings and list items become lines without markup signs, so that quotes read
//! clean; links keep their words, pictures their description, tables a tab between cells.
//! Front matter is not part of the page and gives metadata only.

use pulldown_cmark::{Event, Options as Dialect, Parser, Tag, TagEnd};

use super::format::Reading;
use super::normalise::normalise;
use super::plain::{self, Characters};
use super::{Options, Reason, header, structure};
use crate::model::{BlockKind, TextBlock};

/// The deepest list that is told apart.
const DEEPEST: usize = 8;

/// Reads Markdown.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Reading, Reason> {
    let Characters {
        text: source,
        charset,
        guessed,
        mut warnings,
    } = plain::characters(bytes, options)?;
    let front = header::front_matter(&source).unwrap_or_default();
    warnings.extend(front.warnings);
    let page = render(&source[front.body..]);
    // A reference such as `&#769;` can bring in what the file itself did not hold.
    let text = normalise(&page.text).text;
    let blocks = structure::in_normal_form(page.blocks, &page.text, &text);
    let top = header::read(&text);
    warnings.extend(top.warnings);
    let mut metadata = front.metadata;
    if metadata.title.is_empty() {
        metadata.title = normalise(page.heading.trim()).text;
    }
    metadata.fill_from(top.metadata);
    if metadata.title.is_empty() {
        metadata.title = plain::title(&text, top.body);
    }
    Ok(Reading {
        blocks,
        metadata,
        charset: Some(charset),
        guessed,
        warnings,
        ..Reading::of_text(text)
    })
}

/// A rendered page.
#[derive(Default)]
struct Page {
    text: String,
    /// What its lines are where they are more than paragraphs.
    blocks: Vec<TextBlock>,
    /// The words of the first heading.
    heading: String,
    /// Where the open heading starts in `text`.
    heading_start: usize,
    /// The next number of each open list; none for a list of bullets.
    lists: Vec<Option<u64>>,
    /// How many quotes are open.
    quotes: usize,
    /// The raw HTML block that is open.
    html: Option<String>,
}

fn render(source: &str) -> Page {
    let dialect = Dialect::ENABLE_TABLES
        | Dialect::ENABLE_FOOTNOTES
        | Dialect::ENABLE_STRIKETHROUGH
        | Dialect::ENABLE_TASKLISTS;
    let mut page = Page::default();
    for event in Parser::new_ext(source, dialect) {
        page.take(event);
    }
    page.text.truncate(page.text.trim_end().len());
    let Page { text, blocks, .. } = &mut page;
    // What turned out to be empty is nothing.
    blocks.retain(|block| {
        let words = text.get(block.start + block.sign..).unwrap_or_default();
        !words.lines().next().unwrap_or_default().trim().is_empty()
    });
    if !page.text.is_empty() {
        page.text.push('\n');
    }
    page
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) => self.text.push_str(&words),
            Event::Html(raw) => {
                if let Some(html) = &mut self.html {
                    html.push_str(&raw);
                }
            }
            Event::InlineHtml(raw) => {
                if raw.to_ascii_lowercase().starts_with("<br") {
                    self.text.push('\n');
                }
            }
            Event::FootnoteReference(label) => {
                self.push_sign(&label, "[", "]");
            }
            Event::SoftBreak => {
                let after_header = header::is_header_line(self.line());
                self.text.push(if after_header { '\n' } else { ' ' });
            }
            Event::HardBreak => {
                self.text.push('\n');
                self.quoted_line();
            }
            Event::Rule => self.blank_line(),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                if self.lists.is_empty() {
                    self.blank_line();
                }
                self.quoted_line();
            }
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::Heading { level, .. } => {
                self.blank_line();
                self.block(BlockKind::Heading(*level as u8), 0);
                self.heading_start = self.text.len();
            }
            Tag::CodeBlock(_) | Tag::Table(_) => self.blank_line(),
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.blank_line();
                }
                self.lists.push(*first);
            }
            Tag::Item => {
                self.new_line();
                let depth = self.lists.len().saturating_sub(1).min(DEEPEST) as u8;
                let mut sign = String::new();
                if let Some(Some(number)) = self.lists.last_mut() {
                    sign = format!("{number}. ");
                    *number = number.saturating_add(1);
                }
                self.block(BlockKind::Item(depth), sign.len());
                self.text.push_str(&sign);
            }
            Tag::FootnoteDefinition(label) => {
                self.blank_line();
                self.push_sign(label, "[", "] ");
            }
            Tag::TableHead | Tag::TableRow => self.new_line(),
            Tag::TableCell if !self.text.ends_with('\n') && !self.text.is_empty() => {
                self.text.push('\t');
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if self.heading.is_empty() {
                    self.text[self.heading_start..].clone_into(&mut self.heading);
                }
                self.blank_line();
            }
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Paragraph if !self.lists.is_empty() => self.new_line(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Table => self.blank_line(),
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.blank_line();
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    let words = words_of(&html);
                    if !words.is_empty() {
                        self.blank_line();
                        self.text.push_str(&words);
                        self.blank_line();
                    }
                }
            }
            _ => {}
        }
    }

    /// Notes what the line is that begins here, unless it is known already.
    fn block(&mut self, kind: BlockKind, sign: usize) {
        let start = self.text.rfind('\n').map_or(0, |end| end + 1);
        if self.blocks.last().is_some_and(|last| last.start == start) {
            return;
        }
        self.blocks.push(TextBlock {
            start,
            kind,
            quoted: self.quotes > 0,
            sign,
        });
    }

    /// Notes that the line that begins here is part of a quote, where one is open.
    fn quoted_line(&mut self) {
        if self.quotes > 0 {
            self.block(BlockKind::Paragraph, 0);
        }
    }

    fn push_sign(&mut self, label: &str, before: &str, after: &str) {
        for part in [before, label, after] {
            self.text.push_str(part);
        }
    }

    /// The line that is being written; of a long one, its end.
    fn line(&self) -> &str {
        let from = self.text.len().saturating_sub(header::LONGEST_LINE);
        let tail = &self.text[self.text.floor_char_boundary(from)..];
        tail.rsplit('\n').next().unwrap_or_default()
    }

    /// Ends the line, unless a sign that opens one (`3. `, `[1] `) waits for its words.
    fn new_line(&mut self) {
        if !self.line().is_empty() && !is_opening_sign(self.line()) {
            self.text.push('\n');
        }
    }

    fn blank_line(&mut self) {
        if self.text.is_empty() || is_opening_sign(self.line()) {
            return;
        }
        while !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// Whether a line holds nothing but the number of an item or of a footnote.
fn is_opening_sign(line: &str) -> bool {
    let number = line
        .strip_suffix(". ")
        .map(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let footnote = line
        .strip_prefix('[')
        .is_some_and(|rest| rest.ends_with("] "));
    number == Some(true) || footnote
}

/// The words of a raw HTML block, without tags, comments, scripts and styles.
fn words_of(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut words = String::new();
    let mut place = 0;
    while let Some(found) = html[place..].find('<') {
        words.push_str(&html[place..place + found]);
        place += found;
        let tag = &lower[place..];
        let close = [
            ("<!--", "-->"),
            ("<script", "</script>"),
            ("<style", "</style>"),
        ]
        .iter()
        .find_map(|(open, close)| tag.starts_with(open).then_some(*close))
        .unwrap_or(">");
        if ["<br", "</p", "</tr"]
            .iter()
            .any(|line_end| tag.starts_with(line_end))
        {
            words.push('\n');
        }
        place = tag
            .find(close)
            .map_or(html.len(), |at| place + at + close.len());
    }
    words.push_str(&html[place..]);
    for (entity, sign) in [
        ("&nbsp;", "\u{a0}"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        words = words.replace(entity, sign);
    }
    let lines: Vec<&str> = words
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(source: &str) -> String {
        render(source).text
    }

    #[test]
    fn markup_signs_go_and_words_stay() {
        let source = "# A *heading*\n\nThe ministry sent\n**\\$5 million** in `aid` \
            to [Kyiv](https://example.org \"t\")[^1].\n\n> “Thanks,” she\n> said.\n\n\
            - one\n- two\n  - three\n\n3. third\n4. fourth\n\n![A map](m.png)\n\n\
            | a | b |\n|---|---|\n| 1 | 2 |\n\n***\n\n```\nlet x;\n```\n\n[^1]: Not really.\n";
        assert_eq!(
            rendered(source),
            "A heading\n\nThe ministry sent $5 million in aid to Kyiv[1].\n\n\
             “Thanks,” she said.\n\none\ntwo\nthree\n\n3. third\n4. fourth\n\nA map\n\n\
             a\tb\n1\t2\n\nlet x;\n\n[1] Not really.\n"
        );
    }

    #[test]
    fn structure_stands_beside_the_words() {
        let source = "# A *heading*\n\nwords\n\n> said\n> she  \n> twice\n>\n> - a\n\n- one\n  \
                      1. two\n\n     more\n\n1. # odd\n\n#\n\n-\n";
        let page = render(source);
        let found: Vec<_> = page
            .blocks
            .iter()
            .map(|block| {
                assert!(block.stands_in(&page.text));
                let line = page.text[block.start..].lines().next().unwrap();
                (line, block.kind, block.quoted, block.sign)
            })
            .collect();
        assert_eq!(
            found,
            [
                ("A heading", BlockKind::Heading(1), false, 0),
                ("said she", BlockKind::Paragraph, true, 0),
                ("twice", BlockKind::Paragraph, true, 0),
                ("a", BlockKind::Item(0), true, 0),
                ("one", BlockKind::Item(0), false, 0),
                ("1. two", BlockKind::Item(1), false, 3),
                ("1. odd", BlockKind::Item(0), false, 3),
            ]
        );
    }

    #[test]
    fn loose_lists_breaks_and_raw_html() {
        assert_eq!(
            rendered("1. one\n\n2. two\n\nend"),
            "1. one\n2. two\n\nend\n"
        );
        assert_eq!(rendered("a  \nb<br>c"), "a\nb\nc\n");
        assert_eq!(
            rendered("<div>\n<p>Aid &amp; arms</p>\n<script>x < 1</script>\n</div>\n\nend"),
            "Aid & arms\n\nend\n"
        );
        assert_eq!(rendered("<!-- nothing -->"), "");
    }

    #[test]
    fn metadata_of_a_page() {
        let source = "---\npublisher: The Example\nauthor: Anna Holt\n---\n\
                      # Words of the day\n\nDate: 3 December 2024\nURL: https://example.org\n\n\
                      It was\nlong.\n";
        let reading = read(source.as_bytes(), &Options::default()).unwrap();
        assert_eq!(reading.metadata.title, "Words of the day");
        assert_eq!(reading.metadata.publisher, "The Example");
        assert_eq!(reading.metadata.byline, "Anna Holt");
        assert_eq!(reading.metadata.url, "https://example.org");
        assert_eq!(
            reading.metadata.published.unwrap().to_string(),
            "2024-12-03"
        );
        assert_eq!(
            reading.text,
            "Words of the day\n\nDate: 3 December 2024\nURL: https://example.org\n\nIt was long.\n"
        );
    }
}
