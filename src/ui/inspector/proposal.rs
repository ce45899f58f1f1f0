//! A recognised figure that waits: what would become of it, how sure that is, and why.
//!
//! Nothing can be edited here: the claim is made first, with one key, and then put right.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Frame, Label, Margin, RichText, ScrollArea, Stroke, Ui, pos2, vec2};

use super::{quiet_button, section};
use crate::model::{Article, Project, Stage, Tag, TimeFrame, When};
use crate::recognise::{FigureRecord, Polarity, Trend};
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::controls::{command_button, divider};
use crate::ui::figures::{FigureAt, is_first_rank, sureness};
use crate::ui::selection_bar::tag_button;
use crate::ui::sentence;
use crate::ui::state::State;
use crate::ui::theme::{self, HEADING, SMALL, Tokens, UNIT};

/// The size of the sentence, in points.
const SENTENCE: f32 = 15.0;
/// The width of the names of fields, in points.
const NAMES: f32 = 78.0;

/// Draws the figure, what can be done with it, and why it was read like this.
pub(super) fn show(
    ui: &mut Ui,
    state: &State,
    (project, article): (&Project, &Article),
    figure: &FigureRecord,
    actions: &mut Actions,
) {
    head(ui, state, article, figure, actions);
    ScrollArea::vertical()
        .id_salt(("figure", article.id, figure.span.start))
        .auto_shrink(false)
        .show(ui, |ui| {
            // The scroll bar floats over the right edge.
            ui.set_max_width(ui.available_width() - 2.0 * UNIT);
            ui.spacing_mut().item_spacing.y = 0.75 * UNIT;
            words(ui, article, figure, actions);
            ui.add_space(2.0 * UNIT);
            headline(ui, figure);
            ui.add_space(UNIT);
            buttons(ui, state, project, actions);
            divider(ui);
            fields(ui, figure);
            divider(ui);
            why(ui, &article.text, figure);
            ui.add_space(2.0 * UNIT);
        });
}

/// Which of the article's figures it is, and the way back.
fn head(
    ui: &mut Ui,
    state: &State,
    article: &Article,
    figure: &FigureRecord,
    actions: &mut Actions,
) {
    let waiting = state.figures.waiting_in(article.id).unwrap_or_default();
    let stops = waiting.iter().filter(|one| is_first_rank(one));
    let place = stops.clone().position(|one| one.record.span == figure.span);
    let which = place.map_or_else(
        || "a figure that few look for".to_owned(),
        |place| format!("figure {} of {}", place + 1, stops.count()),
    );
    egui::Sides::new().shrink_left().truncate().show(
        ui,
        |ui| {
            let back = ui.add(egui::Button::new("← All claims").frame(false));
            if back
                .on_hover_text("Back to the claims of the article  (Escape)")
                .clicked()
            {
                actions.push(Action::Release);
            }
        },
        |ui| {
            ui.label(theme::weak(ui, which));
        },
    );
}

/// The sentence, with the figure and the words that decided marked in it.
fn words(ui: &mut Ui, article: &Article, figure: &FigureRecord, actions: &mut Actions) {
    let tokens = Tokens::of(ui);
    let block = Frame::NONE
        .inner_margin(Margin {
            left: 10,
            ..Margin::ZERO
        })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(marked(ui, &article.text, figure)).wrap());
            let outlet = Some(article.publisher.clone()).filter(|name| !name.is_empty());
            let parts: Vec<String> = [outlet, article.published.map(When::spoken)]
                .into_iter()
                .flatten()
                .collect();
            let line = if parts.is_empty() {
                article.display_title().to_owned()
            } else {
                parts.join(" · ")
            };
            egui::Sides::new().shrink_left().truncate().show(
                ui,
                |ui| {
                    ui.label(theme::weak(ui, line))
                        .on_hover_text(article.display_title());
                },
                |ui| {
                    if quiet_button(ui, "Show in article").clicked() {
                        let span = figure.span.clone();
                        let figure = FigureAt {
                            article: article.id,
                            span,
                        };
                        actions.push(Action::ShowFigure { figure, jump: true });
                    }
                },
            );
        });
    let rect = block.response.rect;
    ui.painter().line_segment(
        [
            pos2(rect.left() + 1.5, rect.top() + 2.0),
            pos2(rect.left() + 1.5, rect.bottom()),
        ],
        Stroke::new(3.0, tokens.accent),
    );
}

/// The sentence laid out: the figure on a ground of its own, the words that decided underlined.
fn marked(ui: &Ui, text: &str, figure: &FigureRecord) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let whole = sentence::around(text, &figure.full);
    let deciding = deciding_words(&whole, figure);
    let mut cuts: Vec<usize> = deciding
        .iter()
        .chain([&figure.full, &whole])
        .flat_map(|range| [range.start, range.end])
        .filter(|at| whole.start <= *at && *at <= whole.end)
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob::default();
    for pair in cuts.windows(2) {
        let part = pair[0]..pair[1];
        let holds = |range: &Range<usize>| range.start <= part.start && part.end <= range.end;
        let mut format = TextFormat::simple(theme::reading(SENTENCE), tokens.text);
        if holds(&figure.full) {
            format.background = tokens.chosen;
            format.font_id = theme::reading_strong(SENTENCE);
        } else if deciding.iter().any(holds) {
            format.underline = Stroke::new(1.0, tokens.accent);
        }
        job.append(&text[part].replace('\n', " "), 0.0, format);
    }
    job
}

/// Where in the sentence the words stand that decided.
fn deciding_words(sentence: &Range<usize>, figure: &FigureRecord) -> Vec<Range<usize>> {
    let claimant = figure.claimant.iter().map(|claimant| claimant.span.clone());
    let named = figure.why.iter().flat_map(|reason| {
        let words = [Some(reason.words.clone()), reason.more.clone()];
        words.into_iter().flatten()
    });
    claimant
        .chain(named)
        .filter(|words| sentence.start <= words.start && words.end <= sentence.end)
        .collect()
}

fn headline(ui: &mut Ui, figure: &FigureRecord) {
    let tokens = Tokens::of(ui);
    let spoken = theme::strong(figure.figure.spoken()).size(HEADING + 3.0);
    ui.add(Label::new(spoken).wrap());
    let sure = format!("{} · {} %", sureness(figure.confidence), figure.confidence);
    ui.label(RichText::new(sure).color(tokens.weak))
        .on_hover_text("How likely it is that the figure is of use and was read right");
    if let Some(doubt) = doubt(figure.polarity) {
        let text = RichText::new(format!("⚠ {doubt}")).color(tokens.warning);
        ui.add(Label::new(text).wrap());
    }
}

/// How the text stands to what it says.
fn doubt(polarity: Option<Polarity>) -> Option<&'static str> {
    match polarity? {
        Polarity::Negated => Some("The text denies it"),
        Polarity::Unconfirmed => Some("The text could not confirm it"),
        Polarity::Hypothetical => Some("The text speaks of what might be"),
    }
}

fn buttons(ui: &mut Ui, state: &State, project: &Project, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(UNIT, UNIT);
        let tokens = Tokens::of(ui);
        let claim = egui::Button::new(RichText::new("Claim").color(tokens.on_accent))
            .fill(tokens.accent)
            .shortcut_text(RichText::new("⏎").size(SMALL).color(tokens.on_accent));
        let claim = ui.add(claim).accessible_name("Claim");
        if claim
            .on_hover_text("Make a claim of this figure, with everything filled in  (Enter)")
            .clicked()
        {
            actions.push(Action::AcceptFigure { tag: None });
        }
        let mut tags: Vec<&Tag> = project
            .tags()
            .map(AsRef::as_ref)
            .filter(|tag| tag.key.is_some())
            .collect();
        tags.sort_by_key(|tag| tag.key);
        for tag in tags {
            if tag_button(ui, tag, &project.tag_path(tag.id)) {
                actions.push(Action::AcceptFigure { tag: Some(tag.id) });
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(UNIT, UNIT);
        for command in [Command::DismissFigure, Command::AcceptAlike] {
            if command_button(ui, state, command) {
                actions.run(command);
            }
        }
    });
}

/// What the claim would say, a line for each field that says something.
fn fields(ui: &mut Ui, figure: &FigureRecord) {
    let FigureRecord {
        figure: quantity,
        when,
        claimant,
        subject,
        stage,
        tags,
        trend,
        ..
    } = figure;
    let rate = matches!(quantity.time_frame, TimeFrame::Rate(_));
    let trend = trend.map(|trend| match trend {
        Trend::Up => "rose",
        Trend::Down => "fell",
    });
    let rows = [
        ("Kind", Some(quantity.kind.label().to_owned())),
        ("Unit", Some(quantity.unit.clone())),
        ("Bound", Some(quantity.bound.label().to_owned())),
        (
            "Time frame",
            Some(if rate {
                format!("rate, {}", quantity.time_frame.label())
            } else {
                quantity.time_frame.label().to_owned()
            }),
        ),
        ("Trend", trend.map(str::to_owned)),
        ("Date", when.map(When::spoken)),
        (
            "Claimant",
            claimant.as_ref().map(|claimant| claimant.name.clone()),
        ),
        ("Subject", subject.clone()),
        ("Stage", stage.map(|stage| Stage::label(stage).to_owned())),
        ("Tags", Some(tags.join(", "))),
    ];
    for (name, value) in rows {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            row(ui, name, &value);
        }
    }
}

fn row(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        let names = vec2(NAMES, theme::BODY + 4.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(names, layout, |ui| {
            ui.set_min_width(NAMES);
            ui.label(theme::weak(ui, name));
        });
        ui.add(Label::new(value).wrap())
            .accessible_name(format!("{name}: {value}"));
    });
}

/// The words that decided, a line for each field.
fn why(ui: &mut Ui, text: &str, figure: &FigureRecord) {
    section(ui, "Why");
    for reason in &figure.why {
        let words = reason.words(text).replace('\n', " ");
        let text = format!("{}: “{words}”", reason.field);
        ui.add(Label::new(theme::weak(ui, text)).wrap());
    }
}
