//! The value of every swatch on every ground, as plain red, green and blue.
//!
//! Chosen so that marks keep a contrast of 3 : 1 against the ground (WCAG 2.2, 1.4.11) and that
//! the colours of series stay apart for people who see no red or no green; tests measure both.
//! Shapes and names always stand beside them, so colour never carries meaning alone.

use crate::model::Swatch;

/// Red, green and blue, sRGB.
pub type Rgb = [u8; 3];

/// What a colour is seen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ground {
    /// The light theme: grounds from white to [`LIGHTEST_GREY`].
    Light,
    /// The dark theme: grounds from black to [`DARKEST_GREY`].
    Dark,
    /// White paper.
    Print,
}

/// The darkest ground of the light theme that swatches are made for.
pub const LIGHTEST_GREY: Rgb = [0xe9, 0xe9, 0xe4];
/// The lightest ground of the dark theme that swatches are made for.
pub const DARKEST_GREY: Rgb = [0x31, 0x36, 0x3d];
/// White.
pub const WHITE: Rgb = [0xff; 3];
/// Black.
pub const BLACK: Rgb = [0x00; 3];

/// The swatches of series without a colour of their own, those easiest to tell apart first.
pub const SERIES: [Swatch; 7] = [
    Swatch::Blue,
    Swatch::Orange,
    Swatch::Green,
    Swatch::Purple,
    Swatch::Red,
    Swatch::Sky,
    Swatch::Brown,
];

/// The value of a swatch on a ground.
pub fn rgb(swatch: Swatch, ground: Ground) -> Rgb {
    match ground {
        // Paper is the light theme's own ground: one look for screen and report.
        Ground::Light | Ground::Print => match swatch {
            Swatch::Blue => [0x1a, 0x4f, 0xa8],
            Swatch::Orange => [0xc6, 0x6a, 0x00],
            Swatch::Green => [0x02, 0x96, 0x7a],
            Swatch::Purple => [0x7a, 0x2a, 0x6a],
            Swatch::Red => [0xb2, 0x3a, 0x0e],
            Swatch::Sky => [0x00, 0x8b, 0xd6],
            Swatch::Yellow => [0x81, 0x7a, 0x1a],
            Swatch::Pink => [0xc2, 0x35, 0x60],
            Swatch::Brown => [0x5d, 0x34, 0x10],
            Swatch::Teal => [0x22, 0x92, 0x9e],
            Swatch::Grey => [0x60, 0x66, 0x75],
        },
        Ground::Dark => match swatch {
            Swatch::Blue => [0x6a, 0x8a, 0xe8],
            Swatch::Orange => [0xf7, 0x9b, 0x43],
            Swatch::Green => [0x63, 0xe6, 0xb0],
            Swatch::Purple => [0xd3, 0x99, 0xf5],
            Swatch::Red => [0xd2, 0x66, 0x2f],
            Swatch::Sky => [0x8f, 0xdc, 0xff],
            Swatch::Yellow => [0xf7, 0xdc, 0x5c],
            Swatch::Pink => [0xf1, 0x78, 0x90],
            Swatch::Brown => [0xa8, 0x7c, 0x66],
            Swatch::Teal => [0x4f, 0xc9, 0xbd],
            Swatch::Grey => [0x98, 0xa2, 0xb1],
        },
    }
}

/// White or black, whichever text on `fill` is read more easily in; at least 4.5 : 1.
pub fn text_on(fill: Rgb) -> Rgb {
    if contrast(fill, WHITE) >= 4.5 {
        WHITE
    } else {
        BLACK
    }
}

/// A colour dark enough for words on white, at least 4.5 : 1, and otherwise as it was.
pub fn ink(colour: Rgb) -> Rgb {
    let mut dark = colour;
    while contrast(dark, WHITE) < 4.5 {
        // Each step ends in a darker colour, and black is dark enough.
        dark = dark.map(|channel| (u16::from(channel) * 15 / 16) as u8);
    }
    dark
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”).
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance, 0 to 1 (WCAG 2.2).
fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = linear(colour);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The light of each channel, 0 to 1 (IEC 61966-2-1).
fn linear(colour: Rgb) -> [f64; 3] {
    colour.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    const GROUNDS: [Ground; 3] = [Ground::Light, Ground::Dark, Ground::Print];

    fn behind(ground: Ground) -> [Rgb; 2] {
        match ground {
            Ground::Light => [WHITE, LIGHTEST_GREY],
            Ground::Dark => [BLACK, DARKEST_GREY],
            Ground::Print => [WHITE, WHITE],
        }
    }

    #[test]
    fn marks_stand_out_from_every_ground() {
        for ground in GROUNDS {
            for swatch in Swatch::iter() {
                for behind in behind(ground) {
                    let contrast = contrast(rgb(swatch, ground), behind);
                    assert!(contrast >= 3.0, "{swatch} on {ground:?}: {contrast:.2}");
                }
            }
        }
    }

    #[test]
    fn text_on_every_fill_is_read() {
        for ground in GROUNDS {
            for swatch in Swatch::iter() {
                let fill = rgb(swatch, ground);
                let contrast = contrast(fill, text_on(fill));
                assert!(contrast >= 4.5, "{swatch} on {ground:?}: {contrast:.2}");
            }
        }
    }

    #[test]
    fn words_in_a_colour_are_read() {
        for swatch in Swatch::iter() {
            let ink = ink(rgb(swatch, Ground::Print));
            assert!(contrast(ink, WHITE) >= 4.5, "{swatch}");
        }
        assert_eq!(ink(BLACK), BLACK);
    }

    #[test]
    fn known_contrasts() {
        assert!((contrast(WHITE, BLACK) - 21.0).abs() < 1e-9);
        assert!((contrast([0x77; 3], WHITE) - 4.48).abs() < 0.01);
    }

    /// How people with full colour vision, without red cones and without green cones see
    /// (Machado, Oliveira and Fernandes 2009, severity 1).
    const EYES: [[[f64; 3]; 3]; 3] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ];

    /// The colour as those eyes see it, in Oklab (Ottosson 2020), where distances are alike.
    fn seen(colour: Rgb, eyes: &[[f64; 3]; 3]) -> [f64; 3] {
        let times = |rows: &[[f64; 3]; 3], v: [f64; 3]| {
            rows.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
        };
        let light = times(eyes, linear(colour)).map(|channel| channel.clamp(0.0, 1.0));
        let cones = times(
            &[
                [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
                [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
                [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
            ],
            light,
        );
        times(
            &[
                [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
                [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
                [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
            ],
            cones.map(f64::cbrt),
        )
    }

    #[test]
    fn series_stay_apart_for_colour_blind_eyes() {
        let all: Vec<Swatch> = SERIES.into_iter().chain([Swatch::Grey]).collect();
        for ground in GROUNDS {
            for eyes in &EYES {
                for (place, one) in all.iter().enumerate() {
                    for other in &all[..place] {
                        let (a, b) = (
                            seen(rgb(*one, ground), eyes),
                            seen(rgb(*other, ground), eyes),
                        );
                        let apart: f64 = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum();
                        let apart = apart.sqrt();
                        assert!(apart >= 0.065, "{one} and {other}, {ground:?}: {apart:.3}");
                    }
                }
            }
        }
    }
}
