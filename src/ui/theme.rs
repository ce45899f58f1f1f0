//! Every colour, typeface, size and distance of the window.
//!
//! Nothing else makes a colour. Contrast is measured by the tests below: text at least 4.5 : 1,
//! marks and lines that carry meaning at least 3 : 1.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin,
    RichText, Shadow, Stroke, Style, TextStyle, Visuals, vec2,
};

use crate::chart::palette::{self, Ground};
use crate::fonts;
use crate::model::Swatch;

/// The unit of distance, in points; every gap is a multiple of it.
pub const UNIT: f32 = 4.0;
/// The four sizes of interface text, in points.
pub const SMALL: f32 = 11.5;
/// Ordinary interface text.
pub const BODY: f32 = 13.0;
/// Headings of panels and dialogs.
pub const HEADING: f32 = 16.0;
/// The one large title of a screen.
pub const TITLE: f32 = 24.0;

const STRONG: &str = "strong";
const READING: &str = "reading";
const READING_STRONG: &str = "reading strong";
const READING_ITALIC: &str = "reading italic";

/// The colours of one theme.
#[derive(Debug, Clone, Copy)]
pub struct Tokens {
    /// Whether it is the dark one.
    pub dark: bool,
    /// Behind the text of an article.
    pub page: Color32,
    /// Behind panels.
    pub panel: Color32,
    /// Behind menus, dialogs and fields.
    pub raised: Color32,
    /// Behind a row that is pointed at.
    pub hover: Color32,
    /// Behind a row or button that is chosen.
    pub chosen: Color32,
    /// Text.
    pub text: Color32,
    /// Text of second rank; still 4.5 : 1.
    pub weak: Color32,
    /// Lines between things.
    pub line: Color32,
    /// The one accent: what can be acted on, what is current.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Behind selected words.
    pub selection: Color32,
    /// Behind words that were searched for.
    pub found: Color32,
    /// Behind the hit that is current.
    pub found_current: Color32,
    /// What went wrong.
    pub danger: Color32,
    /// What needs attention.
    pub warning: Color32,
    /// Behind dialogs.
    pub backdrop: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that makes colours"
    )]
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn rgba(hex: u32, alpha: u8) -> Color32 {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that makes colours"
    )]
    Color32::from_rgba_premultiplied(
        (((hex >> 16) & 0xff) * alpha as u32 / 255) as u8,
        (((hex >> 8) & 0xff) * alpha as u32 / 255) as u8,
        ((hex & 0xff) * alpha as u32 / 255) as u8,
        alpha,
    )
}

const LIGHT: Tokens = Tokens {
    dark: false,
    page: rgb(0xfd_fd_fb),
    panel: rgb(0xf4_f4_f1),
    raised: rgb(0xff_ff_ff),
    hover: rgb(0xe9_e9_e4),
    chosen: rgb(0xd9_e6_f5),
    text: rgb(0x1f_23_28),
    weak: rgb(0x59_60_69),
    line: rgb(0xd6_d6_d0),
    accent: rgb(0x0b_5c_ad),
    on_accent: rgb(0xff_ff_ff),
    selection: rgb(0xb9_d6_f6),
    found: rgb(0xfb_e8_9c),
    found_current: rgb(0xf7_b9_55),
    danger: rgb(0xb4_23_18),
    warning: rgb(0x8a_55_00),
    backdrop: rgba(0x00_00_00, 90),
};

const DARK: Tokens = Tokens {
    dark: true,
    page: rgb(0x19_1b_1f),
    panel: rgb(0x21_24_29),
    raised: rgb(0x2a_2e_34),
    hover: rgb(0x31_36_3d),
    chosen: rgb(0x1f_3d_5c),
    text: rgb(0xe6_e8_eb),
    weak: rgb(0xa3_ab_b5),
    line: rgb(0x3b_41_49),
    accent: rgb(0x6c_b1_f5),
    on_accent: rgb(0x0c_16_20),
    selection: rgb(0x2c_52_7a),
    found: rgb(0x5a_4c_14),
    found_current: rgb(0x8f_5a_0a),
    danger: rgb(0xff_8a_7d),
    warning: rgb(0xf0_b4_4c),
    backdrop: rgba(0x00_00_00, 140),
};

impl Tokens {
    /// The colours in force.
    pub fn of(ctx: &Context) -> &'static Self {
        if ctx.theme() == egui::Theme::Dark {
            &DARK
        } else {
            &LIGHT
        }
    }

    /// A tag's colour: for marks, stripes and dots, the same as in charts.
    pub fn swatch(&self, swatch: Swatch) -> Color32 {
        let ground = if self.dark {
            Ground::Dark
        } else {
            Ground::Light
        };
        let [red, green, blue] = palette::rgb(swatch, ground);
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the one place that makes colours"
        )]
        Color32::from_rgb(red, green, blue)
    }

    /// The fill behind highlighted words: the tag's colour laid thinly over the page, so that
    /// text on it keeps its contrast.
    pub fn highlight(&self, swatch: Swatch) -> Color32 {
        self.page
            .lerp_to_gamma(self.swatch(swatch), self.highlight_share())
    }

    /// The same as a wash: laid over what is there, so that overlapping highlights mix.
    pub fn wash(&self, swatch: Swatch) -> Color32 {
        self.swatch(swatch).gamma_multiply(self.highlight_share())
    }

    /// The rail of a slider: as clear as a mark.
    fn rail(&self) -> Color32 {
        self.line.lerp_to_gamma(self.weak, 0.6)
    }

    fn highlight_share(&self) -> f32 {
        if self.dark { 0.30 } else { 0.22 }
    }
}

/// Makes typefaces and both themes known to the window.
pub fn install(ctx: &Context) {
    ctx.set_fonts(font_definitions());
    ctx.set_style_of(egui::Theme::Light, style(&LIGHT));
    ctx.set_style_of(egui::Theme::Dark, style(&DARK));
}

/// Bold interface text: a name, a heading.
pub fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).family(FontFamily::Name(STRONG.into()))
}

/// A heading of a panel or dialog.
pub fn heading(text: impl Into<String>) -> RichText {
    strong(text).size(HEADING)
}

/// The title of a screen.
pub fn title(text: impl Into<String>) -> RichText {
    strong(text).size(TITLE)
}

/// Small text of second rank.
pub fn weak(ctx: &Context, text: impl Into<String>) -> RichText {
    RichText::new(text).size(SMALL).color(Tokens::of(ctx).weak)
}

/// The reading face at that size in points.
pub fn reading(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(READING.into()))
}

/// The face of the window, semi-bold.
pub fn strong_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(STRONG.into()))
}

/// The reading face, semi-bold.
pub fn reading_strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(READING_STRONG.into()))
}

/// The reading face, italic.
pub fn reading_italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(READING_ITALIC.into()))
}

/// Makes the rails of sliders stand out from what is behind them.
pub fn show_rails(ui: &mut egui::Ui) {
    let rail = Tokens::of(ui).rail();
    ui.visuals_mut().widgets.inactive.bg_fill = rail;
}

fn font_definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::default();
    let bundled = [
        ("Inter", fonts::INTER_REGULAR),
        ("Inter SemiBold", fonts::INTER_SEMIBOLD),
        ("Source Serif", fonts::SERIF_REGULAR),
        ("Source Serif SemiBold", fonts::SERIF_SEMIBOLD),
        ("Source Serif Italic", fonts::SERIF_ITALIC),
    ];
    for (name, bytes) in bundled {
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    // egui's own faces stay behind ours for the signs that ours lack.
    let fallback = definitions
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let family = |first: &[&str]| -> Vec<String> {
        first
            .iter()
            .map(|name| (*name).to_owned())
            .chain(fallback.iter().cloned())
            .collect()
    };
    let named = |name: &str| FontFamily::Name(name.into());
    definitions
        .families
        .insert(FontFamily::Proportional, family(&["Inter"]));
    definitions
        .families
        .insert(named(STRONG), family(&["Inter SemiBold"]));
    definitions
        .families
        .insert(named(READING), family(&["Source Serif", "Inter"]));
    definitions.families.insert(
        named(READING_STRONG),
        family(&["Source Serif SemiBold", "Inter"]),
    );
    definitions.families.insert(
        named(READING_ITALIC),
        family(&["Source Serif Italic", "Inter"]),
    );
    definitions
}

fn style(tokens: &Tokens) -> Style {
    let mut style = Style {
        visuals: visuals(tokens),
        ..Style::default()
    };
    let strong = FontFamily::Name(STRONG.into());
    style.text_styles = [
        (
            TextStyle::Small,
            FontId::new(SMALL, FontFamily::Proportional),
        ),
        (TextStyle::Body, FontId::new(BODY, FontFamily::Proportional)),
        (
            TextStyle::Button,
            FontId::new(BODY, FontFamily::Proportional),
        ),
        (
            TextStyle::Monospace,
            FontId::new(BODY, FontFamily::Monospace),
        ),
        (TextStyle::Heading, FontId::new(HEADING, strong)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(2.0 * UNIT, 1.5 * UNIT);
    spacing.button_padding = vec2(2.0 * UNIT, UNIT);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    spacing.interact_size = vec2(10.0 * UNIT, 6.0 * UNIT);
    spacing.menu_spacing = 0.0;
    spacing.scroll.floating = true;
    spacing.tooltip_width = 420.0;
    style.animation_time = 0.08;
    style.interaction.tooltip_delay = 0.35;
    style.url_in_tooltip = true;
    style
}

fn visuals(tokens: &Tokens) -> Visuals {
    let mut visuals = if tokens.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    visuals.panel_fill = tokens.panel;
    visuals.window_fill = tokens.raised;
    visuals.window_stroke = Stroke::new(1.0, tokens.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.extreme_bg_color = tokens.raised;
    visuals.faint_bg_color = tokens.panel.lerp_to_gamma(tokens.hover, 0.5);
    visuals.code_bg_color = tokens.hover;
    visuals.hyperlink_color = tokens.accent;
    visuals.warn_fg_color = tokens.warning;
    visuals.error_fg_color = tokens.danger;
    visuals.weak_text_color = Some(tokens.weak);
    visuals.selection.bg_fill = tokens.chosen;
    visuals.selection.stroke = Stroke::new(1.0, tokens.accent);
    visuals.popup_shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: rgba(0x00_00_00, 48),
    };
    visuals.window_shadow = visuals.popup_shadow;
    let radius = CornerRadius::same(4);
    let widgets = &mut visuals.widgets;
    for state in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        state.corner_radius = radius;
        state.expansion = 0.0;
        state.fg_stroke = Stroke::new(1.0, tokens.text);
        state.bg_stroke = Stroke::new(1.0, tokens.line);
        state.bg_fill = tokens.raised;
        state.weak_bg_fill = tokens.raised;
    }
    widgets.noninteractive.bg_fill = tokens.panel;
    widgets.hovered.weak_bg_fill = tokens.hover;
    widgets.hovered.bg_fill = tokens.hover;
    widgets.hovered.bg_stroke = Stroke::new(1.0, tokens.weak);
    widgets.active.weak_bg_fill = tokens.chosen;
    widgets.active.bg_fill = tokens.chosen;
    widgets.active.bg_stroke = Stroke::new(1.0, tokens.accent);
    widgets.open.weak_bg_fill = tokens.hover;
    visuals
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    /// Relative luminance and contrast by WCAG 2.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let luminance = |colour: Color32| {
            let channel = |value: u8| {
                let value = f64::from(value) / 255.0;
                if value <= 0.03928 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * channel(colour.r())
                + 0.7152 * channel(colour.g())
                + 0.0722 * channel(colour.b())
        };
        let (high, low) = (
            luminance(a).max(luminance(b)),
            luminance(a).min(luminance(b)),
        );
        (high + 0.05) / (low + 0.05)
    }

    #[test]
    fn text_is_readable_on_everything_behind_it() {
        for tokens in [LIGHT, DARK] {
            for behind in [
                tokens.page,
                tokens.panel,
                tokens.raised,
                tokens.hover,
                tokens.chosen,
                tokens.selection,
                tokens.found,
                tokens.found_current,
            ] {
                assert!(
                    contrast(tokens.text, behind) >= 4.5,
                    "{behind:?} dark {}",
                    tokens.dark
                );
            }
            for behind in [tokens.page, tokens.panel, tokens.raised, tokens.hover] {
                assert!(contrast(tokens.weak, behind) >= 4.5, "weak on {behind:?}");
                assert!(
                    contrast(tokens.accent, behind) >= 4.5,
                    "accent on {behind:?}"
                );
                assert!(
                    contrast(tokens.danger, behind) >= 4.5,
                    "danger on {behind:?}"
                );
                assert!(
                    contrast(tokens.warning, behind) >= 4.5,
                    "warning on {behind:?}"
                );
            }
            assert!(contrast(tokens.on_accent, tokens.accent) >= 4.5);
            assert!(contrast(tokens.rail(), tokens.raised) >= 3.0);
        }
    }

    #[test]
    fn highlights_can_be_read_and_marks_can_be_seen() {
        for tokens in [LIGHT, DARK] {
            for swatch in Swatch::iter() {
                let text = contrast(tokens.text, tokens.highlight(swatch));
                assert!(text >= 4.5, "{swatch} {text} dark {}", tokens.dark);
                for behind in [tokens.page, tokens.panel, tokens.raised] {
                    let mark = contrast(tokens.swatch(swatch), behind);
                    assert!(mark >= 3.0, "{swatch} {mark} dark {}", tokens.dark);
                }
            }
        }
    }
}
