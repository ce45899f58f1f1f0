//! What tells the series apart: facts by tag, claimant, publisher or subject.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::prelude::ToPrimitive as _;

use super::fact::Fact;
use super::palette;
use crate::model::{Chart, ChartKind, Claim, GroupBy, Project, Swatch, TagId};

/// The most series that eyes can tell apart.
pub(super) const MOST: usize = 8;
/// The most rows of a ranking, which has names for them.
const MOST_ROWS: usize = 24;

/// Facts that make one series.
pub(super) struct Group<'a> {
    pub name: String,
    pub swatch: Swatch,
    pub facts: Vec<Fact<'a>>,
}

/// What a group has in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Common<'a> {
    All,
    Tag(TagId),
    Name(&'a str),
    Unnamed,
}

/// Splits facts into groups, the weightiest first, and says how many small ones were joined as
/// “Other”. A group weighs what it adds up to, or as many points as it has.
pub(super) fn split<'a>(
    project: &'a Project,
    chart: &Chart,
    facts: Vec<Fact<'a>>,
) -> (Vec<Group<'a>>, usize) {
    let tags = TagChoice::new(project, chart);
    let group_by = chart.grouping();
    let most = match chart.kind {
        ChartKind::Ranking => MOST_ROWS,
        // Totals of different groups must not be subtracted from each other.
        ChartKind::Differences(_) => usize::MAX,
        _ => MOST,
    };
    let mut by_common: BTreeMap<Common<'a>, (f64, Vec<Fact<'a>>)> = BTreeMap::new();
    for fact in facts {
        let common = common(project, group_by, &tags, fact.claims[0]);
        let weight = match chart.kind {
            ChartKind::Points | ChartKind::Ranking | ChartKind::Differences(_) => 1.0,
            // To weigh them alone; sums are exact elsewhere.
            _ => fact.value.decimal().to_f64().unwrap_or(0.0).abs(),
        };
        let (sum, facts) = by_common.entry(common).or_default();
        *sum += weight;
        facts.push(fact);
    }
    let names = tag_names(project, by_common.keys());
    let mut ranked: Vec<_> = by_common
        .into_iter()
        .map(|(common, (weight, facts))| (weight, name(common, group_by, &names), common, facts))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let rest = if ranked.len() > most {
        ranked.split_off(most - 1)
    } else {
        Vec::new()
    };
    let swatches = swatches(
        project,
        ranked.iter().map(|(_, _, common, _)| *common).collect(),
    );
    let mut groups: Vec<Group<'a>> = ranked
        .into_iter()
        .zip(swatches)
        .map(|((_, name, _, facts), swatch)| Group {
            name,
            swatch,
            facts,
        })
        .collect();
    let joined = rest.len();
    if joined > 0 {
        let mut facts: Vec<_> = rest.into_iter().flat_map(|(.., facts)| facts).collect();
        facts.sort_by_key(|fact| (fact.when.start(), fact.when.end(), fact.claims[0].id));
        groups.push(Group {
            name: "Other".to_owned(),
            swatch: Swatch::Grey,
            facts,
        });
    }
    (groups, joined)
}

fn common<'a>(
    project: &'a Project,
    group_by: GroupBy,
    tags: &TagChoice,
    claim: &'a Claim,
) -> Common<'a> {
    let named = |name: &'a str| match name.trim() {
        "" => Common::Unnamed,
        name => Common::Name(name),
    };
    match group_by {
        GroupBy::None => Common::All,
        GroupBy::Tag => tags.of(claim).map_or(Common::Unnamed, Common::Tag),
        GroupBy::Claimant => named(&claim.claimant),
        GroupBy::Subject => named(&claim.subject),
        GroupBy::Publisher => project
            .article(claim.passage.article)
            .map_or(Common::Unnamed, |article| named(&article.publisher)),
    }
}

fn name(common: Common<'_>, group_by: GroupBy, tags: &BTreeMap<TagId, String>) -> String {
    match (common, group_by) {
        (Common::Tag(id), _) => tags.get(&id).cloned().unwrap_or_default(),
        (Common::Name(name), _) => name.to_owned(),
        (Common::Unnamed, GroupBy::Tag) => "No tag".to_owned(),
        (Common::Unnamed, GroupBy::Claimant) => "No claimant given".to_owned(),
        (Common::Unnamed, GroupBy::Publisher) => "No publisher given".to_owned(),
        (Common::Unnamed, GroupBy::Subject) => "No subject given".to_owned(),
        (Common::All, _) | (Common::Unnamed, GroupBy::None) => "All claims".to_owned(),
    }
}

/// Tags by their own names where these differ, else by their paths.
fn tag_names<'k, 'a: 'k>(
    project: &Project,
    groups: impl Iterator<Item = &'k Common<'a>>,
) -> BTreeMap<TagId, String> {
    let ids: Vec<TagId> = groups
        .filter_map(|common| match common {
            Common::Tag(id) => Some(*id),
            _ => None,
        })
        .collect();
    let own = |id: TagId| project.tag(id).map_or("", |tag| tag.name.as_str());
    let distinct = ids.iter().map(|id| own(*id)).collect::<BTreeSet<_>>().len() == ids.len();
    ids.into_iter()
        .map(|id| {
            let name = if distinct {
                own(id).to_owned()
            } else {
                project.tag_path(id)
            };
            (id, name)
        })
        .collect()
}

/// A colour for each group: the tags' own where no two are alike, else one after the other.
/// Grey is left to “Other”.
fn swatches(project: &Project, groups: Vec<Common<'_>>) -> Vec<Swatch> {
    let own: BTreeSet<Swatch> = groups
        .iter()
        .filter_map(|common| match common {
            Common::Tag(id) => project.tag(*id).map(|tag| tag.colour),
            _ => None,
        })
        .filter(|swatch| *swatch != Swatch::Grey)
        .collect();
    let tags = |common: &&Common<'_>| matches!(common, Common::Tag(_));
    let by_tag = !own.is_empty() && own.len() == groups.iter().filter(tags).count();
    // The eighth of eight has to do with a colour that is less easily told apart.
    let all = palette::SERIES.into_iter().chain([Swatch::Teal]);
    let mut free = all.filter(|swatch| !by_tag || !own.contains(swatch));
    groups
        .into_iter()
        .map(|common| match common {
            Common::Tag(id) if by_tag => project.tag(id).map(|tag| tag.colour),
            _ => free.next(),
        })
        .map(|swatch| swatch.unwrap_or(Swatch::Grey))
        .collect()
}

/// Which of a claim's tags speaks for it.
struct TagChoice {
    /// The tags above each tag.
    above: BTreeMap<TagId, BTreeSet<TagId>>,
    /// The tags that the chart asks for with those below; empty where it asks for none.
    asked: BTreeSet<TagId>,
}

impl TagChoice {
    fn new(project: &Project, chart: &Chart) -> Self {
        let mut above: BTreeMap<TagId, BTreeSet<TagId>> = BTreeMap::new();
        for tag in project.tags() {
            let mut seen = BTreeSet::new();
            let mut next = tag.parent;
            // A ring of parents, which only a damaged file can hold, is cut.
            while let Some(parent) = next.filter(|id| *id != tag.id && seen.insert(*id)) {
                next = project.tag(parent).and_then(|tag| tag.parent);
            }
            above.insert(tag.id, seen);
        }
        let families = chart.filter.tags.iter().map(|tag| project.tag_family(*tag));
        Self {
            above,
            asked: families.flatten().collect(),
        }
    }

    /// The claim's first tag that the chart asks for and that stands above no other of them:
    /// `aid/military` says more than `aid`.
    fn of(&self, claim: &Claim) -> Option<TagId> {
        let fitting = || {
            claim
                .tags
                .iter()
                .filter(|tag| self.above.contains_key(tag))
                .filter(|tag| self.asked.is_empty() || self.asked.contains(tag))
        };
        let stands_above = |tag: &TagId| {
            fitting().any(|other| {
                self.above
                    .get(other)
                    .is_some_and(|above| above.contains(tag))
            })
        };
        fitting()
            .find(|tag| !stands_above(tag))
            .or_else(|| fitting().next())
            .copied()
    }
}
