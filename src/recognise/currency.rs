//! Which currency stands at a number: a sign, a code or a name, before or after it.
//!
//! A name that several currencies share ("crowns", "pounds") is settled by the adjective before
//! it, else by a place that the sentence names, else by the commonest use.

use super::lexer::Kind;
use super::lexicon::{CurrencyName, class};
use super::text::Text;
use super::word_list::words;

/// A currency found beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// The token after it.
    pub end: usize,
    /// Its place in the list of currencies.
    pub currency: u16,
    /// The number counts hundredths of it.
    pub coin: bool,
    /// It stands in a code with its magnitude: `MUSD`.
    pub million: bool,
    /// Whether something said which of several currencies of that name it is.
    pub sure: bool,
}

impl Found {
    fn plain(end: usize, currency: u16) -> Self {
        Self {
            end,
            currency,
            coin: false,
            million: false,
            sure: true,
        }
    }
}

/// The currency that stands before a number: `US$`, `€`, `NOK`, `Rs.`
pub(super) fn before(text: &Text<'_>, at: usize) -> Option<Found> {
    if text.glued(at) && text.kind(at - 1) == Kind::Number {
        return None;
    }
    let found = sign(text, at)
        .or_else(|| code(text, at))
        .or_else(|| name_first(text, at))?;
    let mut end = found.end;
    if text.kind(end) == Kind::Stop && text.glued(end) && text.str(end) == "." {
        end += 1;
    }
    let number_follows = matches!(text.kind(end), Kind::Number | Kind::Fraction)
        || (text.kind(end) == Kind::Word
            && text.kind(at) == Kind::Sign
            && text.is(end, class::NUMBER_WORD))
        || (matches!(text.kind(end), Kind::Hyphen | Kind::Dash)
            && text.kind(end + 1) == Kind::Number);
    // The capital letters of a code may also start a sentence: "ALL 5 solutions".
    let word_alone = text.kind(at) == Kind::Word && text.is(at, class::WORDLIKE_CODE);
    let scaled = text.is(end + 1, class::MAGNITUDE | class::SHORT);
    (number_follows && (!word_alone || scaled)).then_some(Found { end, ..found })
}

/// "Rupees 3.6 lakh", "Malaysian ringgit 42": the name before its number, as in South and
/// South-East Asia.
fn name_first(text: &Text<'_>, at: usize) -> Option<Found> {
    let place = place_before(text, at);
    let name_at = place.map_or(at, |(end, _)| end);
    let long = text.kind(name_at) == Kind::Word && text.str(name_at).len() > 4;
    let found = name(text, name_at, place.map(|(_, place)| place), false, false)?;
    let number = text.kind(found.end) == Kind::Number && !text.glued(found.end);
    // "paid in dollars 20 times", "12 rupees 30 people": the number has its own noun.
    let counts = text.is(
        found.end + 1,
        class::NOUN | class::TIME_UNIT | class::PERCENT,
    );
    let after_number = at > 0 && text.kind(at - 1) == Kind::Number;
    (long && number && !counts && !after_number && !found.coin).then_some(found)
}

fn sign(text: &Text<'_>, at: usize) -> Option<Found> {
    if !text.is(at, class::CURRENCY) {
        return None;
    }
    let (end, &currency) = text.phrase(&text.lexicon.signs, at)?;
    let letters = text.kind(at) == Kind::Word;
    if letters && end == at + 1 && text.str(at).len() == 1 {
        return lone_letter(text, at).then(|| Found::plain(end, currency));
    }
    if letters && end > at + 1 {
        // "a $5 fee": a lone letter belongs to the sign only where it touches it.
        let common = text.says_any(at, words!["a", "s", "r", "e", "j"]);
        if common && !text.glued(at + 1) {
            return None;
        }
    }
    Some(Found::plain(end, currency))
}

/// `R100 billion`, `N1,200`: a capital that touches its number. `R2`, `N95` are none.
fn lone_letter(text: &Text<'_>, at: usize) -> bool {
    let number = at + 1;
    let digits = text.str(number);
    let scaled = text.is(number + 1, class::MAGNITUDE | class::SHORT);
    let amount = scaled || digits.contains([',', '.']) || digits.len() > 2;
    text.capital(at)
        && text.kind(number) == Kind::Number
        && text.glued(number)
        && amount
        && !text.glued(at)
}

/// The codes that an M before them makes millions of: `MEUR`, `MSEK`.
pub(super) const IN_MILLIONS: [&str; 11] = [
    "USD", "EUR", "GBP", "AUD", "CAD", "NOK", "SEK", "DKK", "CHF", "JPY", "PLN",
];

/// An ISO code: `NOK`, `usd`, `MEUR`.
fn code(text: &Text<'_>, at: usize) -> Option<Found> {
    if text.kind(at) != Kind::Word {
        return None;
    }
    let written = text.str(at);
    if text.is(at, class::CODE) {
        let capital = text.all_capitals(at);
        if !capital && text.is(at, class::WORDLIKE_CODE) {
            return None;
        }
        return Some(Found::plain(at + 1, currency_of_code(text, written)?));
    }
    if text.says(at, "rmb") {
        return Some(Found::plain(at + 1, currency_of_code(text, "CNY")?));
    }
    let rest = written
        .strip_prefix('M')
        .filter(|rest| rest.len() == 3 && text.all_capitals(at))?;
    let million = IN_MILLIONS.contains(&rest);
    let found = Found::plain(at + 1, currency_of_code(text, rest)?);
    million.then_some(Found {
        million: true,
        ..found
    })
}

fn currency_of_code(text: &Text<'_>, code: &str) -> Option<u16> {
    let place = text
        .lexicon
        .currencies
        .iter()
        .position(|currency| currency.code.eq_ignore_ascii_case(code))?;
    Some(place as u16)
}

/// The currency that stands after a number: `€`, "kroner", "Canadian dollars", "-dollar", `USD`.
pub(super) fn after(text: &Text<'_>, number_end: usize, big: bool, vague: bool) -> Option<Found> {
    let hyphen = text.kind(number_end) == Kind::Hyphen && text.glued(number_end);
    let mut at = number_end + usize::from(hyphen);
    if text.says(at, "of") && vague {
        at += 1;
    } else if text.says(at, "worth") {
        return None;
    }
    if !text.same_paragraph(at) {
        return None;
    }
    if text.glued(at)
        && text.kind(at) == Kind::Word
        && let Some(found) = sign(text, at)
        && found.end > at + 1
    {
        return Some(found);
    }
    let with_place = place_before(text, at);
    let name_at = with_place.map_or(at, |(end, _)| end);
    if let Some(found) = name(text, name_at, with_place.map(|(_, p)| p), big, hyphen) {
        return Some(found);
    }
    if with_place.is_some() {
        return None;
    }
    if text.kind(at) == Kind::Sign || text.kind(at) == Kind::Word {
        if let Some(found) = sign(text, at) {
            // `10 $30`: a sign that touches the next number belongs to it.
            let next = text.kind(found.end) == Kind::Number && text.glued(found.end);
            return (!next || text.glued(at) && !hyphen).then_some(found);
        }
        let code = code(text, at)?;
        let written = text.str(at);
        let capital = written.bytes().all(|b| b.is_ascii_uppercase());
        return (capital
            || text.says_any(at, words!["usd", "eur", "gbp", "rmb", "nok", "sek", "dkk"]))
        .then_some(code);
    }
    None
}

/// "US", "Canadian", "Hong Kong" before a name; the token after it and the place.
fn place_before(text: &Text<'_>, at: usize) -> Option<(usize, u16)> {
    if !text.is(at, class::PLACE) {
        return None;
    }
    let (end, &place) = text.phrase(&text.lexicon.places, at)?;
    Some((end, place))
}

fn name(text: &Text<'_>, at: usize, place: Option<u16>, big: bool, hyphen: bool) -> Option<Found> {
    if !text.is(at, class::CURRENCY) || text.kind(at) != Kind::Word {
        return None;
    }
    let (end, known) = text.phrase(&text.lexicon.names, at)?;
    if text.is(at, class::CODE) && end == at + 1 && !text.all_capitals(at) && known.of.len() == 1 {
        // A code in small letters: left to the codes, which know the words among them.
        let code = text.lexicon.currencies[usize::from(known.of[0])].code;
        if code.eq_ignore_ascii_case(text.str(at)) {
            return None;
        }
    }
    // Names that are words of their own need a magnitude or a country beside them.
    let weak = text.says_any(
        at,
        words![
            "won", "real", "mark", "marks", "sol", "sols", "colon", "colons", "sum", "sums", "som",
            "crown", "crowns", "lev", "le", "kip", "ether", "kr", "buck", "bucks", "rand", "punt",
        ],
    );
    if weak && !big && place.is_none() {
        return None;
    }
    let weight = text.says_any(at, words!["pound", "pounds"])
        && place.is_none()
        && (hyphen || text.says(end, "of") || text.is(end, class::WEAPON));
    if weight || text.says(end, "sterling") && known.of.is_empty() {
        return None;
    }
    let end = if text.says_any(at, words!["pound", "pounds"]) && text.says(end, "sterling") {
        end + 1
    } else {
        end
    };
    let (currency, sure) = choose(text, known, place, at);
    Some(Found {
        end,
        currency,
        coin: known.coin,
        million: false,
        sure,
    })
}

/// Which of the currencies of a name is meant, and whether something says so.
fn choose(text: &Text<'_>, name: &CurrencyName, place: Option<u16>, at: usize) -> (u16, bool) {
    let of_place = |place: u16| {
        name.of.iter().copied().find(|&currency| {
            text.lexicon.currencies[usize::from(currency)]
                .places
                .contains(&place)
        })
    };
    let first = name.of.first().copied().unwrap_or(0);
    if let Some(found) = place.and_then(of_place) {
        return (found, true);
    }
    let dollar = text.lexicon.currencies[usize::from(first)].code == "USD";
    if name.of.len() < 2 || dollar || place.is_some() {
        return (first, true);
    }
    let sentence = text.sentence(at, 60);
    let mut other = None;
    for token in sentence {
        if text.is(token, class::PLACE)
            && let Some((_, &place)) = text.phrase(&text.lexicon.places, token)
            && let Some(found) = of_place(place)
        {
            if found == first {
                return (first, true);
            }
            other = other.or(Some(found));
        }
    }
    match other {
        Some(found) => (found, true),
        None => (of_text(text, name).unwrap_or(first), false),
    }
}

/// The currency of the first place in the text that has one of that name.
fn of_text(text: &Text<'_>, name: &CurrencyName) -> Option<u16> {
    (0..text.len().min(1500))
        .filter(|&token| text.is(token, class::PLACE))
        .find_map(|token| {
            let (_, &place) = text.phrase(&text.lexicon.places, token)?;
            name.of.iter().copied().find(|&currency| {
                text.lexicon.currencies[usize::from(currency)]
                    .places
                    .contains(&place)
            })
        })
}
