//! The units of figures: what each kind of figure may be counted in, and what its field proposes.

use iso_currency::Currency;

use crate::model::{FigureKind, Project};
use crate::ui::completion::Choice;

/// The currencies proposed first.
const COMMON_CURRENCIES: [&str; 18] = [
    "USD", "EUR", "GBP", "UAH", "RUB", "CAD", "AUD", "CHF", "CNY", "CZK", "DKK", "JPY", "KRW",
    "NOK", "PLN", "RON", "SEK", "TRY",
];

const COMMON_COUNTS: [&str; 16] = [
    "casualty",
    "killed",
    "wounded",
    "captured",
    "missing",
    "soldier",
    "civilian",
    "person",
    "refugee",
    "tank",
    "armoured vehicle",
    "artillery round",
    "artillery system",
    "drone",
    "missile",
    "aircraft",
];
const COMMON_DURATIONS: [&str; 5] = ["day", "week", "month", "year", "hour"];
const COMMON_MEASURES: [&str; 6] = [
    "kilometre",
    "square kilometre",
    "tonne",
    "barrel",
    "megawatt",
    "megawatt hour",
];

/// The unit that a figure keeps or gets when it becomes of that kind.
pub(super) fn unit_for(project: &Project, kind: FigureKind, unit: &str) -> String {
    let is_currency = Currency::from_code(unit).is_some();
    match kind {
        FigureKind::Money if is_currency => unit.to_owned(),
        FigureKind::Money => gather_units(project, kind)
            .into_iter()
            .next()
            .map_or_else(|| "USD".to_owned(), |choice| choice.text),
        FigureKind::Percent => "percent".to_owned(),
        _ if is_currency || unit == "percent" => String::new(),
        _ => unit.to_owned(),
    }
}

pub(super) fn read_unit(kind: FigureKind, typed: &str) -> Result<String, String> {
    let typed = typed.trim();
    if kind != FigureKind::Money {
        return Ok(typed.to_owned());
    }
    let code = typed.to_uppercase();
    match Currency::from_code(&code) {
        Some(_) => Ok(code),
        None if typed.is_empty() => Err("Type a currency's code, for example USD".to_owned()),
        None => Err(format!(
            "“{typed}” is not a currency's code; type for example USD"
        )),
    }
}

/// The words that a unit is found by.
pub(super) fn searched(choice: &Choice) -> String {
    format!("{} {}", choice.text, choice.remark)
}

/// The units of that kind: first those of the project, the most used ones before the others,
/// then the usual ones.
pub(super) fn gather_units(project: &Project, kind: FigureKind) -> Vec<Choice> {
    let figures = project.claims().filter_map(|claim| claim.figure.as_ref());
    let own = figures
        .filter(|figure| figure.kind == kind)
        .map(|figure| figure.unit.as_str());
    let mut units = super::details::by_use(own);
    let usual: &[&str] = match kind {
        FigureKind::Money => &COMMON_CURRENCIES,
        FigureKind::Count => &COMMON_COUNTS,
        FigureKind::Percent => &[],
        FigureKind::Duration => &COMMON_DURATIONS,
        FigureKind::Measure => &COMMON_MEASURES,
    };
    for unit in usual {
        if !units.iter().any(|own| own == unit) {
            units.push((*unit).to_owned());
        }
    }
    let name = |unit: &str| match kind {
        FigureKind::Money => Currency::from_code(unit).map(|c| c.name().to_owned()),
        _ => None,
    };
    units
        .into_iter()
        .map(|unit| Choice {
            remark: name(&unit).unwrap_or_default(),
            ..Choice::plain(unit)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_checked_by_kind() {
        assert_eq!(read_unit(FigureKind::Money, " usd "), Ok("USD".to_owned()));
        assert!(read_unit(FigureKind::Money, "dollars").is_err());
        assert_eq!(read_unit(FigureKind::Count, " tank"), Ok("tank".to_owned()));
        let project = Project::default();
        assert_eq!(unit_for(&project, FigureKind::Money, "soldier"), "USD");
        assert_eq!(unit_for(&project, FigureKind::Money, "EUR"), "EUR");
        assert_eq!(unit_for(&project, FigureKind::Percent, "EUR"), "percent");
        assert_eq!(unit_for(&project, FigureKind::Count, "EUR"), "");
        assert_eq!(unit_for(&project, FigureKind::Measure, "tonne"), "tonne");
    }
}
