//! A large text in parts that are read at the same time.
//!
//! Nearly all of a large project is two long lists, its claims and its articles. They are cut where
//! an entity seems to end, at a line that holds nothing but its closing bracket, and every part is
//! read by itself; so is the rest, in which an entity that no project has stands for each list. A
//! cut in the middle of an entity, a text or a remark leaves a part that cannot be read, and a list
//! that was none leaves its stand-in unread. Then, and wherever there is anything to remark on,
//! there is no answer and the text is to be read as a whole: parts save time and nothing else.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde::de::DeserializeOwned;

use super::{Content, options};
use crate::model::Project;
use crate::model::check::{self, Fault};

/// From how many bytes on it is worth while.
const LARGE: usize = 1 << 20;
/// How many parts there are for each core, so that all of them end at about the same time.
const EACH: usize = 6;
/// Where an entity of a list ends.
const END: &str = "\n        ),\n";
/// The id that stands for a list.
const STAND_IN: u128 = u128::MAX;
const CLAIM: &str = r#"(id:"ffffffff-ffff-ffff-ffff-ffffffffffff",passage:(article:"ffffffff-ffff-ffff-ffff-ffffffffffff",start:0,end:0,quote:"",prefix:"",suffix:""),created:"1970-01-01T00:00:00Z"),"#;
const ARTICLE: &str = r#"(id:"ffffffff-ffff-ffff-ffff-ffffffffffff",title:"",imported:"1970-01-01T00:00:00Z",hash:"",text:""),"#;

/// What the text says, where it is large and all of it is plain.
pub(super) fn parse(text: &str) -> Option<Content> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    if text.len() < LARGE || cores < 2 {
        return None;
    }
    let claims = list(text, "\n    claims: [\n")?;
    let articles = list(text, "\n    articles: [\n")?;
    if claims.end > articles.start {
        return None;
    }
    let rest = [
        &text[..claims.start],
        CLAIM,
        &text[claims.end..articles.start],
        ARTICLE,
        &text[articles.end..],
    ];
    let mut content: Content = read(&rest.concat())?;
    let is_stand_in = content.claims.len() == 1
        && content.claims[0].id.as_u128() == STAND_IN
        && content.articles.len() == 1
        && content.articles[0].id.as_u128() == STAND_IN;
    if !is_stand_in {
        return None;
    }
    content.claims = read_list(&text[claims], cores)?;
    content.articles = read_list(&text[articles], cores)?;
    Some(content)
}

/// Every fault of a project, as [`check::check`] finds them, on two cores where there are two.
pub(super) fn check(project: &Project) -> Vec<Fault> {
    let texts = || check::of_texts(project);
    let mut faults = thread::scope(|scope| {
        let helper = thread::Builder::new().name("Checking texts".to_owned());
        let helper = helper.spawn_scoped(scope, texts);
        let mut faults = check::of_all_else(project);
        // A thread that could not be had is no reason not to check.
        let found = helper.ok().and_then(|helper| helper.join().ok());
        faults.extend(found.unwrap_or_else(texts));
        faults
    });
    faults.sort();
    faults
}

/// A list, or a part of one.
type List<T> = Vec<Arc<T>>;

/// Where the inside of a list seems to be.
fn list(text: &str, head: &str) -> Option<Range<usize>> {
    let start = text.find(head)? + head.len();
    let end = text[start..].find("\n    ],\n")? + start + 1;
    Some(start..end)
}

/// Reads the inside of a list, as many parts at a time as there are cores.
fn read_list<T: DeserializeOwned + Send + Sync>(inside: &str, cores: usize) -> Option<List<T>> {
    let parts = cut(inside, cores * EACH);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Option<List<T>>)>> = Mutex::default();
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(at) else { break };
            let read = read(&["[", part, "]"].concat());
            if read.is_none() {
                // Nobody needs the others any more.
                next.store(parts.len(), Ordering::Relaxed);
            }
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            done.push((at, read));
        }
    };
    thread::scope(|scope| {
        for _ in 1..cores {
            let helper = thread::Builder::new().name("Opening".to_owned());
            // Without help this thread does it all.
            if let Err(error) = helper.spawn_scoped(scope, work) {
                log::warn!("could not start a thread to open a project: {error}");
            }
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    let lists: Option<Vec<Vec<_>>> = done.into_iter().map(|(_, read)| read).collect();
    Some(lists?.into_iter().flatten().collect())
}

/// Cuts the inside of a list into about so many parts, each of whole entities as it seems.
fn cut(inside: &str, count: usize) -> Vec<&str> {
    let size = inside.len() / count + 1;
    let mut parts = Vec::with_capacity(count);
    let mut rest = inside;
    while rest.len() > size {
        let from = rest.floor_char_boundary(size);
        let Some(end) = rest[from..].find(END) else {
            break;
        };
        let (part, after) = rest.split_at(from + end + END.len());
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// Reads a value; none where it is damaged, or holds a field that nobody knows.
fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut deserializer = ron::Deserializer::from_str_with_options(text, &options()).ok()?;
    let mut is_known = true;
    let value = serde_ignored::deserialize(&mut deserializer, |_| is_known = false).ok()?;
    deserializer.end().ok()?;
    is_known.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::edit::{self, History};
    use crate::model::{Article, Claim, Note, NoteId, Passage};
    use crate::store::{from_text, to_text};

    /// A project that is large enough, with a page of these words and articles that hold them.
    fn large(words: &str) -> Project {
        let clock = Clock::fixed("2025-01-01T00:00:00Z".parse().unwrap());
        let mut project = Project::default();
        let mut history = History::default();
        let text = format!("{words}\n\n{}", "A sentence of the article. ".repeat(400));
        let articles = (0..120).map(|number| {
            let read = crate::import::read_bytes(
                &format!("{number}.txt"),
                format!("Number {number}\n\n{text}").as_bytes(),
                &crate::import::Options::default(),
            );
            read.unwrap().into_article(&clock)
        });
        let articles: Vec<Article> = articles.collect();
        let claims = articles.iter().flat_map(|article| {
            let passage = Passage::at(article.id, &article.text, 0..9).unwrap();
            let of = |_| Claim::new(clock.fresh(), passage.clone(), clock.now());
            (0..3).map(of).collect::<Vec<_>>()
        });
        let claims: Vec<Claim> = claims.collect();
        let step = edit::articles::add(&project, articles);
        history.apply(&mut project, step, None);
        let step = edit::claims::add_all(&project, claims, "Make").unwrap();
        history.apply(&mut project, step, None);
        let page = Note {
            id: NoteId::from_u128(1),
            title: "Page".to_owned(),
            text: words.to_owned(),
        };
        let step = edit::notes::put(&project, page);
        history.apply(&mut project, step, None);
        project
    }

    #[test]
    fn parts_say_what_the_whole_says() {
        let project = large("Plain words.");
        let text = to_text(&project);
        assert!(text.len() > LARGE, "{}", text.len());
        let parts = parse(&text);
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        assert_eq!(parts.is_some(), cores > 1);
        assert!(from_text(&text).unwrap().project == project);
    }

    /// Words that look like the ends of lists and entities stand in texts and pages.
    #[test]
    fn words_that_look_like_the_file_are_words() {
        for words in [
            "x\n        ),\n        y",
            "x\n    ],\n    y",
            "x\n    claims: [\n        (\n        ),\n    ],\n    articles: [\n    ],\n y",
            "x\n    articles: [\n        (\n        ),\n    ],\n    claims: [\n    ],\n y",
            "\"#x\n        ),\n// y\n /* z",
        ] {
            let project = large(words);
            let opened = from_text(&to_text(&project)).unwrap();
            assert!(opened.project == project, "{words}");
            assert!(opened.warnings.is_empty() && opened.faults.is_empty());
        }
    }

    #[test]
    fn what_is_to_be_remarked_on_has_its_place_in_the_whole() {
        let text = to_text(&large("Plain words."));
        let unknown = text.replacen(
            "            title: \"Number 77",
            "            mood: 1,\n            title: \"Number 77",
            1,
        );
        let warnings = from_text(&unknown).unwrap().warnings;
        assert!(warnings[0].contains("articles[77].mood"), "{warnings:?}");
        let damaged = text.replacen("title: \"Number 99", "title: Number 99", 1);
        let line = damaged[..damaged.find("title: Number 99").unwrap()]
            .lines()
            .count();
        let error = from_text(&damaged).unwrap_err().to_string();
        assert!(error.contains(&line.to_string()), "{line} in {error}");
    }

    #[test]
    fn parts_are_cut_between_entities() {
        let inside = "        (\n        ),\n".repeat(10);
        let parts = cut(&inside, 4);
        assert_eq!((parts.len(), parts.concat()), (3, inside.clone()));
        assert!(parts.iter().all(|part| part.ends_with("),\n")));
        assert_eq!(cut("", 3), [""]);
    }
}
