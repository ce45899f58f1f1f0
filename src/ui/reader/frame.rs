//! One frame of the reader: keys, scrolling, layout, mouse and painting, in that order, so that
//! what was pressed in this frame is already seen in it.

use std::ops::Range;

use eframe::egui::style::ScrollAnimation;
use eframe::egui::{
    CursorIcon, EventFilter, Id, Memory, OutputCommand, Rect, Response, Role, Sense, Ui,
    WidgetInfo, vec2,
};

use super::highlights::{HighlightId, Highlights};
use super::layout::Typesetter;
use super::paint::{self, Marks};
use super::pointer::Targets;
use super::scroll::Placed;
use super::selection::Selection;
use super::{
    Document, Flash, Glide, Manner, PageHead, Reader, ReaderContent, ReaderResponse, ReaderStyle,
    UnderlineKind, Wish, access, overview, pointer, trim_selection,
};

/// How long a passage flashes after a jump, in seconds.
const FLASH_SECONDS: f64 = 0.6;
/// How long the view takes to glide to a passage, in seconds.
const GLIDE_SECONDS: f64 = 0.18;
/// The longest way that is glided, in view heights; what is further away is skipped first.
const GLIDE_VIEWS: f64 = 0.75;
/// The widest tooltip, in points.
const TOOLTIP_WIDTH: f32 = 380.0;

impl Reader {
    /// Shows the article in `view`; `area_offset` is where the scroll area believes to be.
    pub(super) fn show_in(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        area_offset: f32,
        content: &ReaderContent<'_>,
        style: &ReaderStyle,
    ) -> ReaderResponse {
        let ctx = ui.ctx().clone();
        let room = view.width() - 2.0 * paint::MARGIN.max(overview::SPACE);
        let setter = Typesetter::new(&ctx, content.document, style, room);
        let column_left = (view.center().x - setter.column_width() / 2.0).round();
        let id = ui.make_persistent_id(("reader text", self.salt));
        let response = ui.interact(view, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, content.head.title));

        if self.scroll.begin(&setter, view.height(), area_offset) {
            self.glide = None;
        }
        self.start_jump(ui, &setter, view);
        if let Some(viewpoint) = self.return_to.take() {
            self.glide = None;
            self.scroll.return_to(&setter, viewpoint);
        }
        let copied = self.take_keys(ui, &response, &setter, view, content);
        self.go_on_gliding(ui);
        self.scroll
            .scroll_by(f64::from(self.pointer.autoscroll(ui, view)));

        let mut placed = self.scroll.settle(&setter, view, column_left);
        self.show_head(ui, view, &setter, &content.head, &mut placed);
        let targets = Targets {
            document: content.document,
            placed: &placed,
            highlights: content.highlights,
            selected: content.selected,
            whole_words: content.whole_words,
        };
        let handles = self.pointer.handles(&response, &targets);
        let selection = &mut self.selection;
        let mut outcome = self
            .pointer
            .update(ui, &response, &targets, &handles, selection);
        if outcome.pressed {
            response.request_focus();
            self.keyboard.caret_was_put();
        }
        let selection_changed = self.report_selection(ui, content.document, outcome.released);
        let hovered = self.hovered(&response, &placed, content);
        let clicked_figure = clicked_figure(content, outcome.letter);
        if clicked_figure.is_some() {
            outcome.clicked = None;
        }

        if let Some(icon) = self.pointer.cursor(&response, &handles) {
            ui.set_cursor_icon(icon);
        }
        let adjusting = self.pointer.adjustment();
        let selection = adjusting.map_or_else(|| self.selection.range(), |a| a.now.clone());

        let marks = Marks {
            highlights: content.highlights,
            underlines: content.underlines,
            current: content.current.clone(),
            find_hits: content.find_hits,
            current_hit: content.current_hit,
            selected: content.selected,
            hovered: hovered.highlights.first().copied(),
            selection,
            flash: self.flash_strength(ui),
            caret: self
                .shows_caret(&response, content)
                .then_some(self.selection.head()),
        };
        paint::paint(ui.painter(), &setter, &placed, &marks);
        paint::knobs(ui.painter(), style, content.highlights, &handles);
        let mut activated = access::add_nodes(ui, id, &placed, setter.column_width(), content);
        activated.adjusted = access::add_handles(ui, id, content, &handles);
        access::expose_selection(ui, id, &placed, &self.selection);
        let left = self.show_overview(ui, id, view, &setter, &placed, &marks);
        self.show_tooltip(&response, content.highlights, &hovered);

        let height = self.scroll.content_height(&setter);
        ui.set_min_size(vec2(view.width(), height));
        let delta = self.scroll.correction(area_offset, height);
        if delta != 0.0 {
            ui.scroll_with_delta_animation(vec2(0.0, -delta), ScrollAnimation::none());
        }
        self.layouts = setter.layouts();
        ReaderResponse {
            clicked: outcome.clicked.or(activated.highlight),
            clicked_figure: clicked_figure.or(activated.figure),
            adjusted: outcome.adjusted.or(activated.adjusted),
            left,
            hovered: hovered.highlights.first().copied(),
            selection_changed,
            selection_rect: self.selection_rect(&placed, view),
            copied,
            response,
        }
    }

    fn start_jump(&mut self, ui: &Ui, setter: &Typesetter<'_>, view: Rect) {
        let Some((range, manner)) = self.jump.take() else {
            return;
        };
        self.glide = None;
        let range = setter.document().clamp(&range);
        let started = ui.input(|i| i.time);
        if manner == Manner::Glide && ui.style().animation_time > 0.0 {
            let before = self.scroll.offset();
            if self.scroll.reveal(setter, range.start) {
                let most = f64::from(view.height()) * GLIDE_VIEWS;
                let distance = (self.scroll.offset() - before).clamp(-most, most);
                self.scroll.scroll_by(-distance);
                self.glide = Some(Glide {
                    distance,
                    done: 0.0,
                    started,
                });
            }
            return;
        }
        self.scroll.reveal(setter, range.start);
        if manner == Manner::Flash {
            self.flash = Some(Flash { range, started });
        }
    }

    /// Moves the view on its way, faster at first. Asks for frames only while it moves.
    fn go_on_gliding(&mut self, ui: &Ui) {
        let Some(glide) = &mut self.glide else {
            return;
        };
        let age = (ui.input(|i| i.time) - glide.started) / GLIDE_SECONDS;
        let share = 1.0 - (1.0 - age.clamp(0.0, 1.0)).powi(3);
        let step = glide.distance * share - glide.done;
        glide.done += step;
        self.scroll.scroll_by(step);
        if age >= 1.0 {
            self.glide = None;
        } else {
            ui.request_repaint();
        }
    }

    fn take_keys(
        &mut self,
        ui: &Ui,
        response: &Response,
        setter: &Typesetter<'_>,
        view: Rect,
        content: &ReaderContent<'_>,
    ) -> Option<String> {
        let free = ui.memory(Memory::focused).is_none();
        let takes = match std::mem::take(&mut self.focus) {
            Wish::None => false,
            Wish::IfFree => free,
            Wish::Anyway => true,
        };
        if takes {
            response.request_focus();
            // The keys are the text's own from the next frame on.
            ui.request_repaint();
        }
        if !has_focus(response) {
            return None;
        }
        let filter = EventFilter {
            tab: content.keeps_tab,
            horizontal_arrows: true,
            vertical_arrows: true,
            // The first Escape lets go of something, the next of the text itself.
            escape: !self.selection.is_empty() || content.keeps_escape,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let outcome = self.keyboard.update(
            ui,
            setter,
            &mut self.scroll,
            &mut self.selection,
            view.height(),
        );
        if outcome.scrolled {
            self.glide = None;
        }
        if let Some(words) = &outcome.copied {
            ui.copy_text(words.clone());
        }
        if outcome.selected && !self.selection.is_empty() {
            settle_selection(ui, setter.document(), &self.selection);
        }
        outcome.copied
    }

    /// Draws the page head if it is in view. At the very start of the page a head that turns out
    /// taller than before pushes the text down instead of growing out of view.
    fn show_head(
        &mut self,
        ui: &mut Ui,
        view: Rect,
        setter: &Typesetter<'_>,
        head: &PageHead<'_>,
        placed: &mut [Placed],
    ) {
        let Some(first) = placed.first().filter(|first| first.piece.index == 0) else {
            return;
        };
        let at_start = self.scroll.is_at_start();
        if !at_start && first.pos.y <= view.top() {
            return;
        }
        let known = self.scroll.head_height();
        let corner = first.pos - vec2(0.0, known);
        let column = Rect::from_min_size(corner, vec2(setter.column_width(), f32::INFINITY));
        let height = head.show(ui, setter.style(), column);
        self.scroll.set_head_height(height);
        let grown = height - known;
        if at_start && grown.abs() > f32::EPSILON {
            self.scroll.go_to_start();
            for piece in placed {
                piece.pos.y += grown;
            }
        }
    }

    /// Notices that other words are selected, and trims them.
    fn report_selection(&mut self, ui: &Ui, document: &Document, released: bool) -> bool {
        let range = self.selection.range();
        if released && !range.is_empty() {
            settle_selection(ui, document, &self.selection);
        }
        if range == self.reported {
            return false;
        }
        self.reported = range.clone();
        // What was chosen by name is not trimmed.
        if self.quote.as_ref() != Some(&range) {
            self.quote = Some(trim_selection(document.text(), range));
        }
        true
    }

    fn hovered(
        &self,
        response: &Response,
        placed: &[Placed],
        content: &ReaderContent<'_>,
    ) -> Hovered {
        if self.pointer.is_dragging() {
            response.ctx.set_cursor_icon(CursorIcon::Text);
            return Hovered::default();
        }
        let Some(pos) = response.hover_pos() else {
            return Hovered::default();
        };
        let letter = pointer::letter_at(placed, pos);
        let highlights = content.highlights;
        let over = letter.map(|byte| highlights.at(byte)).unwrap_or_default();
        let underline = letter.and_then(|byte| content.underlines.at(byte));
        let found = Hovered {
            highlights: over
                .into_iter()
                .map(|index| highlights.items()[index].id)
                .collect(),
            underline: underline.map(|item| item.hover.clone()),
        };
        let figure = underline.is_some_and(|item| item.kind != UnderlineKind::Date);
        let icon = if figure || !found.highlights.is_empty() {
            CursorIcon::PointingHand
        } else {
            CursorIcon::Text
        };
        response.ctx.set_cursor_icon(icon);
        found
    }

    /// Whether a caret is painted. The ring around what is looked at shows well enough where the
    /// keyboard is, unless the arrows move the caret.
    fn shows_caret(&self, response: &Response, content: &ReaderContent<'_>) -> bool {
        let alone = self.selection.is_empty() && content.current.is_none();
        has_focus(response) && (alone || self.keyboard.caret_mode)
    }

    /// What flashes and how strongly. Asks for frames only while it does.
    fn flash_strength(&mut self, ui: &Ui) -> Option<(Range<usize>, f32)> {
        let flash = self.flash.as_ref()?;
        let age = (ui.input(|i| i.time) - flash.started) / FLASH_SECONDS;
        if age >= 1.0 {
            self.flash = None;
            return None;
        }
        ui.request_repaint();
        Some((flash.range.clone(), 1.0 - age as f32))
    }

    fn show_overview(
        &mut self,
        ui: &Ui,
        id: Id,
        view: Rect,
        setter: &Typesetter<'_>,
        placed: &[Placed],
        marks: &Marks<'_>,
    ) -> bool {
        let (Some(first), Some(last)) = (placed.first(), placed.last()) else {
            return false;
        };
        let length = setter.document().text().len();
        // The line end after the last words counts as seen with them.
        let end = setter.document().piece_range(last.piece.index).end;
        let in_view = first.piece.range.start..end;
        self.in_view = in_view.clone();
        let strip = overview::show(ui, id, view, setter.style(), length, &in_view, marks);
        if let Some(byte) = strip.target
            && !in_view.contains(&byte)
        {
            self.jump = Some((byte..byte, Manner::Plain));
            ui.request_repaint();
        }
        strip.pressed
    }

    fn show_tooltip(&self, response: &Response, highlights: &Highlights, hovered: &Hovered) {
        if self.pointer.is_down() {
            return;
        }
        let marked = hovered
            .highlights
            .iter()
            .filter_map(|id| highlights.find(*id))
            .map(|item| item.hover.as_str());
        let texts: Vec<_> = marked
            .chain(hovered.underline.as_deref())
            .filter(|text| !text.is_empty())
            .collect();
        if texts.is_empty() {
            return;
        }
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(TOOLTIP_WIDTH);
            for (place, text) in texts.iter().enumerate() {
                if place > 0 {
                    ui.separator();
                }
                ui.label(*text);
            }
        });
    }

    fn selection_rect(&self, placed: &[Placed], view: Rect) -> Option<Rect> {
        if self.pointer.is_down() {
            return None;
        }
        let range = self.selection()?;
        placed
            .iter()
            .flat_map(|p| {
                p.piece
                    .rects(&range)
                    .map(|rect| rect.translate(p.pos.to_vec2()))
            })
            .filter(|rect| rect.intersects(view))
            .reduce(Rect::union)
    }
}

/// What is under the pointer.
#[derive(Default)]
struct Hovered {
    /// The highlights, the shortest first.
    highlights: Vec<HighlightId>,
    /// The tooltip of the recognised words.
    underline: Option<String>,
}

/// The figure that a click on a letter means. A highlight that is shorter than the figure, or that
/// is clicked while the figure is looked at already, comes before it.
fn clicked_figure(content: &ReaderContent<'_>, letter: Option<usize>) -> Option<Range<usize>> {
    let letter = letter?;
    let figure = &content.underlines.figure_at(letter)?.range;
    let highlights = content.highlights;
    let shortest = highlights.at(letter).into_iter().next();
    let shortest = shortest.map(|index| highlights.items()[index].range.len());
    let before = shortest
        .is_some_and(|length| length < figure.len() || content.current.as_ref() == Some(figure));
    (!before).then(|| figure.clone())
}

/// Whether the text has the keyboard. Asked of the memory, since where there is no window manager
/// a window without the system's focus has the keyboard as well.
fn has_focus(response: &Response) -> bool {
    response.ctx.memory(|memory| memory.has_focus(response.id))
}

/// Tells the window system that words are selected (the middle mouse button pastes them).
fn settle_selection(ui: &Ui, document: &Document, selection: &Selection) {
    let words = document.text()[selection.range()].to_owned();
    ui.send_cmd(OutputCommand::TextSelectionSettled(words));
}
