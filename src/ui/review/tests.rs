//! The review as a person uses it.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::ui::fixture::{self, Stage};

type Window = Harness<'static, Stage<Review>>;

/// Articles with figures of every sort, more of them than fit on a screen.
fn state(articles: usize) -> State {
    let text = |number: usize| {
        format!(
            "The ministry announced military aid worth ${}.5 million. At least {} soldiers were \
             killed, said Mara Dovic. Prices rose by {} percent.",
            number + 1,
            number * 10 + 100,
            number % 50 + 1,
        )
    };
    fixture::state_of((0..articles).map(text))
}

fn window(articles: usize) -> Window {
    let mut window = fixture::stage(state(articles), [1100.0, 500.0], Review::show);
    window.run();
    window
}

fn rows(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_role(Role::Row);
    let mut rows: Vec<(f32, String)> = rows
        .filter_map(|row| Some((row.rect().top(), row.accesskit_node().label()?)))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

fn asked(window: &mut Window) -> Vec<String> {
    let asked = std::mem::take(&mut window.state_mut().asked);
    asked.iter().map(|action| format!("{action:?}")).collect()
}

#[test]
fn only_rows_in_view_are_drawn() {
    let window = window(7_000);
    let waiting = window.state().state.figures.count();
    assert!(waiting > 20_000, "{waiting}");
    let rows = rows(&window);
    assert!((5..40).contains(&rows.len()), "{}", rows.len());
    let waiting = crate::ui::status::number(waiting);
    window.get_by_label_contains(&format!("{waiting} figures wait"));
}

#[test]
fn the_list_is_worked_out_once_and_not_every_frame() {
    let state = state(3);
    let project = state.project().unwrap();
    let ctx = egui::Context::default();
    let mut listing = Listing::default();
    let question = Question::default();
    assert!(listing.ask(&ctx, &state, project, &question));
    assert!(!listing.ask(&ctx, &state, project, &question));
    assert_eq!(listing.rows().len(), 9);
    let sure: Vec<u8> = listing
        .rows()
        .iter()
        .map(|one| one.record.confidence)
        .collect();
    assert!(sure.is_sorted_by(|a, b| a >= b), "{sure:?}");
    let narrowed = Question {
        least: 100,
        ..Question::default()
    };
    assert!(listing.ask(&ctx, &state, project, &narrowed));
    assert!(listing.rows().is_empty());
}

#[test]
fn words_tags_and_kinds_narrow_the_list() {
    let state = state(3);
    let project = state.project().unwrap();
    let ctx = egui::Context::default();
    let count = |question: &Question| {
        let mut listing = Listing::default();
        listing.ask(&ctx, &state, project, question);
        listing.rows().len()
    };
    let all = Question::default();
    let words = |words: &str| Question {
        words: words.to_owned(),
        ..Question::default()
    };
    assert_eq!(count(&words("SOLDIERS dovic")), 3);
    assert_eq!(count(&words("$2.5")), 1);
    assert_eq!(count(&words("nowhere")), 0);
    let tags = |tag: &str| Question {
        tags: [tag.to_owned()].into(),
        ..all.clone()
    };
    assert_eq!(count(&tags("aid")), 3);
    assert_eq!(count(&tags("aid/military")), 3);
    assert_eq!(count(&tags("ai")), 0);
    let percent = Question {
        kinds: [crate::model::FigureKind::Percent].into(),
        ..all.clone()
    };
    assert!(percent.narrows() && !all.narrows());
    assert_eq!(count(&percent), 3);
}

#[test]
fn arrows_choose_and_enter_accepts() {
    let mut window = window(3);
    window.state_mut().view.focus();
    window.run();
    window.key_press(Key::ArrowDown);
    window.run();
    let chosen = |window: &Window| window.state().state.figure().cloned();
    let first = chosen(&window).unwrap();
    window.key_press(Key::ArrowDown);
    window.run();
    let second = chosen(&window).unwrap();
    assert_ne!(first, second);
    let next = window.state().view.next_after(&FigureAt::of(&first));
    assert_eq!(next, Some(FigureAt::of(&second)));
    window.key_press(Key::End);
    window.run();
    let last = chosen(&window).unwrap();
    // After the last row comes the one before it.
    assert!(
        window
            .state()
            .view
            .next_after(&FigureAt::of(&last))
            .is_some()
    );
    asked(&mut window);
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(asked(&mut window), ["Run(MakeClaim)"]);
}

#[test]
fn a_click_chooses_and_a_double_click_opens() {
    let mut window = window(3);
    let name = rows(&window)[1].clone();
    window.get_by_role_and_label(Role::Row, &name).click();
    window.run();
    let chosen = window.state().state.figure().cloned();
    assert!(chosen.is_some());
    assert!(window.state().view.has_focus());
    let row = window.get_by_role_and_label(Role::Row, &name);
    let selected = row.accesskit_node().is_selected();
    assert_eq!(selected, Some(true));
}
