//! The form of one term: its words, the kind of its meaning, and the meaning.
//!
//! What is typed for a term that was taught goes to the project at once, as far as it is right;
//! words that are not taught yet wait for a press of Enter or of the button.

use std::collections::BTreeSet;

use egui::{Key, RichText, Ui};

use super::Lesson;
use crate::edit::{self, EditError, Transaction};
use crate::model::{Entity, FigureKind, Meaning, Project, Term, TermId};
use crate::ui::action::{Action, Actions};
use crate::ui::completion::{Ask, Choice, Completion, Manner, rank};
use crate::ui::controls::caption;
use crate::ui::entry::complain;
use crate::ui::inspector::{by_use, tag_choices};
use crate::ui::state::State;
use crate::ui::theme::{self, SMALL, Tokens, UNIT};

/// From this width on, in points, words and meaning stand in one row.
const ONE_ROW: f32 = 320.0;

/// What is in the fields, right or wrong.
#[derive(Default)]
pub(super) struct Form {
    /// The term as it was when the fields were filled or last taken over; none for words that
    /// are not taught yet.
    of: Option<Term>,
    words: String,
    kind: Kind,
    meaning: String,
    problem: Option<String>,
    completion: Completion,
    /// The field that takes the keyboard next.
    focus: Option<Field>,
    /// The names that the meaning's field proposes, gathered when it is gone into.
    known: Option<(Kind, Vec<String>)>,
}

/// The kinds of a meaning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, strum::EnumIter)]
enum Kind {
    #[default]
    Unit,
    Claimant,
    Tag,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Words,
    Meaning,
}

impl Kind {
    fn of(meaning: &Meaning) -> Self {
        match meaning {
            Meaning::Unit { .. } => Self::Unit,
            Meaning::Claimant { .. } => Self::Claimant,
            Meaning::Tag { .. } => Self::Tag,
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Unit => "A thing counted",
            Self::Claimant => "Who says so",
            Self::Tag => "What it is about",
        }
    }

    /// The name of the meaning's field.
    fn field(self) -> &'static str {
        match self {
            Self::Unit => "Unit they mean",
            Self::Claimant => "Name they mean",
            Self::Tag => "Tag they give",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Unit => "For example drone",
            Self::Claimant => "For example UK Ministry of Defence",
            Self::Tag => "For example aid/military",
        }
    }

    /// What the recogniser makes of it.
    fn consequence(self) -> &'static str {
        match self {
            Self::Unit => {
                "A number before these words counts them, in this unit. Write the singular; the \
                 plural is understood."
            }
            Self::Claimant => "A claim by them carries this name, so that one source has one name.",
            Self::Tag => "A figure whose clause holds these words is proposed with this tag.",
        }
    }
}

impl Form {
    /// Fills the form with words that are to be taught; empties it where there are none.
    pub(super) fn begin(&mut self, lesson: Lesson) {
        if lesson.words.is_empty() {
            *self = Self {
                focus: Some(Field::Words),
                ..Self::default()
            };
            return;
        }
        let name = |word: &str| word.starts_with(char::is_uppercase);
        let kind = match lesson {
            Lesson { counted: true, .. } => Kind::Unit,
            Lesson { ref words, .. } if words.split_whitespace().any(name) => Kind::Claimant,
            Lesson { .. } => Kind::Tag,
        };
        let words = match kind {
            Kind::Unit => singular(&lesson.words).to_owned(),
            Kind::Claimant | Kind::Tag => lesson.words,
        };
        *self = Self {
            meaning: match kind {
                Kind::Unit => words.clone(),
                Kind::Claimant | Kind::Tag => String::new(),
            },
            words,
            kind,
            focus: Some(Field::Meaning),
            ..Self::default()
        };
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        project: &Project,
        term: Option<&Term>,
        actions: &mut Actions,
    ) {
        self.follow(project, term);
        let heading = term.map_or("Words to teach", |term| term.words.as_str());
        ui.label(theme::heading(heading));
        ui.add_space(UNIT);
        let mut changed = self.kind_buttons(ui);
        ui.add_space(UNIT);
        let (typed, submitted) = if ui.available_width() >= ONE_ROW {
            ui.columns_const(|[left, right]| {
                changed |= self.words_field(left, actions);
                self.meaning_field(right, project, actions)
            })
        } else {
            changed |= self.words_field(ui, actions);
            self.meaning_field(ui, project, actions)
        };
        changed |= typed;
        complain(ui, self.problem.as_deref());
        let weak = Tokens::of(ui).weak;
        let consequence = RichText::new(self.kind.consequence()).size(SMALL);
        ui.add(egui::Label::new(consequence.color(weak)).wrap());
        ui.add_space(UNIT);
        if let Some(term) = term {
            if changed || submitted {
                self.change(state, project, term, submitted, actions);
            }
            if ui.button("Forget these words").clicked() {
                actions.change(edit::terms::delete(project, term.id));
            }
        } else {
            if changed {
                self.problem = None;
            }
            let teach = theme::strong("Teach").color(Tokens::of(ui).on_accent);
            let button = egui::Button::new(teach).fill(Tokens::of(ui).accent);
            if ui.add(button).clicked() || submitted {
                self.teach(state, project, actions);
            }
        }
        ui.add_space(2.0 * UNIT);
    }

    /// Shows what the project holds, where it is not what the fields say already.
    fn follow(&mut self, project: &Project, term: Option<&Term>) {
        if self.of.as_ref() == term {
            return;
        }
        let Some(term) = term else {
            *self = Self::default();
            return;
        };
        *self = Self {
            of: Some(term.clone()),
            words: term.words.clone(),
            kind: Kind::of(&term.meaning),
            meaning: match &term.meaning {
                Meaning::Unit { unit: name } | Meaning::Claimant { name } => name.clone(),
                Meaning::Tag { tag } => project.tag_path(*tag),
            },
            ..Self::default()
        };
    }

    fn words_field(&mut self, ui: &mut Ui, actions: &mut Actions) -> bool {
        caption(ui, "Words");
        let field = egui::TextEdit::singleline(&mut self.words)
            .id(ui.make_persistent_id("words"))
            .hint_text("As articles write them, for example UK MoD")
            .desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name("Words");
        if self.focus.take_if(|field| *field == Field::Words).is_some() {
            response.request_focus();
        }
        if response.lost_focus() {
            actions.push(Action::EndTyping);
        }
        response.changed()
    }

    fn kind_buttons(&mut self, ui: &mut Ui) -> bool {
        use strum::IntoEnumIterator as _;
        let mut changed = false;
        ui.horizontal_wrapped(|ui| {
            for kind in Kind::iter() {
                let response = ui.radio_value(&mut self.kind, kind, kind.label());
                changed |= response.changed();
            }
        });
        changed
    }

    /// Whether something was typed, and whether it is to be taken over.
    fn meaning_field(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        actions: &mut Actions,
    ) -> (bool, bool) {
        let kind = self.kind;
        caption(ui, kind.field());
        let ask = Ask {
            id: ui.make_persistent_id(("meaning", kind.field())),
            hint: kind.hint(),
            width: ui.available_width(),
            manner: match kind {
                Kind::Tag => Manner::Pick,
                Kind::Unit | Kind::Claimant => Manner::Suggest,
            },
        };
        let known = &mut self.known;
        let done = self
            .completion
            .show(ui, &ask, &mut self.meaning, |typed| match kind {
                Kind::Tag => tag_choices(project, typed, |_| true),
                Kind::Unit | Kind::Claimant => {
                    if known.as_ref().is_none_or(|(of, _)| *of != kind) {
                        *known = Some((kind, names(project, kind)));
                    }
                    let known = known.as_ref().map_or(&[][..], |(_, names)| names);
                    let found = rank(typed, known.iter().map(String::as_str), 12);
                    let found = found.into_iter().map(|place| &known[place]);
                    found
                        .filter(|name| *name != typed)
                        .map(Choice::plain)
                        .collect()
                }
            });
        let response = done.response.accessible_name(kind.field());
        if self
            .focus
            .take_if(|field| *field == Field::Meaning)
            .is_some()
        {
            response.request_focus();
        }
        if response.gained_focus() {
            self.known = None;
        }
        if response.lost_focus() {
            actions.push(Action::EndTyping);
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let picked = done.taken.is_some() && kind == Kind::Tag;
        (response.changed(), entered || picked)
    }

    /// Teaches the words in the form and shows them.
    fn teach(&mut self, state: &State, project: &Project, actions: &mut Actions) {
        let id = state.clock.fresh();
        match self.transaction(state, project, id, true) {
            Ok(transaction) => {
                self.of = asked(&transaction);
                self.problem = None;
                actions.change(Ok(transaction));
                actions.push(Action::OpenTerm(Some(id)));
            }
            Err(error) => self.problem = Some(error),
        }
    }

    /// Takes over what was typed for a term that was taught, as part of typing.
    fn change(
        &mut self,
        state: &State,
        project: &Project,
        term: &Term,
        make_tag: bool,
        actions: &mut Actions,
    ) {
        match self.transaction(state, project, term.id, make_tag) {
            Ok(transaction) => {
                self.of = asked(&transaction).or(self.of.take());
                self.problem = None;
                actions.typed(format!("term:{}", term.id), Ok(transaction));
            }
            Err(error) => self.problem = Some(error),
        }
    }

    /// The edit that the fields ask for. A tag that is missing is made only where that is wanted:
    /// not at every stroke of its name.
    fn transaction(
        &self,
        state: &State,
        project: &Project,
        id: TermId,
        make_tag: bool,
    ) -> Result<Transaction, String> {
        let said = |error: EditError| error.to_string();
        let name = self.meaning.clone();
        let meaning = match self.kind {
            Kind::Unit => Meaning::Unit { unit: name },
            Kind::Claimant => Meaning::Claimant { name },
            Kind::Tag => match project.tag_by_path(&name) {
                Some(tag) => Meaning::Tag { tag: tag.id },
                None if make_tag && !name.trim().is_empty() => {
                    let words = &self.words;
                    return edit::terms::put_about(project, id, words, &name, &state.clock)
                        .map_err(said);
                }
                None if name.trim().is_empty() => return Err(said(EditError::EmptyMeaning)),
                None => {
                    let name = name.trim();
                    return Err(format!("There is no tag “{name}” yet; Enter makes it"));
                }
            },
        };
        let words = self.words.clone();
        edit::terms::put(project, Term { id, words, meaning }).map_err(said)
    }
}

/// The term as a transaction leaves it; none where it changes none.
fn asked(transaction: &Transaction) -> Option<Term> {
    let after = transaction.changes.iter().map(|change| &change.after);
    after.flatten().find_map(|entity| match entity {
        Entity::Term(term) => Some(term.as_ref().clone()),
        _ => None,
    })
}

/// The names of that kind in claims and terms, the most used first.
fn names(project: &Project, kind: Kind) -> Vec<String> {
    let in_claims = project.claims().filter_map(|claim| match kind {
        Kind::Unit => claim
            .figure
            .as_ref()
            .filter(|figure| figure.kind == FigureKind::Count)
            .map(|figure| figure.unit.as_str()),
        Kind::Claimant => Some(claim.claimant.as_str()),
        Kind::Tag => None,
    });
    let in_terms = project
        .terms()
        .filter_map(|term| match (&term.meaning, kind) {
            (Meaning::Unit { unit: name }, Kind::Unit)
            | (Meaning::Claimant { name }, Kind::Claimant) => Some(name.as_str()),
            _ => None,
        });
    let mut seen = BTreeSet::new();
    let mut names = by_use(in_claims);
    names.extend(by_use(in_terms));
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// The words as one of the things: without the s of a plural.
fn singular(words: &str) -> &str {
    match words.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) && !stem.is_empty() => stem,
        _ => words,
    }
}
