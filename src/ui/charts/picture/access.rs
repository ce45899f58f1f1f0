//! The picture for those who do not see it, and for tests: names, values, marks that can be
//! clicked.

use egui::accesskit::{self, Live, Role};
use egui::{Response, Sense, Ui, WidgetInfo};

use super::place::At;
use super::pointing::lead_to;
use super::scene::Pane;
use super::{Picture, tooltip};
use crate::chart::ChartModel;
use crate::model::Project;
use crate::ui::action::Actions;
use crate::ui::theme::UNIT;

/// How many marks get a node of their own.
const MOST_NODES: usize = 200;

/// Names the picture and says where the keyboard stands.
pub fn name(
    ui: &Ui,
    response: &Response,
    project: &Project,
    model: &ChartModel,
    walked: Option<At>,
) {
    let count: usize = model.series.iter().map(|series| series.marks.len()).sum();
    let label = format!("Picture of “{}”, {count} marks", model.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &label));
    let spoken = walked
        .and_then(|at| at.of(model))
        .map(|mark| tooltip::spoken(project, model, mark));
    ui.accesskit_node_builder(response.id, |node| {
        node.set_live(Live::Polite);
        if let Some(spoken) = spoken {
            node.set_value(spoken);
        }
    });
}

impl Picture {
    /// Gives the first marks that are shown a name and a place for screen readers and tests. The
    /// pointer goes through to the picture, which knows which mark is nearest.
    pub(super) fn nodes(
        ui: &Ui,
        response: &Response,
        project: &Project,
        model: &ChartModel,
        pane: &Pane,
        actions: &mut Actions,
    ) {
        if ui.accesskit_node_builder(response.id, |_| ()).is_none() {
            return;
        }
        let place = &pane.place;
        let shown = model
            .series
            .iter()
            .enumerate()
            .filter(|(_, series)| !pane.hidden.contains(&series.name))
            .flat_map(|(index, series)| {
                let marks = place.visible(series.form, &series.marks);
                marks.map(move |(mark, of_mark)| {
                    (
                        At {
                            series: index,
                            mark,
                        },
                        of_mark,
                    )
                })
            });
        for (at, mark) in shown.take(MOST_NODES) {
            let rect = place
                .rect(at.form(model), mark)
                .intersect(place.frame.expand(UNIT));
            if !rect.is_positive() {
                continue;
            }
            let id = response.id.with(at);
            let value = model.y.unit.spoken(mark.value);
            let name = format!("Mark: {}, {value}", mark.when.spoken());
            let node = ui.interact(rect, id, Sense::hover());
            node.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            ui.accesskit_node_builder(id, |node| {
                node.set_description(tooltip::spoken(project, model, mark));
                node.add_action(accesskit::Action::Click);
            });
            let asked = |input: &egui::InputState| {
                input.has_accesskit_action_request(id, accesskit::Action::Click)
            };
            if ui.input(asked) {
                lead_to(model, at, actions);
            }
        }
    }
}
