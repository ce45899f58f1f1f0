//! What words mean: the lists of `assets/lexicon`, compiled in and built into tables once.
//!
//! Owns the shape of those files and the look-up. A word has a set of [classes](class) and, by
//! class, a value; several words together stand in a [`Phrases`] table. The rules that use the
//! words are elsewhere.

use std::ops::Range;
use std::sync::OnceLock;

use super::key::Key;
use super::lexer::{self, Token, WordId};
use crate::model::{Bound, Stage};

mod build;
mod phrases;

pub(super) use build::plural;
pub(super) use phrases::Phrases;

/// The classes that a word may belong to, as bits.
pub(super) mod class {
    macro_rules! classes {
        ($($(#[$doc:meta])* $name:ident = $bit:literal;)+) => {$(
            $(#[$doc])*
            pub(in crate::recognise) const $name: u64 = 1 << $bit;
        )+};
    }
    classes! {
        /// 0 to 19.
        SMALL = 0;
        /// Twenty to ninety.
        TENS = 1;
        /// Hundred.
        HUNDRED = 2;
        /// Thousand, million, lakh.
        MAGNITUDE = 3;
        /// A magnitude right after digits: bn, m, k.
        SHORT = 4;
        /// Dozen.
        DOZEN = 5;
        /// Hundreds, thousands.
        VAGUE = 6;
        /// A denominator: half, quarters, thirds.
        PART = 7;
        /// First, second, third.
        ORDINAL = 8;
        /// January.
        MONTH = 9;
        /// Monday.
        WEEKDAY = 10;
        /// Day, weeks.
        TIME_UNIT = 11;
        /// Spring.
        SEASON = 12;
        /// Today, yesterday.
        TODAY = 13;
        /// Daily, annual.
        RATE = 14;
        /// An ISO 4217 code.
        CODE = 15;
        /// Starts a currency's sign or name.
        CURRENCY = 16;
        /// A noun that is counted.
        NOUN = 17;
        /// It is a plural.
        PLURAL = 18;
        /// Soldiers and their like.
        SOLDIER = 19;
        /// Civilians and their like.
        CIVILIAN = 20;
        /// People of any kind.
        PEOPLE = 21;
        /// Arms and munitions.
        WEAPON = 22;
        /// Other military goods.
        GEAR = 23;
        /// People who speak for others.
        OFFICIAL = 24;
        /// Events.
        EVENT = 25;
        /// A, the, its.
        DETERMINER = 26;
        /// Of, in, for.
        PREPOSITION = 27;
        /// And, but, while.
        CONJUNCTION = 28;
        /// He, they, who.
        PRONOUN = 29;
        /// Is, have, would.
        AUXILIARY = 30;
        /// Not, denied.
        NEGATION = 31;
        /// Also, so, reportedly.
        ADVERB = 32;
        /// A verb in any form that could pass for a noun.
        VERB = 33;
        /// Section, flight, No.
        LABEL = 34;
        /// Its point ends no sentence.
        ABBREVIATION = 35;
        /// Rose, increased.
        RISE = 36;
        /// Fell, cut.
        FALL = 37;
        /// Would, might, plans.
        HYPOTHETICAL = 38;
        /// Reportedly, allegedly.
        UNCONFIRMED = 39;
        /// Another, further.
        INCREMENT = 40;
        /// St, nd, rd, th.
        ORDINAL_SUFFIX = 41;
        /// An ISO code that is also an English word.
        WORDLIKE_CODE = 42;
        /// Starts the name of a place.
        PLACE = 43;
        /// Starts a phrase that limits a number.
        BOUND = 44;
        /// Starts a phrase that tells a state of people.
        STATE = 45;
        /// Starts a phrase that tells of aid.
        AID = 46;
        /// Starts a phrase that tells a stage.
        STAGE = 47;
        /// Starts a physical unit.
        MEASURE = 48;
        /// Percent and its like.
        PERCENT = 49;
        /// Morning, evening.
        DAYPART = 50;
        /// Words before a bare year or month: in, since, by.
        BEFORE_DATE = 51;
        /// Says, told.
        REPORTING = 52;
        /// President, minister: may stand before a name.
        TITLE = 53;
        /// Several, a few.
        FEW = 54;
        /// Words of the noun class that stand before nouns: artillery, air.
        MODIFIER = 55;
        /// Starts a date: last, next, early, week.
        CALENDAR = 56;
        /// Bodies that say things: ministry, police, report.
        SPEAKER = 57;
        /// Leads to a source: according, puts, estimate.
        SOURCE_CUE = 58;
        /// Opens a range or a negative number: between, from, minus.
        OPENER = 59;
        /// Starts an address: http, www.
        ADDRESS = 60;
        /// Verify, confirm.
        VERIFY = 61;
        /// Deliver, send, donate: arms that change hands.
        HANDOVER = 62;
        /// A verb of saying only where it ends what was said: ", the court found."
        REPORTING_LAST = 63;
    }
    /// Starts a number that is written in letters.
    pub(in crate::recognise) const NUMBER_WORD: u64 =
        SMALL | TENS | HUNDRED | MAGNITUDE | DOZEN | VAGUE | PART | FEW;
    /// Persons.
    pub(in crate::recognise) const PERSON: u64 = SOLDIER | CIVILIAN | PEOPLE | OFFICIAL;
}

/// What is known of one word.
#[derive(Debug, Default, Clone)]
pub(super) struct Entry {
    /// The word in lower case.
    pub text: Box<str>,
    /// What it counts or multiplies by; for an ordinal its place, for a part its denominator.
    pub number: i64,
    /// The month 1 to 12, the weekday 1 (Monday) to 7, or the time unit, by class.
    pub month: u8,
    /// See `month`.
    pub weekday: u8,
    /// The unit of time: see `times.tsv`.
    pub time_unit: u8,
    /// 1 spring to 4 winter.
    pub season: u8,
    /// Days from today.
    pub day_shift: i8,
    /// The part of the day.
    pub daypart: u8,
    /// The noun in the singular.
    pub lemma: Option<&'static str>,
    /// A name that a number follows: "Boeing 737", "World War 2".
    pub maker: bool,
}

/// What became of people, as a tag says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Killed,
    Wounded,
    Captured,
    Missing,
    Displaced,
    Irreversible,
    Casualty,
    Survivor,
    Freed,
}

/// How a word of a state stands to the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Before ("killed 12") or after it ("12 killed").
    Both,
    /// After the number or its noun.
    Done,
    /// Before the number.
    Doing,
    /// It names the people.
    Noun,
    /// Only said of people: "captured 12 towns" is none.
    People,
    /// "Claimed 12 lives".
    Lives,
    /// "12 lives": only after claimed, lost, cost.
    Life,
    /// "Losses": of people only among soldiers or beside other casualties.
    Loss,
    /// "Lost 38,000 soldiers".
    Lost,
}

/// What sort of aid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AidKind {
    Plain,
    Military,
    Economic,
    Humanitarian,
    /// Money for those at home: airlines, farmers, taxpayers; it says that it is no aid.
    Domestic,
}

/// A currency's name: which currencies carry it, in the order of the list.
#[derive(Debug, Clone)]
pub(super) struct CurrencyName {
    /// Places in [`Lexicon::currencies`].
    pub of: Vec<u16>,
    /// A hundredth of it.
    pub coin: bool,
}

/// A currency of the list.
#[derive(Debug, Clone)]
pub(super) struct Currency {
    /// ISO 4217.
    pub code: &'static str,
    /// Where it is paid with: places in [`Lexicon::places`].
    pub places: Vec<u16>,
}

/// All lists.
#[derive(Debug)]
pub(super) struct Lexicon {
    classes: Vec<u64>,
    entries: Vec<Entry>,
    keys: Vec<Key>,
    slots: Vec<u32>,
    /// Signs that stand at a number: `US$`, `€`.
    pub signs: Phrases<u16>,
    /// Names of currencies.
    pub names: Phrases<CurrencyName>,
    /// The currencies.
    pub currencies: Vec<Currency>,
    /// Places and their peoples, by their place in `place_names`.
    pub places: Phrases<u16>,
    /// The names of the places.
    pub place_names: Vec<&'static str>,
    /// Limits that stand before a number.
    pub bounds_before: Phrases<Bound>,
    /// Limits that stand after a number.
    pub bounds_after: Phrases<Bound>,
    /// Physical units; true for short forms, which must follow digits.
    pub measures: Phrases<(&'static str, bool)>,
    /// Percent and its like, with the name of the unit.
    pub percents: Phrases<&'static str>,
    /// What became of people.
    pub states: Phrases<(State, Role)>,
    /// What says that it is aid, with its weight.
    pub aid: Phrases<(AidKind, u8)>,
    /// How far money has come, with its weight.
    pub stages: Phrases<(Stage, u8)>,
}

impl Lexicon {
    /// The compiled-in lists, built on first use.
    pub(super) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(build::build)
    }

    /// The id of the word with that key.
    pub(super) fn find(&self, key: Key) -> WordId {
        let (mut slot, print) = self.slot(key);
        loop {
            // The upper half tells most other words apart at a glance.
            let filed = self.slots[slot];
            if filed == 0 {
                return WordId::UNKNOWN;
            }
            let id = filed as u16;
            if filed >> 16 == print && self.keys[usize::from(id)] == key {
                return WordId(id);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Where the search for a key starts, and the mark that it is filed with.
    fn slot(&self, key: Key) -> (usize, u32) {
        let hash = key.hash();
        let slot = (hash >> 40) as usize & (self.slots.len() - 1);
        (slot, (hash >> 24) as u32 & 0xffff)
    }

    /// The id of a word given in lower case.
    pub(super) fn word(&self, lower: &str) -> WordId {
        self.find(Key::of(lower.as_bytes()))
    }

    /// The classes of a word, as bits.
    pub(super) fn classes(&self, word: WordId) -> u64 {
        self.classes[usize::from(word.0)]
    }

    /// What is known of a word.
    pub(super) fn entry(&self, word: WordId) -> &Entry {
        &self.entries[usize::from(word.0)]
    }

    /// The tokens of a part of a text.
    pub(super) fn lex(&self, text: &str, part: Range<usize>) -> Vec<Token> {
        lexer::lex_part(text, part, |_, key| {
            let word = self.find(key);
            (word, self.classes(word))
        })
    }
}
