//! The program: the command line, and the window behind it.

use std::process::ExitCode;

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("warn")).init();
    claimbook::cli::main(&|paths| claimbook::ui::open(paths).map_err(|error| error.to_string()))
}
