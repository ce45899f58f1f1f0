//! Which claims a [`Filter`] asks for.
//!
//! Everything that is set must hold at once; within a set any one suffices. A tag stands for the
//! tags below it. Names are compared in any case. A claim without a date holds for no day, so a
//! filter with days leaves it out. The filter's text is a [`Query`]; one that cannot be read asks
//! for no claim at all, rather than for others than was meant.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use super::asking::Asking;
use super::query::Query;
use crate::model::{ArticleId, Claim, Filter, Project, TagId, TimeFrame};

/// A filter made ready for many claims of one project as it stands.
#[derive(Debug)]
pub struct PreparedFilter<'a> {
    /// The asked tags with all below them; none where any will do.
    tags: Option<HashSet<TagId>>,
    units: Names,
    time_frames: BTreeSet<TimeFrame>,
    /// The articles of the asked publishers; none where any will do.
    articles: Option<HashSet<ArticleId>>,
    claimants: Names,
    subjects: Names,
    from: Option<Date>,
    to: Option<Date>,
    /// What the text asks; none where it cannot be read.
    asking: Option<Asking<'a>>,
}

/// Names in small letters; an empty set allows all.
#[derive(Debug)]
struct Names(HashSet<String>);

impl<'a> PreparedFilter<'a> {
    /// Makes a filter ready; `query` is its text as it was read, none where it cannot be.
    pub fn new(project: &'a Project, filter: &Filter, query: Option<&'a Query>) -> Self {
        let families = || filter.tags.iter().flat_map(|tag| project.tag_family(*tag));
        let publishers = Names::new(&filter.publishers);
        let of_publishers = || {
            let articles = project.articles();
            let asked = articles.filter(|article| publishers.allow(&article.publisher));
            asked.map(|article| article.id).collect()
        };
        Self {
            tags: (!filter.tags.is_empty()).then(|| families().collect()),
            units: Names::new(&filter.units),
            time_frames: filter.time_frames.clone(),
            articles: (!filter.publishers.is_empty()).then(of_publishers),
            claimants: Names::new(&filter.claimants),
            subjects: Names::new(&filter.subjects),
            from: filter.from,
            to: filter.to,
            asking: query.map(|query| Asking::new(project, query)),
        }
    }

    /// Whether the filter asks for that claim.
    pub fn matches(&self, claim: &Claim) -> bool {
        let figure = claim.figure.as_ref();
        let tagged = self
            .tags
            .as_ref()
            .is_none_or(|asked| claim.tags.iter().any(|tag| asked.contains(tag)));
        let published = self
            .articles
            .as_ref()
            .is_none_or(|asked| asked.contains(&claim.passage.article));
        let in_time = self.time_frames.is_empty()
            || figure.is_some_and(|figure| self.time_frames.contains(&figure.time_frame));
        tagged
            && published
            && in_time
            && self.units.allow(figure.map_or("", |figure| &figure.unit))
            && self.claimants.allow(&claim.claimant)
            && self.subjects.allow(&claim.subject)
            && self.holds_in_days(claim)
            && self
                .asking
                .as_ref()
                .is_some_and(|asking| asking.matches(claim))
    }

    /// Whether some day that the claim holds for is asked for.
    fn holds_in_days(&self, claim: &Claim) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        claim.when.is_some_and(|when| {
            self.from.is_none_or(|from| when.end() >= from)
                && self.to.is_none_or(|to| when.start() <= to)
        })
    }
}

/// Whether a filter asks for one claim; [`PreparedFilter`] is for many.
pub fn matches(project: &Project, filter: &Filter, claim: &Claim) -> bool {
    let query = filter.text.parse().ok();
    PreparedFilter::new(project, filter, query.as_ref()).matches(claim)
}

impl Names {
    fn new(names: &BTreeSet<String>) -> Self {
        Self(
            names
                .iter()
                .map(|name| name.trim().to_lowercase())
                .collect(),
        )
    }

    fn allow(&self, name: &str) -> bool {
        self.0.is_empty() || self.0.contains(&name.trim().to_lowercase())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::edit::{History, articles, claims, tags};
    use crate::import::{Options, read_bytes};
    use crate::model::{Amount, Figure, FigureKind, Passage};

    /// Two articles with one claim each: aid of 5 million dollars in December, and losses.
    pub fn project() -> (Project, Vec<Claim>, TagId) {
        let clock = Clock::fixed("2025-01-01T00:00:00Z".parse().unwrap());
        let mut project = Project::default();
        let mut history = History::default();
        let mut made = Vec::new();
        let (tag, step) = tags::create_path(&project, "aid/military", &clock).unwrap();
        history.apply(&mut project, step, None);
        let family = project.tag(tag).unwrap().parent.unwrap();
        for (name, text, quote, claimant) in [
            (
                "One",
                "Publisher: The Example\n\nAid of $5 million came.",
                "$5 million",
                "Ministry",
            ),
            (
                "Two",
                "Publisher: Other\n\nAbout 60 drones fell.",
                "60 drones",
                "General Staff",
            ),
        ] {
            let article = read_bytes(name, text.as_bytes(), &Options::default()).unwrap();
            let article = article.into_article(&clock);
            let at = article.text.find(quote).unwrap();
            let passage = Passage::at(article.id, &article.text, at..at + quote.len()).unwrap();
            let step = articles::add(&project, vec![article]);
            history.apply(&mut project, step, None);
            let mut claim = Claim::new(clock.fresh(), passage, clock.now());
            claimant.clone_into(&mut claim.claimant);
            if made.is_empty() {
                claim.tags.insert(tag);
                claim.when = "2024-12".parse().ok();
                claim.figure = Some(Figure::exact(
                    FigureKind::Money,
                    Amount::from(5_000_000),
                    "USD",
                ));
            }
            let step = claims::add(&project, claim.clone()).unwrap();
            history.apply(&mut project, step, None);
            made.push(claim);
        }
        (project, made, family)
    }

    #[test]
    fn every_field_is_asked() {
        let (project, claims, family) = project();
        let asked = |filter: &Filter| {
            let query = filter.text.parse().ok();
            let prepared = PreparedFilter::new(&project, filter, query.as_ref());
            claims
                .iter()
                .map(|claim| prepared.matches(claim))
                .collect::<Vec<_>>()
        };
        let names = |name: &str| BTreeSet::from([name.to_owned()]);
        let (first, second, both) = (vec![true, false], vec![false, true], vec![true, true]);
        let any = Filter::default;
        assert_eq!(asked(&any()), both);
        assert_eq!(
            asked(&Filter {
                tags: BTreeSet::from([family]),
                ..any()
            }),
            first
        );
        assert_eq!(
            asked(&Filter {
                units: names("usd"),
                ..any()
            }),
            first
        );
        let in_period = BTreeSet::from([TimeFrame::InPeriod]);
        assert_eq!(
            asked(&Filter {
                time_frames: in_period,
                ..any()
            }),
            first
        );
        assert_eq!(
            asked(&Filter {
                publishers: names("OTHER"),
                ..any()
            }),
            second
        );
        assert_eq!(
            asked(&Filter {
                claimants: names("general staff"),
                ..any()
            }),
            second
        );
        assert_eq!(
            asked(&Filter {
                subjects: names("Ukraine"),
                ..any()
            }),
            [false, false]
        );
        let day = |text: &str| text.parse().ok();
        assert_eq!(
            asked(&Filter {
                from: day("2024-12-31"),
                ..any()
            }),
            first
        );
        assert_eq!(
            asked(&Filter {
                from: day("2025-01-01"),
                ..any()
            }),
            [false, false]
        );
        assert_eq!(
            asked(&Filter {
                to: day("2024-12-01"),
                ..any()
            }),
            first
        );
    }

    #[test]
    fn every_word_must_stand_somewhere() {
        let (project, claims, _) = project();
        let asked = |text: &str, claim: &Claim| {
            let filter = Filter {
                text: text.to_owned(),
                ..Filter::default()
            };
            matches(&project, &filter, claim)
        };
        assert!(asked("MILLION ministry", &claims[0]));
        assert!(asked("aid of", &claims[0]), "the title's words count");
        assert!(!asked("million staff", &claims[0]));
        assert!(asked("  ", &claims[1]));
        assert!(asked("amount:>1m", &claims[0]));
        assert!(
            !asked("amount:>", &claims[0]),
            "what cannot be read finds nothing"
        );
    }
}
