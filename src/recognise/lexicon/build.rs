//! Reads the lists into the tables. The files are compiled in, so a fault in them is a fault of
//! the program: the tests below read every line, and a line that is not understood is passed over.

use super::{AidKind, Currency, CurrencyName, Entry, Lexicon, Phrases, Role, State, class};
use crate::model::{Bound, Stage};
use crate::recognise::currency::IN_MILLIONS;
use crate::recognise::key::Key;
use crate::recognise::lexer::{self, WordId};

const NUMBERS: &str = include_str!("../../../assets/lexicon/numbers.tsv");
const CURRENCIES: &str = include_str!("../../../assets/lexicon/currencies.tsv");
const PLACES: &str = include_str!("../../../assets/lexicon/places.tsv");
const BOUNDS: &str = include_str!("../../../assets/lexicon/bounds.tsv");
const NOUNS: &str = include_str!("../../../assets/lexicon/nouns.tsv");
const STATES: &str = include_str!("../../../assets/lexicon/states.tsv");
const AID: &str = include_str!("../../../assets/lexicon/aid.tsv");
const STAGES: &str = include_str!("../../../assets/lexicon/stages.tsv");
const MEASURES: &str = include_str!("../../../assets/lexicon/measures.tsv");
const TIMES: &str = include_str!("../../../assets/lexicon/times.tsv");
const GRAMMAR: &str = include_str!("../../../assets/lexicon/grammar.tsv");

const MIN_SLOTS: usize = 1 << 14;

struct Builder {
    lexicon: Lexicon,
}

/// The lines of a list, as fields; remarks and empty lines are left out.
fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

pub(super) fn build() -> Lexicon {
    let mut builder = Builder {
        lexicon: Lexicon {
            classes: vec![0],
            entries: vec![Entry::default()],
            keys: vec![Key::default()],
            slots: vec![0; MIN_SLOTS],
            signs: Phrases::new(),
            names: Phrases::new(),
            currencies: Vec::new(),
            places: Phrases::new(),
            place_names: Vec::new(),
            bounds_before: Phrases::new(),
            bounds_after: Phrases::new(),
            measures: Phrases::new(),
            percents: Phrases::new(),
            states: Phrases::new(),
            aid: Phrases::new(),
            stages: Phrases::new(),
        },
    };
    builder.numbers();
    builder.times();
    builder.grammar();
    builder.nouns();
    builder.places();
    builder.currencies();
    builder.measures();
    builder.cues();
    builder.mark_firsts();
    builder.lexicon
}

impl Builder {
    fn intern(&mut self, lower: &str) -> WordId {
        let known = self.lexicon.word(lower);
        if known != WordId::UNKNOWN {
            return known;
        }
        // The lists together hold far fewer words than a u16 counts; see the test below.
        let id = WordId(self.lexicon.entries.len() as u16);
        self.lexicon.entries.push(Entry {
            text: lower.into(),
            ..Entry::default()
        });
        self.lexicon.classes.push(0);
        let key = Key::of(lower.as_bytes());
        self.lexicon.keys.push(key);
        let (mut slot, print) = self.lexicon.slot(key);
        while self.lexicon.slots[slot] != 0 {
            slot = (slot + 1) & (self.lexicon.slots.len() - 1);
        }
        self.lexicon.slots[slot] = print << 16 | u32::from(id.0);
        id
    }

    fn mark(&mut self, lower: &str, classes: u64) -> &mut Entry {
        let id = usize::from(self.intern(lower).0);
        self.lexicon.classes[id] |= classes;
        &mut self.lexicon.entries[id]
    }

    /// The words of a form, cut as a text is cut.
    fn words(&mut self, form: &str) -> Vec<WordId> {
        let mut pieces = Vec::new();
        lexer::lex(form, |text, _| {
            pieces.push(String::from_utf8_lossy(text).to_lowercase());
            lexer::UNKNOWN
        });
        pieces.iter().map(|piece| self.intern(piece)).collect()
    }

    fn numbers(&mut self) {
        for row in rows(NUMBERS) {
            let [form, kind, value] = row[..] else {
                continue;
            };
            let class = match kind {
                "small" => class::SMALL,
                "tens" => class::TENS,
                "hundred" => class::HUNDRED,
                "magnitude" => class::MAGNITUDE,
                "short" => class::SHORT,
                "dozen" => class::DOZEN,
                "vague" => class::VAGUE,
                "part" => class::PART,
                "ordinal" => class::ORDINAL,
                _ => continue,
            };
            self.mark(form, class).number = value.parse().unwrap_or(1);
        }
        for few in ["several", "few", "couple", "many"] {
            self.mark(few, class::FEW);
        }
    }

    fn times(&mut self) {
        for row in rows(TIMES) {
            let [form, kind, value] = row[..] else {
                continue;
            };
            let number: i8 = value.parse().unwrap_or(0);
            let small = number.unsigned_abs();
            match kind {
                "month" => self.mark(form, class::MONTH).month = small,
                "weekday" => self.mark(form, class::WEEKDAY).weekday = small,
                "unit" => self.mark(form, class::TIME_UNIT).time_unit = small,
                "season" => self.mark(form, class::SEASON).season = small,
                "today" | "now" => self.mark(form, class::TODAY).day_shift = number,
                "daypart" => self.mark(form, class::DAYPART).daypart = small,
                "rate" => self.mark(form, class::RATE).time_unit = small,
                _ => {}
            }
        }
    }

    fn grammar(&mut self) {
        for row in rows(GRAMMAR) {
            let [kind, words] = row[..] else { continue };
            let class = match kind {
                "determiner" => class::DETERMINER,
                "preposition" => class::PREPOSITION,
                "conjunction" => class::CONJUNCTION,
                "pronoun" => class::PRONOUN,
                "auxiliary" => class::AUXILIARY,
                "negation" => class::NEGATION,
                "adverb" => class::ADVERB,
                "verb" => class::VERB,
                "label" => class::LABEL,
                "abbreviation" => class::ABBREVIATION,
                "rise" => class::RISE,
                "fall" => class::FALL,
                "hypothetical" => class::HYPOTHETICAL,
                "unconfirmed" => class::UNCONFIRMED,
                "increment" => class::INCREMENT,
                "ordinal_suffix" => class::ORDINAL_SUFFIX,
                "wordlike_code" => class::WORDLIKE_CODE,
                "month_before" => class::BEFORE_DATE,
                "reporting" => class::REPORTING,
                "reporting_last" => class::REPORTING_LAST,
                "title" => class::TITLE,
                "modifier" => class::MODIFIER,
                "calendar" => class::CALENDAR,
                "speaker" => class::SPEAKER,
                "source_cue" => class::SOURCE_CUE,
                "opener" => class::OPENER,
                "address" => class::ADDRESS,
                "verify" => class::VERIFY,
                "handover" => class::HANDOVER,
                "maker" => {
                    for word in words.split_whitespace() {
                        self.mark(word, 0).maker = true;
                    }
                    continue;
                }
                _ => continue,
            };
            for word in words.split_whitespace() {
                self.mark(word, class);
                if word.contains('.') {
                    self.mark(&format!("{word}."), class);
                }
            }
        }
    }

    fn nouns(&mut self) {
        for row in rows(NOUNS) {
            let [group, words] = row[..] else { continue };
            let class = class::NOUN
                | match group {
                    "soldier" => class::SOLDIER,
                    "civilian" => class::CIVILIAN,
                    "people" => class::PEOPLE,
                    "weapon" => class::WEAPON,
                    "gear" => class::GEAR,
                    "official" => class::OFFICIAL,
                    "event" => class::EVENT,
                    _ => 0,
                };
            for word in words.split_whitespace() {
                let (singular, many) = match word.split_once('/') {
                    Some((singular, many)) => (singular, many.to_owned()),
                    None => (word, plural(word)),
                };
                self.mark(singular, class).lemma.get_or_insert(singular);
                self.mark(&many, class | class::PLURAL)
                    .lemma
                    .get_or_insert(singular);
            }
        }
    }

    fn places(&mut self) {
        for row in rows(PLACES) {
            let [name, forms] = row[..] else { continue };
            let index = self.lexicon.place_names.len() as u16;
            self.lexicon.place_names.push(name);
            for form in forms.split(',') {
                let words = self.words(form);
                self.lexicon.places.add(&words, index);
            }
        }
    }

    fn currencies(&mut self) {
        for row in rows(CURRENCIES) {
            let mut fields = row.into_iter();
            let code = fields.next().unwrap_or_default();
            let [signs, names, coins, places] =
                std::array::from_fn(|_| fields.next().unwrap_or_default());
            let index = self.lexicon.currencies.len() as u16;
            let places = places
                .split(',')
                .filter_map(|place| {
                    let known = self.lexicon.place_names.iter().position(|n| *n == place)?;
                    Some(known as u16)
                })
                .collect();
            self.lexicon.currencies.push(Currency { code, places });
            let lower = code.to_lowercase();
            self.mark(&lower, class::CODE);
            if IN_MILLIONS.contains(&code) {
                self.mark(&format!("m{lower}"), class::CURRENCY);
            }
            let words = self.words(code);
            if self.lexicon.names.exact_mut(&words).is_none() {
                self.name(code, index, false);
            }
            for sign in signs.split_whitespace() {
                let words = self.words(sign);
                self.lexicon.signs.add(&words, index);
            }
            for name in names.split(',').filter(|name| !name.is_empty()) {
                self.name(name, index, false);
                self.name(&plural(name), index, false);
            }
            for coin in coins.split_whitespace() {
                self.name(coin, index, true);
                self.name(&plural(coin), index, true);
            }
        }
    }

    fn name(&mut self, name: &str, currency: u16, coin: bool) {
        let words = self.words(name);
        if let Some(known) = self.lexicon.names.exact_mut(&words) {
            if !known.of.contains(&currency) {
                known.of.push(currency);
            }
        } else {
            let of = vec![currency];
            self.lexicon.names.add(&words, CurrencyName { of, coin });
        }
    }

    fn measures(&mut self) {
        for row in rows(MEASURES) {
            let mut fields = row.into_iter();
            let name = fields.next().unwrap_or_default();
            let [long, short] = std::array::from_fn(|_| fields.next().unwrap_or_default());
            for form in long.split(',').filter(|form| !form.is_empty()) {
                let (singular, many) = match form.rsplit_once('/') {
                    Some((singular, many)) if !form.contains("per ") => (singular, many.to_owned()),
                    _ => (form, plural(form)),
                };
                for form in [singular, &many] {
                    let words = self.words(form);
                    self.lexicon.measures.add(&words, (name, false));
                }
            }
            for form in short.split(',').filter(|form| !form.is_empty()) {
                let words = self.words(form);
                self.lexicon.measures.add(&words, (name, true));
            }
        }
        for (form, name) in [
            ("%", "percent"),
            ("percent", "percent"),
            ("per cent", "percent"),
            ("percents", "percent"),
            ("per-cent", "percent"),
            ("percentage-point", "percentage point"),
            ("pct", "percent"),
            ("pc", "percent"),
            ("percentage", "percent"),
            ("percentage point", "percentage point"),
            ("percentage points", "percentage point"),
            ("percent points", "percentage point"),
            ("per cent points", "percentage point"),
            ("% points", "percentage point"),
            ("pp", "percentage point"),
            ("basis point", "basis point"),
            ("basis points", "basis point"),
            ("bps", "basis point"),
            ("٪", "percent"),
            ("％", "percent"),
        ] {
            let words = self.words(form);
            self.lexicon.percents.add(&words, name);
        }
    }

    fn cues(&mut self) {
        for row in rows(BOUNDS) {
            let [phrase, bound, side] = row[..] else {
                continue;
            };
            let Ok(bound) = bound.parse::<Bound>() else {
                continue;
            };
            let words = self.words(phrase);
            if side == "left" {
                self.lexicon.bounds_before.add(&words, bound);
            } else {
                self.lexicon.bounds_after.add(&words, bound);
            }
        }
        for row in rows(STATES) {
            let [phrase, state, role] = row[..] else {
                continue;
            };
            let (Some(state), Some(role)) = (state_named(state), role_named(role)) else {
                continue;
            };
            let words = self.words(phrase);
            self.lexicon.states.add(&words, (state, role));
        }
        for row in rows(AID) {
            let [phrase, kind, weight] = row[..] else {
                continue;
            };
            let kind = match kind {
                "military" => AidKind::Military,
                "economic" => AidKind::Economic,
                "humanitarian" => AidKind::Humanitarian,
                "domestic" => AidKind::Domestic,
                _ => AidKind::Plain,
            };
            let words = self.words(phrase);
            self.lexicon
                .aid
                .add(&words, (kind, weight.parse().unwrap_or(1)));
        }
        for row in rows(STAGES) {
            let [phrase, stage, weight] = row[..] else {
                continue;
            };
            let Ok(stage) = stage.parse::<Stage>() else {
                continue;
            };
            let words = self.words(phrase);
            self.lexicon
                .stages
                .add(&words, (stage, weight.parse().unwrap_or(1)));
        }
    }

    /// Marks the words that start a phrase, so that the tables are asked only there.
    fn mark_firsts(&mut self) {
        let Lexicon {
            signs,
            names,
            places,
            bounds_before,
            bounds_after,
            measures,
            percents,
            states,
            aid,
            stages,
            classes,
            ..
        } = &mut self.lexicon;
        let mut mark = |class: u64, firsts: &mut dyn Iterator<Item = WordId>| {
            for first in firsts {
                classes[usize::from(first.0)] |= class;
            }
        };
        mark(class::CURRENCY, &mut signs.firsts());
        mark(class::CURRENCY, &mut names.firsts());
        mark(class::PLACE, &mut places.firsts());
        mark(class::BOUND, &mut bounds_before.firsts());
        mark(class::BOUND, &mut bounds_after.firsts());
        mark(class::MEASURE, &mut measures.firsts());
        mark(class::PERCENT, &mut percents.firsts());
        mark(class::STATE, &mut states.firsts());
        mark(class::AID, &mut aid.firsts());
        mark(class::STAGE, &mut stages.firsts());
    }
}

fn state_named(name: &str) -> Option<State> {
    Some(match name {
        "killed" => State::Killed,
        "wounded" => State::Wounded,
        "captured" => State::Captured,
        "missing" => State::Missing,
        "displaced" => State::Displaced,
        "irreversible" => State::Irreversible,
        "casualty" => State::Casualty,
        "survivor" => State::Survivor,
        "freed" => State::Freed,
        _ => return None,
    })
}

fn role_named(name: &str) -> Option<Role> {
    Some(match name {
        "both" => Role::Both,
        "done" => Role::Done,
        "doing" => Role::Doing,
        "noun" => Role::Noun,
        "people" => Role::People,
        "lives" => Role::Lives,
        "life" => Role::Life,
        "loss" => Role::Loss,
        "lost" => Role::Lost,
        _ => return None,
    })
}

/// The plural by rule.
pub(in crate::recognise) fn plural(word: &str) -> String {
    let vowel_before_y = word.ends_with("ay") || word.ends_with("ey") || word.ends_with("oy");
    match word.strip_suffix('y') {
        Some(stem) if !vowel_before_y => format!("{stem}ies"),
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_list_is_understood() {
        for row in rows(NUMBERS).chain(rows(TIMES)) {
            assert!(row.len() == 3 && row[2].parse::<i64>().is_ok(), "{row:?}");
        }
        for row in rows(BOUNDS) {
            assert!(row.len() == 3 && row[1].parse::<Bound>().is_ok(), "{row:?}");
            assert!(matches!(row[2], "left" | "right"), "{row:?}");
        }
        for row in rows(STATES) {
            assert!(
                state_named(row[1]).is_some() && role_named(row[2]).is_some(),
                "{row:?}"
            );
        }
        for row in rows(STAGES) {
            assert!(row.len() == 3 && row[1].parse::<Stage>().is_ok(), "{row:?}");
        }
        for row in rows(AID) {
            assert!(row.len() == 3 && row[2].parse::<u8>().is_ok(), "{row:?}");
        }
        let lexicon = Lexicon::get();
        let names: Vec<&str> = rows(PLACES).map(|row| row[0]).collect();
        for row in rows(CURRENCIES) {
            for place in row.get(4).into_iter().flat_map(|places| places.split(',')) {
                assert!(place.is_empty() || names.contains(&place), "{row:?}");
            }
        }
        assert!(lexicon.entries.len() * 2 < lexicon.slots.len());
    }
}
