//! Money in one currency: which, and the rates that the project keeps.

use egui::{CollapsingHeader, RichText, Ui};

use super::{choose_named, end_typing};
use crate::edit;
use crate::model::{Chart, Project, ProjectInfo, Rates};
use crate::ui::action::Actions;
use crate::ui::controls;
use crate::ui::theme::{SMALL, Tokens};

/// The fields of rates.
#[derive(Default)]
pub struct Money {
    typed: String,
    stands_for: Option<Rates>,
}

impl Money {
    /// Shows the choice of a currency, and the table of rates where there is one.
    pub fn show(&mut self, ui: &mut Ui, project: &Project, chart: &Chart, actions: &mut Actions) {
        let rates = project.info().rates();
        let mut names = vec![String::new()];
        names.extend(rates.currencies().map(str::to_owned));
        let chosen = chart.currency.clone().unwrap_or_default();
        let label = |name: &str| match name {
            "" => "The currency of each claim".to_owned(),
            name => name.to_owned(),
        };
        if let Some(name) = choose_named(ui, "Show all money in", &names, label, &chosen) {
            let currency = Some(name).filter(|name| !name.is_empty());
            let change = edit::charts::set_currency(project, chart, currency);
            actions.change(Ok(change));
        }
        if chart.currency.is_some() {
            CollapsingHeader::new("Exchange rates")
                .id_salt("rates")
                .show(ui, |ui| self.rates(ui, project, actions));
        }
    }

    fn rates(&mut self, ui: &mut Ui, project: &Project, actions: &mut Actions) {
        let rates = project.info().rates();
        if self.stands_for.as_ref() != Some(rates) {
            // Changed from elsewhere: by undo, or because another project is open.
            self.typed = rates.write();
            self.stands_for = Some(rates.clone());
        }
        let mut source = rates.source.clone();
        let hint = "Where the rates are from; printed on the chart";
        let response = controls::text_area(ui, "Source of the rates", &mut source, hint, 2);
        end_typing(&response, actions);
        if response.changed() {
            let changed = Rates {
                source,
                ..rates.clone()
            };
            type_rates(project, changed, "source", actions);
        }
        let hint = "USD,2024,1.0824";
        let name = "Units for a euro: currency, year, rate";
        let response = controls::text_area(ui, name, &mut self.typed, hint, 8);
        end_typing(&response, actions);
        match Rates::read(&self.typed) {
            Ok(per_euro) if response.changed() && per_euro != rates.per_euro => {
                let changed = Rates {
                    per_euro,
                    ..rates.clone()
                };
                self.stands_for = Some(changed.clone());
                type_rates(project, changed, "table", actions);
            }
            Ok(_) => {}
            Err(error) => {
                let danger = Tokens::of(ui).danger;
                let words = RichText::new(error.to_string()).size(SMALL).color(danger);
                ui.label(words);
            }
        }
    }
}

fn type_rates(project: &Project, rates: Rates, field: &str, actions: &mut Actions) {
    let info = ProjectInfo {
        rates,
        ..project.info().as_ref().clone()
    };
    let change = edit::project::set_info(project, info, "Edit exchange rates");
    actions.typed(format!("rates:{field}"), Ok(change));
}
