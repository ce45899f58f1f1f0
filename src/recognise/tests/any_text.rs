//! Whatever the text, it is read: no panic, ranges inside it and in order, the same twice.

use proptest::prelude::*;

use super::*;

/// Pieces that news is made of, in any order, and any characters at all.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "$",
        "€",
        "US$",
        "5",
        "1,500",
        "1.2.3",
        "2024",
        "12/31",
        "million",
        "bn",
        "m",
        "%",
        "-",
        "–",
        "to",
        "between",
        "and",
        "from",
        "of",
        "a",
        "the",
        "one",
        "third",
        "half",
        "dozens",
        "hundreds",
        "killed",
        "soldiers",
        "said",
        "according",
        "Kyiv",
        "he",
        "Jan.",
        "May",
        "9",
        "last",
        "week",
        "ago",
        "three",
        "years",
        "“",
        "”",
        "\"",
        "(",
        ")",
        ".",
        ",",
        "\n",
        "\n\n",
        "'s",
        "F-16",
        "per",
        "day",
        "½",
        "1 000",
        "99999999999999999999",
        "e9",
        "http://a.b/1%",
        "since",
        "December",
        "mid-January",
        "Q3",
        "the 1990s",
        "+49 176",
        "among",
        "those",
        "43c",
        "the 27th",
        "Rupees",
        "starting",
        "week 10",
        "this Friday",
        "were",
        "them",
        "Easter",
        "times",
        "point",
        "minus",
        "unless",
        "shell",
        "to date",
        "2A6",
        "lakh",
    ]);
    let joined = prop::collection::vec((pieces, prop::bool::ANY), 0..60).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(piece, space)| [piece, if space { " " } else { "" }])
            .collect::<String>()
    });
    prop_oneof![joined, any::<String>(), "\\PC{0,80}"]
}

proptest! {
    #[test]
    fn is_read_without_a_panic_and_in_order(text in text(), dated in prop::bool::ANY) {
        let published = dated.then(|| "2024-12-03".parse().unwrap());
        let words = OwnWords::default().unit("shell", "shell").tag("Kyiv", "place/kyiv");
        let context = Context { published, words: words.into() };
        let records = recognise(&text, &context);
        prop_assert_eq!(&records, &recognise(&text, &context));
        let mut last = 0;
        for record in &records {
            let span = record.span();
            prop_assert!(text.get(span.clone()).is_some_and(|words| !words.is_empty()));
            prop_assert!(span.start >= last);
            last = span.start;
            if let Record::Figure(figure) = record {
                prop_assert!(text.get(figure.full.clone()).is_some());
                prop_assert!(figure.full.start <= span.start && span.end <= figure.full.end);
                prop_assert!(figure.figure.central().is_some());
                if let Some(claimant) = &figure.claimant {
                    prop_assert!(text.get(claimant.span.clone()).is_some());
                }
            }
        }
        figure_in(&text);
    }
}

#[test]
fn long_texts_take_linear_time() {
    for piece in [
        "1,",
        "9",
        "$",
        "“",
        "(",
        "May ",
        "three ",
        "of ",
        "said ",
        "between 1 and ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        recognise(&text, &Context::default());
        // Anything quadratic would not come back from this.
    }
}
