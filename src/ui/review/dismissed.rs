//! The figures that were dismissed, listed to be looked at again and to be taken back.
//!
//! Owns the order of the dismissals, their rows and what a click or a key on one does. A
//! dismissal remembers words of an article, so nothing that is recognised is needed here.

use std::ops::Range;

use egui::{RichText, Ui};
use egui_extras::{Column as Width, TableRow};

use super::rows::in_its_sentence;
use crate::model::{Article, DismissalId, Project};
use crate::ui::command::Command;
use crate::ui::state::State;
use crate::ui::table_row::{Ground, Scaffold, Standing, column, plain, rest};
use crate::ui::theme::{self, SMALL};

const COLUMNS: [&str; 4] = ["Dismissed", "In its sentence", "Article", ""];

/// A dismissed figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dismissed {
    /// Its dismissal.
    pub id: DismissalId,
    /// Where its words stand; none where its article no longer has them.
    place: Option<Range<usize>>,
}

/// The dismissals of the project, as of one of its states.
#[derive(Default)]
pub(super) struct Dismissals {
    asked: Option<(u64, String)>,
    rows: Vec<Dismissed>,
}

/// What the person did to the rows.
pub(super) enum Done {
    /// A row was chosen, by its menu.
    Chosen(DismissalId),
    /// A row was clicked: its words are looked for.
    Opened(DismissalId),
    /// A row's figure is to wait again.
    TakeBack(DismissalId),
}

impl Dismissals {
    /// Brings the list up to date: those with all of the words, in any case, by article and place.
    pub fn ask(&mut self, state: &State, project: &Project, words: &str) {
        let asked = (state.revision(), words.to_lowercase());
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        let wanted: Vec<&str> = asked.1.split_whitespace().collect();
        self.rows.clear();
        for article in project.articles() {
            for dismissal in project.dismissals_of(article.id) {
                let around = [&dismissal.passage.quote, article.display_title()];
                let around = around.join("\n").to_lowercase();
                if wanted.iter().all(|word| around.contains(word)) {
                    self.rows.push(Dismissed {
                        id: dismissal.id,
                        place: dismissal.passage.found_in(&article.text),
                    });
                }
            }
        }
        self.asked = Some(asked);
    }

    /// The dismissed figures, in order.
    pub fn rows(&self) -> &[Dismissed] {
        &self.rows
    }

    /// The place of a dismissal in the list.
    pub fn place(&self, id: DismissalId) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }
}

/// Draws header and rows.
pub(super) fn show(
    ui: &mut Ui,
    state: &State,
    project: &Project,
    dismissals: &Dismissals,
    has_focus: bool,
    reveal: Option<usize>,
) -> Option<Done> {
    let mut done = None;
    let scaffold = Scaffold {
        name: "dismissed figures",
        columns: vec![
            column(160.0),
            rest(180.0),
            column(180.0),
            Width::exact(84.0),
        ],
        rows: dismissals.rows.len(),
        reveal: reveal.map(|place| (place, None)),
    };
    scaffold.show(
        ui,
        |row| {
            for label in COLUMNS {
                row.col(|ui| {
                    ui.add(plain(theme::weak(ui, label)));
                });
            }
        },
        |row, ground| {
            let Some(dismissed) = dismissals.rows.get(row.index()) else {
                return;
            };
            let dismissal = project.dismissal(dismissed.id);
            let Some(passage) = dismissal.map(|dismissal| &dismissal.passage) else {
                return;
            };
            let Some(article) = project.article(passage.article) else {
                return;
            };
            let draw = Row {
                state,
                dismissed,
                quote: &passage.quote,
                article,
                ground,
                has_focus,
            };
            if let Some(did) = draw.show(row) {
                done = Some(did);
            }
        },
    );
    done
}

/// One row while it is drawn.
struct Row<'a> {
    state: &'a State,
    dismissed: &'a Dismissed,
    quote: &'a str,
    article: &'a Article,
    ground: Ground,
    has_focus: bool,
}

impl Row<'_> {
    fn show(&self, row: &mut TableRow<'_, '_>) -> Option<Done> {
        let mut done = None;
        row.col(|ui| {
            done = self.whole(ui);
            ui.add(plain(theme::strong(self.quote.replace('\n', " "))));
        });
        row.col(|ui| match &self.dismissed.place {
            Some(words) => in_its_sentence(ui, &self.article.text, words),
            None => {
                ui.add(plain(theme::weak(ui, "No longer in the article’s text")));
            }
        });
        row.col(|ui| {
            ui.add(plain(RichText::new(self.article.display_title())));
        });
        row.col(|ui| {
            let button = egui::Button::new(RichText::new("Take back").size(SMALL));
            let button = ui.add_enabled(self.may_take_back(), button);
            let name = format!("Take back {}", self.quote);
            if button.accessible_name(name).clicked() {
                done = Some(Done::TakeBack(self.dismissed.id));
            }
        });
        done
    }

    fn may_take_back(&self) -> bool {
        let document = self.state.document.as_ref();
        document.is_some_and(|document| document.read_only.is_none())
    }

    fn whole(&self, ui: &mut Ui) -> Option<Done> {
        let id = self.dismissed.id;
        let chosen = self.state.view.dismissed == Some(id);
        let standing = Standing {
            chosen,
            shown: chosen,
            has_focus: self.has_focus,
        };
        let name = || {
            format!(
                "Dismissed “{}”, {}",
                self.quote,
                self.article.display_title()
            )
        };
        let response = self.ground.whole(ui, ("dismissed row", id), standing, name);
        let mut done = None;
        response.context_menu(|ui| done = self.menu(ui));
        if done.is_some() {
            done
        } else if response.clicked() {
            Some(Done::Opened(id))
        } else if response.secondary_clicked() {
            Some(Done::Chosen(id))
        } else {
            None
        }
    }

    fn menu(&self, ui: &mut Ui) -> Option<Done> {
        let id = self.dismissed.id;
        let mut button = egui::Button::new("Take back");
        if let Some(keys) = Command::TakeDismissalBack.keys(&self.state.settings) {
            button = button.shortcut_text(ui.format_shortcut(&keys));
        }
        if ui.add_enabled(self.may_take_back(), button).clicked() {
            return Some(Done::TakeBack(id));
        }
        ui.button("Show in article")
            .clicked()
            .then_some(Done::Opened(id))
    }
}
