//! Whether money or arms are aid, of which kind, and how far they have come.

use std::ops::Range;

use crate::model::{FigureKind, Stage};
use crate::recognise::blocker::lettered;
use crate::recognise::lexer::Kind;
use crate::recognise::lexicon::{AidKind, class};
use crate::recognise::scan::Found;
use crate::recognise::text::Text;
use crate::recognise::word_list::words;

/// Whether the words that say "aid" name it, so that the text's usual kind may be meant.
pub(super) fn names_aid(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        text.says_any(
            at,
            words![
                "package",
                "tranche",
                "aid",
                "assistance",
                "funding",
                "funds",
                "support",
            ],
        )
    })
}

pub(super) fn aid_tag(kind: AidKind) -> &'static str {
    match kind {
        AidKind::Plain | AidKind::Domestic => "aid",
        AidKind::Military => "aid/military",
        AidKind::Economic => "aid/economic",
        AidKind::Humanitarian => "aid/humanitarian",
    }
}

/// Whether the figure is aid, of which kind, and the words that say so.
pub(super) fn aid(
    text: &Text<'_>,
    (found, all): (&Found, &[Found]),
    sentence: &Range<usize>,
    clause: &Range<usize>,
    usual: Option<AidKind>,
) -> Option<(AidKind, Range<usize>)> {
    // `F-16s`, `MiG-29s` as well as tanks.
    let model = |at: usize| text.kind(at + 1) == Kind::Hyphen && lettered(text, at).is_some();
    let arms = found
        .noun
        .as_ref()
        .is_some_and(|noun| text.is(noun.head, class::WEAPON | class::GEAR) || model(noun.head));
    if found.quantity.kind != FigureKind::Money && !arms {
        return None;
    }
    // "on 42 boats", "from 12 launchers": where it happened.
    let place = text.says_any(
        found.full.start.wrapping_sub(1),
        &["on", "in", "aboard", "from", "at", "by", "against"],
    );
    if arms && place {
        return None;
    }
    if arms {
        let weapons = found
            .noun
            .as_ref()
            .is_some_and(|noun| text.is(noun.head, class::WEAPON) || model(noun.head));
        // Boats and buses are given only where a verb says so; "package" names what is given.
        let given = sentence.clone().find(|&at| {
            let names = text.says_any(at, words!["package", "aid", "assistance", "includes"]);
            text.is(at, class::HANDOVER)
                && (weapons && !text.says(at, "package") || !names && at < found.core().start)
        })?;
        let relief = found.noun.as_ref().is_some_and(|noun| {
            text.says_any(
                noun.head.wrapping_sub(1),
                words!["aid", "relief", "food", "humanitarian"],
            )
        });
        let kind = if relief {
            AidKind::Humanitarian
        } else {
            AidKind::Military
        };
        return Some((kind, given..given + 1));
    }
    if trades(text, found, sentence) {
        return None;
    }
    let mut scores = [0_u32; 5];
    let mut evidence: Option<(u32, AidKind, Range<usize>)> = None;
    let mut is_aid = 0;
    let mut outside = 0;
    let mut named = false;
    let mut at = sentence.start;
    while at < sentence.end {
        let cue = text
            .is(at, class::AID)
            .then(|| text.phrase(&text.lexicon.aid, at))
            .flatten();
        let Some((end, &(kind, weight))) = cue else {
            at += 1;
            continue;
        };
        let inside = clause.contains(&at);
        let owner = owner(text, found, all, at);
        if owner == Owner::Another {
            at = end;
            continue;
        }
        let near = at >= found.full.start && at < found.full.end + 8 && inside;
        let factor = match (near, inside) {
            (true, _) => 4,
            (false, true) => 2,
            _ => 1,
        };
        let worth = u32::from(weight) * factor;
        if owner == Owner::Part {
            outside += u32::from(weight);
            if evidence.is_none() {
                evidence = Some((0, AidKind::Plain, at..at + 1));
            }
            at = end;
            continue;
        }
        scores[kind as usize] += worth;
        if kind == AidKind::Domestic {
            at = end;
            continue;
        }
        if inside {
            is_aid = is_aid.max(u32::from(weight) * 2);
        } else {
            outside += u32::from(weight);
        }
        named |= weight > 2 && inside;
        if kind != AidKind::Domestic && evidence.as_ref().is_none_or(|(most, ..)| worth > *most) {
            evidence = Some((worth, kind, at..end));
        }
        at = end;
    }
    let foreign = || sentence.clone().any(|at| text.is(at, class::PLACE));
    let domestic = scores[AidKind::Domestic as usize] > 0
        && scores[AidKind::Military as usize] + scores[AidKind::Humanitarian as usize] == 0
        && receiver(text, found).is_none();
    if domestic {
        return None;
    }
    if is_aid.max(outside) < 3 || !named && usual.is_none() && !foreign() {
        let kind = if for_an_army(text, found) {
            AidKind::Military
        } else {
            AidKind::Plain
        };
        return given(text, found, clause).map(|tokens| (kind, tokens));
    }
    let (.., tokens) = evidence?;
    // What the money buys says of which kind it is.
    scores[AidKind::Military as usize] += sentence
        .clone()
        .filter(|&at| text.is(at, class::WEAPON) && text.is(at, class::PLURAL))
        .count() as u32;
    let kinds = [AidKind::Military, AidKind::Economic, AidKind::Humanitarian];
    let best = kinds
        .into_iter()
        .max_by_key(|kind| scores[*kind as usize])
        .filter(|kind| scores[*kind as usize] > 0)
        .unwrap_or(AidKind::Plain);
    Some((best, tokens))
}

/// "defence exports climbed to $7 billion": what is sold is no aid.
fn trades(text: &Text<'_>, found: &Found, sentence: &Range<usize>) -> bool {
    let start = found.full.start;
    let near = || sentence.start.max(start.saturating_sub(12))..start;
    near().any(|at| {
        text.says_any(
            at,
            words!["exports", "imports", "sales", "turnover", "revenue"],
        )
    }) && !near().any(|at| text.says_any(at, words!["aid", "assistance", "package", "support"]))
}

/// Whose a word of aid is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The figure's own, or the whole sentence's.
    Shared,
    /// A part's of the figure: it says that the whole is aid, and not of which kind.
    Part,
    /// Another figure's.
    Another,
}

/// Whose the word at `at` is: one right behind another sum of money is that sum's, "€124 billion,
/// including €48 billion in military support", "$5 billion in loans and $3 billion in grants".
fn owner(text: &Text<'_>, found: &Found, all: &[Found], at: usize) -> Owner {
    let start = found.core().start;
    let last = all.partition_point(|other| other.core().end <= at);
    let Some(other) = last.checked_sub(1).and_then(|last| all.get(last)) else {
        return Owner::Shared;
    };
    let place = other.core();
    let money = other.quantity.kind == FigureKind::Money;
    if !money || place.start == start || at >= other.full.end + 8 {
        return Owner::Shared;
    }
    if place.start < start {
        // Only where this one has words of its own.
        let own = (found.core().end..found.full.end + 8)
            .take_while(|&next| next < text.len() && !text.ends_sentence(next))
            .any(|next| {
                text.is(next, class::AID) && text.phrase(&text.lexicon.aid, next).is_some()
            });
        let part =
            (place.end..start).any(|between| text.says_any(between, words!["including", "of"]));
        return if own && !part {
            Owner::Another
        } else {
            Owner::Shared
        };
    }
    let between = found.full.end..other.full.start;
    let joined = between.clone().all(|token| {
        text.says_any(token, words!["and", "or", "(", "to"]) || text.kind(token) == Kind::Comma
    });
    if joined {
        return Owner::Shared;
    }
    if between.clone().any(|token| {
        text.says_any(
            token,
            words!["against", "versus", "than", "while", "whereas", "but"],
        ) || text.kind(token) == Kind::Colon
    }) {
        return Owner::Another;
    }
    let mut between = between;
    if between.any(|token| {
        text.says_any(
            token,
            words![
                "including",
                "includes",
                "include",
                "of",
                "comprising",
                "contains",
            ],
        )
    }) {
        return Owner::Part;
    }
    Owner::Shared
}

/// Verbs of giving that tell no stage by themselves.
const GIVING: [&str; 11] = [
    "give", "gives", "giving", "provide", "donate", "donates", "grant", "grants", "lend", "lends",
    "lending",
];

/// "has given $5 billion to Ukraine": a verb of giving before, a receiving country behind.
fn given(text: &Text<'_>, found: &Found, clause: &Range<usize>) -> Option<Range<usize>> {
    let core = found.core();
    let gives = |at: usize| {
        (text.says_any(at, &GIVING)
            || text.is(at, class::STAGE)
                && text
                    .phrase(&text.lexicon.stages, at)
                    .is_some_and(|(_, (_, weight))| *weight > 1))
            && !text.says_any(at, words!["left", "paid", "spent", "got", "remaining"])
    };
    // "$95 billion that Congress has appropriated for Ukraine".
    if text.says_any(core.end, words!["that", "which"])
        && let Some(verb) = (core.end + 1..core.end + 7).find(|&at| gives(at))
    {
        return receiver(text, found).map(|_| verb..verb + 1);
    }
    let verb = (clause.start.max(core.start.saturating_sub(10))..core.start)
        .rev()
        .find(|&at| gives(at))?;
    // "lend Ukraine about $50 billion": the receiver right behind the verb.
    let behind = (verb + 1..verb + 3).any(|at| text.is(at, class::PLACE));
    (behind || receiver(text, found).is_some()).then_some(verb..verb + 1)
}

/// "to Ukraine", "for the people of Gaza": the country that the money is for.
fn receiver(text: &Text<'_>, found: &Found) -> Option<usize> {
    let end = found.core().end;
    (end..end + 12)
        .take_while(|&at| at < text.len() && !text.ends_sentence(at))
        .find(|&at| {
            text.says_any(at, words!["to", "for", "in"])
                && (at + 1..at + 4).any(|place| text.is(place, class::PLACE))
        })
}

/// "for Ukraine's armed forces": those that the money is for bear arms.
fn for_an_army(text: &Text<'_>, found: &Found) -> bool {
    let end = found.core().end;
    (end..end + 12)
        .take_while(|&at| at < text.len() && !text.ends_sentence(at))
        .any(|at| {
            text.says(at, "armed") && text.says(at + 1, "forces")
                || text.says_any(at, words!["army", "military", "troops"])
        })
}

/// The kind of aid that a text is about, where one clearly outweighs the others.
pub(in crate::recognise) fn usual_aid(text: &Text<'_>) -> Option<AidKind> {
    let mut scores = [0_u32; 5];
    for at in text.notable.iter().map(|at| *at as usize) {
        if text.is(at, class::AID)
            && let Some((_, &(kind, weight))) = text.phrase(&text.lexicon.aid, at)
            && weight >= 2
        {
            scores[kind as usize] += u32::from(weight);
        }
    }
    let total: u32 = scores[1..4].iter().sum();
    [AidKind::Military, AidKind::Economic, AidKind::Humanitarian]
        .into_iter()
        .find(|kind| scores[*kind as usize] * 5 > total * 3 && total > 4)
}

/// How far the money has come: the nearest word that says so in the clause.
pub(super) fn stage(
    text: &Text<'_>,
    found: &Found,
    clause: &Range<usize>,
) -> Option<(Stage, Range<usize>)> {
    let core = found.core();
    let mut best: Option<(usize, Stage, Range<usize>)> = None;
    for at in clause.clone() {
        if core.contains(&at) || !text.is(at, class::STAGE) {
            continue;
        }
        let Some((end, &(stage, weight))) = text.phrase(&text.lexicon.stages, at) else {
            continue;
        };
        // A word that also means other things must lead to the figure: "needs $5 million", not
        // "… to meet its needs".
        let leads = at < core.start
            && core.start - at <= 8
            && !text.is(at.wrapping_sub(1), class::DETERMINER)
            && text.kind(at.wrapping_sub(1)) != Kind::Possessive;
        if weight < 2 && !leads {
            continue;
        }
        let distance = if at < core.start {
            core.start - at
        } else {
            at - core.end + 1
        };
        let cost = distance + if weight < 2 { 12 } else { 0 };
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, stage, at..end));
        }
    }
    best.map(|(_, stage, tokens)| (stage, tokens))
}
