//! Which claims a chart asks.

use std::collections::BTreeSet;

use crate::model::{Claim, Filter, Project, TagId};

/// A filter made ready for many claims: the tags with everything below them.
pub(super) struct Selection<'a> {
    project: &'a Project,
    filter: &'a Filter,
    tags: BTreeSet<TagId>,
    text: String,
}

impl<'a> Selection<'a> {
    pub(super) fn new(project: &'a Project, filter: &'a Filter) -> Self {
        let families = filter.tags.iter().map(|tag| project.tag_family(*tag));
        Self {
            project,
            filter,
            tags: families.flatten().collect(),
            text: filter.text.trim().to_lowercase(),
        }
    }

    pub(super) fn matches(&self, claim: &Claim) -> bool {
        fn allows<T: Ord>(set: &BTreeSet<T>, value: Option<&T>) -> bool {
            set.is_empty() || value.is_some_and(|value| set.contains(value))
        }
        let filter = self.filter;
        let figure = claim.figure.as_ref();
        let article = self.project.article(claim.passage.article);
        let dated = filter.from.is_none() && filter.to.is_none()
            || claim.when.is_some_and(|when| {
                filter.from.is_none_or(|from| when.end() >= from)
                    && filter.to.is_none_or(|to| when.start() <= to)
            });
        dated
            && (filter.tags.is_empty() || !claim.tags.is_disjoint(&self.tags))
            && allows(&filter.units, figure.map(|figure| &figure.unit))
            && allows(&filter.time_frames, figure.map(|figure| &figure.time_frame))
            && allows(
                &filter.publishers,
                article.map(|article| &article.publisher),
            )
            && allows(&filter.claimants, Some(&claim.claimant))
            && allows(&filter.subjects, Some(&claim.subject))
            && self.says(claim, article.map_or("", |article| article.title.as_str()))
    }

    fn says(&self, claim: &Claim, title: &str) -> bool {
        let texts = [
            claim.passage.quote.as_str(),
            claim.note.as_str(),
            claim.claimant.as_str(),
            claim.subject.as_str(),
            title,
        ];
        self.text.is_empty()
            || texts
                .iter()
                .any(|text| text.to_lowercase().contains(&self.text))
    }
}
