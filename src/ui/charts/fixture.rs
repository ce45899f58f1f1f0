//! A small project for the tests of charts and pages.

use jiff::Timestamp;

use crate::chart::{self, ChartModel};
use crate::clock::Clock;
use crate::edit::{self, Draft, History};
use crate::model::{
    Amount, Article, ArticleId, Bound, Chart, ChartId, ChartKind, Claim, ClaimId, Figure,
    FigureKind, Note, NoteId, Passage, Project, Swatch, Tag, TagId, TimeFrame,
};
use crate::store::Settings;
use crate::ui::action::{Action, Actions};
use crate::ui::figures::Figures;
use crate::ui::state::{Document, State, View};

/// The claim of $725 million of 2 Dec 2024 by Jake Sullivan.
pub const SULLIVAN: ClaimId = ClaimId::from_u128(101);
/// The chart of every claim as a point.
pub const POINTS: ChartId = ChartId::from_u128(201);
/// The page that embeds a claim, a chart and a claim that is gone.
pub const PAGE: NoteId = NoteId::from_u128(301);

const AID: TagId = TagId::from_u128(401);

/// A claim's number, its article's, its words, figure, date and claimant.
type Row<'a> = (u128, u128, &'a str, Option<Figure>, &'a str, &'a str);

/// Two articles, six claims, one chart, one page.
pub fn project() -> Project {
    let mut project = Project::default();
    let mut history = History::default();
    let mut draft = Draft::new(&project);
    draft.put(Tag {
        id: AID,
        name: "aid".to_owned(),
        parent: None,
        colour: Swatch::Blue,
        key: Some(1),
        description: String::new(),
    });
    let words = "Aid of $725 million was announced; $500 million came in January; at least \
                 $988 million in between; $65 billion in all; 1,500 casualties a day; nothing.";
    for (number, publisher) in [(1_u128, "Morning Post"), (2, "Evening Wire")] {
        draft.put(Article {
            id: ArticleId::from_u128(number),
            title: format!("Article {number}"),
            publisher: publisher.to_owned(),
            byline: String::new(),
            published: "2024-12-03".parse().ok(),
            url: format!("https://example.org/{number}"),
            language: String::new(),
            source_file: String::new(),
            encoding: String::new(),
            imported: Timestamp::UNIX_EPOCH,
            hash: number.to_string(),
            text: words.into(),
            blocks: Vec::new(),
            versions: Vec::new(),
            captions: Vec::new(),
            file_hash: String::new(),
        });
    }
    let money =
        |millions: i64| Figure::exact(FigureKind::Money, Amount::from(millions * 1_000_000), "USD");
    let at_least = Figure {
        bound: Bound::AtLeast,
        ..money(988)
    };
    let in_all = Figure {
        time_frame: TimeFrame::Cumulative,
        ..money(65_000)
    };
    let rows: [Row<'_>; 6] = [
        (
            101,
            1,
            "$725 million",
            Some(money(725)),
            "2024-12-02",
            "Jake Sullivan",
        ),
        (
            102,
            1,
            "$500 million",
            Some(money(500)),
            "2025-01-09",
            "Lloyd Austin",
        ),
        (
            103,
            2,
            "$988 million",
            Some(at_least),
            "2024-12-07",
            "Lloyd Austin",
        ),
        (
            104,
            2,
            "$65 billion",
            Some(in_all),
            "2025-01-09",
            "Lloyd Austin",
        ),
        (105, 2, "Aid", Some(money(10)), "", "Jake Sullivan"),
        (106, 2, "nothing", None, "2025-01-09", "Jake Sullivan"),
    ];
    for (id, article, quote, figure, when, claimant) in rows {
        let start = words.find(quote).unwrap();
        let range = start..start + quote.len();
        let passage = Passage::at(ArticleId::from_u128(article), words, range).unwrap();
        let mut claim = Claim::new(ClaimId::from_u128(id), passage, Timestamp::UNIX_EPOCH);
        claim.tags = [AID].into();
        claim.figure = figure;
        claim.when = when.parse().ok();
        claim.claimant = claimant.to_owned();
        draft.put(claim);
    }
    draft.put(Chart::new(POINTS, "Packages grew at the end of 2024"));
    draft.put(Note {
        id: PAGE,
        title: "What we know".to_owned(),
        text: format!(
            "# Findings\n\nThe **largest** package came [in December](https://example.org).\n\n\
             ![[claim:{SULLIVAN}]]\n\nOver time:\n\n![[chart:{POINTS}]]\n\n\
             ![[claim:{}]]\n",
            ClaimId::from_u128(999)
        ),
    });
    let made = draft.finish("Make fixture");
    history.apply(&mut project, made, None);
    project
}

/// The model of the chart of points.
pub fn points(project: &Project) -> ChartModel {
    chart::compute(project, project.chart(POINTS).unwrap())
}

/// The model of the same chart, drawn another way.
pub fn kind(project: &Project, kind: ChartKind) -> ChartModel {
    let chart = Chart {
        kind,
        ..project.chart(POINTS).unwrap().as_ref().clone()
    };
    chart::compute(project, &chart)
}

/// The project with the chart changed.
pub fn with_chart(change: impl FnOnce(&mut Chart)) -> Project {
    let mut project = project();
    let mut chart = project.chart(POINTS).unwrap().as_ref().clone();
    change(&mut chart);
    let made = edit::charts::put(&project, chart);
    History::default().apply(&mut project, made, None);
    project
}

/// A window's state with that project open.
pub fn state(project: Project) -> State {
    State {
        document: Some(Document {
            project,
            history: History::default(),
            ..Document::default()
        }),
        view: View::default(),
        settings: Settings::default(),
        figures: Figures::default(),
        looked: crate::ui::overview::Looked::default(),
        leftovers: Vec::new(),
        busy: Vec::new(),
        clock: Clock::fixed(Timestamp::UNIX_EPOCH),
    }
}

/// Does what changes the project or opens something, and keeps the rest.
pub fn apply(state: &mut State, mut actions: Actions, kept: &mut Vec<Action>) {
    for action in actions.take() {
        let Some(document) = state.document.as_mut() else {
            continue;
        };
        match action {
            Action::Change {
                transaction,
                typing,
            } => {
                document
                    .history
                    .apply(&mut document.project, transaction, typing);
            }
            Action::EndTyping => document.history.end_typing(),
            Action::OpenChart(chart) => state.view.chart = Some(chart),
            Action::OpenNote(note) => state.view.note = Some(note),
            other => kept.push(other),
        }
    }
}
