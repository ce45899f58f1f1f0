//! E-mail (RFC 5322 and MIME) and web pages saved as one file (MHTML, RFC 2557).

use jiff::civil::Date;
use mail_parser::{HeaderName, Message, MessageParser, MimeHeaders as _, PartType};

use super::format::{Format, Member, Reading};
use super::metadata::Metadata;
use super::normalise::normalise;
use super::{Options, Reason, blocks, header, html, plain};
use crate::model::When;

/// How many messages may stand within each other.
const DEEPEST_MAIL: usize = 8;

/// Reads a message, and the attachments that are articles by their endings.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Vec<Member>, Reason> {
    read_within(bytes, options, 0)
}

fn read_within(bytes: &[u8], options: &Options, depth: usize) -> Result<Vec<Member>, Reason> {
    let message = parse(bytes)?;
    let attachments = attachments(&message, options, depth);
    let own = reading(&message)?;
    if own.text.trim().is_empty() && attachments.is_empty() {
        return Err(Reason::Empty);
    }
    let mut members = Vec::new();
    if !own.text.trim().is_empty() {
        members.push(Member::whole(own));
    }
    members.extend(attachments);
    Ok(members)
}

fn parse(bytes: &[u8]) -> Result<Message<'_>, Reason> {
    MessageParser::default()
        .parse(bytes)
        .filter(|message| !message.parts.is_empty())
        .ok_or_else(|| Reason::Damaged("it has no head of a message".to_owned()))
}

fn reading(message: &Message<'_>) -> Result<Reading, Reason> {
    let mut text = String::new();
    for part in message.text_bodies() {
        let words = match &part.body {
            PartType::Text(words) if is_flowed(part) => unflowed(words),
            PartType::Text(words) => words.to_string(),
            PartType::Html(page) => blocks::lines(&html::all_blocks(page)?),
            _ => continue,
        };
        let words = normalise(&words).text;
        if !words.trim().is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(words.trim_matches('\n'));
            text.push('\n');
        }
    }
    let from = message.from().and_then(|from| from.first());
    let byline = from
        .and_then(|from| from.name().or(from.address()))
        .unwrap_or_default();
    let published = message.date().and_then(|date| {
        let date = Date::new(
            i16::try_from(date.year).ok()?,
            i8::try_from(date.month).ok()?,
            i8::try_from(date.day).ok()?,
        );
        date.ok().map(When::day)
    });
    let mut metadata = Metadata {
        title: one_line(message.subject().unwrap_or_default()),
        byline: one_line(byline),
        published,
        ..Metadata::default()
    };
    let top = header::read(&text);
    if metadata.title.is_empty() {
        metadata.title = plain::title(&text, top.body);
    }
    metadata.fill_from(top.metadata);
    Ok(Reading {
        metadata,
        warnings: top.warnings,
        ..Reading::of_text(text)
    })
}

fn one_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    normalise(&words.join(" ")).text
}

fn is_flowed(part: &mail_parser::MessagePart<'_>) -> bool {
    part.content_type()
        .and_then(|kind| kind.attribute("format"))
        .is_some_and(|format| format.eq_ignore_ascii_case("flowed"))
}

/// Joins the lines of flowed text (RFC 3676): a line that ends with a space goes on in the next.
fn unflowed(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for line in words.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        text.push_str(line);
        // The mark before a signature is no flowed line.
        if !line.ends_with(' ') || line == "-- " {
            text.push('\n');
        }
    }
    text
}

fn attachments(message: &Message<'_>, options: &Options, depth: usize) -> Vec<Member> {
    let mut members = Vec::new();
    for (number, part) in message.attachments().enumerate() {
        if let PartType::Message(inner) = &part.body {
            let name = part
                .attachment_name()
                .map_or_else(|| format!("message {}", number + 1), str::to_owned);
            let read = if depth < DEEPEST_MAIL {
                read_within(inner.raw_message(), options, depth + 1)
            } else {
                Err(Reason::TooDeep)
            };
            members.extend(Member::within(&name, read));
        } else if let Some(name) = part.attachment_name()
            && Format::of_ending(std::path::Path::new(name)).is_some()
        {
            members.extend(Member::of_bytes(name, part.contents(), options));
        }
    }
    members
}

/// Reads a web page that was saved as one file.
pub(super) fn read_mhtml(bytes: &[u8], _: &Options) -> Result<Reading, Reason> {
    let message = parse(bytes)?;
    let page = message
        .parts
        .iter()
        .find_map(|part| match &part.body {
            PartType::Html(page) => Some((part, page)),
            _ => None,
        })
        .ok_or_else(|| Reason::Damaged("there is no web page in it".to_owned()))?;
    let (part, source) = page;
    let mut reading = html::of_source(source)?;
    if reading.metadata.title.is_empty() {
        reading.metadata.title = one_line(message.subject().unwrap_or_default());
    }
    if reading.metadata.title.is_empty() {
        reading.metadata.title = plain::title(&reading.text, 0);
    }
    if reading.metadata.url.is_empty() {
        let saved_from = message
            .header(HeaderName::Other("Snapshot-Content-Location".into()))
            .and_then(|value| value.as_text())
            .or_else(|| part.content_location())
            .filter(|address| address.starts_with("http"));
        saved_from
            .unwrap_or_default()
            .clone_into(&mut reading.metadata.url);
    }
    Ok(reading)
}
