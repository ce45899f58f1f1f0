//! A menu of names to choose one from: the saved charts, the pages of the notebook.
//!
//! What choosing does is for the caller to say.

use egui::{ComboBox, Ui};

use super::theme::UNIT;

/// Shows the name that is chosen, and all of them in a menu; returns the one that was chosen in
/// this frame. `what` names the menu for those who do not see it.
pub fn chooser<Id: Copy + PartialEq>(
    ui: &mut Ui,
    what: &str,
    names: impl Iterator<Item = (Id, String)>,
    current: Option<Id>,
) -> Option<Id> {
    let names: Vec<(Id, String)> = names.collect();
    let shown = names.iter().find(|(id, _)| Some(*id) == current);
    let shown = shown.map_or("Choose…", |(_, name)| name.as_str());
    let mut chosen = None;
    let menu = ComboBox::from_id_salt(what)
        .width((ui.available_width() - UNIT).max(60.0))
        .height(320.0)
        .truncate()
        .selected_text(shown)
        .show_ui(ui, |ui| {
            for (id, name) in &names {
                let is_chosen = Some(*id) == current;
                if ui.selectable_label(is_chosen, name.as_str()).clicked() && !is_chosen {
                    chosen = Some(*id);
                }
            }
        });
    ui.accesskit_node_builder(menu.response.id, |node| node.set_label(what));
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
