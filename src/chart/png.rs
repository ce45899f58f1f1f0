//! A picture in pixels, drawn from the SVG with the bundled typeface alone.
//!
//! As long as they have a letter for every character, no typeface of the machine is asked, and the
//! same SVG gives the same pixels everywhere. For other scripts (Arabic, Chinese, …) the machine's
//! own typefaces lend the letters that are missing. Nothing that an SVG names is read or fetched.

use std::ops::RangeInclusive;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::text::Ruler;
use crate::fonts;

/// How many pixels a CSS pixel may have on each side.
pub const SCALES: RangeInclusive<u8> = 1..=4;

/// Why a picture cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The scale is not offered.
    #[error("A picture can be 1 to 4 times its size, not {0} times")]
    Scale(u8),
    /// The SVG cannot be understood.
    #[error("The picture cannot be drawn: {0}")]
    Svg(#[from] usvg::Error),
    /// It would have too many pixels.
    #[error("The picture would be {0} by {1} pixels, which is too large; choose a smaller scale")]
    TooLarge(u32, u32),
    /// The pixels cannot be written as PNG.
    #[error("The picture cannot be written as PNG: {0}")]
    Encoding(String),
}

/// The most pixels of a picture: 400 MB of memory.
const MOST_PIXELS: u64 = 100_000_000;

/// A picture as it stands in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Red, green, blue and alpha of each pixel, row by row from the top; the colours are
    /// multiplied by alpha.
    pub rgba: Vec<u8>,
}

/// Draws an SVG as a PNG file with `scale` pixels for each of its own on each side.
///
/// # Errors
/// [`PngError`] says why it cannot be drawn.
pub fn render(svg: &str, scale: u8) -> Result<Vec<u8>, PngError> {
    Ok(render_sized(svg, scale)?.bytes)
}

/// A picture as a PNG file, with its size.
pub(crate) struct Sized {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Draws an SVG as [`render`] does, and says how large it came out.
///
/// # Errors
/// [`PngError`] says why it cannot be drawn.
pub(crate) fn render_sized(svg: &str, scale: u8) -> Result<Sized, PngError> {
    let pixmap = draw(svg, scale)?;
    let bytes = pixmap
        .encode_png()
        .map_err(|error| PngError::Encoding(error.to_string()))?;
    Ok(Sized {
        width: pixmap.width(),
        height: pixmap.height(),
        bytes,
    })
}

/// Draws an SVG as [`render`] does, for the clipboard.
///
/// # Errors
/// [`PngError`] says why it cannot be drawn.
pub fn pixels(svg: &str, scale: u8) -> Result<Pixels, PngError> {
    let pixmap = draw(svg, scale)?;
    Ok(Pixels {
        width: pixmap.width(),
        height: pixmap.height(),
        rgba: pixmap.take(),
    })
}

fn draw(svg: &str, scale: u8) -> Result<Pixmap, PngError> {
    if !SCALES.contains(&scale) {
        return Err(PngError::Scale(scale));
    }
    let tree = tree(svg)?;
    let size = tree.size().to_int_size();
    let pixels = |length: u32| length.saturating_mul(u32::from(scale));
    let (width, height) = (pixels(size.width()), pixels(size.height()));
    let too_large = PngError::TooLarge(width, height);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_large);
    }
    let mut pixmap = Pixmap::new(width, height).ok_or(too_large)?;
    let factor = f32::from(scale);
    resvg::render(
        &tree,
        Transform::from_scale(factor, factor),
        &mut pixmap.as_mut(),
    );
    Ok(pixmap)
}

/// Reads an SVG, its letters in the bundled typefaces.
pub(super) fn tree(svg: &str) -> Result<usvg::Tree, usvg::Error> {
    let options = usvg::Options {
        font_family: "Inter".to_owned(),
        fontdb: typefaces(svg),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options)
}

/// The bundled typefaces, made ready once; with the machine's own beside them where a picture
/// holds letters that these lack.
fn typefaces(svg: &str) -> Arc<fontdb::Database> {
    static BUNDLED: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    static ALL: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let bundled = BUNDLED.get_or_init(|| {
        let mut database = fontdb::Database::new();
        for bytes in [fonts::INTER_REGULAR, fonts::INTER_SEMIBOLD] {
            database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        }
        database.set_sans_serif_family("Inter");
        Arc::new(database)
    });
    if Ruler::get().covers(svg) {
        return Arc::clone(bundled);
    }
    let all = ALL.get_or_init(|| {
        let mut database = bundled.as_ref().clone();
        database.load_system_fonts();
        Arc::new(database)
    });
    Arc::clone(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">\
                       <text x=\"2\" y=\"15\" font-family=\"Inter\">Aid</text></svg>";

    fn pixels(scale: u8) -> Pixmap {
        Pixmap::decode_png(&render(SVG, scale).unwrap()).unwrap()
    }

    #[test]
    fn pictures_have_their_size_and_their_letters() {
        for scale in SCALES {
            let pixmap = pixels(scale);
            let side = u32::from(scale);
            assert_eq!((pixmap.width(), pixmap.height()), (40 * side, 20 * side));
        }
        let inked = pixels(2)
            .pixels()
            .iter()
            .filter(|p| p.alpha() > 128)
            .count();
        assert!(inked > 50, "the letters are missing: {inked}");
        assert_eq!(render(SVG, 2).unwrap(), render(SVG, 2).unwrap());
    }

    #[test]
    fn what_cannot_be_drawn_says_so() {
        assert!(matches!(render(SVG, 0), Err(PngError::Scale(0))));
        assert!(matches!(render(SVG, 5), Err(PngError::Scale(5))));
        assert!(matches!(render("no picture", 1), Err(PngError::Svg(_))));
        let huge = SVG.replace("width=\"40\"", "width=\"9e6\"");
        assert!(matches!(render(&huge, 4), Err(PngError::TooLarge(..))));
    }
}
