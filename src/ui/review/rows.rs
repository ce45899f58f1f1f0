//! The header and the rows that are in view.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Label, Layout, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo,
};
use egui_extras::{Column as Width, TableBuilder, TableRow};
use strum::{EnumIter, IntoEnumIterator as _};

use super::words;
use crate::model::{Article, Project, When};
use crate::suggest::Suggestion;
use crate::ui::command::Command;
use crate::ui::figures::sureness;
use crate::ui::sentence;
use crate::ui::theme::{self, SMALL, Tokens, UNIT};

/// The height of a row, in points.
const ROW: f32 = 6.5 * UNIT;
/// The share of its column that the sentence may take before the figure, so that it is in view.
const BEFORE: f32 = 0.4;
/// About how wide a character is, in points.
const CHARACTER: f32 = 6.5;

/// What the rows are drawn from.
pub(super) struct View<'a> {
    pub project: &'a Project,
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
        let width = |initial: f32| {
            Width::initial(initial)
                .at_least(36.0)
                .clip(true)
                .resizable(true)
        };
        match self {
            Self::Sure => width(44.0),
            Self::Figure => width(144.0),
            // The sentence takes what the others leave.
            Self::Sentence => Width::remainder()
                .at_least(180.0)
                .clip(true)
                .resizable(false),
            Self::Tags => width(110.0),
            Self::Date => width(80.0),
            Self::Claimant => width(92.0),
            Self::Article => width(112.0),
        }
    }
}

/// Draws header and rows.
pub(super) fn show(ui: &mut Ui, view: &View<'_>) -> Option<Done> {
    let mut done = None;
    ui.spacing_mut().item_spacing = egui::vec2(2.0 * UNIT, 0.0);
    let faint = Tokens::of(ui).line.gamma_multiply(0.5);
    ui.visuals_mut().widgets.noninteractive.bg_stroke.color = faint;
    let scroll = ScrollArea::horizontal()
        .id_salt("figures across")
        .auto_shrink(false);
    scroll.show(ui, |ui| {
        let mut table = TableBuilder::new(ui)
            .id_salt("figures")
            .cell_layout(Layout::left_to_right(Align::Center))
            .sense(Sense::hover())
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .animate_scrolling(false);
        for column in Column::iter() {
            table = table.column(column.width());
        }
        if let Some(place) = view.reveal {
            table = table.scroll_to_row(place, None);
        }
        let table = table.header(ROW, |mut row| {
            for column in Column::iter() {
                row.col(|ui| {
                    ui.add(plain(theme::weak(ui, column.label())));
                });
            }
        });
        table.body(|mut body| {
            let clip = body.ui_mut().clip_rect();
            let widths = body.widths();
            let gap = 2.0 * UNIT;
            let across = widths.iter().sum::<f32>() + gap * (widths.len() as f32 - 1.0);
            body.rows(ROW, view.rows.len(), |mut row| {
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
                    clip,
                    across,
                };
                if let Some(did) = draw.show(&mut row) {
                    done = Some(did);
                }
            });
        });
    });
    done
}

/// One row while it is drawn.
struct Row<'a> {
    view: &'a View<'a>,
    place: usize,
    suggestion: &'a Suggestion,
    article: &'a Article,
    /// The part of the screen that rows may draw on.
    clip: Rect,
    /// The width of a row.
    across: f32,
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

    /// The row as one thing to point at; drawn first, so that the cells lie on it.
    fn whole(&self, ui: &mut Ui) -> Option<Done> {
        let start = ui.max_rect().left_top();
        let rect = Rect::from_min_size(start, egui::vec2(self.across, ROW));
        let mut whole = ui.new_child(
            UiBuilder::new()
                .max_rect(rect)
                .id_salt(("figure row", self.place)),
        );
        whole.set_clip_rect(self.clip);
        let id = whole.unique_id().with("row");
        // Clicked, but not a stop of its own for the keyboard: the list has that.
        let response = whole.interact(rect, id, Sense::CLICK);
        let chosen = self.view.chosen == Some(self.place);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, self.name()));
        whole
            .ctx()
            .accesskit_node_builder(id, |node| node.set_selected(chosen));
        let tokens = Tokens::of(&whole);
        let fill = match (chosen, response.hovered()) {
            (true, _) => Some(tokens.chosen),
            (false, true) => Some(tokens.hover),
            (false, false) => None,
        };
        if let Some(fill) = fill {
            whole.painter().rect_filled(rect, 3, fill);
        }
        if chosen {
            let width = if self.view.has_focus { 2.0 } else { 1.0 };
            let stroke = Stroke::new(width, tokens.accent);
            whole
                .painter()
                .rect_stroke(rect, 3, stroke, StrokeKind::Inside);
        }
        let line = Stroke::new(1.0, tokens.line.gamma_multiply(0.5));
        whole.painter().hline(rect.x_range(), rect.bottom(), line);
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
            let row = command.row();
            let mut button = egui::Button::new(row.label);
            if let Some(keys) = &row.shortcut {
                button = button.shortcut_text(ui.format_shortcut(keys));
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
                let job = self.sentence(ui);
                ui.add(
                    Label::new(job)
                        .truncate()
                        .selectable(false)
                        .sense(Sense::empty()),
                );
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

    /// The sentence in one line, begun so late that the figure is in view.
    fn sentence(&self, ui: &Ui) -> LayoutJob {
        let tokens = Tokens::of(ui);
        let all = &self.article.text;
        let figure = &self.suggestion.record.full;
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
        job
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

fn plain(text: RichText) -> Label {
    Label::new(text)
        .truncate()
        .selectable(false)
        .sense(Sense::empty())
}
