//! The header and the rows that are in view.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Label, RichText, Sense, Ui};
use egui_extras::{Column as Width, TableRow};
use strum::{EnumIter, IntoEnumIterator as _};

use super::words;
use crate::model::{Article, Project, When};
use crate::store::Settings;
use crate::suggest::Suggestion;
use crate::ui::command::Command;
use crate::ui::figures::sureness;
use crate::ui::sentence;
use crate::ui::table_row::{Ground, Scaffold, Standing, column, plain, rest};
use crate::ui::theme::{self, SMALL, Tokens};

/// The share of its column that the sentence may take before the figure, so that it is in view.
const BEFORE: f32 = 0.4;
/// About how wide a character is, in points.
const CHARACTER: f32 = 6.5;

/// What the rows are drawn from.
pub(super) struct View<'a> {
    pub project: &'a Project,
    pub settings: &'a Settings,
    /// The figures, in order.
    pub rows: &'a [Suggestion],
    /// The place of the figure in the inspector.
    pub chosen: Option<usize>,
    /// Whether the list has the keyboard.
    pub has_focus: bool,
    /// The row to scroll to.
    pub reveal: Option<usize>,
}

/// What the person did to the rows.
pub(super) enum Done {
    /// A row was clicked.
    Chosen(usize),
    /// A row was double-clicked.
    Opened(usize),
    /// A command was chosen from a row's menu.
    Run(usize, Command),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter)]
enum Column {
    Sure,
    Figure,
    Sentence,
    Tags,
    Date,
    Claimant,
    Article,
}

impl Column {
    fn label(self) -> &'static str {
        match self {
            Self::Sure => "Sure",
            Self::Figure => "Figure",
            Self::Sentence => "In its sentence",
            Self::Tags => "Tags",
            Self::Date => "Date",
            Self::Claimant => "Claimant",
            Self::Article => "Article",
        }
    }

    fn width(self) -> Width {
        match self {
            Self::Sure => column(44.0),
            Self::Figure => column(144.0),
            Self::Sentence => rest(180.0),
            Self::Tags => column(110.0),
            Self::Date => column(80.0),
            Self::Claimant => column(92.0),
            Self::Article => column(112.0),
        }
    }
}

/// Draws header and rows.
pub(super) fn show(ui: &mut Ui, view: &View<'_>) -> Option<Done> {
    let mut done = None;
    let scaffold = Scaffold {
        name: "figures",
        columns: Column::iter().map(Column::width).collect(),
        rows: view.rows.len(),
        reveal: view.reveal.map(|place| (place, None)),
    };
    scaffold.show(
        ui,
        |row| {
            for column in Column::iter() {
                row.col(|ui| {
                    ui.add(plain(theme::weak(ui, column.label())));
                });
            }
        },
        |row, ground| {
            let place = row.index();
            let Some(suggestion) = view.rows.get(place) else {
                return;
            };
            let Some(article) = view.project.article(suggestion.article) else {
                return;
            };
            let draw = Row {
                view,
                place,
                suggestion,
                article,
                ground,
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
    view: &'a View<'a>,
    place: usize,
    suggestion: &'a Suggestion,
    article: &'a Article,
    ground: Ground,
}

impl Row<'_> {
    fn show(&self, row: &mut TableRow<'_, '_>) -> Option<Done> {
        let mut done = None;
        for column in Column::iter() {
            row.col(|ui| {
                if column == Column::Sure {
                    done = self.whole(ui);
                }
                self.cell(ui, column);
            });
        }
        done
    }

    fn whole(&self, ui: &mut Ui) -> Option<Done> {
        let chosen = self.view.chosen == Some(self.place);
        let standing = Standing {
            chosen,
            shown: chosen,
            has_focus: self.view.has_focus,
        };
        let salt = ("figure row", self.place);
        let response = self.ground.whole(ui, salt, standing, || self.name());
        self.heard(&response)
    }

    fn heard(&self, response: &egui::Response) -> Option<Done> {
        let mut done = None;
        response.context_menu(|ui| done = self.menu(ui));
        if done.is_some() {
            return done;
        }
        if response.double_clicked() {
            Some(Done::Opened(self.place))
        } else if response.clicked() || response.secondary_clicked() {
            Some(Done::Chosen(self.place))
        } else {
            None
        }
    }

    fn menu(&self, ui: &mut Ui) -> Option<Done> {
        let commands = [
            Command::MakeClaim,
            Command::DismissFigure,
            Command::ShowFigure,
            Command::AcceptAlike,
        ];
        let mut done = None;
        for command in commands {
            let mut button = egui::Button::new(command.row().label);
            if let Some(keys) = command.keys(self.view.settings) {
                button = button.shortcut_text(ui.format_shortcut(&keys));
            }
            if ui.add(button).clicked() {
                done = Some(Done::Run(self.place, command));
            }
        }
        done
    }

    fn cell(&self, ui: &mut Ui, column: Column) {
        let record = &self.suggestion.record;
        match column {
            Column::Sure => {
                let sure = theme::weak(ui, format!("{} %", record.confidence));
                ui.add(plain(sure))
                    .on_hover_text(sureness(record.confidence));
            }
            Column::Figure => {
                ui.add(plain(theme::strong(record.figure.spoken())));
            }
            Column::Sentence => {
                let figure = &self.suggestion.record.full;
                in_its_sentence(ui, &self.article.text, figure);
            }
            Column::Tags => text(ui, &record.tags.join(", "), SMALL),
            Column::Date => {
                let when = record.when.map(When::spoken).unwrap_or_default();
                text(ui, &when, theme::BODY);
            }
            Column::Claimant => {
                let name = record.claimant.as_ref();
                text(ui, name.map_or("", |claimant| &claimant.name), theme::BODY);
            }
            Column::Article => text(ui, self.article.display_title(), theme::BODY),
        }
    }

    /// The row's name for screen readers.
    fn name(&self) -> String {
        let record = &self.suggestion.record;
        let parts = [
            record.figure.spoken(),
            format!("“{}”", words(self.view.project, self.suggestion)),
            record.tags.join(", "),
            record.when.map(When::spoken).unwrap_or_default(),
            record
                .claimant
                .as_ref()
                .map(|claimant| claimant.name.clone())
                .unwrap_or_default(),
            self.article.display_title().to_owned(),
            format!("{} %", record.confidence),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

fn text(ui: &mut Ui, text: &str, size: f32) {
    if !text.is_empty() {
        ui.add(plain(RichText::new(text).size(size)));
    }
}

/// The sentence in one line, begun so late that the figure is in view.
pub(in crate::ui) fn in_its_sentence(ui: &mut Ui, all: &str, figure: &Range<usize>) {
    let tokens = Tokens::of(ui);
    let whole = sentence::around(all, figure);
    let before = &all[whole.start..figure.start];
    let room = (ui.available_width() * BEFORE / CHARACTER) as usize;
    let cut = before.char_indices().rev().nth(room);
    // A sentence that is cut goes on with a whole word.
    let (ellipsis, from) = match cut {
        Some((at, _)) => {
            let word = before[at..].find(' ').map_or(before.len(), |gap| at + gap);
            ("…", whole.start + word)
        }
        None => ("", whole.start),
    };
    let font = egui::FontId::proportional(theme::BODY);
    let weak = TextFormat::simple(font.clone(), tokens.weak);
    let strong = TextFormat::simple(font, tokens.text);
    let mut job = LayoutJob::default();
    job.append(ellipsis, 0.0, weak.clone());
    for (range, format) in [
        (from..figure.start, &weak),
        (figure.clone(), &strong),
        (figure.end..whole.end, &weak),
    ] {
        job.append(&all[range].replace('\n', " "), 0.0, format.clone());
    }
    let line = Label::new(job).truncate().selectable(false);
    ui.add(line.sense(Sense::empty()));
}
