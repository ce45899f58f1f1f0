//! Which names may be one claimant's: `UK MoD`, `UK Ministry of Defence`, `British defence
//! ministry`; `Zelensky`, `President Zelenskyy`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::names;
use crate::model::{Doubt, Project};

/// Names that may be one claimant's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneClaimant {
    /// All of the names, two at least.
    pub names: BTreeSet<String>,
    /// The one that most claims carry; of equals, the longest.
    pub into: String,
    /// Why, in words.
    pub reason: String,
    /// How many claims carry one of the names.
    pub claims: usize,
}

/// Words that tell no claimants apart.
const LITTLE: [&str; 12] = [
    "the", "of", "for", "and", "in", "a", "s", "its", "an", "at", "de", "on",
];
/// What stands before a person's name.
const TITLES: [&str; 24] = [
    "president",
    "mr",
    "mrs",
    "ms",
    "dr",
    "gen",
    "general",
    "col",
    "colonel",
    "lt",
    "maj",
    "sir",
    "minister",
    "secretary",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "senator",
    "sen",
    "chancellor",
    "prime",
    "commander",
    "admiral",
    "ambassador",
];

/// The names among the claims that may be one claimant's, unless a person said that they are
/// not; by the name that would stay.
pub fn suggest(project: &Project) -> Vec<OneClaimant> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in project.claims() {
        let name = claim.claimant.trim();
        if !name.is_empty() {
            *counts.entry(name).or_default() += 1;
        }
    }
    let known: Vec<Name<'_>> = counts.keys().copied().map(Name::new).collect();
    let mut sets = Sets::new(known.len());
    sets.join(same_words(&known), "the same words");
    sets.join(short_forms(&known), "one is short for the other");
    sets.join(last_names(&known), "the same last name");
    let refused = |names: &BTreeSet<String>| {
        let answers = project.answers();
        let mut about = answers.filter(|answer| answer.doubt == Doubt::SameClaimant);
        about.any(|answer| names.is_subset(&answer.names))
    };
    let mut suggested: Vec<OneClaimant> = sets
        .all()
        .into_iter()
        .filter_map(|(members, reasons)| {
            let names: BTreeSet<String> = members
                .iter()
                .map(|at| known[*at].whole.to_owned())
                .collect();
            let count = |name: &str| counts.get(name).copied().unwrap_or_default();
            let into = names.iter().max_by_key(|name| (count(name), name.len()))?;
            Some(OneClaimant {
                into: into.clone(),
                reason: reasons.into_iter().collect::<Vec<_>>().join(", "),
                claims: names.iter().map(|name| count(name)).sum(),
                names,
            })
        })
        .filter(|one| !refused(&one.names))
        .collect();
    suggested.sort_by(|one, other| one.into.cmp(&other.into));
    suggested
}

/// A name, taken to pieces.
struct Name<'a> {
    whole: &'a str,
    /// Its words in small letters, places under one name, all of them.
    words: Vec<String>,
    /// The words that count, each once.
    kernel: BTreeSet<String>,
    /// Which words were written as a short form: `MoD`, `NATO`.
    short: Vec<usize>,
}

impl<'a> Name<'a> {
    fn new(whole: &'a str) -> Self {
        let written: Vec<String> = whole
            .split(|c: char| !(c.is_alphanumeric() || c == '.'))
            .map(|word| word.replace('.', ""))
            .filter(|word| !word.is_empty())
            .collect();
        let mut words = Vec::new();
        let mut short = Vec::new();
        let mut at = 0;
        while at < written.len() {
            // Places of two words first: United Kingdom.
            let pair = written
                .get(at + 1)
                .map(|next| format!("{} {next}", written[at]));
            let place = pair.filter(|pair| names::is_place(pair));
            if let Some(pair) = place {
                words.push(names::subject(&pair));
                at += 2;
                continue;
            }
            let word = &written[at];
            if names::is_place(word) {
                words.push(names::subject(word));
            } else {
                let capitals = word.chars().filter(|c| c.is_uppercase()).count();
                if capitals >= 2 && word.chars().count() <= 6 {
                    short.push(words.len());
                }
                words.push(alike(&word.to_lowercase()));
            }
            at += 1;
        }
        let kernel = words
            .iter()
            .filter(|word| !LITTLE.contains(&word.as_str()))
            .cloned()
            .collect();
        Self {
            whole,
            words,
            kernel,
            short,
        }
    }

    /// The words of a person's name, without titles; none where it has a word that is no name.
    fn person(&self) -> Option<Vec<&str>> {
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let written = self.whole.split_whitespace();
        let is_named = written.clone().all(capital) && self.short.is_empty();
        let words: Vec<&str> = self
            .words
            .iter()
            .map(String::as_str)
            .filter(|word| !TITLES.contains(word))
            .collect();
        let fits = (1..=3).contains(&words.len()) && !words.iter().any(|w| names::is_place(w));
        (is_named && fits).then_some(words)
    }
}

/// British and American spellings, and names that are spelt in several ways, in one.
fn alike(word: &str) -> String {
    match word {
        "defense" => "defence".to_owned(),
        "centre" => "center".to_owned(),
        "labour" => "labor".to_owned(),
        _ if word.chars().count() > 5 && word.ends_with("yy") => word[..word.len() - 1].to_owned(),
        _ if word.chars().count() > 5 && (word.ends_with("iy") || word.ends_with("ij")) => {
            format!("{}y", &word[..word.len() - 2])
        }
        _ => word.to_owned(),
    }
}

type Pairs = Vec<(usize, usize)>;

/// Names of the same words in any order.
fn same_words(known: &[Name<'_>]) -> Pairs {
    let mut first: HashMap<&BTreeSet<String>, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for (at, name) in known
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.kernel.is_empty())
    {
        match first.get(&name.kernel) {
            Some(other) => pairs.push((*other, at)),
            None => {
                first.insert(&name.kernel, at);
            }
        }
    }
    pairs
}

/// Names of which one has the first letters of words that the other writes out.
fn short_forms(known: &[Name<'_>]) -> Pairs {
    // By the letters: which words of which name they are the first letters of.
    let mut runs: HashMap<String, Vec<(usize, std::ops::Range<usize>)>> = HashMap::new();
    for (at, name) in known.iter().enumerate() {
        for from in 0..name.words.len() {
            for to in from + 2..=name.words.len().min(from + 6) {
                let run = &name.words[from..to];
                let letters = |little: bool| -> String {
                    let counts = run
                        .iter()
                        .filter(|w| little || !LITTLE.contains(&w.as_str()));
                    counts.filter_map(|word| word.chars().next()).collect()
                };
                for letters in BTreeSet::from([letters(true), letters(false)]) {
                    if letters.chars().count() > 1 {
                        runs.entry(letters).or_default().push((at, from..to));
                    }
                }
            }
        }
    }
    let mut pairs = Vec::new();
    for (at, name) in known.iter().enumerate() {
        for short in &name.short {
            let rest: BTreeSet<&String> = rest_of(name, &(*short..*short + 1));
            let found = runs.get(&name.words[*short]).into_iter().flatten();
            for (other, run) in found.filter(|(other, _)| *other != at) {
                if rest_of(&known[*other], run) == rest {
                    pairs.push((at.min(*other), at.max(*other)));
                }
            }
        }
    }
    pairs
}

/// The words that count outside a run.
fn rest_of<'a>(name: &'a Name<'_>, run: &std::ops::Range<usize>) -> BTreeSet<&'a String> {
    let words = name.words.iter().enumerate();
    words
        .filter(|(at, word)| !run.contains(at) && !LITTLE.contains(&word.as_str()))
        .map(|(_, word)| word)
        .collect()
}

/// People of one last name, where no two have different first names.
fn last_names(known: &[Name<'_>]) -> Pairs {
    let mut people: BTreeMap<&str, Vec<(usize, Vec<&str>)>> = BTreeMap::new();
    for (at, name) in known.iter().enumerate() {
        if let Some(words) = name.person()
            && let Some(last) = words.last().filter(|last| last.chars().count() > 3)
        {
            people.entry(last).or_default().push((at, words));
        }
    }
    let mut pairs = Vec::new();
    for bearers in people.values() {
        let firsts: BTreeSet<&[&str]> = bearers
            .iter()
            .map(|(_, words)| &words[..words.len() - 1])
            .filter(|first| !first.is_empty())
            .collect();
        if firsts.len() <= 1 {
            pairs.extend(bearers.windows(2).map(|two| (two[0].0, two[1].0)));
        }
    }
    pairs
}

/// Sets of names with the reasons why each was joined.
struct Sets {
    root: Vec<usize>,
    reasons: BTreeMap<usize, BTreeSet<&'static str>>,
}

impl Sets {
    fn new(count: usize) -> Self {
        Self {
            root: (0..count).collect(),
            reasons: BTreeMap::new(),
        }
    }

    fn root(&self, mut at: usize) -> usize {
        while self.root[at] != at {
            at = self.root[at];
        }
        at
    }

    fn join(&mut self, pairs: Pairs, reason: &'static str) {
        for (one, other) in pairs {
            let (one, other) = (self.root(one), self.root(other));
            let (root, gone) = (one.min(other), one.max(other));
            let more = self.reasons.remove(&gone).unwrap_or_default();
            self.root[gone] = root;
            let reasons = self.reasons.entry(root).or_default();
            reasons.extend(more);
            reasons.insert(reason);
        }
    }

    /// The sets of two and more.
    fn all(&self) -> Vec<(Vec<usize>, BTreeSet<&'static str>)> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.root.len() {
            sets.entry(self.root(at)).or_default().push(at);
        }
        let several = sets.into_iter().filter(|(_, members)| members.len() > 1);
        several
            .map(|(root, members)| {
                (
                    members,
                    self.reasons.get(&root).cloned().unwrap_or_default(),
                )
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::fixture::project_saying;
    use crate::model::{Answer, AnswerId, Key};

    fn named(names: &[&str]) -> Project {
        let all: Vec<String> = names
            .iter()
            .map(|name| format!("5||Russia|{name}|2024"))
            .collect();
        project_saying(&all.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn suggested(names: &[&str]) -> Vec<Vec<String>> {
        let all = suggest(&named(names));
        all.into_iter()
            .map(|one| one.names.into_iter().collect())
            .collect()
    }

    #[test]
    fn one_ministry_has_many_names() {
        let names = [
            "UK MoD",
            "UK Ministry of Defence",
            "British defence ministry",
            "the British Ministry of Defense",
        ];
        let mut sorted = names.map(str::to_owned).to_vec();
        sorted.sort();
        assert_eq!(suggested(&names), [sorted]);
        let one = &suggest(&named(&names))[0];
        assert_eq!(one.into, "the British Ministry of Defense");
        assert_eq!(one.reason, "one is short for the other, the same words");
    }

    #[test]
    fn others_stay_apart() {
        let none: [Vec<String>; 0] = [];
        assert_eq!(
            suggested(&["UK Ministry of Defence", "Russia Ministry of Defence"]),
            none
        );
        assert_eq!(
            suggested(&["Joe Biden", "Biden administration", "Hunter Biden", "Biden"]),
            none
        );
        assert_eq!(
            suggested(&["US officials", "US Congress", "NATO", "Pentagon"]),
            none
        );
        assert_eq!(
            suggested(&["UN", "US", "United Nations Children's Fund"]),
            none
        );
    }

    #[test]
    fn people_are_named_in_full_and_in_short() {
        assert_eq!(
            suggested(&["Zelensky", "President Zelenskyy", "Volodymyr Zelensky"]),
            [["President Zelenskyy", "Volodymyr Zelensky", "Zelensky"]]
        );
    }

    #[test]
    fn who_was_told_apart_is_not_suggested_again() {
        let mut project = named(&["UN", "United Nations"]);
        assert_eq!(suggest(&project).len(), 1);
        let answer = Answer {
            id: AnswerId::from_u128(1),
            doubt: Doubt::SameClaimant,
            claims: BTreeSet::new(),
            names: ["UN", "United Nations"].map(str::to_owned).into(),
            reason: String::new(),
        };
        project.set(Key::Answer(answer.id), Some(answer.into()));
        assert_eq!(suggest(&project), []);
    }
}
