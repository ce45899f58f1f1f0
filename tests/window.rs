//! The main job in a real window: the program runs in a virtual display of its own and is driven
//! through the inspection port, which the feature `inspection` compiles in.
//!
//! ```sh
//! cargo test --features inspection --test window
//! ```
//!
//! Needs `Xvfb` (Debian: `apt-get install xvfb libgl1-mesa-dri libxkbcommon-x11-0 libxcursor1
//! libxi6 libxrandr2`). `CLAIMBOOK_BINARY` names another program to try than the one that cargo
//! built, such as the release build.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a step that fails here fails the test"
)]

#[path = "common/words.rs"]
mod words;

use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use claimbook::store;
use egui::accesskit::Role;
use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase,
    pos2, vec2,
};
use egui_inspection::protocol::{PROTOCOL_VERSION, read_handshake};
use egui_inspection::{Request, Response, read_message, write_message};
use egui_kittest::kittest::{AccessKitNode, State};
use tempfile::TempDir;

/// How long anything may take. Software drawing on a busy machine is slow.
const PATIENCE: Duration = Duration::from_mins(1);

const WORDS: &str = "hundreds of armoured vehicles";

#[test]
fn the_main_job_in_a_real_window() {
    let mut window = Window::open();
    window.click("the sample's button", |node| {
        is(node, Role::Button, "Open sample project")
    });
    window.click("the article's row", |node| {
        starts(node, Role::Button, "Sealift against the calendar, ")
    });
    window.find("the article's page", |node| {
        is(node, Role::Document, "Sealift against the calendar")
    });

    // Three keys from words to a tagged claim; two suffice.
    window.select_words(WORDS);
    window.find("the bar at the words", |node| {
        is(node, Role::Button, "Copy as quotation")
    });
    window.press(Modifiers::NONE, Key::Enter);
    window.press(Modifiers::NONE, Key::Num8);
    window.find("the tag in the inspector", |node| {
        is(node, Role::Button, "Remove tag equipment")
    });
    window.find("the claim in the table", |node| {
        node.role() == Role::Row && node.label().is_some_and(|label| label.contains(WORDS))
    });

    // From a mark of a chart to the words under it.
    window.click("the charts' tab", |node| is(node, Role::Tab, "Charts"));
    window.click("a mark", |node| {
        node.label()
            .is_some_and(|label| label.starts_with("Mark: "))
    });
    window.gone("the article that was open before", |node| {
        is(node, Role::Document, "Sealift against the calendar")
    });

    // Into a file, by the path box: no dialog service answers here.
    let path = window.path("saved.ron");
    window.press(Modifiers::COMMAND, Key::S);
    window.find("the path box", |node| {
        node.role() == Role::TextInput && node.is_focused()
    });
    window.press(Modifiers::COMMAND, Key::A);
    window.send(vec![Event::Text(path.display().to_string())]);
    window.press(Modifiers::NONE, Key::Enter);
    window.find("that it is saved", |node| {
        starts(node, Role::Label, "Saved")
    });
    window.quit();

    let checked = Command::new(binary()).arg("check").arg(&path).status();
    assert!(checked.unwrap().success());
    let opened = store::read(&path).unwrap();
    assert_eq!(opened.warnings, Vec::<String>::new());
    let tag = opened.project.tag_by_path("equipment").unwrap().id;
    let claim = opened
        .project
        .claims()
        .find(|claim| claim.passage.quote == WORDS)
        .expect("the claim is in the file");
    assert!(claim.tags.contains(&tag));
    let figure = claim.figure.as_ref().expect("its figure was read");
    assert_eq!(figure.unit, "armoured vehicle");
}

/// The program that is tried.
fn binary() -> PathBuf {
    let named = std::env::var_os("CLAIMBOOK_BINARY");
    named.map_or_else(|| env!("CARGO_BIN_EXE_claimbook").into(), PathBuf::from)
}

fn is(node: &AccessKitNode<'_>, role: Role, name: &str) -> bool {
    node.role() == role && node.label().as_deref() == Some(name)
}

fn starts(node: &AccessKitNode<'_>, role: Role, name: &str) -> bool {
    let text = if role == Role::Label {
        node.value()
    } else {
        node.label()
    };
    node.role() == role && text.is_some_and(|text| text.starts_with(name))
}

/// The running program and the line to it.
struct Window {
    line: TcpStream,
    app: Running,
    /// Kept until the program has ended.
    _display: Running,
    folder: TempDir,
}

/// A program that ends with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing more to do about it either way.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Window {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (display, number) = start_display();
        // The system knows a free port; nobody else takes it in this moment.
        let address = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .unwrap();
        let binary = binary();
        let app = Command::new(&binary)
            .env("DISPLAY", format!(":{number}"))
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("EGUI_INSPECTION", address.to_string())
            .env("CLAIMBOOK_CONFIG_DIR", folder.path().join("config"))
            .env("CLAIMBOOK_DATA_DIR", folder.path().join("data"))
            // No dialog service answers, and no program for dialogs is found.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .env("PATH", folder.path())
            .stdin(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", binary.display()));
        let mut app = Running(app);
        let line = connect(&mut app, address);
        let mut window = Self {
            line,
            app,
            _display: display,
            folder,
        };
        window.send(vec![Event::WindowFocused(true)]);
        window
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Asks the program for something and waits for its answer.
    fn ask(&mut self, request: &Request) -> Response {
        write_message(&mut self.line, request).expect("the program listens");
        match read_message(&mut self.line).expect("the program answers") {
            Response::Error { message } => panic!("{request:?}: {message}"),
            response => response,
        }
    }

    /// Gives the program these events, each in a frame of its own, as a hand would.
    fn send(&mut self, events: Vec<Event>) {
        for event in events {
            let events = vec![event];
            self.ask(&Request::ApplyEvents { events });
        }
        self.ask(&Request::Settle { max_steps: 50 });
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        let stroke = |pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        self.send(vec![
            Event::ModifiersChanged(modifiers),
            stroke(true),
            stroke(false),
            Event::ModifiersChanged(Modifiers::NONE),
        ]);
    }

    /// What is on the screen now, and pixels per point.
    fn screen(&mut self) -> (State, f32) {
        match self.ask(&Request::GetTree) {
            Response::Tree {
                accesskit: Some(tree),
                pixels_per_point,
                ..
            } => (State::new(tree), pixels_per_point),
            other => panic!("no tree but {other:?}"),
        }
    }

    /// Looks until something is there. `what` names it in the message when it never is.
    fn wait<T>(&mut self, what: &str, look: impl Fn(&State, f32) -> Option<T>) -> T {
        let until = Instant::now() + PATIENCE;
        loop {
            let (screen, scale) = self.screen();
            if let Some(found) = look(&screen, scale) {
                return found;
            }
            if Instant::now() > until {
                let lines: Vec<String> = words::below(screen.root())
                    .filter_map(|node| {
                        let text = node.label().or(node.value())?;
                        Some(format!("  {:?} {text:?}", node.role()))
                    })
                    .collect();
                panic!(
                    "{what} was not seen in {PATIENCE:?}. What is on the screen:\n{}",
                    lines.join("\n")
                );
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn find(&mut self, what: &str, wanted: impl Fn(&AccessKitNode<'_>) -> bool) -> Rect {
        self.wait(what, |screen, scale| {
            let node = words::below(screen.root()).find(&wanted)?;
            let rect = node.bounding_box()?;
            let point = |x: f64, y: f64| pos2(x as f32 / scale, y as f32 / scale);
            Some(Rect::from_min_max(
                point(rect.x0, rect.y0),
                point(rect.x1, rect.y1),
            ))
        })
    }

    fn gone(&mut self, what: &str, unwanted: impl Fn(&AccessKitNode<'_>) -> bool) {
        self.wait(&format!("a screen without {what}"), |screen, _| {
            (!words::below(screen.root()).any(|node| unwanted(&node))).then_some(())
        });
    }

    fn click(&mut self, what: &str, wanted: impl Fn(&AccessKitNode<'_>) -> bool) {
        let place = self.find(what, wanted).center();
        self.send(vec![
            Event::PointerMoved(place),
            button(place, true),
            button(place, false),
        ]);
    }

    /// Turns the wheel until the words are in view, and drags the mouse over them.
    fn select_words(&mut self, words: &str) {
        let page = self.find("the page", |node| node.role() == Role::Document);
        let mut place = None;
        for _ in 0..50 {
            place = self.wait("words to select", |screen, scale| {
                Some(words::find(screen.root(), words, scale))
            });
            if place.is_some_and(|place| page.contains(place.from) && page.contains(place.to)) {
                break;
            }
            place = None;
            self.send(vec![
                Event::PointerMoved(page.center()),
                Event::MouseWheel {
                    unit: MouseWheelUnit::Point,
                    delta: vec2(0.0, -0.4 * page.height()),
                    phase: TouchPhase::Move,
                    modifiers: Modifiers::NONE,
                    source: MouseWheelSource::Wheel,
                },
            ]);
        }
        let place = place.unwrap_or_else(|| panic!("“{words}” cannot be brought into view"));
        self.send(vec![
            Event::PointerMoved(place.from),
            button(place.from, true),
            Event::PointerMoved(place.from.lerp(place.to, 0.5)),
            Event::PointerMoved(place.to),
            button(place.to, false),
        ]);
    }

    /// Quits by the keyboard and waits for the program's end.
    fn quit(&mut self) {
        let quit = Request::ApplyEvents {
            events: vec![Event::Key {
                key: Key::Q,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::COMMAND,
            }],
        };
        // The line may be cut before the answer comes.
        write_message(&mut self.line, &quit).expect("the program listens");
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Some(status) = self.app.0.try_wait().unwrap() {
                assert!(status.success(), "the program ended with {status}");
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the program did not end in {PATIENCE:?} after Ctrl+Q");
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

/// Starts a display whose number the X server chooses itself.
fn start_display() -> (Running, u32) {
    let child = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x800x24",
            "-nolisten",
            "tcp",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("Xvfb does not start: {error}. On Debian it is in the package xvfb")
        });
    let mut display = Running(child);
    let mut line = String::new();
    let output = display.0.stdout.take().unwrap();
    BufReader::new(output).read_line(&mut line).unwrap();
    let number = line.trim().parse();
    (
        display,
        number.unwrap_or_else(|_| panic!("Xvfb found no display: {line:?}")),
    )
}

/// Waits until the program takes the call.
fn connect(app: &mut Running, address: SocketAddr) -> TcpStream {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = app.0.try_wait().unwrap() {
            panic!("the program ended at once with {status}");
        }
        if let Ok(mut line) = TcpStream::connect(address) {
            line.set_read_timeout(Some(PATIENCE)).unwrap();
            line.set_write_timeout(Some(PATIENCE)).unwrap();
            let version = read_handshake(&mut line).expect("an inspection port answers");
            assert_eq!(version, PROTOCOL_VERSION);
            return line;
        }
        assert!(
            Instant::now() < until,
            "no inspection port in {PATIENCE:?}: was the program built with the feature `inspection`?"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}
