//! The structure of a text whose lines begin with the signs of Markdown, or lost them on the way.

use super::normalise::normalise;
use crate::model::{BlockKind, TextBlock};

/// The deepest list and quote that are told apart.
const DEEPEST: usize = 8;

/// What the signs at the start of lines say: `# ` a heading, `- ` and `3. ` items, with two spaces
/// for each list around theirs, `> ` a quote.
pub(super) fn of_signs(text: &str) -> Vec<TextBlock> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(mut block) = of_line(line.trim_end_matches('\n')) {
            block.start = start;
            blocks.push(block);
        }
        start += line.len();
    }
    blocks
}

fn of_line(line: &str) -> Option<TextBlock> {
    let mut rest = line;
    while let Some(quoted) = rest.strip_prefix("> ") {
        rest = quoted;
    }
    let quoted = rest.len() < line.len();
    let indent = rest.len() - rest.trim_start_matches(' ').len();
    let words = &rest[indent..];
    let depth = (indent / 2).min(DEEPEST) as u8;
    let level = words.len() - words.trim_start_matches('#').len();
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (kind, sign) = if (1..=6).contains(&level) && words[level..].starts_with(' ') {
        (BlockKind::Heading(level as u8), level + 1)
    } else if words.starts_with("- ") {
        (BlockKind::Item(depth), 2)
    } else if (1..=4).contains(&digits) && words[digits..].starts_with(". ") {
        (BlockKind::Item(depth), digits + 2)
    } else if quoted {
        (BlockKind::Paragraph, 0)
    } else {
        return None;
    };
    let sign = match kind {
        BlockKind::Paragraph => line.len() - rest.len(),
        _ => line.len() - words.len() + sign,
    };
    // Signs without words are words themselves.
    let has_words = !line[sign..].trim().is_empty();
    has_words.then_some(TextBlock {
        start: 0,
        kind,
        quoted,
        sign,
    })
}

/// Blocks of a text as they stand in its normal form.
pub(super) fn in_normal_form(blocks: Vec<TextBlock>, source: &str, normal: &str) -> Vec<TextBlock> {
    if source == normal {
        return blocks;
    }
    // What stands before the start of a line is normalised by itself.
    let (mut seen, mut at) = (0, 0);
    let moved = blocks.into_iter().map(|block| {
        at += normalise(&source[seen..block.start]).text.len();
        seen = block.start;
        TextBlock { start: at, ..block }
    });
    moved.filter(|block| block.stands_in(normal)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn signs_say_what_a_line_is() {
        let text =
            "# Head\n\n- one\n  3. two\n> said\n> ## in it\nplain - # 5. no\n#5\n- \n-5 degrees\n";
        let found: Vec<_> = of_signs(text)
            .into_iter()
            .map(|block| {
                let sign = &text[block.start..block.start + block.sign];
                (sign, block.kind, block.quoted)
            })
            .collect();
        assert_eq!(
            found,
            [
                ("# ", BlockKind::Heading(1), false),
                ("- ", BlockKind::Item(0), false),
                ("  3. ", BlockKind::Item(1), false),
                ("> ", BlockKind::Paragraph, true),
                ("> ## ", BlockKind::Heading(2), true),
            ]
        );
    }

    #[test]
    fn blocks_follow_a_text_into_its_normal_form() {
        let source = "cafe\u{301}\n\nHe said\u{7}.\n";
        let normal = normalise(source).text;
        let block = TextBlock {
            start: source.find("He").unwrap(),
            kind: BlockKind::Heading(1),
            quoted: false,
            sign: 0,
        };
        let moved = in_normal_form(vec![block], source, &normal);
        assert_eq!(moved[0].start, normal.find("He").unwrap());
    }

    proptest! {
        #[test]
        fn blocks_stand_at_lines(text in "([#>. \\-]|[0-9é]|\n|  ){0,120}") {
            let mut last = None;
            for block in of_signs(&text) {
                prop_assert!(block.stands_in(&text));
                prop_assert!(last.is_none_or(|last| last < block.start));
                last = Some(block.start);
            }
        }
    }
}
