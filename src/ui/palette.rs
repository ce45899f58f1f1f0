//! Find anything: commands, articles, charts, pages and tags by a few letters of their names.

use egui::{Button, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use strum::IntoEnumIterator as _;

use super::action::{Action, Actions, Focus};
use super::command::Command;
use super::dialog::list_height;
use super::state::{State, Tab};
use super::theme::{self, Tokens, UNIT};
use crate::model::{ArticleId, ChartId, NoteId, TagId};

/// What was typed and which row is chosen.
#[derive(Debug, Default)]
pub struct Palette {
    query: String,
    chosen: usize,
    asked_for_focus: bool,
    found: Option<Found>,
}

/// The rows that match, and what was looked through for what.
#[derive(Debug)]
struct Found {
    query: String,
    revision: u64,
    rows: Vec<Row>,
}

/// How many rows are shown at most.
const MOST: usize = 60;

#[derive(Debug)]
struct Row {
    label: String,
    /// At its right end: the keys of a command, the kind of anything else.
    end: String,
    target: Target,
}

#[derive(Debug, Clone, Copy)]
enum Target {
    Command(Command),
    Article(ArticleId),
    Chart(ChartId),
    Page(NoteId),
    Tag(TagId),
}

impl Palette {
    /// Draws the field and the rows that match.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let up = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowUp));
        let down = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));

        let field = ui.add(
            TextEdit::singleline(&mut self.query)
                .hint_text("Find commands, articles, charts, pages…")
                .desired_width(f32::INFINITY)
                .font(egui::FontId::proportional(theme::HEADING)),
        );
        field.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, "", &self.query, "");
            info.label = Some("Find anything".to_owned());
            info
        });
        if !self.asked_for_focus {
            field.request_focus();
            self.asked_for_focus = true;
        }
        if field.changed() {
            self.chosen = 0;
        }

        let revision = state.revision();
        self.found
            .take_if(|found| found.query != self.query || found.revision != revision);
        let found = self.found.get_or_insert_with(|| Found {
            query: self.query.clone(),
            revision,
            rows: matching(&self.query, rows(ui, state)),
        });
        let rows = &found.rows;
        let last = rows.len().saturating_sub(1);
        if down {
            self.chosen = (self.chosen + 1).min(last);
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        self.chosen = self.chosen.min(last);

        let mut run = enter.then_some(self.chosen);
        ui.add_space(UNIT);
        ScrollArea::vertical()
            .max_height(list_height(ui, 360.0, 60.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (place, row) in rows.iter().enumerate() {
                    let button = Button::selectable(place == self.chosen, row.label.as_str())
                        .right_text(
                            RichText::new(row.end.as_str())
                                .size(theme::SMALL)
                                .color(Tokens::of(ui).weak),
                        )
                        .min_size(egui::vec2(ui.available_width(), 7.0 * UNIT));
                    let response = ui.add(button);
                    if place == self.chosen && (up || down) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        run = Some(place);
                    }
                }
                if rows.is_empty() {
                    ui.label(theme::weak(ui, "Nothing is called like that."));
                }
            });
        if let Some(row) = run.and_then(|place| rows.get(place)) {
            actions.push(Action::CloseDialog);
            match row.target {
                Target::Command(command) => actions.run(command),
                Target::Article(id) => {
                    actions.push(Action::OpenArticle(id));
                    actions.push(Action::Focus(Focus::Reader));
                }
                Target::Chart(id) => actions.push(Action::OpenChart(id)),
                Target::Page(id) => actions.push(Action::OpenNote(id)),
                Target::Tag(id) => {
                    actions.push(Action::OpenTag(Some(id)));
                    actions.push(Action::ShowTab(Tab::Tags));
                }
            }
        }
    }
}

/// Everything that can be found now, commands first.
fn rows(ui: &Ui, state: &State) -> Vec<Row> {
    let commands = Command::iter()
        .filter(|command| *command != Command::Palette && command.enabled(state))
        .map(|command| {
            let row = command.row();
            Row {
                label: row.label.to_owned(),
                end: command
                    .keys(&state.settings)
                    .map(|keys| ui.format_shortcut(&keys))
                    .unwrap_or_default(),
                target: Target::Command(command),
            }
        });
    let mut rows: Vec<Row> = commands.collect();
    let named = |label: String, kind: &str, target| Row {
        label,
        end: kind.to_owned(),
        target,
    };
    if let Some(project) = state.project() {
        rows.extend(project.articles().map(|article| {
            let title = article.display_title();
            let label = if article.publisher.is_empty() {
                title.to_owned()
            } else {
                format!("{title} – {}", article.publisher)
            };
            named(label, "Article", Target::Article(article.id))
        }));
        rows.extend(
            project
                .charts()
                .map(|chart| named(chart.title.clone(), "Chart", Target::Chart(chart.id))),
        );
        rows.extend(
            project
                .notes()
                .map(|note| named(note.title.clone(), "Page", Target::Page(note.id))),
        );
        rows.extend(
            project
                .tags()
                .map(|tag| named(project.tag_path(tag.id), "Tag", Target::Tag(tag.id))),
        );
    }
    rows
}

/// The rows that match, best first; all of them in their own order while nothing is typed.
fn matching(query: &str, rows: Vec<Row>) -> Vec<Row> {
    if query.trim().is_empty() {
        return rows.into_iter().take(MOST).collect();
    }
    let pattern = Pattern::new(
        query,
        CaseMatching::Ignore,
        Normalization::Smart,
        AtomKind::Fuzzy,
    );
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, Row)> = rows
        .into_iter()
        .filter_map(|row| {
            let haystack = Utf32Str::new(&row.label, &mut buffer);
            pattern
                .score(haystack, &mut matcher)
                .map(|score| (score, row))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().take(MOST).map(|(_, row)| row).collect()
}
