//! Any text is read without a panic; what is found lies inside the text, on the boundaries of its
//! characters and in order; and the same text is read the same way twice.

#![no_main]

use claimbook::recognise::{Context, OwnWords, Record, proposal, recognise};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // The first line stands for the analyst's own words.
    let (own, text) = text.split_once('\n').unwrap_or(("", text));
    let context = Context {
        published: "2025-01-09".parse().ok(),
        words: OwnWords::default().unit(own, "unit").tag(own, "tag").into(),
    };
    let records = recognise(text, &context);
    let mut last = 0;
    for record in &records {
        let span = record.span();
        assert!(span.start >= last && text.get(span.clone()).is_some_and(|words| !words.is_empty()));
        last = span.start;
        if let Record::Figure(figure) = record {
            let full = figure.full.clone();
            assert!(full.start <= span.start && full.end >= span.end && text.get(full).is_some());
            let _ = proposal(text, span, &context);
        }
    }
    assert_eq!(records, recognise(text, &context));
});
