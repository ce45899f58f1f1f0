//! The claims behind a chart as rows: the table beside the picture, and its CSV.
//!
//! A row is a claim, in the order of series and marks, with its own figure and with the mark
//! that it stands behind; so every mark can be checked by hand.

use std::io;

use super::ChartModel;
use crate::exchange::claims_table::safe_cell;
use crate::model::{Amount, Bound, Claim, ClaimId, Figure, Project, TimeFrame, When};

/// One claim of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The series of its mark, as an index into [`ChartModel::series`].
    pub series: usize,
    /// Its mark, as an index into the marks of that series.
    pub mark: usize,
    /// The name of its series.
    pub series_name: String,
    /// The time that the claim holds for.
    pub when: Option<When>,
    /// The claim's own value: best, or the middle of low and high.
    pub value: Option<Amount>,
    /// The lowest value that its words allow.
    pub low: Option<Amount>,
    /// The highest value that its words allow.
    pub high: Option<Amount>,
    /// How its words limit the value.
    pub bound: Bound,
    /// The unit, as the figure writes it.
    pub unit: String,
    /// Whether its figure is of a period, a running total or a rate.
    pub time_frame: TimeFrame,
    /// The time that its mark stands for: the whole period of a bar.
    pub mark_when: When,
    /// The value of its mark: the whole bar, the running total after this step.
    pub mark_value: Amount,
    /// Who asserts it.
    pub claimant: String,
    /// The outlet.
    pub publisher: String,
    /// The title of the article.
    pub article: String,
    /// Where the article was published.
    pub url: String,
    /// The exact words.
    pub quote: String,
    /// The claim itself.
    pub claim: ClaimId,
}

/// The names of the columns of [`write_csv`], in their order.
pub const COLUMNS: [&str; 17] = [
    "series",
    "date",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "time_frame",
    "mark_date",
    "mark_value",
    "claimant",
    "publisher",
    "article",
    "url",
    "quote",
    "mark",
    "claim",
];

/// The claims behind the marks of a model. Claims that are no longer in the project are passed
/// over.
pub fn rows(project: &Project, model: &ChartModel) -> Vec<Row> {
    let mut out = Vec::new();
    for (series_index, series) in model.series.iter().enumerate() {
        for (mark_index, mark) in series.marks.iter().enumerate() {
            for claim in mark.claims.iter().filter_map(|id| project.claim(*id)) {
                let Some(figure) = &claim.figure else {
                    continue;
                };
                let place = (series_index, mark_index);
                out.push(row(project, model, place, claim, figure));
            }
        }
    }
    out
}

fn row(
    project: &Project,
    model: &ChartModel,
    (series, mark): (usize, usize),
    claim: &Claim,
    figure: &Figure,
) -> Row {
    let article = project.article(claim.passage.article);
    let drawn = &model.series[series].marks[mark];
    Row {
        series,
        mark,
        series_name: model.series[series].name.clone(),
        when: claim.when,
        value: figure.central(),
        low: figure.low,
        high: figure.high,
        bound: figure.bound,
        unit: figure.unit.clone(),
        time_frame: figure.time_frame,
        mark_when: drawn.when,
        mark_value: drawn.value,
        claimant: claim.claimant.clone(),
        publisher: article.map_or_else(String::new, |article| article.publisher.clone()),
        article: article.map_or_else(String::new, |article| article.display_title().to_owned()),
        url: article.map_or_else(String::new, |article| article.url.clone()),
        quote: claim.passage.quote.clone(),
        claim: claim.id,
    }
}

/// Writes rows as CSV (RFC 4180), in UTF-8, under [`COLUMNS`]. Numbers are plain decimals, dates
/// are EDTF; words that a spreadsheet would take for a formula get an apostrophe before them.
///
/// # Errors
/// Whatever `out` answers when it cannot be written.
pub fn write_csv(rows: &[Row], out: impl io::Write) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for row in rows {
        let cells = row.cells();
        writer.write_record(cells.iter().map(|cell| safe_cell(cell).into_owned()))?;
    }
    writer.flush()?;
    Ok(())
}

impl Row {
    /// Its cells, in the order of [`COLUMNS`].
    pub fn cells(&self) -> [String; COLUMNS.len()] {
        let number = |amount: Option<Amount>| amount.map(|a| a.to_string()).unwrap_or_default();
        [
            self.series_name.clone(),
            self.when.map(|when| when.to_string()).unwrap_or_default(),
            number(self.value),
            number(self.low),
            number(self.high),
            self.bound.to_string(),
            self.unit.clone(),
            self.time_frame.code().to_owned(),
            self.mark_when.to_string(),
            self.mark_value.to_string(),
            self.claimant.clone(),
            self.publisher.clone(),
            self.article.clone(),
            self.url.clone(),
            self.quote.clone(),
            // Counted through the whole chart, so that claims of one mark stand together.
            format!("{}.{}", self.series + 1, self.mark + 1),
            self.claim.to_string(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chart::compute;
    use crate::chart::fixture::{Invented, any_project_and_chart, figure};
    use crate::model::{ChartKind, GroupBy, Period};

    fn csv_of(project: &Project, model: &ChartModel) -> String {
        let mut out = Vec::new();
        write_csv(&rows(project, model), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_lead_from_the_mark_to_the_words() {
        let mut invented = Invented::new();
        let article = invented.article("Harbour, \"Wire\"");
        let first = invented.claim(article, (-5, "tank", "2024-12-02"), |claim| {
            claim.claimant = "=SUM(A1)".to_owned();
            figure(claim, |figure| figure.bound = Bound::AtLeast);
        });
        let second = invented.claim(article, (7, "tank", "2024-12"), |_| {});
        let chart = crate::model::Chart {
            group_by: GroupBy::None,
            ..invented.chart("Tanks", ChartKind::Bars(Period::Month))
        };
        let model = compute(&invented.project, &chart);
        assert_eq!(
            csv_of(&invented.project, &model),
            format!(
                "{}\n\
                 All claims,2024-12,7,,,exact,tank,in_period,2024-12,2,,\"Harbour, \"\"Wire\"\"\",\
                 \"An invented article of Harbour, \"\"Wire\"\"\",,An invented sentence,1.1,{second}\n\
                 All claims,2024-12-02,-5,,,at_least,tank,in_period,2024-12,2,'=SUM(A1),\
                 \"Harbour, \"\"Wire\"\"\",\"An invented article of Harbour, \"\"Wire\"\"\",,\
                 An invented sentence,1.1,{first}\n",
                COLUMNS.join(",")
            )
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn every_drawn_claim_has_its_row((project, chart) in any_project_and_chart()) {
            let model = compute(&project, &chart);
            let rows = rows(&project, &model);
            let drawn: Vec<ClaimId> = model
                .marks()
                .flat_map(|(_, mark)| mark.claims.iter().copied())
                .collect();
            let listed: Vec<ClaimId> = rows.iter().map(|row| row.claim).collect();
            prop_assert_eq!(drawn, listed);
            let csv = csv_of(&project, &model);
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let records: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(records.len(), rows.len());
            for record in &records {
                for (column, cell) in COLUMNS.iter().zip(record) {
                    let formula = cell.starts_with(['=', '+', '@']);
                    let number = cell.starts_with('-') && cell.parse::<f64>().is_err();
                    prop_assert!(!formula && !number, "{column}: {cell}");
                }
            }
        }
    }
}
