//! Money in one currency.

use super::super::fixture::{Invented, figure};
use super::super::*;
use super::{reasons, values};

#[test]
fn money_of_several_currencies_is_shown_in_one() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    invented.claim(article, (1000, "USD", "2024-12-02"), |_| {});
    let euros = invented.claim(article, (1000, "EUR", "2024-12-03"), |claim| {
        figure(claim, |figure| figure.high = Some(Amount::from(2000)));
    });
    invented.claim(article, (1000, "EUR", "1999-12-03"), |_| {});
    invented.claim(article, (3, "tank", "2024-12-03"), |_| {});
    let chart = Chart {
        currency: Some("USD".to_owned()),
        ..invented.chart("Money", ChartKind::Points)
    };
    let model = compute(&invented.project, &chart);
    assert_eq!(values(&model), ["1000", "1082.4"]);
    assert_eq!(
        reasons(&model),
        [
            (Reason::NoRate("EUR".to_owned(), 1999), 1),
            (Reason::OtherUnit("tanks".to_owned()), 1),
        ]
    );
    let mark = &model.series[0].marks[1];
    assert_eq!(mark.claims, [euros]);
    assert_eq!(
        mark.high.map(|high| high.to_string()).as_deref(),
        Some("2164.8")
    );
    let method = model
        .remarks
        .iter()
        .find(|remark| remark.contains("converted"));
    let method = method.unwrap();
    assert!(method.starts_with("1 amount converted into USD at the average rate"));
    assert!(method.contains("European Central Bank"));
    // The table keeps what the claim says.
    let rows = table::rows(&invented.project, &model);
    assert_eq!(
        (rows[1].unit.as_str(), rows[1].value),
        ("EUR", Some(Amount::from(1000)))
    );
    assert_eq!(rows[1].mark_value.to_string(), "1082.4");
}

#[test]
fn money_of_several_years_is_told_in_the_prices_of_one() {
    let mut invented = Invented::new();
    let article = invented.article("Harbour Wire");
    invented.claim(article, (1000, "USD", "2020-12-02"), |_| {});
    invented.claim(article, (1000, "USD", "2024-12-02"), |_| {});
    invented.claim(article, (1000, "USD", "1999-12-03"), |_| {});
    invented.claim(article, (9000, "USD", "2024-12-03"), |claim| {
        figure(claim, |figure| figure.time_frame = TimeFrame::Cumulative);
    });
    let chart = Chart {
        prices: Some(2024),
        ..invented.chart("Money", ChartKind::Points)
    };
    let model = compute(&invented.project, &chart);
    // 313.7 to 258.8 in the bundled table.
    assert_eq!(values(&model), ["1212.13", "1000"]);
    assert_eq!(
        reasons(&model),
        [
            (Reason::NoPrices("USD".to_owned(), 1999), 1),
            (Reason::TotalInPrices, 1),
        ]
    );
    assert_eq!(model.subtitle, "US dollars, prices of 2024");
    let method = model
        .remarks
        .iter()
        .find(|one| one.contains("prices of 2024"));
    assert!(
        method
            .unwrap()
            .starts_with("1 amount of other years put into the prices of 2024"),
        "{method:?}"
    );
    // What is no money has no price.
    let chart = Chart {
        filter: crate::model::Filter {
            units: ["tank".to_owned()].into(),
            ..Default::default()
        },
        ..chart
    };
    invented.claim(article, (7, "tank", "2020-12-02"), |_| {});
    let model = compute(&invented.project, &chart);
    assert_eq!(values(&model), ["7"]);
    assert_eq!(model.subtitle, "Tanks");
}
