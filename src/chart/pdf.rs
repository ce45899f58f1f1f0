//! A picture as a PDF page, drawn from the SVG: lines stay lines, text stays text, and the
//! bundled typefaces are embedded as far as they are used.
//!
//! Nothing of the machine or of the day goes into it, so the same SVG gives the same bytes.

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};
use resvg::usvg;

use super::png;

/// How many points of a PDF a CSS pixel has: 96 pixels and 72 points are an inch.
const POINTS: f32 = 0.75;

/// Why a picture does not become a PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The SVG cannot be understood.
    #[error("The picture cannot be drawn: {0}")]
    Svg(#[from] usvg::Error),
    /// It has no size that a page can have.
    #[error("The picture has no size that a page can have")]
    Size,
    /// The page cannot be written.
    #[error("The picture cannot be written as PDF: {0}")]
    Writing(String),
}

/// Draws an SVG on a page of its size. The title is what a viewer shows for the file.
///
/// # Errors
/// [`PdfError`] says why it cannot be drawn.
pub fn render(svg: &str, title: &str) -> Result<Vec<u8>, PdfError> {
    let tree = png::tree(svg)?;
    let (width, height) = (tree.size().width() * POINTS, tree.size().height() * POINTS);
    let size = Size::from_wh(width, height).ok_or(PdfError::Size)?;
    let settings = PageSettings::from_wh(width, height).ok_or(PdfError::Size)?;
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()));
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
    surface.finish();
    page.finish();
    drawn.ok_or(PdfError::Size)?;
    document
        .finish()
        .map_err(|error| PdfError::Writing(format!("{error:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">\
                       <text x=\"2\" y=\"15\" font-family=\"Inter\">Aid</text></svg>";

    #[test]
    fn pages_hold_their_letters_and_are_the_same_every_time() {
        let page = render(SVG, "Aid").unwrap();
        let text = String::from_utf8_lossy(&page);
        assert!(text.starts_with("%PDF-"));
        assert!(text.contains("/FontFile"), "the typeface is missing");
        assert!(
            text.contains("[0 0 30 15]"),
            "a point is three quarters of a pixel"
        );
        assert_eq!(page, render(SVG, "Aid").unwrap());
    }

    #[test]
    fn what_is_no_picture_says_so() {
        assert!(matches!(render("no picture", ""), Err(PdfError::Svg(_))));
    }
}
