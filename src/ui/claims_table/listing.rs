//! Which claims the table lists, and in which order: worked out anew only when the project or
//! the question changed; in a large project in the background, while the list before stays.

use std::collections::BTreeSet;
use std::sync::Arc;

use strum::EnumIter;

use crate::model::check::figure_faults;
use crate::model::{
    Amount, Article, Claim, ClaimId, FigureKind, Project, Stage, TagId, TimeFrame, When,
};
use crate::search::{Asking, Query, QueryFault};
use crate::ui::state::ClaimList;

/// How many claims are listed within a frame; more take longer than it has.
const AT_ONCE: usize = 4_000;

/// What the table is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ui) struct Question {
    /// What is asked in words, as it was typed: a [`Query`].
    pub words: String,
    /// Any one of these tags, or of those below them; empty asks for no tag in particular.
    pub tags: BTreeSet<TagId>,
    /// Any one of these time frames.
    pub time_frames: BTreeSet<TimeFrame>,
    /// Any one of these units.
    pub units: BTreeSet<String>,
    /// The order.
    pub order: Order,
}

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter)]
pub(in crate::ui) enum Column {
    Attention,
    Figure,
    Quote,
    Tags,
    Date,
    Claimant,
    Subject,
    Stage,
    Publisher,
    Grade,
}

/// The order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) struct Order {
    /// The column that decides.
    pub by: Column,
    /// From the last to the first.
    pub descending: bool,
}

/// The claims that answer the question.
#[derive(Debug, Default)]
pub(super) struct Listing {
    answer: Option<Answer>,
    /// Whether another answer is being worked out.
    awaits: bool,
    /// How many answers there were: they must not grow in number while nothing changes.
    answers: usize,
}

/// A question put to a state of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    revision: u64,
    question: Question,
    only: Option<ClaimList>,
}

/// What answers it.
#[derive(Debug)]
pub struct Answer {
    asked: Asked,
    ids: Vec<ClaimId>,
    fault: Option<QueryFault>,
}

/// What became of a question.
#[derive(Debug)]
pub(super) enum Step {
    /// It was answered before.
    Same,
    /// It was answered now.
    Answered,
    /// It is to be answered in the background.
    ToAnswer(Box<Asked>),
}

impl Asked {
    /// Puts the question to the project.
    pub fn answer(self, project: &Project) -> Answer {
        let Self { question, only, .. } = &self;
        let (ids, fault) = match question.words.parse::<Query>() {
            Ok(query) => {
                let wanted = Wanted::new(project, question, &query, only.as_ref());
                let claims = project.claims().map(AsRef::as_ref);
                let claims = claims.filter(|claim| wanted.holds(claim)).collect();
                (sorted(project, claims, question.order), None)
            }
            Err(fault) => (Vec::new(), Some(fault)),
        };
        Answer {
            asked: self,
            ids,
            fault,
        }
    }
}

impl Column {
    /// As the header shows it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Attention => "⚠",
            Self::Figure => "Figure",
            Self::Quote => "Quote",
            Self::Tags => "Tags",
            Self::Date => "Date",
            Self::Claimant => "Claimant",
            Self::Subject => "Subject",
            Self::Stage => "Stage",
            Self::Publisher => "Publisher",
            Self::Grade => "Grade",
        }
    }

    /// As it is said.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attention => "Needs attention",
            other => other.label(),
        }
    }
}

impl Default for Order {
    fn default() -> Self {
        Self {
            by: Column::Date,
            descending: true,
        }
    }
}

impl Question {
    /// Whether any claim may be left out.
    pub fn narrows(&self) -> bool {
        let Self {
            words,
            tags,
            time_frames,
            units,
            order: _,
        } = self;
        !words.trim().is_empty() || !tags.is_empty() || !time_frames.is_empty() || !units.is_empty()
    }
}

impl Listing {
    /// Brings the list up to date, or says what there is to be found out for that.
    pub fn ask(
        &mut self,
        project: &Project,
        revision: u64,
        question: &Question,
        only: Option<&ClaimList>,
    ) -> Step {
        let same = self.answer.as_ref().is_some_and(|Answer { asked, .. }| {
            asked.revision == revision && asked.question == *question && asked.only.as_ref() == only
        });
        // One answer at a time: what is asked meanwhile is asked when it is there.
        if same || self.awaits {
            return Step::Same;
        }
        let asked = Asked {
            revision,
            question: question.clone(),
            only: only.cloned(),
        };
        if project.claims().len() > AT_ONCE {
            self.awaits = true;
            return Step::ToAnswer(Box::new(asked));
        }
        self.take(asked.answer(project));
        Step::Answered
    }

    /// Takes an answer.
    pub fn take(&mut self, answer: Answer) {
        self.answer = Some(answer);
        self.awaits = false;
        self.answers += 1;
    }

    /// Whether there is no answer yet.
    pub fn is_blank(&self) -> bool {
        self.answer.is_none()
    }

    /// The claims, in order.
    pub fn ids(&self) -> &[ClaimId] {
        self.answer.as_ref().map_or(&[], |answer| &answer.ids)
    }

    /// Why what was typed is no question.
    pub fn fault(&self) -> Option<&QueryFault> {
        self.answer.as_ref()?.fault.as_ref()
    }

    /// The place of a claim in the list.
    pub fn place(&self, claim: ClaimId) -> Option<usize> {
        self.ids().iter().position(|id| *id == claim)
    }
}

/// The question made ready to be put to many claims.
struct Wanted<'a> {
    question: &'a Question,
    asking: Asking<'a>,
    /// The tags asked for, with those below them.
    tags: BTreeSet<TagId>,
    only: Option<&'a BTreeSet<ClaimId>>,
}

impl<'a> Wanted<'a> {
    fn new(
        project: &'a Project,
        question: &'a Question,
        query: &'a Query,
        only: Option<&'a ClaimList>,
    ) -> Self {
        Self {
            question,
            asking: Asking::new(project, query),
            tags: question
                .tags
                .iter()
                .flat_map(|tag| project.tag_family(*tag))
                .collect(),
            only: only.map(|list| &list.claims),
        }
    }

    fn holds(&self, claim: &Claim) -> bool {
        let Question {
            time_frames,
            units,
            tags,
            words: _,
            order: _,
        } = self.question;
        let figure = claim.figure.as_ref();
        self.only.is_none_or(|only| only.contains(&claim.id))
            && (tags.is_empty() || !claim.tags.is_disjoint(&self.tags))
            && (time_frames.is_empty()
                || figure.is_some_and(|figure| time_frames.contains(&figure.time_frame)))
            && (units.is_empty() || figure.is_some_and(|figure| units.contains(&figure.unit)))
            && self.asking.matches(claim)
    }
}

/// The article that a claim stands in.
pub(super) fn article_of<'a>(project: &'a Project, claim: &Claim) -> Option<&'a Arc<Article>> {
    project.article(claim.passage.article)
}

/// Why the claim needs attention: its words are no longer at their place, or its figure cannot
/// be so. Empty where it needs none.
pub(super) fn attention(project: &Project, claim: &Claim) -> Vec<String> {
    let moved = project
        .is_in_question(claim)
        .then(|| "its words are no longer at their place".to_owned());
    let figure = claim.figure.as_ref().map(figure_faults);
    moved
        .into_iter()
        .chain(figure.into_iter().flatten())
        .collect()
}

/// The paths of a claim's tags: `aid/military, casualties`.
pub(super) fn tag_paths(project: &Project, claim: &Claim) -> String {
    let paths: Vec<String> = claim
        .tags
        .iter()
        .map(|tag| project.tag_path(*tag))
        .collect();
    paths.join(", ")
}

/// What a row is ordered by; rows without come last in either direction.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Flag(bool),
    /// Amounts are compared within their unit only.
    Figure(FigureKind, String, Amount),
    Text(String),
    When(When),
    Stage(Stage),
}

fn sort_key(project: &Project, claim: &Claim, by: Column) -> Option<SortKey> {
    let text = |text: &str| (!text.is_empty()).then(|| SortKey::Text(text.to_lowercase()));
    match by {
        Column::Attention => {
            let needs = !attention(project, claim).is_empty();
            needs.then_some(SortKey::Flag(true))
        }
        Column::Figure => {
            let figure = claim.figure.as_ref()?;
            Some(SortKey::Figure(
                figure.kind,
                figure.unit.clone(),
                figure.central()?,
            ))
        }
        Column::Quote => text(&claim.passage.quote),
        Column::Tags => text(&tag_paths(project, claim)),
        Column::Date => claim.when.map(SortKey::When),
        Column::Claimant => text(&claim.claimant),
        Column::Subject => text(&claim.subject),
        Column::Stage => claim.stage.map(SortKey::Stage),
        Column::Publisher => text(&article_of(project, claim)?.publisher),
        Column::Grade => text(&claim.grade.code()),
    }
}

fn sorted(project: &Project, claims: Vec<&Claim>, order: Order) -> Vec<ClaimId> {
    let mut with = Vec::with_capacity(claims.len());
    let mut without = Vec::new();
    for claim in claims {
        match sort_key(project, claim, order.by) {
            Some(key) => with.push((key, claim.id)),
            None => without.push(claim.id),
        }
    }
    // Rows with the same key keep the order in which the claims were made.
    if order.descending {
        with.sort_by(|(a, _), (b, _)| b.cmp(a));
    } else {
        with.sort_by(|(a, _), (b, _)| a.cmp(b));
    }
    with.into_iter().map(|(_, id)| id).chain(without).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture;

    fn quotes(project: &Project, question: &Question) -> Vec<String> {
        let mut listing = Listing::default();
        let step = listing.ask(project, 0, question, None);
        assert!(matches!(step, Step::Answered));
        assert!(matches!(
            listing.ask(project, 0, question, None),
            Step::Same
        ));
        let claims = listing.ids().iter().filter_map(|id| project.claim(*id));
        claims.map(|claim| claim.passage.quote.clone()).collect()
    }

    fn ordered(by: Column, descending: bool) -> Question {
        Question {
            order: Order { by, descending },
            ..Question::default()
        }
    }

    #[test]
    fn amounts_are_ordered_within_their_unit() {
        let project = fixture::project();
        assert_eq!(
            quotes(&project, &ordered(Column::Figure, false)),
            [
                "$500 million",
                "$725 million",
                "1,500 soldiers",
                "no number at all"
            ]
        );
        assert_eq!(
            quotes(&project, &ordered(Column::Figure, true)),
            [
                "1,500 soldiers",
                "$725 million",
                "$500 million",
                "no number at all"
            ]
        );
    }

    #[test]
    fn narrowing() {
        let project = fixture::project();
        let words = |words: &str| Question {
            words: words.to_owned(),
            ..ordered(Column::Figure, false)
        };
        assert_eq!(quotes(&project, &words("MILITARY 725")), ["$725 million"]);
        assert_eq!(quotes(&project, &words("harbour")).len(), 4);
        assert_eq!(quotes(&project, &words("nowhere")).len(), 0);
        assert_eq!(quotes(&project, &words("amount:>600m")), ["$725 million"]);
        let aid = project.tag_by_path("aid").unwrap().id;
        let tags = Question {
            tags: BTreeSet::from([aid]),
            ..ordered(Column::Figure, false)
        };
        assert!(tags.narrows());
        assert_eq!(quotes(&project, &tags), ["$500 million", "$725 million"]);
        let units = Question {
            units: BTreeSet::from(["soldier".to_owned()]),
            ..Question::default()
        };
        assert_eq!(quotes(&project, &units), ["1,500 soldiers"]);
    }

    #[test]
    fn what_cannot_be_read_lists_nothing_and_says_why() {
        let question = Question {
            words: "aid amount:>".to_owned(),
            ..Question::default()
        };
        let mut listing = Listing::default();
        listing.ask(&fixture::project(), 0, &question, None);
        assert_eq!(listing.ids(), []);
        assert_eq!(listing.fault().map(|fault| fault.range.start), Some(11));
        listing.ask(&fixture::project(), 0, &Question::default(), None);
        assert_eq!((listing.ids().len(), listing.fault()), (4, None));
    }

    #[test]
    fn a_list_leaves_the_others_out() {
        let project = fixture::project();
        let one = project.claims().next().unwrap().id;
        let only = ClaimList {
            reason: "one".to_owned(),
            claims: BTreeSet::from([one]),
        };
        let mut listing = Listing::default();
        let question = Question::default();
        listing.ask(&project, 0, &question, Some(&only));
        assert_eq!(listing.ids(), [one]);
        assert_eq!(listing.place(one), Some(0));
        listing.ask(&project, 0, &question, None);
        assert_eq!((listing.ids().len(), listing.answers), (4, 2));
    }
}
