//! A day that is typed: checked as it is typed, kept only when it is one.

use egui::{RichText, TextEdit, Ui};
use jiff::civil::Date;

use crate::model::{ChartId, When};
use crate::ui::controls;
use crate::ui::theme::{SMALL, Tokens};

/// A field for a day.
#[derive(Default)]
pub struct Day {
    /// What is typed, and for which chart and value.
    typed: String,
    stands_for: Option<(ChartId, Option<Date>)>,
}

/// Which day of a month or year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    First,
    Last,
}

impl Day {
    /// Shows the field and sets `day` once what is typed is a date or nothing at all.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        name: &str,
        edge: Edge,
        chart: ChartId,
        day: &mut Option<Date>,
    ) {
        if self.stands_for != Some((chart, *day)) {
            // Changed from elsewhere: by undo, or because another chart is open.
            self.typed = day.map(|day| day.to_string()).unwrap_or_default();
            self.stands_for = Some((chart, *day));
        }
        let caption = controls::caption(ui, name);
        let id = ui.make_persistent_id((name, chart));
        let field = TextEdit::singleline(&mut self.typed)
            .id(id)
            .hint_text("2024-12-02")
            .desired_width(f32::INFINITY);
        let response = ui.add(field).labelled_by(caption.id);
        match parse(&self.typed, edge) {
            Ok(parsed) => {
                if response.changed() && parsed != *day {
                    *day = parsed;
                    self.stands_for = Some((chart, parsed));
                }
            }
            Err(error) => {
                let danger = Tokens::of(ui).danger;
                ui.label(RichText::new(error).size(SMALL).color(danger));
            }
        }
    }
}

/// The day that is typed; none for an empty field.
fn parse(typed: &str, edge: Edge) -> Result<Option<Date>, &'static str> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let when: When = typed
        .parse()
        .map_err(|_error| "Type a day, a month or a year: 2024-12-02, 2024-12, 2024")?;
    Ok(Some(match edge {
        Edge::First => when.start(),
        Edge::Last => when.end(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_stands_for_its_first_or_last_day() {
        let day = |typed, edge| parse(typed, edge).map(|day| day.map(|day| day.to_string()));
        assert_eq!(
            day("2024-02", Edge::First),
            Ok(Some("2024-02-01".to_owned()))
        );
        assert_eq!(
            day(" 2024-02 ", Edge::Last),
            Ok(Some("2024-02-29".to_owned()))
        );
        assert_eq!(day("", Edge::Last), Ok(None));
        assert!(day("2024-13", Edge::First).is_err());
    }
}
