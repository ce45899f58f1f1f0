//! Rankings, ladders, differences, and sums beside reported totals.

use super::super::fixture::{Invented, figure};
use super::super::*;
use super::{reasons, values};
use crate::model::{Arrangement, Bound, GroupBy, Stage};

fn total(claim: &mut crate::model::Claim) {
    figure(claim, |figure| figure.time_frame = TimeFrame::Cumulative);
}

#[test]
fn a_ranking_follows_the_latest_figures() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    for (claimant, value, when) in [
        ("Ministry", 900, "2024-01"),
        ("Ministry", 400, "2024-06"),
        ("Institute", 700, "2024-06"),
        ("", 5, "2024-06"),
    ] {
        invented.claim(article, (value, "soldier", when), |claim| {
            claim.claimant = claimant.to_owned();
            total(claim);
        });
    }
    // Without a group of its own it asks who says so.
    let chart = invented.chart("Who says", ChartKind::Ranking);
    let model = compute(&invented.project, &chart);
    assert_eq!(model.rows, ["Institute", "Ministry", "No claimant given"]);
    assert_eq!(model.subtitle, "Soldiers, by claimant");
    let marks: Vec<(f64, &str, bool)> = model
        .marks()
        .map(|(series, mark)| (mark.x, model.series[series].name.as_str(), mark.pale))
        .collect();
    assert_eq!(
        marks,
        [
            (0.0, "Institute", false),
            (1.0, "Ministry", true),
            (1.0, "Ministry", false),
            (2.0, "No claimant given", false),
        ]
    );
    assert!(model.remarks[0].contains("pale dots are earlier"));
    assert!(!model.has_legend() && !model.mixes_time_frames());
}

#[test]
fn a_ladder_never_adds_totals() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    let mut claim = |value, stage, is_total: bool| {
        invented.claim(article, (value, "USD", "2024-06-01"), |claim| {
            claim.stage = stage;
            if is_total {
                total(claim);
            }
        });
    };
    claim(10, Some(Stage::Delivered), false);
    claim(5, Some(Stage::Delivered), false);
    claim(100, Some(Stage::Delivered), true);
    claim(120, Some(Stage::Announced), true);
    claim(1, None, false);
    let model = compute(
        &invented.project,
        &invented.chart("Stages", ChartKind::Ladder),
    );
    assert_eq!(model.rows, ["Announced", "Delivered"]);
    assert_eq!(values(&model), ["15", "120", "100"]);
    let bar = &model.series[0].marks[0];
    assert_eq!(
        (model.series[0].form, bar.x, bar.base),
        (Form::Bars, 1.0, 0.0)
    );
    assert!(model.series[1].marks.iter().all(|mark| mark.hollow));
    assert_eq!(reasons(&model), [(Reason::NoStage, 1)]);
    assert_eq!(model.subtitle, "US dollars, by stage");
}

#[test]
fn differences_lie_between_totals_alone() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    for (value, when) in [
        (100, "2024-01-10"),
        (130, "2024-02-10"),
        (140, "2024-02-20"),
        (200, "2024-06-01"),
    ] {
        invented.claim(article, (value, "tank", when), total);
    }
    invented.claim(article, (7, "tank", "2024-03-01"), |_| {});
    let chart = Chart {
        scale: Scale::Log,
        ..invented.chart("Rise", ChartKind::Differences(Period::Month))
    };
    let model = compute(&invented.project, &chart);
    assert_eq!(values(&model), ["40", "60"]);
    assert_eq!(
        reasons(&model),
        [
            (Reason::NotATotal, 1),
            (Reason::FirstTotal, 1),
            (Reason::LaterTotal, 1),
        ]
    );
    let last = &model.series[0].marks[1];
    assert_eq!(last.when.to_string(), "2024-06");
    assert_eq!(
        model.describe(last),
        "60 tanks since 20 Feb 2024 · Jun 2024"
    );
    // A total can fall, so a logarithmic axis has no place for it.
    assert_eq!(model.y.scale, Scale::Linear);
}

#[test]
fn a_difference_is_as_sure_as_both_its_ends() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    invented.claim(article, (100, "tank", "2024-01-10"), |claim| {
        total(claim);
        figure(claim, |figure| figure.high = Some(Amount::from(110)));
    });
    invented.claim(article, (130, "tank", "2024-02-10"), |claim| {
        total(claim);
        figure(claim, |figure| figure.bound = Bound::AtLeast);
    });
    let chart = invented.chart("Rise", ChartKind::Differences(Period::Month));
    let model = compute(&invented.project, &chart);
    let mark = &model.series[0].marks[0];
    assert_eq!(mark.value, Amount::from(30));
    assert_eq!((mark.low, mark.high), (Some(Amount::from(20)), None));
    assert!(mark.open_high && !mark.open_low);
}

#[test]
fn the_gap_to_a_reported_total_is_told() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    invented.claim(article, (40, "USD", "2024-01-01"), |_| {});
    invented.claim(article, (10, "USD", "2024-03-01"), |_| {});
    invented.claim(article, (99, "USD", "2024-09-01"), |_| {});
    invented.claim(article, (65, "USD", "2024-06-01"), total);
    let chart = invented.chart("Sum", ChartKind::SumAndReports);
    let model = compute(&invented.project, &chart);
    let gap = model.gap.as_ref().unwrap();
    assert_eq!((gap.sum, gap.reported), (50.0, 65.0));
    assert!(
        model.remarks.contains(
            &"$15 of the total reported for 1 Jun 2024 are not among these amounts.".to_owned()
        ),
        "{:?}",
        model.remarks
    );
    let forms: Vec<Form> = model.series.iter().map(|series| series.form).collect();
    assert_eq!(forms, [Form::Steps, Form::Points]);
}

#[test]
fn the_gap_is_that_to_a_total_of_the_same_stage() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    let mut claim = |value, when, stage, subject: &str, is_total: bool| {
        invented.claim(article, (value, "USD", when), |claim| {
            claim.stage = Some(stage);
            claim.subject = subject.to_owned();
            if is_total {
                total(claim);
            }
        })
    };
    claim(50, "2024-01-01", Stage::Announced, "Ravel", false);
    claim(65, "2024-06-01", Stage::Announced, "ravel", true);
    let later = claim(90, "2024-07-01", Stage::Committed, "Ravel", true);
    claim(95, "2024-08-01", Stage::Announced, "Sund", true);
    let chart = invented.chart("Sum", ChartKind::SumAndReports);
    let model = compute(&invented.project, &chart);
    let gap = model.gap.as_ref().unwrap();
    assert_eq!((gap.reported, gap.differences.len()), (65.0, 0));
    // Without one that is alike, what differs is said.
    let chart = Chart {
        filter: crate::model::Filter {
            from: "2024-01-01".parse().ok(),
            subjects: ["Ravel".to_owned()].into(),
            ..Default::default()
        },
        ..chart
    };
    let mut project = invented.project.clone();
    let like = project.claims().find(|claim| claim.subject == "ravel");
    let like = like.unwrap().id;
    project.set(crate::model::Key::Claim(like), None);
    let model = compute(&project, &chart);
    assert_eq!(model.gap.as_ref().unwrap().reported, 90.0);
    assert!(project.claim(later).is_some());
    let said =
        "But the two are not of the same: the total says “Committed”, the amounts “Announced”.";
    assert!(
        model.remarks.iter().any(|remark| remark.ends_with(said)),
        "{:?}",
        model.remarks
    );
}

#[test]
fn groups_stand_as_they_are_arranged() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    for (claimant, value) in [("One", 3), ("Two", 4)] {
        invented.claim(article, (value, "USD", "2024-06-01"), |claim| {
            claim.claimant = claimant.to_owned();
        });
    }
    let bases = |arrangement| {
        let chart = Chart {
            arrangement,
            group_by: GroupBy::Claimant,
            ..invented.chart("Sum", ChartKind::Bars(Period::Month))
        };
        let model = compute(&invented.project, &chart);
        let marks = model
            .marks()
            .map(|(_, mark)| (mark.base, mark.to - mark.from));
        (marks.collect::<Vec<_>>(), model.is_in_panels())
    };
    assert_eq!(
        bases(Arrangement::Together),
        (vec![(0.0, 24.0), (4.0, 24.0)], false)
    );
    assert_eq!(
        bases(Arrangement::SideBySide),
        (vec![(0.0, 12.0), (0.0, 12.0)], false)
    );
    assert_eq!(
        bases(Arrangement::Panels),
        (vec![(0.0, 24.0), (0.0, 24.0)], true)
    );
}
