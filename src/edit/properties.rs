//! Any sequence of edits undone gives the starting project byte for byte, and redone the end.

use jiff::Timestamp;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::clock::Clock;
use crate::model::arbitrary::{self, Place};
use crate::model::check::check;
use crate::model::{
    Answer, Article, Chart, Claim, DismissalId, Finding, FindingId, Key, Note, Project, Rule, Tag,
    Term,
};
use crate::store::{from_text, to_text};

/// What somebody may want of a project; an index chooses among what is there.
#[derive(Debug, Clone)]
pub(crate) enum Wish {
    Rename(String),
    Import(Vec<Article>),
    SetDetails(Index, Article),
    DeleteArticle(Index),
    MakeClaim(Claim, Index, Place, Vec<Index>),
    ChangeClaim(Index, Claim),
    ToggleTag(Vec<Index>, Index),
    DeleteClaims(Index),
    PutTag(Tag, Option<Index>, Option<u8>),
    MoveTag(Index, Option<Index>),
    CreatePath(String),
    DeleteTag(Index),
    PutFinding(FindingId, String, Vec<Index>),
    DeleteFinding(Index),
    TakeOut(Index, Index, bool),
    MergeFindings(Index, Index),
    ChooseValue(Index, Index, String),
    SetRule(Index, bool),
    Answer(Answer, Vec<Index>),
    AskAgain(Index),
    MergeClaimants(Index, Index),
    PutChart(Chart, Vec<Index>),
    DeleteChart(Index),
    PutNote(Note),
    DeleteNote(Index),
    MakeTaggedClaims(Claim, Index, Place, Vec<String>),
    Dismiss(DismissalId, Index, Place),
    TakeBack(Index),
    ReadAgain(Index, Article),
    PutTerm(Term, String, Index),
    DeleteTerm(Index),
    Undo,
    Redo,
}

/// Anything that somebody may want.
pub(crate) fn wish() -> impl Strategy<Value = Wish> {
    use arbitrary::{article, chart, claim, id, note, tag, term, text};
    let index = any::<Index>;
    let indices = || vec(index(), 1..4);
    prop_oneof![
        text().prop_map(Wish::Rename),
        vec(article(), 0..3).prop_map(Wish::Import),
        (index(), article()).prop_map(|(at, article)| Wish::SetDetails(at, article)),
        index().prop_map(Wish::DeleteArticle),
        (claim(), index(), any::<Place>(), vec(index(), 0..3))
            .prop_map(|(claim, article, place, tags)| Wish::MakeClaim(claim, article, place, tags)),
        (index(), claim()).prop_map(|(at, claim)| Wish::ChangeClaim(at, claim)),
        (indices(), index()).prop_map(|(claims, tag)| Wish::ToggleTag(claims, tag)),
        index().prop_map(Wish::DeleteClaims),
        (
            tag(),
            "[a-z]{0,2}",
            option::of(index()),
            option::of(0..11_u8)
        )
            .prop_map(|(tag, name, parent, key)| Wish::PutTag(
                Tag { name, ..tag },
                parent,
                key
            )),
        (index(), option::of(index())).prop_map(|(tag, parent)| Wish::MoveTag(tag, parent)),
        "[a-c]{0,1}/?[a-c]{0,1}/?[a-c]{1}".prop_map(Wish::CreatePath),
        index().prop_map(Wish::DeleteTag),
        (id(), text(), indices())
            .prop_map(|(id, title, claims)| Wish::PutFinding(id, title, claims)),
        index().prop_map(Wish::DeleteFinding),
        (index(), index(), any::<bool>()).prop_map(|(at, of, new)| Wish::TakeOut(at, of, new)),
        (index(), index()).prop_map(|(one, other)| Wish::MergeFindings(one, other)),
        (index(), index(), text()).prop_map(|(at, of, why)| Wish::ChooseValue(at, of, why)),
        (index(), any::<bool>()).prop_map(|(at, some)| Wish::SetRule(at, some)),
        (arbitrary::answer(), indices()).prop_map(|(answer, of)| Wish::Answer(answer, of)),
        index().prop_map(Wish::AskAgain),
        (index(), index()).prop_map(|(one, other)| Wish::MergeClaimants(one, other)),
        (chart(), vec(index(), 0..3)).prop_map(|(chart, tags)| Wish::PutChart(chart, tags)),
        index().prop_map(Wish::DeleteChart),
        note().prop_map(Wish::PutNote),
        index().prop_map(Wish::DeleteNote),
        (
            claim(),
            index(),
            any::<Place>(),
            vec("[a-c]/[a-c]{1,2}", 0..3)
        )
            .prop_map(|(claim, article, place, paths)| {
                Wish::MakeTaggedClaims(claim, article, place, paths)
            }),
        (id(), index(), any::<Place>())
            .prop_map(|(id, article, place)| Wish::Dismiss(id, article, place)),
        index().prop_map(Wish::TakeBack),
        (index(), article()).prop_map(|(at, article)| Wish::ReadAgain(at, article)),
        (term(), "[a-c]{1,2}", index())
            .prop_map(|(term, words, tag)| Wish::PutTerm(term, words, tag)),
        index().prop_map(Wish::DeleteTerm),
        Just(Wish::Undo),
        Just(Wish::Redo),
    ]
}

/// The transaction of a wish; none where there is nothing to do it to, or where it is refused.
#[expect(clippy::too_many_lines, reason = "it is a table, one arm a wish")]
fn transaction(project: &Project, wish: Wish, clock: &Clock) -> Option<Transaction> {
    fn one_of<T>(all: impl Iterator<Item = T>, at: Index) -> Option<T> {
        let mut all: Vec<T> = all.collect();
        (!all.is_empty()).then(|| all.swap_remove(at.index(all.len())))
    }
    let claim_at = |at| one_of(project.claims(), at).map(|claim| claim.id);
    let tag_at = |at| one_of(project.tags(), at);
    match wish {
        Wish::Rename(name) => Some(project::rename(project, &name)),
        Wish::Import(articles) => Some(articles::add(project, articles)),
        Wish::SetDetails(at, details) => {
            let id = one_of(project.articles(), at)?.id;
            articles::set_details(project, Article { id, ..details }).ok()
        }
        Wish::DeleteArticle(at) => {
            articles::delete(project, one_of(project.articles(), at)?.id).ok()
        }
        Wish::MakeClaim(claim, article, place, tags) => claims::add(
            project,
            arbitrary::on(project, claim, article, place, &tags)?,
        )
        .ok(),
        Wish::ChangeClaim(at, other) => claims::update(project, claim_at(at)?, "Edit", |claim| {
            claim.figure = other.figure;
            claim.when = other.when;
            claim.claimant = other.claimant;
            claim.grade = other.grade;
        })
        .ok(),
        Wish::ToggleTag(at, tag) => {
            let ids: Vec<_> = at.into_iter().filter_map(claim_at).collect();
            claims::toggle_tag(project, &ids, tag_at(tag)?.id).ok()
        }
        Wish::DeleteClaims(at) => claims::delete(project, &[claim_at(at)?]).ok(),
        Wish::PutTag(tag, parent, key) => {
            let parent = parent.and_then(tag_at).map(|parent| parent.id);
            tags::put(project, Tag { parent, key, ..tag }).ok()
        }
        Wish::MoveTag(at, parent) => {
            let tag = tag_at(at)?.as_ref().clone();
            let parent = parent.and_then(tag_at).map(|parent| parent.id);
            tags::put(project, Tag { parent, ..tag }).ok()
        }
        Wish::CreatePath(path) => Some(tags::create_path(project, &path, clock).ok()?.1),
        Wish::DeleteTag(at) => tags::delete(project, tag_at(at)?.id).ok(),
        Wish::PutFinding(id, title, at) => {
            let finding = Finding {
                id,
                title,
                preferred: at.first().copied().and_then(claim_at),
                claims: at.into_iter().filter_map(claim_at).collect(),
                ..Finding::new(id, "", [])
            };
            findings::put(project, finding).ok()
        }
        Wish::DeleteFinding(at) => {
            findings::delete(project, one_of(project.findings(), at)?.id).ok()
        }
        Wish::TakeOut(at, of, new) => {
            let finding = one_of(project.findings(), at)?;
            let claims = [*one_of(finding.claims.iter(), of)?].into();
            if new {
                findings::split(project, finding.id, &claims, "Another", clock).ok()
            } else {
                findings::take_out(project, finding.id, &claims, clock).ok()
            }
        }
        Wish::MergeFindings(one, other) => {
            let ids = [one, other].map(|at| one_of(project.findings(), at).map(|f| f.id));
            findings::merge(project, &[ids[0]?, ids[1]?]).ok()
        }
        Wish::ChooseValue(at, of, why) => {
            let finding = one_of(project.findings(), at)?;
            let claim = *one_of(finding.claims.iter(), of)?;
            findings::choose(project, finding.id, claim, &why).ok()
        }
        Wish::SetRule(at, some) => {
            let id = one_of(project.findings(), at)?.id;
            findings::set_rule(project, id, some.then_some(Rule::Median)).ok()
        }
        Wish::Answer(answer, of) => {
            let answer = arbitrary::answer_about(project, answer, &of)?;
            answers::give(project, answer).ok()
        }
        Wish::AskAgain(at) => {
            answers::take_back(project, &[one_of(project.answers(), at)?.id]).ok()
        }
        Wish::MergeClaimants(one, other) => {
            let names = [one, other].map(|at| one_of(project.claims(), at));
            let names: Vec<String> = names
                .into_iter()
                .flatten()
                .map(|c| c.claimant.clone())
                .collect();
            let into = names.first()?.clone();
            claimants::merge(project, &names.into_iter().collect(), &into, clock).ok()
        }
        Wish::PutChart(mut chart, tags) => {
            chart.filter.tags = tags
                .into_iter()
                .filter_map(tag_at)
                .map(|tag| tag.id)
                .collect();
            Some(charts::put(project, chart))
        }
        Wish::DeleteChart(at) => charts::delete(project, one_of(project.charts(), at)?.id).ok(),
        Wish::PutNote(note) => Some(notes::put(project, note)),
        Wish::DeleteNote(at) => notes::delete(project, one_of(project.notes(), at)?.id).ok(),
        Wish::MakeTaggedClaims(claim, article, place, paths) => {
            let claim = arbitrary::on(project, claim, article, place, &[])?;
            claims::add_all_tagged(project, vec![(claim, paths)], "Accept", clock).ok()
        }
        Wish::Dismiss(id, article, place) => {
            let dismissal = arbitrary::dismissal_on(project, id, article, place)?;
            dismissals::dismiss(project, vec![dismissal]).ok()
        }
        Wish::TakeBack(at) => {
            dismissals::take_back(project, &[one_of(project.dismissals(), at)?.id]).ok()
        }
        Wish::ReadAgain(at, article) => {
            let id = one_of(project.articles(), at)?.id;
            articles::replace_unclaimed_text(project, Article { id, ..article }).ok()
        }
        Wish::PutTerm(term, words, tag) => {
            let term = Term { words, ..term };
            terms::put(project, arbitrary::about(project, term, tag)?).ok()
        }
        Wish::DeleteTerm(at) => terms::delete(project, one_of(project.terms(), at)?.id).ok(),
        Wish::Undo | Wish::Redo => None,
    }
}

/// Follows the wishes, as far as they can be.
fn follow(project: &mut Project, history: &mut History, wishes: Vec<Wish>) {
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
    follow_and_tell(project, history, wishes, &clock, |_, _| {});
}

/// Follows the wishes and tells of each move and of what changed by it, as a journal wants it.
pub(crate) fn follow_and_tell(
    project: &mut Project,
    history: &mut History,
    wishes: Vec<Wish>,
    clock: &Clock,
    mut tell: impl FnMut(Move, Transaction),
) {
    for wish in wishes {
        match wish {
            Wish::Undo => {
                if let Some(step) = history.undo(project) {
                    tell(Move::Undo, step.inverse());
                }
            }
            Wish::Redo => {
                if let Some(step) = history.redo(project) {
                    tell(Move::Redo, step);
                }
            }
            wish => {
                let typing = matches!(wish, Wish::Rename(_)).then(|| Typing("name".to_owned()));
                if let Some(step) = transaction(project, wish, clock) {
                    match history.apply(project, step.clone(), typing) {
                        Made::Nothing => {}
                        Made::Step => tell(Move::Step, step),
                        Made::Joined => tell(Move::Join, step),
                    }
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn undone_is_the_start_and_redone_is_the_end(
        start in arbitrary::project(),
        wishes in vec(wish(), 0..24),
    ) {
        let mut project = start.clone();
        let mut history = History::of_saved_project();
        follow(&mut project, &mut history, wishes);
        let (steps, end) = (history.done_labels().count(), project.clone());
        let end_text = to_text(&end);

        while history.undo(&mut project).is_some() {}
        prop_assert_eq!(to_text(&project), to_text(&start));
        prop_assert_eq!(&project, &start);
        prop_assert!(!history.is_unsaved());

        for _ in 0..steps {
            history.redo(&mut project);
        }
        prop_assert_eq!(to_text(&project), end_text);
        prop_assert_eq!(&project, &end);
    }

    #[test]
    fn what_lies_between_two_projects_leads_from_one_to_the_other(
        from in arbitrary::project(),
        to in arbitrary::project(),
    ) {
        let mut project = from.clone();
        let step = Transaction::between(&from, &to, "All of it");
        let mut history = History::default();
        history.apply(&mut project, step, None);
        prop_assert_eq!(&project, &to);
        history.undo(&mut project);
        prop_assert_eq!(&project, &from);
    }

    #[test]
    fn what_was_edited_can_be_saved_and_leads_nowhere_wrong(
        mut project in arbitrary::project(),
        wishes in vec(wish(), 0..24),
    ) {
        follow(&mut project, &mut History::default(), wishes);
        // The index that follows the claims is compared as well.
        prop_assert_eq!(&from_text(&to_text(&project)).unwrap().project, &project);
        // A page may show what is gone; it says so.
        let astray = |key: Key, message: &str| {
            !matches!(key, Key::Note(_)) && (message.contains("not there") || message.contains("passage"))
        };
        let faults = check(&project);
        prop_assert!(!faults.iter().any(|fault| astray(fault.key, &fault.message)), "{faults:?}");
    }
}
