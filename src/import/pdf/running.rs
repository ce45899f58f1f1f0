//! The running heads and feet of pages, and their numbers.

use std::collections::BTreeMap;

use super::super::blocks::Block;

/// Leaves out the first and last lines of pages that come again and again, and numbers of pages.
pub(super) fn leave_out(pages: &mut [Vec<Block>]) {
    const EDGE: usize = 3;
    let shape = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect::<String>()
            .replace("00", "0")
    };
    let is_number = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        text.len() <= 12
            && digits > 0
            && digits <= 4
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || " -–—|/.•[]()".contains(c))
    };
    let edges = |page: &[Block]| -> Vec<usize> {
        let last = page.len();
        (0..last.min(EDGE))
            .chain(last.saturating_sub(EDGE).max(EDGE.min(last))..last)
            .collect()
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut of_page: Vec<String> = edges(page)
            .into_iter()
            .filter(|at| page[*at].text.len() <= 200)
            .map(|at| shape(&page[at].text))
            .collect();
        of_page.sort();
        of_page.dedup();
        for shape in of_page {
            *seen.entry(shape).or_default() += 1;
        }
    }
    let count = pages.len();
    let often = if count <= 3 { 2 } else { (count / 4).max(3) };
    for page in pages.iter_mut() {
        let at_edge = edges(page);
        let mut at = 0;
        page.retain(|block| {
            let here = at;
            at += 1;
            let running = block.text.len() <= 200
                && count > 1
                && seen
                    .get(&shape(&block.text))
                    .is_some_and(|times| *times >= often);
            !(at_edge.contains(&here) && (running || (count > 1 && is_number(&block.text))))
        });
    }
}
