//! Printed documents.

use super::*;

/// A PDF document: for each page its lines with where they stand, in points from the lower left.
fn printed(pages: &[Vec<(u32, u32, &str)>]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    let mut kids = Vec::new();
    for lines in pages {
        let number = objects.len() + 1;
        kids.push(format!("{number} 0 R"));
        let content: String = lines
            .iter()
            .map(|(x, y, text)| format!("BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n"))
            .collect();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            number + 1
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}endstream",
            content.len()
        ));
    }
    objects[1] = format!(
        "<< /Type /Pages /Kids [{}] /Count {} >>",
        kids.join(" "),
        kids.len()
    );
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = file.len();
    file.push_str(&format!(
        "xref\n0 {}\n0000000000 65535 f \n",
        places.len() + 1
    ));
    for place in &places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        places.len() + 1
    ));
    file.into_bytes()
}

#[test]
fn a_printed_document_in_the_order_of_its_columns() {
    let page = |number: &'static str, left: [&'static str; 3], right: [&'static str; 3]| {
        let mut lines = vec![
            (50, 770, "The River Post, February 2025"),
            (290, 30, number),
        ];
        for (row, (left, right)) in left.into_iter().zip(right).enumerate() {
            let y = 700 - 12 * u32::try_from(row).unwrap();
            lines.push((50, y, left));
            lines.push((320, y, right));
        }
        lines
    };
    let bytes = printed(&[
        page(
            "1",
            [
                "The council said on Monday that the repair of the",
                "old bridge would cost the town five mil-",
                "lion in all, and more if it rains again.",
            ],
            [
                "Half of it is to come from the state, which has",
                "promised as much in each of the last nine years",
                "and has paid nothing of it until today.",
            ],
        ),
        page(
            "2",
            [
                "Nobody has crossed the bridge since the flood of",
                "the spring, when the river rose by nine metres",
                "and took two of its seven arches with it.",
            ],
            [
                "The ferry takes forty people an hour, and those",
                "who miss the last of them at nine in the evening",
                "have to wait for the morning on the bank.",
            ],
        ),
        page(
            "3",
            [
                "What the people of the town think of this can be",
                "heard in every street: they would like to have a",
                "bridge that stands, and do not care who pays.",
            ],
            [
                "A vote on the money is to be held in the autumn,",
                "if enough of them sign for it at the town hall",
                "before the end of the month of August.",
            ],
        ),
    ]);
    let text = one("a.pdf", &bytes).text;
    assert!(
        text.contains("cost the town five million in all, and more if it rains again."),
        "{text}"
    );
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words} in {text}"))
    };
    assert!(place("old bridge") < place("Half of it") && place("Half of it") < place("Nobody"));
    assert!(!text.contains("River Post"), "{text}");
    assert!(!text.lines().any(|line| line.trim() == "2"), "{text}");
}

#[test]
fn a_document_without_text_or_sense_says_so() {
    assert_eq!(
        reason("a.pdf", &printed(&[vec![], vec![]])),
        Reason::Scanned
    );
    assert!(matches!(
        reason("a.pdf", b"%PDF-1.7\nnothing more"),
        Reason::Damaged(_)
    ));
}
