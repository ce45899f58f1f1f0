//! `chart`: saved charts as pictures and tables.

use std::collections::BTreeSet;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::arguments::Arguments;
use super::output::{exists, expected, out_of, write_out};
use super::{Failure, Outcome, Status, Streams, articles};
use crate::chart::png;
use crate::exchange::{ChartFormat, Drawing, PageSize, draw_chart, last_change};
use crate::message::{plain_reason, printable, printable_path};
use crate::model::{Chart, Project};
use crate::store::Expected;

/// How many pixels a point of a PNG has on each side unless the call says so: sharp on a screen
/// of today.
const SCALE: u8 = 2;

/// How long the name of a file made from a title may be, in characters.
const NAME_LENGTH: usize = 60;

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> Outcome {
    let out = out_of(arguments)?;
    let format: Option<ChartFormat> =
        arguments.choice("format", "svg, png, pdf, html, csv or xlsx")?;
    let scale = arguments
        .choice("scale", "a number from 1 to 4")?
        .unwrap_or(SCALE);
    if !png::SCALES.contains(&scale) {
        return Err(Failure::Usage("--scale is a number from 1 to 4".to_owned()));
    }
    let size: PageSize = arguments
        .choice("size", "column, page or slide")?
        .unwrap_or_default();
    let as_of = arguments.choice("date", "a day such as 2025-01-09")?;
    let named = arguments.rest().first().map(|name| name.to_string_lossy());
    let is_folder = is_folder(out, named.is_some());
    let format = match format.or_else(|| ChartFormat::of_ending(out)) {
        Some(format) => format,
        None if is_folder => ChartFormat::Svg,
        None => {
            let reason = "name a folder, a file that ends in .svg, .png, .pdf, .html, .csv or \
                          .xlsx, or give --format";
            return Err(Failure::Usage(reason.to_owned()));
        }
    };
    let project = articles::open(arguments.first(), streams)?.project;
    let charts = match &named {
        Some(name) => vec![find(&project, name)?],
        None if is_folder => project.charts().map(AsRef::as_ref).collect(),
        None => vec![only(&project)?],
    };
    if charts.is_empty() {
        return Err(Failure::Told(
            "there is no chart in this project yet".to_owned(),
        ));
    }
    let files = if is_folder {
        std::fs::create_dir_all(out).map_err(|error| {
            let reason = plain_reason(&error);
            Failure::Told(format!("{}: {reason}", printable_path(out)))
        })?;
        let files = file_names(out, &charts, format);
        // All of them or none: half a folder of new pictures among old ones helps nobody.
        if let Expected::Nothing = expected(arguments)
            && let Some(taken) = files.iter().find(|file| file.exists())
        {
            return Err(exists(taken));
        }
        files
    } else {
        vec![out.to_owned()]
    };
    let drawing = Drawing {
        format,
        size,
        scale,
        as_of: Some(as_of.unwrap_or_else(|| last_change(&project))),
    };
    for (chart, file) in charts.iter().zip(files) {
        let bytes = draw_chart(&project, chart, &drawing)
            .map_err(|error| Failure::Told(error.to_string()))?;
        write_out(&file, arguments, streams, |sink| sink.write_all(&bytes))?;
        if !articles::is_dash(file.as_os_str()) {
            writeln!(streams.out, "{}", printable_path(&file))?;
        }
    }
    Ok(Status::Done)
}

/// Whether a place takes files by their charts' titles: a folder, or what can only become one.
fn is_folder(out: &Path, one_chart: bool) -> bool {
    let text = out.to_string_lossy();
    out.is_dir()
        || text.ends_with(['/', MAIN_SEPARATOR])
        || (!one_chart
            && !out.exists()
            && out.extension().is_none()
            && !articles::is_dash(out.as_os_str()))
}

/// The chart of that id or title; the beginning of a title will do where it is the only one.
fn find<'a>(project: &'a Project, name: &str) -> Result<&'a Chart, Failure> {
    let wanted = name.trim().to_lowercase();
    let charts = || project.charts().map(AsRef::as_ref);
    if let Some(chart) = charts()
        .find(|chart| chart.id.to_string() == wanted || chart.title.trim().to_lowercase() == wanted)
    {
        return Ok(chart);
    }
    let begin = |chart: &&Chart| chart.title.to_lowercase().starts_with(&wanted);
    let found: Vec<&Chart> = charts().filter(begin).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Failure::Told(format!(
            "there is no chart “{}”; there are: {}",
            printable(name),
            titles(charts())
        ))),
        several => Err(Failure::Told(format!(
            "“{}” begins several charts: {}",
            printable(name),
            titles(several.iter().copied())
        ))),
    }
}

fn only(project: &Project) -> Result<&Chart, Failure> {
    let mut charts = project.charts().map(AsRef::as_ref);
    match (charts.next(), charts.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(Failure::Told(
            "there is no chart in this project yet".to_owned(),
        )),
        (Some(_), Some(_)) => Err(Failure::Told(format!(
            "there are several charts; name one of them or a folder: {}",
            titles(project.charts().map(AsRef::as_ref))
        ))),
    }
}

fn titles<'a>(charts: impl Iterator<Item = &'a Chart>) -> String {
    let titles: Vec<String> = charts
        .map(|chart| format!("“{}”", printable(&chart.title)))
        .collect();
    if titles.is_empty() {
        return "none".to_owned();
    }
    titles.join(", ")
}

/// A file for each chart, named after its title and never twice the same.
fn file_names(folder: &Path, charts: &[&Chart], format: ChartFormat) -> Vec<PathBuf> {
    let mut taken = BTreeSet::new();
    let name = |chart: &&Chart| {
        let mut stem = String::new();
        let title = chart.title.to_lowercase();
        for word in title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            if !stem.is_empty() {
                if stem.chars().count() + word.chars().count() > NAME_LENGTH {
                    break;
                }
                stem.push('-');
            }
            stem.extend(word.chars().take(NAME_LENGTH));
        }
        let stem = if stem.is_empty() { "chart" } else { &stem };
        let mut own = stem.to_owned();
        let mut count = 1;
        while !taken.insert(own.clone()) {
            count += 1;
            own = format!("{stem}-{count}");
        }
        folder.join(format!("{own}.{format}"))
    };
    charts.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ChartId;

    #[test]
    fn titles_become_names_of_files() {
        let long = "many words ".repeat(9);
        let titles = [
            "Aid: $5 bn / year!",
            "aid 5 bn year",
            "…",
            "Втрати, 2024",
            &long,
        ];
        let charts: Vec<Chart> = (1..)
            .zip(titles)
            .map(|(id, title)| Chart::new(ChartId::from_u128(id), title))
            .collect();
        let charts: Vec<&Chart> = charts.iter().collect();
        let names = file_names(Path::new("out"), &charts, ChartFormat::Svg);
        let names: Vec<_> = names.iter().map(|name| name.to_string_lossy()).collect();
        assert_eq!(
            names,
            [
                "out/aid-5-bn-year.svg",
                "out/aid-5-bn-year-2.svg",
                "out/chart.svg",
                "out/втрати-2024.svg",
                "out/many-words-many-words-many-words-many-words-many-words-many.svg"
            ]
        );
    }

    #[test]
    fn folders_and_files_are_told_apart() {
        assert!(is_folder(Path::new("no/such/"), true));
        assert!(is_folder(Path::new("no-such"), false));
        assert!(!is_folder(Path::new("no-such"), true));
        assert!(!is_folder(Path::new("no-such.png"), false));
        assert!(!is_folder(Path::new("-"), false));
        assert_eq!(
            ChartFormat::of_ending(Path::new("a.PNG")),
            Some(ChartFormat::Png)
        );
        assert_eq!(ChartFormat::of_ending(Path::new("a.gif")), None);
    }
}
