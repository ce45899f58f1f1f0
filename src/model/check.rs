//! What a project says that cannot be so.
//!
//! Edits keep all of this true; a file that was merged or edited by hand may not. Nothing here
//! mends anything: a person decides.

use std::collections::BTreeMap;
use std::fmt;

use unicode_normalization::is_nfc;

use super::{
    Amount, Article, Bound, Chart, Claim, ClaimId, Embed, Figure, FigureKind, Finding, FindingId,
    Key, Note, Passage, Project, Tag, TagId,
};

/// One thing that cannot be so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The entity that says so.
    pub key: Key,
    /// What it says, for a person, without the entity's name.
    pub message: String,
}

impl fmt::Display for Fault {
    /// As the command line prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.key, self.message)
    }
}

/// Every fault of a project, in the order of its entities.
///
/// Reads every text once: about a tenth of a second for 60 MB.
pub fn check(project: &Project) -> Vec<Fault> {
    let mut faults = Faults {
        project,
        found: Vec::new(),
    };
    project
        .articles()
        .for_each(|article| faults.article(article));
    faults.tags();
    project.claims().for_each(|claim| faults.claim(claim));
    faults.findings();
    project.charts().for_each(|chart| faults.chart(chart));
    project.notes().for_each(|note| faults.note(note));
    faults.found.sort();
    faults.found
}

struct Faults<'a> {
    project: &'a Project,
    found: Vec<Fault>,
}

impl Faults<'_> {
    fn say(&mut self, key: Key, message: impl Into<String>) {
        self.found.push(Fault {
            key,
            message: message.into(),
        });
    }

    fn article(&mut self, article: &Article) {
        let key = Key::Article(article.id);
        let title = article.display_title();
        if blake3::hash(article.text.as_bytes()).to_hex().as_str() != article.hash {
            self.say(
                key,
                format!(
                    "the text of “{title}” is not the one it was imported with: its hash is another"
                ),
            );
        }
        let text = &article.text;
        if text.contains('\r') || text.starts_with('\u{feff}') || !is_nfc(text) {
            self.say(key, format!("the text of “{title}” is not normalised (line ends, byte order mark or composed letters)"));
        }
    }

    fn tags(&mut self) {
        let mut by_path: BTreeMap<String, TagId> = BTreeMap::new();
        let mut by_key: BTreeMap<u8, &Tag> = BTreeMap::new();
        for tag in self.project.tags() {
            let key = Key::Tag(tag.id);
            let name = &tag.name;
            if name.trim().is_empty() {
                self.say(key, "it has no name");
            }
            if name.contains(['/', ',', ';']) || name.contains(char::is_control) {
                self.say(
                    key,
                    format!(
                        "its name “{}” holds a sign that no tag's name may",
                        name.escape_debug()
                    ),
                );
            }
            match tag.parent {
                Some(parent) if self.project.tag(parent).is_none() => {
                    self.say(
                        key,
                        format!("“{name}” stands below a tag that is not there, {parent}"),
                    );
                }
                _ if self.is_below_itself(tag) => {
                    self.say(key, format!("“{name}” stands below itself"));
                }
                _ => {
                    let path = self.project.tag_path(tag.id).to_lowercase();
                    if let Some(other) = by_path.insert(path.clone(), tag.id) {
                        self.say(
                            key,
                            format!("there are two tags “{path}”; the other is {other}"),
                        );
                    }
                }
            }
            if let Some(digit) = tag.key {
                if !(1..=9).contains(&digit) {
                    self.say(
                        key,
                        format!("the key of “{name}” is {digit}, not a digit from 1 to 9"),
                    );
                }
                if let Some(other) = by_key.insert(digit, tag) {
                    self.say(
                        key,
                        format!(
                            "the key {digit} of “{name}” is that of “{}” too",
                            other.name
                        ),
                    );
                }
            }
        }
    }

    fn is_below_itself(&self, tag: &Tag) -> bool {
        let mut above = tag.parent;
        // No more steps than there are tags, for a ring that this tag is not part of.
        for _ in 0..self.project.tags().len() {
            match above {
                Some(id) if id == tag.id => return true,
                Some(id) => above = self.project.tag(id).and_then(|parent| parent.parent),
                None => return false,
            }
        }
        false
    }

    fn claim(&mut self, claim: &Claim) {
        let key = Key::Claim(claim.id);
        match self.project.article(claim.passage.article) {
            None => self.say(
                key,
                format!(
                    "it stands on an article that is not there, {}",
                    claim.passage.article
                ),
            ),
            Some(article) => {
                if let Some(message) = passage_fault(&claim.passage, article) {
                    self.say(key, message);
                }
            }
        }
        for tag in &claim.tags {
            if self.project.tag(*tag).is_none() {
                self.say(key, format!("it carries a tag that is not there, {tag}"));
            }
        }
        if let Some(figure) = &claim.figure {
            for message in figure_faults(figure) {
                self.say(key, message);
            }
        }
    }

    fn findings(&mut self) {
        let mut held: BTreeMap<ClaimId, FindingId> = BTreeMap::new();
        for finding in self.project.findings() {
            self.finding(finding, &mut held);
        }
    }

    fn finding(&mut self, finding: &Finding, held: &mut BTreeMap<ClaimId, FindingId>) {
        let key = Key::Finding(finding.id);
        let title = &finding.title;
        if finding.claims.is_empty() {
            self.say(key, format!("“{title}” holds no claims"));
        }
        for claim in &finding.claims {
            if self.project.claim(*claim).is_none() {
                self.say(
                    key,
                    format!("“{title}” holds a claim that is not there, {claim}"),
                );
            }
            if let Some(other) = held.insert(*claim, finding.id) {
                self.say(
                    key,
                    format!("“{title}” holds claim {claim}, which is in finding {other} too"),
                );
            }
        }
        if let Some(preferred) = finding.preferred.filter(|id| !finding.claims.contains(id)) {
            self.say(
                key,
                format!("“{title}” prefers a claim that it does not hold, {preferred}"),
            );
        }
    }

    fn chart(&mut self, chart: &Chart) {
        let key = Key::Chart(chart.id);
        let title = &chart.title;
        for tag in &chart.filter.tags {
            if self.project.tag(*tag).is_none() {
                self.say(
                    key,
                    format!("“{title}” asks for a tag that is not there, {tag}"),
                );
            }
        }
        if let (Some(from), Some(to)) = (chart.filter.from, chart.filter.to)
            && from > to
        {
            self.say(
                key,
                format!("“{title}” asks from {from} to {to}, which is no time at all"),
            );
        }
    }

    fn note(&mut self, note: &Note) {
        let key = Key::Note(note.id);
        let title = &note.title;
        for embed in note.embeds() {
            match embed {
                Embed::Claim(id) if self.project.claim(id).is_none() => {
                    self.say(
                        key,
                        format!("“{title}” shows a claim that is not there, {id}"),
                    );
                }
                Embed::Chart(id) if self.project.chart(id).is_none() => {
                    self.say(
                        key,
                        format!("“{title}” shows a chart that is not there, {id}"),
                    );
                }
                Embed::Claim(_) | Embed::Chart(_) => {}
            }
        }
    }
}

/// What is wrong with a passage, if anything.
fn passage_fault(passage: &Passage, article: &Article) -> Option<String> {
    let text: &str = &article.text;
    let title = article.display_title();
    let (start, end) = (passage.start, passage.end);
    let quote = shortened(&passage.quote);
    if start >= end {
        return Some(format!(
            "its passage from {start} to {end} in “{title}” is empty"
        ));
    }
    let Some(words) = text.get(passage.range()) else {
        return Some(if end > text.len() {
            format!(
                "its passage ends at {end}, after the end of “{title}” at {}",
                text.len()
            )
        } else {
            format!("its passage from {start} to {end} cuts a character of “{title}”")
        });
    };
    if words != passage.quote {
        let place = text
            .find(&passage.quote)
            .filter(|_| !passage.quote.is_empty());
        return Some(match place {
            Some(place) => {
                format!("“{quote}” does not stand at {start} in “{title}”, but at {place}")
            }
            None => format!("“{quote}” does not stand in “{title}”"),
        });
    }
    let around_is_kept = Passage::at(article.id, text, passage.range()).as_ref() == Some(passage);
    (!around_is_kept)
        .then(|| format!("the words kept from around “{quote}” are not those of “{title}”"))
}

fn figure_faults(figure: &Figure) -> Vec<String> {
    let mut faults = Vec::new();
    let Figure {
        low, best, high, ..
    } = *figure;
    for (one, other, names) in [
        (low, best, ["low", "best"]),
        (best, high, ["best", "high"]),
        (low, high, ["low", "high"]),
    ] {
        if let (Some(one), Some(other)) = (one, other)
            && one > other
        {
            let [one_name, other_name] = names;
            faults.push(format!(
                "its {one_name} value {} is greater than its {other_name} value {}",
                Amount::grouped(one),
                Amount::grouped(other)
            ));
        }
    }
    if figure.central().is_none() {
        faults.push("its figure has no number".to_owned());
    } else if figure.bound == Bound::Between && (low.is_none() || high.is_none()) {
        faults.push("its figure is between two values, but one of them is missing".to_owned());
    }
    let unit = &figure.unit;
    match figure.kind {
        FigureKind::Money if iso_currency::Currency::from_code(unit).is_none() => {
            faults.push(format!(
                "“{unit}” is not the code of a currency, such as USD"
            ));
        }
        FigureKind::Percent if unit != "percent" => {
            faults.push(format!(
                "the unit of a percentage is “percent”, not “{unit}”"
            ));
        }
        _ => {}
    }
    faults
}

/// Enough of a quote to know it by.
fn shortened(quote: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = quote
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST)
        .collect();
    if quote.chars().nth(LONGEST).is_some() {
        line + "…"
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use jiff::Timestamp;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::model::arbitrary;
    use crate::model::{ArticleId, ChartId, Entity, NoteId, Swatch};

    const TEXT: &str = "Kyjev – the ministry said it gave $5 million, then $5 million more.";

    fn article() -> Article {
        Article {
            id: ArticleId::from_u128(1),
            title: "A title".into(),
            publisher: String::new(),
            byline: String::new(),
            published: None,
            url: String::new(),
            language: String::new(),
            source_file: String::new(),
            encoding: String::new(),
            imported: Timestamp::UNIX_EPOCH,
            hash: blake3::hash(TEXT.as_bytes()).to_hex().to_string(),
            text: TEXT.into(),
        }
    }

    fn claim() -> Claim {
        let start = TEXT.find("$5").unwrap();
        let passage = Passage::at(ArticleId::from_u128(1), TEXT, start..start + 10).unwrap();
        Claim::new(ClaimId::from_u128(2), passage, Timestamp::UNIX_EPOCH)
    }

    fn tag(id: u128, name: &str, parent: Option<u128>, key: Option<u8>) -> Tag {
        Tag {
            id: TagId::from_u128(id),
            name: name.into(),
            parent: parent.map(TagId::from_u128),
            colour: Swatch::Blue,
            key,
            description: String::new(),
        }
    }

    fn messages(entities: Vec<Entity>) -> Vec<String> {
        let mut project = Project::default();
        for entity in entities {
            project.set(entity.key(), Some(entity));
        }
        check(&project)
            .into_iter()
            .map(|fault| fault.message)
            .collect()
    }

    /// What is said of the sound claim after `change`.
    fn of_claim(change: impl FnOnce(&mut Claim)) -> Vec<String> {
        let mut claim = claim();
        change(&mut claim);
        messages(vec![article().into(), claim.into()])
    }

    fn of_figure(change: impl FnOnce(&mut Figure)) -> Vec<String> {
        let mut figure = Figure::exact(FigureKind::Money, Amount::from(5_000_000), "USD");
        change(&mut figure);
        of_claim(|claim| claim.figure = Some(figure))
    }

    #[track_caller]
    fn one(messages: &[String], part: &str) {
        assert!(
            matches!(messages, [one] if one.contains(part)),
            "{messages:?} has not just “{part}”"
        );
    }

    #[test]
    fn passages() {
        assert!(of_claim(|_| {}).is_empty());
        one(
            &of_claim(|claim| claim.passage.article = ArticleId::from_u128(9)),
            "not there",
        );
        one(
            &of_claim(|claim| claim.passage.end = claim.passage.start),
            "empty",
        );
        one(&of_claim(|claim| claim.passage.end = 500), "after the end");
        one(
            &of_claim(|claim| claim.passage.start = 7),
            "cuts a character",
        );
        one(
            &of_claim(|claim| claim.passage.quote = "$6 million".into()),
            "not stand in",
        );
        one(
            &of_claim(|claim| {
                claim.passage.start -= 3;
                claim.passage.end -= 3;
            }),
            "but at 36",
        );
        one(
            &of_claim(|claim| claim.passage.suffix = "else".into()),
            "around",
        );
        one(
            &of_claim(|claim| claim.tags = BTreeSet::from([TagId::from_u128(5)])),
            "tag that is not",
        );
    }

    #[test]
    fn articles() {
        one(
            &messages(vec![
                Article {
                    hash: "0".into(),
                    ..article()
                }
                .into(),
            ]),
            "hash",
        );
        for text in ["a\r\nb", "\u{feff}a", "e\u{301}"] {
            let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
            let article = Article {
                hash,
                text: Arc::from(text),
                ..article()
            };
            one(&messages(vec![article.into()]), "normalised");
        }
    }

    #[test]
    fn figures() {
        assert!(of_figure(|_| {}).is_empty());
        one(
            &of_figure(|figure| figure.low = Some(Amount::from(6_000_000))),
            "greater",
        );
        one(
            &of_figure(|figure| figure.high = Some(Amount::from(6))),
            "greater",
        );
        one(&of_figure(|figure| figure.best = None), "no number");
        one(
            &of_figure(|figure| figure.bound = Bound::Between),
            "missing",
        );
        one(
            &of_figure(|figure| figure.unit = "dollars".into()),
            "currency",
        );
        one(
            &of_figure(|figure| figure.kind = FigureKind::Percent),
            "percent",
        );
    }

    #[test]
    fn tags() {
        let of = |tags: Vec<Tag>| messages(tags.into_iter().map(Entity::from).collect());
        assert!(
            of(vec![
                tag(1, "aid", None, Some(1)),
                tag(2, "aid", Some(1), Some(2))
            ])
            .is_empty()
        );
        one(&of(vec![tag(1, "aid", Some(7), None)]), "not there");
        assert_eq!(
            of(vec![tag(1, "a", Some(2), None), tag(2, "b", Some(1), None)]).len(),
            2
        );
        let beside_ring = vec![tag(1, "a", Some(1), None), tag(2, "b", Some(1), None)];
        one(&of(beside_ring), "below itself");
        one(
            &of(vec![tag(1, "aid", None, None), tag(2, "Aid", None, None)]),
            "two tags",
        );
        one(
            &of(vec![tag(1, "a", None, Some(3)), tag(2, "b", None, Some(3))]),
            "key 3",
        );
        one(&of(vec![tag(1, "a", None, Some(0))]), "digit");
        one(&of(vec![tag(1, " ", None, None)]), "no name");
        one(&of(vec![tag(1, "a/b", None, None)]), "sign");
    }

    #[test]
    fn findings_charts_and_pages() {
        let finding = |id, claims: &[u128], preferred: Option<u128>| Finding {
            id: FindingId::from_u128(id),
            title: "The same".into(),
            claims: claims.iter().copied().map(ClaimId::from_u128).collect(),
            preferred: preferred.map(ClaimId::from_u128),
            note: String::new(),
        };
        let of = |more: Vec<Entity>| {
            let mut entities = vec![article().into(), claim().into()];
            entities.extend(more);
            messages(entities)
        };
        assert!(of(vec![finding(3, &[2], Some(2)).into()]).is_empty());
        one(&of(vec![finding(3, &[], None).into()]), "no claims");
        one(&of(vec![finding(3, &[8], None).into()]), "not there");
        one(&of(vec![finding(3, &[2], Some(8)).into()]), "prefers");
        one(
            &of(vec![
                finding(3, &[2], None).into(),
                finding(4, &[2], None).into(),
            ]),
            "too",
        );

        let mut chart = Chart::new(ChartId::from_u128(5), "Aid");
        chart.filter.tags.insert(TagId::from_u128(9));
        one(&of(vec![chart.clone().into()]), "asks for a tag");
        chart.filter.tags.clear();
        chart.filter.from = Some(date(2025, 1, 1));
        chart.filter.to = Some(date(2024, 1, 1));
        one(&of(vec![chart.clone().into()]), "no time at all");

        let page = |embed: Embed| Note {
            id: NoteId::from_u128(6),
            title: "Page".into(),
            text: format!("Look:\n\n{}\n", embed.line()),
        };
        assert!(of(vec![page(Embed::Claim(ClaimId::from_u128(2))).into()]).is_empty());
        one(
            &of(vec![page(Embed::Claim(ClaimId::from_u128(3))).into()]),
            "shows a claim",
        );
        one(
            &of(vec![page(Embed::Chart(ChartId::from_u128(3))).into()]),
            "shows a chart",
        );
    }

    proptest! {
        #[test]
        fn generated_projects_stand_on_their_articles(project in arbitrary::project()) {
            let faults = check(&project);
            prop_assert!(
                faults.iter().all(|fault| !fault.message.contains("not there") && !fault.message.contains("passage")),
                "{faults:?}"
            );
        }
    }
}
