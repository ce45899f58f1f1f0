//! The program: opens the window.

fn main() {
    let paths = std::env::args_os().skip(1).map(Into::into).collect();
    if let Err(error) = claimbook::ui::open(paths) {
        eprintln!("claimbook: {error}");
        std::process::exit(1);
    }
}
