//! The table of commands: what there is, what each takes, and who runs it.

use std::ffi::OsStr;

use super::arguments::Arguments;
use super::{
    Outcome, Streams, chart, check, claims, figures, findings, merge, project, rates, read, search,
    suggest,
};

/// One command.
pub struct Command {
    /// What is typed.
    pub name: &'static str,
    /// What follows, as the usage line shows it.
    pub arguments: &'static str,
    /// How few arguments it takes.
    pub least: usize,
    /// How many it takes; none for any number.
    pub most: Option<usize>,
    /// What it does, in one line.
    pub summary: &'static str,
    /// What else there is to know, in lines of at most 80 characters.
    pub details: &'static str,
    /// Its options.
    pub options: &'static [Opt],
    pub(super) run: fn(&Arguments, &mut Streams<'_>) -> Outcome,
}

/// One option of a command.
pub struct Opt {
    /// What is typed after `--`.
    pub name: &'static str,
    /// What its value is called; none for a switch.
    pub value: Option<&'static str>,
    /// Whether the command cannot do without it.
    pub required: bool,
    /// What it does.
    pub help: &'static str,
}

const JSON: Opt = Opt {
    name: "json",
    value: None,
    required: false,
    help: "print one JSON object a line",
};

const ENCODING: Opt = Opt {
    name: "encoding",
    value: Some("NAME"),
    required: false,
    help: "read in this encoding, for example windows-1251, instead of finding it out",
};

const OUT: Opt = Opt {
    name: "out",
    value: Some("FILE"),
    required: true,
    help: "where to write; - is standard output",
};

const FORCE: Opt = Opt {
    name: "force",
    value: None,
    required: false,
    help: "write over a file that exists; without it such a file stays as it is",
};

const LOSE: Opt = Opt {
    name: "force",
    value: None,
    required: false,
    help: "save even what loses fields that this version does not know; without it the file stays",
};

/// Every command, in the order of the help.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "read",
        arguments: "FILE…",
        least: 1,
        most: None,
        summary: "Show what importing makes of each file",
        details: "\
Prints the title, publisher, byline, date, address and language that a file
gives, and its text in the form in which every position counts: line feeds, no
byte order mark, composed letters. With --json a line is an object with the
keys file, title, byline, publisher, published, url, language and text.",
        options: &[JSON, ENCODING],
        run: read::run,
    },
    Command {
        name: "figures",
        arguments: "FILE…",
        least: 1,
        most: None,
        summary: "Find every figure and date in articles",
        details: "\
Prints what the recogniser reads in each file: amounts, counts, shares and
lengths of time with what they count, how they are limited, when they hold and
who says so; and dates. Relative dates count from the article's own date, or
from --published. With --json a line is an object; positions count characters
(Unicode code points) of the text as claimbook read gives it.",
        options: &[
            JSON,
            Opt {
                name: "published",
                value: Some("DATE"),
                required: false,
                help: "the date of the article, for example 2024-12-03; it goes before the one \
                       that the file gives",
            },
            Opt {
                name: "lines",
                value: None,
                required: false,
                help: "read every line as a text of its own; positions count within the line, \
                       lines from 0",
            },
            ENCODING,
        ],
        run: figures::run,
    },
    Command {
        name: "new",
        arguments: "PROJECT FILE…",
        least: 2,
        most: None,
        summary: "Make a project from articles",
        details: "\
Writes a new project file. A folder stands for the article files in and below
it.",
        options: &[ENCODING, FORCE],
        run: project::new,
    },
    Command {
        name: "import",
        arguments: "PROJECT FILE…",
        least: 2,
        most: None,
        summary: "Add articles to a project",
        details: "\
The same text again adds nothing and is said; so is another text of an article
that is there (by link, file or title): put it in its place with Replace text…
in the window, which keeps the claims on their words. A folder stands for the
article files in and below it. The project as it was is kept among its backups.",
        options: &[ENCODING, LOSE],
        run: project::import,
    },
    Command {
        name: "suggest",
        arguments: "PROJECT",
        least: 1,
        most: Some(1),
        summary: "List the figures that wait in a project, or accept the sure ones",
        details: "\
Reads every article as claimbook figures does, with the project's own words,
and lists the figures that no claim stands on and nobody dismissed, the surest
first. With --json a line is an object as claimbook figures prints it, with the
article's id in place of the file, in the order of the texts. With --accept the
figures that are at least so sure become claims, tags and all, but for those
that the text denies, doubts or imagines; the project as it was is kept among
its backups.",
        options: &[
            Opt {
                name: "accept",
                value: Some("MIN_CONFIDENCE"),
                required: false,
                help: "make claims of the figures that are at least so sure, from 0 to 1: 0.9 \
                       takes those that are right nine times in ten and more",
            },
            JSON,
            LOSE,
        ],
        run: suggest::run,
    },
    Command {
        name: "rates",
        arguments: "PROJECT [FILE]",
        least: 1,
        most: Some(2),
        summary: "Print the exchange rates of a project, or read them from a file",
        details: "\
A line is a currency, a year or a month, and what a euro cost. FILE may be such
a table, one with a head that names its columns, or one with a column a currency
such as eurofxref-hist.csv of the European Central Bank, whose days are
averaged; what it names takes the place of what the project had. With --prices
the table is that of yearly consumer prices, by which charts put money into the
prices of one year.",
        options: &[
            Opt {
                name: "prices",
                value: None,
                required: false,
                help: "the price levels instead of the exchange rates",
            },
            LOSE,
        ],
        run: rates::run,
    },
    Command {
        name: "merge",
        arguments: "BASE OURS THEIRS",
        least: 3,
        most: Some(3),
        summary: "Merge two people's work on one project",
        details: "\
BASE is the project that both began with; an empty file where there was none.
What only one side changed is taken from it, claim by claim and field by field.
Where both changed the same field, FILE gets that of OURS; what one side deleted
and the other changed or needs is kept. Each such conflict is a line on standard
error, as is whatever makes no sense only together, and then the exit status is
1; FILE is written all the same, over what was there, and is always a whole
project.",
        options: &[OUT, LOSE],
        run: merge::run,
    },
    Command {
        name: "claims",
        arguments: "PROJECT",
        least: 1,
        most: Some(1),
        summary: "List the claims of a project",
        details: "\
Positions count characters (Unicode code points) from the start of the
article's text, the end not included. In CSV a cell that a spreadsheet would
take for a formula has an apostrophe before it; numbers stay as they are.

A query names tag, unit, amount, date, claimant, subject, publisher, published,
title, quote, note, stage, kind, bound, grade, is or has, each with a colon:
amount:5m..2bn, date:2024-02..2024-05, claimant:\"UK MoD\", is:cumulative,
-has:date. Commas stand between values of which one suffices.",
        options: &[
            Opt {
                name: "query",
                value: Some("Q"),
                required: false,
                help: "only claims that answer all of it: words, \"phrases\", /patterns/ and \
                       fields, for example 'tag:aid unit:USD amount:>1bn -reported'",
            },
            Opt {
                name: "format",
                value: Some("FORMAT"),
                required: false,
                help: "table (default), csv, json or jsonl",
            },
        ],
        run: claims::list,
    },
    Command {
        name: "findings",
        arguments: "PROJECT",
        least: 1,
        most: Some(1),
        summary: "List what is one fact, where sources disagree, what does not add up",
        details: "\
Lists the findings of a project, and the claims that seem to report one and the
same quantity, with how far apart they are and how many independent articles
stand behind them. With --conflicts those that disagree, by how much; with
--questions the numbers that do not add up, with the claims. With --json a line
is an object: finding, state (proposed, confirmed, conflict or settled), title,
low, high, ratio, agree, value, chosen, articles, independent, claims, proposed
and why; of a question, question, claims and words.",
        options: &[
            JSON,
            Opt {
                name: "csv",
                value: None,
                required: false,
                help: "print a table of comma-separated values",
            },
            Opt {
                name: "conflicts",
                value: None,
                required: false,
                help: "only those whose claims disagree, the furthest apart first",
            },
            Opt {
                name: "questions",
                value: None,
                required: false,
                help: "the numbers that do not add up",
            },
        ],
        run: findings::run,
    },
    Command {
        name: "search",
        arguments: "PROJECT QUERY",
        least: 2,
        most: None,
        summary: "Find words in article texts, claims and pages",
        details: "\
QUERY is in the language of claims --query. In texts several words must stand
near each other; those in \"quotes\" stand together. A query that names something
which only claims have (tag:aid) lists claims. With --json a line is an object
with the keys article or page, claim where it is one, start, end, text and
context.",
        options: &[JSON],
        run: search::run,
    },
    Command {
        name: "chart",
        arguments: "PROJECT [CHART]",
        least: 1,
        most: Some(2),
        summary: "Draw a saved chart, or all of them into a folder",
        details: "\
CHART is the title of a saved chart, the beginning of it, or its id; it may be
left out where there is one chart only, or where a folder takes them all. The
format is that of the file's ending, or --format. The same project gives the
same bytes on every machine. A PDF holds its typefaces, and a web page needs no
other file: it has the picture, the data, and every quote with a link to it.",
        options: &[
            Opt {
                name: "out",
                value: Some("FILE"),
                required: true,
                help: "a file that ends in .svg, .png, .pdf, .html, .csv or .xlsx, or a folder; - is \
                       standard output",
            },
            Opt {
                name: "format",
                value: Some("FORMAT"),
                required: false,
                help: "svg, png, pdf, html, csv or xlsx; svg where nothing says otherwise",
            },
            Opt {
                name: "size",
                value: Some("SIZE"),
                required: false,
                help: "column (420 wide), page (720, default) or slide (960 by 540)",
            },
            Opt {
                name: "date",
                value: Some("DATE"),
                required: false,
                help: "the day to print below the picture; that of the newest claim or article \
                       otherwise",
            },
            Opt {
                name: "scale",
                value: Some("N"),
                required: false,
                help: "pixels for each point of a PNG, 1 to 4 (default 2)",
            },
            FORCE,
        ],
        run: chart::run,
    },
    Command {
        name: "export",
        arguments: "PROJECT",
        least: 1,
        most: Some(1),
        summary: "Write the claims of a project to a file, or a dossier of all of it",
        details: "\
The columns are those of the claims command, in every format but html and docx,
which are the dossier: a web page or a document with every chart, finding and
quote, and the numbered sources.",
        options: &[
            OUT,
            Opt {
                name: "format",
                value: Some("FORMAT"),
                required: false,
                help: "csv, xlsx, json, jsonl, html or docx, where the file's ending does not say it",
            },
            FORCE,
        ],
        run: claims::export,
    },
    Command {
        name: "check",
        arguments: "PROJECT",
        least: 1,
        most: Some(1),
        summary: "Check every quote against its article, and every reference",
        details: "Prints one line for each fault and exits with status 1 if there is one.",
        options: &[],
        run: check::run,
    },
];

impl Command {
    /// The command of that name.
    pub fn named(name: &OsStr) -> Option<&'static Self> {
        COMMANDS.iter().find(|command| name == command.name)
    }

    /// How it is typed: `claimbook read FILE… [--json]`.
    pub fn usage(&self) -> String {
        let options = self.options.iter().map(|option| {
            let typed = option.typed();
            if option.required {
                format!(" {typed}")
            } else {
                format!(" [{typed}]")
            }
        });
        let options: String = options.collect();
        format!("claimbook {} {}{options}", self.name, self.arguments)
    }
}

impl Opt {
    /// How it is typed: `--format FORMAT`.
    pub fn typed(&self) -> String {
        match self.value {
            Some(value) => format!("--{} {value}", self.name),
            None => format!("--{}", self.name),
        }
    }
}
