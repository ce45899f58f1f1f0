//! The charts' tab through its accessible names.

mod pointing;

use egui::accesskit::Role;
use egui::{Key, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};

use super::{Charts, fixture};
use crate::model::{ChartKind, ClaimId, Figure, FigureKind, GroupBy, Period, Project};
use crate::ui::action::{Action, Actions};
use crate::ui::state::{ClaimList, State, Tab};
use crate::ui::theme;

/// The tab over a state, with everything it asked for.
pub struct Bench {
    pub state: State,
    charts: Charts,
    /// Everything that was asked for and that the bench does not do itself.
    pub asked: Vec<Action>,
}

impl Bench {
    pub fn new(project: Project) -> Self {
        let mut state = fixture::state(project);
        state.view.chart = Some(fixture::POINTS);
        Self {
            state,
            charts: Charts::default(),
            asked: Vec::new(),
        }
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let mut actions = Actions::default();
        self.charts.show(ui, &self.state, &mut actions);
        fixture::apply(&mut self.state, actions, &mut self.asked);
    }

    fn jumps(&self) -> Vec<ClaimId> {
        let jump = |action: &Action| match action {
            Action::ShowClaim { claim, jump: true } => Some(*claim),
            _ => None,
        };
        self.asked.iter().filter_map(jump).collect()
    }

    fn undo_labels(&self) -> Vec<String> {
        let document = self.state.document.as_ref().unwrap();
        document.history.done_labels().map(str::to_owned).collect()
    }
}

fn harness(project: Project, size: Vec2) -> Harness<'static, Bench> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_accessibility_check(true)
        .with_context_setup(theme::install)
        .build_ui_state(|ui, bench: &mut Bench| bench.show(ui), Bench::new(project));
    harness.run();
    harness
}

fn wide() -> Vec2 {
    vec2(1100.0, 700.0)
}

const SULLIVAN_MARK: &str = "Mark: 2 Dec 2024, $725 million";

#[test]
fn a_click_on_a_mark_leads_to_its_words() {
    let mut harness = harness(fixture::project(), wide());
    harness.get_by_label(SULLIVAN_MARK).click();
    harness.run();
    assert_eq!(harness.state().jumps(), [fixture::SULLIVAN]);
}

#[test]
fn hovering_a_mark_shows_its_words_and_who_says_so() {
    let mut harness = harness(fixture::project(), wide());
    assert!(harness.query_by_label("“$725 million”").is_none());
    harness.get_by_label(SULLIVAN_MARK).hover();
    harness.run();
    harness.get_by_label("“$725 million”");
    harness.get_by_label("Jake Sullivan · Morning Post · 3 Dec 2024");
}

#[test]
fn the_keyboard_walks_in_the_order_of_time_and_enter_leads_to_the_words() {
    let mut harness = harness(fixture::project(), wide());
    picture(&harness).focus();
    harness.run();
    let mut said = Vec::new();
    for _ in 0..2 {
        harness.key_press(Key::ArrowRight);
        harness.run();
        said.push(picture(&harness).accesskit_node().value().unwrap());
    }
    assert_eq!(
        said,
        [
            "2 Dec 2024: $725 million, Jake Sullivan",
            "7 Dec 2024: $988 million, Lloyd Austin"
        ]
    );
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().jumps(), [ClaimId::from_u128(103)]);
    harness.key_press(Key::End);
    harness.run();
    let last = picture(&harness).accesskit_node().value().unwrap();
    assert_eq!(last, "9 Jan 2025: $65 billion, Lloyd Austin");
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(picture(&harness).accesskit_node().value().unwrap(), said[0]);
}

fn picture<'a>(harness: &'a Harness<'_, Bench>) -> egui_kittest::Node<'a> {
    harness.get_by(is_picture)
}

fn is_picture(node: &AccessKitNode<'_>) -> bool {
    let label = node.label().unwrap_or_default();
    node.role() == Role::Image && label.starts_with("Picture of")
}

/// The claims that the table was asked to show.
fn listed<'a>(harness: &'a Harness<'_, Bench>) -> Option<&'a ClaimList> {
    let asked = harness.state().asked.iter();
    asked.rev().find_map(|action| match action {
        Action::ListClaims(Some(list)) => Some(list),
        _ => None,
    })
}

#[test]
fn a_bar_of_several_claims_lists_them() {
    let project = fixture::with_chart(|chart| chart.kind = ChartKind::Bars(Period::Month));
    let mut harness = harness(project, wide());
    harness
        .get_by_label("Mark: Dec 2024, $1.713 billion")
        .click();
    harness.run();
    let asked = &harness.state().asked;
    let listed = asked.iter().find_map(|action| match action {
        Action::ListClaims(Some(list)) => Some(list.claims.clone()),
        _ => None,
    });
    assert_eq!(
        listed,
        Some([fixture::SULLIVAN, ClaimId::from_u128(103)].into())
    );
    assert!(
        asked
            .iter()
            .any(|action| matches!(action, Action::ShowTab(Tab::Claims)))
    );
}

/// The fixture with claims of many units, which one chart leaves out for as many reasons.
fn with_many_left_out() -> Project {
    let project = fixture::project();
    let mut draft = crate::edit::Draft::new(&project);
    let like = project.claim(fixture::SULLIVAN).unwrap();
    for number in 0..20 {
        let mut claim = like.as_ref().clone();
        claim.id = ClaimId::from_u128(1000 + number);
        let unit = format!("unit{number}");
        claim.figure = Some(Figure::exact(FigureKind::Count, 5.into(), unit));
        draft.put(claim);
    }
    let made = draft.finish("Many");
    let mut project = fixture::with_chart(|chart| {
        chart.note = "A long remark of the analyst, ".repeat(20);
        chart.filter = crate::model::Filter::default();
    });
    crate::edit::History::default().apply(&mut project, made, None);
    project
}

#[test]
fn many_reasons_fold_into_one_line_and_the_plot_keeps_its_place() {
    for size in [vec2(330.0, 560.0), vec2(330.0, 420.0), vec2(900.0, 700.0)] {
        let mut harness = harness(with_many_left_out(), size);
        let plot = picture(&harness).rect();
        let least = if size.y < 500.0 { 170.0 } else { 180.0 };
        assert!(plot.height() >= least, "{plot:?} in {size:?}");
        harness.get_by_label("Left out: 22 claims").click();
        harness.run();
        harness.get_by_label("1 claim: no date").click();
        harness.run();
        let list = listed(&harness).unwrap();
        assert_eq!(list.claims, [ClaimId::from_u128(105)].into());
    }
}

#[test]
fn every_button_is_in_sight_and_the_editor_leaves_room_for_the_plot() {
    for size in [vec2(330.0, 560.0), vec2(330.0, 330.0), vec2(560.0, 300.0)] {
        let mut harness = harness(fixture::project(), size);
        let window = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
        for name in ["Open chart", "Reset view", "Table", "Edit", "More"] {
            let button = harness.get_by_label(name).rect();
            assert!(
                window.contains_rect(button),
                "{name}: {button:?} in {size:?}"
            );
        }
        harness.get_by_label("Edit").click();
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "Title");
        let plot = harness.query_by(is_picture).map(|plot| plot.rect());
        match plot {
            // Folded away: the editor has the place alone.
            None => assert!(size.y < 400.0, "{size:?}"),
            Some(plot) => assert!(plot.height() >= 140.0, "{plot:?} in {size:?}"),
        }
        harness.get_by_label("Edit").click();
        harness.run();
        let least = if size.y < 400.0 { 120.0 } else { 180.0 };
        assert!(picture(&harness).rect().height() >= least, "{size:?}");
    }
}

#[test]
fn what_was_left_out_is_a_link_to_it() {
    let mut harness = harness(fixture::project(), wide());
    harness.get_by_label("Left out: 2 claims").click();
    harness.run();
    harness.get_by_label("1 claim: no date").click();
    harness.run();
    let list = listed(&harness).unwrap();
    assert_eq!(list.claims, [ClaimId::from_u128(105)].into());
    assert!(list.reason.contains("no date"), "{}", list.reason);
}

#[test]
fn a_choice_in_the_filter_is_one_step() {
    let mut harness = harness(fixture::project(), wide());
    harness.get_by_label("Claimants").click();
    harness.run();
    harness.get_by_label_contains("Lloyd Austin").click();
    harness.run();
    assert_eq!(harness.state().undo_labels(), ["Edit chart"]);
    assert!(harness.query_by_label(SULLIVAN_MARK).is_none());
    let document = harness.state_mut().state.document.as_mut().unwrap();
    document.history.undo(&mut document.project);
    harness.run();
    harness.get_by_label(SULLIVAN_MARK);
}

#[test]
fn typing_a_title_is_one_step() {
    let mut harness = harness(fixture::project(), wide());
    harness
        .get_by_role_and_label(Role::TextInput, "Title")
        .focus();
    harness.run();
    for key in ["A", "i", "d"] {
        harness.event(egui::Event::Text(key.to_owned()));
        harness.run();
    }
    let title = harness.state().state.chart().unwrap().title.clone();
    assert!(title.contains("Aid"), "{title}");
    assert_eq!(harness.state().undo_labels(), ["Edit chart"]);
}

#[test]
fn a_day_is_kept_when_it_is_one() {
    let mut harness = harness(fixture::project(), wide());
    harness
        .get_by_role_and_label(Role::TextInput, "From")
        .focus();
    harness.run();
    harness.event(egui::Event::Text("2025-1".to_owned()));
    harness.run();
    assert_eq!(harness.state().state.chart().unwrap().filter.from, None);
    harness.get_by_label_contains("Type a day, a month or a year");
    harness.key_press(Key::Backspace);
    harness.event(egui::Event::Text("01".to_owned()));
    harness.run();
    let from = harness.state().state.chart().unwrap().filter.from;
    assert_eq!(
        from.map(|day| day.to_string()).as_deref(),
        Some("2025-01-01")
    );
    assert!(harness.query_by_label(SULLIVAN_MARK).is_none());
}

#[test]
fn a_series_is_switched_off_by_its_name() {
    let project = fixture::with_chart(|chart| chart.group_by = GroupBy::Claimant);
    let mut harness = harness(project, wide());
    harness.get_by_label("Show Jake Sullivan").click();
    harness.run();
    assert!(harness.query_by_label(SULLIVAN_MARK).is_none());
    harness.get_by_label("Mark: 7 Dec 2024, $988 million");
    harness.get_by_label("Show Jake Sullivan").click();
    harness.run();
    harness.get_by_label(SULLIVAN_MARK);
}

#[test]
fn zooming_is_taken_back_by_a_button() {
    let mut harness = harness(fixture::project(), wide());
    let before = harness.get_by_label(SULLIVAN_MARK).rect();
    picture(&harness).focus();
    harness.run();
    harness.key_press(Key::Plus);
    harness.run();
    let zoomed = harness
        .query_by_label(SULLIVAN_MARK)
        .map(|node| node.rect());
    assert_ne!(zoomed, Some(before));
    harness.get_by_label("Reset view").click();
    harness.run();
    assert_eq!(harness.get_by_label(SULLIVAN_MARK).rect(), before);
}

#[test]
fn a_row_of_the_table_leads_to_the_words() {
    let mut harness = harness(fixture::project(), wide());
    harness.get_by_label("Table").click();
    harness.run();
    harness
        .get_by_label("Go to the words: 2 Dec 2024, $725 million")
        .click();
    harness.run();
    assert_eq!(harness.state().jumps(), [fixture::SULLIVAN]);
}

#[test]
fn every_kind_of_chart_and_every_size_can_be_shown() {
    for kind in [
        ChartKind::Points,
        ChartKind::Bars(Period::Day),
        ChartKind::Bars(Period::Year),
        ChartKind::RunningTotal,
    ] {
        for size in [
            vec2(1400.0, 900.0),
            vec2(420.0, 600.0),
            vec2(900.0, 240.0),
            vec2(200.0, 120.0),
        ] {
            let project = fixture::with_chart(|chart| {
                chart.kind = kind;
                chart.group_by = GroupBy::Claimant;
            });
            let mut harness = harness(project, size);
            harness.run();
        }
    }
}

#[test]
fn without_charts_there_is_a_way_to_the_first() {
    let mut harness = harness(Project::default(), wide());
    harness.get_by_label("Make the first chart").click();
    harness.run();
    let asked = &harness.state().asked;
    assert!(asked.iter().any(|action| matches!(action, Action::Run(_))));
}
