//! The figure of a claim: in words, and in fields that are checked while they are typed.

use std::cell::OnceCell;

use egui::{RichText, Ui};
use strum::IntoEnumIterator as _;

use super::unit::{gather_units, read_unit, searched, unit_for};
use super::{Desk, choice, next_row, rows};
use crate::model::{Amount, Bound, Figure, FigureKind, TimeFrame, When};
use crate::recognise;
use crate::suggest::Reader;
use crate::ui::action::{Action, Focus};
use crate::ui::completion::{Choice, rank};
use crate::ui::controls::caption;
use crate::ui::entry::{Entered, Entry, Field, complain, no_choices};
use crate::ui::theme::{self, HEADING, SMALL, Tokens, UNIT};

/// The drafts of the figure's fields.
#[derive(Default)]
pub(super) struct FigureEditor {
    low: Entry<Option<Amount>>,
    best: Entry<Option<Amount>>,
    high: Entry<Option<Amount>>,
    unit: Entry<String>,
    /// The units that the field proposes, gathered when it is first typed in.
    units: OnceCell<Vec<Choice>>,
}

impl FigureEditor {
    pub(super) fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(figure) = &desk.claim.figure else {
            none_yet(ui, desk);
            return;
        };
        headline(ui, desk, figure);
        ui.add_space(UNIT);
        self.numbers(ui, desk, figure);
        next_row(ui);
        ui.columns_const(|[left, right]| {
            self.kind(left, desk, figure);
            self.unit(right, desk, figure);
        });
        complain(ui, self.unit.problem());
        next_row(ui);
        ui.columns_const(|[left, right]| {
            bound(left, desk, figure);
            time_frame(right, desk, figure);
        });
        ui.add_space(2.0 * UNIT);
        ui.horizontal(|ui| {
            read_from_words(ui, desk);
            if ui.button("Remove figure").clicked() {
                desk.change("Remove figure", |claim| claim.figure = None);
            }
        });
    }

    fn numbers(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, figure: &Figure) {
        let wants = desk.takes(Focus::ClaimFigure);
        ui.columns_const(|[low, best, high]| {
            let entered = amount(low, "Low", &mut self.low, figure.low);
            set_amount(desk, "low", entered, |figure| &mut figure.low);
            let entered = amount(best, "Best", &mut self.best, figure.best);
            if wants {
                entered.response.request_focus();
                entered.response.scroll_to_me(None);
            }
            set_amount(desk, "best", entered, |figure| &mut figure.best);
            let entered = amount(high, "High", &mut self.high, figure.high);
            set_amount(desk, "high", entered, |figure| &mut figure.high);
        });
        let fields = [&self.low, &self.best, &self.high];
        complain(ui, fields.into_iter().find_map(Entry::problem));
        if let Some(warning) = disorder(figure) {
            let text = RichText::new(warning)
                .size(SMALL)
                .color(Tokens::of(ui).warning);
            ui.add(egui::Label::new(text).wrap());
        }
    }

    fn kind(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, figure: &Figure) {
        let kinds = FigureKind::iter().map(|kind| (kind, kind.label()));
        let taken = choice(ui, "Kind", figure.kind.label(), |ui| {
            rows(ui, kinds, figure.kind)
        });
        if let Some(kind) = taken {
            let unit = unit_for(desk.project, kind, &figure.unit);
            self.units = OnceCell::new();
            desk.change("Edit figure", |claim| {
                if let Some(figure) = &mut claim.figure {
                    figure.kind = kind;
                    figure.unit = unit;
                }
            });
        }
    }

    fn unit(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, figure: &Figure) {
        let kind = figure.kind;
        let (name, hint) = match kind {
            FigureKind::Money => ("Currency", "for example USD"),
            FigureKind::Count => ("What is counted", "for example soldier"),
            FigureKind::Percent => {
                caption(ui, "Unit");
                ui.label("per cent");
                return;
            }
            FigureKind::Duration => ("Unit", "for example day"),
            FigureKind::Measure => ("Unit", "for example tonne"),
        };
        caption(ui, name);
        let units = &self.units;
        let project = desk.project;
        let field = Field {
            name,
            hint,
            width: ui.available_width(),
            write: &String::clone,
            read: &|typed| read_unit(kind, typed),
            choices: &|typed| {
                let all = units.get_or_init(|| gather_units(project, kind));
                let words: Vec<String> = all.iter().map(searched).collect();
                let found = rank(typed, words.iter().map(String::as_str), 40);
                found.into_iter().map(|place| all[place].clone()).collect()
            },
        };
        let entered = self.unit.show(ui, &field, &figure.unit);
        if entered.response.gained_focus() {
            self.units = OnceCell::new();
        }
        desk.entered("unit", "Edit unit", entered, |claim, unit| {
            if let Some(figure) = &mut claim.figure {
                figure.unit = unit;
            }
        });
    }
}

fn none_yet(ui: &mut Ui, desk: &mut Desk<'_>) {
    let wants = desk.takes(Focus::ClaimFigure);
    ui.label(RichText::new("No figure").color(Tokens::of(ui).weak));
    ui.horizontal(|ui| {
        read_from_words(ui, desk);
        let button = ui
            .button("Add figure")
            .on_hover_text("Type the number yourself");
        if wants {
            button.request_focus();
        }
        if button.clicked() {
            desk.change("Add figure", |claim| {
                let empty = Figure::exact(FigureKind::Count, Amount::from(0), "");
                claim.figure = Some(Figure {
                    best: None,
                    ..empty
                });
            });
            desk.wants = Some(Focus::ClaimFigure);
        }
    });
}

fn headline(ui: &mut Ui, desk: &Desk<'_>, figure: &Figure) {
    let tokens = Tokens::of(ui);
    let spoken = theme::strong(figure.spoken()).size(HEADING + 3.0);
    ui.add(egui::Label::new(spoken).wrap());
    let rate = matches!(figure.time_frame, TimeFrame::Rate(_));
    let parts = [
        (!rate).then(|| figure.time_frame.label().to_owned()),
        desk.claim.stage.map(|stage| stage.label().to_lowercase()),
        desk.claim.when.map(When::spoken),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        ui.label(RichText::new(parts.join(" · ")).color(tokens.weak));
    }
}

fn read_from_words(ui: &mut Ui, desk: &mut Desk<'_>) {
    let button = ui.button("Read from the words");
    if !button
        .on_hover_text("Take the figure as the quoted words say it")
        .clicked()
    {
        return;
    }
    let passage = &desk.claim.passage;
    let read = match desk.project.article(passage.article) {
        Some(article) if passage.matches(&article.text) => {
            let reader = Reader::of(desk.project);
            reader.proposal(article, passage.range()).figure
        }
        _ => recognise::figure_in(&passage.quote),
    };
    if let Some(figure) = read {
        desk.change("Read figure", |claim| claim.figure = Some(figure));
    } else {
        let text = "There is no figure in these words; type it instead".to_owned();
        desk.actions.push(Action::Refuse(text));
    }
}

fn amount(
    ui: &mut Ui,
    name: &str,
    entry: &mut Entry<Option<Amount>>,
    value: Option<Amount>,
) -> Entered<Option<Amount>> {
    caption(ui, name);
    let field = Field {
        name,
        hint: "–",
        width: ui.available_width(),
        write: &|value: &Option<Amount>| value.map(Amount::spoken).unwrap_or_default(),
        read: &read_amount,
        choices: &no_choices,
    };
    let mut entered = entry.show(ui, &field, &value);
    if let Some(amount) = value {
        entered.response = entered.response.on_hover_text(amount.grouped());
    }
    entered
}

fn read_amount(typed: &str) -> Result<Option<Amount>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Amount::parse_typed(typed)
        .map(Some)
        .map_err(|error| error.to_string())
}

fn set_amount(
    desk: &mut Desk<'_>,
    name: &str,
    entered: Entered<Option<Amount>>,
    place: impl FnOnce(&mut Figure) -> &mut Option<Amount>,
) {
    desk.entered(name, "Edit figure", entered, |claim, value| {
        if let Some(figure) = &mut claim.figure {
            *place(figure) = value;
        }
    });
}

fn bound(ui: &mut Ui, desk: &mut Desk<'_>, figure: &Figure) {
    let bounds = Bound::iter().map(|bound| (bound, bound.label()));
    let taken = choice(ui, "Bound", figure.bound.label(), |ui| {
        rows(ui, bounds, figure.bound)
    });
    if let Some(bound) = taken {
        desk.change("Edit figure", |claim| {
            if let Some(figure) = &mut claim.figure {
                figure.bound = bound;
            }
        });
    }
}

fn time_frame(ui: &mut Ui, desk: &mut Desk<'_>, figure: &Figure) {
    let frames = TimeFrame::ALL.map(|frame| (frame, frame.label()));
    let current = figure.time_frame;
    let taken = choice(ui, "Time frame", current.label(), |ui| {
        rows(ui, frames, current)
    });
    if let Some(frame) = taken {
        desk.change("Edit figure", |claim| {
            if let Some(figure) = &mut claim.figure {
                figure.time_frame = frame;
            }
        });
    }
}

/// What is odd about the order of the numbers.
fn disorder(figure: &Figure) -> Option<&'static str> {
    let more = |a: Option<Amount>, b: Option<Amount>| a.zip(b).is_some_and(|(a, b)| a > b);
    if more(figure.low, figure.high) {
        Some("Low is more than high")
    } else if more(figure.low, figure.best) {
        Some("Low is more than best")
    } else if more(figure.best, figure.high) {
        Some("Best is more than high")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_order_are_told() {
        let amount = |number: i64| Some(Amount::from(number));
        let figure = |low, best, high| Figure {
            low,
            best,
            high,
            ..Figure::exact(FigureKind::Count, Amount::from(0), "tank")
        };
        assert_eq!(disorder(&figure(amount(1), amount(2), amount(3))), None);
        assert_eq!(disorder(&figure(None, amount(2), None)), None);
        assert_eq!(
            disorder(&figure(amount(3), amount(2), None)),
            Some("Low is more than best")
        );
        assert_eq!(
            disorder(&figure(None, amount(4), amount(3))),
            Some("Best is more than high")
        );
    }
}
