//! How an article's text is set: the small window at the head of the page, and what comes of it.

use egui::{
    Button, FontId, Popup, PopupCloseBehavior, Rect, RichText, Slider, Stroke, TextWrapMode, Ui,
    pos2, vec2,
};

use super::action::{Action, Actions};
use super::reader::ReaderStyle;
use super::theme::{self, Tokens, UNIT};
use crate::store::{ReadingFace, Settings};

/// The smallest and largest text, in points.
pub const SIZES: std::ops::RangeInclusive<f32> = 12.0..=32.0;
/// The narrowest and widest line, in average characters.
const MEASURES: std::ops::RangeInclusive<f32> = 40.0..=110.0;
/// The least and greatest distance of two lines, as a multiple of the text's size.
const LINE_HEIGHTS: std::ops::RangeInclusive<f32> = 1.2..=2.2;

/// The button at the page's head: its size, and how far from the page's corner it stands.
const BUTTON: egui::Vec2 = vec2(38.0, 28.0);
const FROM_CORNER: egui::Vec2 = vec2(11.0, 4.0);

/// The look of the text as the person set it.
pub fn style(ui: &Ui, settings: &Settings) -> ReaderStyle {
    let tokens = Tokens::of(ui);
    let size = settings.reading_size;
    let title_size = (size * 1.5).round();
    let (font, title_font) = match settings.reading_face {
        ReadingFace::Serif => (theme::reading(size), theme::reading_strong(title_size)),
        ReadingFace::Sans => (FontId::proportional(size), theme::strong_font(title_size)),
    };
    ReaderStyle {
        font,
        heading_face: title_font.family.clone(),
        title_font,
        small_font: FontId::proportional(theme::BODY),
        line_height: (size * settings.reading_line_height).round(),
        measure: settings.reading_measure,
        paragraph_gap: (size * 0.7).round(),
        page: tokens.page,
        text: tokens.text,
        weak_text: tokens.weak,
        selection: tokens.selection,
        find_hit: tokens.found,
        current_hit: tokens.found_current,
        current_hit_outline: Stroke::new(1.0, tokens.warning),
        figure_line: Stroke::new(1.0, tokens.accent),
        lesser_figure_line: Stroke::new(0.75, tokens.weak),
        date_line: Stroke::new(1.0, tokens.weak),
        current: tokens.chosen,
        ring: Stroke::new(2.0, tokens.accent),
        attention: Stroke::new(1.5, tokens.danger),
        flash: tokens.found_current,
        caret: Stroke::new(2.0, tokens.accent),
        overview_top: FROM_CORNER.y + BUTTON.y + UNIT,
        overview_view: tokens.line,
    }
}

/// Draws the button in the corner of `page`, and its window while that is open.
pub fn button(ui: &mut Ui, page: Rect, settings: &Settings, actions: &mut Actions) {
    let corner = pos2(
        page.right() - FROM_CORNER.x - BUTTON.x,
        page.top() + FROM_CORNER.y,
    );
    let sign = RichText::new("Aa")
        .font(theme::reading(16.0))
        .color(Tokens::of(ui).weak);
    let button = Button::new(sign)
        .wrap_mode(TextWrapMode::Extend)
        .frame_when_inactive(false);
    let response = ui
        .put(Rect::from_min_size(corner, BUTTON), button)
        .accessible_name("Text of articles")
        .on_hover_text("Size, width, line height and typeface of the text");
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| controls(ui, settings, actions));
}

fn controls(ui: &mut Ui, settings: &Settings, actions: &mut Actions) {
    let mut own = settings.clone();
    ui.set_min_width(260.0);
    ui.label(theme::strong("Text of articles"));
    ui.add_space(UNIT);
    egui::Grid::new("reading settings")
        .num_columns(2)
        .spacing([3.0 * UNIT, 1.5 * UNIT])
        .show(ui, |ui| {
            let size = Slider::new(&mut own.reading_size, SIZES).step_by(1.0);
            row(ui, "Size", size);
            let measure = Slider::new(&mut own.reading_measure, MEASURES).step_by(1.0);
            row(ui, "Letters in a line", measure);
            let line_height = Slider::new(&mut own.reading_line_height, LINE_HEIGHTS).step_by(0.05);
            row(ui, "Line height", line_height);
            ui.label("Typeface");
            ui.horizontal(|ui| {
                for (face, name) in [(ReadingFace::Serif, "Serif"), (ReadingFace::Sans, "Sans")] {
                    ui.radio_value(&mut own.reading_face, face, name);
                }
            });
            ui.end_row();
        });
    ui.add_space(UNIT);
    if ui.button("Reset").clicked() {
        let usual = Settings::default();
        own.reading_size = usual.reading_size;
        own.reading_measure = usual.reading_measure;
        own.reading_line_height = usual.reading_line_height;
        own.reading_face = usual.reading_face;
    }
    if own != *settings {
        actions.push(Action::ChangeSettings(Box::new(own)));
    }
}

fn row(ui: &mut Ui, name: &str, slider: Slider<'_>) {
    let caption = ui.label(name);
    ui.scope(|ui| {
        theme::show_rails(ui);
        ui.add(slider).labelled_by(caption.id);
    });
    ui.end_row();
}
