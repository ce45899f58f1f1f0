//! A row of names to choose one from: the saved charts, the pages of the notebook.
//!
//! It scrolls sideways where the names need more room than there is. What choosing does is for
//! the caller to say.

use egui::{Button, ScrollArea, Ui};

use super::theme::UNIT;

/// Longer names are cut here; the whole name shows on hover.
const MOST_CHARACTERS: usize = 32;

/// Shows the names in a row and returns the one that was chosen in this frame.
pub fn strip<Id: Copy + PartialEq>(
    ui: &mut Ui,
    names: impl Iterator<Item = (Id, String)>,
    current: Option<Id>,
) -> Option<Id> {
    let mut chosen = None;
    ScrollArea::horizontal()
        .id_salt("strip")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = UNIT;
                for (id, name) in names {
                    let shown = shorten(&name, MOST_CHARACTERS);
                    let response = ui.add(Button::selectable(current == Some(id), shown.as_str()));
                    let response = if shown == name {
                        response
                    } else {
                        response.on_hover_text(name.as_str())
                    };
                    if response.clicked() {
                        chosen = Some(id);
                    }
                }
            });
        });
    chosen
}

/// The text on one line, cut after `most` characters where it is longer.
pub fn shorten(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn names_are_cut_between_characters() {
        assert_eq!(shorten("Aid  by\nmonth", 20), "Aid by month");
        assert_eq!(shorten("Помощь Украине", 6), "Помощь…");
        assert_eq!(shorten("Aid by month", 4), "Aid…");
    }
}
