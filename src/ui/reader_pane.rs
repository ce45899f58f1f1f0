//! The open article in the reader: claims become highlights, clicks and keys become actions.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use egui::{Key, Modifiers, TextEdit, Ui, WidgetInfo};

use super::action::{Action, Actions, Focus};
use super::command::Command;
use super::controls::{empty_state, icon_button};
use super::figures::{FigureAt, Figures, is_first_rank};
use super::questions::Questions;
use super::reader::{
    Document, Highlight, Highlights, PageHead, Reader, ReaderContent, Underline, UnderlineKind,
    Underlines, Viewpoint,
};
use super::reading_settings;
use super::selection_bar;
use super::state::{Selection, State};
use super::theme::{self, Tokens};
use crate::anchor::Waiting;
use crate::import;
use crate::model::{Article, ArticleId, Claim, ClaimId, Project, Swatch, When};
use crate::search;
use crate::store::ReadingPlace;

/// The readers of the articles that were opened, and the search in the one that is open.
#[derive(Default)]
pub struct ReaderPane {
    open: HashMap<ArticleId, OpenArticle>,
    find: FindBar,
    has_focus: bool,
    /// The claims in question, gone through above the text.
    pub questions: Questions,
    /// Where articles were read that were not shown yet.
    remembered: BTreeMap<ArticleId, ReadingPlace>,
}

struct OpenArticle {
    document: Document,
    /// Where the prose starts after the lines that repeat the head.
    body_start: usize,
    reader: Reader,
    highlights: Highlights,
    /// What the highlights were made of: the project's state and the theme.
    made_of: Option<(u64, bool)>,
    underlines: Underlines,
    /// What the underlines were made of: what is known of figures, and whether they are shown.
    underlined: Option<(u64, bool)>,
    hits: Vec<Range<usize>>,
    hits_of: String,
}

#[derive(Default)]
struct FindBar {
    open: bool,
    wants_focus: bool,
    current: usize,
}

impl OpenArticle {
    fn new(article: &Article) -> Self {
        Self {
            document: Document::new(article.text.clone()),
            body_start: import::body_start(&article.text),
            reader: Reader::new(),
            highlights: Highlights::new([]),
            made_of: None,
            underlines: Underlines::default(),
            underlined: None,
            hits: Vec::new(),
            hits_of: String::new(),
        }
    }

    /// Stands where it was read the last time, with the same words selected.
    fn return_to(&mut self, place: ReadingPlace) {
        let ReadingPlace {
            byte,
            below,
            selected,
        } = place;
        self.reader.return_to(Viewpoint { byte, below });
        if let Some(range) = selected {
            let range = self.document.clamp(&range);
            self.reader.select(range);
        }
    }
}

impl ReaderPane {
    /// Goes to a passage of an article when it is shown next, and lights it up.
    pub fn jump(&mut self, article: &Article, range: Range<usize>) {
        self.of(article).reader.jump_to(range, true);
    }

    /// Goes to a passage in one calm movement when the article is shown next.
    pub fn glide(&mut self, article: &Article, range: Range<usize>) {
        self.of(article).reader.glide_to(range);
    }

    /// Sends the keyboard to the text.
    pub fn focus(&mut self, article: &Article) {
        self.of(article).reader.request_focus();
    }

    /// Gives the keyboard to the text unless something else has it or asks for it.
    pub fn offer_focus(&mut self, article: &Article) {
        self.of(article).reader.offer_focus();
    }

    /// Lets the selected words go.
    pub fn clear_selection(&mut self, article: ArticleId) {
        if let Some(open) = self.open.get_mut(&article) {
            open.reader.clear_selection();
        }
    }

    /// Opens the search in the article and sends the keyboard there.
    pub fn open_find(&mut self) {
        self.find.open = true;
        self.find.wants_focus = true;
    }

    /// Goes to the next or the previous hit.
    pub fn step_find(&mut self, article: &Article, forward: bool) {
        let count = self.of(article).hits.len();
        if count == 0 {
            return;
        }
        self.find.open = true;
        let step = if forward { 1 } else { count - 1 };
        self.find.current = (self.find.current + step) % count;
        let current = self.find.current;
        let open = self.of(article);
        let hit = open.hits[current].clone();
        open.reader.jump_to(hit, false);
    }

    /// Where the view of an article stands, if it was ever shown.
    pub fn viewpoint(&self, article: ArticleId) -> Option<Viewpoint> {
        self.open.get(&article).map(|open| open.reader.viewpoint())
    }

    /// Takes in where articles were read the last time.
    pub fn remember(&mut self, places: BTreeMap<ArticleId, ReadingPlace>) {
        self.remembered = places;
    }

    /// Where every article is or was read, for the next time.
    pub fn places(&self) -> BTreeMap<ArticleId, ReadingPlace> {
        let mut places = self.remembered.clone();
        places.extend(self.open.iter().map(|(article, open)| {
            let Viewpoint { byte, below } = open.reader.viewpoint();
            let selected = open.reader.selection();
            let place = ReadingPlace {
                byte,
                below,
                selected,
            };
            (*article, place)
        }));
        places
    }

    /// Shows an article where it was once looked at.
    pub fn return_to(&mut self, article: &Article, viewpoint: Viewpoint) {
        self.of(article).reader.return_to(viewpoint);
    }

    /// Selects the next larger unit of an article's text, or the next smaller one.
    pub fn resize_selection(&mut self, article: &Article, larger: bool) {
        let reader = &mut self.of(article).reader;
        if larger {
            reader.grow_selection();
        } else {
            reader.shrink_selection();
        }
    }

    /// Whether the text has the keyboard.
    pub fn has_focus(&self) -> bool {
        self.has_focus
    }

    /// The byte at which the text was clicked last: where "next claim" starts from.
    pub fn caret(&mut self, article: &Article) -> usize {
        self.of(article).reader.caret()
    }

    /// The byte at which the article is read: at the caret while it is in view, else at the top.
    pub fn place(&self, article: ArticleId) -> usize {
        self.open
            .get(&article)
            .map_or(0, |open| open.reader.place())
    }

    fn of(&mut self, article: &Article) -> &mut OpenArticle {
        let remembered = &mut self.remembered;
        let open = self.open.entry(article.id).or_insert_with(|| {
            let mut open = OpenArticle::new(article);
            if let Some(place) = remembered.remove(&article.id) {
                open.return_to(place);
            }
            open
        });
        if open.document.text() != &*article.text {
            open.document = Document::new(article.text.clone());
            open.body_start = import::body_start(&article.text);
            open.made_of = None;
            open.underlined = None;
            open.hits_of.clear();
        }
        open
    }

    /// Draws the open article.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        let Some(article) = state.article() else {
            if project.articles().len() == 0 {
                empty_state(
                    ui,
                    "Nothing to read yet",
                    "Drop article files on this window, or import them from the File menu.",
                );
            } else {
                empty_state(
                    ui,
                    "No article is open",
                    "Choose one in the library at the left.",
                );
            }
            return;
        };
        if state.view.questions {
            self.questions.show(ui, state, article, actions);
        }
        if self.find.open {
            self.find_bar(ui, state, article, actions);
        }
        let style = reading_settings::style(ui, &state.settings);
        let current = self.find.current;
        self.refresh(ui, state, project, article);
        let open = self.of(article);
        let kicker = head_line(article);
        let OpenArticle {
            document,
            reader,
            highlights,
            underlines,
            hits,
            body_start,
            ..
        } = open;
        let current_figure = state
            .view
            .figure
            .as_ref()
            .filter(|figure| figure.article == article.id)
            .and_then(|figure| state.figures.at(figure))
            .map(|figure| figure.record.full.clone());
        let content = ReaderContent {
            document,
            highlights,
            underlines,
            current: current_figure,
            find_hits: hits,
            current_hit: (!hits.is_empty()).then_some(current),
            selected: state.view.claim.map(ClaimId::as_u128),
            body_start: *body_start,
            head: PageHead {
                kicker: &kicker,
                title: article.display_title(),
                byline: &article.byline,
                more: None,
            },
            keeps_tab: true,
            keeps_escape: state.view.figure.is_some() || state.view.claim.is_some(),
            whole_words: state.settings.snap_to_words,
        };
        reader.set_caret_mode(state.settings.caret_mode);
        let page = ui.available_rect_before_wrap();
        let response = reader.show(ui, &content, &style);
        reading_settings::button(ui, page, &state.settings, actions);
        if response.left {
            actions.push(Action::LeavePlace);
        }
        if let Some((id, range)) = response.adjusted {
            actions.push(Action::AdjustPassage {
                claim: ClaimId::from_u128(id),
                range,
            });
        }
        if let Some(id) = response.clicked {
            actions.push(Action::ShowClaim {
                claim: ClaimId::from_u128(id),
                jump: false,
            });
        }
        if let Some(range) = response.clicked_figure
            && let Some(figure) = figure_on(&state.figures, article.id, &range)
        {
            actions.push(Action::ShowFigure {
                figure,
                jump: false,
            });
        }
        if response.copied.is_some() {
            actions.push(Action::Tell("Copied the words".to_owned()));
        }
        // Asked of the memory, since a window without the system's focus has the keyboard as well
        // where there is no window manager.
        let reader_id = response.response.id;
        let has_focus = ui.memory(|memory| memory.has_focus(reader_id));
        let selection = reader.selection().map(|range| Selection {
            article: article.id,
            range,
        });
        if selection != state.view.selection {
            actions.push(Action::Select(selection));
        }
        if let (Some(selection), Some(rect)) = (&state.view.selection, response.selection_rect)
            && selection.article == article.id
        {
            selection_bar::show(ui, rect, state, selection, actions);
        }
        self.has_focus = has_focus;
    }

    /// Brings highlights, underlines and hits up to what there is now.
    fn refresh(
        &mut self,
        ctx: &egui::Context,
        state: &State,
        project: &Project,
        article: &Article,
    ) {
        let dark = Tokens::of(ctx).dark;
        let revision = state.revision();
        let searching = self.find.open;
        let is_new = self.of(article).made_of != Some((revision, dark));
        let made = is_new.then(|| {
            let waiting = self.questions.of(revision, project, article);
            highlights(ctx, project, article, waiting)
        });
        let open = self.of(article);
        if let Some(made) = made {
            open.highlights = made;
            open.made_of = Some((revision, dark));
        }
        let underlined = (state.figures.generation(), state.settings.underline_figures);
        if open.underlined != Some(underlined) {
            open.underlines = if state.settings.underline_figures {
                underlines(&state.figures, article, open.body_start)
            } else {
                Underlines::default()
            };
            open.underlined = Some(underlined);
        }
        let query = if searching {
            state.view.find.as_str()
        } else {
            ""
        };
        if open.hits_of != query {
            open.hits = search::find_in(&article.text, query);
            query.clone_into(&mut open.hits_of);
        }
    }

    fn find_bar(&mut self, ui: &mut Ui, state: &State, article: &Article, actions: &mut Actions) {
        let hits = self.of(article).hits.len();
        if self.find.current >= hits {
            self.find.current = 0;
        }
        egui::Frame::NONE
            .inner_margin(egui::Margin::symmetric(12, 6))
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    let mut query = state.view.find.clone();
                    let field = ui.add(
                        TextEdit::singleline(&mut query)
                            .hint_text("Find in this article")
                            .desired_width(220.0),
                    );
                    field.widget_info(|| {
                        let mut info = WidgetInfo::text_edit(true, "", &query, "");
                        info.label = Some("Find in article".to_owned());
                        info
                    });
                    if std::mem::take(&mut self.find.wants_focus) {
                        field.request_focus();
                    }
                    if field.changed() {
                        self.find.current = 0;
                        if let Some(first) = search::find_in(&article.text, &query).first() {
                            let first = first.clone();
                            self.of(article).reader.jump_to(first, false);
                        }
                        actions.push(Action::Find(query));
                    }
                    let entered =
                        field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                    if entered {
                        let back = ui.input(|input| input.modifiers.shift);
                        actions.run(if back {
                            Command::FindPrevious
                        } else {
                            Command::FindNext
                        });
                        field.request_focus();
                    }
                    let count = match (state.view.find.is_empty(), hits) {
                        (true, _) => String::new(),
                        (false, 0) => "Not found".to_owned(),
                        (false, _) => format!("{} of {hits}", self.find.current + 1),
                    };
                    ui.label(theme::weak(ui, count));
                    if icon_button(ui, "↑", "Previous hit").clicked() {
                        actions.run(Command::FindPrevious);
                    }
                    if icon_button(ui, "↓", "Next hit").clicked() {
                        actions.run(Command::FindNext);
                    }
                    let escape = field.lost_focus()
                        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
                    if icon_button(ui, "×", "Close search").clicked() || escape {
                        self.find.open = false;
                        actions.push(Action::Focus(Focus::Reader));
                    }
                });
            });
    }
}

/// The line above the title: `Harbour Wire · 3 Dec 2024`.
fn head_line(article: &Article) -> String {
    let date = article.published.map(When::spoken);
    let parts = [
        Some(article.publisher.clone()).filter(|name| !name.is_empty()),
        date,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The claims of an article as highlights: those in question where they may stand now, those whose
/// words are gone nowhere.
fn highlights(
    ctx: &egui::Context,
    project: &Project,
    article: &Article,
    waiting: &[Waiting],
) -> Highlights {
    let tokens = Tokens::of(ctx);
    Highlights::new(project.claims_of(article.id).filter_map(|claim| {
        let attention = project.is_in_question(claim);
        let range = if attention {
            let waiting = waiting.iter().find(|waiting| waiting.claim == claim.id)?;
            waiting.places.first()?.clone()
        } else {
            Some(claim.passage.range()).filter(|_| !claim.detached)?
        };
        let swatch = claim
            .tags
            .iter()
            .find_map(|tag| project.tag(*tag))
            .map_or(Swatch::Grey, |tag| tag.colour);
        Some(Highlight {
            id: claim.id.as_u128(),
            range,
            fill: tokens.wash(swatch),
            line: tokens.swatch(swatch),
            label: label(project, claim),
            hover: hover(project, claim, attention),
            attention,
        })
    }))
}

/// The figures that wait and the dates of an article as underlines. Dates of the lines above the
/// body are what the head says already.
fn underlines(figures: &Figures, article: &Article, body_start: usize) -> Underlines {
    let waiting = figures.waiting_in(article.id).into_iter().flatten();
    let words = |range: &Range<usize>| {
        let words = article.text.get(range.clone()).unwrap_or_default();
        words.replace('\n', " ")
    };
    let waiting = waiting.map(|suggestion| {
        let record = &suggestion.record;
        Underline {
            range: record.full.clone(),
            kind: if is_first_rank(suggestion) {
                UnderlineKind::Figure
            } else {
                UnderlineKind::LesserFigure
            },
            label: format!("Figure: {}", words(&record.full)),
            hover: format!(
                "{}, {}\nNot a claim yet: click to see what is proposed",
                record.figure.spoken(),
                record.figure.time_frame.label()
            ),
        }
    });
    let dates = figures.dates_in(article.id).iter();
    let dates = dates.filter(|date| date.span.start >= body_start);
    let dates = dates.map(|date| Underline {
        range: date.span.clone(),
        kind: UnderlineKind::Date,
        label: format!("Date: {}", words(&date.span)),
        hover: date.when.map(When::spoken).unwrap_or_default(),
    });
    Underlines::new(waiting.chain(dates))
}

/// The figure that is underlined there.
fn figure_on(figures: &Figures, article: ArticleId, range: &Range<usize>) -> Option<FigureAt> {
    let waiting = figures.waiting_in(article)?;
    let figure = waiting.iter().find(|one| one.record.full == *range)?;
    Some(FigureAt::of(figure))
}

/// A highlight's name for screen readers: `aid/military: $725 million`.
fn label(project: &Project, claim: &Claim) -> String {
    let tags: Vec<String> = claim
        .tags
        .iter()
        .map(|tag| project.tag_path(*tag))
        .collect();
    let tags = if tags.is_empty() {
        "no tag".to_owned()
    } else {
        tags.join(", ")
    };
    format!("{tags}: {}", claim.passage.quote)
}

fn hover(project: &Project, claim: &Claim, attention: bool) -> String {
    let mut lines = Vec::new();
    if attention {
        lines.push("In question: the words of this claim changed".to_owned());
    }
    if let Some(figure) = &claim.figure {
        lines.push(format!(
            "{}, {}",
            figure.spoken(),
            figure.time_frame.label()
        ));
    }
    let tags: Vec<String> = claim
        .tags
        .iter()
        .map(|tag| project.tag_path(*tag))
        .collect();
    if !tags.is_empty() {
        lines.push(tags.join(", "));
    }
    let who = [
        (!claim.claimant.is_empty()).then(|| format!("says {}", claim.claimant)),
        (!claim.subject.is_empty()).then(|| format!("about {}", claim.subject)),
        claim.when.map(When::spoken),
    ];
    let who: Vec<String> = who.into_iter().flatten().collect();
    if !who.is_empty() {
        lines.push(who.join(" · "));
    }
    if !claim.note.is_empty() {
        lines.push(claim.note.clone());
    }
    if lines.is_empty() {
        lines.push("A claim without a figure yet".to_owned());
    }
    lines.join("\n")
}
