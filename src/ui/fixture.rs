//! A small project and a small window's state for the tests of views.

use egui_kittest::Harness;
use jiff::Timestamp;

use super::action::{Action, Actions};
use super::figures::Figures;
use super::state::{Document, State, View};
use super::theme;
use crate::clock::Clock;
use crate::edit::{self, History};
use crate::model::{
    Amount, Article, ArticleId, Claim, Figure, FigureKind, Passage, Project, TimeFrame,
};
use crate::store::Settings;

const TEXT: &str = "The first package was worth $500 million. A second one of $725 million \
                    followed in December. 1,500 soldiers were lost, said Mara Dovic, and of the \
                    rest there was no number at all.";

/// Four claims in one article of the Harbour Wire, and three tags.
pub fn project() -> Project {
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
    let mut project = Project::default();
    let mut history = History::default();
    let article = Article {
        id: ArticleId::from_u128(1),
        title: "Two packages".to_owned(),
        publisher: "Harbour Wire".to_owned(),
        byline: String::new(),
        published: "2024-12-03".parse().ok(),
        url: String::new(),
        language: String::new(),
        source_file: String::new(),
        encoding: String::new(),
        imported: Timestamp::UNIX_EPOCH,
        hash: String::new(),
        text: TEXT.into(),
        blocks: Vec::new(),
        versions: Vec::new(),
        captions: Vec::new(),
        file_hash: String::new(),
    };
    let step = edit::articles::add(&project, vec![article]);
    history.apply(&mut project, step, None);
    for path in ["aid/military", "casualties"] {
        let (_, step) = edit::tags::create_path(&project, path, &clock).unwrap();
        history.apply(&mut project, step, None);
    }
    let money = |number| Figure::exact(FigureKind::Money, Amount::from(number), "USD");
    let soldiers = Figure {
        time_frame: TimeFrame::Cumulative,
        ..Figure::exact(FigureKind::Count, Amount::from(1500), "soldier")
    };
    let claims = [
        (
            "$725 million",
            Some(money(725_000_000)),
            "aid/military",
            "2024-12-02",
            "",
        ),
        (
            "1,500 soldiers",
            Some(soldiers),
            "casualties",
            "2024-12",
            "Mara Dovic",
        ),
        (
            "$500 million",
            Some(money(500_000_000)),
            "aid/military",
            "2024-10-01",
            "",
        ),
        ("no number at all", None, "", "", "Mara Dovic"),
    ];
    for (quote, figure, tag, when, claimant) in claims {
        let start = TEXT.find(quote).unwrap();
        let passage =
            Passage::at(ArticleId::from_u128(1), TEXT, start..start + quote.len()).unwrap();
        let mut claim = Claim::new(clock.fresh(), passage, clock.now());
        claim.figure = figure;
        claim
            .tags
            .extend(project.tag_by_path(tag).map(|tag| tag.id));
        claim.when = when.parse().ok();
        claimant.clone_into(&mut claim.claimant);
        let step = edit::claims::add(&project, claim).unwrap();
        history.apply(&mut project, step, None);
    }
    project
}

/// The project open, its article in the reader, nothing chosen.
pub fn state() -> State {
    let document = Document {
        project: project(),
        history: History::of_saved_project(),
        ..Document::default()
    };
    let view = View {
        article: Some(ArticleId::from_u128(1)),
        ..View::default()
    };
    State {
        document: Some(document),
        view,
        settings: Settings::default(),
        figures: Figures::default(),
        looked: crate::ui::overview::Looked::default(),
        leftovers: Vec::new(),
        busy: Vec::new(),
        // Another moment, or its ids would be those of the project.
        clock: Clock::fixed(Timestamp::MAX),
    }
}

/// A project of articles with these texts, nothing but read: figures wait in them.
pub fn state_of(texts: impl Iterator<Item = String>) -> State {
    let articles = texts.zip(1..).map(|(text, number)| Article {
        id: ArticleId::from_u128(number),
        title: format!("Article {number}"),
        publisher: "Harbour Wire".to_owned(),
        byline: String::new(),
        published: "2024-12-03".parse().ok(),
        url: String::new(),
        language: String::new(),
        source_file: String::new(),
        encoding: String::new(),
        imported: Timestamp::UNIX_EPOCH,
        hash: Article::hash_of(&text),
        text: text.into(),
        blocks: Vec::new(),
        versions: Vec::new(),
        captions: Vec::new(),
        file_hash: String::new(),
    });
    let mut state = state();
    let mut project = Project::default();
    let step = edit::articles::add(&project, articles.collect());
    History::default().apply(&mut project, step, None);
    for task in state.figures.open(Some(&project)) {
        state.figures.take(&project, task.run());
    }
    if let Some(document) = &mut state.document {
        document.project = project;
    }
    state
}

/// A view, the state it is drawn from, and what it asked for that the fixture does not do.
pub struct Stage<V> {
    pub view: V,
    pub state: State,
    pub asked: Vec<Action>,
}

/// Draws a view in a window of its own and does what it asks of the project.
pub fn stage<V: Default + 'static>(
    state: State,
    size: [f32; 2],
    show: fn(&mut V, &mut egui::Ui, &State, &mut Actions),
) -> Harness<'static, Stage<V>> {
    let draw = move |ui: &mut egui::Ui, stage: &mut Stage<V>| {
        let mut actions = Actions::default();
        show(&mut stage.view, ui, &stage.state, &mut actions);
        for action in actions.take() {
            stage.apply(action);
        }
    };
    Harness::builder()
        .with_size(size)
        .with_max_steps(8)
        .with_context_setup(theme::install)
        .build_ui_state(
            draw,
            Stage {
                view: V::default(),
                state,
                asked: Vec::new(),
            },
        )
}

impl<V> Stage<V> {
    fn apply(&mut self, action: Action) {
        let Some(document) = &mut self.state.document else {
            return;
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
            Action::ShowClaim { claim, .. } => self.state.view.claim = Some(claim),
            Action::ShowFigure { figure, .. } => self.state.view.figure = Some(figure),
            Action::ShowDismissed { dismissal, .. } => {
                self.state.view.dismissed = Some(dismissal);
            }
            Action::ShowFinding(at) => self.state.view.finding = at,
            Action::Release => self.state.view.claim = None,
            Action::OpenTag(tag) => self.state.view.tag = tag,
            Action::OpenTerm(term) => self.state.view.term = term,
            Action::ShowCodebook(page) => self.state.view.codebook = page,
            Action::ListClaims(list) => self.state.view.listed = list,
            other => self.asked.push(other),
        }
    }

    /// The open project.
    pub fn project(&self) -> &Project {
        &self.state.document.as_ref().unwrap().project
    }

    /// The way back.
    pub fn history(&self) -> &History {
        &self.state.document.as_ref().unwrap().history
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        let document = self.state.document.as_mut().unwrap();
        document.history.undo(&mut document.project);
    }

    /// Chooses the claim with these words.
    pub fn choose(&mut self, quote: &str) {
        let claim = self.claim(quote).id;
        self.state.view.claim = Some(claim);
    }

    /// The claim with these words.
    pub fn claim(&self, quote: &str) -> Claim {
        let mut claims = self.project().claims();
        claims
            .find(|claim| claim.passage.quote == quote)
            .unwrap()
            .as_ref()
            .clone()
    }
}
