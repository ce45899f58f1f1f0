//! What stands above the list: the question in fields and menus, and the count.

use egui::{ComboBox, Label, TextEdit, Ui, WidgetInfo};
use strum::IntoEnumIterator as _;

use super::listing::{Listing, Question};
use crate::model::FigureKind;
use crate::suggest::FIRST_RANK;
use crate::ui::claims_table::bar::{counted, scrolled, toggle};
use crate::ui::state::State;
use crate::ui::status::number;
use crate::ui::theme::{self, UNIT};

/// How sure the listed figures are at the least, in per cent, and how that is called.
const LEAST: [(u8, &str); 5] = [
    (0, "All, also what few look for"),
    (FIRST_RANK, "65 % sure and more"),
    (75, "75 % sure and more"),
    (90, "90 % sure and more"),
    (95, "95 % sure and more"),
];

/// Draws the bar. `of_dismissed` switches to the list of dismissed figures.
pub(super) fn show(
    ui: &mut Ui,
    state: &State,
    question: &mut Question,
    listing: &Listing,
    of_dismissed: &mut bool,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 1.5 * UNIT;
        words(ui, question);
        ui.menu_button(counted("Kind", question.kinds.len()), |ui| {
            for kind in FigureKind::iter() {
                toggle(ui, &mut question.kinds, kind, kind.label());
            }
        });
        ui.menu_button(counted("Tag", question.tags.len()), |ui| {
            if listing.tags().is_empty() {
                ui.label("No tag is proposed");
            }
            scrolled(ui, |ui| {
                for tag in listing.tags() {
                    toggle(ui, &mut question.tags, tag.clone(), tag);
                }
            });
        });
        least(ui, question);
        switch(ui, of_dismissed);
        if question.narrows() && ui.button("Clear").on_hover_text("Ask for all").clicked() {
            *question = Question::default();
        }
        let (listed, all) = (listing.rows().len(), state.figures.count());
        let count = match (listed, listed == all) {
            (1, true) => "1 figure waits".to_owned(),
            (_, true) => format!("{} figures wait", number(all)),
            (_, false) => format!("{} listed of {} that wait", number(listed), number(all)),
        };
        ui.add(Label::new(theme::weak(ui, count)).extend());
    });
    ui.add_space(UNIT / 2.0);
}

/// Draws the bar above the dismissed figures, of which so many are listed of so many.
pub(super) fn of_dismissed(
    ui: &mut Ui,
    question: &mut Question,
    of_dismissed: &mut bool,
    (listed, all): (usize, usize),
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 1.5 * UNIT;
        words(ui, question);
        switch(ui, of_dismissed);
        let count = match (all, listed == all) {
            (1, true) => "1 dismissed figure".to_owned(),
            (_, true) => format!("{all} dismissed figures"),
            (_, false) => format!("{listed} of {all} dismissed figures"),
        };
        ui.add(Label::new(theme::weak(ui, count)).extend());
    });
    ui.add_space(UNIT / 2.0);
}

fn switch(ui: &mut Ui, of_dismissed: &mut bool) {
    ui.toggle_value(of_dismissed, "Dismissed")
        .on_hover_text("List the figures that were dismissed, to take them back");
}

fn words(ui: &mut Ui, question: &mut Question) {
    let field = TextEdit::singleline(&mut question.words)
        .hint_text("Filter figures…")
        .id(ui.make_persistent_id("filter figures"))
        .desired_width((ui.available_width() * 0.2).clamp(100.0, 180.0));
    let response = ui.add(field).accessible_name("Filter figures");
    let escape = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape));
    if escape {
        question.words.clear();
    }
}

fn least(ui: &mut Ui, question: &mut Question) {
    let shown = LEAST.iter().find(|(least, _)| *least == question.least);
    let shown = shown.map_or_else(String::new, |(_, label)| (*label).to_owned());
    let combo = ComboBox::from_id_salt("least confidence")
        .selected_text(shown.as_str())
        .width(150.0)
        .truncate()
        .show_ui(ui, |ui| {
            for (least, label) in LEAST {
                ui.selectable_value(&mut question.least, least, label);
            }
        });
    combo.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(egui::Role::ComboBox, true, "At least so sure");
        info.current_text_value = Some(shown.clone());
        info
    });
}
