//! In which language a text is written, where its file does not say.

use whatlang::{Lang, detect};

/// How many bytes of a text are looked at.
const MOST: usize = 8 * 1024;

/// How sure the answer must be, from 0 to 1.
const SURE: f64 = 0.8;

/// The language of a text as a BCP 47 tag (RFC 5646), where its words leave no doubt.
pub(super) fn of(text: &str) -> Option<&'static str> {
    let end = text.floor_char_boundary(MOST);
    let found = detect(&text[..end])?;
    (found.is_reliable() && found.confidence() >= SURE).then(|| tag(found.lang()))
}

/// The shortest tag of a language; for those without one of two letters the three of ISO 639-3.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Afr => "af",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kat => "ka",
        Lang::Kor => "ko",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mkd => "mk",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tha => "th",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_news_show_their_language() {
        for (text, expected) in [
            (
                "The council met on Monday and spoke for three hours about the bridge, which had \
                 been closed since the flood.",
                "en",
            ),
            (
                "Міністерство оборони повідомило, що за добу було збито п'ятдесят сім дронів, а \
                 президент подякував партнерам за новий пакет допомоги.",
                "uk",
            ),
            (
                "Министерство обороны сообщило, что за сутки было сбито пятьдесят семь дронов, \
                 а ущерб оценили в пятьсот миллионов рублей.",
                "ru",
            ),
            (
                "Der Rat tagte am Montag und sprach drei Stunden lang über die Brücke, die seit \
                 dem Hochwasser gesperrt ist.",
                "de",
            ),
            (
                "政府は三日、ウクライナへの追加支援として五億ドルを拠出すると発表した。",
                "ja",
            ),
        ] {
            assert_eq!(of(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_few_signs_are_of_no_language() {
        for text in ["", "12.5", "$5 — ok", "a\tb\n1\t2\n"] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
