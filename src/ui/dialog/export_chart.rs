//! How a chart is to be written, asked before where.

use egui::Ui;

use super::super::action::{Action, Actions};
use super::super::files::Pick;
use super::super::theme;
use super::{buttons, heading};
use strum::IntoEnumIterator as _;

use crate::exchange::{ChartFormat, PageSize};
use crate::model::ChartId;

/// The format chosen so far.
#[derive(Debug)]
pub struct ExportChart {
    chart: ChartId,
    format: ChartFormat,
    size: PageSize,
    scale: u8,
}

impl ExportChart {
    /// The dialog for one chart.
    pub fn new(chart: ChartId) -> Self {
        Self {
            chart,
            format: ChartFormat::Svg,
            size: PageSize::default(),
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
            (
                ChartFormat::Pdf,
                "PDF page: for print, with its typefaces in it",
            ),
            (
                ChartFormat::Html,
                "Web page: picture, data, and every quote with a link to its words",
            ),
            (ChartFormat::Csv, "CSV table: the data with the quotes"),
            (
                ChartFormat::Xlsx,
                "XLSX workbook: picture and data for a spreadsheet",
            ),
        ] {
            ui.radio_value(&mut self.format, format, label);
        }
        let sized = !matches!(self.format, ChartFormat::Csv | ChartFormat::Html);
        ui.add_enabled_ui(sized, |ui| {
            ui.horizontal(|ui| {
                ui.label(theme::weak(ui, "Made for"));
                for size in PageSize::iter() {
                    let label = match size {
                        PageSize::Column => "a column",
                        PageSize::Page => "a page",
                        PageSize::Slide => "a slide",
                    };
                    ui.radio_value(&mut self.size, size, label);
                }
            });
        });
        ui.add_enabled_ui(self.format == ChartFormat::Png, |ui| {
            ui.horizontal(|ui| {
                ui.label(theme::weak(ui, "Size of the PNG"));
                let wide = match self.size {
                    PageSize::Column => 420,
                    PageSize::Page => 720,
                    PageSize::Slide => 960,
                };
                for scale in 1..=4 {
                    let label = format!("{scale}×  {} px wide", u32::from(scale) * wide);
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
                    size,
                    scale,
                } = *self;
                actions.push(Action::CloseDialog);
                actions.push(Action::Pick(Pick::ExportChart {
                    chart,
                    format,
                    size,
                    scale,
                }));
            }
            Some(_) => actions.push(Action::CloseDialog),
            None => {}
        }
    }
}
