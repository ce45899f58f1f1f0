//! The numbers behind the picture: a row for each claim of each mark, in the order of time.

use egui::{Label, Link, RichText, Sense, Ui};
use egui_extras::{Column, TableBuilder, TableRow};

use super::models::Prepared;
use super::picture::At;
use crate::model::{Amount, Claim, ClaimId, Project};
use crate::ui::action::{Action, Actions};
use crate::ui::chooser::shorten;
use crate::ui::state::State;
use crate::ui::theme::{self, SMALL, Tokens, UNIT};

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
        let model = &prepared.model;
        if prepared.rows.is_empty() {
            ui.label(theme::weak(ui, "No numbers: the chart has no marks."));
            return;
        }
        let with_series = model.has_legend();
        let mut names = vec![
            "Date",
            "Value",
            "Low",
            "High",
            "Claimant",
            "Publisher",
            "Quote",
        ];
        if with_series {
            names.insert(0, "Series");
        }
        let chosen = state.view.claim;
        let mut table = TableBuilder::new(ui)
            .id_salt(("table", model.chart))
            .striped(true)
            .sense(Sense::click())
            .resizable(true)
            .auto_shrink(false)
            .columns(
                Column::initial(96.0).at_least(40.0).clip(true),
                names.len() - 1,
            )
            .column(Column::remainder().at_least(120.0).clip(true));
        if chosen != self.brought_in {
            self.brought_in = chosen;
            let row = prepared
                .rows
                .iter()
                .position(|(_, claim)| Some(*claim) == chosen);
            if let Some(row) = row {
                table = table.scroll_to_row(row, None);
            }
        }
        table
            .header(ROW, |mut header| {
                for name in names {
                    header.col(|ui| {
                        ui.label(theme::strong(name).size(SMALL));
                    });
                }
            })
            .body(|body| {
                body.rows(ROW, prepared.rows.len(), |mut row| {
                    let (at, claim) = prepared.rows[row.index()];
                    let Some(claim) = project.claim(claim) else {
                        return;
                    };
                    row.set_selected(chosen == Some(claim.id));
                    cells(&mut row, project, prepared, at, claim, with_series, actions);
                    if row.response().clicked() {
                        actions.push(Action::ShowClaim {
                            claim: claim.id,
                            jump: true,
                        });
                    }
                });
            });
    }
}

fn cells(
    row: &mut TableRow<'_, '_>,
    project: &Project,
    prepared: &Prepared,
    at: At,
    claim: &Claim,
    with_series: bool,
    actions: &mut Actions,
) {
    let model = &prepared.model;
    let figure = claim.figure.as_ref();
    let amount = |value: Option<Amount>| {
        value
            .map(|value| model.y.unit.spoken(value))
            .unwrap_or_default()
    };
    let value = amount(figure.and_then(crate::model::Figure::central));
    let when = claim
        .when
        .map(crate::model::When::spoken)
        .unwrap_or_default();
    if with_series && let Some(series) = model.series.get(at.series) {
        row.col(|ui| {
            let colour = Tokens::of(ui).swatch(series.swatch);
            ui.label(RichText::new("■").color(colour));
            text(ui, &series.name);
        });
    }
    row.col(|ui| {
        let link = ui.add(Link::new(RichText::new(when.as_str())));
        let name = format!("Go to the words: {when}, {value}");
        ui.accesskit_node_builder(link.id, |node| node.set_label(name));
        if link.clicked() {
            actions.push(Action::ShowClaim {
                claim: claim.id,
                jump: true,
            });
        }
    });
    let article = project.article(claim.passage.article);
    let cells = [
        value,
        amount(figure.and_then(|figure| figure.low)),
        amount(figure.and_then(|figure| figure.high)),
        claim.claimant.clone(),
        article
            .map(|article| article.publisher.clone())
            .unwrap_or_default(),
        format!("“{}”", shorten(&claim.passage.quote, MOST_CHARACTERS)),
    ];
    for cell in cells {
        row.col(|ui| text(ui, &cell));
    }
}

fn text(ui: &mut Ui, words: &str) {
    ui.add(Label::new(words).selectable(false).truncate());
}
