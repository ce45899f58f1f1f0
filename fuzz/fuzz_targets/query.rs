//! Any question is understood, or its fault pointed at, without a panic; printed it reads the
//! same; and what it finds in the sample stands where it says.

#![no_main]

use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use claimbook::model::Project;
use claimbook::search::everywhere::context;
use claimbook::search::{Asking, Query, search};
use claimbook::store;
use libfuzzer_sys::fuzz_target;

static SAMPLE: LazyLock<Project> = LazyLock::new(|| {
    let text = include_str!("../../saves/ukraine-aid.ron");
    store::from_text(text).expect("the sample").project
});

fuzz_target!(|text: &str| {
    let query: Query = match text.parse() {
        Ok(query) => query,
        Err(fault) => {
            assert!(!fault.spoken(text).is_empty());
            return;
        }
    };
    assert_eq!(query.to_string().parse().as_ref(), Ok(&query), "{query}");
    let project = &*SAMPLE;
    let asking = Asking::new(project, &query);
    let answers = project.claims().filter(|claim| asking.matches(claim));
    let _ = answers.count();
    let found = search(project, &query, 50, &AtomicBool::new(false));
    for group in &found.groups {
        for hit in &group.hits {
            let (line, words) = context(project, group.place, hit).expect("it is there");
            assert!(line.get(words).is_some());
        }
    }
});
