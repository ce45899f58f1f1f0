//! What `--help` prints, made from the table of commands.

use super::command::{COMMANDS, Command};

/// The widest line.
const WIDTH: usize = 80;

/// What `claimbook --help` prints.
pub(super) fn general() -> String {
    let names = COMMANDS.iter().map(|command| command.name.len());
    let widest = names.max().unwrap_or_default();
    let row = |command: &Command| format!("  {:widest$}  {}\n", command.name, command.summary);
    let commands: String = COMMANDS.iter().map(row).collect();
    format!(
        "Claimbook: a research notebook for checking figures in the news.\n\n\
        Usage:\n  claimbook [PROJECT or ARTICLE…]   open the window\n  \
        claimbook COMMAND …               do one thing without a window\n\n\
        Commands:\n{commands}\n\
        claimbook COMMAND --help explains a command; claimbook --version prints the\n\
        version. Where a file is read, - is standard input. A file that exists is never\n\
        written over, unless --force says so; merge alone replaces its FILE.\n\n\
        Exit status: 0 done, 1 something could not be done, 2 wrong usage. Results go\n\
        to standard output, errors to standard error with the file and the reason.\n"
    )
}

/// What `claimbook COMMAND --help` prints.
pub(super) fn of(command: &Command) -> String {
    let mut text = format!(
        "{}.\n\nUsage:\n  {}\n\n{}\n",
        command.summary,
        command.usage(),
        command.details
    );
    if !command.options.is_empty() {
        text += "\nOptions:\n";
    }
    let widest = command
        .options
        .iter()
        .map(|option| option.typed().len())
        .max();
    let indent = widest.unwrap_or_default() + 4;
    for option in command.options {
        let mut line = format!("  {:width$}", option.typed(), width = indent - 2);
        for word in option.help.split(' ') {
            if line.chars().count() + 1 + word.chars().count() > WIDTH {
                text += line.trim_end();
                text.push('\n');
                line = " ".repeat(indent);
            }
            if !line.ends_with(' ') {
                line.push(' ');
            }
            line += word;
        }
        text += &line;
        text.push('\n');
    }
    text
}

/// What is said after a wrong call.
pub(super) fn hint(command: Option<&Command>) -> String {
    match command {
        Some(command) => format!(
            "usage: {} (claimbook {} --help explains it)",
            command.usage(),
            command.name
        ),
        None => "claimbook --help lists the commands".to_owned(),
    }
}

/// The names of all commands.
pub(super) fn names() -> String {
    let names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    names.join(", ")
}

/// The table of commands for the README, in Markdown.
pub fn readme_table() -> String {
    let row = |command: &Command| format!("| `{}` | {} |\n", command.usage(), command.summary);
    let rows: String = COMMANDS.iter().map(row).collect();
    let window = "| `claimbook [PROJECT or ARTICLE…]` | Open the window |";
    format!("| command | does |\n|---|---|\n{window}\n{rows}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_they_do_stand_apart_and_fit_the_line() {
        let text = general();
        for command in COMMANDS {
            let line = text
                .lines()
                .find(|line| line.trim_start().starts_with(&format!("{} ", command.name)));
            let line = line.unwrap_or_else(|| panic!("{} runs into what it does", command.name));
            assert!(line.ends_with(command.summary));
            assert!(line.chars().count() <= WIDTH, "{line}");
        }
    }
}
