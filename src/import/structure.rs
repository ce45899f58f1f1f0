//! The structure that a file says of its text, by bytes of the text as it is kept.

use super::normalise::normalise;
use crate::model::TextBlock;

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
    use super::*;
    use crate::model::BlockKind;

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
}
