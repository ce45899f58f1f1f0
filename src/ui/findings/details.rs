//! What is chosen among the findings: its claims side by side, what may explain that they differ,
//! and what a person decides about it.

use egui::{Button, ComboBox, Label, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::remark;
use crate::edit::findings;
use crate::findings::agreement::Agreement;
use crate::findings::explanation::{Neighbours, differences};
use crate::findings::overview::{Row, State as RowState};
use crate::findings::standing;
use crate::model::{Claim, ClaimId, Finding, FindingId, Project, Rule, When};
use crate::ui::action::{Action, Actions, Focus};
use crate::ui::command::Command;
use crate::ui::controls::{caption, command_button, divider, text_area};
use crate::ui::overview::FindingAt;
use crate::ui::state::State;
use crate::ui::theme::{self, SMALL, Tokens, UNIT};

/// The narrowest that a quote is beside another, in points.
const QUOTE: f32 = 250.0;

/// What is chosen, and what is being written about it.
#[derive(Default)]
pub(super) struct Details {
    /// What the words below are about.
    of: Option<(FindingAt, Option<FindingId>)>,
    title: String,
    reason: String,
    /// The claim whose value is to be chosen as soon as there is a reason.
    choosing: Option<ClaimId>,
    wants_reason: bool,
    known: Option<Known>,
}

/// What is worked out once for a row.
struct Known {
    revision: u64,
    claims: Vec<ClaimId>,
    differences: Vec<String>,
    apart: Vec<(ClaimId, String)>,
}

impl Details {
    /// Sends the keyboard to the field for the reason.
    pub fn explain(&mut self) {
        self.wants_reason = true;
    }

    /// Draws what is known and can be done.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        row: &Row,
        actions: &mut Actions,
    ) {
        let finding = row.finding.and_then(|id| project.finding(id));
        let finding = finding.map(AsRef::as_ref);
        self.follow(row, finding);
        self.know(state, project, row);
        ScrollArea::vertical()
            .id_salt("finding")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 2.0 * UNIT);
                self.head(ui, state, project, row, finding, actions);
                if let Some(finding) = finding.filter(|_| row.state != RowState::Proposed) {
                    value(ui, project, row, finding, actions);
                }
                self.quotes(ui, state, project, row, finding, actions);
                self.explanation(ui, project, row, actions);
                if let Some(finding) = finding.filter(|_| row.state != RowState::Proposed) {
                    self.reason(ui, project, finding, actions);
                }
            });
    }

    /// Begins anew where another row was chosen.
    fn follow(&mut self, row: &Row, finding: Option<&Finding>) {
        let of = FindingAt::of(row).map(|at| (at, finding.map(|finding| finding.id)));
        if self.of == of {
            return;
        }
        self.of = of;
        self.title.clone_from(&row.title);
        self.reason = finding.map_or_else(String::new, |finding| finding.reason.clone());
        self.choosing = None;
    }

    fn know(&mut self, state: &State, project: &Project, row: &Row) {
        let revision = state.revision();
        let is_known = |known: &Known| known.revision == revision && known.claims == row.claims;
        if self.known.as_ref().is_some_and(is_known) {
            return;
        }
        let claims: Vec<&Claim> = row
            .claims
            .iter()
            .filter_map(|id| project.claim(*id))
            .map(AsRef::as_ref)
            .collect();
        self.known = Some(Known {
            revision,
            claims: row.claims.clone(),
            differences: differences(project, &claims, &state.looked.echoes),
            apart: Neighbours::new(project).kept_apart(project, &claims),
        });
    }

    fn head(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        row: &Row,
        finding: Option<&Finding>,
        actions: &mut Actions,
    ) {
        let is_proposed = row.state == RowState::Proposed;
        if let Some(finding) = finding.filter(|_| !is_proposed) {
            let field = TextEdit::singleline(&mut self.title).desired_width(f32::INFINITY);
            let field = ui.add(field).accessible_name("Name of the finding");
            if field.lost_focus() && self.title.trim() != finding.title {
                actions.change(findings::rename(project, finding.id, &self.title));
            }
            if !field.has_focus() && !field.lost_focus() {
                self.title.clone_from(&finding.title);
            }
        } else {
            ui.add(Label::new(theme::heading(&row.title)).wrap());
        }
        let apart = row.agreement.as_ref().map(Agreement::words);
        let mut line = vec![
            row.state.label().to_owned(),
            row.support(),
            row.values.clone(),
        ];
        line.extend(apart);
        line.retain(|part| !part.is_empty());
        remark(ui, &line.join(" · "));
        if is_proposed && !row.reasons.is_empty() {
            remark(
                ui,
                &format!("Proposed because: {}.", row.reasons.join("; ")),
            );
        }
        ui.horizontal_wrapped(|ui| {
            let commands: &[Command] = match (is_proposed, row.disagrees()) {
                (true, _) => &[Command::AcceptFinding, Command::DismissFinding],
                (false, true) => &[Command::ExplainFinding, Command::DismissFinding],
                (false, false) => &[Command::DismissFinding],
            };
            for command in commands {
                if command_button(ui, state, *command) {
                    actions.run(*command);
                }
            }
            if let Some(finding) = finding.filter(|_| !is_proposed) {
                merge_menu(ui, project, finding, actions);
            }
        });
        ui.add_space(UNIT);
    }

    /// The words of each claim, beside each other where there is room.
    fn quotes(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        row: &Row,
        finding: Option<&Finding>,
        actions: &mut Actions,
    ) {
        /// More are in the table of claims.
        const MOST: usize = 60;
        let columns = ((ui.available_width() / QUOTE) as usize).clamp(1, 4);
        let shown = &row.claims[..row.claims.len().min(MOST)];
        for chunk in shown.chunks(columns) {
            ui.columns(columns, |columns| {
                for (ui, id) in columns.iter_mut().zip(chunk) {
                    if let Some(claim) = project.claim(*id) {
                        self.quote(ui, state, project, row, finding, claim, actions);
                    }
                }
            });
        }
        if row.claims.len() > MOST {
            remark(
                ui,
                &format!("{MOST} of {} claims are shown.", row.claims.len()),
            );
        }
        if ui
            .button("List the claims")
            .on_hover_text("Show just these in the table of claims")
            .clicked()
        {
            let reason = row.title.clone();
            let claims = row.claims.iter().copied().collect();
            actions.push(Action::ListClaims(Some(crate::ui::state::ClaimList {
                reason,
                claims,
            })));
            actions.push(Action::ShowTab(crate::ui::state::Tab::Claims));
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "what a quote is drawn from, named one by one"
    )]
    fn quote(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        row: &Row,
        finding: Option<&Finding>,
        claim: &Claim,
        actions: &mut Actions,
    ) {
        let tokens = Tokens::of(ui);
        let preferred = finding.and_then(|finding| finding.preferred) == Some(claim.id)
            || row.standing.as_ref().and_then(|standing| standing.claim) == Some(claim.id);
        let line = match (state.view.claim == Some(claim.id), preferred) {
            (true, _) => tokens.accent,
            (false, true) => tokens.text,
            (false, false) => tokens.line,
        };
        let frame = egui::Frame::NONE
            .fill(tokens.raised)
            .stroke(egui::Stroke::new(1.0, line))
            .corner_radius(4)
            .inner_margin(egui::Margin::same(8));
        frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let figure = claim
                .figure
                .as_ref()
                .map_or_else(String::new, crate::model::Figure::spoken);
            let value = if preferred {
                format!("✓ {figure}")
            } else {
                figure.clone()
            };
            ui.add(Label::new(theme::strong(value)).wrap());
            let words = claim
                .passage
                .quote
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            ui.add(Label::new(format!("“{words}”")).wrap());
            for line in about(project, claim) {
                ui.add(Label::new(RichText::new(line).size(SMALL).color(tokens.weak)).wrap());
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = UNIT;
                let small = |words: &str| Button::new(RichText::new(words).size(SMALL));
                let named = |words: &str| format!("{words}: {figure}, {}", claim.claimant);
                let go = ui
                    .add(small("Go to words"))
                    .accessible_name(named("Go to words"));
                if go.clicked() {
                    actions.push(Action::ShowClaim {
                        claim: claim.id,
                        jump: true,
                    });
                    actions.push(Action::Focus(Focus::Reader));
                }
                let Some(finding) = finding.filter(|finding| finding.claims.contains(&claim.id))
                else {
                    return;
                };
                let choose = ui
                    .add(small("Use this value"))
                    .accessible_name(named("Use this value"))
                    .on_hover_text("Let this value stand for the finding; you write why");
                if choose.clicked() {
                    self.choosing = Some(claim.id);
                    self.wants_reason = true;
                }
                if finding.claims.len() < 2 {
                    return;
                }
                let only = [claim.id].into();
                let out = ui
                    .add(small("Take out"))
                    .accessible_name(named("Take out"))
                    .on_hover_text("Take it out of the finding");
                if out.clicked() {
                    let step = findings::take_out(project, finding.id, &only, &state.clock);
                    actions.change(step);
                }
                let split = ui
                    .add(small("Split off"))
                    .accessible_name(named("Split off"))
                    .on_hover_text("Make a finding of its own of it");
                if split.clicked() {
                    let title = crate::findings::title(project, &[claim]);
                    actions.change(findings::split(
                        project,
                        finding.id,
                        &only,
                        &title,
                        &state.clock,
                    ));
                }
            });
        });
        ui.add_space(UNIT);
    }

    fn explanation(&self, ui: &mut Ui, project: &Project, row: &Row, actions: &mut Actions) {
        let Some(known) = &self.known else { return };
        if row.disagrees() && !known.differences.is_empty() {
            divider(ui);
            caption(ui, "What may explain it");
            for words in &known.differences {
                ui.add(Label::new(words).wrap());
            }
        }
        if !known.apart.is_empty() {
            divider(ui);
            caption(ui, "Kept apart, of the same subject and claimant");
            for (id, why) in &known.apart {
                let Some(claim) = project.claim(*id) else {
                    continue;
                };
                let figure = claim
                    .figure
                    .as_ref()
                    .map_or_else(String::new, crate::model::Figure::spoken);
                let link = ui.link(format!("{figure}: {why}"));
                if link.on_hover_text(&claim.passage.quote).clicked() {
                    actions.push(Action::ShowClaim {
                        claim: *id,
                        jump: true,
                    });
                }
            }
        }
    }

    /// The reason for a choice, or for the disagreement.
    fn reason(&mut self, ui: &mut Ui, project: &Project, finding: &Finding, actions: &mut Actions) {
        divider(ui);
        let chosen = self.choosing.and_then(|id| project.claim(id));
        let chosen = chosen.filter(|claim| finding.claims.contains(&claim.id));
        let figure = chosen.and_then(|claim| claim.figure.as_ref());
        let label = match figure {
            Some(figure) => format!("Why {} stands for the finding", figure.spoken()),
            None => "Why that value stands, or why the claims disagree".to_owned(),
        };
        let hint = "For example: the later count includes the missing";
        let field = text_area(ui, &label, &mut self.reason, hint, 2);
        if std::mem::take(&mut self.wants_reason) {
            field.request_focus();
            field.scroll_to_me(None);
        }
        let written = !self.reason.trim().is_empty();
        ui.horizontal(|ui| {
            if let Some(claim) = chosen {
                let button = ui.add_enabled(written, Button::new("Choose this value"));
                if button.on_disabled_hover_text("Write first why").clicked() {
                    let step = findings::choose(project, finding.id, claim.id, &self.reason);
                    actions.change(step);
                    self.choosing = None;
                }
                if ui.button("Cancel").clicked() {
                    self.choosing = None;
                    self.reason.clone_from(&finding.reason);
                }
            } else {
                let changed = self.reason.trim() != finding.reason;
                if ui
                    .add_enabled(changed, Button::new("Keep this reason"))
                    .clicked()
                {
                    actions.change(findings::explain(project, finding.id, &self.reason));
                }
            }
        });
        ui.add_space(2.0 * UNIT);
    }
}

/// Which value stands for the finding, and the rules that could choose one.
fn value(ui: &mut Ui, project: &Project, row: &Row, finding: &Finding, actions: &mut Actions) {
    let mut rules = vec![
        None,
        Some(Rule::Newest),
        Some(Rule::Conservative),
        Some(Rule::Median),
    ];
    let claims = finding.claims.iter().filter_map(|id| project.claim(*id));
    let names: std::collections::BTreeSet<&str> = claims
        .map(|claim| claim.claimant.trim())
        .filter(|name| !name.is_empty())
        .collect();
    rules.extend(names.into_iter().map(|name| {
        let name = name.to_owned();
        Some(Rule::Claimant { name })
    }));
    let words = |rule: &Option<Rule>| match rule {
        None => "No value chosen".to_owned(),
        Some(rule) => capital(&standing::words(rule)),
    };
    let by_hand = finding.preferred.is_some();
    let shown = if by_hand {
        "Chosen by hand".to_owned()
    } else {
        words(&finding.rule)
    };
    ui.horizontal_wrapped(|ui| {
        caption(ui, "Value that stands");
        let combo = ComboBox::from_id_salt("value of finding")
            .selected_text(shown.as_str())
            .width(230.0)
            .truncate()
            .show_ui(ui, |ui| {
                for rule in rules {
                    let chosen = !by_hand && finding.rule == rule;
                    if ui.selectable_label(chosen, words(&rule)).clicked() && !chosen {
                        actions.change(findings::set_rule(project, finding.id, rule));
                    }
                }
            });
        combo.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(egui::Role::ComboBox, true, "Value that stands");
            info.current_text_value = Some(shown.clone());
            info
        });
        if let Some(standing) = &row.standing {
            ui.label(theme::strong(standing.value.spoken()));
        }
    });
    ui.add_space(UNIT);
}

/// The other findings, to take this one's claims into it.
fn merge_menu(ui: &mut Ui, project: &Project, finding: &Finding, actions: &mut Actions) {
    if project.findings().len() < 2 {
        return;
    }
    let menu = ui.menu_button("Merge with ⌄", |ui| {
        crate::ui::claims_table::bar::scrolled(ui, |ui| {
            for other in project.findings().filter(|other| other.id != finding.id) {
                if ui.button(&other.title).clicked() {
                    actions.change(findings::merge(project, &[finding.id, other.id]));
                }
            }
        });
    });
    menu.response
        .on_hover_text("Take another finding's claims into this one");
}

/// Who says it, where, when, and of which time and stage.
fn about(project: &Project, claim: &Claim) -> Vec<String> {
    let article = project.article(claim.passage.article);
    let publisher = article.map_or("", |article| article.publisher.as_str());
    let published = article
        .and_then(|article| article.published)
        .map(When::spoken);
    let mut holds = vec![];
    if let Some(when) = claim.when {
        holds.push(format!("for {}", when.spoken()));
    }
    if let Some(figure) = &claim.figure {
        holds.push(figure.time_frame.label().to_owned());
    }
    holds.extend(claim.stage.map(|stage| stage.label().to_lowercase()));
    let line = |parts: Vec<String>| {
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let claimant = match claim.claimant.trim() {
        "" => "no claimant".to_owned(),
        name => name.to_owned(),
    };
    let source = line(vec![publisher.to_owned(), published.unwrap_or_default()]);
    let lines = vec![claimant, source, line(holds)];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// With a capital at the start.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
