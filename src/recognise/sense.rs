//! What a figure is about, from the words around it: casualties, aid, stage, time frame, whose.
//!
//! A word decides only for the figure of its own clause: the search from a figure stops at the
//! next figure and at the end of the sentence.

use std::ops::Range;

use super::lexer::Kind;
use super::lexicon::{AidKind, State, class};
use super::own_words::Meaning;
use super::record::Reason;
use super::scan::Found;
use super::text::Text;
use crate::model::{FigureKind, Stage, TimeFrame};

mod aid;
mod casualties;

use super::word_list::{Words, words};
pub(super) use aid::usual_aid;
use aid::{aid, aid_tag, names_aid, stage};
use casualties::{among, beyond, coordinated, state, state_tag};
pub(super) use casualties::{unit_before, unit_of_state};

/// What the words around a figure say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sense {
    /// Whether it is a running total or a rate.
    pub time_frame: TimeFrame,
    /// What became of the people counted.
    pub state: Option<State>,
    /// What sort of aid it is.
    pub aid: Option<AidKind>,
    /// How far money has come.
    pub stage: Option<Stage>,
    /// Whose it is.
    pub subject: Option<String>,
    /// The tags, as paths.
    pub tags: Vec<String>,
    /// The words that decided.
    pub why: Vec<Reason>,
}

/// The sense of `found` in its `sentence`; `all` are the figures of the text, in order.
pub(super) fn sense(
    text: &Text<'_>,
    sentence: Range<usize>,
    found: &Found,
    all: &[Found],
    usual: Option<AidKind>,
) -> Sense {
    let sentence = with_remark(text, sentence);
    let clause = clause(found, &sentence, all);
    let mut why = Vec::with_capacity(8);
    let mut note = |field, tokens| {
        why.push(Reason {
            field,
            words: text.span(tokens),
            more: None,
        });
    };
    note("figure", found.full.clone());
    let state = state(text, found, &clause)
        .or_else(|| among(text, found, all, &sentence))
        .or_else(|| coordinated(text, found, all, &sentence))
        .or_else(|| beyond(text, found, &sentence));
    if let Some((_, tokens)) = &state {
        note("casualties", tokens.clone());
    }
    let aid = if state.is_none() {
        aid(text, (found, all), &sentence, &clause, usual).map(|(kind, tokens)| match usual {
            Some(usual) if kind == AidKind::Plain && names_aid(text, &tokens) => (usual, tokens),
            _ => (kind, tokens),
        })
    } else {
        None
    };
    if let Some((_, tokens)) = &aid {
        note("aid", tokens.clone());
    }
    let progress = if aid.is_some() {
        stage(text, found, &clause)
    } else {
        None
    };
    if let Some((_, tokens)) = &progress {
        note("stage", tokens.clone());
    }
    let frame = frame(text, found, &clause).or_else(|| {
        // "have been killed": so far.
        let (_, tokens) = state.as_ref()?;
        let perfect = (found.core().end..tokens.start)
            .find(|&at| text.says_any(at, words!["have", "has"]) && text.says(at + 1, "been"))?;
        Some((TimeFrame::Cumulative, perfect..perfect + 2))
    });
    if let Some((_, tokens)) = &frame
        && !tokens.is_empty()
    {
        note("time frame", tokens.clone());
    }
    let subject = subject(text, found, &sentence, state.is_some());
    if let Some((_, tokens)) = &subject {
        note("subject", tokens.clone());
    }
    let mut tags = Vec::new();
    tags.extend(
        state
            .as_ref()
            .and_then(|(state, _)| state_tag(*state))
            .map(str::to_owned),
    );
    tags.extend(aid.as_ref().map(|(kind, _)| aid_tag(*kind).to_owned()));
    for (tokens, meaning) in text.own(clause.clone()) {
        if let Meaning::Tag(path) = meaning
            && !tags.contains(path)
        {
            note("tag", tokens);
            tags.push(path.clone());
        }
    }
    Sense {
        time_frame: frame.map_or(TimeFrame::InPeriod, |(frame, _)| frame),
        state: state.map(|(state, _)| state),
        aid: aid.map(|(kind, _)| kind),
        stage: progress.map(|(stage, _)| stage),
        subject: subject.map(|(name, _)| name),
        tags,
        why,
    }
}

/// The tags that the analyst's own rules give to a text without a figure.
pub(super) fn own_tags(text: &Text<'_>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for (_, meaning) in text.own(0..text.len()) {
        if let Meaning::Tag(path) = meaning
            && !tags.contains(path)
        {
            tags.push(path.clone());
        }
    }
    tags
}

/// A sentence in brackets goes on from the one before.
fn with_remark(text: &Text<'_>, sentence: Range<usize>) -> Range<usize> {
    let opens = text.str(sentence.start) == "(" || text.str(sentence.start) == "[";
    match sentence.start.checked_sub(1) {
        Some(before) if opens && text.same_paragraph(sentence.start) => {
            text.sentence(before, 80).start..sentence.end
        }
        _ => sentence,
    }
}

/// The tokens nearer to this figure than to another one of its sentence.
fn clause(found: &Found, sentence: &Range<usize>, all: &[Found]) -> Range<usize> {
    let place = all.partition_point(|other| other.core().start < found.core().start);
    // "a $7 billion, 37-month loan": a length of time parts nothing.
    let parts = |other: &&Found| other.quantity.kind != FigureKind::Duration;
    let start = all[..place]
        .iter()
        .rev()
        .take(3)
        .find(parts)
        .map_or(sentence.start, |before| before.full.end.max(sentence.start));
    let end = all[(place + 1).min(all.len())..]
        .iter()
        .take(3)
        .find(parts)
        .map_or(sentence.end, |after| after.full.start.min(sentence.end));
    start.min(found.full.start)..end.max(found.full.end)
}

/// What a phrase behind a figure starts with that makes it a running total.
const TOTALS: &Words<8> = words![
    "as",
    "so",
    "to",
    "in",
    "since",
    "altogether",
    "overall",
    "cumulatively",
];

/// Whether it is a rate or a running total, and the words that say so.
fn frame(
    text: &Text<'_>,
    found: &Found,
    clause: &Range<usize>,
) -> Option<(TimeFrame, Range<usize>)> {
    if let Some((per, end)) = found.rate {
        return Some((TimeFrame::Rate(per), found.core().end..end));
    }
    if !matches!(found.quantity.kind, FigureKind::Money | FigureKind::Count) {
        return None;
    }
    let core = found.core();
    let step = |at: usize| text.is(at, class::INCREMENT) && !text.says(at, "more");
    if core.start > 0 && step(core.start - 1) || step(core.end) {
        return None;
    }
    let opens = (clause.start..clause.start + 2).find(|&at| text.says(at, "since"));
    if let Some(since) = opens.filter(|&at| at < core.start && text.capital(at)) {
        return Some((TimeFrame::Cumulative, since..since + 1));
    }
    for at in core.end..clause.end {
        if text.says(at, ";") {
            break;
        }
        if !text.says_any(at, TOTALS) {
            continue;
        }
        let as_of = text.says(at, "as") && text.says(at + 1, "of");
        if as_of {
            return Some((TimeFrame::Cumulative, at..at + 2));
        }
        let so_far = text.says(at, "so") && text.says(at + 1, "far");
        let to_date = text.says(at, "to") && text.says_any(at + 1, words!["date", "now"]);
        let in_total = text.says(at, "in") && text.says_any(at + 1, words!["total", "all"]);
        if so_far || to_date || in_total {
            return Some((TimeFrame::Cumulative, at..at + 2));
        }
        if text.says(at, "since") && is_record(text, core.end, at) {
            continue;
        }
        if text.says(at, "since")
            || text.says_any(at, words!["altogether", "overall", "cumulatively"])
        {
            return Some((TimeFrame::Cumulative, at..at + 1));
        }
    }
    for at in (clause.start.max(core.start.saturating_sub(9))..core.start).rev() {
        let total = text.says_any(
            at,
            words![
                "total",
                "totaling",
                "totalling",
                "totalled",
                "totaled",
                "cumulative",
                "overall",
                "altogether",
                "toll",
            ],
        );
        let perfect = text.says_any(at, words!["has", "have"])
            && !text.says_any(at + 1, words!["been", "a", "the", "about", "nearly", "to"])
            && !text.is(at + 1, class::BOUND | class::SMALL)
            && at + 1 < found.full.start
            // "has pushed the price to 2,000": a level.
            && !text.says(found.full.start - 1, "to")
            && !decides(text, at + 1)
            // "DW has learned, of which …".
            && !text.is(at + 1, class::REPORTING | class::REPORTING_LAST)
            && text.kind(at + 2) != Kind::Comma
            && !bounded(text, core.end, clause.end);
        if total || perfect {
            return Some((TimeFrame::Cumulative, at..at + 1));
        }
        if text.kind(at) == Kind::Stop || text.says(at, ";") {
            break;
        }
    }
    None
}

/// "the most since 1969", "for the first time since May": a record, and no total.
fn is_record(text: &Text<'_>, from: usize, since: usize) -> bool {
    (from.max(since.saturating_sub(10))..since).any(|at| {
        let word = text.str(at);
        text.says_any(at, words!["most", "least", "first", "last"])
            && text.says_any(at.wrapping_sub(1), words!["the", "its", "their"])
            || word.len() > 4 && word.ends_with("est") && text.classes(at) & class::NOUN == 0
    })
}

/// A verb of one decision or event, not of a sum that grew: "has pledged", "have struck".
fn decides(text: &Text<'_>, at: usize) -> bool {
    let verb = at + usize::from(text.is(at, class::ADVERB));
    text.says_any(
        verb,
        words![
            "pledged",
            "promised",
            "announced",
            "approved",
            "agreed",
            "asked",
            "requested",
            "proposed",
            "signed",
            "ordered",
            "voted",
            "decided",
            "offered",
            "launched",
            "forced",
            "swept",
            "called",
            "unveiled",
            "vowed",
            "appealed",
            "set",
            "earmarked",
            "fined",
            "killed",
            "injured",
            "wounded",
            "hit",
            "struck",
            "sanctioned",
            "secured",
        ],
    )
}

/// "over the past 24 hours", "on Monday": the figure is of a time that is over.
fn bounded(text: &Text<'_>, start: usize, end: usize) -> bool {
    (start..end.min(start + 24)).any(|at| {
        text.says_any(at, words!["over", "in", "during", "within"])
            && text.says_any(at + 1, words!["the", "a"])
            && text.says_any(
                at + 2,
                words!["past", "last", "previous", "preceding", "single"],
            )
            || text.says(at, "on") && text.is(at + 1, class::WEEKDAY)
            || text.says_any(at, words!["yesterday", "overnight"])
    })
}

/// Whose losses or whose aid: the people named at the noun.
fn subject(
    text: &Text<'_>,
    found: &Found,
    sentence: &Range<usize>,
    casualties: bool,
) -> Option<(String, Range<usize>)> {
    if !casualties {
        return None;
    }
    let core = found.core();
    let end = found.noun.as_ref().map_or(core.end, |noun| noun.head);
    let named = |at: usize| {
        let (end, &place) = text
            .is(at, class::PLACE)
            .then(|| text.phrase(&text.lexicon.places, at))??;
        let name = text.lexicon.place_names.get(usize::from(place))?;
        Some(((*name).to_owned(), at..end))
    };
    if let Some(subject) = (core.end..(end + 1).max(core.end + 2)).find_map(named) {
        return Some(subject);
    }
    // "Russia has lost 1,690 soldiers", "said four of its soldiers".
    let low = sentence.start.max(core.start.saturating_sub(24));
    let lost = (core.start.saturating_sub(6)..core.start)
        .rev()
        .find(|&at| {
            at >= low
                && text.says_any(
                    at,
                    words![
                        "lost",
                        "losing",
                        "suffered",
                        "suffering",
                        "lose",
                        "sustained",
                    ],
                )
        });
    let its = (core.end..core.end + 3).find(|&at| text.says_any(at, words!["its", "their", "our"]));
    let from = lost.or(its.map(|_| core.start))?;
    (low..from).rev().find_map(named)
}
