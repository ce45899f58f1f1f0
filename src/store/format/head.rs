//! The beginning of a project file: which version it is of, before anything else is looked at.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer as _, IgnoredAny, MapAccess};

use super::options;

/// The version that a file says it is of, by its head alone.
pub fn version_of(bytes: &[u8]) -> Option<u32> {
    let sound = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    head_version(&plain(sound))
}

/// The text without what editors and git add to it: a byte order mark, and carriage returns at the
/// ends of lines. A project's own carriage returns are always escaped.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains("\r\n") {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The version in the text's head; what follows is not looked at, since it may be in a form that
/// nobody knows yet.
pub(super) fn head_version(text: &str) -> Option<u32> {
    struct Head<'a>(&'a mut Option<u32>);

    #[derive(Deserialize)]
    #[serde(field_identifier, rename_all = "lowercase")]
    enum Field {
        Version,
        #[serde(other)]
        Other,
    }

    impl<'de> de::Visitor<'de> for Head<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a project")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(field) = map.next_key::<Field>()? {
                match field {
                    Field::Version => {
                        *self.0 = Some(map.next_value()?);
                        return Ok(());
                    }
                    Field::Other => {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
            }
            Ok(())
        }
    }

    let mut version = None;
    let mut deserializer = ron::Deserializer::from_str_with_options(text, &options()).ok()?;
    // Leaving in the middle is an error to the reader; the version was found all the same.
    let _ = deserializer.deserialize_struct("Project", &["version"], Head(&mut version));
    version
}
