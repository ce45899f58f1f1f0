//! What a frame of the window costs at the largest scale, in the real interface driven by its
//! accessible names: CPU of the window's own thread, with layout, accessibility tree and
//! tessellation, without the graphics card. Work in the background runs on its threads, as it
//! does for a person, and is not counted.
//!
//! `cargo bench --bench window_frame`

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot do its work has to stop"
)]

#[path = "shared/project.rs"]
mod project;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use claimbook::clock::Clock;
use claimbook::store::{self, Expected, Places, Settings};
use claimbook::ui::files::Dialogs;
use claimbook::ui::jobs::Place;
use claimbook::ui::state::{State, Tab};
use claimbook::ui::{App, Environment};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, TouchPhase, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, Queryable as _};

fn main() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let size = if is_bench {
        project::LARGE
    } else {
        project::SMALL
    };
    let turns = if is_bench { 120 } else { 3 };
    let folder = tempfile::tempdir().expect("a folder for the trial");
    let path = folder.path().join("project.ron");
    {
        let project = project::generate(size);
        store::save(&project, &path, Expected::Nothing, &Places::nowhere()).expect("saved");
    }
    let mut window = Window::open(folder.path(), &path);
    println!(
        "{:<44} {:>7} {:>8} {:>8} {:>8}",
        "CPU of a frame, in ms", "frames", "median", "p99", "worst"
    );
    window.told("opening, to the first whole frame");
    window.wait_until(|state| state.figures.unread() == 0);
    window.told("the recogniser reads all articles");
    for tab in [
        Tab::Claims,
        Tab::Review,
        Tab::Findings,
        Tab::Charts,
        Tab::Notes,
        Tab::Tags,
    ] {
        window.show(tab);
        window.told(&format!("{}: shown and at rest", tab.label()));
        window.scroll(tab.label(), turns);
        window.told(&format!("{}: scrolling", tab.label()));
    }
    window.scroll_at(Pos2::new(120.0, 400.0), turns);
    window.told("library: scrolling");
    window.type_into("Filter articles", "courier 12");
    window.told("library: typing a filter");
    window.clear("Filter articles");
    window.told("library: without it again");
    window.show(Tab::Claims);
    window.begin();
    window.type_into("Filter claims", "ministry 12 amount:>1bn");
    window.told("claims: typing a filter");
    window.clear("Filter claims");
    window.told("claims: without it again");
    for column in ["Sort by Quote", "Sort by Claimant", "Sort by Figure"] {
        window.click(column);
        window.told(&format!("claims: {column}"));
    }
    window.click_at(Pos2::new(700.0, 700.0));
    window.told("claims: choosing a row");
    window.type_into("Note", "A note of some length");
    window.told("claims: typing a note");
    for _ in 0..turns / 6 {
        window.keys(Modifiers::COMMAND, Key::Z);
        window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    }
    window.told("claims: undo and redo");
    window.show(Tab::Findings);
    window.begin();
    window.type_into("Filter findings", "ministry 12");
    window.told("findings: typing a filter");
    window.scroll("Findings", turns);
    window.told("findings: scrolling what is filtered");
    window.clear("Filter findings");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.begin();
    window.type_into("Search everywhere", "ammunition convoy");
    window.told("search: typing");
    window.scroll("Search", turns);
    window.told("search: scrolling");
    window.show(Tab::Claims);
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait_until(|state| state.busy.is_empty());
    window.told("saving, with the claims in view");
    let incoming = folder.path().join("incoming");
    let count = if is_bench { 1_000 } else { 5 };
    write_articles(&incoming, count);
    window.begin();
    window.receive(vec![incoming]);
    let all = size.articles + count;
    window.wait_until(|state| {
        let project = state.project();
        project.is_some_and(|project| project.articles().len() == all) && state.busy.is_empty()
    });
    window.told(&format!("importing {count} articles of 6 KB"));
    println!("memory at the end {:>32.0} MB", memory());
}

/// Articles that are like no other.
fn write_articles(folder: &Path, count: usize) {
    fs::create_dir(folder).expect("a folder for the articles");
    for number in 0..count {
        let text = format!("Incoming {number}\n\nWord {number} of {count}. ").repeat(170);
        fs::write(folder.join(format!("{number}.txt")), text).expect("an article");
    }
}

/// The window, and what its frames cost since the last line.
struct Window {
    harness: Harness<'static, App>,
    frames: Vec<f64>,
    began: Instant,
}

impl Window {
    fn open(folder: &Path, path: &Path) -> Self {
        let places = Places::in_folder(&folder.join("kept"));
        let paths = vec![path.to_owned()];
        let harness = Harness::builder()
            .with_size([1920.0, 1080.0])
            .build_eframe(|cc| {
                let environment = Environment {
                    clock: Clock::System,
                    settings: Settings {
                        workbench_height: 460.0,
                        ..Settings::default()
                    },
                    settings_warning: None,
                    places,
                    dialogs: Dialogs::PathBox,
                    place: Place::Thread,
                };
                App::new(&cc.egui_ctx, environment, paths)
            });
        let mut own = Self {
            harness,
            frames: Vec::new(),
            began: Instant::now(),
        };
        own.wait_until(|state| state.document.is_some());
        own
    }

    /// Draws frames until there is nothing more to do at once.
    fn settle(&mut self) {
        for _ in 0..8 {
            self.frame();
        }
        self.wait_until(|state| state.busy.is_empty());
    }

    fn frame(&mut self) {
        let before = cpu();
        self.harness.step();
        let shapes = self.harness.output().shapes.clone();
        let scale = self.harness.output().pixels_per_point;
        let meshes = self.harness.ctx.tessellate(shapes, scale);
        let taken = cpu().saturating_sub(before);
        drop(meshes);
        self.frames.push(taken.as_secs_f64() * 1e3);
    }

    fn wait_until(&mut self, is_so: impl Fn(&State) -> bool) {
        let limit = Instant::now() + Duration::from_mins(5);
        loop {
            self.frame();
            if is_so(self.harness.state().state()) {
                return;
            }
            assert!(Instant::now() < limit, "it never comes");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn begin(&mut self) {
        self.frames.clear();
        self.began = Instant::now();
    }

    fn told(&mut self, what: &str) {
        let mut frames = std::mem::take(&mut self.frames);
        frames.sort_by(f64::total_cmp);
        let last = frames.len() - 1;
        println!(
            "{what:<44} {:>7} {:>8.2} {:>8.2} {:>8.2}   {:>6.2} s",
            frames.len(),
            frames[last / 2],
            frames[last * 99 / 100],
            frames[last],
            self.began.elapsed().as_secs_f64(),
        );
        self.begin();
    }

    fn show(&mut self, tab: Tab) {
        let is_tab = |node: &AccessKitNode<'_>| {
            node.role() == Role::Tab && node.label().as_deref() == Some(tab.label())
        };
        self.harness.get_by(is_tab).click();
        self.settle();
    }

    /// Turns the wheel over the middle of the workbench.
    fn scroll(&mut self, _tab: &str, turns: usize) {
        self.scroll_at(Pos2::new(700.0, 860.0), turns);
    }

    fn scroll_at(&mut self, place: Pos2, turns: usize) {
        self.harness.hover_at(place);
        self.frame();
        self.begin();
        for turn in 0..turns {
            self.harness.event(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, if turn % 3 == 2 { 150.0 } else { -900.0 }),
                phase: TouchPhase::Move,
                modifiers: Modifiers::NONE,
                source: MouseWheelSource::Wheel,
            });
            self.frame();
        }
    }

    /// Types letter by letter.
    fn type_into(&mut self, field: &str, text: &str) {
        self.focus(field);
        self.begin();
        for letter in text.chars() {
            self.harness.event(Event::Text(letter.to_string()));
            self.frame();
            self.frame();
        }
        self.settle();
    }

    fn focus(&mut self, field: &str) {
        let is_field = |node: &AccessKitNode<'_>| {
            matches!(node.role(), Role::TextInput | Role::MultilineTextInput)
                && node.label().as_deref() == Some(field)
        };
        self.harness.get_by(is_field).focus();
        self.settle();
    }

    fn clear(&mut self, field: &str) {
        self.focus(field);
        self.begin();
        self.keys(Modifiers::COMMAND, Key::A);
        self.keys(Modifiers::NONE, Key::Backspace);
        self.settle();
    }

    fn click(&mut self, name: &str) {
        let is_it =
            |node: &AccessKitNode<'_>| node.label().is_some_and(|label| label.starts_with(name));
        self.harness.get_by(is_it).click();
        self.begin();
        self.settle();
    }

    fn click_at(&mut self, place: Pos2) {
        self.harness.hover_at(place);
        self.harness.drag_at(place);
        self.harness.drop_at(place);
        self.begin();
        self.settle();
    }

    fn keys(&mut self, held: Modifiers, key: Key) {
        self.harness.key_press_modifiers(held, key);
        self.settle();
    }

    fn receive(&mut self, paths: Vec<PathBuf>) {
        let dropped = paths.into_iter().map(|path| {
            let handle: egui::DroppedFileHandle = std::sync::Arc::new(Dropped(path));
            handle
        });
        self.harness.input_mut().dropped_files = dropped.collect();
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// How long this thread has had a core; the time that passed, where the system does not say.
fn cpu() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(
        || {
            static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
            BEGUN.elapsed()
        },
        Duration::from_nanos,
    )
}

/// What the process takes now, in MB; nothing where the system does not say.
fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1e3
}
