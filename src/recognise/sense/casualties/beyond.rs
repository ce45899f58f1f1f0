//! What became of people where other words stand between them and its verb: "five people riding in
//! a bus near the border were killed".

use std::ops::Range;

use crate::model::FigureKind;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::{Role, State, class};
use crate::recognise::noun::is_people;
use crate::recognise::scan::Found;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// "five people riding in a bus near the border were killed": the state behind words that say more
/// of the people. They lead to it only as far as no other verb comes between.
pub(in crate::recognise::sense) fn beyond(
    text: &Text<'_>,
    found: &Found,
    sentence: &Range<usize>,
) -> Option<(State, Range<usize>)> {
    let core = found.core();
    let mut at = match &found.noun {
        Some(noun) if text.is(noun.head, class::PERSON) || is_people(text, noun.head) => noun.end,
        None if text.says(core.end, "of")
            && text.says_any(core.end + 1, words!["those", "them"]) =>
        {
            core.end + 2
        }
        _ => return None,
    };
    if found.quantity.kind != FigureKind::Count || !says_more(text, at) {
        return None;
    }
    let limit = sentence.end.min(at + 28);
    while at < limit {
        if text.kind(at) == Kind::Comma {
            at = remark_end(text, at, limit).unwrap_or(at) + 1;
            let direct = stated(text, at, &[Role::Both, Role::Done]);
            if direct.is_some() {
                return direct;
            }
            continue;
        }
        if text.says_any(at, words!["died", "perished", "drowned", "succumbed"]) {
            return stated(text, at, &[Role::Both, Role::Done]);
        }
        if text.is(at, class::AUXILIARY) {
            let verb = (at + 1..at + 5)
                .find(|&next| !text.is(next, class::AUXILIARY | class::ADVERB))
                .filter(|&next| !text.is(next, class::NEGATION))?;
            let found = stated(text, verb, &[Role::Both, Role::Done, Role::People]);
            if found.is_some() || !text.says_any(at - 1, words!["who", "that", "which"]) {
                return found;
            }
        }
        let breaks = text.is(at, class::VERB | class::REPORTING | class::NEGATION)
            || text.says_any(
                at,
                words![
                    "after", "before", "since", "when", "while", "but", "as", "because", "if",
                ],
            )
            || !matches!(
                text.kind(at),
                Kind::Word | Kind::Hyphen | Kind::Possessive | Kind::Number
            );
        if breaks {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether the words at `at` go on about the people: "riding in …", "on board …", ", including …".
fn says_more(text: &Text<'_>, at: usize) -> bool {
    let word = text.str(at);
    let participle = text.kind(at) == Kind::Word
        && !text.capital(at)
        && (word.len() > 4 && word.ends_with("ing")
            || word.ends_with("ed")
                && text.is(at + 1, class::PREPOSITION)
                && !text.is(at, class::STATE));
    let place = text.says_any(
        at,
        words![
            "in", "on", "at", "from", "near", "aboard", "inside", "with", "who", "of", "among",
        ],
    );
    participle || place || remark_end(text, at, at + 16).is_some()
}

/// The comma that closes ", including two children," or ", six of them minors,".
fn remark_end(text: &Text<'_>, comma: usize, limit: usize) -> Option<usize> {
    let open = comma + 1;
    let of = |at: usize| text.says(at, "of") && text.says_any(at + 1, words!["them", "whom"]);
    let remark = text.says_any(
        open,
        words![
            "including",
            "among",
            "most",
            "many",
            "mostly",
            "mainly",
            "some",
            "all",
        ],
    ) || of(open + 1);
    (text.kind(comma) == Kind::Comma && remark)
        .then(|| (open..limit).find(|&at| text.kind(at) == Kind::Comma))
        .flatten()
}

fn stated(text: &Text<'_>, at: usize, roles: &[Role]) -> Option<(State, Range<usize>)> {
    let (end, &(state, role)) = text
        .is(at, class::STATE)
        .then(|| text.phrase(&text.lexicon.states, at))??;
    roles.contains(&role).then_some((state, at..end))
}

/// "forced 6,200 residents from their homes", "forcing 300 people to flee": the token after it.
pub(super) fn driven_out(text: &Text<'_>, at: usize) -> Option<usize> {
    if text.says(at, "to") && text.says(at + 1, "flee") {
        return Some(at + 2);
    }
    let of = usize::from(text.says(at, "out") && text.says(at + 1, "of"));
    let homes = text.says_any(at + of, words!["from", "of"])
        && text.says(at + of + 1, "their")
        && text.says_any(at + of + 2, words!["homes", "houses", "villages"]);
    homes.then_some(at + of + 3)
}
