//! What a transaction would do, for a person who is to say yes: how much of what comes, goes and
//! changes.

use super::Transaction;
use crate::model::{Entity, Key};

/// How many names are given of each sort.
const NAMES: usize = 3;

/// What a transaction does to the entities of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What they are, as a heading: `Claims`.
    pub kind: &'static str,
    /// How many come to be.
    pub added: usize,
    /// How many go.
    pub removed: usize,
    /// How many are another than before.
    pub changed: usize,
    /// The names of the first few of them.
    pub names: Vec<String>,
}

impl Summary {
    /// What happens to them, in a line: `2 come back, 1 goes (“$5 million”, …)`.
    pub fn line(&self) -> String {
        let part = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let parts = [
            part(self.added, "comes back", "come back"),
            part(self.removed, "goes", "go"),
            part(self.changed, "changes", "change"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let all = self.added + self.removed + self.changed;
        let mut names: Vec<String> = self.names.iter().map(|name| format!("“{name}”")).collect();
        if !names.is_empty() && all > names.len() {
            names.push("…".to_owned());
        }
        if names.is_empty() {
            parts.join(", ")
        } else {
            format!("{} ({})", parts.join(", "), names.join(", "))
        }
    }
}

/// What a transaction does, by kind, in the order of the file.
pub fn summaries(transaction: &Transaction) -> Vec<Summary> {
    let mut all: Vec<Summary> = Vec::new();
    for change in &transaction.changes {
        let kind = kind(change.key);
        let place = all.iter().position(|own| own.kind == kind);
        let place = place.unwrap_or_else(|| {
            all.push(Summary {
                kind,
                added: 0,
                removed: 0,
                changed: 0,
                names: Vec::new(),
            });
            all.len() - 1
        });
        let own = &mut all[place];
        match (&change.before, &change.after) {
            (None, _) => own.added += 1,
            (_, None) => own.removed += 1,
            _ => own.changed += 1,
        }
        let entity = change.after.as_ref().or(change.before.as_ref());
        if let Some(name) = entity
            .and_then(Entity::name)
            .filter(|_| own.names.len() < NAMES)
        {
            own.names.push(shortened(name));
        }
    }
    all
}

fn kind(key: Key) -> &'static str {
    match key {
        Key::Info => "Project",
        Key::Article(_) => "Articles",
        Key::Tag(_) => "Tags",
        Key::Claim(_) => "Claims",
        Key::Finding(_) => "Findings",
        Key::Chart(_) => "Charts",
        Key::Note(_) => "Pages",
        Key::Term(_) => "Own words",
        Key::Dismissal(_) => "Dismissed figures",
        Key::Answer(_) => "Answers to questions",
    }
}

fn shortened(name: &str) -> String {
    const LONGEST: usize = 40;
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::edit::{History, tags};
    use crate::model::Project;

    #[test]
    fn what_would_come_go_and_change() {
        let clock = Clock::fixed("2025-01-01T00:00:00Z".parse().unwrap());
        let (mut before, mut history) = (Project::default(), History::default());
        for path in ["one", "two", "three"] {
            let (_, step) = tags::create_path(&before, path, &clock).unwrap();
            history.apply(&mut before, step, None);
        }
        let mut after = before.clone();
        let gone = after.tag_by_path("one").unwrap().id;
        let step = tags::delete(&after, gone).unwrap();
        history.apply(&mut after, step, None);
        let step = crate::edit::project::rename(&after, "Name");
        history.apply(&mut after, step, None);
        let lines = |before: &Project, after: &Project| -> Vec<String> {
            let all = summaries(&Transaction::between(before, after, "Restore"));
            all.iter()
                .map(|own| format!("{}: {}", own.kind, own.line()))
                .collect()
        };
        assert_eq!(
            lines(&before, &after),
            ["Project: 1 changes", "Tags: 1 goes (“one”)"]
        );
        assert_eq!(lines(&after, &before)[1], "Tags: 1 comes back (“one”)");
        let all = lines(&Project::default(), &before);
        assert_eq!(all, ["Tags: 3 come back (“one”, “two”, “three”)"]);
        assert!(lines(&before, &before).is_empty());
    }
}
