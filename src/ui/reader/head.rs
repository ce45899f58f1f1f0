//! The head of the page: where the article is from, its title and who wrote it. It stands above
//! the text in the same column and scrolls with it.

use eframe::egui;
use eframe::egui::{Rect, RichText, Ui, UiBuilder, Vec2};

use super::style::ReaderStyle;

/// Space above the head and between it and the text, in multiples of the line height.
const SPACE: f32 = 1.25;

/// What is written above the text. Empty lines are left out.
#[derive(Clone, Copy, Default)]
pub struct PageHead<'a> {
    /// Above the title: publisher and date.
    pub kicker: &'a str,
    /// The title.
    pub title: &'a str,
    /// Below the title: the author, the address.
    pub byline: &'a str,
    /// Anything else below that, such as a field for a missing date.
    pub more: Option<&'a dyn Fn(&mut Ui)>,
}

impl PageHead<'_> {
    fn is_empty(&self) -> bool {
        self.kicker.is_empty()
            && self.title.is_empty()
            && self.byline.is_empty()
            && self.more.is_none()
    }

    /// Draws the head so that it ends (or, with `from_top`, starts) at the given edge of
    /// `column` and says how tall it is, the space around it included.
    pub(super) fn show(&self, ui: &mut Ui, style: &ReaderStyle, column: Rect) -> f32 {
        let space = (style.line_height * SPACE).round();
        if self.is_empty() {
            return space;
        }
        let builder = UiBuilder::new()
            .id_salt("page head")
            .max_rect(column.translate(Vec2::Y * space));
        let mut child = ui.new_child(builder);
        let ui = &mut child;
        ui.spacing_mut().item_spacing.y = (style.line_height * 0.25).round();
        // The title is not part of the text: a drag that starts on it selects nothing.
        ui.style_mut().interaction.selectable_labels = false;
        let small = |text: &str| {
            RichText::new(text)
                .font(style.small_font.clone())
                .color(style.weak_text)
        };
        if !self.kicker.is_empty() {
            ui.label(small(self.kicker));
        }
        if !self.title.is_empty() {
            let title = RichText::new(self.title)
                .font(style.title_font.clone())
                .color(style.text);
            let response = ui.label(title);
            ui.accesskit_node_builder(response.id, |node| {
                node.set_role(egui::accesskit::Role::Heading);
            });
        }
        if !self.byline.is_empty() {
            ui.label(small(self.byline));
        }
        if let Some(more) = self.more {
            more(ui);
        }
        (ui.min_rect().height() + space * 2.0).round()
    }
}
