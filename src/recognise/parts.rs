//! The parts that a long text is read in: each small enough to stay at hand while it is read, and
//! longer than an article.
//!
//! A text of a megabyte is many articles, or a book. What one page says of the habits of its
//! writer, the kind of aid that is meant and who speaks need not hold for the next.

use std::ops::Range;

/// About how long a part is, in bytes.
const LENGTH: usize = 128 * 1024;

/// The parts of a text in order. Each but the last ends with an empty line where there is one, or
/// with a line; a text in one line is one part.
pub(super) fn parts(source: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let end = end_of_part(source.as_bytes(), start);
        ended = end == source.len();
        let part = start..end;
        start = end;
        Some(part)
    })
}

fn end_of_part(bytes: &[u8], start: usize) -> usize {
    // No part is much shorter than the others.
    if bytes.len() - start < LENGTH + LENGTH / 2 {
        return bytes.len();
    }
    let most = start + LENGTH;
    let low = start + LENGTH / 2;
    let near = &bytes[low..most];
    let empty_line = memchr::memmem::rfind(near, b"\n\n").map(|at| low + at + 2);
    empty_line
        .or_else(|| memchr::memrchr(b'\n', near).map(|at| low + at + 1))
        .or_else(|| memchr::memchr(b'\n', &bytes[most..]).map(|at| most + at + 1))
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::{Context, Record, recognise};

    fn cut(text: &str) -> Vec<Range<usize>> {
        parts(text).collect()
    }

    #[test]
    fn parts_cover_the_text_and_end_with_lines() {
        assert_eq!(cut("").len(), 1);
        let article = "Some 40 men left.\n".repeat(5000);
        assert_eq!(cut(&article).len(), 1);
        for piece in [
            "A line of words.\n",
            "A paragraph,\nof two lines.\n\n",
            "é\n\n",
        ] {
            let text = piece.repeat(500_000 / piece.len());
            let parts = cut(&text);
            assert!(parts.len() > 2, "{piece:?}");
            let whole: String = parts.iter().map(|part| &text[part.clone()]).collect();
            assert_eq!(whole, text);
            for part in &parts {
                assert!(text[part.clone()].ends_with(&piece[piece.len() - 1..]));
                assert!(part.len() < LENGTH * 2);
            }
            if piece.ends_with("\n\n") {
                assert!(parts.iter().all(|part| text[part.clone()].ends_with(piece)));
            }
        }
        let line = "one line of words ".repeat(30_000);
        assert_eq!(cut(&line).len(), 1);
    }

    #[test]
    fn records_of_later_parts_have_their_places_in_the_whole() {
        let piece = "“Über 40 men left,” the army said on 3 May 2024.\n\n";
        let text = piece.repeat(400_000 / piece.len());
        let records = recognise(&text, &Context::default());
        assert_eq!(records.len(), 2 * (text.len() / piece.len()));
        for record in records {
            match record {
                Record::Figure(figure) => {
                    assert_eq!(&text[figure.span.clone()], "40");
                    let claimant = figure.claimant.unwrap();
                    assert_eq!(&text[claimant.span], "the army");
                    assert!(
                        figure
                            .why
                            .iter()
                            .all(|why| figure.span.start.abs_diff(why.words.start) < 80)
                    );
                }
                Record::Date(date) => assert_eq!(&text[date.span], "3 May 2024"),
            }
        }
    }
}
