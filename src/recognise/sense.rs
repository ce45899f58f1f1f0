//! What a figure is about, from the words around it: casualties, aid, stage, time frame, whose.
//!
//! A word decides only for the figure of its own clause: the search from a figure stops at the
//! next figure and at the end of the sentence.

use std::ops::Range;

use super::lexer::Kind;
use super::lexicon::{AidKind, Role, State, class};
use super::noun::is_people;
use super::own_words::Meaning;
use super::scan::Found;
use super::text::Text;
use crate::model::{FigureKind, Stage, TimeFrame};

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
    pub why: Vec<String>,
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
    let mut why = Vec::new();
    let mut note = |field: &str, tokens: Range<usize>| {
        why.push(format!("{field}: {}", text.words(tokens)));
    };
    let state = state(text, found, &clause);
    if let Some((_, tokens)) = &state {
        note("casualties", tokens.clone());
    }
    let aid = if state.is_none() {
        aid(text, found, &sentence, &clause).map(|(kind, tokens)| match usual {
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
            .find(|&at| text.says_any(at, &["have", "has"]) && text.says(at + 1, "been"))?;
        Some((TimeFrame::Cumulative, perfect..perfect + 2))
    });
    if let Some((_, tokens)) = &frame
        && !tokens.is_empty()
    {
        note("time frame", tokens.clone());
    }
    let subject = subject(text, found, state.is_some());
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

/// Whether the words that say "aid" name it, so that the text's usual kind may be meant.
fn names_aid(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        text.says_any(
            at,
            &[
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
    let start = place
        .checked_sub(1)
        .and_then(|before| all.get(before))
        .map_or(sentence.start, |before| before.full.end.max(sentence.start));
    let end = all
        .get(place + 1)
        .map_or(sentence.end, |after| after.full.start.min(sentence.end));
    start.min(found.full.start)..end.max(found.full.end)
}

fn state_tag(state: State) -> Option<&'static str> {
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

fn aid_tag(kind: AidKind) -> &'static str {
    match kind {
        AidKind::Plain => "aid",
        AidKind::Military => "aid/military",
        AidKind::Economic => "aid/economic",
        AidKind::Humanitarian => "aid/humanitarian",
    }
}

/// The noun that stands in where only a state is counted: "14 killed".
pub(super) fn unit_of_state(text: &Text<'_>, found: &Found) -> String {
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
fn state(text: &Text<'_>, found: &Found, clause: &Range<usize>) -> Option<(State, Range<usize>)> {
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
        let classes = text.classes(at);
        let skip = match text.kind(at) {
            Kind::Word => {
                classes & (class::AUXILIARY | class::ADVERB | class::PRONOUN | class::UNCONFIRMED)
                    != 0
                    || text.says_any(
                        at,
                        &[
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
                        &[
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
        .is_some_and(|noun| text.says_any(noun.head, &["lives", "life"]));
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
                Role::Lost => soldiers || life,
                Role::People => soldiers,
                _ => false,
            };
            if said {
                let state = if life { State::Killed } else { state };
                return Some((state, at..after));
            }
        }
        let skip = text.is(at, class::DETERMINER | class::ADVERB | class::INCREMENT)
            || text.says_any(at, &["of", "total", "up"]);
        if !skip {
            break;
        }
    }
    if things {
        return None;
    }
    toll(text, found, clause)
}

/// "the death toll has risen to 52", "put the number of dead at 40", "casualties reached 600".
fn toll(text: &Text<'_>, found: &Found, clause: &Range<usize>) -> Option<(State, Range<usize>)> {
    let start = found.full.start;
    let joint = start.checked_sub(1)?;
    let led = text.says_any(
        joint,
        &[
            "to", "at", "of", "reached", "was", "is", "stood", "stands", "hit", "exceeded",
            "topped", "passed", "as", "total", "totaled", "totalled", "were", "by", ":",
        ],
    ) || found.limit.start < found.core().start;
    if !led {
        return None;
    }
    (clause.start.max(start.saturating_sub(12))..start)
        .rev()
        .find_map(|at| {
            if !text.is(at, class::STATE) {
                return None;
            }
            let (after, &(state, role)) = text.phrase(&text.lexicon.states, at)?;
            let toll = text.says(at, "death")
                || text.says_any(
                    at,
                    &[
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
                        &["combat", "military", "battlefield", "troop", "human"],
                    ));
            let noun = matches!(role, Role::Noun) || toll || losses;
            (noun && after <= start).then_some((state, at..after))
        })
}

/// Whether the figure is aid, of which kind, and the words that say so.
fn aid(
    text: &Text<'_>,
    found: &Found,
    sentence: &Range<usize>,
    clause: &Range<usize>,
) -> Option<(AidKind, Range<usize>)> {
    let arms = found
        .noun
        .as_ref()
        .is_some_and(|noun| text.is(noun.head, class::WEAPON | class::GEAR));
    if found.quantity.kind != FigureKind::Money && !arms {
        return None;
    }
    if arms {
        let given = sentence.clone().find(|&at| text.is(at, class::HANDOVER))?;
        return Some((AidKind::Military, given..given + 1));
    }
    let mut scores = [0_u32; 4];
    let mut evidence: Option<(u32, AidKind, Range<usize>)> = None;
    let mut is_aid = 0;
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
        let near = at >= found.full.start && at < found.full.end + 8 && inside;
        let factor = match (near, inside) {
            (true, _) => 4,
            (false, true) => 2,
            _ => 1,
        };
        let worth = u32::from(weight) * factor;
        scores[kind as usize] += worth;
        is_aid = is_aid.max(u32::from(weight) * if inside { 2 } else { 1 });
        if evidence.as_ref().is_none_or(|(most, ..)| worth > *most) {
            evidence = Some((worth, kind, at..end));
        }
        at = end;
    }
    if is_aid < 3 {
        return given(text, found, clause).map(|tokens| (AidKind::Plain, tokens));
    }
    let (.., tokens) = evidence?;
    let kinds = [AidKind::Military, AidKind::Economic, AidKind::Humanitarian];
    let best = kinds
        .into_iter()
        .max_by_key(|kind| scores[*kind as usize])
        .filter(|kind| scores[*kind as usize] > 0)
        .unwrap_or(AidKind::Plain);
    Some((best, tokens))
}

/// "has given $5 billion to Ukraine": a verb of giving before, a receiving country behind.
fn given(text: &Text<'_>, found: &Found, clause: &Range<usize>) -> Option<Range<usize>> {
    let core = found.core();
    let verb = (clause.start.max(core.start.saturating_sub(10))..core.start)
        .rev()
        .find(|&at| {
            text.is(at, class::STAGE)
                && text
                    .phrase(&text.lexicon.stages, at)
                    .is_some_and(|(_, (_, weight))| *weight > 1)
                && !text.says_any(at, &["left", "paid", "spent", "got", "remaining"])
        })?;
    let receiver = (core.end..core.end + 12)
        .take_while(|&at| at < text.len() && !text.ends_sentence(at))
        .any(|at| {
            text.says_any(at, &["to", "for", "in"])
                && (at + 1..at + 4).any(|place| text.is(place, class::PLACE))
        });
    receiver.then_some(verb..verb + 1)
}

/// The kind of aid that a text is about, where one clearly outweighs the others.
pub(super) fn usual_aid(text: &Text<'_>) -> Option<AidKind> {
    let mut scores = [0_u32; 4];
    for at in 0..text.len() {
        if text.is(at, class::AID)
            && let Some((_, &(kind, weight))) = text.phrase(&text.lexicon.aid, at)
            && weight >= 2
        {
            scores[kind as usize] += u32::from(weight);
        }
    }
    let total: u32 = scores[1..].iter().sum();
    [AidKind::Military, AidKind::Economic, AidKind::Humanitarian]
        .into_iter()
        .find(|kind| scores[*kind as usize] * 5 > total * 3)
}

/// How far the money has come: the nearest word that says so in the clause.
fn stage(text: &Text<'_>, found: &Found, clause: &Range<usize>) -> Option<(Stage, Range<usize>)> {
    let core = found.core();
    let mut best: Option<(usize, Stage, Range<usize>)> = None;
    for at in clause.clone() {
        if core.contains(&at) || !text.is(at, class::STAGE) {
            continue;
        }
        let Some((end, &(stage, weight))) = text.phrase(&text.lexicon.stages, at) else {
            continue;
        };
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
    for at in core.end..clause.end {
        let so_far = text.says(at, "so") && text.says(at + 1, "far");
        let to_date = text.says(at, "to") && text.says_any(at + 1, &["date", "now"]);
        let in_total = text.says(at, "in") && text.says_any(at + 1, &["total", "all"]);
        if so_far || to_date || in_total {
            return Some((TimeFrame::Cumulative, at..at + 2));
        }
        if text.says(at, "since") || text.says_any(at, &["altogether", "overall", "cumulatively"]) {
            return Some((TimeFrame::Cumulative, at..at + 1));
        }
    }
    for at in (clause.start.max(core.start.saturating_sub(9))..core.start).rev() {
        let total = text.says_any(
            at,
            &[
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
        let perfect = text.says_any(at, &["has", "have", "had"])
            && !text.says_any(at + 1, &["been", "a", "the", "about", "nearly", "to"])
            && !text.is(at + 1, class::BOUND | class::SMALL);
        if total || perfect {
            return Some((TimeFrame::Cumulative, at..at + 1));
        }
        if text.kind(at) == Kind::Stop {
            break;
        }
    }
    None
}

/// Whose losses or whose aid: the people named at the noun.
fn subject(text: &Text<'_>, found: &Found, casualties: bool) -> Option<(String, Range<usize>)> {
    if !casualties {
        return None;
    }
    let end = found
        .noun
        .as_ref()
        .map_or(found.core().end, |noun| noun.head);
    (found.core().end..end)
        .find(|&at| text.is(at, class::PLACE))
        .and_then(|at| {
            let (end, &place) = text.phrase(&text.lexicon.places, at)?;
            let name = text.lexicon.place_names.get(usize::from(place))?;
            Some(((*name).to_owned(), at..end))
        })
}
