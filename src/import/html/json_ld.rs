//! What a page says about its article in JSON-LD, in the words of schema.org.
//!
//! Read leniently: pages hold several scripts, lists within lists, `@graph`, references by `@id`,
//! and line ends within strings that JSON does not allow.

use dom_query::Document;
use serde_json::{Map, Value};

/// How deep lists and graphs are looked into.
const DEEPEST: usize = 8;

/// The statements of a page.
#[derive(Debug, Default)]
pub(super) struct Statements {
    things: Vec<Map<String, Value>>,
}

/// Reads all statements of a page.
pub(super) fn read(page: &Document) -> Statements {
    let mut statements = Statements::default();
    for script in &page.select("script[type*='ld+json']") {
        let source = script.text();
        let source = source
            .trim()
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("-->")
            .trim_end_matches("//]]>")
            .trim_end_matches("]]>")
            .trim()
            .trim_end_matches(';');
        let value = serde_json::from_str::<Value>(source).or_else(|_| {
            let mended: String = source
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect();
            serde_json::from_str(&mended)
        });
        if let Ok(value) = value {
            collect(value, &mut statements.things, 0);
        }
    }
    statements
}

fn collect(value: Value, things: &mut Vec<Map<String, Value>>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(list) => {
            for value in list {
                collect(value, things, depth + 1);
            }
        }
        Value::Object(mut thing) => {
            for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(value) = thing.get(inner).filter(|value| !value.is_string()) {
                    collect(value.clone(), things, depth + 1);
                }
            }
            thing.remove("@graph");
            things.push(thing);
        }
        _ => {}
    }
}

impl Statements {
    /// The thing that is the article of the page: an article of any kind before the page itself.
    pub(super) fn article(&self) -> Option<&Map<String, Value>> {
        let rank = |thing: &Map<String, Value>| {
            types(thing)
                .filter_map(|kind| {
                    let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
                    if kind.ends_with("Article")
                        || kind.ends_with("BlogPosting")
                        || kind == "Report"
                    {
                        Some(0)
                    } else if kind.ends_with("Posting")
                        || kind == "CreativeWork"
                        || kind == "Review"
                    {
                        Some(1)
                    } else if kind.ends_with("WebPage") || kind == "VideoObject" {
                        Some(2)
                    } else {
                        None
                    }
                })
                .min()
        };
        let known = self.things.iter().filter(|thing| {
            ["headline", "datePublished", "author", "articleBody"]
                .iter()
                .any(|key| thing.contains_key(*key))
        });
        known
            .filter_map(|thing| Some((rank(thing)?, thing)))
            .min_by_key(|(rank, _)| *rank)
            .map(|(_, thing)| thing)
    }

    /// A text of the article.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let found = match self.article()?.get(key)? {
            Value::String(text) => text.clone(),
            Value::Array(list) => list.first()?.as_str()?.to_owned(),
            Value::Object(thing) => thing.get("@value")?.as_str()?.to_owned(),
            _ => return None,
        };
        let found = plain_words(&found);
        (!found.is_empty()).then_some(found)
    }

    /// The text of the article, in paragraphs.
    pub(super) fn body(&self) -> Option<String> {
        let body = self.article()?.get("articleBody")?.as_str()?;
        let lines = body
            .replace("\r\n", "\n")
            .replace("</p>", "\n")
            .replace("<br", "\n<br");
        let paragraphs: Vec<String> = lines
            .split('\n')
            .map(plain_words)
            .filter(|paragraph| !paragraph.is_empty())
            .collect();
        (!paragraphs.is_empty()).then(|| paragraphs.join("\n"))
    }

    /// The names of the people or bodies that the article gives under a key.
    pub(super) fn names(&self, key: &str) -> Vec<String> {
        let mut names = Vec::new();
        if let Some(value) = self.article().and_then(|article| article.get(key)) {
            self.collect_names(value, &mut names, 0);
        }
        names
    }

    fn collect_names(&self, value: &Value, names: &mut Vec<String>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::String(name) => {
                let name = plain_words(name);
                if !name.is_empty() && !name.starts_with("http") && !names.contains(&name) {
                    names.push(name);
                }
            }
            Value::Array(list) => {
                for value in list {
                    self.collect_names(value, names, depth + 1);
                }
            }
            Value::Object(thing) => {
                if let Some(name) = thing.get("name") {
                    self.collect_names(name, names, depth + 1);
                } else if let Some(id) = thing.get("@id").and_then(Value::as_str) {
                    let named = self.things.iter().find(|thing| {
                        thing.get("@id").and_then(Value::as_str) == Some(id)
                            && thing.contains_key("name")
                    });
                    if let Some(name) = named.and_then(|thing| thing.get("name")) {
                        self.collect_names(name, names, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }
}

fn types(thing: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let kind = thing.get("@type");
    let one = kind.and_then(Value::as_str);
    let many = kind.and_then(Value::as_array).into_iter().flatten();
    one.into_iter().chain(many.filter_map(Value::as_str))
}

/// A value without tags, references and doubled spaces: many pages escape twice.
pub(super) fn plain_words(value: &str) -> String {
    let value = if value.contains('&') || value.contains('<') {
        Document::fragment(value).text().to_string()
    } else {
        value.to_owned()
    };
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}
