//! SVG as text: elements, attributes, numbers and what must be escaped.

use crate::chart::palette::Rgb;

/// SVG in the making, a line an element.
#[derive(Debug, Default)]
pub(super) struct Svg {
    out: String,
    depth: usize,
}

/// An element whose attributes are being written; [`Self::close`], [`Self::open`] or
/// [`Self::holding`] finish its tag.
#[must_use]
pub(super) struct Element<'a> {
    svg: &'a mut Svg,
    name: &'static str,
}

impl Svg {
    pub(super) fn start(&mut self, name: &'static str) -> Element<'_> {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        Element { svg: self, name }
    }

    /// Ends an element that was left open.
    pub(super) fn end(&mut self, name: &'static str) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out.push(' ');
        }
    }
}

impl Element<'_> {
    pub(super) fn words(self, name: &str, value: &str) -> Self {
        let out = &mut self.svg.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(out, value);
        out.push('"');
        self
    }

    pub(super) fn number(self, name: &str, value: f64) -> Self {
        self.words(name, &digits(value))
    }

    pub(super) fn colour(self, name: &str, value: Rgb) -> Self {
        self.words(name, &hex(value))
    }

    /// An element with nothing in it.
    pub(super) fn close(self) {
        self.svg.out.push_str("/>\n");
    }

    /// An element with elements in it, up to [`Svg::end`].
    pub(super) fn open(self) {
        self.svg.out.push_str(">\n");
        self.svg.depth += 1;
    }

    /// An element with words in it.
    pub(super) fn holding(self, words: &str) {
        self.svg.out.push('>');
        escape(&mut self.svg.out, words);
        self.svg.out.push_str("</");
        self.svg.out.push_str(self.name);
        self.svg.out.push_str(">\n");
    }

    /// An element with a title in it, which viewers show at the pointer.
    pub(super) fn titled(self, title: &str) {
        self.svg.out.push_str("><title>");
        escape(&mut self.svg.out, title);
        self.svg.out.push_str("</title></");
        self.svg.out.push_str(self.name);
        self.svg.out.push_str(">\n");
    }
}

/// A coordinate with at most two digits after the point; what is no number is zero.
pub(super) fn digits(value: f64) -> String {
    let rounded = if value.is_finite() { value } else { 0.0 };
    let text = format!("{rounded:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

/// `#1a4fa8`.
pub(super) fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Writes text so that it stays text. Characters that XML 1.0 cannot hold are dropped.
fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements() {
        let mut svg = Svg::default();
        svg.start("g").words("class", "a\"<b").open();
        svg.start("rect")
            .number("x", -0.001)
            .number("y", 12.50)
            .close();
        svg.start("text").holding("1 < 2 & \u{0}\u{1b}3\n4");
        svg.start("circle").titled("“quoted”");
        svg.end("g");
        assert_eq!(
            svg.finish(),
            "<g class=\"a&quot;&lt;b\">\n <rect x=\"0\" y=\"12.5\"/>\n \
             <text>1 &lt; 2 &amp; 3 4</text>\n <circle><title>“quoted”</title></circle>\n</g>\n"
        );
    }

    #[test]
    fn numbers() {
        let all = [0.0, 100.0, 1.005, -2.5, f64::NAN, f64::INFINITY].map(digits);
        assert_eq!(all, ["0", "100", "1", "-2.5", "0", "0"]);
    }
}
