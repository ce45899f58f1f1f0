//! How a piece is set that is more than a paragraph: the size and face of a heading, the indent of
//! an item and of a quote, the space above.

use eframe::egui;
use eframe::egui::accesskit::Role;
use eframe::egui::{FontId, Galley, Rect, vec2};

use super::document::Document;
use super::style::ReaderStyle;
use crate::model::BlockKind;

/// How much larger than the text headings are, from the first level on; deeper ones are as large.
const LARGER: [f32; 3] = [1.35, 1.2, 1.1];
/// The space above a heading, as a share of a line's height.
const ABOVE: f32 = 0.5;
/// The indent of each list and of a quote, in multiples of the text's size.
const INDENT: f32 = 1.4;
/// The size of lines that only speak about the text, in points, and the distance of two of them as a
/// multiple of it.
const HEAD_SIZE: f32 = 12.0;
const HEAD_LINE: f32 = 1.35;
/// The deepest list that is indented further.
const DEEPEST: u8 = 8;

/// How one piece is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Face and size of its letters.
    pub font: FontId,
    /// Distance between two of its lines, in points.
    pub line_height: f32,
    /// How far its lines stand in from the column, in points.
    pub indent: f32,
    /// Space above it, in points.
    pub above: f32,
    /// The length of the sign that it begins with, in bytes: its other lines stand in by as much.
    pub sign: usize,
    /// Whether a bullet stands before it, which is no part of the text.
    pub bullet: bool,
    /// Where the bar of a quote stands from the column's left edge, in points.
    pub bar: Option<f32>,
    /// Whether it is one of the lines that only speak about the text, which are small.
    pub is_head: bool,
    /// What it is for screen readers.
    pub role: Role,
    /// The level of a heading.
    pub level: Option<usize>,
}

impl Setting {
    /// How a piece of a document is set.
    pub fn of(document: &Document, index: usize, style: &ReaderStyle) -> Self {
        let mut setting = Self {
            font: style.font.clone(),
            line_height: style.line_height,
            indent: 0.0,
            above: 0.0,
            sign: 0,
            bullet: false,
            bar: None,
            is_head: false,
            role: Role::Paragraph,
            level: None,
        };
        if document.is_head(index) {
            let size = HEAD_SIZE.min(style.font.size);
            setting.font = FontId::new(size, style.small_font.family.clone());
            setting.line_height = (size * HEAD_LINE).round();
            setting.is_head = true;
            return setting;
        }
        let Some((block, begins)) = document.block_of(index) else {
            return setting;
        };
        let step = (style.font.size * INDENT).round();
        if block.quoted {
            setting.bar = Some((step / 4.0).round());
            setting.indent = step;
            setting.role = Role::Blockquote;
        }
        if begins {
            setting.sign = block.sign;
        }
        match block.kind {
            BlockKind::Paragraph => {}
            BlockKind::Heading(level) => {
                let larger = usize::from(level.max(1)) - 1;
                let larger = LARGER.get(larger).copied().unwrap_or(1.0);
                setting.font = FontId::new(
                    (style.font.size * larger).round(),
                    style.heading_face.clone(),
                );
                setting.line_height = (style.line_height * larger).round();
                if begins && index > 0 {
                    setting.above = (style.line_height * ABOVE).round();
                }
                setting.role = Role::Heading;
                setting.level = Some(usize::from(level.clamp(1, 6)));
            }
            BlockKind::Item(depth) => {
                setting.indent += step * f32::from(depth.min(DEEPEST) + 1);
                setting.bullet = begins && block.sign == 0;
                setting.role = Role::ListItem;
            }
        }
        setting
    }

    /// Whether it is set as any paragraph is.
    pub fn is_plain(&self) -> bool {
        self.indent == 0.0 && self.above == 0.0 && self.sign == 0
    }

    /// Moves the rows of a piece to where they stand in the column; those after the first by
    /// `hang` further in.
    pub fn place(&self, galley: &mut Galley, hang: f32) {
        for (place, row) in galley.rows.iter_mut().enumerate() {
            let hang = if place == 0 { 0.0 } else { hang };
            row.pos += vec2(self.indent + hang, self.above);
        }
        let by = vec2(self.indent + hang, self.above);
        let grown = |rect: Rect| Rect::from_min_max(rect.min, rect.max + by);
        galley.rect = grown(galley.rect);
        galley.mesh_bounds = grown(galley.mesh_bounds);
    }

    /// How wide the sign is that the piece begins with, in points.
    pub fn sign_width(&self, ctx: &egui::Context, text: &str) -> f32 {
        let sign = text.get(..self.sign).unwrap_or_default();
        if sign.is_empty() {
            return 0.0;
        }
        let colour = egui::Color32::PLACEHOLDER;
        let galley =
            ctx.fonts_mut(|fonts| fonts.layout_no_wrap(sign.to_owned(), self.font.clone(), colour));
        galley.size().x.round()
    }
}
