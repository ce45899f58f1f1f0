//! The project that benches measure on: articles of six kilobytes with ten claims each, findings
//! and charts. The same sizes give the same project, word for word.

use claimbook::clock::Clock;
use claimbook::edit::{self, History};
use claimbook::model::{
    Amount, Article, Chart, ChartKind, Claim, Figure, FigureKind, Finding, Passage, Period, Project,
};
use jiff::Timestamp;

/// How large a project is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub articles: usize,
    pub claims_each: usize,
    pub findings: usize,
    pub charts: usize,
}

/// What the program is made for: 60 MB of text and 100,000 claims.
pub const LARGE: Size = Size {
    articles: 10_000,
    claims_each: 10,
    findings: 1_000,
    charts: 50,
};

/// What shows in no time that a bench works.
pub const SMALL: Size = Size {
    articles: 20,
    claims_each: 10,
    findings: 4,
    charts: 2,
};

/// How long a text is, in bytes.
const TEXT: usize = 6_000;

/// Words that stand in every text.
const COMMON: &str = "the of and to in a was for on that with by from as at it its were had this \
    which would after more than about between over under against through during before since \
    government minister ministry officials military aid support package forces border region city \
    river road bridge winter spring week month reports residents council defence energy supply \
    ammunition vehicles shelter convoy agreement parliament budget “nobody” “later” ‘quietly’ café";

/// Makes the project.
pub fn generate(size: Size) -> Project {
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
    let mut dice = Dice(1);
    let mut project = Project::default();
    let mut history = History::default();
    let mut tags = Vec::new();
    for path in ["aid/military", "aid/economic", "casualties/killed"] {
        let (tag, step) = edit::tags::create_path(&project, path, &clock).expect("a name");
        history.apply(&mut project, step, None);
        tags.push(tag);
    }
    let words = vocabulary(&mut dice);
    let mut made = Vec::with_capacity(size.articles);
    let mut claims = Vec::with_capacity(size.articles * size.claims_each);
    for number in 0..size.articles {
        let (text, amounts) = text(&words, &mut dice, number, size.claims_each);
        let article = Article {
            id: clock.fresh(),
            title: format!("Report {number} on the \"river road\""),
            publisher: format!("Courier {}", number % 40),
            byline: "A. Writer".into(),
            published: format!("2024-{:02}-{:02}", number % 12 + 1, number % 28 + 1)
                .parse()
                .ok(),
            url: format!("https://example.org/reports/{number}"),
            language: "en".into(),
            source_file: format!("report-{number}.txt"),
            encoding: "UTF-8".into(),
            imported: clock.now(),
            hash: Article::hash_of(&text),
            text: text.into(),
            blocks: Vec::new(),
            versions: Vec::new(),
            captions: Vec::new(),
            file_hash: String::new(),
        };
        for (place, (range, million)) in amounts.into_iter().enumerate() {
            let passage = Passage::at(article.id, &article.text, range).expect("it is in the text");
            let mut claim = Claim::new(clock.fresh(), passage, clock.now());
            let amount = Amount::from(i64::try_from(million).unwrap_or(1) * 1_000_000);
            claim.figure = Some(Figure::exact(FigureKind::Money, amount, "USD"));
            claim.tags.insert(tags[place % tags.len()]);
            claim.when = article.published;
            claim.claimant = format!("Ministry {}", dice.below(200));
            if place == 0 {
                claim.note = format!("Compare report {}", dice.below(size.articles));
            }
            claims.push(claim);
        }
        made.push(article);
    }
    let ids: Vec<_> = claims.iter().map(|claim| claim.id).collect();
    let step = edit::articles::add(&project, made);
    history.apply(&mut project, step, None);
    let step = edit::claims::add_all(&project, claims, "Make claims").expect("they stand");
    history.apply(&mut project, step, None);
    for number in 0..size.findings {
        let finding = Finding {
            id: clock.fresh(),
            title: format!("Finding {number}"),
            claims: (0..5)
                .map(|at| ids[(number * 97 + at * 31) % ids.len()])
                .collect(),
            preferred: None,
            rule: None,
            reason: String::new(),
            note: String::new(),
        };
        let step = edit::findings::put(&project, finding).expect("its claims are there");
        history.apply(&mut project, step, None);
    }
    for number in 0..size.charts {
        let mut chart = Chart::new(clock.fresh(), format!("Chart {number}"));
        chart.filter.text = format!("amount:>{number}m");
        if number % 2 == 0 {
            chart.kind = ChartKind::Bars(Period::Month);
        }
        let step = edit::charts::put(&project, chart);
        history.apply(&mut project, step, None);
    }
    project
}

type Amounts = Vec<(std::ops::Range<usize>, usize)>;

/// A text in paragraphs, and where its amounts stand.
fn text(words: &[String], dice: &mut Dice, number: usize, amounts: usize) -> (String, Amounts) {
    let mut text = format!("Report {number} on the river road\n\n");
    let mut places = Vec::new();
    let mut sentences = 0;
    while text.len() < TEXT {
        if places.len() < amounts {
            let million = dice.below(3_000) + 1;
            text.push_str("The ministry said it had set aside ");
            let start = text.len();
            text.push_str(&format!("${million} million"));
            places.push((start..text.len(), million));
            text.push_str(" for repairs. ");
        }
        for place in 0..8 + dice.below(14) {
            if place > 0 {
                text.push(' ');
            }
            // Few words make up most of a text.
            let most = words.len() >> dice.below(10);
            text.push_str(&words[dice.below(most.max(1))]);
        }
        text.push('.');
        sentences += 1;
        text.push_str(if sentences % 5 == 0 { "\n\n" } else { " " });
    }
    (text, places)
}

/// What rarer words are made of.
const PARTS: [&str; 16] = [
    "ka", "lo", "ven", "dri", "mos", "tar", "shi", "bel", "or", "un", "pre", "gan", "sto", "wy",
    "hel", "ci",
];

/// Common words, then rarer ones.
fn vocabulary(dice: &mut Dice) -> Vec<String> {
    let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
    while words.len() < 20_000 {
        let parts = 2 + dice.below(3);
        words.push((0..parts).map(|_| PARTS[dice.below(PARTS.len())]).collect());
    }
    words
}

/// Numbers that look thrown and are the same in every run (Knuth's multiplier).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}
