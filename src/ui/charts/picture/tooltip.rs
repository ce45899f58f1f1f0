//! What is said of a mark: to the eye in a tooltip, to a screen reader in one line.

use egui::{Id, Rect, RichText, Tooltip, Ui};

use super::place::At;
use crate::chart::{ChartModel, Mark};
use crate::model::{Claim, ClaimId, Project};
use crate::ui::chooser::shorten;
use crate::ui::status::counted;
use crate::ui::theme::{self, UNIT};

/// How many claims of one mark are quoted.
const MOST_CLAIMS: usize = 3;
/// How many marks of one spot are described.
const MOST_MARKS: usize = 5;
/// How much of a quote is shown, in characters.
const MOST_CHARACTERS: usize = 220;

/// Shows the tooltip of a mark beside its rectangle.
pub fn show(ui: &Ui, id: Id, anchor: Rect, project: &Project, model: &ChartModel, mark: &Mark) {
    let mut tooltip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, anchor);
    tooltip.popup = tooltip.popup.gap(2.0 * UNIT);
    tooltip.show(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        ui.label(theme::strong(model.describe(mark)));
        for claim in mark
            .claims
            .iter()
            .take(MOST_CLAIMS)
            .filter_map(|id| project.claim(*id))
        {
            ui.add_space(UNIT);
            let own = claim
                .figure
                .as_ref()
                .filter(|figure| figure.unit != model.y.unit.name || model.prices.is_some());
            if let Some(figure) = own {
                ui.label(theme::weak(ui, format!("{} in the claim", figure.spoken())));
            }
            let quote = format!("“{}”", shorten(&claim.passage.quote, MOST_CHARACTERS));
            ui.label(RichText::new(quote).font(theme::reading(14.0)));
            ui.label(theme::weak(ui, source(project, claim)));
        }
        let more = mark.claims.len().saturating_sub(MOST_CLAIMS);
        if more > 0 {
            ui.add_space(UNIT);
            ui.label(theme::weak(ui, format!("and {more} more")));
        }
    });
}

/// Shows what lies on one spot: how many claims, and the first few marks.
pub fn show_pile(ui: &Ui, id: Id, anchor: Rect, model: &ChartModel, piled: &[At]) {
    let mut tooltip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, anchor);
    tooltip.popup = tooltip.popup.gap(2.0 * UNIT);
    tooltip.show(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        let marks: Vec<&Mark> = piled.iter().filter_map(|at| at.of(model)).collect();
        let claims: usize = marks.iter().map(|mark| mark.claims.len()).sum();
        ui.label(theme::strong(format!("{} here", counted(claims, "claim"))));
        for mark in marks.iter().take(MOST_MARKS) {
            ui.label(model.describe(mark));
        }
        let more = marks.len().saturating_sub(MOST_MARKS);
        if more > 0 {
            ui.label(theme::weak(
                ui,
                format!("and {}", counted(more, "more mark")),
            ));
        }
        ui.label(theme::weak(ui, "Click to list them"));
    });
}

/// The mark in one line: `2 Dec 2024: $725 million, Jake Sullivan`.
pub fn spoken(project: &Project, model: &ChartModel, mark: &Mark) -> String {
    let value = model.y.unit.spoken(mark.value);
    let behind = match mark.claims.as_slice() {
        [one] => claimant(project, *one),
        many => Some(format!("{} claims", many.len())),
    };
    let when = mark.when.spoken();
    match behind {
        Some(behind) => format!("{when}: {value}, {behind}"),
        None => format!("{when}: {value}"),
    }
}

fn claimant(project: &Project, claim: ClaimId) -> Option<String> {
    let name = project.claim(claim)?.claimant.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Who says so, where and when.
fn source(project: &Project, claim: &Claim) -> String {
    let article = project.article(claim.passage.article);
    let published = article.and_then(|article| article.published);
    let parts = [
        claim.claimant.trim().to_owned(),
        article
            .map(|article| article.publisher.trim().to_owned())
            .unwrap_or_default(),
        published
            .map(crate::model::When::spoken)
            .unwrap_or_default(),
    ];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::charts::fixture;

    #[test]
    fn a_mark_is_said_in_one_line() {
        let project = fixture::project();
        let model = fixture::points(&project);
        let (_, mark) = model
            .marks()
            .find(|(_, mark)| mark.claims == [fixture::SULLIVAN])
            .unwrap();
        assert_eq!(
            spoken(&project, &model, mark),
            "2 Dec 2024: $725 million, Jake Sullivan"
        );
    }
}
