//! What a chart asks and how it answers, edited beside its picture.
//!
//! Every choice is one step of undo; typing in a field is one step until the field is left.

mod choices;
mod day;
mod guides;
mod money;

use egui::{ComboBox, RichText, ScrollArea, Ui};
use strum::IntoEnumIterator as _;

use self::choices::{Choices, Menu};
use self::day::{Day, Edge};
use self::guides::GuideFields;
use self::money::Money;
use crate::edit;
use crate::model::{Arrangement, Chart, ChartKind, Filter, GroupBy, Period, Project, Scale};
use crate::search::Query;
use crate::ui::action::{Action, Actions};
use crate::ui::controls;
use crate::ui::state::State;
use crate::ui::theme::{self, Tokens, UNIT};

/// The editor of a chart.
#[derive(Default)]
pub struct Editor {
    choices: Choices,
    from: Day,
    to: Day,
    guides: GuideFields,
    money: Money,
}

/// Every kind of chart in the order of a menu.
const KINDS: [ChartKind; 13] = [
    ChartKind::Points,
    ChartKind::Bars(Period::Day),
    ChartKind::Bars(Period::Week),
    ChartKind::Bars(Period::Month),
    ChartKind::Bars(Period::Quarter),
    ChartKind::Bars(Period::Year),
    ChartKind::RunningTotal,
    ChartKind::SumAndReports,
    ChartKind::Differences(Period::Month),
    ChartKind::Differences(Period::Quarter),
    ChartKind::Differences(Period::Year),
    ChartKind::Ranking,
    ChartKind::Ladder,
];

impl Editor {
    /// Shows everything that can be changed about the chart.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        chart: &Chart,
        actions: &mut Actions,
    ) {
        ScrollArea::vertical()
            .id_salt("editor")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.push_id(chart.id, |ui| {
                    ui.spacing_mut().item_spacing.y = UNIT;
                    words(ui, project, chart, actions);
                    controls::divider(ui);
                    drawing(ui, project, chart, actions);
                    self.money.show(ui, project, chart, actions);
                    controls::divider(ui);
                    self.filter(ui, state, project, chart, actions);
                    controls::divider(ui);
                    self.guides.show(ui, state, project, chart, actions);
                    ui.add_space(4.0 * UNIT);
                });
            });
    }

    fn filter(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        chart: &Chart,
        actions: &mut Actions,
    ) {
        ui.horizontal(|ui| {
            ui.label(theme::strong("Claims it asks"));
            let narrowed = chart.filter != Filter::default();
            if narrowed
                && ui
                    .small_button("Ask all")
                    .on_hover_text("Clear every filter")
                    .clicked()
            {
                put(
                    project,
                    Chart {
                        filter: Filter::default(),
                        ..chart.clone()
                    },
                    actions,
                );
            }
        });
        let mut menu = Menu {
            state,
            project,
            choices: &mut self.choices,
        };
        let old = &chart.filter;
        let mut filter = old.clone();
        menu.show(ui, "Tags", |known| &known.tags, &mut filter.tags);
        menu.show(ui, "Units", |known| &known.units, &mut filter.units);
        menu.show(
            ui,
            "Time frames",
            |known| &known.time_frames,
            &mut filter.time_frames,
        );
        menu.show(
            ui,
            "Publishers",
            |known| &known.publishers,
            &mut filter.publishers,
        );
        menu.show(
            ui,
            "Claimants",
            |known| &known.claimants,
            &mut filter.claimants,
        );
        menu.show(
            ui,
            "Subjects",
            |known| &known.subjects,
            &mut filter.subjects,
        );
        ui.columns(2, |columns| {
            self.from.show(
                &mut columns[0],
                "From",
                Edge::First,
                chart.id,
                &mut filter.from,
            );
            self.to
                .show(&mut columns[1], "To", Edge::Last, chart.id, &mut filter.to);
        });
        if filter != *old {
            put(
                project,
                Chart {
                    filter: filter.clone(),
                    ..chart.clone()
                },
                actions,
            );
        }
        let mut text = filter.text.clone();
        let hint = "Words and fields: amount:>1bn -has:note";
        let response = controls::field(ui, "Text", &mut text, hint);
        if let Err(fault) = text.parse::<Query>() {
            let told = format!("{} No claim is asked until then.", fault.spoken(&text));
            ui.label(RichText::new(told).color(Tokens::of(ui).danger));
        }
        if response.changed() {
            filter.text = text;
            type_in(
                project,
                Chart {
                    filter,
                    ..chart.clone()
                },
                "text",
                actions,
            );
        }
        end_typing(&response, actions);
    }
}

fn words(ui: &mut Ui, project: &Project, chart: &Chart, actions: &mut Actions) {
    let mut title = chart.title.clone();
    let response = controls::field(
        ui,
        "Title",
        &mut title,
        "What the chart says, in a sentence",
    );
    if response.changed() {
        type_in(
            project,
            Chart {
                title,
                ..chart.clone()
            },
            "title",
            actions,
        );
    }
    end_typing(&response, actions);

    let mut subtitle = chart.subtitle.clone();
    let response = controls::field(
        ui,
        "Subtitle",
        &mut subtitle,
        "What is measured, in which unit",
    );
    if response.changed() {
        type_in(
            project,
            Chart {
                subtitle,
                ..chart.clone()
            },
            "subtitle",
            actions,
        );
    }
    end_typing(&response, actions);

    let mut note = chart.note.clone();
    let response = controls::text_area(ui, "Note", &mut note, "A remark under the picture", 2);
    if response.changed() {
        type_in(
            project,
            Chart {
                note,
                ..chart.clone()
            },
            "note",
            actions,
        );
    }
    end_typing(&response, actions);
}

fn drawing(ui: &mut Ui, project: &Project, chart: &Chart, actions: &mut Actions) {
    let mut changed = chart.clone();
    choose(
        ui,
        "Draw as",
        KINDS.into_iter(),
        kind_label,
        &mut changed.kind,
    );
    let kind = changed.kind;
    if kind == ChartKind::Ranking && chart.kind != kind {
        changed.group_by = changed.grouping();
    }
    // A ladder has its stages, and a sum stands beside reports: they take no groups.
    let grouped = !matches!(kind, ChartKind::Ladder | ChartKind::SumAndReports);
    ui.add_enabled_ui(grouped, |ui| {
        choose(
            ui,
            if kind == ChartKind::Ranking {
                "A row for each"
            } else {
                "Group by"
            },
            GroupBy::iter().filter(|group| kind != ChartKind::Ranking || *group != GroupBy::None),
            group_label,
            &mut changed.group_by,
        );
    });
    if grouped && kind != ChartKind::Ranking && changed.group_by != GroupBy::None {
        choose(
            ui,
            "Groups",
            Arrangement::iter(),
            |arrangement| arrangement_label(kind, arrangement),
            &mut changed.arrangement,
        );
    }
    controls::caption(ui, "Scale");
    ui.horizontal(|ui| {
        for scale in Scale::iter() {
            let label = match scale {
                Scale::Linear => "Linear",
                Scale::Log => "Logarithmic",
            };
            ui.radio_value(&mut changed.scale, scale, label);
        }
    });
    let mut as_one = !changed.each_claim;
    let hover = "A finding is one mark however many claims report it; without this every claim has \
                 a mark of its own";
    if ui
        .checkbox(&mut as_one, "One mark per finding")
        .on_hover_text(hover)
        .changed()
    {
        changed.each_claim = !as_one;
    }
    if changed != *chart {
        put(project, changed, actions);
    }
}

/// A menu of which one is chosen, with its name above.
fn choose<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    all: impl Iterator<Item = T>,
    label: impl Fn(T) -> &'static str,
    chosen: &mut T,
) {
    let caption = controls::caption(ui, name);
    let shown = ComboBox::from_id_salt(name)
        .width(ui.available_width())
        .selected_text(label(*chosen))
        .show_ui(ui, |ui| {
            for value in all {
                ui.selectable_value(chosen, value, label(value));
            }
        });
    shown.response.labelled_by(caption.id);
}

/// A menu of names of which one is chosen; the other one where that changed.
fn choose_named(
    ui: &mut Ui,
    name: &str,
    all: &[String],
    label: impl Fn(&str) -> String,
    chosen: &str,
) -> Option<String> {
    let caption = controls::caption(ui, name);
    let mut picked = chosen.to_owned();
    let shown = ComboBox::from_id_salt(name)
        .width(ui.available_width())
        .truncate()
        .selected_text(label(chosen))
        .show_ui(ui, |ui| {
            for value in all {
                ui.selectable_value(&mut picked, value.clone(), label(value));
            }
        });
    shown.response.labelled_by(caption.id);
    (picked != chosen).then_some(picked)
}

fn kind_label(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Points => "Points over time",
        ChartKind::Bars(Period::Day) => "Bars per day",
        ChartKind::Bars(Period::Week) => "Bars per week",
        ChartKind::Bars(Period::Month) => "Bars per month",
        ChartKind::Bars(Period::Quarter) => "Bars per quarter",
        ChartKind::Bars(Period::Year) => "Bars per year",
        ChartKind::RunningTotal => "Running total",
        ChartKind::SumAndReports => "Running total beside reported totals",
        ChartKind::Differences(Period::Day) => "Rise of totals per day",
        ChartKind::Differences(Period::Week) => "Rise of totals per week",
        ChartKind::Differences(Period::Month) => "Rise of totals per month",
        ChartKind::Differences(Period::Quarter) => "Rise of totals per quarter",
        ChartKind::Differences(Period::Year) => "Rise of totals per year",
        ChartKind::Ranking => "Ranked dots",
        ChartKind::Ladder => "Ladder of stages",
    }
}

fn arrangement_label(kind: ChartKind, arrangement: Arrangement) -> &'static str {
    match (arrangement, kind) {
        (Arrangement::Together, ChartKind::Bars(_)) => "On each other",
        (Arrangement::Together, _) => "In one plot",
        (Arrangement::SideBySide, ChartKind::Bars(_)) => "Side by side",
        (Arrangement::SideBySide, _) => "In one plot, side by side",
        (Arrangement::Panels, _) => "A panel for each",
    }
}

fn group_label(group: GroupBy) -> &'static str {
    match group {
        GroupBy::None => "Nothing",
        GroupBy::Tag => "Tag",
        GroupBy::Claimant => "Claimant",
        GroupBy::Publisher => "Publisher",
        GroupBy::Subject => "Subject",
    }
}

fn put(project: &Project, chart: Chart, actions: &mut Actions) {
    actions.change(Ok(edit::charts::put(project, chart)));
}

fn type_in(project: &Project, chart: Chart, field: &str, actions: &mut Actions) {
    let field = format!("chart:{}:{field}", chart.id);
    actions.typed(field, Ok(edit::charts::put(project, chart)));
}

fn end_typing(response: &egui::Response, actions: &mut Actions) {
    if response.lost_focus() {
        actions.push(Action::EndTyping);
    }
}
