//! The numbers behind the picture: a row for each claim of each mark, in the order of time.

use egui::{Label, Link, ScrollArea, Sense, Ui, WidgetText};
use egui_extras::{Column, TableBuilder, TableRow};

use super::models::Prepared;
use crate::chart::table::Row;
use crate::chart::{ChartModel, Unit};
use crate::model::{Amount, ClaimId, FigureKind, Project, When};
use crate::ui::action::{Action, Actions};
use crate::ui::chooser::shorten;
use crate::ui::controls;
use crate::ui::state::State;
use crate::ui::theme::{self, SMALL, UNIT};

/// How much of a quote a row shows, in characters.
const MOST_CHARACTERS: usize = 160;
/// The height of a row, in points.
const ROW: f32 = 6.0 * UNIT;

/// The table of a chart.
#[derive(Default)]
pub struct Table {
    /// The claim that was brought into sight last, so that scrolling is left alone after.
    brought_in: Option<ClaimId>,
}

impl Table {
    /// Shows the rows; a click leads to the claim's words.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        prepared: &Prepared,
        actions: &mut Actions,
    ) {
        let rows = prepared.rows(project);
        if rows.is_empty() {
            ui.label(theme::weak(ui, "No numbers: the chart has no marks."));
            return;
        }
        let columns = Columns::of(&prepared.model, rows);
        let chosen = state.view.claim;
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            self.rows(ui, &prepared.model, rows, &columns, chosen, actions);
        });
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        model: &ChartModel,
        rows: &[Row],
        columns: &Columns,
        chosen: Option<ClaimId>,
        actions: &mut Actions,
    ) {
        let mut table = TableBuilder::new(ui)
            .id_salt(("table", model.chart))
            .striped(true)
            .sense(Sense::click())
            .resizable(true)
            .auto_shrink(false);
        for (_, width) in &columns.0 {
            table = table.column(Column::initial(*width).at_least(48.0).clip(true));
        }
        table = table.column(Column::remainder().at_least(220.0).clip(true));
        if chosen != self.brought_in {
            self.brought_in = chosen;
            let row = rows.iter().position(|row| Some(row.claim) == chosen);
            if let Some(row) = row {
                table = table.scroll_to_row(row, None);
            }
        }
        table
            .header(ROW, |mut header| {
                let names = columns.0.iter().map(|(column, _)| column.name(model));
                for name in names.chain(["Quote".to_owned()]) {
                    header.col(|ui| text(ui, theme::strong(name).size(SMALL)));
                }
            })
            .body(|body| {
                body.rows(ROW, rows.len(), |mut drawn| {
                    let row = &rows[drawn.index()];
                    drawn.set_selected(chosen == Some(row.claim));
                    cells(&mut drawn, model, columns, row, actions);
                    if drawn.response().clicked() {
                        actions.push(Action::ShowClaim {
                            claim: row.claim,
                            jump: true,
                        });
                    }
                });
            });
    }
}

/// The columns that a chart needs before the quote, with their widths in points at first.
struct Columns(Vec<(What, f32)>);

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Series,
    Date,
    Value,
    Low,
    High,
    Claimant,
    Publisher,
}

impl Columns {
    /// Series where there is more than one, low and high where a claim has them.
    fn of(model: &ChartModel, rows: &[Row]) -> Self {
        let ranges = rows
            .iter()
            .any(|row| row.low.is_some() || row.high.is_some());
        let all = [
            (What::Series, 130.0),
            (What::Date, 92.0),
            (What::Value, 104.0),
            (What::Low, 84.0),
            (What::High, 84.0),
            (What::Claimant, 140.0),
            (What::Publisher, 140.0),
        ];
        let needed = |what: What| match what {
            What::Series => model.has_legend(),
            What::Low | What::High => ranges,
            _ => true,
        };
        Self(all.into_iter().filter(|(what, _)| needed(*what)).collect())
    }
}

impl What {
    fn name(self, model: &ChartModel) -> String {
        let unit = &model.y.unit;
        match self {
            Self::Series => "Series".to_owned(),
            Self::Date => "Date".to_owned(),
            // Signs of currencies stand in the cells.
            Self::Value if !says_its_unit(unit) => format!("Value, {}", unit.words()),
            Self::Value => "Value".to_owned(),
            Self::Low => "Low".to_owned(),
            Self::High => "High".to_owned(),
            Self::Claimant => "Claimant".to_owned(),
            Self::Publisher => "Publisher".to_owned(),
        }
    }
}

fn says_its_unit(unit: &Unit) -> bool {
    matches!(unit.kind, FigureKind::Money | FigureKind::Percent)
}

fn cells(
    drawn: &mut TableRow<'_, '_>,
    model: &ChartModel,
    columns: &Columns,
    row: &Row,
    actions: &mut Actions,
) {
    // A claim that was converted keeps its own currency here.
    let unit = &Unit {
        name: row.unit.clone(),
        ..model.y.unit.clone()
    };
    let amount = |value: Option<Amount>| match value {
        Some(value) if says_its_unit(unit) => unit.spoken(value),
        Some(value) => value.spoken(),
        None => String::new(),
    };
    let when = row.when.map(When::spoken).unwrap_or_default();
    for (what, _) in &columns.0 {
        drawn.col(|ui| match what {
            What::Series => {
                ui.horizontal(|ui| {
                    controls::swatch_dot(ui, model.series[row.series].swatch);
                    text(ui, row.series_name.as_str());
                });
            }
            What::Date => {
                let link = ui.add(Link::new(when.as_str()));
                let spoken = row.value.map(|value| unit.spoken(value));
                let spoken = spoken.unwrap_or_default();
                let name = format!("Go to the words: {when}, {spoken}");
                ui.accesskit_node_builder(link.id, |node| node.set_label(name));
                if link.clicked() {
                    actions.push(Action::ShowClaim {
                        claim: row.claim,
                        jump: true,
                    });
                }
            }
            What::Value => text(ui, amount(row.value)),
            What::Low => text(ui, amount(row.low)),
            What::High => text(ui, amount(row.high)),
            What::Claimant => text(ui, row.claimant.as_str()),
            What::Publisher => text(ui, row.publisher.as_str()),
        });
    }
    let quote = format!("“{}”", shorten(&row.quote, MOST_CHARACTERS));
    drawn.col(|ui| text(ui, quote));
}

fn text(ui: &mut Ui, words: impl Into<WidgetText>) {
    ui.add(Label::new(words).selectable(false).truncate());
}
