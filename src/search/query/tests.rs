//! What reads as what, what does not and why, and that printing and reading agree.

use proptest::prelude::*;
use strum::IntoEnumIterator as _;

use super::*;

fn read(text: &str) -> Query {
    text.parse()
        .unwrap_or_else(|fault: QueryFault| panic!("{text}: {}", fault.spoken(text)))
}

fn fault(text: &str) -> QueryFault {
    text.parse::<Query>().expect_err(text)
}

#[test]
fn what_is_written_is_what_is_asked() {
    for (written, printed) in [
        ("", ""),
        ("  military   aid ", "military aid"),
        ("“at least” -reported", "\"at least\" -reported"),
        ("/\\$\\d+/", "/\\$\\d+/"),
        (
            "10:30 https://example.org/a",
            "\"10:30\" \"https://example.org/a\"",
        ),
        ("TAG:aid/military,losses", "tag:aid/military,losses"),
        ("amount:>1bn", "amount:>1000000000"),
        ("amount:1,500..2k", "amount:1500..2000"),
        ("amount:\">= 1 million\"", "amount:>=1000000"),
        ("date:2024-02..2024-05", "date:2024-02..2024-05"),
        ("date:..2024,2025-Q1..", "date:<=2024,>=2025-Q1"),
        ("claimant:\"UK MoD\"", "claimant:\"UK MoD\""),
        ("stage:Drawn-down", "stage:drawn_down"),
        ("is:in_period,rate -has:date", "is:in-period,rate -has:date"),
        ("grade:b2,C,3", "grade:B2,C,3"),
        ("- --x", "\"-\" -\"-x\""),
        ("\"a \\\"b\\\" \\\\ \\c\"", "\"a \\\"b\\\" \\\\ \\\\c\""),
    ] {
        assert_eq!(read(written).to_string(), printed, "{written}");
    }
}

#[test]
fn what_is_not_understood_is_explained_in_its_place() {
    for (written, range, reason) in [
        ("aid amont:5", 4..10, "There is no field “amont”"),
        ("aid \"no end", 4..11, "The quote \" is not closed"),
        (
            "/no end",
            0..7,
            "The pattern that begins with / is not closed",
        ),
        ("/(/", 0..3, "This is no pattern (unclosed group)"),
        ("tag: aid", 0..4, "tag: has no value"),
        ("unit:USD, EUR", 0..9, "unit: has no value"),
        ("amount:>many", 7..12, "“many” is not a number"),
        ("date:2024-13", 5..12, "“2024-13” is not a date"),
        ("date:2025..2024", 5..15, "The span ends before it begins"),
        ("stage:lost", 6..10, "stage: knows no “lost”"),
        ("grade:Z", 6..7, "“Z” is no grade"),
        ("\"\"", 0..2, "There is nothing between them"),
        ("tag:\"a\"b", 7..8, "“b” follows a value of tag: at once"),
    ] {
        let fault = fault(written);
        assert_eq!(
            (fault.range, fault.reason.as_str()),
            (range, reason),
            "{written}"
        );
        assert!(!fault.remedy.is_empty());
    }
    assert_eq!(
        fault("aid grade:Z").spoken("aid grade:Z"),
        "At character 11 of the query: “Z” is no grade: write a letter from A to F, a digit from \
         1 to 6, or both, such as grade:B2"
    );
}

#[test]
fn every_field_has_an_example_that_reads() {
    for field in Field::iter() {
        let (_, examples) = field.help();
        for example in examples.split(", ") {
            let query = read(example);
            assert!(example.contains(&format!("{field}:")), "{example}");
            assert_eq!(query.terms().len(), 1);
        }
    }
}

#[test]
fn the_guide_tells_of_every_field() {
    let page = include_str!("../../../assets/guide/queries.md");
    for field in Field::iter() {
        let (help, examples) = field.help();
        let examples: Vec<String> = examples.split(", ").map(|one| format!("`{one}`")).collect();
        let row = format!("| `{field}:` | {help} | {} |", examples.join(", "));
        assert!(page.contains(&row), "{row}");
    }
}

#[test]
fn which_queries_are_of_claims() {
    for text in ["tag:aid", "aid is:rate", "-note:x", "amount:5"] {
        assert!(read(text).is_of_claims(), "{text}");
    }
    for text in [
        "",
        "aid -\"by sea\" /x/",
        "publisher:CNN title:aid published:2024",
    ] {
        assert!(!read(text).is_of_claims(), "{text}");
    }
}

fn term() -> impl Strategy<Value = String> {
    let field: Vec<String> = Field::iter().map(|field| field.to_string()).collect();
    let value = prop_oneof![
        "[a-zA-Z0-9./]{1,8}",
        "\"[^\"]{0,8}\"",
        "[<>=]{0,2}[0-9]{1,5}(bn|m)?(\\.\\.[0-9]{1,6})?",
        "20[0-9]{2}-0[1-9](\\.\\.20[0-9]{2})?",
        Just("cumulative".to_owned()),
        Just("money".to_owned()),
        Just("tag,note".to_owned()),
        "\\PC{0,6}",
    ];
    (
        "-?",
        prop_oneof![
            (prop::sample::select(field), value.clone())
                .prop_map(|(field, value)| format!("{field}:{value}")),
            value,
            "/[a-z.()|\\\\/]{0,6}/",
        ],
    )
        .prop_map(|(minus, rest)| minus + &rest)
}

proptest! {
    #[test]
    fn every_text_reads_or_explains(text in prop_oneof!["\\PC{0,40}", "[-\"/:,a-z“\\\\ ]{0,20}"]) {
        match text.parse::<Query>() {
            Ok(query) => prop_assert_eq!(query.to_string().parse::<Query>(), Ok(query)),
            Err(fault) => {
                prop_assert!(text.get(fault.range.clone()).is_some_and(|part| !part.is_empty()), "{:?}", fault);
                prop_assert!(!fault.reason.is_empty() && !fault.remedy.is_empty());
                fault.spoken(&text);
            }
        }
    }

    #[test]
    fn what_is_printed_reads_the_same(terms in prop::collection::vec(term(), 0..5)) {
        let text = terms.join(" ");
        if let Ok(query) = text.parse::<Query>() {
            prop_assert_eq!(query.to_string().parse::<Query>(), Ok(query), "{}", text);
        }
    }
}
