//! Where the texts, claims and pages of a project answer a [`Query`].
//!
//! Words are looked for in article texts and pages, where several must stand near each other, and
//! in what the analyst wrote about claims. A query that names something which only claims have is
//! put to claims alone. Texts are searched as they are, by several threads, in the order of
//! import: at their size an index would cost more memory than it saves time.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::asking::Asking;
use super::query::{Asked, Field, Query, Words};
use super::text::excerpt;
use crate::model::{Article, ArticleId, Claim, ClaimId, Note, NoteId, Project};

/// How far words may stand from the longest of them, in bytes.
const NEAR: usize = 200;

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In an article: its text or its claims.
    Article(ArticleId),
    /// In a page of the notebook.
    Page(NoteId),
}

/// What was found at one place, in the order of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The place.
    pub place: Place,
    /// What answers there: first the text, then the claims.
    pub hits: Vec<Hit>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The claim that answers; none for the text itself.
    pub claim: Option<ClaimId>,
    /// The bytes of the article's or page's text: the words, or the claim's passage.
    pub range: Range<usize>,
    /// Where the words stand in what was written about the claim, if it is there.
    pub written: Option<(Written, Range<usize>)>,
}

/// What an analyst writes about a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The note beside it.
    Note,
    /// Who says so.
    Claimant,
    /// Whose it is.
    Subject,
}

/// All that was found: articles in the order of import, then pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// By place; none is empty.
    pub groups: Vec<Group>,
    /// How many answers the groups hold.
    pub count: usize,
    /// Whether there is more than was asked for.
    pub more: bool,
}

/// Everything in a project that answers, up to `most` answers; a search that is `cancelled` gives
/// what it has.
pub fn search(project: &Project, query: &Query, most: usize, cancelled: &AtomicBool) -> Found {
    if query.is_empty() {
        return Found::default();
    }
    let asking = Asking::new(project, query);
    let asked = AskedOfTexts::new(query);
    let claims = |article: &Article, hits: &mut Vec<Hit>| {
        let claims = project.claims_of(article.id);
        hits.extend(claims.filter_map(|claim| claim_hit(claim, &asking, &asked)));
    };
    gather(project, &asked, most, cancelled, &claims)
}

/// The words with a few words on each side, on one line, and the bytes of that line that are the
/// words. None where the project no longer holds the place.
pub fn context(project: &Project, place: Place, hit: &Hit) -> Option<(String, Range<usize>)> {
    let (text, range) = match (&hit.written, hit.claim, place) {
        (Some((written, range)), Some(claim), _) => {
            let claim = project.claim(claim)?;
            (written.of(claim), range.clone())
        }
        (_, _, Place::Article(article)) => (&*project.article(article)?.text, hit.range.clone()),
        (_, _, Place::Page(page)) => (project.note(page)?.text.as_str(), hit.range.clone()),
    };
    text.get(range.clone())?;
    Some(excerpt(text, range))
}

impl Written {
    fn of(self, claim: &Claim) -> &str {
        match self {
            Self::Note => &claim.note,
            Self::Claimant => &claim.claimant,
            Self::Subject => &claim.subject,
        }
    }
}

/// What of a query is asked of texts.
struct AskedOfTexts<'a> {
    /// The words that must stand near each other, the longest first.
    words: Vec<&'a Words>,
    /// The words that must not stand in the text.
    without: Vec<&'a Words>,
    /// What is asked of articles as a whole; whether it must hold.
    whole: Vec<(&'a Asked, bool)>,
    /// Whether texts answer at all.
    any_text: bool,
}

impl<'a> AskedOfTexts<'a> {
    fn new(query: &'a Query) -> Self {
        let mut own = Self {
            words: Vec::new(),
            without: Vec::new(),
            whole: Vec::new(),
            any_text: !query.is_of_claims(),
        };
        for term in query.terms() {
            match &term.asked {
                Asked::Anywhere(words) if term.negated => own.without.push(words),
                Asked::Anywhere(words) => own.words.push(words),
                asked => own.whole.push((asked, !term.negated)),
            }
        }
        // Patterns last: what they match may be short.
        own.words
            .sort_by_key(|words| (words.is_pattern(), std::cmp::Reverse(words.text().len())));
        own
    }

    fn in_article(&self, article: &Article) -> Vec<Hit> {
        let holds = |asked: &Asked| match asked {
            Asked::In(Field::Publisher, any) => any
                .iter()
                .any(|words| words.ready().is_in(&article.publisher)),
            Asked::In(Field::Title, any) => {
                any.iter().any(|words| words.ready().is_in(&article.title))
            }
            Asked::Published(spans) => article
                .published
                .is_some_and(|when| spans.iter().any(|span| span.holds(when))),
            _ => false,
        };
        let whole = self.whole.iter();
        if !self.any_text || whole.clone().any(|(asked, wanted)| holds(asked) != *wanted) {
            return Vec::new();
        }
        self.in_text(&article.text)
    }

    fn in_page(&self, page: &Note) -> Vec<Hit> {
        // A page has neither publisher nor date.
        let never = self.whole.iter().any(|(_, wanted)| *wanted);
        if !self.any_text || never || self.words.is_empty() {
            return Vec::new();
        }
        self.in_text(&page.text)
    }

    /// Where the words stand near each other; the beginning of the text where none are asked for.
    fn in_text(&self, text: &str) -> Vec<Hit> {
        let hit = |range| Hit {
            claim: None,
            range,
            written: None,
        };
        if self.without.iter().any(|words| words.ready().is_in(text)) {
            return Vec::new();
        }
        let Some((lead, others)) = self.words.split_first() else {
            return vec![hit(0..0)];
        };
        if !others.iter().all(|words| words.ready().is_in(text)) {
            return Vec::new();
        }
        let mut hits: Vec<Hit> = Vec::new();
        for found in lead.ready().find_in(text).filter(|found| !found.is_empty()) {
            if hits.last().is_some_and(|hit| found.start < hit.range.end) {
                continue;
            }
            hits.extend(near(text, found, others).map(hit));
        }
        hits
    }
}

/// The words at `found` with all others that stand near them; none where one of them does not.
fn near(text: &str, found: Range<usize>, others: &[&Words]) -> Option<Range<usize>> {
    let start = text.floor_char_boundary(found.start.saturating_sub(NEAR));
    let end = text.ceil_char_boundary((found.end + NEAR).min(text.len()));
    let around = &text[start..end];
    let mut all = found.clone();
    for words in others {
        let places = words
            .ready()
            .find_in(around)
            .filter(|place| !place.is_empty());
        let places = places.map(|place| place.start + start..place.end + start);
        let distance = |place: &Range<usize>| {
            let after = place.start.saturating_sub(found.end);
            after.max(found.start.saturating_sub(place.end))
        };
        let nearest = places.min_by_key(distance)?;
        all = all.start.min(nearest.start)..all.end.max(nearest.end);
    }
    Some(all)
}

/// What answers of a claim: with words alone, what was written about it, since its quote is part
/// of the text; else the claim itself.
fn claim_hit(claim: &Claim, asking: &Asking<'_>, asked: &AskedOfTexts<'_>) -> Option<Hit> {
    let written = |words: &Words| {
        let all = [Written::Note, Written::Claimant, Written::Subject];
        all.into_iter().find_map(|written| {
            let mut places = words.ready().find_in(written.of(claim));
            Some((written, places.find(|place| !place.is_empty())?))
        })
    };
    let written = asked.words.iter().find_map(|words| written(words));
    if asked.any_text && written.is_none() || !asking.matches(claim) {
        return None;
    }
    Some(Hit {
        claim: Some(claim.id),
        range: claim.passage.range(),
        written,
    })
}

/// Goes through articles and pages with as many threads as the machine has cores. They take the
/// texts in order, so what was found up to the limit is the beginning of all there is.
fn gather(
    project: &Project,
    asked: &AskedOfTexts<'_>,
    most: usize,
    cancelled: &AtomicBool,
    claims: &(dyn Fn(&Article, &mut Vec<Hit>) + Sync),
) -> Found {
    let articles: Vec<&Article> = project.articles().map(AsRef::as_ref).collect();
    let pages: Vec<&Note> = project.notes().map(AsRef::as_ref).collect();
    let all = articles.len() + pages.len();
    let next = AtomicUsize::new(0);
    let count = AtomicUsize::new(0);
    let found: Mutex<Vec<(usize, Group)>> = Mutex::default();
    let work = || {
        let mut own = Vec::new();
        while count.load(Ordering::Relaxed) <= most && !cancelled.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= all {
                break;
            }
            let (place, hits) = if let Some(article) = articles.get(at) {
                let mut hits = asked.in_article(article);
                claims(article, &mut hits);
                (Place::Article(article.id), hits)
            } else {
                let page = pages[at - articles.len()];
                (Place::Page(page.id), asked.in_page(page))
            };
            if !hits.is_empty() {
                count.fetch_add(hits.len(), Ordering::Relaxed);
                own.push((at, Group { place, hits }));
            }
        }
        let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
        found.append(&mut own);
    };
    let helpers = thread::available_parallelism().map_or(1, NonZero::get) - 1;
    thread::scope(|scope| {
        for _ in 0..helpers {
            let helper = thread::Builder::new().name("Searching".to_owned());
            // Without help this thread does it all.
            if let Err(error) = helper.spawn_scoped(scope, work) {
                log::warn!("could not start a thread to search: {error}");
            }
        }
        work();
    });
    let mut groups = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    groups.sort_by_key(|(at, _)| *at);
    cut(groups.into_iter().map(|(_, group)| group), most)
}

/// The first answers, up to a limit.
fn cut(groups: impl Iterator<Item = Group>, most: usize) -> Found {
    let mut out = Found::default();
    for mut group in groups {
        let room = most - out.count;
        out.more |= group.hits.len() > room;
        group.hits.truncate(room);
        if group.hits.is_empty() {
            break;
        }
        out.count += group.hits.len();
        out.groups.push(group);
    }
    out
}

#[cfg(test)]
mod tests;
