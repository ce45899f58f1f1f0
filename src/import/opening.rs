//! The first words of an article: headline, dateline, first sentence.

/// How long a headline may be, in characters.
const LONGEST_HEADLINE: usize = 120;
/// How much of a first sentence stands for a headline, in characters.
const TITLE_LENGTH: usize = 80;
/// Prose that was wrapped by hand runs at least this wide, in characters.
const WRAPPED: usize = 55;

/// Outlets that open a text with their bare name and a dash.
const OUTLETS: [&str; 18] = [
    "AFP",
    "AP",
    "Axios",
    "BBC",
    "Bloomberg",
    "CNN",
    "DPA",
    "dpa",
    "DW",
    "EFE",
    "Interfax",
    "Kyodo",
    "NPR",
    "Politico",
    "RFE/RL",
    "Reuters",
    "UPI",
    "VOA",
];

/// The outlet that opens a text: `CNN —`, `(CNN) --`, `LONDON (Reuters) -`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dateline<'a> {
    pub publisher: &'a str,
    /// How many bytes of the line it takes, with the dash and the space after it.
    pub length: usize,
}

/// The dateline at the start of a line, where it names an outlet.
pub(super) fn dateline(line: &str) -> Option<Dateline<'_>> {
    let (at, dash) = ["—", "–", "―", "--", " - ", "-\n"]
        .iter()
        .filter_map(|dash| Some((line.find(dash)?, *dash)))
        .min()?;
    let head = line[..at].trim();
    if head.chars().count() > TITLE_LENGTH {
        return None;
    }
    let publisher = match head.strip_suffix(')') {
        Some(inner) => {
            let (place, name) = inner.rsplit_once('(')?;
            (is_place(place.trim()) && is_outlet_name(name)).then_some(name.trim())
        }
        None => OUTLETS.iter().find(|name| **name == head).copied(),
    }?;
    let rest = line[at + dash.len()..].trim_start();
    Some(Dateline {
        publisher,
        length: line.len() - rest.len(),
    })
}

/// Nothing, or a place as datelines write it: its first word in capitals.
fn is_place(place: &str) -> bool {
    let Some(first) = place
        .split([' ', ','])
        .next()
        .filter(|word| !word.is_empty())
    else {
        return place.is_empty();
    };
    !first.chars().any(char::is_lowercase)
        && first.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !place.contains(". ")
}

fn is_outlet_name(name: &str) -> bool {
    let name = name.trim();
    (2..=40).contains(&name.chars().count())
        && name.chars().any(char::is_uppercase)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || " .&'’/-".contains(c))
}

/// Whether a line reads as a headline: short, no sentence, and not the first line of prose that
/// was wrapped by hand.
pub(super) fn is_headline(line: &str, next: Option<&str>) -> bool {
    let length = line.chars().count();
    let end = line.trim_end_matches(['"', '”', '’', '\'', ')', '»']);
    if length > LONGEST_HEADLINE
        || end.ends_with(['.', '…', ',', ';', ':'])
        || !line.contains(char::is_alphabetic)
    {
        return false;
    }
    let Some(next) = next.map(str::trim).filter(|next| !next.is_empty()) else {
        return true;
    };
    next.chars().count() > LONGEST_HEADLINE
        || super::header::is_header_line(next)
        || (length < WRAPPED && !next.starts_with(char::is_lowercase))
}

/// A title for a text without a headline: its first sentence, cut at a word to about 80
/// characters.
pub(super) fn title_from(body: &str) -> String {
    let mut words = String::new();
    for line in body
        .lines()
        .map(str::trim)
        .skip_while(|line| line.is_empty())
    {
        let line: String = line.chars().take(4 * TITLE_LENGTH).collect();
        if line.is_empty() || words.len() > 4 * TITLE_LENGTH {
            break;
        }
        for word in line.split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        // A long line is a paragraph of its own.
        if line.chars().count() > LONGEST_HEADLINE {
            break;
        }
    }
    let sentence = first_sentence(&words);
    let sentence = sentence.strip_suffix('.').unwrap_or(sentence);
    if sentence.chars().count() <= TITLE_LENGTH {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(TITLE_LENGTH).collect();
    let whole = cut
        .rfind(' ')
        .filter(|at| *at > 0)
        .map_or(cut.as_str(), |at| &cut[..at]);
    let whole = whole.trim_end_matches(|c: char| !c.is_alphanumeric() && !"%)”\"".contains(c));
    format!("{}…", if whole.is_empty() { &cut } else { whole })
}

/// Up to the first sign that ends a sentence; a point after a short word with a capital
/// (`Sen.`, `U.S.`, `Dec.`) ends none.
fn first_sentence(text: &str) -> &str {
    let mut previous = "";
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        end += word.len();
        let bare = word
            .trim_end()
            .trim_end_matches(['"', '”', '’', '\'', ')', '»']);
        let stem = bare
            .trim_end_matches('.')
            .trim_start_matches(['(', '"', '“']);
        let short = bare.ends_with('.')
            && stem.chars().count() <= 4
            && stem.starts_with(char::is_uppercase);
        if bare.ends_with(['.', '!', '?', '…']) && !short && !previous.is_empty() {
            break;
        }
        previous = word;
    }
    text[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_name_their_outlet() {
        for (line, publisher, rest) in [
            ("CNN —\n", "CNN", ""),
            ("CNN — The minister", "CNN", "The minister"),
            ("(CNN) -- The minister", "CNN", "The minister"),
            ("LONDON (Reuters) - The minister", "Reuters", "The minister"),
            ("KYIV, Ukraine (AP) — The", "AP", "The"),
            (
                "WASHINGTON, Dec 3 (The Kyiv Post) – The",
                "The Kyiv Post",
                "The",
            ),
        ] {
            let found = dateline(line).unwrap();
            assert_eq!(found.publisher, publisher);
            assert_eq!(&line[found.length..], rest);
        }
        for line in [
            "KYIV — The minister",
            "The minister (a friend) - said",
            "Aid — a history",
            "He gave it (again) — and",
            "plain words",
            "—",
        ] {
            assert_eq!(dateline(line), None, "{line}");
        }
    }

    #[test]
    fn headlines_and_prose() {
        assert!(is_headline("Will the war end?", Some("")));
        assert!(is_headline("Only words", None));
        assert!(is_headline("Drones over the town", Some("By Anna Holt")));
        assert!(!is_headline("The army said so.", Some("")));
        assert!(!is_headline(
            "The minister of defence said on Monday that the army had",
            Some("taken the town.")
        ));
        assert!(!is_headline("2024", None));
    }

    #[test]
    fn first_sentences_become_titles() {
        assert_eq!(
            title_from("\n  The army left. It came back."),
            "The army left"
        );
        assert_eq!(
            title_from("In Feb. 2022 the U.S. gave aid! And more."),
            "In Feb. 2022 the U.S. gave aid!"
        );
        let long = title_from(&"many words ".repeat(30));
        assert!(
            long.chars().count() <= 81 && long.ends_with("words…"),
            "{long}"
        );
        assert_eq!(title_from(&"ж".repeat(300)).chars().count(), 81);
        assert_eq!(
            title_from("wrapped by\nhand it was. So."),
            "wrapped by hand it was"
        );
    }
}
