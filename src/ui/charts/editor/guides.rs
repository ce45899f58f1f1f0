//! What the marks are compared with: lines at amounts, dated events, remarks at claims.
//!
//! Lines and events are typed one a line, the amount or the day before a colon; what is no line
//! yet stays in the field and out of the chart.

use egui::{RichText, Ui};
use jiff::civil::Date;

use super::{end_typing, put, type_in};
use crate::model::{Amount, Chart, ChartId, ClaimId, DatedEvent, Pin, Project, ReferenceLine};
use crate::ui::action::Actions;
use crate::ui::chooser::shorten;
use crate::ui::controls;
use crate::ui::state::State;
use crate::ui::theme::{self, SMALL, Tokens};

/// The fields of lines, events and remarks.
#[derive(Default)]
pub struct GuideFields {
    lines: Typed<ReferenceLine>,
    events: Typed<DatedEvent>,
}

/// A list that is typed as lines of text.
struct Typed<T> {
    typed: String,
    stands_for: Option<(ChartId, Vec<T>)>,
}

impl<T> Default for Typed<T> {
    fn default() -> Self {
        Self {
            typed: String::new(),
            stands_for: None,
        }
    }
}

/// An item that has a line of text.
trait OneLine: Clone + PartialEq {
    fn write(&self) -> String;
    /// What a line stands for; none where it is not whole yet.
    fn read(line: &str) -> Option<Self>;
}

impl OneLine for ReferenceLine {
    fn write(&self) -> String {
        format!("{}: {}", self.amount.spoken(), self.label)
    }

    fn read(line: &str) -> Option<Self> {
        let (amount, label) = line.split_once(':').unwrap_or((line, ""));
        Some(Self {
            amount: Amount::parse_typed(amount).ok()?,
            label: label.trim().to_owned(),
        })
    }
}

impl OneLine for DatedEvent {
    fn write(&self) -> String {
        format!("{}: {}", self.date, self.label)
    }

    fn read(line: &str) -> Option<Self> {
        let (date, label) = line.split_once(':').unwrap_or((line, ""));
        Some(Self {
            date: date.trim().parse::<Date>().ok()?,
            label: label.trim().to_owned(),
        })
    }
}

/// The items of a text, and the first line that is none.
fn read_all<T: OneLine>(text: &str) -> (Vec<T>, Option<&str>) {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let items = lines().filter_map(T::read).collect();
    (items, lines().find(|line| T::read(line).is_none()))
}

impl<T: OneLine> Typed<T> {
    /// Shows the field; the items where they were changed.
    fn show(
        &mut self,
        ui: &mut Ui,
        name: &str,
        hint: &str,
        chart: ChartId,
        items: &[T],
        actions: &mut Actions,
    ) -> Option<Vec<T>> {
        let known = self.stands_for.as_ref();
        if known.is_none_or(|(own, known)| *own != chart || known != items) {
            // Changed from elsewhere: by undo, or because another chart is open.
            let lines: Vec<String> = items.iter().map(OneLine::write).collect();
            self.typed = lines.join("\n");
            self.stands_for = Some((chart, items.to_vec()));
        }
        let response = controls::text_area(ui, name, &mut self.typed, hint, 2);
        end_typing(&response, actions);
        let (read, wrong) = read_all::<T>(&self.typed);
        if let Some(wrong) = wrong {
            let words = format!("Not understood yet: “{}”", shorten(wrong, 40));
            let danger = Tokens::of(ui).danger;
            ui.label(RichText::new(words).size(SMALL).color(danger));
        }
        (response.changed() && read != items).then(|| {
            self.stands_for = Some((chart, read.clone()));
            read
        })
    }
}

impl GuideFields {
    /// Shows the fields.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        chart: &Chart,
        actions: &mut Actions,
    ) {
        ui.label(theme::strong("Compare with"));
        let hint = "65 billion: What the ministry counts";
        let lines = self
            .lines
            .show(ui, "Lines", hint, chart.id, &chart.lines, actions);
        if let Some(lines) = lines {
            let changed = Chart {
                lines,
                ..chart.clone()
            };
            type_in(project, changed, "lines", actions);
        }
        if !chart.kind.is_in_rows() {
            let hint = "2022-02-24: The invasion begins";
            let events = self
                .events
                .show(ui, "Events", hint, chart.id, &chart.events, actions);
            if let Some(events) = events {
                let changed = Chart {
                    events,
                    ..chart.clone()
                };
                type_in(project, changed, "events", actions);
            }
        }
        pins(ui, state, project, chart, actions);
    }
}

/// The remarks, and a button for one more at the claim at hand.
fn pins(ui: &mut Ui, state: &State, project: &Project, chart: &Chart, actions: &mut Actions) {
    for (index, pin) in chart.pins.iter().enumerate() {
        let mut text = pin.text.clone();
        let name = format!("Remark at {}", name_of(project, pin.claim));
        let response = controls::field(ui, &name, &mut text, "What is to be said here");
        if response.changed() {
            let mut changed = chart.clone();
            changed.pins[index].text = text;
            type_in(project, changed, &format!("pin {}", pin.claim), actions);
        }
        end_typing(&response, actions);
        if ui
            .small_button("Remove")
            .on_hover_text(format!("Remove: {name}"))
            .clicked()
        {
            let mut changed = chart.clone();
            changed.pins.remove(index);
            put(project, changed, actions);
        }
    }
    let at_hand = state
        .view
        .claim
        .filter(|claim| project.claim(*claim).is_some());
    let claim = at_hand.filter(|claim| !chart.pins.iter().any(|pin| pin.claim == *claim));
    let hint = "Choose a mark first; the remark then stands at it";
    let button = ui.add_enabled(
        claim.is_some(),
        egui::Button::new("Add a remark at this claim"),
    );
    if button.on_disabled_hover_text(hint).clicked()
        && let Some(claim) = claim
    {
        let mut changed = chart.clone();
        changed.pins.push(Pin {
            claim,
            text: name_of(project, claim),
        });
        put(project, changed, actions);
    }
}

fn name_of(project: &Project, claim: ClaimId) -> String {
    let claim = project.claim(claim);
    let name = claim.map(|claim| match claim.claimant.trim() {
        "" => format!("“{}”", shorten(&claim.passage.quote, 30)),
        claimant => claimant.to_owned(),
    });
    name.unwrap_or_else(|| "a claim that is gone".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_text_are_items() {
        let (lines, wrong) = read_all::<ReferenceLine>("65 billion: The total\n\n1.5m\n: no");
        let lines: Vec<String> = lines.iter().map(OneLine::write).collect();
        assert_eq!(lines, ["65 billion: The total", "1.5 million: "]);
        assert_eq!(wrong, Some(": no"));
        let (events, wrong) =
            read_all::<DatedEvent>("2022-02-24: It begins: at dawn\n2022-13-01: x");
        assert_eq!(events[0].label, "It begins: at dawn");
        assert_eq!(wrong, Some("2022-13-01: x"));
    }
}
