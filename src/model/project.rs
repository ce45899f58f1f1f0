//! All of one piece of work.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Answer, AnswerId, Article, ArticleId, Chart, ChartId, Claim, ClaimId, Dismissal, DismissalId,
    Entity, Finding, FindingId, Key, Note, NoteId, Passage, Tag, TagId, Term, TermId,
};

/// All of one piece of work: articles with their text, tags, claims, findings, charts, notes, and
/// what the recogniser was taught.
///
/// Everybody reads it here; only a transaction changes it (see [`crate::edit`]). A clone is
/// cheap: entities are shared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Project {
    info: Arc<ProjectInfo>,
    articles: BTreeMap<ArticleId, Arc<Article>>,
    tags: BTreeMap<TagId, Arc<Tag>>,
    claims: BTreeMap<ClaimId, Arc<Claim>>,
    findings: BTreeMap<FindingId, Arc<Finding>>,
    charts: BTreeMap<ChartId, Arc<Chart>>,
    notes: BTreeMap<NoteId, Arc<Note>>,
    terms: BTreeMap<TermId, Arc<Term>>,
    dismissals: BTreeMap<DismissalId, Arc<Dismissal>>,
    answers: BTreeMap<AnswerId, Arc<Answer>>,
    /// Where the claims stand; follows `claims`.
    claimed: Places<ClaimId>,
    /// Where the dismissals stand; follows `dismissals`.
    dismissed: Places<DismissalId>,
}

/// What stands on each article, by where it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Places<Id>(BTreeMap<ArticleId, BTreeSet<(usize, Id)>>);

impl<Id> Default for Places<Id> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<Id: Copy + Ord> Places<Id> {
    fn insert(&mut self, passage: &Passage, id: Id) {
        let places = self.0.entry(passage.article).or_default();
        places.insert((passage.start, id));
    }

    fn remove(&mut self, passage: &Passage, id: Id) {
        if let Some(places) = self.0.get_mut(&passage.article) {
            places.remove(&(passage.start, id));
            if places.is_empty() {
                self.0.remove(&passage.article);
            }
        }
    }

    fn of(&self, article: ArticleId) -> impl DoubleEndedIterator<Item = Id> {
        let places = self.0.get(&article).into_iter().flatten();
        places.map(|(_, id)| *id)
    }

    fn count(&self, article: ArticleId) -> usize {
        self.0.get(&article).map_or(0, BTreeSet::len)
    }
}

/// The project's own properties.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Info", default)]
pub struct ProjectInfo {
    /// What the project is called.
    pub name: String,
    /// What it is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// When it was begun.
    pub created: Timestamp,
    /// What currencies were worth, once a chart has shown money in one of them.
    #[serde(skip_serializing_if = "super::Rates::is_empty")]
    pub rates: super::Rates,
    /// What money bought, once a chart has shown it in the prices of one year.
    #[serde(skip_serializing_if = "super::Prices::is_empty")]
    pub prices: super::Prices,
}

impl ProjectInfo {
    /// The project's own rates, or the bundled ones where it has none yet.
    pub fn rates(&self) -> &super::Rates {
        if self.rates.is_empty() {
            super::Rates::bundled()
        } else {
            &self.rates
        }
    }

    /// The project's own price levels, or the bundled ones where it has none yet.
    pub fn prices(&self) -> &super::Prices {
        if self.prices.is_empty() {
            super::Prices::bundled()
        } else {
            &self.prices
        }
    }
}

macro_rules! readers {
    ($($(#[$doc:meta])+ $one:ident $many:ident $id:ty => $entity:ty;)+) => {$(
        $(#[$doc])+
        pub fn $one(&self, id: $id) -> Option<&Arc<$entity>> {
            self.$many.get(&id)
        }

        /// All of them, in the order of their ids, which is the order in which they were made.
        pub fn $many(&self) -> impl DoubleEndedIterator<Item = &Arc<$entity>> + ExactSizeIterator + Clone {
            self.$many.values()
        }
    )+};
}

impl Project {
    /// A project with nothing in it yet.
    pub fn new(info: ProjectInfo) -> Self {
        Self {
            info: Arc::new(info),
            ..Self::default()
        }
    }

    /// The project's own properties.
    pub fn info(&self) -> &Arc<ProjectInfo> {
        &self.info
    }

    readers! {
        /// The article of that id.
        article articles ArticleId => Article;
        /// The tag of that id.
        tag tags TagId => Tag;
        /// The claim of that id.
        claim claims ClaimId => Claim;
        /// The finding of that id.
        finding findings FindingId => Finding;
        /// The chart of that id.
        chart charts ChartId => Chart;
        /// The page of that id.
        note notes NoteId => Note;
        /// The term of that id.
        term terms TermId => Term;
        /// The dismissal of that id.
        dismissal dismissals DismissalId => Dismissal;
        /// The answer of that id.
        answer answers AnswerId => Answer;
    }

    /// The claims of one article, in the order of the text.
    pub fn claims_of(&self, article: ArticleId) -> impl DoubleEndedIterator<Item = &Arc<Claim>> {
        let ids = self.claimed.of(article);
        ids.filter_map(|id| self.claims.get(&id))
    }

    /// How many claims stand on one article.
    pub fn claim_count_of(&self, article: ArticleId) -> usize {
        self.claimed.count(article)
    }

    /// The dismissals on one article, in the order of the text.
    pub fn dismissals_of(
        &self,
        article: ArticleId,
    ) -> impl DoubleEndedIterator<Item = &Arc<Dismissal>> {
        let ids = self.dismissed.of(article);
        ids.filter_map(|id| self.dismissals.get(&id))
    }

    /// Whether the claim's words no longer stand where it says, among the same words, and nobody
    /// has said that they are gone.
    pub fn is_in_question(&self, claim: &Claim) -> bool {
        let article = self.article(claim.passage.article);
        !claim.detached && !article.is_some_and(|article| claim.passage.stands_in(&article.text))
    }

    /// The entity of that name.
    pub fn get(&self, key: Key) -> Option<Entity> {
        match key {
            Key::Info => Some(Entity::Info(Arc::clone(&self.info))),
            Key::Article(id) => self.articles.get(&id).cloned().map(Entity::Article),
            Key::Tag(id) => self.tags.get(&id).cloned().map(Entity::Tag),
            Key::Claim(id) => self.claims.get(&id).cloned().map(Entity::Claim),
            Key::Finding(id) => self.findings.get(&id).cloned().map(Entity::Finding),
            Key::Chart(id) => self.charts.get(&id).cloned().map(Entity::Chart),
            Key::Note(id) => self.notes.get(&id).cloned().map(Entity::Note),
            Key::Term(id) => self.terms.get(&id).cloned().map(Entity::Term),
            Key::Dismissal(id) => self.dismissals.get(&id).cloned().map(Entity::Dismissal),
            Key::Answer(id) => self.answers.get(&id).cloned().map(Entity::Answer),
        }
    }

    /// The names of all entities, in no order that means anything.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        std::iter::once(Key::Info)
            .chain(self.articles.keys().copied().map(Key::Article))
            .chain(self.tags.keys().copied().map(Key::Tag))
            .chain(self.claims.keys().copied().map(Key::Claim))
            .chain(self.findings.keys().copied().map(Key::Finding))
            .chain(self.charts.keys().copied().map(Key::Chart))
            .chain(self.notes.keys().copied().map(Key::Note))
            .chain(self.terms.keys().copied().map(Key::Term))
            .chain(self.dismissals.keys().copied().map(Key::Dismissal))
            .chain(self.answers.keys().copied().map(Key::Answer))
    }

    /// A tag's name with its parents': `aid/military`. A ring of parents, which only a damaged
    /// file can hold, is cut.
    pub fn tag_path(&self, id: TagId) -> String {
        let mut names = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(id);
        while let Some(tag) = next
            .filter(|id| seen.insert(*id))
            .and_then(|id| self.tags.get(&id))
        {
            names.push(tag.name.as_str());
            next = tag.parent;
        }
        names.reverse();
        names.join("/")
    }

    /// The tag of that path, in any case.
    pub fn tag_by_path(&self, path: &str) -> Option<&Arc<Tag>> {
        let path = path.trim().to_lowercase();
        self.tags
            .values()
            .find(|tag| self.tag_path(tag.id).to_lowercase() == path)
    }

    /// The tag that a digit sets.
    pub fn tag_by_key(&self, key: u8) -> Option<&Arc<Tag>> {
        self.tags.values().find(|tag| tag.key == Some(key))
    }

    /// A tag and every tag below it.
    pub fn tag_family(&self, id: TagId) -> BTreeSet<TagId> {
        let mut family = BTreeSet::from([id]);
        loop {
            let below: Vec<TagId> = self
                .tags
                .values()
                .filter(|tag| tag.parent.is_some_and(|parent| family.contains(&parent)))
                .map(|tag| tag.id)
                .filter(|id| !family.contains(id))
                .collect();
            if below.is_empty() {
                return family;
            }
            family.extend(below);
        }
    }

    /// Whether there is nothing in it yet.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
            && self.tags.is_empty()
            && self.claims.is_empty()
            && self.findings.is_empty()
            && self.charts.is_empty()
            && self.notes.is_empty()
            && self.terms.is_empty()
            && self.dismissals.is_empty()
            && self.answers.is_empty()
    }

    /// Puts an entity in place or takes it away. Only a transaction and the reading of a file
    /// may do so.
    pub(crate) fn set(&mut self, key: Key, value: Option<Entity>) {
        fn put<Id: Ord, T>(map: &mut BTreeMap<Id, Arc<T>>, id: Id, value: Option<Arc<T>>) {
            match value {
                Some(value) => map.insert(id, value),
                None => map.remove(&id),
            };
        }
        match (key, value) {
            (Key::Info, Some(Entity::Info(info))) => self.info = info,
            (Key::Info, _) => self.info = Arc::default(),
            (Key::Article(id), Some(Entity::Article(value))) => {
                put(&mut self.articles, id, Some(value));
            }
            (Key::Article(id), _) => put(&mut self.articles, id, None),
            (Key::Tag(id), Some(Entity::Tag(value))) => put(&mut self.tags, id, Some(value)),
            (Key::Tag(id), _) => put(&mut self.tags, id, None),
            (Key::Claim(id), value) => {
                if let Some(old) = self.claims.get(&id) {
                    self.claimed.remove(&old.passage, id);
                }
                let claim = match value {
                    Some(Entity::Claim(claim)) => Some(claim),
                    _ => None,
                };
                if let Some(claim) = &claim {
                    self.claimed.insert(&claim.passage, id);
                }
                put(&mut self.claims, id, claim);
            }
            (Key::Finding(id), Some(Entity::Finding(value))) => {
                put(&mut self.findings, id, Some(value));
            }
            (Key::Finding(id), _) => put(&mut self.findings, id, None),
            (Key::Chart(id), Some(Entity::Chart(value))) => put(&mut self.charts, id, Some(value)),
            (Key::Chart(id), _) => put(&mut self.charts, id, None),
            (Key::Note(id), Some(Entity::Note(value))) => put(&mut self.notes, id, Some(value)),
            (Key::Note(id), _) => put(&mut self.notes, id, None),
            (Key::Term(id), Some(Entity::Term(value))) => put(&mut self.terms, id, Some(value)),
            (Key::Term(id), _) => put(&mut self.terms, id, None),
            (Key::Answer(id), Some(Entity::Answer(value))) => {
                put(&mut self.answers, id, Some(value));
            }
            (Key::Answer(id), _) => put(&mut self.answers, id, None),
            (Key::Dismissal(id), value) => {
                if let Some(old) = self.dismissals.get(&id) {
                    self.dismissed.remove(&old.passage, id);
                }
                let dismissal = match value {
                    Some(Entity::Dismissal(dismissal)) => Some(dismissal),
                    _ => None,
                };
                if let Some(dismissal) = &dismissal {
                    self.dismissed.insert(&dismissal.passage, id);
                }
                put(&mut self.dismissals, id, dismissal);
            }
        }
    }
}
