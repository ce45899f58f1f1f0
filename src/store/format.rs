//! The text of a project file, version 1.
//!
//! `version` comes first, then the project's properties and its entities by kind and id, each a
//! block with a field a line. The work of the analyst stands before the imported texts, which are
//! long and could be imported again. How values look is the business of `ron_writer`; the `ron`
//! crate reads them.
//!
//! A version that was ever shipped stays readable: `read_version` is where its migration starts.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use ron::extensions::Extensions;
use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Serialize, Serializer};

use super::{Damage, Opened, StoreError, ron_writer};
use crate::model::{
    Answer, Article, Chart, Claim, Dismissal, Entity, Finding, Key, Note, Project, ProjectInfo,
    Tag, Term,
};

mod head;
mod parts;
mod reason;

pub(super) use head::version_of;
use head::{head_version, plain};
use reason::explain;

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// The project, the lists and the entities have one field a line, whatever their length.
const OPEN_LEVELS: usize = 3;

/// How RON is read, everywhere: `Some(x)` may be written as `x`, and is.
pub fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Writes a project's text, entity by entity: the whole of it is never in memory.
///
/// # Errors
/// What `sink` says.
pub fn write_to(project: &Project, sink: impl Write) -> io::Result<()> {
    ron_writer::write(sink, &Saved(project), OPEN_LEVELS)
}

/// A project's text. The same project always has the same text.
///
/// # Panics
/// Never: memory takes every byte, only whole strings are written, and every type of the model
/// has a shape that RON knows, as the property tests show.
#[expect(clippy::expect_used, reason = "it cannot fail, for the reasons above")]
pub fn to_text(project: &Project) -> String {
    let mut bytes = Vec::new();
    let written = write_to(project, &mut bytes).ok();
    let text = written.and_then(|()| String::from_utf8(bytes).ok());
    text.expect("a project can be written to memory")
}

/// Why a text is no project that this version knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It makes no sense.
    #[error("{0}")]
    Damaged(Box<Damage>),
    /// A newer Claimbook wrote it.
    #[error("It is of format version {0}, newer than this Claimbook's {VERSION}")]
    Newer(u32),
}

impl TextError {
    /// The same, of a file.
    pub fn at(self, path: &Path) -> StoreError {
        let path = path.to_owned();
        match self {
            Self::Damaged(damage) => StoreError::Damaged { path, damage },
            Self::Newer(version) => StoreError::Newer { path, version },
        }
    }
}

impl From<Damage> for TextError {
    fn from(damage: Damage) -> Self {
        Self::Damaged(Box::new(damage))
    }
}

/// Reads a project's text.
///
/// # Errors
/// [`TextError`] says where it stops making sense, or that it is newer.
pub fn from_text(text: &str) -> Result<Opened, TextError> {
    let text = plain(text);
    if text.trim().is_empty() {
        return Err(Damage::whole("the file is empty").into());
    }
    match head_version(&text) {
        Some(version) if version > VERSION => Err(TextError::Newer(version)),
        version => read_version(&text, version),
    }
}

/// Reads the bytes of a project file.
pub(super) fn from_bytes(bytes: &[u8]) -> Result<Opened, TextError> {
    let sound = match std::str::from_utf8(bytes) {
        Ok(text) => return from_text(text),
        Err(error) => error.valid_up_to(),
    };
    let reason = "this is not text in UTF-8";
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let reason = "the file is in UTF-16; save it as UTF-8 in your text editor";
        return Err(Damage::whole(reason).into());
    }
    if bytes.contains(&0) {
        return Err(Damage::whole("this is a binary file, not a project").into());
    }
    let before = String::from_utf8_lossy(&bytes[..sound]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    let text = String::from_utf8_lossy(bytes);
    Err(Damage::at(&text, line, column, reason).into())
}

/// Reads the bytes of a project file of whatever version, as if it were of this one.
pub(super) fn from_newer_bytes(bytes: &[u8]) -> Result<Opened, TextError> {
    let text = String::from_utf8_lossy(bytes);
    let text = plain(&text);
    match head_version(&text) {
        Some(version) if version > VERSION => read_version(&text, Some(VERSION)),
        _ => from_bytes(bytes),
    }
}

fn read_version(text: &str, version: Option<u32>) -> Result<Opened, TextError> {
    if version == Some(0) {
        return Err(Damage::whole("there is no format version 0").into());
    }
    let mut warnings = Vec::new();
    let content = match parts::parse(text) {
        Some(content) => content,
        None => parse(text, &mut warnings)?,
    };
    let has_unknown_fields = !warnings.is_empty();
    let project = assemble(content, text, &mut warnings)?;
    let faults = parts::check(&project);
    Ok(Opened {
        project,
        warnings,
        has_unknown_fields,
        faults,
        stamp: None,
    })
}

/// What the text says; a warning for each field that nobody knows, and for nothing else.
fn parse(text: &str, warnings: &mut Vec<String>) -> Result<Content, Damage> {
    let mut deserializer = ron::Deserializer::from_str_with_options(text, &options())
        .map_err(|error| explain(text, &error))?;
    let content = serde_ignored::deserialize(&mut deserializer, |path| {
        warnings.push(format!(
            "This version does not know the field {}; saving would lose it",
            shown_path(&path)
        ));
    })
    .map_err(|error| explain(text, &deserializer.span_error(error)))?;
    let ended = deserializer.end();
    ended.map_err(|error| explain(text, &deserializer.span_error(error)))?;
    Ok(content)
}

/// As people write it: `claims[3].colour`.
fn shown_path(path: &serde_ignored::Path<'_>) -> String {
    use serde_ignored::Path;
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => format!("{}[{index}]", shown_path(parent)),
        Path::Map { parent, key } => match shown_path(parent) {
            parent if parent.is_empty() => key.clone(),
            parent => format!("{parent}.{key}"),
        },
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => shown_path(parent),
    }
}

/// A file of version 1 as it is read.
#[derive(Deserialize)]
#[serde(rename = "Project")]
struct Content {
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    info: Arc<ProjectInfo>,
    #[serde(default)]
    tags: Vec<Arc<Tag>>,
    #[serde(default)]
    terms: Vec<Arc<Term>>,
    #[serde(default)]
    charts: Vec<Arc<Chart>>,
    #[serde(default)]
    notes: Vec<Arc<Note>>,
    #[serde(default)]
    findings: Vec<Arc<Finding>>,
    #[serde(default)]
    claims: Vec<Arc<Claim>>,
    #[serde(default)]
    dismissals: Vec<Arc<Dismissal>>,
    #[serde(default)]
    answers: Vec<Arc<Answer>>,
    #[serde(default)]
    articles: Vec<Arc<Article>>,
}

/// A project as it is written.
struct Saved<'a>(&'a Project);

impl Serialize for Saved<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(project) = self;
        let mut out = serializer.serialize_struct("Project", 11)?;
        out.serialize_field("version", &VERSION)?;
        out.serialize_field("info", project.info())?;
        out.serialize_field("tags", &Each(project.tags()))?;
        // Lists that came later are left out while they are empty, so that a file without them
        // stays as it was, and whole to a program that does not know them.
        if project.terms().len() > 0 {
            out.serialize_field("terms", &Each(project.terms()))?;
        }
        out.serialize_field("charts", &Each(project.charts()))?;
        out.serialize_field("notes", &Each(project.notes()))?;
        out.serialize_field("findings", &Each(project.findings()))?;
        out.serialize_field("claims", &Each(project.claims()))?;
        if project.dismissals().len() > 0 {
            out.serialize_field("dismissals", &Each(project.dismissals()))?;
        }
        if project.answers().len() > 0 {
            out.serialize_field("answers", &Each(project.answers()))?;
        }
        out.serialize_field("articles", &Each(project.articles()))?;
        out.end()
    }
}

struct Each<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// Puts a project together. Two entities of one id are an error unless they are the same, as a
/// merge by lines may leave them: to take either would lose the other.
fn assemble(
    content: Content,
    text: &str,
    warnings: &mut Vec<String>,
) -> Result<Project, TextError> {
    let Content {
        _version,
        info,
        tags,
        terms,
        charts,
        notes,
        findings,
        claims,
        dismissals,
        answers,
        articles,
    } = content;
    let mut project = Project::default();
    let entities = std::iter::once(Entity::Info(info))
        .chain(tags.into_iter().map(Entity::Tag))
        .chain(terms.into_iter().map(Entity::Term))
        .chain(charts.into_iter().map(Entity::Chart))
        .chain(notes.into_iter().map(Entity::Note))
        .chain(findings.into_iter().map(Entity::Finding))
        .chain(claims.into_iter().map(Entity::Claim))
        .chain(dismissals.into_iter().map(Entity::Dismissal))
        .chain(answers.into_iter().map(Entity::Answer))
        .chain(articles.into_iter().map(Entity::Article));
    let mut seen = BTreeMap::new();
    for entity in entities {
        let key = entity.key();
        if let Some(other) = seen.insert(key, entity.clone()) {
            if other != entity {
                let reason = format!("there are two different entries of the same id, {key}");
                return Err(second_place(text, key, reason).into());
            }
            warnings.push(format!("The file holds {key} twice, with the same content"));
        }
        project.set(key, Some(entity));
    }
    Ok(project)
}

/// Damage at the second entity that has this id.
fn second_place(text: &str, key: Key, reason: String) -> Damage {
    let line_of_id = key.uuid().map(|uuid| format!("id: \"{uuid}\","));
    let is_such = |line: &str| Some(line.trim()) == line_of_id.as_deref();
    match text
        .lines()
        .enumerate()
        .filter(|(_, line)| is_such(line))
        .nth(1)
    {
        Some((number, line)) => {
            let column = line.len() - line.trim_start().len() + 1;
            Damage::at(text, number + 1, column, reason)
        }
        // Written by hand in another form.
        None => Damage::whole(reason),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::arbitrary;

    proptest! {
        #[test]
        fn saved_read_and_saved_again_is_the_same(project in arbitrary::project()) {
            let text = to_text(&project);
            let opened = from_text(&text).unwrap();
            prop_assert_eq!(&opened.project, &project);
            prop_assert_eq!(opened.warnings, Vec::<String>::new());
            prop_assert_eq!(to_text(&opened.project), text);
        }

        #[test]
        fn git_and_editors_may_change_the_line_ends(project in arbitrary::project()) {
            let text = to_text(&project);
            let changed = format!("\u{feff}{}", text.replace('\n', "\r\n"));
            prop_assert_eq!(from_text(&changed).unwrap().project, project);
        }

        #[test]
        fn a_truncated_file_is_explained(project in arbitrary::project(), at in any::<prop::sample::Index>()) {
            let text = to_text(&project);
            // The last bracket and line end are what makes it whole.
            let mut end = at.index(text.len() - 2);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            prop_assert!(from_text(&text[..end]).is_err());
        }

        #[test]
        fn bytes_that_are_no_project_are_refused(text in arbitrary::text(), bytes in any::<Vec<u8>>()) {
            prop_assert!(from_text(&text).is_err());
            prop_assert!(from_bytes(&bytes).is_err());
        }

        #[test]
        fn a_damaged_file_is_explained_or_still_a_project(
            project in arbitrary::project(),
            at in any::<prop::sample::Index>(),
            damage in arbitrary::text(),
        ) {
            let mut text = to_text(&project);
            let mut place = at.index(text.len());
            while !text.is_char_boundary(place) {
                place -= 1;
            }
            text.insert_str(place, &damage);
            match from_text(&text) {
                Ok(opened) => {
                    let again = from_text(&to_text(&opened.project)).unwrap();
                    prop_assert_eq!(again.project, opened.project);
                }
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }

    fn reason(text: &str) -> String {
        from_text(text).unwrap_err().to_string()
    }

    #[test]
    fn an_empty_project_is_small_and_readable() {
        let text = to_text(&Project::default());
        assert_eq!(
            text,
            "Project(\n    version: 1,\n    info: Info(\n        name: \"\",\n        created: \
             \"1970-01-01T00:00:00Z\",\n    ),\n    tags: [],\n    charts: [],\n    notes: [],\n    \
             findings: [],\n    claims: [],\n    articles: [],\n)\n"
        );
    }

    #[test]
    fn versions() {
        assert!(from_text("Project(version: 1)").is_ok());
        assert!(from_text("(version: 1)").is_ok());
        // Whatever a newer version may hold is not looked at.
        assert_eq!(
            from_text("Project(version: 7, info: <what is this>").unwrap_err(),
            TextError::Newer(7)
        );
        let out_of_order = "Project(articles: [], version: 9, rooms: {1: ()})";
        assert_eq!(from_text(out_of_order).unwrap_err(), TextError::Newer(9));
        assert!(reason("Project(version: 0)").contains("version 0"));
        assert!(reason("Project(info: Info())").contains("version"));
        assert!(reason("Project(version: \"one\")").contains("line 1"));
        assert_eq!(version_of(b"Project(version: 3, \xff\xff"), Some(3));
        assert_eq!(version_of(b"\x89PNG"), None);
    }

    #[test]
    fn unknown_fields_are_named_by_their_place() {
        let text = r#"Project(version: 1, rooms: {"a": [1, 2]}, info: Info(mood: Good), tags: [
            Tag(id: "00000000-0000-0000-0000-000000000001", name: "a", colour: Blue, size: 3),
        ])"#;
        let opened = from_text(text).unwrap();
        let named = |field: &str| opened.warnings.iter().any(|own| own.contains(field));
        assert_eq!(opened.warnings.len(), 3, "{:?}", opened.warnings);
        assert!(named(" rooms;") && named(" info.mood;") && named(" tags[0].size;"));
        assert_eq!(opened.project.tags().len(), 1);
    }

    #[test]
    fn two_of_one_id_are_an_error_unless_they_are_the_same() {
        let tag = |name: &str| {
            format!(
                "Tag(\n    id: \"00000000-0000-0000-0000-000000000001\",\n    name: \"{name}\",\n    colour: Blue,\n),\n"
            )
        };
        let file = |one, other| {
            format!(
                "Project(\nversion: 1,\ntags: [\n{}{}])",
                tag(one),
                tag(other)
            )
        };
        let same = from_text(&file("a", "a")).unwrap();
        assert!(same.warnings[0].contains("twice"), "{:?}", same.warnings);
        let reason = reason(&file("a", "b"));
        assert!(
            reason.starts_with("line 10, column 5: there are two different"),
            "{reason}"
        );
    }

    #[test]
    fn a_hand_may_write_what_the_reader_understands() {
        let text = r#"(version: 1, // a remark
            articles: [], charts: [(id: "00000000-0000-0000-0000-000000000001", title: "T",
            kind: Bars(Month), group_by: None, scale: Linear, filter: (from: Some("2024-01-01")))])"#;
        let opened = from_text(text).unwrap();
        let chart = opened.project.charts().next().unwrap();
        assert!(chart.filter.from.is_some());
        assert_eq!(chart.group_by, crate::model::GroupBy::None);
    }
}
