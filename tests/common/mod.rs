//! The notebook as a person uses it, for tests: what they do, in their words, through the real
//! window by its accessible names, and what they see.

#![allow(
    dead_code,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "each test program uses a part of this, and a step that fails here fails the test"
)]

pub mod words;

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use claimbook::clock::Clock;
use claimbook::model::{Article, Claim, Project};
use claimbook::store::{Places, Settings, to_text};
use claimbook::ui::files::Dialogs;
use claimbook::ui::jobs::Place;
use claimbook::ui::state::{Document, State, Tab};
use claimbook::ui::{App, Environment};
use egui::accesskit::{Action, ActionRequest, Role};
use egui::{
    DroppedFileHandle, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton,
    Pos2, Rect, TouchPhase, ViewportCommand, ViewportEvent, ViewportId, vec2,
};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use egui_kittest::{Harness, HarnessBuilder, Node};
use tempfile::TempDir;

/// Ctrl, or Command.
pub const CTRL: Modifiers = Modifiers::COMMAND;
/// Ctrl and Shift.
pub const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// Two articles of our own: the first about money, the second about losses.
pub const PACKAGE: (&str, &str) = (
    "package.txt",
    "Title: A package before the winter\n\
     Publisher: Harbour Wire\n\
     Published: 2024-12-03\n\
     \n\
     The ministry announced a package worth $725 million on Monday, with rockets and mines \
     among it.\n\
     \n\
     A smaller one of $275 million had been released on 20 November. Mara Dovic, who keeps \
     the accounts, said that nearly $7 billion remained to be spent.\n\
     \n\
     Nobody at the ministry would say how much of it had arrived.\n",
);
/// About losses.
pub const LOSSES: (&str, &str) = (
    "losses.md",
    "---\n\
     title: The price of a hill\n\
     publisher: Eastern Desk\n\
     date: 2025-01-09\n\
     ---\n\
     \n\
     The general staff spoke of 1,500 casualties per day, and of 600,000 casualties since the \
     invasion began.\n\
     \n\
     At least 31,000 soldiers were dead by then.\n",
);

/// The window with the notebook in it, and a folder for its files.
pub struct Notebook {
    pub window: Harness<'static, App>,
    folder: Rc<TempDir>,
}

impl Notebook {
    /// The start screen.
    pub fn start() -> Self {
        Self::opened_with(Settings::default(), Vec::new(), |builder| builder)
    }

    /// A new project with nothing in it.
    pub fn empty() -> Self {
        let mut notebook = Self::start();
        notebook.click("New project");
        notebook
    }

    /// The sample project.
    pub fn sample() -> Self {
        let mut notebook = Self::start();
        notebook.click("Open sample project");
        notebook
    }

    /// A new project with these articles: names of files and what is in them.
    pub fn with_articles(articles: &[(&str, &str)]) -> Self {
        let mut notebook = Self::empty();
        let paths: Vec<PathBuf> = articles
            .iter()
            .map(|(name, text)| notebook.write(name, text))
            .collect();
        notebook.import(&paths);
        notebook
    }

    /// The window as it is after these paths were named on the command line.
    pub fn opened_with(
        settings: Settings,
        paths: Vec<PathBuf>,
        build: impl FnOnce(HarnessBuilder<App>) -> HarnessBuilder<App>,
    ) -> Self {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        Self::in_folder(folder, settings, paths, build)
    }

    fn in_folder(
        folder: Rc<TempDir>,
        settings: Settings,
        paths: Vec<PathBuf>,
        build: impl FnOnce(HarnessBuilder<App>) -> HarnessBuilder<App>,
    ) -> Self {
        let places = Places::in_folder(&folder.path().join("kept"));
        let builder = Harness::builder()
            .with_size([1280.0, 800.0])
            .with_max_steps(24)
            .with_accessibility_check(true);
        let window = build(builder).build_eframe(|cc| {
            let environment = Environment {
                clock: Clock::fixed("2025-06-20T09:00:00Z".parse().unwrap()),
                settings,
                settings_warning: None,
                places,
                dialogs: Dialogs::PathBox,
                place: Place::Here,
            };
            App::new(&cc.egui_ctx, environment, paths)
        });
        let mut notebook = Self { window, folder };
        notebook.settle();
        notebook
    }

    /// Another window of the same person on the same computer, with these files named.
    pub fn another_window(&self, paths: &[PathBuf]) -> Self {
        let folder = Rc::clone(&self.folder);
        Self::in_folder(folder, Settings::default(), paths.to_vec(), |builder| {
            builder
        })
    }

    /// The power goes, and the person starts the program again with these files named.
    pub fn crash_and_restart(self, paths: &[PathBuf]) -> Self {
        let folder = Rc::clone(&self.folder);
        // Nothing is told to the window: it is gone.
        drop(self);
        Self::in_folder(folder, Settings::default(), paths.to_vec(), |builder| {
            builder
        })
    }

    /// Turns to another program, in which `meanwhile` happens, and back.
    pub fn turn_away(&mut self, meanwhile: impl FnOnce()) {
        self.window.input_mut().focused = false;
        self.settle();
        meanwhile();
        self.window.input_mut().focused = true;
        self.settle();
    }

    /// Opens a file in a window of its own, as a second run of the program would.
    pub fn reopen(path: &Path) -> Self {
        Self::opened_with(Settings::default(), vec![path.to_owned()], |builder| {
            builder
        })
    }

    // Files.

    /// A path in the notebook's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the notebook's folder.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, contents).unwrap();
        path
    }

    /// Imports files by the menu's path box.
    pub fn import(&mut self, paths: &[PathBuf]) {
        self.keys(CTRL_SHIFT, Key::I);
        let lines: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        self.answer_path_box(&lines.join("\n"), "Import");
    }

    /// Drops files or a folder on the window.
    pub fn drop_files(&mut self, paths: &[PathBuf]) {
        self.window.input_mut().dropped_files = paths
            .iter()
            .map(|path| Arc::new(Dropped(path.clone())) as DroppedFileHandle)
            .collect();
        self.settle();
    }

    /// Opens a project by the path box.
    pub fn open(&mut self, path: &Path) {
        self.keys(CTRL, Key::O);
        self.answer_path_box(&path.display().to_string(), "Open");
    }

    /// Saves the project under a name by the path box.
    pub fn save_as(&mut self, path: &Path) {
        self.keys(CTRL_SHIFT, Key::S);
        self.answer_path_box(&path.display().to_string(), "Save");
    }

    /// Writes the open chart to a file, in a format by the first words of its name.
    pub fn export_chart(&mut self, format: &str, path: &Path) {
        self.keys(CTRL, Key::E);
        let is_format = |node: &AccessKitNode<'_>| {
            node.role() == Role::RadioButton
                && node.label().is_some_and(|label| label.starts_with(format))
        };
        self.window.get_by(is_format).click();
        self.settle();
        self.click("Choose file…");
        self.answer_path_box(&path.display().to_string(), "Export");
    }

    /// Writes the open page to a file; its ending is the format.
    pub fn export_page(&mut self, path: &Path) {
        self.menu("Project", "Export page");
        self.answer_path_box(&path.display().to_string(), "Export");
    }

    /// Writes the claims to a file; its ending is the format.
    pub fn export_claims(&mut self, path: &Path) {
        self.keys(CTRL_SHIFT, Key::E);
        self.answer_path_box(&path.display().to_string(), "Export");
    }

    /// Types into the path box over what it proposes, and presses its button.
    pub fn answer_path_box(&mut self, text: &str, verb: &str) {
        self.keys(CTRL, Key::A);
        self.type_text(text);
        self.click(verb);
    }

    // Keys and mouse.

    /// Lets the window do all that it has to do now, and checks that it comes to rest.
    pub fn settle(&mut self) {
        self.window.run();
    }

    /// Lets time pass, for messages to go.
    pub fn wait(&mut self, seconds: f32) {
        let steps = (seconds / 0.25).ceil() as usize;
        self.window.run_steps(steps);
        self.settle();
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) {
        self.window.key_press(key);
        self.settle();
    }

    /// Presses a key with others held down.
    pub fn keys(&mut self, held: Modifiers, key: Key) {
        self.window.key_press_modifiers(held, key);
        self.settle();
    }

    /// Types into whatever has the keyboard; several lines are pasted.
    pub fn type_text(&mut self, text: &str) {
        self.window.event(if text.contains('\n') {
            Event::Paste(text.to_owned())
        } else {
            Event::Text(text.to_owned())
        });
        self.settle();
    }

    /// Scrolls a control into view and clicks it.
    pub fn scroll_to_and_click(&mut self, name: &str) {
        self.control(name).scroll_to_me();
        self.settle();
        self.click(name);
    }

    /// Clicks the button, row or link of that name.
    pub fn click(&mut self, name: &str) {
        self.control(name).click();
        self.settle();
    }

    /// Does something with a control as a screen reader would.
    pub fn assist(&mut self, name: &str, action: Action) {
        let (target_node, target_tree) = self.window.get_by_label(name).accesskit_node().locate();
        self.window
            .event(Event::AccessKitActionRequest(ActionRequest {
                action,
                target_node,
                target_tree,
                data: None,
            }));
        self.settle();
    }

    /// Runs a command from the menu bar.
    pub fn menu(&mut self, menu: &str, item: &str) {
        let opens = |node: &AccessKitNode<'_>| {
            node.role() == Role::Button && node.label().as_deref() == Some(menu)
        };
        self.window.get_by(opens).click();
        self.settle();
        let chosen = |node: &AccessKitNode<'_>| {
            node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with(item))
        };
        let items: Vec<Node<'_>> = self.window.get_all_by(chosen).collect();
        // The menu is drawn last, over everything else of that name.
        items.last().unwrap().click();
        self.settle();
    }

    /// Runs a command from the palette.
    pub fn palette(&mut self, typed: &str) {
        self.keys(CTRL, Key::K);
        self.type_text(typed);
        self.press(Key::Enter);
    }

    /// Goes into a field by its name.
    pub fn focus(&mut self, field: &str) {
        let is_field = |node: &AccessKitNode<'_>| {
            matches!(node.role(), Role::TextInput | Role::MultilineTextInput)
                && node.label().as_deref() == Some(field)
        };
        self.window.get_by(is_field).focus();
        self.settle();
    }

    /// Types into a field by its name, over what is in it.
    pub fn fill(&mut self, field: &str, text: &str) {
        self.focus(field);
        self.keys(CTRL, Key::A);
        self.type_text(text);
    }

    // Reading and claiming.

    /// Opens an article by a click in the library.
    pub fn open_article(&mut self, title: &str) {
        let is_row = |node: &AccessKitNode<'_>| {
            node.role() == Role::Button
                && node
                    .label()
                    .is_some_and(|label| label.starts_with(&format!("{title}, ")))
        };
        self.window.get_by(is_row).click();
        self.settle();
        assert_eq!(self.article().display_title(), title);
    }

    /// Selects words of the open article by dragging the mouse over them.
    pub fn select_words(&mut self, words: &str) {
        let place = self.bring_into_view(words);
        let middle = place.from.lerp(place.to, 0.5);
        self.window.hover_at(place.from);
        self.window.drag_at(place.from);
        self.window.hover_at(middle);
        self.window.hover_at(place.to);
        self.window.drop_at(place.to);
        self.settle();
        assert_eq!(self.selected_words().as_deref(), Some(words));
    }

    /// Turns the wheel until the words are in view, and says where they are.
    pub fn bring_into_view(&mut self, words: &str) -> words::Place {
        let page = self.page();
        for turn in 0..200 {
            if let Some(place) = self.place_of(words) {
                return place;
            }
            // Down to the end, then up to the start.
            let step = if turn < 100 { -0.5 } else { 0.5 } * page.height();
            self.window.hover_at(page.center());
            self.window.event(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, step),
                phase: TouchPhase::Move,
                modifiers: Modifiers::NONE,
                source: MouseWheelSource::Wheel,
            });
            self.settle();
        }
        panic!("“{words}” cannot be found on the page");
    }

    /// Where words stand on the page, if they are in view as a whole.
    pub fn place_of(&self, words: &str) -> Option<words::Place> {
        let scale = self.window.ctx.pixels_per_point();
        let root = self.window.root().accesskit_node();
        let place = words::find(root, words, scale)?;
        let page = self.page().shrink(2.0);
        (page.contains(place.from) && page.contains(place.to)).then_some(place)
    }

    /// The part of the screen where the open article is shown.
    pub fn page(&self) -> Rect {
        self.window.get_by_role(Role::Document).rect()
    }

    /// Makes a claim of the selected words by Enter.
    pub fn claim_selection(&mut self) {
        self.press(Key::Enter);
    }

    /// Presses the key of a tag.
    pub fn press_tag_key(&mut self, digit: u8) {
        let keys = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ];
        self.press(keys[usize::from(digit) - 1]);
    }

    // The workbench.

    /// Shows a tab of the workbench.
    pub fn show_tab(&mut self, tab: Tab) {
        self.window
            .get_by_role_and_label(Role::Tab, tab.label())
            .click();
        self.settle();
        assert_eq!(
            self.state().view.tab,
            tab,
            "in {:?}",
            self.window.ctx.content_rect()
        );
    }

    /// Orders the table of claims by a column.
    pub fn sort_claims_by(&mut self, column: &str) {
        let name = format!("Sort by {column}");
        let heads =
            |node: &AccessKitNode<'_>| node.label().is_some_and(|label| label.starts_with(&name));
        self.window.get_by(heads).click();
        self.settle();
    }

    /// The rows of the table of claims that are in view, from the top.
    pub fn claim_rows(&self) -> Vec<String> {
        let rows = self.window.query_all_by_role(Role::Row);
        let mut rows: Vec<(f32, String)> = rows
            .filter_map(|row| Some((row.rect().top(), row.accesskit_node().label()?)))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().map(|(_, name)| name).collect()
    }

    /// Clicks the row of a claim in the table.
    pub fn click_row(&mut self, quote: &str) {
        let quoted = format!("“{quote}”");
        let is_row = |node: &AccessKitNode<'_>| {
            node.role() == Role::Row && node.label().is_some_and(|label| label.contains(&quoted))
        };
        let row = self.window.get_by(is_row).rect();
        // The name of a row may be longer than what is in view of it.
        self.click_at(row.left_center() + vec2(60.0, 0.0));
    }

    /// The names of the marks of the open chart.
    pub fn dots(&self) -> Vec<String> {
        let dots = self.window.query_all_by_label_contains("Mark: ");
        dots.filter_map(|dot| dot.accesskit_node().label())
            .collect()
    }

    /// Clicks the mark of that name on the open chart, with the mouse.
    pub fn click_dot(&mut self, name: &str) {
        let place = self
            .window
            .get_by_label(&format!("Mark: {name}"))
            .rect()
            .center();
        self.click_at(place);
    }

    /// Clicks somewhere.
    pub fn click_at(&mut self, place: Pos2) {
        self.window.hover_at(place);
        for pressed in [true, false] {
            self.window.event(Event::PointerButton {
                pos: place,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        self.settle();
    }

    // Back and forth.

    /// Undoes until there is nothing to undo, and says how many steps there were.
    pub fn undo_all(&mut self) -> usize {
        self.press(Key::Escape);
        let mut steps = 0;
        while self.document().history.undo_label().is_some() {
            self.keys(CTRL, Key::Z);
            steps += 1;
            assert!(steps < 1000, "undoing never ends");
        }
        steps
    }

    /// Redoes until there is nothing to redo, and says how many steps there were.
    pub fn redo_all(&mut self) -> usize {
        let mut steps = 0;
        while self.document().history.redo_label().is_some() {
            self.keys(CTRL_SHIFT, Key::Z);
            steps += 1;
            assert!(steps < 1000, "redoing never ends");
        }
        steps
    }

    // What is seen and known.

    /// The control of that name: of several, the one that is drawn last and thus on top.
    pub fn control(&self, name: &str) -> Node<'_> {
        let acts = |node: &Node<'_>| {
            let node = node.accesskit_node();
            !matches!(node.role(), Role::Label | Role::Row | Role::Mark)
                && node.label().as_deref() == Some(name)
        };
        let found = self.window.root().children_recursive().filter(acts).last();
        found.unwrap_or_else(|| panic!("there is no “{name}” on the screen:\n{}", self.screen()))
    }

    /// Whether these words are on the screen, in a label, a message or a name.
    pub fn says(&self, words: &str) -> bool {
        let root = self.window.root().accesskit_node();
        words::below(root).any(|node| {
            let holds = |text: Option<String>| text.is_some_and(|text| text.contains(words));
            holds(node.label()) || holds(node.value())
        })
    }

    /// Checks that these words are on the screen.
    #[track_caller]
    pub fn assert_says(&self, words: &str) {
        assert!(
            self.says(words),
            "“{words}” is not on the screen:\n{}",
            self.screen()
        );
    }

    /// Checks that these words are not on the screen.
    #[track_caller]
    pub fn assert_silent(&self, words: &str) {
        assert!(
            !self.says(words),
            "“{words}” is on the screen:\n{}",
            self.screen()
        );
    }

    /// All that is on the screen, for messages of tests.
    pub fn screen(&self) -> String {
        let root = self.window.root().accesskit_node();
        let lines = words::below(root).filter_map(|node| {
            let text = node.label().or(node.value())?;
            (node.role() != Role::TextRun).then(|| format!("  {:?} {text:?}", node.role()))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Clicks the row of a list whose name begins with these words.
    pub fn click_row_like(&mut self, words: &str) {
        let rows = self.window.get_all_by_role(Role::Row);
        let begins = |row: &Node<'_>| {
            let label = row.accesskit_node().label();
            label.is_some_and(|label| label.starts_with(words))
        };
        let row = rows.into_iter().find(begins);
        row.unwrap_or_else(|| panic!("no row begins with “{words}”:\n{}", self.screen()))
            .click();
        self.settle();
    }

    /// What the window knows.
    pub fn state(&self) -> &State {
        self.window.state().state()
    }

    /// The open project with its history.
    pub fn document(&self) -> &Document {
        self.state().document.as_ref().expect("a project is open")
    }

    /// The open project.
    pub fn project(&self) -> &Project {
        &self.document().project
    }

    /// The text of the project's file, for comparing byte by byte.
    pub fn project_text(&self) -> String {
        to_text(self.project())
    }

    /// The article in the reader.
    pub fn article(&self) -> &Article {
        self.state().article().expect("an article is open")
    }

    /// The claim in the inspector.
    pub fn shown_claim(&self) -> Option<&Claim> {
        self.state().claim()
    }

    /// The claim on these words.
    pub fn claim(&self, quote: &str) -> &Claim {
        self.project()
            .claims()
            .find(|claim| claim.passage.quote == quote)
            .unwrap_or_else(|| panic!("there is no claim on “{quote}”"))
    }

    /// The words selected in the open article.
    pub fn selected_words(&self) -> Option<String> {
        let selection = self.state().view.selection.as_ref()?;
        let article = self.project().article(selection.article)?;
        Some(article.text.get(selection.range.clone())?.to_owned())
    }

    /// What stands in its row after the caret of the open article, as a screen reader is told.
    pub fn after_caret(&self) -> String {
        let page = self.window.get_by_role(Role::Document);
        let page = page.accesskit_node();
        let caret = page.text_selection_focus().expect("a caret in the text");
        let mut rest = caret.to_degenerate_range();
        rest.set_end(caret.forward_to_line_end());
        rest.text()
    }

    // Closing.

    /// Asks the window to close, as its × does. True where it closes, false where it stays.
    pub fn close_window(&mut self) -> bool {
        let view = self.window.input_mut().viewports.get_mut(&ViewportId::ROOT);
        view.unwrap().events.push(ViewportEvent::Close);
        self.window.step();
        let stays = self.commands().contains(&ViewportCommand::CancelClose);
        self.settle();
        !stays
    }

    /// Clicks a button. True where the window closes of it, at once or in the next frames.
    pub fn click_closes(&mut self, name: &str) -> bool {
        self.control(name).click();
        let mut closes = false;
        for _ in 0..6 {
            self.window.step();
            closes |= self.commands().contains(&ViewportCommand::Close);
        }
        self.settle();
        closes
    }

    fn commands(&self) -> &[ViewportCommand] {
        &self.window.output().viewport_output[&ViewportId::ROOT].commands
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
