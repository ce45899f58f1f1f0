//! Invented projects for the tests of charts.

use std::sync::Arc;

use jiff::Timestamp;
use proptest::prelude::*;

use crate::clock::Clock;
use crate::model::*;

/// A project in the making; every figure in it is invented.
pub(super) struct Invented {
    pub project: Project,
    clock: Clock,
}

impl Invented {
    pub fn new() -> Self {
        Self {
            project: Project::default(),
            clock: Clock::fixed(Timestamp::UNIX_EPOCH),
        }
    }

    pub fn put(&mut self, entity: impl Into<Entity>) {
        let entity = entity.into();
        self.project.set(entity.key(), Some(entity));
    }

    pub fn article(&mut self, publisher: &str) -> ArticleId {
        let id = self.clock.fresh();
        let text = "An invented sentence with a figure in it.";
        self.put(Article {
            id,
            title: format!("An invented article of {publisher}"),
            publisher: publisher.to_owned(),
            byline: String::new(),
            published: None,
            url: String::new(),
            language: "en".to_owned(),
            source_file: String::new(),
            encoding: String::new(),
            imported: Timestamp::UNIX_EPOCH,
            hash: String::new(),
            text: Arc::from(text),
            blocks: Vec::new(),
            versions: Vec::new(),
            captions: Vec::new(),
            file_hash: String::new(),
        });
        id
    }

    pub fn tag(&mut self, name: &str, parent: Option<TagId>, colour: Swatch) -> TagId {
        let id = self.clock.fresh();
        self.put(Tag {
            id,
            name: name.to_owned(),
            parent,
            colour,
            key: None,
            description: String::new(),
        });
        id
    }

    /// Adds a claim of `value` in `unit` that holds for `when`; `change` does the rest.
    pub fn claim(
        &mut self,
        article: ArticleId,
        (value, unit, when): (i64, &str, &str),
        change: impl FnOnce(&mut Claim),
    ) -> ClaimId {
        let kind = match unit {
            "USD" | "EUR" => FigureKind::Money,
            "percent" => FigureKind::Percent,
            _ => FigureKind::Count,
        };
        let text = "An invented sentence with a figure in it.";
        let mut claim = Claim::new(
            self.clock.fresh(),
            Passage::at(article, text, 0..20).unwrap(),
            Timestamp::UNIX_EPOCH,
        );
        claim.figure = Some(Figure::exact(kind, Amount::from(value), unit));
        claim.when = when.parse().ok();
        change(&mut claim);
        let id = claim.id;
        self.put(claim);
        id
    }

    pub fn finding(&mut self, claims: &[ClaimId], preferred: Option<ClaimId>) {
        let id = self.clock.fresh();
        self.put(Finding {
            preferred,
            ..Finding::new(id, "One fact", claims.iter().copied())
        });
    }

    pub fn chart(&self, title: &str, kind: ChartKind) -> Chart {
        Chart {
            kind,
            ..Chart::new(self.clock.fresh(), title)
        }
    }
}

/// Changes the figure of a claim.
pub(super) fn figure(claim: &mut Claim, change: impl FnOnce(&mut Figure)) {
    if let Some(figure) = &mut claim.figure {
        change(figure);
    }
}

fn any_amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        8 => (-1000_i64..2_000_000_000_000).prop_map(Amount::from),
        2 => (0_i64..20).prop_map(Amount::from),
        1 => Just("79228162514264337593543950335".parse().unwrap()),
        1 => Just("0.0000000000000000000000000001".parse().unwrap()),
        1 => Just("-79228162514264337593543950335".parse().unwrap()),
    ]
}

const TEXTS: [&str; 13] = [
    "2024-12-02",
    "2024-12-03",
    "2024-12",
    "2025-W01",
    "2024-Q4",
    "2024",
    "202X",
    "2024-21",
    "2022-02-24/2025-01-09",
    "0000",
    "9999-12-31",
    "2023-02-28",
    "2023-03-01",
];

fn any_when() -> impl Strategy<Value = When> {
    prop_oneof![
        proptest::sample::select(&TEXTS[..]).prop_map(|text| text.parse().unwrap()),
        (18_500_i64..20_500).prop_map(|day| When::day(super::date_at(day as f64).unwrap())),
    ]
}

const UNITS: [&str; 6] = ["USD", "EUR", "casualty", "percent", "", "<&\"'"];

fn any_figure() -> impl Strategy<Value = Figure> {
    use strum::IntoEnumIterator as _;
    let bounds: Vec<Bound> = Bound::iter().collect();
    (
        proptest::option::weighted(0.2, any_amount()),
        proptest::option::weighted(0.9, any_amount()),
        proptest::option::weighted(0.2, any_amount()),
        proptest::sample::select(&UNITS[..]),
        proptest::sample::select(bounds),
        proptest::sample::select(&TimeFrame::ALL[..]),
    )
        .prop_map(|(low, best, high, unit, bound, time_frame)| Figure {
            kind: match unit {
                "USD" | "EUR" => FigureKind::Money,
                "percent" => FigureKind::Percent,
                _ => FigureKind::Count,
            },
            low,
            best,
            high,
            unit: unit.to_owned(),
            bound,
            time_frame,
        })
}

/// Any project of a few articles, with claims and findings of every kind, and a chart over it.
pub(super) fn any_project_and_chart() -> impl Strategy<Value = (Project, Chart)> {
    let claim = (
        proptest::option::weighted(0.9, any_figure()),
        proptest::option::weighted(0.9, any_when()),
        0..4_usize,
        proptest::collection::btree_set(0..12_usize, 0..3),
        0..14_usize,
        proptest::option::weighted(0.3, 0..3_usize),
    );
    let claims = proptest::collection::vec(claim, 0..40);
    (claims, any_chart()).prop_map(|(claims, chart)| {
        let mut invented = Invented::new();
        let articles = ["Harbour Wire", "", "<Bold> & “quoted”", "Ravel Post"]
            .map(|publisher| invented.article(publisher));
        let mut tags: Vec<TagId> = Vec::new();
        for index in 0..12 {
            let parent = (index % 3 > 0).then(|| tags[index - 1]);
            tags.push(invented.tag(&format!("tag {}", index % 7), parent, Swatch::nth(index)));
        }
        let mut findings: [Vec<ClaimId>; 3] = Default::default();
        for (figure, when, article, own_tags, name, finding) in claims {
            let id = invented.claim(articles[article], (0, "", ""), |claim| {
                claim.figure = figure;
                claim.when = when;
                claim.tags = own_tags.into_iter().map(|tag| tags[tag]).collect();
                claim.claimant = ["", "A & B", "  "]
                    .get(name)
                    .map_or_else(|| format!("Claimant {name}"), ToString::to_string);
                claim.stage = [Stage::Announced, Stage::Delivered].get(name).copied();
            });
            if let Some(finding) = finding {
                findings[finding].push(id);
            }
        }
        for claims in findings.iter().filter(|claims| !claims.is_empty()) {
            invented.finding(claims, claims.get(1).copied());
        }
        let mut chart = chart;
        if chart.filter.text == "tag" {
            chart.filter.text.clear();
            chart.filter.tags = [tags[0], tags[4]].into();
        }
        (invented.project, chart)
    })
}

const TITLES: [&str; 4] = [
    "",
    "Short",
    "A title that is long enough to be broken over more than one line of the picture, twice",
    "<script>&amp;\u{0}\u{1b}\n“é漢字”\u{200f}عربي",
];

fn any_chart() -> impl Strategy<Value = Chart> {
    use strum::IntoEnumIterator as _;
    let kinds: Vec<ChartKind> = [
        ChartKind::Points,
        ChartKind::RunningTotal,
        ChartKind::SumAndReports,
        ChartKind::Ranking,
        ChartKind::Ladder,
    ]
    .into_iter()
    .chain(Period::iter().map(ChartKind::Bars))
    .chain(Period::iter().map(ChartKind::Differences))
    .collect();
    (
        proptest::sample::select(kinds),
        proptest::sample::select(GroupBy::iter().collect::<Vec<_>>()),
        (
            proptest::sample::select(vec![Scale::Linear, Scale::Log]),
            proptest::sample::select(Arrangement::iter().collect::<Vec<_>>()),
        ),
        proptest::sample::select(&TITLES[..]),
        proptest::sample::select(&TITLES[..]),
        proptest::sample::select(&["", "", "", "tag", "invented", "no such words"][..]),
    )
        .prop_map(
            |(kind, group_by, (scale, arrangement), title, subtitle, text)| Chart {
                kind,
                group_by,
                arrangement,
                scale,
                currency: (text.len() == 3).then(|| "EUR".to_owned()),
                prices: (title.len() % 3 == 1).then_some(2020),
                lines: [title, subtitle]
                    .into_iter()
                    .filter(|label| label.len() > 50)
                    .map(|label| ReferenceLine {
                        amount: Amount::from(label.len() as i64 * 1000),
                        label: label.to_owned(),
                    })
                    .collect(),
                events: [subtitle, text]
                    .into_iter()
                    .filter(|label| !label.is_empty())
                    .map(|label| DatedEvent {
                        date: jiff::civil::date(2024, 3, 1 + label.len() as i8 % 25),
                        label: label.to_owned(),
                    })
                    .collect(),
                subtitle: subtitle.to_owned(),
                note: subtitle.to_owned(),
                filter: Filter {
                    text: text.to_owned(),
                    ..Filter::default()
                },
                ..Chart::new(ChartId::from_u128(7), title)
            },
        )
}
