//! The figure of a claim: in words, and in fields that are checked while they are typed.

use std::cell::OnceCell;

use egui::{RichText, Ui};
use strum::IntoEnumIterator as _;

use super::unit::{gather_units, read_unit, searched, unit_for};
use super::{Desk, choice, next_row, rows};
use crate::model::check::figure_faults;
use crate::model::{Amount, Bound, Figure, FigureKind, TimeFrame, When};
use crate::recognise;
use crate::suggest::Reader;
use crate::ui::action::{Action, Focus};
use crate::ui::completion::{Choice, rank};
use crate::ui::controls::caption;
use crate::ui::entry::{Entry, Field, complain, no_choices};
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
    /// What one of the fields refused.
    pub(super) fn refused(&self) -> Option<&str> {
        let numbers = [&self.low, &self.best, &self.high];
        let refused = numbers.into_iter().find_map(Entry::refused);
        refused.or_else(|| self.unit.refused())
    }

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
        ui.horizontal_wrapped(|ui| {
            read_from_words(ui, desk);
            if ui.button("Remove figure").clicked() {
                desk.change("Remove figure", |claim| claim.figure = None);
            }
        });
    }

    fn numbers(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, figure: &Figure) {
        let wants = desk.takes(Focus::ClaimFigure);
        ui.columns_const(|[low, best, high]| {
            amount(low, Number::Low, &mut self.low, desk, figure);
            let response = amount(best, Number::Best, &mut self.best, desk, figure);
            if wants {
                response.request_focus();
                response.scroll_to_me(None);
            }
            amount(high, Number::High, &mut self.high, desk, figure);
        });
        let fields = [&self.low, &self.best, &self.high];
        let problem = fields.into_iter().find_map(Entry::problem);
        complain(ui, problem);
        // What came from a file is told as the check of the project tells it.
        let faults = figure_faults(figure);
        if problem.is_none() && !faults.is_empty() {
            let text = format!("⚠ Needs attention: {}", faults.join("; "));
            let text = RichText::new(text)
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
    ui.horizontal_wrapped(|ui| {
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

/// One of the three numbers of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Low,
    Best,
    High,
}

impl Number {
    const ALL: [Self; 3] = [Self::Low, Self::Best, Self::High];

    fn label(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Best => "Best",
            Self::High => "High",
        }
    }

    fn of(self, figure: &Figure) -> Option<Amount> {
        match self {
            Self::Low => figure.low,
            Self::Best => figure.best,
            Self::High => figure.high,
        }
    }

    fn set(self, figure: &mut Figure, amount: Option<Amount>) {
        match self {
            Self::Low => figure.low = amount,
            Self::Best => figure.best = amount,
            Self::High => figure.high = amount,
        }
    }

    /// Whether the amount may stand beside the figure's other numbers, and what is wrong if not.
    fn fits(self, figure: &Figure, amount: Amount) -> Result<(), String> {
        let place = |number: Self| Self::ALL.iter().position(|own| *own == number);
        for other in Self::ALL.into_iter().filter(|other| *other != self) {
            let Some(limit) = other.of(figure) else {
                continue;
            };
            let (name, other_name) = (self.label(), other.label().to_lowercase());
            if place(self) < place(other) && amount > limit {
                return Err(format!(
                    "{name} is more than {other_name}, {}",
                    limit.spoken()
                ));
            }
            if place(self) > place(other) && amount < limit {
                return Err(format!(
                    "{name} is less than {other_name}, {}",
                    limit.spoken()
                ));
            }
        }
        Ok(())
    }
}

/// A field for one number, which takes only what fits the two others.
fn amount(
    ui: &mut Ui,
    number: Number,
    entry: &mut Entry<Option<Amount>>,
    desk: &mut Desk<'_>,
    figure: &Figure,
) -> egui::Response {
    let name = number.label();
    let value = number.of(figure);
    caption(ui, name);
    let field = Field {
        name,
        hint: "–",
        width: ui.available_width(),
        write: &|value: &Option<Amount>| value.map(Amount::spoken).unwrap_or_default(),
        read: &|typed| {
            let read = read_amount(typed)?;
            read.map_or(Ok(()), |amount| number.fits(figure, amount))?;
            Ok(read)
        },
        choices: &no_choices,
    };
    let entered = entry.show(ui, &field, &value);
    let mut response = entered.response.clone();
    if let Some(amount) = value {
        response = response.on_hover_text(amount.grouped());
    }
    let key = name.to_lowercase();
    desk.entered(&key, "Edit figure", entered, |claim, value| {
        if let Some(figure) = &mut claim.figure {
            number.set(figure, value);
        }
    });
    response
}

fn read_amount(typed: &str) -> Result<Option<Amount>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Amount::parse_typed(typed)
        .map(Some)
        .map_err(|error| error.to_string())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_must_fit_the_two_others() {
        let amount = |number: i64| Some(Amount::from(number));
        let figure = |low, best, high| Figure {
            low,
            best,
            high,
            ..Figure::exact(FigureKind::Count, Amount::from(0), "tank")
        };
        let fits = |number: Number, figure: &Figure, amount: i64| {
            number.fits(figure, Amount::from(amount)).err()
        };
        let whole = figure(amount(10), amount(20), amount(30));
        assert_eq!(fits(Number::Low, &whole, 20), None);
        assert_eq!(
            fits(Number::Low, &whole, 40).as_deref(),
            Some("Low is more than best, 20")
        );
        assert_eq!(
            fits(Number::High, &whole, 5).as_deref(),
            Some("High is less than low, 10")
        );
        assert_eq!(fits(Number::Best, &whole, 10), None);
        // A figure that is wrong already can be put right one number at a time.
        let wrong = figure(amount(30), amount(20), amount(10));
        assert_eq!(fits(Number::Low, &wrong, 5), None);
    }
}
