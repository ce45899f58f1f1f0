//! The window: the only place that names egui, eframe, `egui_plot` and rfd.
//!
//! Views get `&State` and push [`action::Action`]s; [`apply`] changes the state after the frame.

pub mod action;
mod app;
mod apply;
mod autosave;
mod changed_file;
pub mod charts;
mod chooser;
mod chosen_files;
mod claiming;
mod claims_table;
mod codebook;
pub mod command;
mod completion;
mod controls;
mod dialog;
mod document;
mod entry;
mod everywhere;
mod faults;
pub mod figures;
pub mod files;
mod findings;
#[cfg(test)]
mod fixture;
mod holding;
mod importing;
mod inspector;
pub mod jobs;
pub mod keymap;
mod library;
mod long_step;
mod menu;
pub mod notebook;
pub mod overview;
mod palette;
mod panes;
mod project_files;
mod questions;
mod read_only;
pub mod reader;
mod reader_pane;
mod reading;
mod reading_settings;
mod recovery;
mod replacing;
mod restoring;
mod review;
mod run;
mod search_pane;
mod searching;
mod selection_bar;
mod sentence;
mod shortcuts;
mod start;
pub mod state;
mod status;
mod table_row;
pub mod theme;
mod toasts;
mod trail;
mod workbench;

use std::path::PathBuf;

pub use app::{App, Environment};

use crate::clock::Clock;
use crate::store::{Places, Settings, Theme};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// No display server answers.
    #[error("There is no display to open a window on")]
    NoDisplay,
    /// The window system or the renderer refused.
    #[error("The window could not be opened: {0}")]
    Refused(String),
}

/// Opens the window with these projects or articles and returns when it is closed.
///
/// # Errors
/// [`WindowError`] where there is no display or no way to draw on it.
pub fn open(paths: Vec<PathBuf>) -> Result<(), WindowError> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(WindowError::NoDisplay);
    }
    let places = Places::standard();
    let (settings, settings_warning) = Settings::load(&places);
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("claimbook")
            .with_title("Claimbook")
            .with_inner_size([settings.window.width, settings.window.height])
            .with_maximized(settings.window.maximised)
            .with_min_inner_size([480.0, 360.0]),
        renderer: renderer(),
        ..eframe::NativeOptions::default()
    };
    let environment = Environment {
        clock: Clock::System,
        settings,
        settings_warning,
        places,
        dialogs: files::Dialogs::System,
        place: jobs::Place::Thread,
    };
    eframe::run_native(
        "claimbook",
        options,
        Box::new(|cc| Ok(Box::new(App::new(&cc.egui_ctx, environment, paths)))),
    )
    .map_err(|error| WindowError::Refused(error.to_string()))
}

/// Measured in a virtual display with software rendering: this program with the sample project
/// open, release build, six starts of each in turn on a busy two-core machine, medians (least to
/// most).
///
/// | | glow | wgpu |
/// |---|---|---|
/// | first frame on screen | 297 ms (243 to 373) | 641 ms (421 to 839) |
/// | CPU time for the start | 475 ms | 1,530 ms |
/// | resident memory | 122 MB | 145 MB |
/// | threads | 8 | 14 |
/// | of a core while idle | 0.0 % | 0.0 % |
/// | binary | 36 MB | 43 MB with both |
///
/// Hence glow; wgpu can be built in for machines whose OpenGL fails.
///
/// OpenGL, unless the build holds wgpu as well and `CLAIMBOOK_RENDERER=wgpu` asks for it.
fn renderer() -> eframe::Renderer {
    #[cfg(feature = "wgpu")]
    if std::env::var_os("CLAIMBOOK_RENDERER").is_some_and(|name| name == "wgpu") {
        return eframe::Renderer::Wgpu;
    }
    eframe::Renderer::Glow
}

fn has_display() -> bool {
    let named = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    named("DISPLAY") || named("WAYLAND_DISPLAY") || named("WAYLAND_SOCKET")
}

/// A theme of the settings as egui names it.
fn theme_preference(theme: Theme) -> egui::ThemePreference {
    match theme {
        Theme::System => egui::ThemePreference::System,
        Theme::Light => egui::ThemePreference::Light,
        Theme::Dark => egui::ThemePreference::Dark,
    }
}
