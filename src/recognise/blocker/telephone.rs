//! Telephone and account numbers, versions and addresses: digits in groups that count nothing.

use crate::recognise::lexer::{Gap, Kind};
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// Telephone and account numbers: three groups of digits joined by hyphens, points or brackets,
/// or two long ones; `1.2.3`.
pub(super) fn grouped_digits(text: &Text<'_>, at: usize) -> Option<usize> {
    if let Some(end) = telephone(text, at) {
        return Some(with_extension(text, end));
    }
    let mut end = at + 1;
    let mut groups = 1;
    let mut digits = text.str(at).len();
    loop {
        let hyphen = text.kind(end) == Kind::Hyphen && text.glued(end);
        let joint = usize::from(hyphen || text.str(end) == ")" || text.str(end) == "/");
        let next = end + joint;
        let near = text.glued(next) || text.token(next).gap == Gap::Space;
        if text.kind(next) != Kind::Number || !near || (joint == 0 && text.glued(next)) {
            break;
        }
        if joint == 0 && crate::recognise::digits::digits(text, at).is_some_and(|d| d.end > at + 1)
        {
            return None;
        }
        digits += text.str(next).len();
        groups += 1;
        end = next + 1;
        if groups > 40 {
            break;
        }
    }
    let plus = at > 0 && text.str(at - 1) == "+" && text.glued(at);
    let bracket = at > 0 && text.str(at - 1) == "(" && text.str(at + 1) == ")";
    let long = text.str(at).len() > 9 && text.all_digits(at) && text.str(at).starts_with('0');
    let phone = groups >= 3 && digits >= 7
        || groups == 2 && (plus || bracket) && digits >= 7
        || groups == 2 && digits >= 10 && text.kind(at + 1) == Kind::Hyphen && digits != 8
        || plus && digits >= 9
        || long;
    if phone {
        return Some(with_extension(text, end));
    }
    // Versions and addresses: digits with two points that are no groups of thousands.
    let written = text.str(at);
    let dotted =
        written.matches('.').count() >= 2 && crate::recognise::digits::digits(text, at).is_none();
    dotted.then(|| with_extension(text, at + 1))
}

/// The token after the extension of a telephone number that ends before `end`: "ext. 123".
fn with_extension(text: &Text<'_>, end: usize) -> usize {
    let number = end + 1 + usize::from(text.str(end + 1) == ".");
    let extended = text.says_any(end, words!["ext", "extension", "x"])
        && text.kind(number) == Kind::Number
        && text.all_digits(number);
    if extended { number + 1 } else { end }
}

/// A telephone number by what stands before it: `+`, a leading zero, or a word that says so.
fn telephone(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    let mut digits = 0;
    let mut brackets = false;
    while end < at + 24 {
        let near = end == at || text.token(end).gap <= Gap::Space;
        let joint = matches!(text.str(end), "-" | "(" | ")" | "/" | "." | "–");
        if !near || !(text.kind(end) == Kind::Number || joint) {
            break;
        }
        if text.kind(end) == Kind::Number {
            digits += text.str(end).bytes().filter(u8::is_ascii_digit).count();
        }
        brackets |= text.str(end) == "(" && end > at;
        end += 1;
    }
    // No number of a telephone is shorter, and most numbers are.
    if digits < 7 {
        return None;
    }
    while end > at && text.kind(end - 1) != Kind::Number {
        end -= 1;
    }
    let before = text.str(at.wrapping_sub(1));
    let plus = before == "+" || before == "(" && text.str(at.wrapping_sub(2)) == "+";
    let zero = text.str(at).starts_with('0') && text.all_digits(at) && text.str(at).len() > 2;
    let cue = (at.saturating_sub(5)..at).any(|i| {
        text.says_any(
            i,
            words![
                "phone",
                "tel",
                "telephone",
                "fax",
                "mobile",
                "whatsapp",
                "hotline",
                "dial",
                "call",
            ],
        )
    });
    let bracketed = brackets && (text.kind(at + 1) == Kind::Bracket || text.str(at).len() <= 3);
    let phone = plus && digits >= 7
        || zero && digits >= 8
        || cue && digits >= 7
        || bracketed && (9..=15).contains(&digits);
    phone.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_belongs_to_its_number() {
        for (source, end) in [
            ("0161 123 4567 ext. 123 is mine", 6),
            ("837.824.1482 x 63888", 3),
            ("0161 123 4567 is mine", 3),
        ] {
            assert_eq!(grouped_digits(&Text::new(source), 0), Some(end), "{source}");
        }
    }
}
