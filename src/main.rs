//! The program: the command line, and the window behind it.

use std::process::ExitCode;

use claimbook::import;

fn main() -> ExitCode {
    if import::is_reader(std::env::args_os().skip(1)) {
        return import::answer_as_reader();
    }
    if let Ok(program) = std::env::current_exe() {
        import::use_program(program);
    }
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("warn")).init();
    claimbook::cli::main(&|paths| claimbook::ui::open(paths).map_err(|error| error.to_string()))
}
