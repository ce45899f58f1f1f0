//! How the reader looks: plain data, filled in by the theme.

use eframe::egui;
use eframe::egui::{Color32, FontId, Stroke};

/// Faces, sizes and colours of the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct ReaderStyle {
    /// Face and size of the text.
    pub font: FontId,
    /// Face of headings; their size follows from that of the text.
    pub heading_face: egui::FontFamily,
    /// Face and size of the article's title.
    pub title_font: FontId,
    /// Face and size of the lines around the title.
    pub small_font: FontId,
    /// Distance between two lines of text, in points; best a whole number of pixels.
    pub line_height: f32,
    /// The widest column, in average characters; 68 reads well.
    pub measure: f32,
    /// Space between two paragraphs, in points.
    pub paragraph_gap: f32,
    /// The page.
    pub page: Color32,
    /// The words.
    pub text: Color32,
    /// Lines around the title.
    pub weak_text: Color32,
    /// Behind selected words.
    pub selection: Color32,
    /// Behind every search hit.
    pub find_hit: Color32,
    /// Behind the search hit that is being looked at.
    pub current_hit: Color32,
    /// Around the search hit that is being looked at.
    pub current_hit_outline: Stroke,
    /// Under recognised figures; drawn dotted.
    pub figure_line: Stroke,
    /// Under recognised figures that few look for; drawn dotted.
    pub lesser_figure_line: Stroke,
    /// Under recognised dates; drawn dashed.
    pub date_line: Stroke,
    /// Behind the recognised words that are being looked at.
    pub current: Color32,
    /// Around the selected highlight.
    pub ring: Stroke,
    /// Around a highlight whose quote no longer matches; drawn dashed.
    pub attention: Stroke,
    /// Over a passage that was just jumped to; fades.
    pub flash: Color32,
    /// The caret.
    pub caret: Stroke,
    /// The room above the overview strip, in points.
    pub overview_top: f32,
    /// The part of the overview strip that is in view.
    pub overview_view: Color32,
}

impl ReaderStyle {
    /// A style in the colours and text size of the surrounding interface: for tests, and until
    /// the theme has its say.
    pub fn from_egui(style: &egui::Style) -> Self {
        let visuals = &style.visuals;
        let font = egui::TextStyle::Body.resolve(style);
        let size = font.size * 1.35;
        let accent = visuals.selection.stroke;
        Self {
            heading_face: font.family.clone(),
            title_font: FontId::new((size * 1.5).round(), font.family.clone()),
            small_font: font.clone(),
            font: FontId::new(size, font.family),
            line_height: (size * 1.6).round(),
            measure: 68.0,
            paragraph_gap: (size * 0.8).round(),
            page: visuals.panel_fill,
            text: visuals.text_color(),
            weak_text: visuals.weak_text_color(),
            selection: visuals.selection.bg_fill,
            find_hit: visuals.warn_fg_color.gamma_multiply(0.25),
            current_hit: visuals.warn_fg_color.gamma_multiply(0.5),
            current_hit_outline: Stroke::new(1.0, visuals.warn_fg_color),
            figure_line: Stroke::new(1.0, accent.color),
            lesser_figure_line: Stroke::new(0.75, visuals.weak_text_color()),
            date_line: Stroke::new(1.0, visuals.weak_text_color()),
            current: visuals.selection.bg_fill.gamma_multiply(0.5),
            ring: Stroke::new(2.0, accent.color),
            attention: Stroke::new(1.0, visuals.error_fg_color),
            flash: visuals.warn_fg_color.gamma_multiply(0.6),
            caret: Stroke::new(2.0, accent.color),
            overview_top: 2.0,
            overview_view: visuals.weak_text_color().gamma_multiply(0.25),
        }
    }
}
