//! What must hold of every chart model.

mod kinds;
mod money;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::fixture::{Invented, any_project_and_chart, figure};
use super::*;
use crate::model::{Bound, Filter, Finding, GroupBy, Per, Rule, Stage};

fn values(model: &ChartModel) -> Vec<String> {
    let marks = model.marks().map(|(_, mark)| mark.value.to_string());
    marks.collect()
}

fn reasons(model: &ChartModel) -> Vec<(Reason, usize)> {
    let reason = |left_out: &LeftOut| (left_out.reason.clone(), left_out.claims.len());
    model.left_out.iter().map(reason).collect()
}

#[test]
fn an_empty_project_says_what_to_do() {
    let invented = Invented::new();
    let model = compute(
        &invented.project,
        &invented.chart("Nothing", ChartKind::Points),
    );
    assert!(model.series.is_empty());
    assert!(model.nothing.unwrap().contains("Select words"));
    assert_eq!(model.source_line, "");
}

#[test]
fn what_cannot_be_drawn_is_named() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    invented.claim(article, (5, "USD", "2024-12-02"), |_| {});
    invented.claim(article, (6, "USD", "2024-12-03"), |_| {});
    invented.claim(article, (5, "USD", ""), |_| {});
    invented.claim(article, (5, "USD", "2024"), |claim| claim.figure = None);
    invented.claim(article, (5, "USD", "2024"), |claim| {
        figure(claim, |figure| figure.best = None);
    });
    invented.claim(article, (5, "EUR", "2024"), |_| {});
    let model = compute(
        &invented.project,
        &invented.chart("Some", ChartKind::Points),
    );
    assert_eq!(values(&model), ["5", "6"]);
    assert_eq!(
        reasons(&model),
        [
            (Reason::NoFigure, 1),
            (Reason::NoNumber, 1),
            (Reason::NoDate, 1),
            (Reason::OtherUnit("euros".to_owned()), 1),
        ]
    );
    assert_eq!(
        model.left_out_line(),
        "Left out: 1 claim with no figure; 1 claim with a figure without a number; \
         1 claim with no date; 1 claim with another unit: euros."
    );
    assert_eq!(
        model.remarks,
        ["Shows US dollars alone, the commonest unit among these claims."]
    );
    assert_eq!(
        model.source_line,
        "Source: Harbour Wire; 2 claims from 1 article"
    );
    assert_eq!(model.subtitle, "US dollars");
    assert_eq!(model.nothing, None);
}

#[test]
fn only_amounts_of_a_period_are_added() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    for (value, when) in [(1, "2024-12-02"), (2, "2024-12-30"), (4, "2025-01-01")] {
        invented.claim(article, (value, "casualty", when), |_| {});
    }
    for frame in [TimeFrame::Cumulative, TimeFrame::Rate(Per::Day)] {
        invented.claim(article, (1000, "casualty", "2024-12-02"), |claim| {
            figure(claim, |figure| figure.time_frame = frame);
        });
    }
    invented.claim(article, (100, "casualty", "2024-Q4"), |_| {});
    invented.claim(article, (9, "percent", "2024-12-02"), |_| {});
    let bars = |period| {
        let chart = invented.chart("Bars", ChartKind::Bars(period));
        compute(&invented.project, &chart)
    };
    let months = bars(Period::Month);
    assert_eq!(values(&months), ["3", "4"]);
    assert_eq!(
        reasons(&months),
        [
            (Reason::RunningTotal, 1),
            (Reason::Rate, 1),
            (Reason::Percentage, 1),
            (Reason::WiderThanBar(Period::Month), 1),
        ]
    );
    assert_eq!(values(&bars(Period::Quarter)), ["103", "4"]);
    let ticks: Vec<&str> = months.x.ticks.iter().map(|t| t.label.as_str()).collect();
    // Two bars alone would be walls: the axis has room for five.
    assert_eq!(ticks, ["Oct 2024", "Nov", "Dec", "Jan 2025", "Feb", "Mar"]);
    assert_eq!(months.y.ticks[0].at, 0.0);
    assert_eq!(months.subtitle, "Casualties, by month");
    let chart = invented.chart("Total", ChartKind::RunningTotal);
    let total = compute(&invented.project, &chart);
    // The amount of the whole quarter counts from its last day.
    assert_eq!(values(&total), ["1", "3", "103", "107"]);
    let mark = &total.series[0].marks[2];
    assert_eq!(mark.added, Some(Amount::from(100)));
    assert_eq!(
        total.describe(mark),
        "103 casualties in all · 100 casualties added · 31 Dec 2024"
    );
}

#[test]
fn points_of_both_time_frames_are_told_apart() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    invented.claim(article, (500, "USD", "2024-12-02"), |_| {});
    invented.claim(article, (65_000, "USD", "2024-12"), |claim| {
        figure(claim, |figure| {
            figure.time_frame = TimeFrame::Cumulative;
            figure.bound = Bound::AtLeast;
        });
    });
    let model = compute(&invented.project, &invented.chart("Two", ChartKind::Points));
    assert!(model.mixes_time_frames());
    assert!(model.remarks[0].starts_with("Hollow marks are running totals"));
    let hollow: Vec<bool> = model.marks().map(|(_, mark)| mark.hollow).collect();
    assert_eq!(hollow, [true, false]);
    let total = &model.series[0].marks[0];
    assert!(total.open_high && !total.open_low);
    assert_eq!(total.x, day_number("2024-12-16".parse().unwrap()));
    assert_eq!(
        model.describe(total),
        "at least $65,000 · running total · Dec 2024"
    );
    assert_eq!(model.spreads.len(), 1);
    assert!(model.spreads[0].open_high);
}

#[test]
fn a_claim_keeps_its_own_bound_in_words() {
    let said = |bound: Bound| {
        let mut invented = Invented::new();
        let article = invented.article("Harbour Wire");
        invented.claim(article, (500, "USD", "2024-12-02"), |claim| {
            figure(claim, |figure| figure.bound = bound);
        });
        let model = compute(&invented.project, &invented.chart("One", ChartKind::Points));
        model.describe(&model.series[0].marks[0])
    };
    assert_eq!(said(Bound::Over), "more than $500 · 2 Dec 2024");
    assert_eq!(said(Bound::About), "about $500 · 2 Dec 2024");
    assert_eq!(said(Bound::AtMost), "up to $500 · 2 Dec 2024");
    assert_eq!(said(Bound::Exact), "$500 · 2 Dec 2024");
}

#[test]
fn a_finding_counts_once() {
    let mut invented = Invented::new();
    let wire = invented.article("Harbour Wire");
    let post = invented.article("Ravel Post");
    let when = "2024-12-02";
    let first = invented.claim(wire, (100, "tank", when), |_| {});
    let second = invented.claim(post, (120, "tank", when), |_| {});
    invented.claim(post, (7, "tank", when), |_| {});
    invented.finding(&[first, second], Some(second));
    let model = |kind| compute(&invented.project, &invented.chart("Tanks", kind));
    let bars = model(ChartKind::Bars(Period::Month));
    assert_eq!(values(&bars), ["127"]);
    assert_eq!(bars.series[0].marks[0].claims.len(), 3);
    assert_eq!(
        bars.remarks,
        ["2 claims report one finding, which counts once."]
    );
    let points = model(ChartKind::Points);
    assert_eq!(values(&points), ["120", "7"]);
    let finding = &points.series[0].marks[0];
    assert_eq!(finding.claims, [second, first]);
    assert_eq!((finding.low, finding.high), (Some(Amount::from(100)), None));
    let each = Chart {
        each_claim: true,
        ..invented.chart("Tanks", ChartKind::Points)
    };
    let each = compute(&invented.project, &each);
    assert_eq!(values(&each), ["100", "120", "7"]);
}

#[test]
fn nobody_s_figure_stands_for_another_s_where_claimants_are_told_apart() {
    let mut invented = Invented::new();
    let when = "2024-12-02";
    let article = invented.article("Harbour Wire");
    let claims = ["Staff", "Ministry", "Staff"].map(|name| {
        invented.claim(article, (100, "tank", when), |claim| {
            name.clone_into(&mut claim.claimant);
        })
    });
    invented.finding(&claims, Some(claims[0]));
    let chart = Chart {
        group_by: GroupBy::Claimant,
        ..invented.chart("Tanks", ChartKind::Bars(Period::Month))
    };
    let model = compute(&invented.project, &chart);
    let bars = model.series.iter();
    let bars = bars.map(|series| series.marks[0].claims.len());
    // One finding: once for each who says so, however often.
    assert_eq!(bars.collect::<BTreeSet<_>>(), [1, 2].into());
    assert!(values(&model).iter().all(|value| value == "100"));
}

#[test]
fn a_rule_says_which_value_a_finding_has() {
    let mut invented = Invented::new();
    let when = "2024-12-02";
    let claims = [100, 120, 190].map(|value| {
        let article = invented.article("Harbour Wire");
        invented.claim(article, (value, "tank", when), |_| {})
    });
    invented.finding(&claims, None);
    let finding = invented.project.findings().next().unwrap().as_ref().clone();
    let mut with = |rule| {
        invented.put(Finding {
            rule: Some(rule),
            ..finding.clone()
        });
        let chart = invented.chart("Tanks", ChartKind::Points);
        let model = compute(&invented.project, &chart);
        let mark = &model.series[0].marks[0];
        (mark.value.to_string(), mark.claims[0], mark.low.is_some())
    };
    assert_eq!(with(Rule::Newest), ("190".to_owned(), claims[2], true));
    assert_eq!(
        with(Rule::Conservative),
        ("100".to_owned(), claims[0], false)
    );
}

#[test]
fn groups_follow_the_tags_that_were_asked_for() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    let aid = invented.tag("aid", None, Swatch::Brown);
    let military = invented.tag("military", Some(aid), Swatch::Red);
    let urgent = invented.tag("urgent", None, Swatch::Sky);
    for tags in [vec![aid, military, urgent], vec![urgent, aid], vec![urgent]] {
        invented.claim(article, (5, "USD", "2024-12-02"), |claim| {
            claim.tags = tags.into_iter().collect();
        });
    }
    let mut chart = Chart {
        group_by: GroupBy::Tag,
        filter: Filter {
            tags: [aid].into(),
            ..Filter::default()
        },
        ..invented.chart("Aid", ChartKind::Points)
    };
    let names = |chart: &Chart| -> Vec<(String, Swatch)> {
        let series = compute(&invented.project, chart).series;
        series.into_iter().map(|s| (s.name, s.swatch)).collect()
    };
    assert_eq!(
        names(&chart),
        [
            ("aid".to_owned(), Swatch::Brown),
            ("military".to_owned(), Swatch::Red)
        ]
    );
    chart.filter = Filter::default();
    let all = names(&chart);
    assert_eq!(all.len(), 3);
}

#[test]
fn many_small_groups_are_joined() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    for claimant in 1..=40 {
        invented.claim(article, (claimant, "tank", "2024-12-02"), |claim| {
            claim.claimant = format!("Speaker {claimant:02}");
            claim.stage = [Stage::Announced, Stage::Delivered]
                .get(claimant as usize)
                .copied();
        });
    }
    let chart = Chart {
        group_by: GroupBy::Claimant,
        ..invented.chart("Who says", ChartKind::Bars(Period::Year))
    };
    let model = compute(&invented.project, &chart);
    let names: Vec<&str> = model.series.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names.len(), 8);
    assert_eq!((names[0], names[7]), ("Speaker 40", "Other"));
    assert_eq!(model.series[7].marks[0].value, Amount::from(33 * 34 / 2));
    assert_eq!(model.remarks, ["“Other” joins the 33 smallest claimants."]);
    // Bars stand on each other.
    let tops: Vec<(f64, f64)> = model.marks().map(|(_, mark)| (mark.base, mark.y)).collect();
    assert_eq!(tops[..2], [(0.0, 40.0), (40.0, 79.0)]);
    let swatches: BTreeSet<Swatch> = model.series.iter().map(|s| s.swatch).collect();
    assert_eq!(swatches.len(), 8);
}

#[test]
fn stages_that_are_added_are_named() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    for stage in [Stage::Delivered, Stage::Announced] {
        invented.claim(article, (5, "USD", "2024-12-02"), |claim| {
            claim.stage = Some(stage);
        });
    }
    let remarks = |kind| compute(&invented.project, &invented.chart("Money", kind)).remarks;
    assert_eq!(
        remarks(ChartKind::RunningTotal),
        ["Adds amounts of different stages: announced, delivered."]
    );
    assert!(remarks(ChartKind::Points).is_empty());
}

#[test]
fn a_log_axis_has_no_place_for_zero() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    for value in [0, -5, 20, 3000] {
        invented.claim(article, (value, "tank", "2024-12-02"), |_| {});
    }
    let chart = Chart {
        scale: Scale::Log,
        ..invented.chart("Log", ChartKind::Points)
    };
    let model = compute(&invented.project, &chart);
    assert_eq!(values(&model), ["20", "3000"]);
    assert_eq!(reasons(&model), [(Reason::NotPositive, 2)]);
    assert_eq!(model.y.range, [10.0, 5000.0]);
    assert!((model.y.fraction(10.0)).abs() < 1e-9);
    assert!((model.y.fraction(5000.0) - 1.0).abs() < 1e-9);
    assert_eq!(model.subtitle, "Tanks, log scale");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_asked_claim_is_drawn_or_left_out_once((project, chart) in any_project_and_chart()) {
        let model = compute(&project, &chart);
        let query = chart.filter.text.parse().ok();
        let filter =
            crate::search::PreparedFilter::new(&project, &chart.filter, query.as_ref());
        let mut asked: Vec<ClaimId> = project
            .claims()
            .filter(|claim| filter.matches(claim))
            .map(|claim| claim.id)
            .collect();
        let drawn = model.marks().flat_map(|(_, mark)| mark.claims.clone());
        let left_out = model.left_out.iter().flat_map(|left_out| left_out.claims.clone());
        let mut found: Vec<ClaimId> = drawn.chain(left_out).collect();
        asked.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(asked, found);
        prop_assert_eq!(model.nothing.is_some(), model.series.is_empty());
        prop_assert!(model.series.iter().all(|series| !series.marks.is_empty()));
        let named = matches!(chart.kind, ChartKind::Ranking | ChartKind::Differences(_));
        prop_assert!(model.series.len() <= 8 || named);
        prop_assert_eq!(compute(&project, &chart), model);
    }

    #[test]
    fn any_project_at_all_can_be_drawn(
        project in crate::model::arbitrary::project(),
        mut chart in crate::model::arbitrary::chart(),
    ) {
        for keep_filter in [true, false] {
            if !keep_filter {
                chart.filter = Filter::default();
            }
            let model = compute(&project, &chart);
            let picture = svg::write(&model, &svg::Page::PAGE);
            prop_assert!(picture.ends_with("</svg>\n"));
        }
    }

    #[test]
    fn everything_lies_within_the_axes((project, chart) in any_project_and_chart()) {
        let model = compute(&project, &chart);
        let inside = 0.0 - 1e-6..=1.0 + 1e-6;
        for (_, mark) in model.marks() {
            for x in [mark.x, mark.from, mark.to] {
                prop_assert!(inside.contains(&model.x.fraction(x)), "{mark:?}");
            }
            prop_assert!(inside.contains(&model.y.fraction(mark.y)), "{mark:?} {:?}", model.y);
            prop_assert!(mark.low.is_none_or(|low| low < mark.value));
            prop_assert!(mark.high.is_none_or(|high| high > mark.value));
        }
        for spread in &model.spreads {
            prop_assert!(spread.low <= spread.y && spread.y <= spread.high);
        }
        for ticks in [&model.x.ticks, &model.y.ticks] {
            prop_assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at));
        }
        let within = |ticks: &[Tick], range: [f64; 2]| {
            ticks.iter().all(|tick| (range[0]..=range[1]).contains(&tick.at))
        };
        prop_assert!(within(&model.x.ticks, model.x.range));
        prop_assert!(within(&model.y.ticks, model.y.range));
    }

    #[test]
    fn sums_are_exact(amounts in proptest::collection::vec((1..i64::MAX / 100, 0..900_i64), 1..40)) {
        let mut invented = Invented::new();
        let article = invented.article("Harbour Wire");
        let mut expected: BTreeMap<String, i128> = BTreeMap::new();
        for (cents, day) in &amounts {
            let date = date_at(19_000.0 + *day as f64).unwrap();
            *expected.entry(date.strftime("%Y-%m").to_string()).or_default() += i128::from(*cents);
            invented.claim(article, (0, "USD", &date.to_string()), |claim| {
                let value = rust_decimal::Decimal::new(*cents, 2);
                figure(claim, |figure| figure.best = Some(Amount::from(value)));
            });
        }
        let in_cents = |amount: Amount| -> i128 {
            let cents = amount.decimal() * rust_decimal::Decimal::from(100);
            cents.normalize().to_string().parse().unwrap()
        };
        let chart = invented.chart("Bars", ChartKind::Bars(Period::Month));
        let bars = compute(&invented.project, &chart);
        let found: BTreeMap<String, i128> = bars
            .marks()
            .map(|(_, mark)| (mark.when.to_string(), in_cents(mark.value)))
            .collect();
        prop_assert_eq!(&found, &expected);
        let chart = invented.chart("Total", ChartKind::RunningTotal);
        let total = compute(&invented.project, &chart);
        let marks = &total.series[0].marks;
        prop_assert_eq!(in_cents(marks[marks.len() - 1].value), expected.values().sum::<i128>());
        let added: i128 = marks.iter().filter_map(|mark| mark.added).map(in_cents).sum();
        prop_assert_eq!(added, expected.values().sum::<i128>());
    }
}
