//! The list of articles: filter, sort, and how much was made of each. [`listing`] works out which
//! they are; here they are drawn.

mod listing;

use egui::{
    ComboBox, Key, Modifiers, RichText, ScrollArea, Sense, TextEdit, Ui, UiBuilder, WidgetInfo,
};
use strum::IntoEnumIterator as _;

use self::listing::{Listed, Row, Sort};
use super::action::{Action, Actions};
use super::command::Command;
use super::controls::{command_button, empty_state};
use super::state::State;
use super::theme::{self, SMALL, Tokens, UNIT};
use crate::model::{Article, ArticleId, Project, When};

/// How the list is narrowed and ordered.
#[derive(Default)]
pub struct Library {
    filter: String,
    sort: Sort,
    wants_focus: bool,
    listed: Listed,
    /// The article that was shown last: only a new one is scrolled into view.
    shown: Option<ArticleId>,
}

impl Library {
    /// Sends the keyboard to the filter.
    pub fn focus_filter(&mut self) {
        self.wants_focus = true;
    }

    /// The article after (or before) the open one in the order of the list.
    pub fn neighbour(&mut self, state: &State, forward: bool) -> Option<ArticleId> {
        self.listed
            .ask(state.project()?, state, &self.filter, self.sort);
        let articles: Vec<ArticleId> = self
            .listed
            .rows()
            .iter()
            .filter_map(|row| {
                if let Row::Article(id) = row {
                    Some(*id)
                } else {
                    None
                }
            })
            .collect();
        let here = articles
            .iter()
            .position(|id| Some(*id) == state.view.article);
        let next = match (here, forward) {
            (Some(here), true) => here + 1,
            (Some(here), false) => here.checked_sub(1)?,
            (None, true) => 0,
            (None, false) => articles.len().checked_sub(1)?,
        };
        articles.get(next).copied()
    }

    /// Draws the list.
    pub fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(project) = state.project() else {
            return;
        };
        ui.add_space(UNIT);
        self.controls(ui);
        self.listed.ask(project, state, &self.filter, self.sort);
        ui.add_space(UNIT);
        if project.articles().len() == 0 {
            empty_state(ui, "No articles yet", "Drop files or a folder here, or");
            ui.vertical_centered(|ui| {
                if command_button(ui, state, Command::ImportFiles) {
                    actions.run(Command::ImportFiles);
                }
            });
            return;
        }
        if self.listed.rows().is_empty() {
            empty_state(
                ui,
                "Nothing found",
                "No title, publisher, byline or date holds these words.",
            );
            return;
        }
        let new_article = self.shown != state.view.article;
        self.shown = state.view.article;
        let reveal = new_article.then_some(state.view.article).flatten();
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .auto_shrink(false)
            .id_salt("library")
            .show_viewport(ui, |ui, viewport| {
                ui.set_height(self.listed.height());
                let top = ui.max_rect().top();
                if let Some(reach) = reveal.and_then(|article| self.listed.reach(article))
                    && !viewport.y_range().contains(reach.min)
                {
                    let reach = reach.min + top..=reach.max + top;
                    let rect = egui::Rect::from_x_y_ranges(ui.max_rect().x_range(), reach);
                    ui.scroll_to_rect(rect, Some(egui::Align::Center));
                }
                for place in self.listed.visible(viewport.y_range()) {
                    let reach = self.listed.reach_at(place);
                    let rect = egui::Rect::from_x_y_ranges(
                        ui.max_rect().x_range(),
                        reach.min + top..=reach.max + top,
                    );
                    match &self.listed.rows()[place] {
                        Row::Heading(text) => heading_row(ui, text, rect),
                        Row::Article(id) => {
                            if let Some(article) = project.article(*id) {
                                article_row(ui, state, project, article, rect, actions);
                            }
                        }
                    }
                }
            });
    }

    fn controls(&mut self, ui: &mut Ui) {
        let field = ui.add(
            TextEdit::singleline(&mut self.filter)
                .hint_text("Filter articles…")
                .desired_width(f32::INFINITY),
        );
        field.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, "", &self.filter, "Filter articles…");
            info.label = Some("Filter articles".to_owned());
            info
        });
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
        }
        if field.lost_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            self.filter.clear();
        }
        let order = ComboBox::from_id_salt("library order")
            .selected_text(RichText::new(self.sort.label()).size(SMALL))
            .width(ui.available_width())
            .show_ui(ui, |ui| {
                for sort in Sort::iter() {
                    ui.selectable_value(&mut self.sort, sort, sort.label());
                }
            });
        order.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(egui::Role::ComboBox, true, "Order of articles");
            info.current_text_value = Some(self.sort.label().to_owned());
            info
        });
    }
}

fn heading_row(ui: &Ui, text: &str, rect: egui::Rect) {
    let place = rect.left_bottom() + egui::vec2(1.5 * UNIT, -UNIT);
    let font = egui::FontId::proportional(SMALL);
    ui.painter().text(
        place,
        egui::Align2::LEFT_BOTTOM,
        text,
        font,
        Tokens::of(ui).weak,
    );
}

fn article_row(
    ui: &mut Ui,
    state: &State,
    project: &Project,
    article: &Article,
    rect: egui::Rect,
    actions: &mut Actions,
) {
    let tokens = Tokens::of(ui);
    let chosen = state.view.article == Some(article.id);
    let response = ui.interact(rect, ui.scope_id().with(article.id), Sense::click());
    let claims = project.claim_count_of(article.id);
    let title = article.display_title();
    let date = article.published.map(When::spoken);
    let outlet = if article.publisher.is_empty() {
        "Unknown publisher"
    } else {
        &article.publisher
    };
    let waiting = state.figures.count_in(article.id).unwrap_or(0);
    let counted = [
        match claims {
            0 => String::new(),
            1 => "1 claim".to_owned(),
            many => format!("{many} claims"),
        },
        match waiting {
            0 => String::new(),
            1 => "1 figure waits".to_owned(),
            many => format!("{many} figures wait"),
        },
    ];
    response.widget_info(|| {
        let [claimed, wait] = &counted;
        let parts = [
            title,
            outlet,
            date.as_deref().unwrap_or("no date"),
            claimed,
            wait,
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        WidgetInfo::selected(egui::Role::Button, true, chosen, parts.join(", "))
    });
    let fill = match (chosen, response.hovered()) {
        (true, _) => Some(tokens.chosen),
        (false, true) => Some(tokens.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 4, fill);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.0, tokens.accent);
        ui.painter()
            .rect_stroke(rect, 4, stroke, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(egui::vec2(1.5 * UNIT, UNIT));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.style_mut().interaction.selectable_labels = false;
        ui.spacing_mut().item_spacing.y = 2.0;
        let label = |text: RichText| egui::Label::new(text).truncate().sense(Sense::empty());
        ui.add(label(RichText::new(title)));
        egui::Sides::new().shrink_left().truncate().show(
            ui,
            |ui| {
                let line =
                    date.map_or_else(|| outlet.to_owned(), |date| format!("{outlet} · {date}"));
                ui.add(label(theme::weak(ui, line)));
            },
            |ui| {
                if claims > 0 {
                    ui.add(label(
                        RichText::new(format!("● {claims}"))
                            .size(SMALL)
                            .color(tokens.accent),
                    ));
                }
                if waiting > 0 {
                    ui.add(label(theme::weak(ui, format!("{waiting} wait"))));
                }
            },
        );
    });
    if response.clicked() {
        actions.push(Action::OpenArticle(article.id));
    }
    response.on_hover_text(title).context_menu(|ui| {
        if ui.button("Open").clicked() {
            actions.push(Action::OpenArticle(article.id));
        }
        if ui.button("Details…").clicked() {
            actions.push(Action::OpenArticle(article.id));
            actions.run(Command::ArticleDetails);
        }
        if ui.button("Delete…").clicked() {
            actions.push(Action::OpenArticle(article.id));
            actions.run(Command::DeleteArticle);
        }
    });
}
