//! Writing a page: its title, its Markdown, and the embeds that the picker puts into it.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat, TextWrapping};
use egui::text_edit::TextEditState;
use egui::text_selection::text_cursor_state::{
    byte_index_from_char_index, char_index_from_byte_index,
};
use egui::{
    FontId, FontSelection, Galley, Id, Pos2, ScrollArea, TextBuffer, TextEdit, TextStyle, Ui,
};

use super::picker::{Picked, Picker};
use super::set_text;
use crate::edit;
use crate::model::{Embed, Note, NoteId, Project};
use crate::ui::action::{Action, Actions};
use crate::ui::state::State;
use crate::ui::theme::{self, SMALL, Tokens};

/// The editor of a page.
#[derive(Default)]
pub struct Writing {
    /// Where the caret was last, in bytes of the text of that page.
    caret: Option<(NoteId, usize)>,
    picker: Option<Open>,
    /// Whether the keyboard was sent to the text.
    pub(super) wants_keyboard: bool,
}

/// The picker, where it stands and what it will replace.
struct Open {
    picker: Picker,
    note: NoteId,
    place: Pos2,
    /// The bytes of the page's text that the embed takes the place of.
    replaces: Range<usize>,
}

impl Writing {
    /// Shows the title and the Markdown of the page.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        note: &Note,
        actions: &mut Actions,
    ) {
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let insert = ui.button("Insert…").on_hover_text(
                    "Put a claim or a chart into the page (or type / at the start of a line)",
                );
                if insert.clicked() {
                    let at = self.caret_in(note);
                    self.open(state, project, note, insert.rect.left_bottom(), at..at);
                }
                title(ui, project, note, actions);
            });
        });
        let id = Id::unique(("page text", note.id));
        ScrollArea::vertical()
            .id_salt(("page source", note.id))
            .auto_shrink(false)
            .show(ui, |ui| {
                self.text(ui, id, state, project, note, actions);
            });
        self.pick(ui, id, project, note, actions);
    }

    fn text(
        &mut self,
        ui: &mut Ui,
        id: Id,
        state: &State,
        project: &Project,
        note: &Note,
        actions: &mut Actions,
    ) {
        let mut text = note.text.clone();
        let mut layouter = lay_out;
        let output = TextEdit::multiline(&mut text)
            .layouter(&mut layouter)
            .id(id)
            .hint_text("Markdown. Type / at the start of a line to put in a claim or a chart.")
            .desired_width(f32::INFINITY)
            .min_size(ui.available_size())
            .show(ui);
        ui.accesskit_node_builder(id, |node| node.set_label("Text of the page"));
        if std::mem::take(&mut self.wants_keyboard) {
            output.response.request_focus();
        }
        if let Some(range) = output.cursor_range {
            let caret = byte_index_from_char_index(&text, range.primary.index).0;
            self.caret = Some((note.id, caret));
            if output.response.changed()
                && text.len() > note.text.len()
                && let Some(replaces) = slash_at_line_start(&text, caret)
            {
                let row = output.galley.pos_from_cursor(range.primary);
                let place = output.galley_pos + row.left_bottom().to_vec2();
                self.open(state, project, note, place, replaces);
            }
        }
        if output.response.changed() {
            set_text(project, note, text, true, actions);
        }
        if output.response.lost_focus() {
            actions.push(Action::EndTyping);
        }
    }

    fn caret_in(&self, note: &Note) -> usize {
        match self.caret {
            Some((page, caret)) if page == note.id => caret.min(note.text.len()),
            _ => note.text.len(),
        }
    }

    fn open(
        &mut self,
        state: &State,
        project: &Project,
        note: &Note,
        place: Pos2,
        replaces: Range<usize>,
    ) {
        let picker = Picker::new(project, state.view.claim);
        self.picker = Some(Open {
            picker,
            note: note.id,
            place,
            replaces,
        });
    }

    /// Shows the picker, if it is open, and does what was picked.
    fn pick(&mut self, ui: &mut Ui, id: Id, project: &Project, note: &Note, actions: &mut Actions) {
        let Some(open) = self.picker.as_mut().filter(|open| open.note == note.id) else {
            self.picker = None;
            return;
        };
        match open.picker.show(ui, open.place) {
            None => return,
            Some(Picked::Nothing) => {}
            Some(Picked::Embed(embed)) => {
                let (text, caret) = insert_embed(&note.text, open.replaces.clone(), embed);
                set_caret(ui, id, &text, caret);
                self.caret = Some((note.id, caret));
                set_text(project, note, text, false, actions);
            }
        }
        self.picker = None;
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn title(ui: &mut Ui, project: &Project, note: &Note, actions: &mut Actions) {
    let mut title = note.title.clone();
    let id = Id::unique(("page title", note.id));
    let response = ui.add(
        TextEdit::singleline(&mut title)
            .id(id)
            .hint_text("Title of the page")
            .font(FontSelection::from(TextStyle::Heading))
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(theme::UNIT as i8, 2)),
    );
    ui.accesskit_node_builder(id, |node| node.set_label("Title of the page"));
    if response.changed() {
        let edit = edit::notes::put(
            project,
            Note {
                title,
                ..note.clone()
            },
        );
        actions.typed(format!("note:{}:title", note.id), Ok(edit));
    }
    if response.lost_focus() {
        actions.push(Action::EndTyping);
    }
}

/// Lays Markdown out with its embeds in small weak letters: they are there to be read on the
/// page, not here.
fn lay_out(ui: &Ui, text: &dyn TextBuffer, width: f32) -> Arc<Galley> {
    let tokens = Tokens::of(ui);
    let mut job = LayoutJob {
        wrap: TextWrapping::wrap_at_width(width),
        ..LayoutJob::default()
    };
    let body = TextStyle::Body.resolve(ui.style());
    for line in text.as_str().split_inclusive('\n') {
        let format = if Embed::parse(line).is_some() {
            TextFormat::simple(FontId::proportional(SMALL), tokens.weak)
        } else {
            TextFormat::simple(body.clone(), tokens.text)
        };
        job.append(line, 0.0, format);
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn set_caret(ui: &Ui, id: Id, text: &str, caret: usize) {
    let mut state = TextEditState::load(ui, id).unwrap_or_default();
    let place = char_index_from_byte_index(text, egui::text::ByteIndex(caret));
    state
        .cursor
        .set_char_range(Some(CCursorRange::one(CCursor::new(place))));
    state.store(ui, id);
}

/// The slash before the caret, where it stands alone on its line.
fn slash_at_line_start(text: &str, caret: usize) -> Option<Range<usize>> {
    let before = text.get(..caret)?.strip_suffix('/')?;
    let starts_line = before.is_empty() || before.ends_with('\n');
    let ends_line = matches!(text[caret..].chars().next(), None | Some('\n'));
    (starts_line && ends_line).then_some(before.len()..caret)
}

/// The text with the embed on a line of its own in place of `replaces`, and where the caret goes:
/// to the line below. A range that the text no longer has stands for its end.
fn insert_embed(text: &str, replaces: Range<usize>, embed: Embed) -> (String, usize) {
    let fits = text.get(replaces.clone()).is_some();
    let replaces = if fits {
        replaces
    } else {
        text.len()..text.len()
    };
    let (before, after) = (&text[..replaces.start], &text[replaces.end..]);
    let mut out = String::with_capacity(text.len() + 64);
    out.push_str(before);
    if !before.is_empty() && !before.ends_with('\n') {
        out.push('\n');
    }
    out.push_str(&embed.line());
    out.push('\n');
    let caret = out.len();
    out.push_str(after.strip_prefix('\n').unwrap_or(after));
    (out, caret)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::ClaimId;

    #[test]
    fn a_slash_alone_on_its_line_opens_the_picker() {
        assert_eq!(slash_at_line_start("/", 1), Some(0..1));
        assert_eq!(slash_at_line_start("One\n/\nTwo", 5), Some(4..5));
        assert_eq!(slash_at_line_start("and/or", 4), None);
        assert_eq!(slash_at_line_start("/etc", 1), None);
        assert_eq!(slash_at_line_start("é/", 3), None);
    }

    #[test]
    fn an_embed_takes_the_slash_away() {
        let embed = Embed::Claim(ClaimId::from_u128(1));
        let (text, caret) = insert_embed("One\n/\nTwo", 4..5, embed);
        assert_eq!(text, format!("One\n{}\nTwo", embed.line()));
        assert_eq!(&text[caret..], "Two");
        let (text, _) = insert_embed("One", 3..3, embed);
        assert_eq!(text, format!("One\n{}\n", embed.line()));
    }

    proptest! {
        #[test]
        fn an_embed_stands_on_a_line_of_its_own(
            text in "[a-zé/\n]{0,40}", start in 0_usize..50, length in 0_usize..5,
        ) {
            let embed = Embed::Claim(ClaimId::from_u128(7));
            let (out, caret) = insert_embed(&text, start..start + length, embed);
            prop_assert!(out.is_char_boundary(caret));
            prop_assert!(out.lines().any(|line| Embed::parse(line) == Some(embed)));
        }
    }
}
