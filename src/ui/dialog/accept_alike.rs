//! Asks whether all figures like one of them become claims, and shows which these are.

use egui::{ComboBox, ScrollArea, Sense, Sides, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::action::{Action, Actions};
use super::super::figures::sureness;
use super::super::review::in_its_sentence;
use super::super::state::State;
use super::super::table_row::plain;
use super::super::theme::{self, Tokens, UNIT};
use super::{buttons, heading, list_height};
use crate::model::{Article, ArticleId, When};
use crate::suggest::{self, FIRST_RANK, Group, Suggestion};

/// How sure the figures must be that can be accepted at once, in per cent.
const LEAST: [u8; 4] = [FIRST_RANK, 75, 90, 95];
/// The height of a figure's row, in points.
const ROW: f32 = 12.0 * UNIT;

/// Asks whether all figures like one of them become claims.
#[derive(Debug)]
pub struct AcceptAlike {
    like: Suggestion,
    least: u8,
    only_here: bool,
    found: Found,
}

/// The figures that would become claims, and what they were gathered from.
#[derive(Debug, Default)]
struct Found {
    from: Option<(u64, u8, bool)>,
    figures: Vec<Suggestion>,
}

impl AcceptAlike {
    /// Asks about the figures that are like this one and at least as sure, as far as figures are
    /// told apart by it.
    pub fn new(like: &Suggestion) -> Self {
        let sure = like.record.confidence;
        let least = LEAST.into_iter().rev().find(|least| *least <= sure);
        Self {
            like: like.clone(),
            least: least.unwrap_or(sure),
            only_here: false,
            found: Found::default(),
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        self.gather(state);
        let figures = &self.found.figures;
        let count = figures.len();
        heading(ui, "Accept all like this");
        ui.label(Group::of(&self.like.record).spoken(count));
        ui.add_space(UNIT);
        ui.horizontal(|ui| {
            ui.label("At least");
            let sure = |least: u8| format!("{least} % sure");
            let combo = ComboBox::from_id_salt("least confidence")
                .selected_text(sure(self.least))
                .show_ui(ui, |ui| {
                    for least in LEAST {
                        let label = format!("{} · {}", sure(least), sureness(least));
                        ui.selectable_value(&mut self.least, least, label);
                    }
                });
            combo.response.widget_info(|| {
                let mut info = WidgetInfo::labeled(egui::Role::ComboBox, true, "At least so sure");
                info.current_text_value = Some(sure(self.least));
                info
            });
            ui.checkbox(&mut self.only_here, "Only in its article");
        });
        ui.add_space(UNIT);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical()
                .id_salt("figures alike")
                .max_height(list_height(ui, 8.0 * ROW, 160.0))
                .auto_shrink([false, true])
                .show_rows(ui, ROW, count, |ui, visible| {
                    for figure in &figures[visible] {
                        preview(ui, state, figure);
                    }
                });
        });
        let verb = match count {
            1 => "Make 1 claim".to_owned(),
            many => format!("Make {many} claims"),
        };
        match buttons(ui, &[&verb, "Cancel"], count > 0) {
            Some(0) => {
                actions.push(Action::AcceptAll(figures.clone()));
                actions.push(Action::CloseDialog);
            }
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }

    /// Gathers the figures anew when something changed that they depend on.
    fn gather(&mut self, state: &State) {
        let from = (state.figures.generation(), self.least, self.only_here);
        if self.found.from == Some(from) {
            return;
        }
        let here = |article: ArticleId| !self.only_here || article == self.like.article;
        let mut figures: Vec<Suggestion> = state
            .figures
            .waiting()
            .filter(|one| one.record.confidence >= self.least && here(one.article))
            .filter(|one| suggest::alike(one, &self.like))
            .cloned()
            .collect();
        suggest::sort(&mut figures);
        self.found = Found {
            from: Some(from),
            figures,
        };
    }
}

/// A figure that would become a claim, in two lines: its value with where and when it is from, and
/// its words in their sentence.
fn preview(ui: &mut Ui, state: &State, figure: &Suggestion) {
    let project = state.project();
    let Some(article) = project.and_then(|project| project.article(figure.article)) else {
        return;
    };
    let value = figure.record.figure.spoken();
    let when = figure.record.when.map(When::spoken);
    let when = when.unwrap_or_else(|| "no date".to_owned());
    let source = source(article);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    response.widget_info(|| {
        let words = article.text.get(figure.record.full.clone());
        let words = words.unwrap_or_default().replace('\n', " ");
        let name = format!("{value}, “{words}”, {when}, {source}");
        WidgetInfo::labeled(egui::Role::ListItem, true, name)
    });
    // The scroll bar floats over the right edge.
    let inside = rect.shrink2(vec2(2.0 * UNIT, UNIT));
    ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
        ui.spacing_mut().item_spacing = vec2(2.0 * UNIT, 2.0);
        Sides::new().shrink_right().truncate().show(
            ui,
            |ui| ui.add(plain(theme::strong(value))),
            |ui| ui.add(plain(theme::weak(ui, format!("{when} · {source}")))),
        );
        in_its_sentence(ui, &article.text, &figure.record.full);
    });
    let line = Stroke::new(1.0, Tokens::of(ui).line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

/// Where words are from, shortly.
fn source(article: &Article) -> String {
    let title = article.display_title();
    match article.publisher.as_str() {
        "" => title.to_owned(),
        publisher => format!("{publisher}: {title}"),
    }
}
