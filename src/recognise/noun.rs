//! What a number counts: the noun behind it, and where its phrase ends.

use super::blocker::{behind_name, lettered};
use super::lexer::Kind;
use super::lexicon::class;
use super::text::Text;
use super::word_list::words;

/// The noun that a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noun {
    /// The token of the noun itself.
    pub head: usize,
    /// The token after it.
    pub end: usize,
    /// It in the singular, with the noun before it where the two name one thing.
    pub unit: String,
    /// "of" stands between the number and the noun.
    pub of: bool,
    /// It is in the lists, or a unit of the analyst's own.
    pub known: bool,
}

/// How many tokens may stand between a number and its noun.
const REACH: usize = 9;

/// Where a counted phrase ends.
const STOPS: u64 = class::PREPOSITION
    | class::CONJUNCTION
    | class::PRONOUN
    | class::AUXILIARY
    | class::NEGATION
    | class::VERB;

/// The noun behind a number that ends before token `at`; `one` where the number is one, or
/// stands before a hyphen, so that the noun is in the singular.
pub(super) fn counted(text: &Text<'_>, at: usize, one: bool) -> Option<Noun> {
    let of = text.says(at, "of");
    let hyphen = text.kind(at) == Kind::Hyphen && text.glued(at);
    let mut token = at + usize::from(of || hyphen);
    if of && text.is(token, class::DETERMINER) && !text.says_any(token, words!["a", "an", "all"]) {
        token += 1;
    }
    // "a 12,000-strong force": what the force counts is not said.
    token += usize::from(hyphen && text.says(token, "strong"));
    let one = one || hyphen;
    let start = token;
    let mut fallback = None;
    while token < start + REACH && (token == at || text.same_paragraph(token)) {
        if let Some((end, unit)) = text.own_unit(token) {
            return Some(Noun {
                head: end - 1,
                end,
                unit: unit.to_owned(),
                of,
                known: true,
            });
        }
        let classes = text.classes(token);
        match text.kind(token) {
            Kind::Word => {}
            Kind::Possessive => {
                token += 1;
                continue;
            }
            // `about 100 "terrorists"`
            Kind::Quote if token == at && text.kind(token + 1) == Kind::Word => {
                token += 1;
                continue;
            }
            Kind::Hyphen if text.glued(token) && text.glued(token + 1) && token > start => {
                token += 1;
                continue;
            }
            // `F-16` and its like may be counted.
            _ => break,
        }
        if let Some(end) = lettered(text, token) {
            let described = text.kind(end) == Kind::Word
                && !text.capital(end)
                && text.kind(end + 1) == Kind::Hyphen
                && !text.is(end, STOPS);
            if described || noun_after(text, end - 1) {
                // "F-16 fighter jets": the noun behind it is what is counted.
                token = end;
                continue;
            }
            return Some(Noun {
                head: token,
                end,
                unit: text.words(token..end).trim_end_matches('s').to_owned(),
                of,
                known: false,
            });
        }
        if let Some(end) = behind_name(text, token) {
            if noun_after(text, end - 1) {
                token = end;
                continue;
            }
            return Some(Noun {
                end,
                ..found(text, start, token, of)
            });
        }
        // "732 injured hours after": when it was, and no noun.
        if classes & class::TIME_UNIT != 0
            && token > start
            && text.says_any(
                token + 1,
                words!["after", "before", "later", "earlier", "ago"],
            )
        {
            break;
        }
        let noun = classes & class::NOUN != 0;
        let compound = text.kind(token.wrapping_sub(1)) == Kind::Hyphen && text.glued(token);
        if classes & STOPS != 0 && !noun && !compound
            || text.says_any(token, words!["lives", "work"]) && token > start
        {
            break;
        }
        if classes & class::DETERMINER != 0 && !text.says_any(token, words!["other", "such"]) {
            break;
        }
        if classes & (class::MONTH | class::WEEKDAY | class::TODAY) != 0 && text.capital(token) {
            break;
        }
        if classes & class::STATE != 0 && classes & class::PLURAL == 0 && !noun_after(text, token) {
            break;
        }
        if is_people(text, token) && !noun_after(text, token) {
            return Some(found(text, start, token, of));
        }
        let plural = if noun {
            classes & class::PLURAL != 0
        } else {
            looks_plural(text, token)
        };
        if plural && !goes_on(text, token) {
            return Some(found(text, start, token, of));
        }
        if noun || (one && !text.is(token, class::PLACE)) && fallback.is_none() {
            fallback = Some(token);
            if one && noun && !noun_after(text, token) {
                break;
            }
        }
        token += 1;
    }
    let head = fallback?;
    if of && !text.is(head, class::NOUN) {
        return None;
    }
    Some(found(text, start, head, of))
}

/// "3,200 were officers", "five of them children": the noun that says who the counted are, for a
/// number that ends before `at` and has no noun of its own.
pub(super) fn predicate(text: &Text<'_>, at: usize) -> Option<Noun> {
    let of = text.says(at, "of")
        && text.says_any(at + 1, words!["them", "whom", "those", "these", "which"]);
    let mut token = at + if of { 2 } else { 0 };
    let verb = text.says_any(token, words!["were", "are", "was", "is"]);
    token += usize::from(verb);
    if !of && !verb {
        return None;
    }
    if verb && text.is(token, class::NEGATION) {
        return None;
    }
    let head = (token..token + 3)
        .take_while(|&i| {
            text.kind(i) == Kind::Word
                && text.same_paragraph(i)
                && !text.is(i, STOPS | class::DETERMINER | class::STATE)
        })
        .find(|&i| text.is(i, class::PERSON) && text.is(i, class::PLURAL))?;
    let mut noun = found(text, token, head, false);
    noun.end = at;
    Some(noun)
}

fn found(text: &Text<'_>, start: usize, head: usize, of: bool) -> Noun {
    let mut unit = match text.entry(head).lemma {
        Some(lemma) => lemma.to_owned(),
        None => singular(&text.str(head).to_lowercase()),
    };
    if second_of_people(text, head) && is_people(text, head) {
        unit = format!("{} {unit}", text.str(head - 1).to_lowercase());
    }
    let mut before = head;
    let arms = text.is(head, class::WEAPON | class::GEAR);
    while arms && before > start && before + 2 > head && text.is(before - 1, class::MODIFIER) {
        before -= 1;
        unit = format!("{} {unit}", text.str(before).to_lowercase());
        // "air-defence missiles": both halves of the word.
        if before > start + 1 && text.glued(before) && text.kind(before - 1) == Kind::Hyphen {
            unit = format!("{}-{unit}", text.str(before - 2).to_lowercase());
        }
    }
    Noun {
        head,
        end: head + 1,
        unit,
        of,
        known: text.is(head, class::NOUN),
    }
}

/// Peoples whose plural has no ending of its own.
const PEOPLES: [&str; 18] = [
    "poles",
    "swedes",
    "finns",
    "danes",
    "turks",
    "greeks",
    "serbs",
    "croats",
    "slovaks",
    "czechs",
    "britons",
    "spaniards",
    "filipinos",
    "thais",
    "argentines",
    "uzbeks",
    "kazakhs",
    "tajiks",
];

/// "Palestinians", "Ukrainians": a people in the plural.
pub(super) fn is_people(text: &Text<'_>, at: usize) -> bool {
    if !text.is(at, class::PLACE) && !text.is(at.wrapping_sub(1), class::PLACE) {
        return false;
    }
    let word = text.str(at);
    let ends = ["ans", "is", "ese"].iter().any(|end| word.ends_with(end)) && word.len() > 5;
    (ends || PEOPLES.iter().any(|people| text.says(at, people)))
        && (text.is(at, class::PLACE) || second_of_people(text, at))
}

/// The second word of "North Koreans", "Sri Lankans".
fn second_of_people(text: &Text<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    text.is(before, class::PLACE)
        && text
            .phrase(&text.lexicon.places, before)
            .is_some_and(|(end, _)| end == at + 1)
}

/// Whether a noun stands right behind the token.
fn noun_after(text: &Text<'_>, at: usize) -> bool {
    let next = at + 1 + usize::from(text.kind(at + 1) == Kind::Hyphen);
    let classes = text.classes(next);
    text.kind(next) == Kind::Word
        && text.same_paragraph(next)
        && (classes & class::NOUN != 0 && classes & STOPS == 0
            || classes & (class::MODIFIER | class::PLACE) != 0 && noun_after_short(text, next)
            || classes & (STOPS | class::DETERMINER | class::NOUN) == 0 && looks_plural(text, next))
}

fn noun_after_short(text: &Text<'_>, at: usize) -> bool {
    (at + 1..at + 3).any(|next| text.is(next, class::NOUN) && text.kind(next) == Kind::Word)
}

/// Whether a plural is only the first of two nouns: "arms shipments", "communications systems".
fn goes_on(text: &Text<'_>, at: usize) -> bool {
    let next = at + 1;
    let classes = text.classes(next);
    text.kind(next) == Kind::Word
        && text.same_paragraph(next)
        && classes & (STOPS | class::STATE | class::TODAY) == 0
        && (classes & (class::NOUN | class::PLURAL) == class::NOUN | class::PLURAL
            || classes == 0 && looks_plural(text, next) && !text.is(at, class::NOUN))
}

/// Whether an unknown word is a plural by its ending.
fn looks_plural(text: &Text<'_>, at: usize) -> bool {
    let word = text.str(at);
    let known = text.is(
        at,
        class::ADVERB | class::VERB | class::PLACE | class::ABBREVIATION,
    );
    word.len() > 3
        && !known
        && word.ends_with('s')
        && !(word.ends_with("ss") || word.ends_with("us") || word.ends_with("is"))
        && (!text.capital(at) || text.all_capitals(at))
}

/// The singular of a plural, by rule.
fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    let stays = word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
    match word.strip_suffix('s') {
        Some(stem) if !stays && word.len() > 3 => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Option<String> {
        let text = Text::new(source);
        counted(&text, 1, false).map(|noun| noun.unit)
    }

    #[test]
    fn what_is_counted() {
        for (written, unit) in [
            ("15,000 Russian soldiers have been", "soldier"),
            ("15,000 of these losses", "loss"),
            ("1,500 casualties per day", "casualty"),
            ("3 defense officials told CNN", "official"),
            ("2 administration sources who", "source"),
            ("100 artillery rounds,", "artillery round"),
            ("thousands of additional rockets, and", "rocket"),
            ("50-nation coalition", "nation"),
            ("30 US-made Bradley fighting vehicles", "fighting vehicle"),
            ("12 F-16s", "F-16"),
            ("12 F-16 jets", "jet"),
            ("40 Leopard 2 tanks", "tank"),
            ("31 Abrams M1A1 tanks", "tank"),
            ("12 Bradley M2s were", "bradley"),
            ("14 Challenger 2s.", "challenger"),
            ("300 Soviet-designed T-72 tanks", "tank"),
            ("20 Storm Shadow missiles", "missile"),
            ("3 Boeing 737 jets", "jet"),
            ("5,000 air-defence missiles", "air-defence missile"),
            ("12 women", "woman"),
            ("4 zebras in", "zebra"),
        ] {
            assert_eq!(read(written).as_deref(), Some(unit), "{written}");
        }
        for none in ["12 were killed", "12 in", "12.", "12 killed and"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
