//! How names are compared: `the United States`, `US` and `American` are one subject.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The places of the recogniser's list, by each of their names.
static PLACES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/places.tsv").lines();
    let rows = lines.filter_map(|line| line.split_once('\t'));
    rows.flat_map(|(place, names)| names.split(',').map(move |name| (name.trim(), place)))
        .collect()
});

/// A name for comparing: in small letters, without "the" and the spaces that do not count.
pub(super) fn plain(name: &str) -> String {
    let small = name.to_lowercase();
    let mut words: Vec<&str> = small.split_whitespace().collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words.join(" ")
}

/// A subject for comparing: the place that it names, where it names one.
pub(super) fn subject(name: &str) -> String {
    let plain = plain(name);
    match PLACES.get(plain.as_str()) {
        Some(place) => place.to_lowercase(),
        None => plain,
    }
}

/// Whether a name is that of a place, or of its people.
pub(super) fn is_place(name: &str) -> bool {
    PLACES.contains_key(plain(name).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_one_place_are_one_subject() {
        for name in [
            "the United States",
            "US",
            " American ",
            "U.S.",
            "United  States",
        ] {
            assert_eq!(subject(name), "united states", "{name}");
        }
        assert_eq!(subject("the Kherson front"), "kherson front");
        assert_eq!(subject(""), "");
        assert_eq!(plain("the"), "the");
    }
}
