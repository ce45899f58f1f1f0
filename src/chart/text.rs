//! How wide words are in the bundled typeface, and where lines break.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider as _};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::fonts;

/// The headline.
pub(crate) const TITLE: f64 = 20.0;
/// The line below it, and names of series.
pub(crate) const BODY: f64 = 13.0;
/// Axes.
pub(crate) const SMALL: f64 = 12.0;
/// Sources and remarks.
pub(crate) const FINE: f64 = 11.0;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

/// A way to set words: a size in CSS pixels and a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub size: f64,
    pub weight: Weight,
}

impl Style {
    pub(crate) const fn regular(size: f64) -> Self {
        Self {
            size,
            weight: Weight::Regular,
        }
    }

    pub(crate) const fn semibold(size: f64) -> Self {
        Self {
            size,
            weight: Weight::SemiBold,
        }
    }

    /// From one line's foot to the next.
    pub(crate) fn line_height(self) -> f64 {
        (self.size * 1.35).round()
    }
}

/// Measures words.
pub(crate) struct Ruler {
    regular: Option<Face>,
    semibold: Option<Face>,
}

struct Face {
    charmap: skrifa::charmap::Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

impl Face {
    /// None only for a damaged file, and then words are measured roughly.
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        Some(Self {
            charmap: font.charmap(),
            metrics: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
        })
    }
}

impl Ruler {
    /// The one ruler: the typefaces are read once.
    pub(crate) fn get() -> &'static Self {
        static RULER: LazyLock<Ruler> = LazyLock::new(|| Ruler {
            regular: Face::new(fonts::INTER_REGULAR),
            semibold: Face::new(fonts::INTER_SEMIBOLD),
        });
        &RULER
    }

    /// Whether the bundled typeface has a letter for each character that is to be seen.
    pub(crate) fn covers(&self, text: &str) -> bool {
        let Some(face) = &self.regular else {
            return false;
        };
        let unseen = |c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{fe0f}');
        // Most pictures hold nothing beyond ASCII, which every typeface has.
        text.is_ascii()
            || text
                .chars()
                .all(|c| unseen(c) || face.charmap.map(c).is_some())
    }

    /// The width of words on one line, in CSS pixels.
    pub(crate) fn width(&self, words: &str, style: Style) -> f64 {
        let face = match style.weight {
            Weight::Regular => self.regular.as_ref(),
            Weight::SemiBold => self.semibold.as_ref(),
        };
        let advance = |character: char| -> f64 {
            // What breaks a line elsewhere is drawn as a space.
            let character = match character {
                '\n' | '\t' | '\r' => ' ',
                other => other,
            };
            if character.is_control() {
                return 0.0;
            }
            let known = face.and_then(|face| {
                let glyph = face.charmap.map(character)?;
                face.metrics.advance_width(glyph)
            });
            // A letter of another script, which the viewer takes from elsewhere: no wider.
            known.map_or(1.0, f64::from)
        };
        words.chars().map(advance).sum::<f64>() * style.size
    }

    /// Breaks words into lines no wider than `room`, at spaces, and within a word only where it
    /// alone is wider. What does not fit `most` lines ends in an ellipsis.
    pub(crate) fn wrap(&self, words: &str, style: Style, room: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let breaks = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r');
        for word in words.split(breaks).filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(&longer, style) <= room {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for piece in word.graphemes(true) {
                if !line.is_empty() && self.width(&format!("{line}{piece}"), style) > room {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(piece);
            }
            if lines.len() > most {
                break;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.shorten(&format!("{last}…"), style, room);
            }
        }
        lines
    }

    /// The words, or as many of their first letters as fit before an ellipsis.
    pub(crate) fn shorten(&self, words: &str, style: Style, room: f64) -> String {
        if self.width(words, style) <= room {
            return words.to_owned();
        }
        let mut out = String::new();
        for piece in words.trim_end_matches('…').graphemes(true) {
            if self.width(&format!("{out}{piece}…"), style) > room {
                break;
            }
            out.push_str(piece);
        }
        out.truncate(out.trim_end().len());
        out.push('…');
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const STYLE: Style = Style::regular(10.0);

    #[test]
    fn letters_have_the_widths_of_the_typeface() {
        let ruler = Ruler::get();
        assert!(ruler.regular.is_some() && ruler.semibold.is_some());
        let width = |words| ruler.width(words, STYLE);
        assert!(width("iiii") < width("mmmm") / 2.0);
        assert!((width("ab") - width("a") - width("b")).abs() < 1e-9);
        assert!(ruler.width("Aid", Style::semibold(10.0)) > width("Aid"));
        assert!((ruler.width("Aid", Style::regular(20.0)) - 2.0 * width("Aid")).abs() < 1e-9);
    }

    #[test]
    fn the_typeface_has_the_scripts_of_europe() {
        let ruler = Ruler::get();
        assert!(ruler.covers("Aid · “Wörter” · Допомога · Ελλάδα · €₴ − 5\u{a0}% …"));
        assert!(!ruler.covers("مساعدات") && !ruler.covers("援助"));
    }

    #[test]
    fn lines_break_at_spaces_and_end_in_an_ellipsis() {
        let ruler = Ruler::get();
        let room = ruler.width("one two", STYLE) + 0.1;
        assert_eq!(
            ruler.wrap("one two  three\nfour", STYLE, room, 9),
            ["one two", "three", "four"]
        );
        let cut = ruler.wrap("one two three four", STYLE, room, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…'), "{cut:?}");
        assert!(ruler.wrap("  \n", STYLE, room, 2).is_empty());
        // A number and its unit stay together.
        assert_eq!(
            ruler.wrap("one $2\u{a0}bn", STYLE, room, 9),
            ["one", "$2\u{a0}bn"]
        );
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(words in "\\PC{0,80}", room in 30.0..300_f64) {
            let ruler = Ruler::get();
            let lines = ruler.wrap(&words, STYLE, room, usize::MAX);
            for line in &lines {
                let one = line.graphemes(true).count() == 1;
                prop_assert!(one || ruler.width(line, STYLE) <= room + 1e-9, "{line:?}");
            }
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&words));
            let short = ruler.shorten(&words, STYLE, room);
            prop_assert!(ruler.width(&short, STYLE) <= room + 1e-9);
        }
    }
}
