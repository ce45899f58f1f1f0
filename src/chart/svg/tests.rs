//! The pictures: that nothing overlaps, that everything is escaped, that bytes stay the same.

use proptest::prelude::*;

use super::*;
use crate::chart::compute;
use crate::chart::fixture::{Invented, any_project_and_chart, figure};
use crate::chart::labels::Area;
use crate::chart::text::{Ruler, SMALL, Style};
use crate::model::*;

/// The words of a picture and where they stand.
fn texts(svg: &str) -> Vec<(String, Area)> {
    let pattern = regex::Regex::new(
        r#"<text x="([^"]+)" y="([^"]+)"( font-size="([^"]+)")?( font-weight="600")?[^>]*>([^<]*)<"#,
    )
    .unwrap();
    let ruler = Ruler::get();
    let number = |text: &str| text.parse::<f64>().unwrap();
    let plain = |text: &str| {
        let text = text.replace("&lt;", "<").replace("&gt;", ">");
        text.replace("&quot;", "\"").replace("&amp;", "&")
    };
    pattern
        .captures_iter(svg)
        .map(|found| {
            let size = found.get(4).map_or(SMALL, |size| number(size.as_str()));
            let style = if found.get(5).is_some() {
                Style::semibold(size)
            } else {
                Style::regular(size)
            };
            let words = plain(&found[6]);
            let (left, foot) = (number(&found[1]), number(&found[2]));
            let area = Area {
                left,
                top: foot - size * 0.75,
                right: left + ruler.width(&words, style),
                bottom: foot,
            };
            (words, area)
        })
        .collect()
}

/// The faults of a picture: words outside of it or on other words.
fn faults(svg: &str) -> Vec<String> {
    let texts = texts(svg);
    let pattern = regex::Regex::new(r#"viewBox="0 0 ([\d.]+) ([\d.]+)""#).unwrap();
    let found = pattern.captures(svg).unwrap();
    let picture = Area {
        left: 0.0,
        top: 0.0,
        right: found[1].parse().unwrap(),
        bottom: found[2].parse().unwrap(),
    };
    let mut out = Vec::new();
    for (place, (words, area)) in texts.iter().enumerate() {
        if !picture.holds(area) {
            out.push(format!("outside: {words:?} {area:?}"));
        }
        for (other, taken) in &texts[..place] {
            if area.overlaps(taken) {
                out.push(format!(
                    "on each other: {words:?} {area:?} and {other:?} {taken:?}"
                ));
            }
        }
    }
    out
}

fn pages() -> [Page; 4] {
    let small = Page {
        width: 1.0,
        height: f64::NAN,
        as_of: "2025-01-09".parse().ok(),
    };
    [Page::PAGE, Page::COLUMN, Page::SLIDE, small]
}

/// A small programme of money, with every kind of bound.
fn programme() -> (Invented, Vec<TagId>) {
    let mut invented = Invented::new();
    let articles = ["Harbour Wire", "Ravel Post", "The Quay", "Northern Ledger"]
        .map(|publisher| invented.article(publisher));
    let aid = invented.tag("aid", None, Swatch::Blue);
    let tags = vec![
        invented.tag("military", Some(aid), Swatch::Red),
        invented.tag("economic", Some(aid), Swatch::Sky),
        invented.tag("humanitarian", Some(aid), Swatch::Green),
    ];
    for month in 0..18_i64 {
        let (year, number) = (2023 + month / 12, month % 12 + 1);
        for (index, (tag, nth)) in tags.iter().zip(0_i64..).enumerate() {
            if (month + nth) % (nth + 1) > 0 {
                continue;
            }
            let value = (40 + (month * 37 + nth * 91) % 160) * 5_000_000;
            let day = format!("{year}-{number:02}-{:02}", 3 + nth * 8);
            invented.claim(
                articles[(month % 4) as usize],
                (value, "USD", &day),
                |claim| {
                    claim.tags = [*tag].into();
                    claim.claimant =
                        ["Mara Voss", "Ministry of Trade", "Ilan Petrov"][index].to_owned();
                    figure(claim, |figure| match month % 6 {
                        1 => figure.bound = Bound::AtLeast,
                        3 => figure.bound = Bound::AtMost,
                        4 => {
                            figure.low = Some(Amount::from(value * 3 / 4));
                            figure.high = Some(Amount::from(value * 5 / 4));
                        }
                        _ => {}
                    });
                },
            );
        }
    }
    (invented, tags)
}

fn drawn(invented: &Invented, chart: &Chart, page: &Page) -> String {
    write(&compute(&invented.project, chart), page)
}

#[test]
fn the_parts_of_a_picture() {
    let mut invented = Invented::new();
    let article = invented.article("Tide & <Time>");
    let claim = invented.claim(article, (725_000_000, "USD", "2024-12-02"), |claim| {
        figure(claim, |figure| figure.bound = Bound::AtLeast);
    });
    let chart = Chart {
        note: "A \"note\" & more".to_owned(),
        ..invented.chart("One <package> stands alone", ChartKind::Points)
    };
    let page = Page {
        as_of: "2025-01-09".parse().ok(),
        ..Page::PAGE
    };
    let svg = drawn(&invented, &chart, &page);
    for part in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"450\" \
         viewBox=\"0 0 720 450\" role=\"img\"",
        "One &lt;package&gt; stands alone</title>",
        "US dollars. All claims: 1 mark, $725 million to $725 million, 2 Dec 2024 to 2 Dec 2024. \
         Source: Tide &amp; &lt;Time&gt;; 1 claim from 1 article.</desc>",
        "font-size=\"20\" font-weight=\"600\" fill=\"#1d2126\">One &lt;package&gt; stands alone<",
        ">$725\u{a0}m</text>",
        ">$800\u{a0}m</text>",
        ">29 Nov 2024</text>",
        ">2 Dec</text>",
        ">A &quot;note&quot; &amp; more</text>",
        ">Source: Tide &amp; &lt;Time&gt;; 1 claim from 1 article. As\u{a0}of\u{a0}9\u{a0}Jan\u{a0}2025</text>",
        "<path class=\"range\"",
        &format!("data-claim=\"{claim}\"><title>at least $725 million · 2 Dec 2024</title>"),
    ] {
        assert!(svg.contains(part), "{part}\n{svg}");
    }
    assert_eq!(faults(&svg), Vec::<String>::new());
    assert_eq!(svg, drawn(&invented, &chart, &page));
}

#[test]
fn few_points_are_named_beside_them_and_many_in_a_legend() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    for (number, claimant) in (0..).zip(["Ministry", "Institute", "General Staff"]) {
        for month in 1..=3_i64 {
            let when = format!("2024-{:02}-{:02}", month * 3, 5 + number * 8);
            let value = month * 1000 + number * 400;
            invented.claim(article, (value, "soldier", &when), |claim| {
                claim.claimant = claimant.to_owned();
            });
        }
    }
    let chart = Chart {
        group_by: GroupBy::Claimant,
        ..invented.chart("Who says", ChartKind::Points)
    };
    let svg = drawn(&invented, &chart, &Page::PAGE);
    let names = |svg: &str| -> Vec<f64> {
        let found = texts(svg).into_iter();
        let own = found.filter(|(words, _)| words == "Ministry" || words == "Institute");
        own.map(|(_, area)| area.top).collect()
    };
    // Beside their points: at different heights.
    assert_eq!(names(&svg).len(), 2, "{svg}");
    assert!((names(&svg)[0] - names(&svg)[1]).abs() > 1.0);
    for number in 0..60 {
        let when = format!("2024-{:02}-11", 1 + number % 12);
        invented.claim(article, (100 + number, "soldier", &when), |claim| {
            claim.claimant = "Ministry".to_owned();
        });
    }
    let svg = drawn(&invented, &chart, &Page::PAGE);
    assert_eq!(names(&svg).len(), 2, "{svg}");
    assert!((names(&svg)[0] - names(&svg)[1]).abs() < 1.0);
}

#[test]
fn pixels_need_no_proofs_and_look_the_same() {
    let (invented, _) = programme();
    let chart = invented.chart("Aid came in waves", ChartKind::Points);
    let model = compute(&invented.project, &chart);
    let (whole, bare) = (write(&model, &Page::PAGE), write_bare(&model, &Page::PAGE));
    assert!(!bare.contains("data-claim") && bare.len() < whole.len());
    let render = |svg: &str| crate::chart::png::render(svg, 1).unwrap();
    assert_eq!(render(&whole), render(&bare));
}

/// What every machine must draw: changed on purpose alone.
#[test]
fn the_same_project_is_the_same_bytes_on_every_machine() {
    let (invented, _) = programme();
    let mut hasher = blake3::Hasher::new();
    for kind in [
        ChartKind::Points,
        ChartKind::Bars(Period::Quarter),
        ChartKind::RunningTotal,
        ChartKind::Ranking,
        ChartKind::Ladder,
    ] {
        let chart = Chart {
            group_by: GroupBy::Tag,
            ..invented.chart("Aid came in waves", kind)
        };
        for page in [Page::COLUMN, Page::PAGE, Page::SLIDE] {
            let model = compute(&invented.project, &chart);
            hasher.update(write_proven(&invented.project, &model, &page).as_bytes());
        }
    }
    let drawn = hasher.finalize().to_hex();
    assert_eq!(
        drawn.as_str(),
        DRAWN,
        "draw these charts, look at them, and set this anew"
    );
}

const DRAWN: &str = "c12e7f85bca99091eb7ccf5ef94ac604aae954db6f39fc743ddd6acf65485910";

#[test]
fn running_totals_are_named_at_their_ends() {
    let (invented, _) = programme();
    let chart = Chart {
        group_by: GroupBy::Tag,
        ..invented.chart("Aid adds up", ChartKind::RunningTotal)
    };
    let svg = drawn(&invented, &chart, &Page::PAGE);
    let ends = &svg[svg.find("class=\"ends\"").unwrap()..];
    for name in ["military", "economic", "humanitarian"] {
        assert!(ends.contains(&format!(">{name}</text>")), "{ends}");
    }
    // A narrow picture names them in a legend.
    let narrow = drawn(&invented, &chart, &Page::COLUMN);
    let ends = &narrow[narrow.find("class=\"ends\"").unwrap()..];
    assert!(!ends.contains(">military</text>") && narrow.contains(">military</text>"));
}

#[test]
fn pictures_of_every_kind_have_no_faults() {
    let (invented, _) = programme();
    let kinds = [
        ChartKind::Points,
        ChartKind::RunningTotal,
        ChartKind::Bars(Period::Day),
        ChartKind::Bars(Period::Month),
        ChartKind::Bars(Period::Quarter),
        ChartKind::Bars(Period::Year),
        ChartKind::SumAndReports,
        ChartKind::Ranking,
        ChartKind::Ladder,
    ];
    let groups = [GroupBy::None, GroupBy::Tag, GroupBy::Publisher];
    let looks = groups.into_iter().flat_map(|group_by| {
        let arrangements = [
            Arrangement::Together,
            Arrangement::SideBySide,
            Arrangement::Panels,
        ];
        arrangements.map(|arrangement| (group_by, arrangement))
    });
    for ((group_by, arrangement), kind) in looks.flat_map(|look| kinds.map(|kind| (look, kind))) {
        for scale in [Scale::Linear, Scale::Log] {
            for page in pages() {
                let chart = Chart {
                    group_by,
                    arrangement,
                    scale,
                    ..invented.chart("Aid came in waves", kind)
                };
                let svg = drawn(&invented, &chart, &page);
                let faults = faults(&svg);
                assert!(
                    faults.is_empty(),
                    "{kind:?} {arrangement:?} {page:?} {faults:#?}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_overlaps_and_every_mark_is_there(
        (project, chart) in any_project_and_chart(),
        page in 0..4_usize,
    ) {
        let model = compute(&project, &chart);
        let svg = write(&model, &pages()[page]);
        let faults = faults(&svg);
        prop_assert!(faults.is_empty(), "FAULTS {faults:?}\n{svg}");
        let marks = model.marks().count();
        prop_assert_eq!(svg.matches("data-claim=").count(), marks);
        prop_assert_eq!(&svg, &write(&model, &pages()[page]));
        let numbers = ["NaN", "inf", "=\"-0\""];
        prop_assert!(!numbers.iter().any(|bad| svg.contains(bad)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_picture_can_be_read_as_svg((project, chart) in any_project_and_chart()) {
        let svg = write(&compute(&project, &chart), &Page::COLUMN);
        prop_assert!(crate::chart::png::render(&svg, 1).is_ok(), "{svg}");
    }
}
