//! What is read in phrases of the field, through the module's one door.

use super::*;
use crate::model::Per;

fn shown(selected: &str) -> String {
    let Some(figure) = figure_in(selected) else {
        return "none".to_owned();
    };
    let part = |name: &str, amount: Option<Amount>| {
        amount.map_or(String::new(), |amount| format!(" {name} {amount}"))
    };
    format!(
        "{}{}{}{} {} {} {}",
        figure.kind,
        part("low", figure.low),
        part("best", figure.best),
        part("high", figure.high),
        figure.unit,
        figure.bound,
        figure.time_frame.code(),
    )
}

#[test]
fn selected_words() {
    for (selected, expected) in [
        ("$725 million", "money best 725000000 USD exact in_period"),
        (
            "nearly $7 billion",
            "money best 7000000000 USD nearly in_period",
        ),
        (
            "600,000 casualties",
            "count best 600000 casualty exact in_period",
        ),
        (
            "1,500 casualties per day",
            "count best 1500 casualty exact rate",
        ),
        ("€1.5bn", "money best 1500000000 EUR exact in_period"),
        (
            "between 10,000 and 12,000 soldiers",
            "count low 10000 high 12000 soldier between in_period",
        ),
        (
            "hundreds of thousands of artillery rounds",
            "count low 100000 high 1000000 artillery round vague in_period",
        ),
        ("about 9 percent", "percent best 9 percent about in_period"),
        (
            "NOK 85 billion",
            "money best 85000000000 NOK exact in_period",
        ),
        ("£3bn a year", "money best 3000000000 GBP exact rate"),
        (
            "$65 billion in security assistance since the invasion",
            "money best 65000000000 USD exact cumulative",
        ),
        (
            "at least 31,000 soldiers killed",
            "count low 31000 best 31000 soldier at_least in_period",
        ),
        ("two-thirds", "percent best 66.6667 percent exact in_period"),
        (
            "US$2–3 billion",
            "money low 2000000000 high 3000000000 USD between in_period",
        ),
        ("14 killed", "count best 14 person exact in_period"),
        (
            "fewer than 20 tanks",
            "count best 20 high 20 tank under in_period",
        ),
        ("the Biden administration", "none"),
        ("155mm artillery shells", "none"),
        ("", "none"),
    ] {
        assert_eq!(shown(selected), expected, "{selected}");
    }
    assert_eq!(
        figure_in("$5 million a month").map(|figure| figure.time_frame),
        Some(TimeFrame::Rate(Per::Month))
    );
}

#[test]
fn many_places_are_read_as_each_by_itself() {
    let text = "The ministry announced at least $725 million on Monday.\n\n\
                Mara Dovic said that nearly 31,000 soldiers were lost, and million on million spent.";
    let context = Context::default();
    let ranges: Vec<_> = ["$725 million", "million", "31,000", "Mara", "spent"]
        .iter()
        .flat_map(|words| text.match_indices(words))
        .map(|(at, words)| at..at + words.len())
        .collect();
    let alone: Vec<_> = ranges
        .iter()
        .map(|range| proposal(text, range.clone(), &context))
        .collect();
    assert!(alone.iter().any(|found| found.figure.is_some()));
    assert_eq!(proposals(text, &ranges, &context), alone);
    assert_eq!(
        proposals(text, &[5..5, 5..9999], &context),
        [Proposal::default(), Proposal::default()]
    );
}

#[test]
fn a_proposal_reads_the_sentence_around_the_words() {
    let text = "Officials met.\n\nThe ministry unveiled a €40 million package of military aid. \
                At least 14 soldiers were killed and 61 wounded in the shelling.";
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        proposal(text, start..start + words.len(), &Context::default())
    };
    let money = at("€40 million");
    assert_eq!(money.tag_paths, ["aid/military"]);
    assert_eq!(money.stage, Some(Stage::Announced));
    assert_eq!(at("14 soldiers").tag_paths, ["casualties/killed"]);
    assert_eq!(at("61").tag_paths, ["casualties/wounded"]);
    assert_eq!(at("Officials"), Proposal::default());
    assert_eq!(
        proposal(text, 5..9999, &Context::default()),
        Proposal::default()
    );
}

mod any_text;
mod sentences;

/// What the sentences of `sentences.txt` say, one line for each figure.
/// The figures of a text as people say them, with their tags.
fn told(text: &str) -> Vec<String> {
    recognise(text, &Context::default())
        .into_iter()
        .filter_map(|record| match record {
            Record::Figure(figure) => Some(
                format!("{} {}", figure.figure.spoken(), figure.tags.join(" "))
                    .trim()
                    .to_owned(),
            ),
            Record::Date(_) => None,
        })
        .collect()
}

#[test]
fn numbers_beyond_what_is_exact_are_no_figures() {
    for text in [
        "It cost 99999999999999999999999999999999 billion dollars.",
        "It cost $1e400 in all.",
        "It cost 1e99999999999 million.",
        "It cost billions of billions of billions of billions of billions of dollars.",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_minus_is_kept() {
    assert_eq!(told("The balance was -$5 million."), ["$−5 million"]);
    assert_eq!(told("It was $-5 million."), ["$−5 million"]);
    assert_eq!(told("It was minus $5 million."), ["$−5 million"]);
    assert_eq!(told("It is right by plus or minus 2%."), ["2 %"]);
    assert_eq!(told("Growth was −3.2% then."), ["-3.2 %"]);
}

#[test]
fn a_range_runs_upwards() {
    assert_eq!(
        told("It will cost $3-5 billion."),
        ["$3 billion – $5 billion"]
    );
    assert_eq!(
        told("It will cost $5-3 billion."),
        ["$3 billion – $5 billion"]
    );
    assert_eq!(
        told("Rates rose by 1.5–2 percentage points."),
        ["1.5 – 2 percentage points"]
    );
    assert_eq!(
        told("It will cost between $5 and $3 billion."),
        ["$3 billion – $5 billion"]
    );
    assert_eq!(told("Some 3.5–3.1 percent."), ["3.1 % – 3.5 %"]);
    // A vote is no range.
    assert!(
        told("They voted 10-5 for it.")
            .iter()
            .all(|told| !told.contains('–'))
    );
}

#[test]
fn a_state_is_found_behind_what_else_is_said_of_the_people() {
    for (text, expected) in [
        (
            "At least five people, including two children, riding in a bus near the city, were killed.",
            &[
                "at least 5 people casualties/killed",
                "2 children casualties/killed",
            ][..],
        ),
        (
            "Five people travelling in a minibus near the border were killed on Monday.",
            &["5 people casualties/killed"],
        ),
        (
            "In all 241 of those on board died.",
            &["241 people casualties/killed"],
        ),
        (
            "Five people in the crowd saw how soldiers were killed.",
            &["5 people"],
        ),
        (
            "Five people living near the plant were told to leave.",
            &["5 people"],
        ),
        (
            "The toll rose to 52 from 47.",
            &["52 people casualties/killed", "47 people casualties/killed"],
        ),
        (
            "The blast left 12 civilians with gunshot wounds.",
            &["12 civilians casualties/wounded"],
        ),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn each_sum_is_aid_of_its_own_kind() {
    for (text, expected) in [
        (
            "The EU provided €124 billion, including €48 billion in military support.",
            &["€124 billion aid", "€48 billion aid/military"][..],
        ),
        (
            "Kyiv received $5 billion in loans and $3 billion in grants.",
            &["$5 billion aid/economic", "$3 billion aid"],
        ),
        (
            "Berlin gave Kyiv €2 billion and €3 billion in military aid.",
            &["€2 billion aid/military", "€3 billion aid/military"],
        ),
        (
            "A $9 billion military aid package for Kyiv, including $2 billion for drones.",
            &["$9 billion aid/military", "$2 billion aid/military"],
        ),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn over_some_years_is_how_long_it_goes_on() {
    assert_eq!(
        told("It will pay 12 billion euros over five years."),
        ["€12 billion", "5 years"]
    );
    assert_eq!(
        told("The war lasted over five years."),
        ["more than 5 years"]
    );
    assert_eq!(told("They must roll over $12bn."), ["$12 billion"]);
}

#[test]
fn what_stands_beside_says_what_is_counted() {
    for (text, expected) in [
        (
            "Some 5,000 protesters met in a city with a population of 1.2 million.",
            &["about 5,000 protesters", "1.2 million"][..],
        ),
        (
            "It found 41 drones, 34 of which crossed the line.",
            &["41 drones", "34 drones"],
        ),
        (
            "Some 6,000 North Koreans had been killed or wounded.",
            &["about 6,000 north koreans casualties"],
        ),
        ("Wheat fell 5-1/4 cents.", &["$0.0525"]),
        ("It dropped 2,000-pound bombs.", &["2,000 pound-masses"]),
        ("They cost Sh2.4 billion.", &["2.4 billion KES"]),
        ("The Xy2.4 billion plan failed.", &[]),
        ("Some 600 a day before the war.", &["about 600 per day"]),
        (
            "It sent 3,500 GBU-39 small-diameter bombs.",
            &["3,500 bombs aid/military"],
        ),
        ("Three in five Poles agree.", &["60 %"]),
        (
            "Police held 24 people aged between 19 and 56.",
            &["24 people"],
        ),
        ("The package names 189 vessels.", &["189 vessels"]),
        ("They were sent home on 42 boats.", &["42 boats"]),
        ("He leads a 12,000-strong force.", &["12,000 forces"]),
        ("It got six Mirage 2000-5 jets.", &["6 jets"]),
        (
            "The rate was cut by 50 basis points to 9.0%, and growth to 0.6 percent from 1.2.",
            &["50 basis points", "9 %", "0.6 %", "1.2 %"],
        ),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn not_one_is_none() {
    assert_eq!(told("Not one dollar arrived."), Vec::<String>::new());
    assert_eq!(told("Only one dollar arrived."), ["$1"]);
}

#[test]
fn those_among_the_dead_are_dead() {
    assert_eq!(
        told("Police said three children were among the 23 dead."),
        [
            "3 children casualties/killed",
            "23 people casualties/killed"
        ]
    );
}

#[test]
fn needs_that_follow_request_nothing() {
    let text = "We will deliver hundreds of thousands of artillery rounds to meet its needs.";
    let records = recognise(text, &Context::default());
    let Some(Record::Figure(figure)) = records.first() else {
        panic!("{records:?}")
    };
    assert_eq!(
        (figure.stage, figure.tags.join(" ").as_str()),
        (None, "aid/military")
    );
}

#[test]
fn money_for_those_at_home_is_no_aid() {
    for text in [
        "Congress passed a $2 billion rescue package for airlines.",
        "The German government agreed a 3 billion euro support package for farmers.",
    ] {
        assert!(!told(text)[0].contains("aid"), "{text} {:?}", told(text));
    }
    let abroad = told("Germany announced a $2 billion support package for Ukraine.");
    assert!(abroad[0].ends_with(" aid"), "{abroad:?}");
}

#[test]
fn own_words_are_used_at_once() {
    let words = OwnWords::default()
        .unit("Lancet drone", "Lancet drone")
        .unit("barrel", "barrel")
        .claimant("UK MoD", "UK Ministry of Defence")
        .tag("Lancet", "equipment/drones")
        .tag("MQ-9", "equipment/reaper");
    let context = Context {
        words: std::sync::Arc::new(words),
        ..Context::default()
    };
    let text = "The UK MoD said 40 russian Lancet drones were shot down, and 12 tanks. \
                An aide to the UK MoD said 300 barrels of oil burned.";
    let read = |context: &Context| -> Vec<String> {
        recognise(text, context)
            .into_iter()
            .filter_map(|record| match record {
                Record::Figure(figure) => Some(format!(
                    "{} | {} | {}",
                    figure.figure.spoken(),
                    figure.claimant.map_or(String::new(), |who| who.name),
                    figure.tags.join(" ")
                )),
                Record::Date(_) => None,
            })
            .collect()
    };
    assert_eq!(
        read(&context),
        [
            "40 Lancet drones | UK Ministry of Defence | equipment/drones",
            "12 tanks | UK Ministry of Defence | ",
            "300 barrels | An aide to the UK MoD | ",
        ]
    );
    assert_eq!(read(&Context::default())[0], "40 drones | The UK MoD | ");
    let at = text.find("40 russian").unwrap();
    let found = proposal(text, at..at + 25, &context);
    assert_eq!(found.tag_paths, ["equipment/drones"]);
    assert_eq!(found.claimant.as_deref(), Some("UK Ministry of Defence"));
    let alone = proposal("An MQ-9 fell.", 3..7, &context);
    assert_eq!(alone.tag_paths, ["equipment/reaper"]);
    assert_eq!(alone.figure, None);
}

#[test]
fn news_sentences() {
    let context = Context {
        published: Some("2025-01-09".parse().unwrap()),
        ..Context::default()
    };
    let mut sentence = "";
    let mut read: Vec<String> = Vec::new();
    for line in include_str!("sentences/exact.txt").lines() {
        if line.starts_with('#') {
            continue;
        }
        if let Some(expected) = line.strip_prefix("  ") {
            assert!(!read.is_empty(), "{sentence}: {expected} was not found");
            assert_eq!(read.remove(0), expected, "{sentence}");
            continue;
        }
        assert!(read.is_empty(), "{sentence}: also {read:?}");
        sentence = line;
        read = recognise(line, &context)
            .into_iter()
            .filter_map(|record| match record {
                Record::Figure(figure) => Some(row(line, &figure)),
                Record::Date(_) => None,
            })
            .collect();
    }
}

fn row(text: &str, record: &FigureRecord) -> String {
    let figure = &record.figure;
    let shown = |amount: Option<Amount>| amount.map(|a| a.to_string()).unwrap_or_default();
    let value = match figure.best {
        Some(best) => best.to_string(),
        None => format!("{}..{}", shown(figure.low), shown(figure.high)),
    };
    let or_dash = |text: &str| if text.is_empty() { "-" } else { text }.to_owned();
    let frame = match figure.time_frame {
        TimeFrame::Rate(per) => format!("rate/{per}"),
        other => other.code().to_owned(),
    };
    let claimant = record
        .claimant
        .as_ref()
        .map_or("", |claimant| &claimant.name);
    [
        text[record.span.clone()].to_owned(),
        value,
        or_dash(&figure.unit),
        figure.bound.to_string(),
        frame,
        or_dash(&record.tags.join(" ")),
        or_dash(claimant),
    ]
    .join(" · ")
}
