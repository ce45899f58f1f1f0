//! Pictures of the main screens in both themes, drawn by software Vulkan.
//!
//! Needs the feature `pixels` and a Vulkan driver. On Debian that is `mesa-vulkan-drivers`:
//!
//! ```sh
//! export VK_DRIVER_FILES=/usr/share/vulkan/icd.d/lvp_icd.x86_64.json
//! cargo test --features pixels --test pixels                       # compare
//! UPDATE_SNAPSHOTS=1 cargo test --features pixels --test pixels    # record what differs
//! ```
//!
//! The pictures lie in `tests/snapshots`. Where one differs, a `.diff.png` lies beside it. Letters
//! are drawn by the program itself and are the same everywhere; the edges of shapes may differ a
//! little from driver to driver, which the tolerance below allows for and no more.

mod common;

use claimbook::store::{Settings, Theme, WorkbenchPlace};
use claimbook::ui::state::Tab;
use common::Notebook;
use egui_kittest::SnapshotOptions;

/// Each screen in both themes, a test for each: a harness answers for its own pictures.
macro_rules! in_both_themes {
    ($($screen:ident),+ $(,)?) => {$(
        mod $screen {
            use super::Theme;

            #[test]
            fn light() {
                super::$screen(Theme::Light, "light");
            }

            #[test]
            fn dark() {
                super::$screen(Theme::Dark, "dark");
            }
        }
    )+};
}

in_both_themes! {
    start_screen,
    reading_with_the_claim_and_the_table,
    charts_beside_the_text,
    the_notebook,
}

fn start_screen(theme: Theme, name: &str) {
    let mut notebook = open(theme, WorkbenchPlace::Bottom);
    picture(&mut notebook, &format!("start_{name}"));
}

fn reading_with_the_claim_and_the_table(theme: Theme, name: &str) {
    let mut notebook = open(theme, WorkbenchPlace::Bottom);
    notebook.click("Open sample project");
    notebook.open_article("Sealift against the calendar");
    notebook.press(egui::Key::N);
    notebook.press(egui::Key::N);
    picture(&mut notebook, &format!("reading_{name}"));
}

fn charts_beside_the_text(theme: Theme, name: &str) {
    let mut notebook = open(theme, WorkbenchPlace::Side);
    notebook.click("Open sample project");
    notebook.keys(common::CTRL, egui::Key::I);
    notebook.show_tab(Tab::Charts);
    picture(&mut notebook, &format!("charts_{name}"));
}

fn the_notebook(theme: Theme, name: &str) {
    let mut notebook = open(theme, WorkbenchPlace::Side);
    notebook.click("Open sample project");
    notebook.keys(common::CTRL, egui::Key::I);
    notebook.show_tab(Tab::Notes);
    notebook.click("Read");
    picture(&mut notebook, &format!("notebook_{name}"));
}

fn open(theme: Theme, workbench: WorkbenchPlace) -> Notebook {
    let settings = Settings {
        theme,
        workbench,
        ..Settings::default()
    };
    Notebook::opened_with(settings, Vec::new(), |builder| {
        builder
            .with_render_cursor(false)
            .with_options(SnapshotOptions::new().threshold(2.0).max_failed_pixels(20))
            .wgpu()
    })
}

/// Compares the window with its picture, once messages and the flash of a jump have gone.
fn picture(notebook: &mut Notebook, name: &str) {
    notebook.window.remove_cursor();
    notebook.wait(15.0);
    notebook.window.snapshot(name);
}
