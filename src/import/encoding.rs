//! From bytes to characters.
//!
//! Tried in this order: what the person chose, a byte order mark, valid UTF-8, UTF-16 without a
//! mark by its pattern, UTF-8 with a few damaged places, and at last a guess from the letters.
//! Labels are those of the WHATWG Encoding Standard, with UTF-32, IBM855 and ISO-2022-KR (RFC 1557)
//! besides.

mod cyrillic;
mod latin;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_KR, Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

/// An encoding of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charset(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Standard(&'static Encoding),
    Utf32Le,
    Utf32Be,
    Ibm855,
    Iso2022Kr,
}

/// Characters, and how they were come by.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub charset: Charset,
    /// Whether the encoding was guessed from the bytes.
    pub guessed: bool,
    /// Whether some bytes mean nothing in it.
    pub damaged: bool,
    /// Whether it was chosen against what the bytes show: a mark of another encoding, or UTF-8.
    pub contradicted: Option<&'static str>,
}

/// The bytes are not those of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotText;

impl Charset {
    /// The encoding of that label (`utf-8`, `latin1`, `windows-1251`, `sjis`, `utf-32le`), in
    /// any case.
    pub fn named(label: &str) -> Option<Self> {
        let label = label.trim();
        let kind = match label.to_ascii_lowercase().as_str() {
            "utf-32" | "utf-32le" => Kind::Utf32Le,
            "utf-32be" => Kind::Utf32Be,
            "ibm855" | "cp855" => Kind::Ibm855,
            "iso-2022-kr" | "csiso2022kr" => Kind::Iso2022Kr,
            _ => Encoding::for_label(label.as_bytes())
                .filter(|encoding| *encoding != REPLACEMENT)
                .map(Kind::Standard)?,
        };
        Some(Self(kind))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Standard(encoding) => encoding.name(),
            Kind::Utf32Le => "UTF-32LE",
            Kind::Utf32Be => "UTF-32BE",
            Kind::Ibm855 => "IBM855",
            Kind::Iso2022Kr => "ISO-2022-KR",
        }
    }

    /// The encodings that a menu offers, the commonest first.
    pub fn common() -> impl Iterator<Item = Self> {
        [
            "utf-8",
            "windows-1252",
            "windows-1251",
            "koi8-u",
            "koi8-r",
            "iso-8859-5",
            "ibm866",
            "ibm855",
            "x-mac-cyrillic",
            "windows-1250",
            "iso-8859-2",
            "iso-8859-15",
            "windows-1254",
            "windows-1253",
            "windows-1255",
            "windows-1256",
            "windows-1257",
            "windows-1258",
            "windows-874",
            "gb18030",
            "big5",
            "shift_jis",
            "euc-jp",
            "iso-2022-jp",
            "euc-kr",
            "iso-2022-kr",
            "utf-16le",
            "utf-16be",
            "utf-32le",
            "utf-32be",
        ]
        .into_iter()
        .filter_map(Self::named)
    }

    /// The characters, without a mark; and whether some bytes mean nothing.
    fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self.0 {
            Kind::Standard(encoding) => {
                let valid = (encoding == UTF_8)
                    .then(|| str::from_utf8(bytes).ok())
                    .flatten();
                match valid {
                    Some(text) => {
                        let unmarked = text.strip_prefix('\u{feff}');
                        (Cow::Borrowed(unmarked.unwrap_or(text)), false)
                    }
                    None => encoding.decode_with_bom_removal(bytes),
                }
            }
            Kind::Utf32Le => decode_utf32(bytes, u32::from_le_bytes),
            Kind::Utf32Be => decode_utf32(bytes, u32::from_be_bytes),
            Kind::Ibm855 => (Cow::Owned(decode_ibm855(bytes)), false),
            Kind::Iso2022Kr => decode_iso_2022_kr(bytes),
        }
    }
}

/// Decodes in the chosen encoding, or in the one that the bytes show; what the file itself declares
/// counts where the bytes leave it open.
pub(super) fn decode(
    bytes: &[u8],
    chosen: Option<Charset>,
    declared: Option<Charset>,
) -> Result<Decoded<'_>, NotText> {
    let told = chosen.or_else(|| by_mark(bytes)).or_else(|| {
        let shifts =
            shifts_to_japanese(bytes) || memchr::memmem::find(bytes, SHIFTS_TO_KOREAN).is_some();
        let plain = str::from_utf8(bytes).is_ok() && !shifts;
        (plain && memchr::memchr(0, bytes).is_none()).then_some(Charset(Kind::Standard(UTF_8)))
    });
    let told = told.or_else(|| declared.filter(|_| !bytes.contains(&0) && !mostly_utf8(bytes)));
    let charset = match told {
        Some(charset) => charset,
        None => guess(bytes)?,
    };
    let (text, damaged) = charset.decode(bytes);
    if looks_binary(&text) {
        return Err(NotText);
    }
    Ok(Decoded {
        text,
        charset,
        // Damaged UTF-8 is warned of as such; that it is UTF-8 is beyond doubt.
        guessed: told.is_none() && charset.0 != Kind::Standard(UTF_8),
        damaged,
        contradicted: chosen.and_then(|chosen| {
            let shown = by_mark(bytes).or_else(|| {
                let is_utf8 = !bytes.is_ascii() && str::from_utf8(bytes).is_ok();
                is_utf8.then_some(Charset(Kind::Standard(UTF_8)))
            });
            shown.filter(|shown| *shown != chosen).map(Charset::name)
        }),
    })
}

fn by_mark(bytes: &[u8]) -> Option<Charset> {
    let kind = match bytes {
        [0xFF, 0xFE, 0, 0, ..] => Kind::Utf32Le,
        [0, 0, 0xFE, 0xFF, ..] => Kind::Utf32Be,
        _ => Kind::Standard(Encoding::for_bom(bytes)?.0),
    };
    Some(Charset(kind))
}

fn guess(bytes: &[u8]) -> Result<Charset, NotText> {
    if bytes.contains(&0) && !has_stray_nuls(bytes) {
        if let Some(encoding) = unmarked_utf16(bytes) {
            return Ok(Charset(Kind::Standard(encoding)));
        }
        if let Some(charset) = unmarked_utf32(bytes) {
            return Ok(charset);
        }
        // A stray NUL in a long text is a slip of some program; many are not a text at all.
        if memchr::memchr_iter(0, bytes).count() * 1000 > bytes.len() {
            return Err(NotText);
        }
    }
    if memchr::memmem::find(bytes, SHIFTS_TO_KOREAN).is_some() {
        return Ok(Charset(Kind::Iso2022Kr));
    }
    let encoding = if shifts_to_japanese(bytes) && !ISO_2022_JP.decode(bytes).2 {
        ISO_2022_JP
    } else if mostly_utf8(bytes) {
        UTF_8
    } else if let Some(cyrillic) = cyrillic::guess(bytes) {
        return Ok(cyrillic);
    } else {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        latin::settled(detector.guess(None, Utf8Detection::Allow), bytes)
    };
    Ok(Charset(Kind::Standard(encoding)))
}

/// Whether the bytes are UTF-8 but for a few NULs, which some programs leave in.
fn has_stray_nuls(bytes: &[u8]) -> bool {
    let rest: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    (bytes.len() - rest.len()) * 8 <= bytes.len()
        && str::from_utf8(&rest).is_ok_and(|text| !looks_binary(text))
}

/// The announcement with which texts in ISO-2022-KR begin.
const SHIFTS_TO_KOREAN: &[u8] = b"\x1b$)C";

/// Whether the bytes hold an escape sequence that starts Japanese in ISO-2022-JP.
fn shifts_to_japanese(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0x1b, bytes)
        .any(|at| matches!(bytes.get(at + 1..at + 3), Some(b"$B" | b"$@" | b"(J")))
}

/// The byte order in which the bytes are clean UTF-16 with the spaces, digits and line ends that
/// every script uses.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    // A file that was cut may end in half a unit.
    let bytes = &bytes[..bytes.len() & !1];
    let ascii_in = |encoding: &'static Encoding| {
        let (text, damaged) = encoding.decode_without_bom_handling(bytes);
        if damaged || text.contains('\0') || looks_binary(&text) {
            return 0;
        }
        text.chars().filter(char::is_ascii).count()
    };
    let (little, big) = (ascii_in(UTF_16LE), ascii_in(UTF_16BE));
    let enough = bytes.len() / 2 / 50;
    match little.cmp(&big) {
        std::cmp::Ordering::Greater if little > enough => Some(UTF_16LE),
        std::cmp::Ordering::Less if big > enough => Some(UTF_16BE),
        _ => None,
    }
}

/// The byte order in which the bytes are clean UTF-32 of a text of some length.
fn unmarked_utf32(bytes: &[u8]) -> Option<Charset> {
    const FEWEST: usize = 8;
    [Kind::Utf32Le, Kind::Utf32Be]
        .map(Charset)
        .into_iter()
        .find(|charset| {
            let (text, damaged) = charset.decode(bytes);
            bytes.len() >= 4 * FEWEST && !damaged && !text.contains('\0') && !looks_binary(&text)
        })
}

/// Whether a few damaged places stand among many characters that only UTF-8 explains: a text
/// that was cut in the middle of a character, or pasted together.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 3 * bad && (good > 0 || bad == 0)
}

/// Whether there are more control characters than slips explain.
fn looks_binary(text: &str) -> bool {
    // Most texts have too few bytes that could be of a control character to ask any further.
    let may_control = |byte: u8| {
        byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r')
            || byte == 0x7f
            || byte == 0xc2
    };
    let most = text.as_bytes().chunks(128).map(|chunk| {
        let few = chunk
            .iter()
            .fold(0_u8, |few, byte| few + u8::from(may_control(*byte)));
        usize::from(few)
    });
    // A character has at most four bytes.
    if most.sum::<usize>() * 50 <= text.len() / 4 + 49 {
        return false;
    }
    let mut controls = 0;
    let mut all = 0;
    for c in text.chars() {
        all += 1;
        controls += usize::from(c.is_control() && !c.is_ascii_whitespace() && c != '\u{85}');
    }
    controls * 50 > all + 49
}

fn decode_utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> (Cow<'_, str>, bool) {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut damaged = !rest.is_empty();
    let mut text: String = units
        .iter()
        .map(|bytes| {
            char::from_u32(unit(*bytes)).unwrap_or_else(|| {
                damaged = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    (Cow::Owned(text), damaged)
}

fn decode_ibm855(bytes: &[u8]) -> String {
    let upper: Vec<char> = cyrillic::IBM855.chars().collect();
    let character = |byte: &u8| {
        let at = usize::from(*byte).checked_sub(128);
        at.map_or(char::from(*byte), |at| upper[at])
    };
    bytes.iter().map(character).collect()
}

/// Korean in seven bits: between “shift out” and “shift in” or the line end two bytes are a
/// character of KS X 1001, which EUC-KR writes with the eighth bit set.
fn decode_iso_2022_kr(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let mut shifted = false;
    let mut eight = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [byte, after @ ..] = rest {
        rest = after;
        match byte {
            0x0e => shifted = true,
            0x0f => shifted = false,
            0x1b if after.starts_with(&SHIFTS_TO_KOREAN[1..]) => rest = &after[3..],
            b'\n' => {
                shifted = false;
                eight.push(b'\n');
            }
            0x21..=0x7e if shifted => eight.push(byte | 0x80),
            byte => eight.push(*byte),
        }
    }
    let (text, damaged) = EUC_KR.decode_without_bom_handling(&eight);
    (Cow::Owned(text.into_owned()), damaged)
}

#[cfg(test)]
mod tests;
