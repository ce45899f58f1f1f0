//! Money in one currency and in the prices of one year: which, and the tables that the project
//! keeps for it.

use egui::{CollapsingHeader, RichText, Ui};

use super::{choose_named, end_typing};
use crate::edit;
use crate::model::{Chart, Prices, Project, ProjectInfo, Rates, RatesError};
use crate::ui::action::{Action, Actions};
use crate::ui::controls;
use crate::ui::files::Pick;
use crate::ui::theme::{self, SMALL, Tokens};

/// The most numbers that are shown as text to type in.
const MOST_TYPED: usize = 1500;

/// The fields of both tables.
#[derive(Default)]
pub struct Money {
    rates: Field,
    prices: Field,
}

/// A table as it is typed.
#[derive(Default)]
struct Field {
    typed: String,
    /// The table that the project had when it was written out.
    stands_for: Option<String>,
    /// Whether the project's next table is the one that was typed here.
    typed_last: bool,
}

/// What is said around a table.
struct Words {
    source: &'static str,
    source_hint: &'static str,
    table: &'static str,
    hint: &'static str,
    import: &'static str,
    step: &'static str,
}

const RATES: Words = Words {
    source: "Source of the rates",
    source_hint: "Where the rates are from; printed on the chart",
    table: "Units for a euro: currency, year or month, rate",
    hint: "USD,2024,1.0824",
    import: "Import rates from a file…",
    step: "Edit exchange rates",
};

const PRICES: Words = Words {
    source: "Source of the price levels",
    source_hint: "Where the levels are from; printed on the chart",
    table: "Consumer prices: currency, year, level",
    hint: "USD,2024,313.7",
    import: "Import price levels from a file…",
    step: "Edit price levels",
};

impl Money {
    /// Shows the choice of a currency and of a year's prices, and the tables of what is chosen.
    pub fn show(&mut self, ui: &mut Ui, project: &Project, chart: &Chart, actions: &mut Actions) {
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                currency(left, project, chart, actions);
                year(right, project, chart, actions);
            }
        });
        if chart.currency.is_some() {
            self.rates(ui, project, actions);
        }
        if chart.prices.is_some() {
            self.prices(ui, project, actions);
        }
    }

    fn rates(&mut self, ui: &mut Ui, project: &Project, actions: &mut Actions) {
        let rates = project.info().rates();
        CollapsingHeader::new("Exchange rates")
            .id_salt("rates")
            .show(ui, |ui| {
                // A bank's whole history is no text to type in.
                let typed = (rates.count() <= MOST_TYPED).then(|| rates.write());
                let own = (rates.source.as_str(), typed);
                self.rates.show(
                    ui,
                    &RATES,
                    own,
                    Pick::ImportRates,
                    actions,
                    |changed| {
                        let rates = match changed {
                            Changed::Source(source) => Rates {
                                source,
                                ..rates.clone()
                            },
                            Changed::Table(text) => Rates {
                                source: rates.source.clone(),
                                ..Rates::read(text)?
                            },
                        };
                        Ok(ProjectInfo {
                            rates,
                            ..project.info().as_ref().clone()
                        })
                    },
                    project,
                );
            });
    }

    fn prices(&mut self, ui: &mut Ui, project: &Project, actions: &mut Actions) {
        let prices = project.info().prices();
        CollapsingHeader::new("Price levels")
            .id_salt("prices")
            .show(ui, |ui| {
                let own = (prices.source.as_str(), Some(prices.write()));
                self.prices.show(
                    ui,
                    &PRICES,
                    own,
                    Pick::ImportPrices,
                    actions,
                    |changed| {
                        let prices = match changed {
                            Changed::Source(source) => Prices {
                                source,
                                ..prices.clone()
                            },
                            Changed::Table(text) => Prices {
                                source: prices.source.clone(),
                                ..Prices::read(text)?
                            },
                        };
                        Ok(ProjectInfo {
                            prices,
                            ..project.info().as_ref().clone()
                        })
                    },
                    project,
                );
            });
    }
}

/// The choice of a currency.
fn currency(ui: &mut Ui, project: &Project, chart: &Chart, actions: &mut Actions) {
    let rates = project.info().rates();
    let mut names = vec![String::new()];
    names.extend(rates.currencies().map(str::to_owned));
    let chosen = chart.currency.clone().unwrap_or_default();
    let label = |name: &str| match name {
        "" => "Each claim’s own".to_owned(),
        name => name.to_owned(),
    };
    if let Some(name) = choose_named(ui, "Show all money in", &names, label, &chosen) {
        let currency = Some(name).filter(|name| !name.is_empty());
        let change = edit::charts::set_currency(project, chart, currency);
        actions.change(Ok(change));
    }
}

/// The choice of a year whose prices are shown.
fn year(ui: &mut Ui, project: &Project, chart: &Chart, actions: &mut Actions) {
    let prices = project.info().prices();
    let mut years = vec![String::new()];
    years.extend(prices.years().iter().rev().map(ToString::to_string));
    let chosen = chart.prices.map(|year| year.to_string());
    let chosen = chosen.unwrap_or_default();
    let label = |year: &str| match year {
        "" => "Each time’s own".to_owned(),
        year => format!("Of {year}"),
    };
    if let Some(year) = choose_named(ui, "In the prices", &years, label, &chosen) {
        let change = edit::charts::set_prices(project, chart, year.parse().ok());
        actions.change(Ok(change));
    }
}

/// What was typed.
enum Changed<'a> {
    Source(String),
    Table(&'a str),
}

impl Field {
    /// Shows where a table is from, the table, and a way to read it from a file; `with` makes the
    /// project's properties with what was typed.
    #[expect(clippy::too_many_arguments, reason = "two tables share one form")]
    fn show(
        &mut self,
        ui: &mut Ui,
        words: &Words,
        (own_source, own): (&str, Option<String>),
        import: Pick,
        actions: &mut Actions,
        with: impl Fn(Changed<'_>) -> Result<ProjectInfo, RatesError>,
        project: &Project,
    ) {
        let mut type_in = |field: &str, changed: Changed<'_>| -> Result<bool, RatesError> {
            let info = with(changed)?;
            let is_new = info != *project.info().as_ref();
            if is_new {
                let change = edit::project::set_info(project, info, words.step);
                actions.typed(format!("{}:{field}", words.step), Ok(change));
            }
            Ok(is_new)
        };
        let mut source = own_source.to_owned();
        let sourced = controls::text_area(ui, words.source, &mut source, words.source_hint, 2);
        let tabled = own.map(|own| {
            if self.stands_for.as_ref() != Some(&own) {
                // Changed from elsewhere: by undo, or because another project is open. What was
                // typed here stays as it was typed.
                if !std::mem::take(&mut self.typed_last) {
                    self.typed.clone_from(&own);
                }
                self.stands_for = Some(own);
            }
            controls::text_area(ui, words.table, &mut self.typed, words.hint, 8)
        });
        let fault = match &tabled {
            _ if sourced.changed() => type_in("source", Changed::Source(source)),
            Some(tabled) if tabled.changed() => {
                let typed = type_in("table", Changed::Table(&self.typed));
                self.typed_last |= typed == Ok(true);
                typed
            }
            Some(_) => with(Changed::Table(&self.typed)).map(|_| false),
            None => Ok(false),
        };
        end_typing(&sourced, actions);
        match &tabled {
            Some(tabled) => end_typing(tabled, actions),
            None => {
                ui.label(theme::weak(
                    ui,
                    "Too many numbers to type in; a file replaces them.",
                ));
            }
        }
        if let Err(error) = fault {
            let danger = Tokens::of(ui).danger;
            ui.label(RichText::new(error.to_string()).size(SMALL).color(danger));
        }
        if ui.button(words.import).clicked() {
            actions.push(Action::Pick(import));
        }
    }
}
