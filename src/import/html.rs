//! Saved web pages: the article without the page around it, and who, when and where.
//!
//! Three steps: what the page says about itself ([`about`]), which part of it is the article
//! ([`article`]), and the blocks of that part ([`collect`]). Nothing that a page refers to
//! is fetched, and nothing in it is run.

mod about;
mod article;
mod collect;
mod furniture;
mod json_ld;

use dom_query::Document;

use super::blocks;
use super::encoding::Charset;
use super::format::Reading;
use super::normalise::normalise;
use super::plain::{self, Characters};
use super::{Options, Reason};

/// How deep elements may stand in each other. Pages of browsers stay below 200; the parser needs
/// time with the square of the depth.
pub(super) const DEEPEST: usize = 3000;

/// Reads a web page.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Reading, Reason> {
    let Characters {
        text: source,
        charset,
        guessed,
        warnings,
    } = plain::source_characters(bytes, options, declared_charset(bytes))?;
    let mut page = of_source(&source)?;
    if page.metadata.title.is_empty() {
        page.metadata.title = plain::title(&page.text, 0);
    }
    Ok(Reading {
        charset: Some(charset),
        guessed,
        warnings: warnings.into_iter().chain(page.warnings).collect(),
        ..page
    })
}

/// Reads the article of a page that is characters already; its title may be wanting.
pub(super) fn of_source(source: &str) -> Result<Reading, Reason> {
    if nesting(source) > DEEPEST {
        return Err(Reason::TooDeep);
    }
    let page = Document::from(source);
    let mut reader = article::reader(&page);
    let about = about::read(&page, reader.as_ref());
    let found = article::find(&page, &about, reader.as_mut());
    let text = normalise(&blocks::lines(&found.blocks)).text;
    Ok(Reading {
        metadata: about.metadata,
        captions: found.captions,
        warnings: about.warnings,
        ..Reading::of_signed_text(text)
    })
}

/// All blocks of a page or a fragment of one.
pub(super) fn all_blocks(source: &str) -> Result<Vec<blocks::Block>, Reason> {
    if nesting(source) > DEEPEST {
        return Err(Reason::TooDeep);
    }
    Ok(collect::of(&Document::from(source).root()).blocks)
}

/// The encoding that a page names for itself within its first kilobytes, as browsers look for it.
pub(super) fn declared_charset(bytes: &[u8]) -> Option<Charset> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let at = ["charset=", "encoding="]
        .iter()
        .filter_map(|sign| Some(memchr::memmem::find(&head, sign.as_bytes())? + sign.len()))
        .min()?;
    let label: String = head[at..]
        .iter()
        .map(|byte| char::from(*byte))
        .skip_while(|c| matches!(c, '"' | '\'' | ' '))
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    Charset::named(&label)
}

/// How deep the elements of a page stand in each other, at most; elements whose end tag is often
/// left out do not count.
fn nesting(source: &str) -> usize {
    const UNCOUNTED: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option", "path",
        "thead", "tbody", "tfoot",
    ];
    let bytes = source.as_bytes();
    let (mut depth, mut deepest) = (0_usize, 0);
    // Within a script a sign “<” opens nothing.
    let mut raw: Option<&[u8]> = None;
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        let closing = rest.first() == Some(&b'/');
        let rest = &rest[usize::from(closing)..];
        let length = rest
            .iter()
            .take(12)
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        if length == 0 || !rest[0].is_ascii_alphabetic() {
            continue;
        }
        let name = &rest[..length];
        if let Some(open) = raw {
            if closing && name.eq_ignore_ascii_case(open) {
                raw = None;
            }
            continue;
        }
        if !closing
            && ["script", "style", "textarea", "title"]
                .iter()
                .any(|open| name.eq_ignore_ascii_case(open.as_bytes()))
        {
            raw = Some(name);
            continue;
        }
        if UNCOUNTED
            .iter()
            .any(|uncounted| name.eq_ignore_ascii_case(uncounted.as_bytes()))
        {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

#[cfg(test)]
mod tests;
