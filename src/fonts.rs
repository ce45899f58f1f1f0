//! The bundled typefaces: one for the interface and pictures, one for reading.
//!
//! The same bytes go to the window and to every exported picture, so that a project looks the
//! same on every machine. Both families are under the SIL Open Font License; its texts lie beside
//! the files in `assets/fonts`.

/// Inter, for the interface and for charts.
pub const INTER_REGULAR: &[u8] = include_bytes!("../assets/fonts/Inter-Regular.ttf");
/// Inter, semi-bold.
pub const INTER_SEMIBOLD: &[u8] = include_bytes!("../assets/fonts/Inter-SemiBold.ttf");
/// Source Serif, for reading.
pub const SERIF_REGULAR: &[u8] = include_bytes!("../assets/fonts/SourceSerif4-Regular.ttf");
/// Source Serif, semi-bold.
pub const SERIF_SEMIBOLD: &[u8] = include_bytes!("../assets/fonts/SourceSerif4-SemiBold.ttf");
/// Source Serif, italic.
pub const SERIF_ITALIC: &[u8] = include_bytes!("../assets/fonts/SourceSerif4-Italic.ttf");
