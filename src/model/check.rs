//! What a project says that cannot be so.
//!
//! Edits keep all of this true; a file that was merged or edited by hand may not. Nothing here
//! mends anything: a person decides.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::is_nfc;

use super::{
    Article, Chart, Claim, ClaimId, Dismissal, Embed, Finding, FindingId, Key, Note, Passage,
    Project, Tag, TagId,
};

mod figure;
mod passage;
mod term;
#[cfg(test)]
mod tests;

pub use figure::figure_faults;
use passage::passage_fault;
use term::term_faults;

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
/// Reads every text once: about two tenths of a second for 60 MB. What it does is to be had in two
/// halves as well, [`of_texts`] and [`of_all_else`], which take about the same time.
pub fn check(project: &Project) -> Vec<Fault> {
    let mut faults = of_texts(project);
    faults.extend(of_all_else(project));
    faults.sort();
    faults
}

/// The faults of the articles' texts.
pub fn of_texts(project: &Project) -> Vec<Fault> {
    let mut faults = Faults::none_yet(project);
    project
        .articles()
        .for_each(|article| faults.article(article));
    faults.found
}

/// The faults of everything but the articles' texts.
pub fn of_all_else(project: &Project) -> Vec<Fault> {
    let mut faults = Faults::none_yet(project);
    faults.tags();
    project.claims().for_each(|claim| faults.claim(claim));
    faults.findings();
    project.charts().for_each(|chart| faults.chart(chart));
    project.notes().for_each(|note| faults.note(note));
    project
        .dismissals()
        .for_each(|dismissal| faults.dismissal(dismissal));
    for (id, message) in term_faults(project) {
        faults.say(Key::Term(id), message);
    }
    faults.found
}

struct Faults<'a> {
    project: &'a Project,
    found: Vec<Fault>,
}

impl<'a> Faults<'a> {
    fn none_yet(project: &'a Project) -> Self {
        Self {
            project,
            found: Vec::new(),
        }
    }

    fn say(&mut self, key: Key, message: impl Into<String>) {
        self.found.push(Fault {
            key,
            message: message.into(),
        });
    }

    fn article(&mut self, article: &Article) {
        let key = Key::Article(article.id);
        let title = article.display_title();
        if Article::hash_of(&article.text) != article.hash {
            self.say(
                key,
                format!(
                    "the text of “{title}” is not the one it was imported with: its hash is another"
                ),
            );
        }
        for version in &article.versions {
            if Article::hash_of(&version.text) != version.hash {
                let replaced = version.replaced.strftime("%Y-%m-%d");
                self.say(
                    key,
                    format!("the version of “{title}” that was replaced on {replaced} is not the one that stood there: its hash is another"),
                );
            }
        }
        let text = &article.text;
        let blocks = &article.blocks;
        let in_order = blocks.is_sorted_by(|a, b| a.start < b.start);
        if !in_order || !blocks.iter().all(|block| block.stands_in(text)) {
            self.say(
                key,
                format!(
                    "the headings, items and quotes of “{title}” are not where its lines begin"
                ),
            );
        }
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
        if claim.detached {
            // A person has said that the words are gone.
            self.article_of(key, &claim.passage);
        } else {
            self.passage(key, &claim.passage);
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

    fn dismissal(&mut self, dismissal: &Dismissal) {
        self.passage(Key::Dismissal(dismissal.id), &dismissal.passage);
    }

    fn passage(&mut self, key: Key, passage: &Passage) {
        if let Some(article) = self.article_of(key, passage)
            && let Some(message) = passage_fault(passage, article)
        {
            self.say(key, message);
        }
    }

    /// The article that a passage names; says so where there is none.
    fn article_of(&mut self, key: Key, passage: &Passage) -> Option<&'a Arc<Article>> {
        let project = self.project;
        let article = project.article(passage.article);
        if article.is_none() {
            let id = passage.article;
            self.say(
                key,
                format!("it stands on an article that is not there, {id}"),
            );
        }
        article
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
