//! Whole projects with every kind of text, for property tests.
//!
//! References lead somewhere and passages stand in their articles; figures and names may be
//! anything that their types can hold.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use uuid::Uuid;

use super::{
    Amount, Answer, Arrangement, Article, BlockKind, Bound, Chart, ChartKind, Claim, DatedEvent,
    Dismissal, DismissalId, Doubt, Embed, Entity, Figure, FigureKind, Filter, Finding, Grade,
    GroupBy, InformationGrade, Meaning, Note, Passage, Period, Pin, Project, ProjectInfo,
    ReferenceLine, Rule, Scale, SourceGrade, Stage, Swatch, Tag, TagId, Term, TextBlock, TimeFrame,
    Version, When,
};

/// What is hard to write into a file, to show, or to find the boundaries in.
const FRAGMENTS: [&str; 40] = [
    "\"",
    "\"#",
    "\"##",
    "r#\"",
    "#",
    "\\",
    "\\n",
    "'",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    "\u{0}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{ad}",
    "\u{a0}",
    "😀",
    "👩‍👩‍👧",
    "🇺🇦",
    "שלום",
    "مرحبا",
    "\u{202e}",
    "é",
    "e\u{301}",
    "ł",
    "漢字",
    "//",
    "/* ",
    " */",
    "),",
    "],",
    "$725 million",
    "nearly 1,500 a day",
    " said. ",
];

/// A text with the shape of one: plain, made of hard fragments, or anything at all.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-Za-z ,.]{0,40}",
        3 => vec(select(FRAGMENTS.as_slice()), 0..12).prop_map(|parts| parts.concat()),
        1 => any::<String>(),
    ]
}

/// A fresh id.
pub fn id<Id: From<Uuid> + std::fmt::Debug>() -> impl Strategy<Value = Id> {
    any::<u128>().prop_map(|number| Id::from(Uuid::from_u128(number)))
}

/// One of all values of an enum.
fn one_of<T: strum::IntoEnumIterator + Clone + std::fmt::Debug + 'static>()
-> impl Strategy<Value = T> {
    select(T::iter().collect::<Vec<T>>())
}

fn time() -> impl Strategy<Value = Timestamp> {
    (-100_000_000_000_i64..200_000_000_000, 0..1_000_000_000_i32)
        .prop_map(|(seconds, nanos)| Timestamp::new(seconds, nanos).unwrap_or_default())
}

fn date() -> impl Strategy<Value = Date> {
    (1_i16..=9998, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap_or_default())
}

fn when() -> impl Strategy<Value = When> {
    let written = |form: &'static str| {
        date().prop_map(move |day| {
            let text = match form {
                "week" => {
                    let week = day.iso_week_date();
                    format!("{:04}-W{:02}", week.year(), week.week())
                }
                "quarter" => format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
                "season" => format!("{:04}-{}", day.year(), 21 + day.month() % 4),
                "decade" => format!("{:03}X", day.year() / 10),
                "year" => format!("{:04}", day.year()),
                _ => format!("{:04}-{:02}", day.year(), day.month()),
            };
            text.parse().unwrap_or_else(|_| When::day(day))
        })
    };
    prop_oneof![
        date().prop_map(When::day),
        (date(), date()).prop_map(|(from, to)| When::period(from, to)),
        select(["week", "quarter", "season", "decade", "year", "month"].as_slice())
            .prop_flat_map(written),
    ]
}

fn amount() -> impl Strategy<Value = Amount> {
    (any::<i64>(), 0..12_u32)
        .prop_map(|(digits, scale)| Amount::from(rust_decimal::Decimal::new(digits, scale)))
}

/// A figure with or without sense.
pub fn figure() -> impl Strategy<Value = Figure> {
    (
        one_of::<FigureKind>(),
        option::of(amount()),
        option::of(amount()),
        option::of(amount()),
        prop_oneof![
            select(["USD", "casualty", "percent"].as_slice()).prop_map(String::from),
            text()
        ],
        one_of::<Bound>(),
        select(TimeFrame::ALL.as_slice()),
    )
        .prop_map(|(kind, low, best, high, unit, bound, time_frame)| Figure {
            kind,
            low,
            best,
            high,
            unit,
            bound,
            time_frame,
        })
}

/// An article, with a text that has characters to be quoted.
pub fn article() -> impl Strategy<Value = Article> {
    (
        id(),
        [text(), text(), text(), text(), text(), text(), text()],
        option::of(when()),
        time(),
        vec(version(), 0..3),
    )
        .prop_map(|(id, texts, published, imported, versions)| {
            let [title, publisher, byline, url, language, source_file, text] = texts;
            let text = format!("{text}.");
            Article {
                id,
                title,
                publisher,
                byline,
                published,
                url,
                language,
                source_file,
                encoding: "UTF-8".into(),
                imported,
                hash: Article::hash_of(&text),
                blocks: heading(&text),
                text: Arc::from(text),
                versions,
                captions: vec!["Under a picture.".into()],
                file_hash: Article::hash_of("file"),
            }
        })
}

/// The first line as a heading.
fn heading(text: &str) -> Vec<TextBlock> {
    let block = TextBlock {
        start: 0,
        kind: BlockKind::Heading(1 + text.len() as u8 % 6),
        quoted: text.len().is_multiple_of(2),
        sign: 0,
    };
    Vec::from_iter((!text.len().is_multiple_of(3)).then_some(block))
}

fn version() -> impl Strategy<Value = Version> {
    (time(), text(), text()).prop_map(|(replaced, source_file, text)| Version {
        replaced,
        source_file,
        hash: Article::hash_of(&text),
        text: Arc::from(text),
    })
}

/// A tag without parent or key.
pub fn tag() -> impl Strategy<Value = Tag> {
    (id(), text(), one_of::<Swatch>(), text()).prop_map(|(id, name, colour, description)| Tag {
        id,
        name,
        parent: None,
        colour,
        key: None,
        description,
    })
}

/// Somewhere in a text.
pub type Place = (Index, Index);

/// A passage at a place of an article.
pub fn passage_at(article: &Article, (from, to): Place) -> Option<Passage> {
    let text = &article.text;
    let mut edges: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    edges.push(text.len());
    let (from, to) = (*from.get(&edges), *to.get(&edges));
    Passage::at(article.id, text, from.min(to)..from.max(to))
}

/// A claim on nothing yet; [`on`] puts it somewhere.
pub fn claim() -> impl Strategy<Value = Claim> {
    let nowhere = Passage {
        article: super::ArticleId::from_u128(0),
        start: 0,
        end: 0,
        quote: String::new(),
        prefix: String::new(),
        suffix: String::new(),
    };
    (
        id(),
        option::of(figure()),
        option::of(when()),
        [text(), text(), text()],
        option::of(one_of::<Stage>()),
        option::of(one_of::<SourceGrade>()),
        option::of(one_of::<InformationGrade>()),
        time(),
        proptest::bool::weighted(0.2),
    )
        .prop_map(
            move |(id, figure, when, texts, stage, source, information, created, detached)| {
                let [claimant, subject, note] = texts;
                Claim {
                    detached,
                    figure,
                    when,
                    claimant,
                    subject,
                    stage,
                    grade: Grade {
                        source,
                        information,
                    },
                    note,
                    ..Claim::new(id, nowhere.clone(), created)
                }
            },
        )
}

/// A claim put somewhere in the project, with some of its tags; none where there is no text.
pub fn on(
    project: &Project,
    claim: Claim,
    article: Index,
    place: Place,
    tags: &[Index],
) -> Option<Claim> {
    let articles: Vec<&Arc<Article>> = project.articles().collect();
    let all: Vec<_> = project.tags().collect();
    if articles.is_empty() {
        return None;
    }
    let tags = tags
        .iter()
        .filter(|_| !all.is_empty())
        .map(|index| index.get(&all).id);
    Some(Claim {
        passage: passage_at(article.get::<&Arc<Article>>(&articles), place)?,
        tags: tags.collect(),
        ..claim
    })
}

/// A chart without tags in its filter.
pub fn chart() -> impl Strategy<Value = Chart> {
    let kind = prop_oneof![
        Just(ChartKind::Points),
        Just(ChartKind::RunningTotal),
        Just(ChartKind::SumAndReports),
        Just(ChartKind::Ranking),
        Just(ChartKind::Ladder),
        one_of::<Period>().prop_map(ChartKind::Bars),
        one_of::<Period>().prop_map(ChartKind::Differences),
    ];
    let filter = (
        [
            btree_set(text(), 0..3),
            btree_set(text(), 0..3),
            btree_set(text(), 0..3),
            btree_set(text(), 0..3),
        ],
        btree_set(select(TimeFrame::ALL.as_slice()), 0..3),
        option::of(date()),
        option::of(date()),
        text(),
    )
        .prop_map(|(sets, time_frames, from, to, text)| {
            let [units, publishers, claimants, subjects] = sets;
            Filter {
                units,
                time_frames,
                publishers,
                claimants,
                subjects,
                from,
                to,
                text,
                ..Filter::default()
            }
        });
    let looks = (
        kind,
        one_of::<GroupBy>(),
        one_of::<Arrangement>(),
        one_of::<Scale>(),
        option::of(select(["USD", "EUR", "XXX"].as_slice())),
    );
    let lines = (amount(), text()).prop_map(|(amount, label)| ReferenceLine { amount, label });
    let events = (date(), text()).prop_map(|(date, label)| DatedEvent { date, label });
    let pins = (id(), text()).prop_map(|(claim, text)| Pin { claim, text });
    let beside = (vec(lines, 0..3), vec(events, 0..3), vec(pins, 0..3));
    (id(), [text(), text(), text()], filter, looks, beside).prop_map(
        |(id, [title, subtitle, note], filter, looks, (lines, events, pins))| {
            let (kind, group_by, arrangement, scale, currency) = looks;
            let prices = (title.len() % 3 == 1).then_some(2024);
            Chart {
                id,
                title,
                subtitle,
                filter,
                kind,
                group_by,
                arrangement,
                scale,
                each_claim: note.len() % 2 == 1,
                currency: currency.map(str::to_owned),
                prices,
                lines,
                events,
                pins,
                note,
            }
        },
    )
}

/// A page that embeds nothing.
pub fn note() -> impl Strategy<Value = Note> {
    (id(), text(), text()).prop_map(|(id, title, text)| Note { id, title, text })
}

/// Words with a meaning; a tag is one of those that [`about`] chooses from.
pub fn term() -> impl Strategy<Value = Term> {
    let meaning = prop_oneof![
        text().prop_map(|unit| Meaning::Unit { unit }),
        text().prop_map(|name| Meaning::Claimant { name }),
        Just(Meaning::Tag {
            tag: TagId::from_u128(0)
        }),
    ];
    (id(), text(), meaning).prop_map(|(id, words, meaning)| Term { id, words, meaning })
}

/// A term that means a tag, if any, of the project; none where it has none.
pub fn about(project: &Project, term: Term, tag: Index) -> Option<Term> {
    let all: Vec<_> = project.tags().collect();
    match term.meaning {
        Meaning::Tag { .. } if all.is_empty() => None,
        Meaning::Tag { .. } => Some(Term {
            meaning: Meaning::Tag {
                tag: tag.get(&all).id,
            },
            ..term
        }),
        _ => Some(term),
    }
}

/// An answer about names; [`answer_about`] gives it claims.
pub fn answer() -> impl Strategy<Value = Answer> {
    let names = btree_set(text(), 0..3);
    (id(), one_of::<Doubt>(), names, text()).prop_map(|(id, doubt, names, reason)| Answer {
        id,
        doubt,
        claims: std::collections::BTreeSet::new(),
        names,
        reason,
    })
}

/// An answer about claims of the project; none where it has none.
pub fn answer_about(project: &Project, answer: Answer, claims: &[Index]) -> Option<Answer> {
    let all: Vec<_> = project.claims().map(|claim| claim.id).collect();
    let claims = || claims.iter().map(|index| *index.get(&all)).collect();
    (!all.is_empty()).then(|| Answer {
        claims: claims(),
        ..answer
    })
}

/// One rule or another, or none.
fn rule_of(words: &str) -> Option<Rule> {
    match words.len() % 5 {
        0 => None,
        1 => Some(Rule::Newest),
        2 => Some(Rule::Conservative),
        3 => Some(Rule::Median),
        _ => Some(Rule::Claimant {
            name: words.to_owned(),
        }),
    }
}

/// A dismissal somewhere in the project; none where there is no text.
pub fn dismissal_on(
    project: &Project,
    id: DismissalId,
    article: Index,
    place: Place,
) -> Option<Dismissal> {
    let articles: Vec<&Arc<Article>> = project.articles().collect();
    if articles.is_empty() {
        return None;
    }
    let passage = passage_at(article.get::<&Arc<Article>>(&articles), place)?;
    Some(Dismissal { id, passage })
}

fn info() -> impl Strategy<Value = ProjectInfo> {
    (text(), text(), time()).prop_map(|(name, description, created)| ProjectInfo {
        name,
        description,
        created,
        rates: crate::model::Rates::default(),
        prices: crate::model::Prices::default(),
    })
}

/// A whole project, with up to five entities of each kind.
pub fn project() -> impl Strategy<Value = Project> {
    let claims = vec(
        (
            claim(),
            any::<Index>(),
            any::<Place>(),
            vec(any::<Index>(), 0..3),
        ),
        0..6,
    );
    let findings = vec(
        (
            id(),
            text(),
            text(),
            text(),
            vec(any::<Index>(), 1..4),
            any::<bool>(),
        ),
        0..3,
    );
    let parents = vec(option::of(any::<Index>()), 6);
    let taught = (
        vec((term(), any::<Index>()), 0..4),
        vec((id(), any::<Index>(), any::<Place>()), 0..4),
        vec((answer(), vec(any::<Index>(), 1..4)), 0..3),
    );
    (
        info(),
        vec(article(), 0..4),
        vec(tag(), 0..6),
        parents,
        claims,
        findings,
        vec((chart(), vec(any::<Index>(), 0..3)), 0..3),
        vec((note(), option::of(any::<Index>())), 0..3),
        taught,
    )
        .prop_map(
            |(info, articles, tags, parents, claims, findings, charts, notes, taught)| {
                let mut project = Project::default();
                put(&mut project, info);
                for article in articles {
                    put(&mut project, article);
                }
                for (place, (tag, parent)) in tags.into_iter().zip(parents).enumerate() {
                    let above: Vec<_> = project.tags().collect();
                    let parent = parent
                        .filter(|_| !above.is_empty())
                        .map(|index| index.get(&above).id);
                    let key = u8::try_from(place + 1).ok().filter(|_| place % 2 == 0);
                    put(&mut project, Tag { parent, key, ..tag });
                }
                for (claim, article, place, tags) in claims {
                    if let Some(claim) = on(&project, claim, article, place, &tags) {
                        put(&mut project, claim);
                    }
                }
                for (id, title, note, reason, indices, prefers) in findings {
                    let all: Vec<_> = project.claims().map(|claim| claim.id).collect();
                    if all.is_empty() {
                        continue;
                    }
                    let claims: std::collections::BTreeSet<_> =
                        indices.iter().map(|index| *index.get(&all)).collect();
                    let preferred = claims.first().copied().filter(|_| prefers);
                    put(
                        &mut project,
                        Finding {
                            preferred,
                            note,
                            rule: rule_of(&reason),
                            reason,
                            ..Finding::new(id, title, claims)
                        },
                    );
                }
                for (mut chart, tags) in charts {
                    let all: Vec<_> = project.tags().map(|tag| tag.id).collect();
                    if !all.is_empty() {
                        chart.filter.tags = tags.iter().map(|index| *index.get(&all)).collect();
                    }
                    put(&mut project, chart);
                }
                for (mut note, claim) in notes {
                    let all: Vec<_> = project.claims().map(|claim| claim.id).collect();
                    if let Some(index) = claim.filter(|_| !all.is_empty()) {
                        note.text =
                            format!("{}\n{}", note.text, Embed::Claim(*index.get(&all)).line());
                    }
                    put(&mut project, note);
                }
                let (terms, dismissals, answers) = taught;
                for (term, tag) in terms {
                    if let Some(term) = about(&project, term, tag) {
                        put(&mut project, term);
                    }
                }
                for (id, article, place) in dismissals {
                    if let Some(dismissal) = dismissal_on(&project, id, article, place) {
                        put(&mut project, dismissal);
                    }
                }
                for (answer, indices) in answers {
                    if let Some(answer) = answer_about(&project, answer, &indices) {
                        put(&mut project, answer);
                    }
                }
                project
            },
        )
}

fn put(project: &mut Project, entity: impl Into<Entity>) {
    let entity = entity.into();
    project.set(entity.key(), Some(entity));
}
