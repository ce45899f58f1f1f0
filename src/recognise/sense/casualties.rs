//! What became of the people that a figure counts: killed, wounded, missing, by clause.

use std::ops::Range;

use super::clause;
use crate::model::FigureKind;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::{Role, State, class};
use crate::recognise::noun::is_people;
use crate::recognise::scan::Found;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

mod beyond;

pub(super) use beyond::beyond;
use beyond::driven_out;

pub(super) fn state_tag(state: State) -> Option<&'static str> {
    Some(match state {
        State::Killed | State::Irreversible => "casualties/killed",
        State::Wounded => "casualties/wounded",
        State::Captured => "casualties/captured",
        State::Missing => "casualties/missing",
        State::Displaced => "casualties/displaced",
        State::Casualty => "casualties",
        State::Survivor | State::Freed => return None,
    })
}

/// The noun that stands in where only a state is counted: "14 killed".
pub(in crate::recognise) fn unit_of_state(text: &Text<'_>, found: &Found) -> String {
    let end = found.limit.end.max(found.core().end);
    let stated = text.is(end, class::STATE)
        && text
            .phrase(&text.lexicon.states, end)
            .is_some_and(|(_, (_, role))| matches!(role, Role::Both | Role::Done | Role::People));
    if stated {
        "person".to_owned()
    } else {
        String::new()
    }
}

/// What became of the people that the figure counts, and the words that say so.
pub(super) fn state(
    text: &Text<'_>,
    found: &Found,
    clause: &Range<usize>,
) -> Option<(State, Range<usize>)> {
    if found.quantity.kind != FigureKind::Count {
        return None;
    }
    let people = found
        .noun
        .as_ref()
        .is_some_and(|noun| text.is(noun.head, class::PERSON) || is_people(text, noun.head));
    let things = found.noun.is_some() && !people;
    if let Some(noun) = &found.noun
        && let Some((end, &(state, role))) = text.phrase(&text.lexicon.states, noun.head)
        && matches!(role, Role::Noun | Role::Loss | Role::Life)
    {
        if role == Role::Life && before(text, found, clause, false).is_none() {
            return None;
        }
        let behind = after(text, noun.end, clause, true);
        if let Some((State::Irreversible, tokens)) = behind {
            return Some((State::Irreversible, tokens));
        }
        return Some((state, noun.head..end));
    }
    // "13,000 dead civilians".
    if let Some(noun) = &found.noun
        && people
        && let Some(stated) = (found.core().end..noun.head).find_map(|at| {
            let (end, &(state, role)) = text
                .is(at, class::STATE)
                .then(|| text.phrase(&text.lexicon.states, at))??;
            (matches!(role, Role::Both | Role::Done) && end <= noun.head)
                .then_some((state, at..end))
        })
    {
        return Some(stated);
    }
    let end = found
        .noun
        .as_ref()
        .map_or(found.core().end, |noun| noun.end)
        .max(found.limit.end);
    if !things && let Some(stated) = after(text, end, clause, people) {
        return Some(stated);
    }
    before(text, found, clause, things)
}

/// "three children were among the 23 dead": the state of the whole that they are counted among.
pub(super) fn among(
    text: &Text<'_>,
    found: &Found,
    all: &[Found],
    sentence: &Range<usize>,
) -> Option<(State, Range<usize>)> {
    let place = all.partition_point(|other| other.core().start <= found.core().start);
    let whole = all.get(place)?;
    if whole.core().start >= sentence.end || found.quantity.kind != FigureKind::Count {
        return None;
    }
    let joint = found.full.end.max(found.core().end);
    let led = (joint..whole.full.start).any(|at| text.says(at, "among"))
        && (joint..whole.full.start).all(|at| {
            text.says(at, "among")
                || text.is(at, class::AUXILIARY | class::ADVERB | class::DETERMINER)
        });
    led.then(|| state(text, whole, &clause(whole, sentence, all)))?
}

/// "11,000 civilians and 600 children are known to have died": both of them.
pub(super) fn coordinated(
    text: &Text<'_>,
    found: &Found,
    all: &[Found],
    sentence: &Range<usize>,
) -> Option<(State, Range<usize>)> {
    let people = found
        .noun
        .as_ref()
        .is_some_and(|noun| text.is(noun.head, class::PERSON) || is_people(text, noun.head));
    let place = all.partition_point(|other| other.core().start <= found.core().start);
    let other = all.get(place)?;
    let joint = found.full.end;
    let joined = (joint..other.full.start)
        .all(|at| text.says(at, "and") || text.kind(at) == Kind::Comma)
        && joint < other.full.start;
    if !people || !joined || other.core().start >= sentence.end {
        return None;
    }
    let noun = other.noun.as_ref()?;
    let person = text.is(noun.head, class::PERSON) || is_people(text, noun.head);
    let verb = text.is(noun.end, class::AUXILIARY);
    (person && verb)
        .then(|| after(text, noun.end, &clause(other, sentence, all), true))
        .flatten()
}

/// "the number of children killed at 589": the people counted before the number.
pub(in crate::recognise) fn unit_before(text: &Text<'_>, found: &Found) -> Option<String> {
    let start = found.full.start;
    let number = (start.saturating_sub(14)..start)
        .rev()
        .take_while(|&at| !text.ends_sentence(at))
        .find(|&at| {
            text.says_any(at, words!["number", "toll"])
                && text.says_any(at + 1, words!["of", "among"])
        })?;
    (number + 2..start)
        .find(|&at| text.is(at, class::PERSON) && text.is(at, class::PLURAL))
        .and_then(|at| text.entry(at).lemma)
        .map(str::to_owned)
}

/// A state behind the number or its noun: "14 killed", "soldiers have been wounded".
fn after(
    text: &Text<'_>,
    end: usize,
    clause: &Range<usize>,
    people: bool,
) -> Option<(State, Range<usize>)> {
    let mut at = end;
    let limit = (end + 14).min(clause.end);
    while at < limit {
        if text.is(at, class::STATE)
            && let Some((after, &(state, role))) = text.phrase(&text.lexicon.states, at)
            && match role {
                Role::Both | Role::Done => true,
                Role::People => people || at == end,
                _ => false,
            }
        {
            return Some((state, at..after));
        }
        // "left 12 civilians with gunshot wounds".
        if people && at == end && text.says(at, "with") {
            let wounds = (at + 1..at + 5)
                .find(|&i| text.says_any(i, words!["wounds", "injuries", "burns", "fractures"]))?;
            return Some((State::Wounded, at..wounds + 1));
        }
        if people
            && at == end
            && let Some(after) = driven_out(text, at)
        {
            return Some((State::Displaced, at..after));
        }
        let classes = text.classes(at);
        let skip = match text.kind(at) {
            Kind::Word => {
                classes & (class::AUXILIARY | class::ADVERB | class::PRONOUN | class::UNCONFIRMED)
                    != 0
                    || classes & class::PLACE != 0 && at < end + 2
                    || text.says(at, "the") && text.says(at - 1, "among")
                    || text.str(at).ends_with("ly")
                    || text.says_any(
                        at,
                        words![
                            "of",
                            "these",
                            "those",
                            "which",
                            "who",
                            "that",
                            "being",
                            "left",
                            "found",
                            "confirmed",
                            "presumed",
                            "believed",
                            "to",
                            "feared",
                            "badly",
                            "among",
                            "known",
                            "thought",
                            "reported",
                            "said",
                            "remained",
                            "remain",
                            "remains",
                            "lightly",
                            "slightly",
                            "gravely",
                            "since",
                            "people",
                            "seriously",
                            "critically",
                        ],
                    )
            }
            // ", including three children,": passed over.
            Kind::Comma => {
                if let Some(close) = (at + 1..limit).find(|&i| text.kind(i) == Kind::Comma)
                    && text.says_any(
                        at + 1,
                        words![
                            "including",
                            "among",
                            "most",
                            "many",
                            "mostly",
                            "mainly",
                            "some",
                        ],
                    )
                {
                    at = close;
                }
                true
            }
            Kind::Quote => true,
            _ => false,
        };
        if !skip {
            return None;
        }
        at += 1;
    }
    None
}

/// A state before the number: "killed at least 12", "claimed 12 lives", "death toll … to 52".
fn before(
    text: &Text<'_>,
    found: &Found,
    clause: &Range<usize>,
    things: bool,
) -> Option<(State, Range<usize>)> {
    let start = found.full.start;
    let life = found
        .noun
        .as_ref()
        .is_some_and(|noun| text.says_any(noun.head, words!["lives", "life"]));
    let soldiers = found
        .noun
        .as_ref()
        .is_some_and(|noun| text.is(noun.head, class::PERSON));
    let mut at = start;
    while at > clause.start && start - at < 5 {
        at -= 1;
        if text.is(at, class::STATE)
            && let Some((after, &(state, role))) = text.phrase(&text.lexicon.states, at)
            && after <= start
        {
            let said = match role {
                Role::Both | Role::Doing => !things,
                Role::Lives => life,
                Role::Lost => soldiers || life || own_people(text, found.core().end),
                Role::People => soldiers,
                _ => false,
            };
            if said {
                let state = if life { State::Killed } else { state };
                return Some((state, at..after));
            }
        }
        let skip = text.is(at, class::DETERMINER | class::ADVERB | class::INCREMENT)
            || text.kind(at) == Kind::Quote
            || text.says_any(at, words!["of", "total", "up"]);
        if !skip {
            break;
        }
    }
    if things {
        return None;
    }
    toll(text, found, clause)
}

/// "lost 31 thousand of our military": somebody's people.
fn own_people(text: &Text<'_>, end: usize) -> bool {
    text.says(end, "of")
        && text.says_any(end + 1, words!["our", "their", "its", "his", "her", "my"])
}

/// "the death toll has risen to 52", "put the number of dead at 40", "casualties reached 600".
fn toll(text: &Text<'_>, found: &Found, clause: &Range<usize>) -> Option<(State, Range<usize>)> {
    let start = found.full.start;
    let joint = start.checked_sub(1)?;
    let led = text.says_any(
        joint,
        words![
            "to", "at", "of", "reached", "was", "is", "stood", "stands", "hit", "exceeded",
            "topped", "passed", "as", "total", "totaled", "totalled", "were", "by", ":",
        ],
    ) || found.limit.start < found.core().start;
    if !led {
        return None;
    }
    (clause.start.max(start.saturating_sub(20))..start)
        .rev()
        .find_map(|at| {
            if !text.is(at, class::STATE) {
                return None;
            }
            let (after, &(state, role)) = text.phrase(&text.lexicon.states, at)?;
            // "the injury toll", "the toll of dead": the word beside it says of what.
            if text.says(at, "toll") && text.is(at.wrapping_sub(1), class::STATE) {
                return None;
            }
            let toll = text.says(at, "death")
                || text.says_any(
                    at,
                    words![
                        "dead",
                        "deaths",
                        "killed",
                        "wounded",
                        "missing",
                        "displaced",
                        "injured",
                    ],
                );
            let losses = role == Role::Loss
                && at > 0
                && (text.is(at - 1, class::PLACE | class::SOLDIER)
                    || text.kind(at - 1) == Kind::Possessive
                    || text.says_any(
                        at - 1,
                        words![
                            "combat",
                            "military",
                            "battlefield",
                            "troop",
                            "human",
                            "total",
                            "its",
                            "their",
                            "overall",
                        ],
                    ));
            let noun = matches!(role, Role::Noun) || toll || losses;
            (noun && after <= start).then_some((state, at..after))
        })
}
