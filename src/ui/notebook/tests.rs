//! The notebook's tab through its accessible names.

use egui::accesskit::Role;
use egui::{Key, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::Notebook;
use crate::model::{Embed, Project};
use crate::ui::action::{Action, Actions};
use crate::ui::charts::fixture;
use crate::ui::state::State;
use crate::ui::theme;

struct Bench {
    state: State,
    notebook: Notebook,
    asked: Vec<Action>,
}

impl Bench {
    fn show(&mut self, ui: &mut egui::Ui) {
        let mut actions = Actions::default();
        self.notebook.show(ui, &self.state, &mut actions);
        fixture::apply(&mut self.state, actions, &mut self.asked);
    }

    fn text(&self) -> &str {
        &self.state.note().unwrap().text
    }
}

fn harness(project: Project, size: Vec2) -> Harness<'static, Bench> {
    let mut state = fixture::state(project);
    state.view.note = Some(fixture::PAGE);
    let bench = Bench {
        state,
        notebook: Notebook::default(),
        asked: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_accessibility_check(true)
        .with_context_setup(theme::install)
        .build_ui_state(|ui, bench: &mut Bench| bench.show(ui), bench);
    harness.run();
    harness
}

fn wide() -> Vec2 {
    vec2(1100.0, 1000.0)
}

#[test]
fn a_page_shows_its_claims_and_charts() {
    let mut harness = harness(fixture::project(), wide());
    harness.get_by_label("“$725 million”");
    harness.get_by_label("Mark: 2 Dec 2024, $725 million");
    harness.get_by_label("This claim was deleted.");
    harness
        .get_by_label("Claim: $725 million · 2 Dec 2024. Jake Sullivan · Morning Post · 3 Dec 2024")
        .click();
    harness.run();
    assert!(harness.state().asked.iter().any(|action| matches!(
        action,
        Action::ShowClaim {
            claim: fixture::SULLIVAN,
            jump: true
        }
    )));
}

#[test]
fn the_mark_of_an_embedded_chart_leads_to_its_words() {
    let mut harness = harness(fixture::project(), wide());
    harness
        .get_by_label("Mark: 2 Dec 2024, $725 million")
        .click();
    harness.run();
    assert!(harness.state().asked.iter().any(|action| matches!(
        action,
        Action::ShowClaim {
            claim: fixture::SULLIVAN,
            jump: true
        }
    )));
}

#[test]
fn in_a_narrow_page_the_picker_fits_and_its_rows_begin_at_the_left() {
    let size = vec2(300.0, 600.0);
    let mut harness = harness(fixture::project(), size);
    harness.get_by_label("Write").click();
    harness.run();
    harness.get_by_label("Insert…").click();
    harness.run();
    let window = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
    let field = harness.get_by_label("Find a claim or a chart").rect();
    assert!(window.contains_rect(field), "{field:?}");
    let rows: Vec<egui::Rect> = harness
        .query_all_by_label_contains("Lloyd Austin, ")
        .map(|row| row.rect())
        .collect();
    assert!(!rows.is_empty());
    for row in rows {
        assert!(window.contains_rect(row), "{row:?}");
        assert!((row.left() - field.left()).abs() < 1.0, "{row:?} {field:?}");
    }
}

#[test]
fn a_slash_opens_the_picker_which_puts_in_an_embed() {
    let mut harness = harness(fixture::project(), wide());
    let before = harness.state().text().to_owned();
    harness
        .get_by_role_and_label(Role::MultilineTextInput, "Text of the page")
        .focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::End);
    harness.run();
    harness.event(egui::Event::Text("/".to_owned()));
    harness.run();
    assert_eq!(harness.state().text(), format!("{before}/"));
    harness.get_by_label("Find a claim or a chart");
    harness.event(egui::Event::Text("500".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let embed = Embed::Claim(crate::model::ClaimId::from_u128(102));
    assert_eq!(
        harness.state().text(),
        format!("{before}{}\n", embed.line())
    );
    assert!(harness.query_by_label("Find a claim or a chart").is_none());
    // Writing goes on below the embed.
    harness.event(egui::Event::Text("So".to_owned()));
    harness.run();
    assert!(
        harness
            .state()
            .text()
            .ends_with(&format!("{}\nSo", embed.line()))
    );
}

#[test]
fn escape_leaves_the_picker_and_the_slash_stays() {
    let mut harness = harness(fixture::project(), wide());
    harness.get_by_label("Insert…").click();
    harness.run();
    harness.get_by_label("Find a claim or a chart");
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Find a claim or a chart").is_none());
    assert_eq!(
        harness.state().text(),
        fixture::project().note(fixture::PAGE).unwrap().text
    );
}

#[test]
fn a_click_in_the_picker_puts_in_a_chart() {
    let mut harness = harness(fixture::project(), wide());
    harness.get_by_label("Insert…").click();
    harness.run();
    let row = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && label.contains("Packages") && label.contains("Chart")
    };
    harness.get_by(row).click();
    harness.run();
    let embed = Embed::Chart(fixture::POINTS);
    assert!(harness.state().text().trim_end().ends_with(&embed.line()));
}

#[test]
fn typing_is_one_step() {
    let mut harness = harness(fixture::project(), wide());
    harness
        .get_by_role_and_label(Role::TextInput, "Title of the page")
        .focus();
    harness.run();
    for key in ["a", "b"] {
        harness.event(egui::Event::Text(key.to_owned()));
        harness.run();
    }
    let document = harness.state().state.document.as_ref().unwrap();
    let labels: Vec<&str> = document.history.done_labels().collect();
    assert_eq!(labels, ["Edit page"]);
}

#[test]
fn every_size_can_be_shown() {
    for size in [vec2(1400.0, 300.0), vec2(400.0, 700.0), vec2(200.0, 120.0)] {
        let mut harness = harness(fixture::project(), size);
        for mode in ["Write", "Both", "Read"] {
            harness.get_by_role_and_label(Role::Button, mode).click();
            harness.run();
        }
    }
}
