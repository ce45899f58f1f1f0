//! RON as this program writes it: for people who read it, and for git.
//!
//! The `ron` crate reads what is written here. Its own writer decides about strings once for a
//! whole file, and about line breaks by depth alone; here every string takes the form that reads
//! best, and a small value stands on one line.
//!
//! A text keeps its line breaks, so that each paragraph is a line of the file; a few words stay on
//! one line. A string is raw (`r#"…"#`) where it holds quotes or backslashes. A character that editors, git or terminals
//! would harm or obey is written as an escape; above all a carriage return never stands in a file
//! by itself, so that one found there can only come from a tool that changed the line ends.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use serde::Serialize;
use serde::ser;

mod shapes;

/// The longest value, in bytes, that is put on one line.
const LINE: usize = 110;
/// The longest text, in characters, whose line breaks are written as escapes.
const WORDS: usize = 40;
/// How much is collected before it is written.
const CHUNK: usize = 64 * 1024;

/// Writes a value as RON with a line end after it. The `open` outermost levels have one field a
/// line even where they would fit one line.
///
/// # Errors
/// What `sink` says.
pub fn write(sink: impl Write, value: &impl Serialize, open: usize) -> io::Result<()> {
    let mut writer = Writer {
        sink,
        pending: String::new(),
        depth: 0,
        open,
        limit: None,
    };
    let written = value.serialize(&mut writer).and_then(|()| {
        writer.pending.push('\n');
        Ok(writer.sink.write_all(writer.pending.as_bytes())?)
    });
    match written {
        Ok(()) => Ok(()),
        Err(WriteError::Io(error)) => Err(error),
        Err(error) => Err(io::Error::other(error)),
    }
}

struct Writer<W> {
    sink: W,
    /// What was not handed to the sink yet.
    pending: String,
    /// How many brackets are open.
    depth: usize,
    /// How many levels of brackets always have one field a line.
    open: usize,
    /// While a value is tried on one line: how long `pending` may become.
    limit: Option<usize>,
}

/// Why a value is not written.
#[derive(Debug, thiserror::Error)]
enum WriteError {
    /// It does not fit one line; it will be written on several.
    #[error("too wide for one line")]
    TooWide,
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("{0}")]
    Other(String),
}

impl ser::Error for WriteError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Other(message.to_string())
    }
}

type Written = Result<(), WriteError>;

/// Whether a character would be harmed or obeyed by a tool that handles the file as text: control
/// characters, separators that some editors take for line ends, the byte order mark.
fn needs_escape(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{2028}' | '\u{2029}' | '\u{feff}' => true,
        _ => c.is_control(),
    }
}

impl<W: Write> Writer<W> {
    fn push(&mut self, text: &str) -> Written {
        self.pending.push_str(text);
        match self.limit {
            Some(limit) if self.pending.len() > limit => Err(WriteError::TooWide),
            _ => Ok(()),
        }
    }

    fn show(&mut self, value: impl fmt::Display) -> Written {
        // Writing to a String cannot fail.
        let _ = write!(self.pending, "{value}");
        self.push("")
    }

    fn line_break(&mut self) {
        self.pending.push('\n');
        for _ in 0..self.depth {
            self.pending.push_str("    ");
        }
    }

    /// A value within brackets: on one line if it fits, else on several.
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        if self.limit.is_none() && self.depth >= self.open {
            let (length, depth) = (self.pending.len(), self.depth);
            self.limit = Some(length + LINE);
            let written = value.serialize(&mut *self);
            self.limit = None;
            match written {
                Err(WriteError::TooWide) => {
                    self.pending.truncate(length);
                    self.depth = depth;
                }
                written => return written,
            }
        }
        value.serialize(self)
    }

    fn string(&mut self, text: &str) -> Written {
        let is_short = text.chars().nth(WORDS).is_none();
        if self.limit.is_some() && !is_short && (text.len() > LINE || text.contains('\n')) {
            return Err(WriteError::TooWide);
        }
        let is_escaped = |c| needs_escape(c) || (is_short && c == '\n');
        let escapes = text.contains(is_escaped);
        if !escapes && text.contains(['"', '\\']) {
            return self.raw_string(text);
        }
        self.pending.push('"');
        if escapes {
            for c in text.chars() {
                match c {
                    '"' => self.pending.push_str("\\\""),
                    '\\' => self.pending.push_str("\\\\"),
                    '\r' => self.pending.push_str("\\r"),
                    '\n' if is_short => self.pending.push_str("\\n"),
                    c if is_escaped(c) => self.pending.extend(c.escape_unicode()),
                    c => self.pending.push(c),
                }
            }
        } else {
            self.pending.push_str(text);
        }
        self.push("\"")
    }

    fn raw_string(&mut self, text: &str) -> Written {
        // One hash more than follow any quote in it.
        let after_quotes = text.split('"').skip(1);
        let hashes = after_quotes
            .map(|rest| 1 + rest.len() - rest.trim_start_matches('#').len())
            .max()
            .unwrap_or(0);
        let hashes = "#".repeat(hashes);
        self.push("r")?;
        self.push(&hashes)?;
        self.push("\"")?;
        self.push(text)?;
        self.push("\"")?;
        self.push(&hashes)
    }

    fn brackets(
        &mut self,
        name: &str,
        open: &str,
        close: &'static str,
    ) -> Result<Brackets<'_, W>, WriteError> {
        self.push(name)?;
        self.push(open)?;
        self.depth += 1;
        Ok(Brackets {
            writer: self,
            close,
            is_empty: true,
        })
    }

    fn wrapped<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Written {
        self.push(name)?;
        self.push("(")?;
        value.serialize(&mut *self)?;
        self.push(")")
    }
}

/// An open bracket, and what comes into it.
struct Brackets<'a, W> {
    writer: &'a mut Writer<W>,
    close: &'static str,
    is_empty: bool,
}

impl<W: Write> Brackets<'_, W> {
    fn begin_item(&mut self) -> Written {
        let is_first = std::mem::replace(&mut self.is_empty, false);
        if self.writer.limit.is_none() {
            self.writer.line_break();
        } else if !is_first {
            self.writer.push(", ")?;
        }
        Ok(())
    }

    fn end_item<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        let writer = &mut *self.writer;
        writer.value(value)?;
        if writer.limit.is_none() {
            writer.pending.push(',');
            if writer.pending.len() > CHUNK {
                writer.sink.write_all(writer.pending.as_bytes())?;
                writer.pending.clear();
            }
        }
        Ok(())
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.begin_item()?;
        self.end_item(value)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Written {
        self.begin_item()?;
        self.writer.push(name)?;
        self.writer.push(": ")?;
        self.end_item(value)
    }

    fn close(self) -> Written {
        self.writer.depth -= 1;
        if self.writer.limit.is_none() && !self.is_empty {
            self.writer.line_break();
        }
        self.writer.push(self.close)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::model::arbitrary;
    use crate::store::format::options;

    fn written(value: &impl Serialize, open: usize) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes, value, open).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// One of every shape that serde knows.
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Shapes {
        truth: bool,
        whole: i64,
        float: f64,
        letter: char,
        words: String,
        nothing: Option<u8>,
        something: Option<String>,
        unit: (),
        pair: (u8, i8),
        list: Vec<Shape>,
        map: BTreeMap<String, u32>,
        wrapped: Wrapped,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Wrapped(u64);

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    enum Shape {
        None,
        One(String),
        Two(u8, u8),
        Named { low: f32, high: Option<f32> },
    }

    fn shapes(words: String, list: Vec<Shape>) -> Shapes {
        Shapes {
            truth: true,
            whole: i64::MIN,
            float: 1e300,
            letter: '\'',
            something: Some(words.clone()),
            map: BTreeMap::from([(words.clone(), 7)]),
            words,
            nothing: None,
            unit: (),
            pair: (1, -1),
            list,
            wrapped: Wrapped(u64::MAX),
        }
    }

    fn shape() -> impl Strategy<Value = Shape> {
        prop_oneof![
            Just(Shape::None),
            arbitrary::text().prop_map(Shape::One),
            any::<(u8, u8)>().prop_map(|(one, two)| Shape::Two(one, two)),
            (-1e9_f32..1e9, proptest::option::of(-1.0_f32..1.0))
                .prop_map(|(low, high)| Shape::Named { low, high }),
        ]
    }

    proptest! {
        #[test]
        fn the_ron_crate_reads_back_every_shape(
            words in arbitrary::text(),
            list in proptest::collection::vec(shape(), 0..5),
            open in 0..4_usize,
        ) {
            let value = shapes(words, list);
            let text = written(&value, open);
            prop_assert_eq!(options().from_str::<Shapes>(&text), Ok(value), "{}", text);
        }

        #[test]
        fn no_string_leaves_a_character_that_tools_would_harm(words in arbitrary::text()) {
            let text = written(&words, 0);
            prop_assert!(!text.contains(needs_escape));
            prop_assert_eq!(options().from_str::<String>(&text), Ok(words), "{}", text);
        }
    }

    #[test]
    fn strings_take_the_form_that_reads_best() {
        let paragraphs = "A first paragraph that says something.\n\nA second.\n";
        for (string, ron) in [
            ("plain", r#""plain""#),
            ("first\nsecond", r#""first\nsecond""#),
            (paragraphs, &format!("\"{paragraphs}\"")),
            (r#"he said "no""#, "r#\"he said \"no\"\"#"),
            (r##"end "# of raw"##, r###"r##"end "# of raw"##"###),
            (r"C:\data", r#"r"C:\data""#),
            ("a \"b\"\r\nc", r#""a \"b\"\r\nc""#),
            ("\u{0}\u{1b}\u{2028}", "\"\\u{0}\\u{1b}\\u{2028}\""),
        ] {
            assert_eq!(written(&string, 0), format!("{ron}\n"));
        }
    }

    #[test]
    fn small_values_stand_on_one_line_and_outer_levels_are_open() {
        let small: BTreeMap<&str, Vec<u8>> = BTreeMap::from([("a", vec![1, 2]), ("b", vec![])]);
        assert_eq!(
            written(&small, 1),
            "{\n    \"a\": [1, 2],\n    \"b\": [],\n}\n"
        );
        let wide = vec!["x".repeat(60), "y".repeat(60)];
        let expected = format!("[\n    \"{}\",\n    \"{}\",\n]\n", wide[0], wide[1]);
        assert_eq!(written(&wide, 1), expected);
        let nested = BTreeMap::from([("wide", wide)]);
        assert!(written(&nested, 1).starts_with("{\n    \"wide\": [\n        \"xx"));
    }

    #[test]
    fn a_failing_sink_is_an_error() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error = write(Full, &"text", 0).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        let long = vec!["x".repeat(200); 1000];
        assert!(write(Full, &long, 1).is_err());
    }
}
