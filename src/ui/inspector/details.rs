//! When, who, how far, how sure: the details beside the figure.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use egui::{RichText, Ui};
use strum::IntoEnumIterator as _;

use super::{Desk, choice, next_row, quiet_button};
use crate::import::typed_date;
use crate::model::{Claim, InformationGrade, Project, SourceGrade, Stage, When};
use crate::ui::completion::{Choice, rank};
use crate::ui::controls::caption;
use crate::ui::entry::{Entry, Field, complain, no_choices};
use crate::ui::theme::{SMALL, Tokens};

/// The drafts of the details' fields.
#[derive(Default)]
pub(super) struct Details {
    when: Entry<Option<When>>,
    claimant: Name,
    subject: Name,
}

/// A field for somebody's name, which proposes the names that are there already.
#[derive(Default)]
struct Name {
    entry: Entry<String>,
    /// What the field proposes, gathered when it is first typed in.
    known: OnceCell<Vec<String>>,
}

impl Details {
    /// The date, where it was refused; the other fields take everything.
    pub(super) fn refused(&self) -> Option<&str> {
        self.when.refused()
    }

    pub(super) fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        ui.columns_const(|[left, right]| {
            self.date(left, desk);
            stage(right, desk);
        });
        complain(ui, self.when.problem());
        articles_date(ui, desk);
        self.claimant.show(
            ui,
            desk,
            ("Claimant", "Who says so"),
            |claim| &claim.claimant,
            |claim, name| claim.claimant = name,
        );
        self.subject.show(
            ui,
            desk,
            ("Subject", "Whose aid, whose losses"),
            |claim| &claim.subject,
            |claim, name| claim.subject = name,
        );
        grade(ui, desk);
    }

    fn date(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        caption(ui, "Date");
        let field = Field {
            name: "Date",
            hint: "2024-12-02 or 2024-12",
            width: ui.available_width(),
            write: &|when: &Option<When>| when.map(|when| when.to_string()).unwrap_or_default(),
            read: &read_date,
            choices: &no_choices,
        };
        let mut entered = self.when.show(ui, &field, &desk.claim.when);
        if let Some(when) = desk.claim.when {
            entered.response = entered.response.on_hover_text(when.spoken());
        }
        desk.entered("when", "Edit date", entered, |claim, when| {
            claim.when = when;
        });
    }
}

/// The date in words, and the way to the article's own.
fn articles_date(ui: &mut Ui, desk: &mut Desk<'_>) {
    let published = desk
        .project
        .article(desk.claim.passage.article)
        .and_then(|article| article.published);
    let weak = Tokens::of(ui).weak;
    ui.horizontal_wrapped(|ui| {
        let spoken = match desk.claim.when {
            Some(when) if Some(when) == published => {
                format!("{}, the article’s date", when.spoken())
            }
            Some(when) => when.spoken(),
            None => "No date: not on charts over time".to_owned(),
        };
        ui.label(RichText::new(spoken).size(SMALL).color(weak));
        if published.is_some()
            && published != desk.claim.when
            && quiet_button(ui, "Use the article’s date").clicked()
        {
            desk.change("Set article’s date", |claim| claim.when = published);
        }
    });
}

fn read_date(typed: &str) -> Result<Option<When>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed_date(typed)
        .map(Some)
        .map_err(|error| error.to_string())
}

impl Name {
    fn show(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        (name, hint): (&str, &str),
        of: fn(&Claim) -> &String,
        set: fn(&mut Claim, String),
    ) {
        next_row(ui);
        caption(ui, name);
        let known = &self.known;
        let project = desk.project;
        let field = Field {
            name,
            hint,
            width: ui.available_width(),
            write: &String::clone,
            read: &|typed| Ok(typed.trim().to_owned()),
            choices: &|typed| {
                let known = known.get_or_init(|| names(project, of));
                let found = rank(typed, known.iter().map(String::as_str), 12);
                let found = found.into_iter().map(|place| &known[place]);
                found
                    .filter(|name| *name != typed)
                    .map(Choice::plain)
                    .collect()
            },
        };
        let entered = self.entry.show(ui, &field, of(desk.claim));
        if entered.response.gained_focus() {
            self.known = OnceCell::new();
        }
        let label = format!("Edit {}", name.to_lowercase());
        desk.entered(&name.to_lowercase(), &label, entered, set);
    }
}

fn names(project: &Project, of: fn(&Claim) -> &String) -> Vec<String> {
    by_use(project.claims().map(|claim| of(claim).as_str()))
}

/// Texts without the empty ones, each once, the most used first.
pub(in crate::ui) fn by_use<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts.filter(|text| !text.is_empty()) {
        *uses.entry(text).or_default() += 1;
    }
    let mut uses: Vec<(&str, usize)> = uses.into_iter().collect();
    uses.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    uses.into_iter().map(|(text, _)| text.to_owned()).collect()
}

fn stage(ui: &mut Ui, desk: &mut Desk<'_>) {
    let current = desk.claim.stage;
    let shown = current.map_or("–", Stage::label);
    let taken = choice(ui, "Stage", shown, |ui| {
        let stages = Stage::iter().map(|stage| (Some(stage), stage.label()));
        super::rows(ui, std::iter::once((None, "–")).chain(stages), current)
    });
    if let Some(stage) = taken {
        desk.change("Edit stage", |claim| claim.stage = stage);
    }
}

fn grade(ui: &mut Ui, desk: &mut Desk<'_>) {
    let grade = desk.claim.grade;
    next_row(ui);
    ui.columns_const(|[left, right]| {
        let shown = grade.source.map_or("–", SourceGrade::label);
        let source = choice(left, "Source grade", shown, |ui| {
            let grades = SourceGrade::iter().map(|grade| (Some(grade), grade.label()));
            super::rows(
                ui,
                std::iter::once((None, "– Not judged")).chain(grades),
                grade.source,
            )
        });
        if let Some(source) = source {
            desk.change("Grade source", |claim| claim.grade.source = source);
        }
        let shown = grade.information.map_or("–", InformationGrade::label);
        let information = choice(right, "Information grade", shown, |ui| {
            let grades = InformationGrade::iter().map(|grade| (Some(grade), grade.label()));
            let all = std::iter::once((None, "– Not judged")).chain(grades);
            super::rows(ui, all, grade.information)
        });
        if let Some(information) = information {
            desk.change("Grade information", |claim| {
                claim.grade.information = information;
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_used_comes_first() {
        let texts = ["AP", "", "Reuters", "Reuters", "AFP"];
        assert_eq!(by_use(texts.into_iter()), ["Reuters", "AFP", "AP"]);
    }

    #[test]
    fn dates_may_be_left_out() {
        assert_eq!(read_date("  "), Ok(None));
        assert_eq!(
            read_date("2024-12").map(|when| when.map(When::spoken)),
            Ok(Some("Dec 2024".to_owned()))
        );
        assert!(read_date("last week").is_err());
    }
}
