//! How a chart is to be written, asked before where.

use egui::Ui;

use super::super::action::{Action, Actions};
use super::super::files::Pick;
use super::super::theme;
use super::{buttons, heading};
use crate::exchange::ChartFormat;
use crate::model::ChartId;

/// The format chosen so far.
#[derive(Debug)]
pub struct ExportChart {
    chart: ChartId,
    format: ChartFormat,
    scale: u8,
}

impl ExportChart {
    /// The dialog for one chart.
    pub fn new(chart: ChartId) -> Self {
        Self {
            chart,
            format: ChartFormat::Svg,
            scale: 2,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, actions: &mut Actions) {
        heading(ui, "Export chart");
        for (format, label) in [
            (
                ChartFormat::Svg,
                "SVG picture: sharp at every size, for reports and the web",
            ),
            (
                ChartFormat::Png,
                "PNG picture: for slides, mail and social media",
            ),
            (ChartFormat::Csv, "CSV table: the data with the quotes"),
        ] {
            ui.radio_value(&mut self.format, format, label);
        }
        ui.add_enabled_ui(self.format == ChartFormat::Png, |ui| {
            ui.horizontal(|ui| {
                ui.label(theme::weak(ui, "Size of the PNG"));
                for scale in 1..=4 {
                    let label = format!("{scale}×  {} px wide", u32::from(scale) * 720);
                    ui.radio_value(&mut self.scale, scale, format!("{scale}×"))
                        .on_hover_text(label);
                }
            });
        });
        match buttons(ui, &["Choose file…", "Cancel"], true) {
            Some(0) => {
                let Self {
                    chart,
                    format,
                    scale,
                } = *self;
                actions.push(Action::CloseDialog);
                actions.push(Action::Pick(Pick::ExportChart {
                    chart,
                    format,
                    scale,
                }));
            }
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }
}
