//! The header and the rows that are in view.

use egui::{Align, Label, Layout, Rect, RichText, Sense, Ui, UiBuilder};
use egui_extras::{Column as Width, TableBuilder, TableRow};
use strum::{EnumIter, IntoEnumIterator as _};

use crate::findings::agreement::Agreement;
use crate::findings::overview::{Row, State};
use crate::ui::command::Command;
use crate::ui::controls::row_of_list;
use crate::ui::theme::{self, Tokens, UNIT};

/// The height of a row, in points.
const ROW: f32 = 6.5 * UNIT;

/// What the rows are drawn from.
pub(super) struct View<'a> {
    pub rows: &'a [&'a Row],
    /// The place of the chosen row.
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
    State,
    Title,
    Values,
    Apart,
    Support,
}

impl Column {
    fn label(self) -> &'static str {
        match self {
            Self::State => "State",
            Self::Title => "Finding",
            Self::Values => "Values",
            Self::Apart => "Apart",
            Self::Support => "Behind it",
        }
    }

    fn width(self, ui: &Ui) -> Width {
        let room = ui.available_width();
        let width = |initial: f32| {
            Width::initial(initial)
                .at_least(36.0)
                .clip(true)
                .resizable(true)
        };
        match self {
            Self::State => width(72.0),
            // The name takes what the others leave.
            Self::Title => Width::remainder()
                .at_least(150.0)
                .clip(true)
                .resizable(false),
            Self::Values => width((room * 0.2).clamp(90.0, 190.0)),
            Self::Apart => width((room * 0.13).clamp(70.0, 120.0)),
            Self::Support => width((room * 0.2).clamp(90.0, 220.0)),
        }
    }
}

/// Draws header and rows.
pub(super) fn show(ui: &mut Ui, view: &View<'_>) -> Option<Done> {
    let mut done = None;
    ui.spacing_mut().item_spacing = egui::vec2(2.0 * UNIT, 0.0);
    let faint = Tokens::of(ui).line.gamma_multiply(0.5);
    ui.visuals_mut().widgets.noninteractive.bg_stroke.color = faint;
    let scroll = egui::ScrollArea::horizontal()
        .id_salt("findings across")
        .auto_shrink(false);
    scroll.show(ui, |ui| {
        let widths: Vec<Width> = Column::iter().map(|column| column.width(ui)).collect();
        let mut table = TableBuilder::new(ui)
            .id_salt("findings")
            .cell_layout(Layout::left_to_right(Align::Center))
            .sense(Sense::hover())
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .animate_scrolling(false);
        for width in widths {
            table = table.column(width);
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
                if let Some(did) = show_row(&mut row, view, place, clip, across) {
                    done = Some(did);
                }
            });
        });
    });
    done
}

fn show_row(
    table: &mut TableRow<'_, '_>,
    view: &View<'_>,
    place: usize,
    clip: Rect,
    across: f32,
) -> Option<Done> {
    let row = *view.rows.get(place)?;
    let mut done = None;
    for column in Column::iter() {
        table.col(|ui| {
            if column == Column::State {
                done = whole(ui, view, row, place, clip, across);
            }
            cell(ui, row, column);
        });
    }
    done
}

/// The row as one thing to point at; drawn first, so that the cells lie on it.
fn whole(
    ui: &mut Ui,
    view: &View<'_>,
    row: &Row,
    place: usize,
    clip: Rect,
    across: f32,
) -> Option<Done> {
    let start = ui.max_rect().left_top();
    let rect = Rect::from_min_size(start, egui::vec2(across, ROW));
    let salt = ("finding row", place);
    let mut whole = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt));
    whole.set_clip_rect(clip);
    let chosen = view.chosen == Some(place);
    let response = row_of_list(&mut whole, rect, chosen, view.has_focus, || name(row));
    let mut run = None;
    response.context_menu(|ui| run = menu(ui, row));
    if let Some(command) = run {
        Some(Done::Run(place, command))
    } else if response.double_clicked() {
        Some(Done::Opened(place))
    } else if response.clicked() || response.secondary_clicked() {
        Some(Done::Chosen(place))
    } else {
        None
    }
}

fn menu(ui: &mut Ui, row: &Row) -> Option<Command> {
    let commands: &[Command] = match row.state {
        State::Proposed => &[Command::AcceptFinding, Command::DismissFinding],
        _ => &[Command::ExplainFinding, Command::DismissFinding],
    };
    let mut pressed = None;
    for command in commands {
        if ui.button(command.row().label).clicked() {
            pressed = Some(*command);
        }
    }
    pressed
}

fn cell(ui: &mut Ui, row: &Row, column: Column) {
    let tokens = Tokens::of(ui);
    match column {
        Column::State => {
            let colour = match row.state {
                State::Conflict => tokens.warning,
                State::Proposed => tokens.weak,
                State::Confirmed | State::Settled => tokens.text,
            };
            let sign = match row.state {
                State::Proposed => "○",
                State::Confirmed => "●",
                State::Conflict => "≠",
                State::Settled => "✓",
            };
            let text = format!("{sign} {}", row.state.label());
            ui.add(plain(RichText::new(text).color(colour)));
        }
        Column::Title => {
            let more = row.finding.is_some() && row.state == State::Proposed;
            let title = if more {
                format!("+{}  {}", row.proposed.len(), row.title)
            } else {
                row.title.clone()
            };
            ui.add(plain(theme::strong(title)));
        }
        Column::Values => {
            ui.add(plain(RichText::new(&row.values)));
        }
        Column::Apart => {
            let words = row.agreement.as_ref().map(Agreement::words);
            let mut text = RichText::new(words.unwrap_or_default());
            if row.disagrees() {
                text = text.color(tokens.warning);
            }
            ui.add(plain(text));
        }
        Column::Support => {
            ui.add(plain(theme::weak(ui, row.support())));
        }
    }
}

/// The row's name for screen readers.
fn name(row: &Row) -> String {
    let apart = row.agreement.as_ref().map(Agreement::words);
    let parts = [
        row.state.label().to_owned(),
        row.title.clone(),
        row.values.clone(),
        apart.unwrap_or_default(),
        row.support(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

fn plain(text: RichText) -> Label {
    Label::new(text)
        .truncate()
        .selectable(false)
        .sense(Sense::empty())
}
