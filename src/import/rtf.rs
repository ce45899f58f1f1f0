//! Rich Text Format (version 1.9.1): the text as it would be printed, in whatever encodings its
//! fonts ask for; pictures, heads and feet of pages and deleted text are left out.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use super::blocks::{Builder, Kind};
use super::format::Reading;
use super::html::DEEPEST;
use super::{Options, Reason, office};

/// Reads an RTF document.
pub(super) fn read(bytes: &[u8], _: &Options) -> Result<Reading, Reason> {
    let mut reader = Reader::new();
    reader.run(bytes)?;
    reader.flush();
    reader.end_paragraph();
    reader.end_row();
    for (number, text) in reader.notes.iter().enumerate() {
        reader.built.line = format!("[{}] {text}", number + 1);
        reader.built.end_paragraph();
    }
    let author = reader.author.trim().to_owned();
    let stated = office::Stated {
        title: reader.title.trim().to_owned(),
        creators: Some(author)
            .filter(|author| !author.is_empty())
            .into_iter()
            .collect(),
        ..office::Stated::default()
    };
    Ok(office::reading(
        &reader.built.blocks,
        reader.headline,
        stated,
    ))
}

/// Where the words of a group go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Fonts,
    Styles,
    Info,
    Title,
    Author,
    Note,
    Nowhere,
}

#[derive(Debug, Clone, Copy)]
struct State {
    place: Place,
    hidden: bool,
    /// How many characters stand after each `\u` for programs that do not know it.
    fallback: usize,
    font: i32,
    /// The size of the letters, in half points.
    size: i32,
    bold: bool,
}

/// The usual size of letters, in half points.
const USUAL_SIZE: i32 = 24;

/// How a paragraph is set: in the middle, and in large or bold letters.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    centred: bool,
    striking: bool,
}

struct Reader {
    state: State,
    outer: Vec<State>,
    default_encoding: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    defined_font: i32,
    styles: BTreeMap<i32, u8>,
    defined_style: i32,
    style_name: String,
    /// Bytes that wait for the rest of their character.
    bytes: Vec<u8>,
    surrogate: Option<u32>,
    /// How many characters of fallback are to be passed over.
    passing: usize,
    built: Builder,
    cells: Vec<String>,
    in_table: bool,
    item: bool,
    heading: Option<u8>,
    /// How the paragraph is set.
    look: Look,
    /// The first paragraph, where it is set as headlines are.
    headline: String,
    title: String,
    author: String,
    notes: Vec<String>,
    note: String,
    ignorable: bool,
}

impl Reader {
    fn new() -> Self {
        Self {
            state: State {
                place: Place::Text,
                hidden: false,
                fallback: 1,
                font: 0,
                size: USUAL_SIZE,
                bold: false,
            },
            outer: Vec::new(),
            default_encoding: encoding_rs::WINDOWS_1252,
            fonts: BTreeMap::new(),
            defined_font: 0,
            styles: BTreeMap::new(),
            defined_style: 0,
            style_name: String::new(),
            bytes: Vec::new(),
            surrogate: None,
            passing: 0,
            built: Builder::default(),
            cells: Vec::new(),
            in_table: false,
            item: false,
            heading: None,
            look: Look::default(),
            headline: String::new(),
            title: String::new(),
            author: String::new(),
            notes: Vec::new(),
            note: String::new(),
            ignorable: false,
        }
    }

    fn run(&mut self, source: &[u8]) -> Result<(), Reason> {
        let mut rest = source;
        while let Some((byte, after)) = rest.split_first() {
            rest = after;
            match byte {
                b'{' => {
                    self.flush();
                    self.passing = 0;
                    if self.outer.len() > DEEPEST {
                        return Err(Reason::TooDeep);
                    }
                    self.outer.push(self.state);
                }
                b'}' => {
                    self.flush();
                    self.passing = 0;
                    self.end_group();
                }
                b'\\' => rest = self.control(rest),
                b'\r' | b'\n' => {}
                byte => self.byte(*byte),
            }
        }
        Ok(())
    }

    fn end_group(&mut self) {
        let Some(outer) = self.outer.pop() else {
            return;
        };
        if self.state.place == Place::Note && outer.place != Place::Note {
            let words: Vec<&str> = self.note.split_whitespace().collect();
            if !words.is_empty() {
                self.notes.push(words.join(" "));
                self.built.line.push_str(&format!("[{}]", self.notes.len()));
            }
            self.note.clear();
        }
        self.state = outer;
    }

    /// Reads what follows a backslash and gives back what comes after it.
    fn control<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        let Some((first, after)) = rest.split_first() else {
            return rest;
        };
        if !first.is_ascii_alphabetic() {
            match first {
                b'\'' => {
                    let code = after
                        .get(..2)
                        .and_then(|digits| str::from_utf8(digits).ok())
                        .and_then(|digits| u8::from_str_radix(digits, 16).ok());
                    if let Some(code) = code {
                        self.byte(code);
                        return &after[2..];
                    }
                }
                b'*' => self.ignorable = true,
                b'~' => self.character('\u{a0}'),
                b'_' => self.character('-'),
                b'\\' | b'{' | b'}' => self.byte(*first),
                b'\r' | b'\n' => self.word("par", None),
                _ => {}
            }
            return after;
        }
        let length = rest
            .iter()
            .take(32)
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let word = str::from_utf8(&rest[..length]).unwrap_or_default();
        let mut after = &rest[length..];
        let negative = after.first() == Some(&b'-');
        let digits = &after[usize::from(negative)..];
        let count = digits
            .iter()
            .take(10)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let mut number = None;
        if count > 0 {
            number = str::from_utf8(&digits[..count])
                .ok()
                .and_then(|digits| digits.parse::<i64>().ok())
                .map(|value| if negative { -value } else { value })
                .and_then(|value| i32::try_from(value).ok());
            after = &digits[count..];
        }
        if after.first() == Some(&b' ') {
            after = &after[1..];
        }
        if word == "bin" {
            let skipped = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            return after.get(skipped..).unwrap_or_default();
        }
        self.word(word, number);
        after
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let ignorable = std::mem::take(&mut self.ignorable);
        let on = number != Some(0);
        if word != "u" {
            self.flush();
        }
        match word {
            "ansicpg" | "mac" | "pc" | "pca" => {
                let label = match (word, number) {
                    ("ansicpg", Some(page)) => code_page(page),
                    ("mac", _) => Some(encoding_rs::MACINTOSH),
                    _ => None,
                };
                self.default_encoding = label.unwrap_or(self.default_encoding);
            }
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(20),
            "fonttbl" => self.state.place = Place::Fonts,
            "stylesheet" => self.state.place = Place::Styles,
            "info" => self.state.place = Place::Info,
            "title" if self.state.place == Place::Info => self.state.place = Place::Title,
            "author" if self.state.place == Place::Info => self.state.place = Place::Author,
            "footnote" if self.state.place == Place::Text => self.state.place = Place::Note,
            "shpinst" | "shppict" | "ud" | "upr" => {}
            "colortbl" | "pict" | "objdata" | "header" | "headerl" | "headerr" | "headerf"
            | "footer" | "footerl" | "footerr" | "footerf" | "ftnsep" | "ftnsepc" | "ftncn"
            | "aftnsep" | "aftnsepc" | "aftncn" | "listtext" | "pntext" | "pntxta" | "pntxtb"
            | "fldinst" | "filetbl" | "revtbl" | "listtable" | "listoverridetable" | "sp"
            | "nonshppict" | "xe" | "tc" | "tcn" | "private" | "atnid" | "atnauthor"
            | "annotation" | "bkmkstart" | "bkmkend" | "template" | "operator" | "company"
            | "generator" => {
                self.state.place = Place::Nowhere;
                self.item |= matches!(word, "listtext" | "pntext");
            }
            "f" => {
                self.defined_font = number.unwrap_or(0);
                self.state.font = self.defined_font;
            }
            "fcharset" if self.state.place == Place::Fonts => {
                if let Some(encoding) = number.and_then(encoding_of_charset) {
                    self.fonts.insert(self.defined_font, encoding);
                }
            }
            "s" => {
                let style = number.unwrap_or(0);
                self.defined_style = style;
                if self.state.place == Place::Text {
                    self.heading = self.styles.get(&style).copied();
                }
            }
            "outlinelevel" if self.state.place == Place::Text => {
                self.heading = number
                    .and_then(|level| u8::try_from(level).ok())
                    .filter(|level| *level < 6)
                    .map(|level| level + 1);
            }
            "v" | "deleted" => self.state.hidden = on,
            "plain" => {
                self.state = State {
                    hidden: false,
                    size: USUAL_SIZE,
                    bold: false,
                    ..self.state
                };
            }
            "par" | "sect" | "page" | "column" => self.end_paragraph(),
            "line" | "softline" | "lbr" => self.character('\n'),
            "tab" => self.character('\t'),
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            "intbl" => self.in_table = true,
            "ls" => self.item |= number.is_some_and(|list| list > 0),
            "fs" => self.state.size = number.unwrap_or(USUAL_SIZE),
            "b" => self.state.bold = on,
            "qc" => self.look.centred = true,
            "pard" => {
                self.look.centred = false;
                self.in_table = false;
                self.item = false;
                self.heading = None;
            }
            "emdash" => self.character('—'),
            "endash" => self.character('–'),
            "lquote" => self.character('‘'),
            "rquote" => self.character('’'),
            "ldblquote" => self.character('“'),
            "rdblquote" => self.character('”'),
            "bullet" => self.character('•'),
            "emspace" | "enspace" | "qmspace" => self.character(' '),
            _ if ignorable => self.state.place = Place::Nowhere,
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32) {
        let code = u32::try_from(if number < 0 {
            number + 0x1_0000
        } else {
            number
        })
        .unwrap_or(0);
        if self.passing == 0 {
            self.decode();
        }
        match (self.surrogate.take(), code) {
            (_, 0xD800..0xDC00) => self.surrogate = Some(code),
            (Some(high), 0xDC00..0xE000) => {
                let code = 0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00);
                self.put(char::from_u32(code));
            }
            // Symbol fonts stand in the private area.
            (_, 0xF020..0xF100) => {}
            _ => self.put(char::from_u32(code)),
        }
        self.passing = self.state.fallback;
    }

    fn byte(&mut self, byte: u8) {
        self.ignorable = false;
        if self.passing > 0 {
            self.passing -= 1;
        } else {
            self.bytes.push(byte);
        }
    }

    fn character(&mut self, c: char) {
        if self.passing > 0 {
            self.passing -= 1;
            return;
        }
        self.decode();
        self.put(Some(c));
    }

    fn flush(&mut self) {
        self.decode();
        self.surrogate = None;
    }

    /// Turns the bytes that wait into characters, in the encoding of the font.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = match self.state.place {
            Place::Text | Place::Note => self.fonts.get(&self.state.font).copied(),
            _ => None,
        };
        let (text, _) = encoding
            .unwrap_or(self.default_encoding)
            .decode_without_bom_handling(&bytes);
        for c in text.chars() {
            self.put(Some(c));
        }
    }

    fn put(&mut self, c: Option<char>) {
        let Some(c) = c.filter(|_| !self.state.hidden) else {
            return;
        };
        match self.state.place {
            Place::Text => {
                let large = self.state.size > USUAL_SIZE;
                self.look.striking |= self.state.size * 3 >= USUAL_SIZE * 4
                    || (self.state.bold && (self.look.centred || large));
                self.built.line.push(c);
            }
            Place::Note => self.note.push(c),
            Place::Title => self.title.push(c),
            Place::Author => self.author.push(c),
            Place::Styles if c == ';' => {
                let name = std::mem::take(&mut self.style_name).to_lowercase();
                let level = name
                    .trim()
                    .strip_prefix("heading ")
                    .and_then(|level| level.trim().parse::<u8>().ok())
                    .or_else(|| (name.trim() == "title").then_some(1));
                if let Some(level) = level.filter(|level| *level > 0) {
                    self.styles.insert(self.defined_style, level.min(6));
                }
                self.defined_style = 0;
            }
            Place::Styles => self.style_name.push(c),
            Place::Fonts | Place::Info | Place::Nowhere => {}
        }
    }

    fn end_paragraph(&mut self) {
        match self.state.place {
            Place::Text => {}
            Place::Note => return self.note.push(' '),
            _ => return,
        }
        if self.in_table {
            if !self.built.line.is_empty() {
                self.built.line.push(' ');
            }
            return;
        }
        let kind = match self.heading {
            Some(level) => Kind::Heading(level),
            None if self.item => Kind::Item {
                depth: 0,
                number: None,
            },
            None => Kind::Paragraph,
        };
        let striking = std::mem::take(&mut self.look.striking);
        let line = self.built.line.trim();
        if self.built.blocks.is_empty()
            && striking
            && kind == Kind::Paragraph
            && line.chars().count() <= 200
            && !line.ends_with('.')
        {
            line.clone_into(&mut self.headline);
        }
        self.built.end(kind, false);
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.built.line);
        let words: Vec<&str> = cell.split_whitespace().collect();
        self.cells.push(words.join(" "));
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        self.built.row(&cells);
    }
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        866 => "ibm866".to_owned(),
        874 => "windows-874".to_owned(),
        65001 => "utf-8".to_owned(),
        10000 => "macintosh".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font's character set.
fn encoding_of_charset(charset: i32) -> Option<&'static Encoding> {
    let page = match charset {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    code_page(page)
}
