//! What was typed after a command, checked against its row of the table.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use lexopt::{Arg, Parser};

use super::command::{Command, Opt};
use super::{Failure, usage};
use crate::import::{self, Charset};
use crate::message::printable;

/// What was typed after a command.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    words: Vec<OsString>,
    /// The options given, with their values; a switch has an empty one. The last one counts.
    given: BTreeMap<&'static str, OsString>,
}

impl Arguments {
    /// Reads the rest of a call; none where it asks for help.
    pub(super) fn parse(command: &Command, parser: &mut Parser) -> Result<Option<Self>, Failure> {
        let mut arguments = Self::default();
        loop {
            let option = match parser.next().map_err(|error| usage(&error))? {
                None => break,
                Some(Arg::Long("help") | Arg::Short('h')) => return Ok(None),
                Some(Arg::Value(word)) => {
                    arguments.words.push(word);
                    continue;
                }
                Some(Arg::Long(name)) => {
                    let found = command.options.iter().find(|option| option.name == name);
                    found.ok_or_else(|| usage(&Arg::Long(name).unexpected()))?
                }
                Some(other @ Arg::Short(_)) => return Err(usage(&other.unexpected())),
            };
            let value = match option.value {
                Some(_) => parser.value().map_err(|error| usage(&error))?,
                None => OsString::new(),
            };
            arguments.given.insert(option.name, value);
        }
        arguments.check(command)?;
        Ok(Some(arguments))
    }

    fn check(&self, command: &Command) -> Result<(), Failure> {
        let count = self.words.len();
        if count < command.least {
            let what = command.arguments;
            return Err(Failure::Usage(format!("{} needs {what}", command.name)));
        }
        if let Some(extra) = command.most.and_then(|most| self.words.get(most)) {
            let extra = printable(&extra.to_string_lossy());
            return Err(Failure::Usage(format!("unexpected argument “{extra}”")));
        }
        let is_missing = |option: &&Opt| option.required && !self.given.contains_key(option.name);
        if let Some(missing) = command.options.iter().find(is_missing) {
            let typed = missing.typed();
            return Err(Failure::Usage(format!("{} needs {typed}", command.name)));
        }
        Ok(())
    }

    /// The first word; the table says that there is one.
    pub(super) fn first(&self) -> &OsStr {
        self.words
            .first()
            .map_or(OsStr::new(""), OsString::as_os_str)
    }

    /// The words after the first.
    pub(super) fn rest(&self) -> &[OsString] {
        self.words.get(1..).unwrap_or_default()
    }

    /// Every word.
    pub(super) fn words(&self) -> &[OsString] {
        &self.words
    }

    /// Whether a switch was given.
    pub(super) fn has(&self, option: &str) -> bool {
        self.given.contains_key(option)
    }

    /// The value of an option as it was typed.
    pub(super) fn value(&self, option: &str) -> Option<&OsStr> {
        self.given.get(option).map(OsString::as_os_str)
    }

    /// The value of an option as text.
    pub(super) fn text(&self, option: &str) -> Result<Option<&str>, Failure> {
        let not_text = || Failure::Usage(format!("the value of --{option} is not text"));
        self.value(option)
            .map(|value| value.to_str().ok_or_else(not_text))
            .transpose()
    }

    /// The value of an option that is one of a few words; the message names them.
    pub(super) fn choice<T: std::str::FromStr>(
        &self,
        option: &str,
        choices: &str,
    ) -> Result<Option<T>, Failure> {
        let chosen = self.text(option)?.map(|text| {
            let wrong = |_error| {
                let text = printable(text);
                Failure::Usage(format!("--{option} is {choices}, not “{text}”"))
            };
            text.parse().map_err(wrong)
        });
        chosen.transpose()
    }

    /// How articles are to be imported.
    pub(super) fn import_options(&self) -> Result<import::Options, Failure> {
        let encoding = self.text("encoding")?.map(|label| {
            Charset::named(label).ok_or_else(|| {
                let label = printable(label);
                Failure::Usage(format!(
                    "there is no encoding “{label}”; try for example utf-8, \
                     windows-1251, windows-1252, utf-16le, gb18030 or shift_jis"
                ))
            })
        });
        Ok(import::Options {
            encoding: encoding.transpose()?,
        })
    }
}
