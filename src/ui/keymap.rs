//! Which keys run which command: those of the table, or those that the person chose instead.
//!
//! Chosen keys live in the settings as text (`Ctrl+Shift+K`), by the command's name. This module
//! reads and writes that text, and says who has keys already: another command, or the text, the
//! tags and Escape, whose keys are not for commands.

use std::collections::BTreeMap;

use egui::{Event, InputState, Key, KeyboardShortcut, Modifiers};
use strum::IntoEnumIterator as _;

use super::command::Command;
use crate::store::Settings;

impl Command {
    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The keys that run it.
    pub fn keys(self, settings: &Settings) -> Option<KeyboardShortcut> {
        let usual = self.row().shortcut;
        match settings.shortcuts.get(self.name()) {
            Some(own) if own.is_empty() => None,
            // What a person wrote into the file and nobody can press changes nothing.
            Some(own) => parsed(own).or(usual),
            None => usual,
        }
    }
}

/// The chosen keys of all commands after `command` was given these; none take its keys away.
///
/// # Errors
/// Who has those keys already, in the words on screen.
pub fn with(
    settings: &Settings,
    command: Command,
    keys: Option<KeyboardShortcut>,
) -> Result<BTreeMap<String, String>, String> {
    if let Some(keys) = keys
        && let Some(holder) = holder(settings, keys, command)
    {
        return Err(holder);
    }
    let mut shortcuts = settings.shortcuts.clone();
    if keys == command.row().shortcut {
        shortcuts.remove(command.name());
    } else {
        let text = keys.map(written).unwrap_or_default();
        shortcuts.insert(command.name().to_owned(), text);
    }
    Ok(shortcuts)
}

/// The keys as pressed, for comparing: what a system calls Ctrl or Command is one modifier.
pub fn plain(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    let modifiers = Modifiers {
        alt: modifiers.alt,
        shift: modifiers.shift,
        command: modifiers.command,
        ..Modifiers::NONE
    };
    KeyboardShortcut::new(modifiers, key)
}

/// Takes the keys out of what was pressed, if they were: with these modifiers and no others, so that
/// the keys of a command that cannot be done now never run another with fewer.
pub fn take(input: &mut InputState, keys: KeyboardShortcut) -> bool {
    let mut taken = false;
    input.events.retain(|event| {
        let is_pressed = matches!(
            event,
            Event::Key { key, modifiers, pressed: true, .. }
                if *key == keys.logical_key && holds(*modifiers, keys)
        );
        taken |= is_pressed;
        !is_pressed
    });
    taken
}

/// Whether these modifiers are held for these keys.
fn holds(held: Modifiers, keys: KeyboardShortcut) -> bool {
    // Some keyboards need Shift for these signs, others do not.
    let is_sign = matches!(
        keys.logical_key,
        Key::Plus | Key::Minus | Key::Equals | Key::Questionmark | Key::Slash
    );
    let wanted = keys.modifiers;
    held.matches_exact(wanted) || is_sign && held.matches_logically(wanted)
}

/// Whether a text field has a use for these keys itself.
pub fn is_typing(keys: KeyboardShortcut) -> bool {
    let Modifiers { command, alt, .. } = keys.modifiers;
    let key = keys.logical_key;
    let number = key.name().strip_prefix('F').unwrap_or_default();
    let is_function_key = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    if is_function_key {
        return false;
    }
    if !command {
        return true;
    }
    let edits = matches!(
        key,
        Key::A | Key::C | Key::V | Key::X | Key::Y | Key::Z | Key::Backspace | Key::Delete
    );
    let moves = matches!(
        key,
        Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown | Key::Home | Key::End
    );
    alt || edits || moves
}

/// Who has these keys besides `command`.
fn holder(settings: &Settings, keys: KeyboardShortcut, command: Command) -> Option<String> {
    if let Some(place) = reserved(keys) {
        return Some(place.to_owned());
    }
    let mut others = Command::iter().filter(|other| *other != command);
    let other = others.find(|other| other.keys(settings) == Some(keys))?;
    Some(format!("“{}”", other.row().label))
}

/// Keys that are not for commands, and what has them.
fn reserved(keys: KeyboardShortcut) -> Option<&'static str> {
    let Modifiers {
        command,
        alt,
        shift,
        ..
    } = keys.modifiers;
    let free = !command && !alt;
    match keys.logical_key {
        Key::Escape => Some("letting go"),
        Key::Questionmark if free => Some("this sheet"),
        Key::ArrowLeft | Key::ArrowRight if !alt => Some("the text"),
        Key::ArrowUp | Key::ArrowDown | Key::Home | Key::End => Some("the text"),
        Key::PageUp | Key::PageDown | Key::Space if free => Some("the text"),
        Key::A | Key::C if command && !shift && !alt => Some("the text"),
        key if free && !shift && is_digit(key) => Some("the tags"),
        _ => None,
    }
}

fn is_digit(key: Key) -> bool {
    key.name().len() == 1 && key.name().chars().all(|c| c.is_ascii_digit())
}

/// Keys as they are kept: `Ctrl+Alt+Shift+K`.
fn written(keys: KeyboardShortcut) -> String {
    let Modifiers {
        command,
        alt,
        shift,
        ..
    } = keys.modifiers;
    let held = [(command, "Ctrl+"), (alt, "Alt+"), (shift, "Shift+")];
    let held = held.iter().filter(|(down, _)| *down).map(|(_, name)| *name);
    held.chain([keys.logical_key.name()]).collect()
}

/// Reads what [`written`] writes; none where it is something else.
fn parsed(text: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut rest = text;
    while let Some((held, more)) = rest.split_once('+') {
        modifiers = modifiers.plus(match held.trim() {
            "Ctrl" => Modifiers::COMMAND,
            "Alt" => Modifiers::ALT,
            "Shift" => Modifiers::SHIFT,
            _ => return None,
        });
        rest = more;
    }
    Some(KeyboardShortcut::new(
        modifiers,
        Key::from_name(rest.trim())?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> KeyboardShortcut {
        parsed(text).unwrap()
    }

    #[test]
    fn keys_are_written_as_they_are_read() {
        for key in Key::ALL {
            for modifiers in [Modifiers::NONE, Modifiers::COMMAND | Modifiers::SHIFT] {
                let shortcut = KeyboardShortcut::new(modifiers, *key);
                assert_eq!(parsed(&written(shortcut)), Some(shortcut));
            }
        }
        for wrong in ["", "Ctrl+", "Hyper+K", "Ctrl+Kay", "+"] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn chosen_keys_take_the_place_of_the_usual_ones() {
        let mut settings = Settings::default();
        settings.shortcuts = with(&settings, Command::Save, Some(keys("Ctrl+Shift+Y"))).unwrap();
        assert_eq!(Command::Save.keys(&settings), Some(keys("Ctrl+Shift+Y")));
        settings.shortcuts = with(&settings, Command::Undo, None).unwrap();
        assert_eq!(Command::Undo.keys(&settings), None);
        // The keys that became free can be given away, and then not be taken back unasked.
        settings.shortcuts = with(&settings, Command::NewPage, Some(keys("Ctrl+S"))).unwrap();
        let usual = Command::Save.row().shortcut;
        assert_eq!(
            with(&settings, Command::Save, usual),
            Err("“New page”".to_owned())
        );
        settings.shortcuts = with(&settings, Command::NewPage, None).unwrap();
        settings.shortcuts = with(&settings, Command::Save, usual).unwrap();
        assert!(!settings.shortcuts.contains_key("Save"));
        // What cannot be understood is as if it were not there.
        settings
            .shortcuts
            .insert("Save".to_owned(), "Strg+S".to_owned());
        assert_eq!(Command::Save.keys(&settings), usual);
    }

    #[test]
    fn the_text_the_tags_and_escape_keep_their_keys() {
        let settings = Settings::default();
        for (taken, by) in [
            ("Escape", "letting go"),
            ("7", "the tags"),
            ("Shift+Left", "the text"),
            ("Alt+Up", "the text"),
            ("Ctrl+A", "the text"),
            ("Ctrl+K", "“Find anything…”"),
        ] {
            let refused = with(&settings, Command::NewPage, Some(keys(taken)));
            assert_eq!(refused, Err(by.to_owned()), "{taken}");
        }
        assert!(with(&settings, Command::NewPage, Some(keys("Ctrl+Shift+P"))).is_ok());
    }

    #[test]
    fn no_command_has_keys_that_are_not_for_commands() {
        for command in Command::iter() {
            if let Some(keys) = command.row().shortcut {
                assert_eq!(reserved(keys), None, "{command:?}");
            }
        }
    }

    #[test]
    fn what_a_field_needs_is_left_to_it() {
        for typed in [
            "N",
            "Delete",
            "Shift+Enter",
            "Alt+Left",
            "Ctrl+Z",
            "Tab",
            "F",
        ] {
            assert!(is_typing(keys(typed)), "{typed}");
        }
        for heard in ["F7", "Ctrl+K", "Ctrl+Shift+I", "Shift+F3", "Ctrl+PageDown"] {
            assert!(!is_typing(keys(heard)), "{heard}");
        }
    }
}
