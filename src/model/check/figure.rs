//! Whether a figure's numbers and unit go together.

use crate::model::{Amount, Bound, Figure, FigureKind};

/// What is wrong with a figure, a sentence each without the claim's name; quick enough to be asked
/// for every claim that is drawn.
pub fn figure_faults(figure: &Figure) -> Vec<String> {
    let mut faults = Vec::new();
    let Figure {
        low, best, high, ..
    } = *figure;
    for (one, other, names) in [
        (low, best, ["low", "best"]),
        (best, high, ["best", "high"]),
        (low, high, ["low", "high"]),
    ] {
        if let (Some(one), Some(other)) = (one, other)
            && one > other
        {
            let [one_name, other_name] = names;
            faults.push(format!(
                "its {one_name} value {} is greater than its {other_name} value {}",
                Amount::grouped(one),
                Amount::grouped(other)
            ));
        }
    }
    if figure.central().is_none() {
        faults.push("its figure has no number".to_owned());
    } else if figure.bound == Bound::Between && (low.is_none() || high.is_none()) {
        faults.push("its figure is between two values, but one of them is missing".to_owned());
    }
    let unit = &figure.unit;
    match figure.kind {
        FigureKind::Money if iso_currency::Currency::from_code(unit).is_none() => {
            faults.push(format!(
                "“{unit}” is not the code of a currency, such as USD"
            ));
        }
        FigureKind::Percent if unit != "percent" => {
            faults.push(format!(
                "the unit of a percentage is “percent”, not “{unit}”"
            ));
        }
        _ => {}
    }
    faults
}
