//! Samples in every encoding that is told, and bytes that are no text.

use super::*;

const CYRILLIC: &str = "Міністерство оборони повідомило, що за добу було збито 57 дронів. \
    Президент подякував партнерам за новий пакет допомоги на 500 мільйонів доларів.";
const RUSSIAN: &str = "Министерство обороны сообщило, что за сутки было сбито 57 дронов. \
    Ущерб оценили в 500 миллионов рублей, пострадавших нет.";
const FRENCH: &str = "L’aide s’élève à 61,3 millions d’euros, a précisé le ministère — \
    un effort « inédit » depuis février, à côté d’un prêt déjà voté.";
const JAPANESE: &str = "政府は三日、ウクライナへの追加支援として五億ドルを拠出すると発表した。\
    これまでの支援の総額は約百二十億ドルになる。";
const CHINESE: &str =
    "政府三日宣布，将向乌克兰追加提供五亿美元的援助。到目前为止，援助总额约为一百二十亿美元。";

fn units16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn encoded_samples_come_back() {
    for (label, text, name) in [
        ("windows-1251", CYRILLIC, "windows-1251"),
        ("koi8-u", CYRILLIC, "KOI8-U"),
        ("windows-1251", RUSSIAN, "windows-1251"),
        ("koi8-r", RUSSIAN, "KOI8-U"),
        ("ibm866", RUSSIAN, "IBM866"),
        ("windows-1252", FRENCH, "windows-1252"),
        ("shift_jis", JAPANESE, "Shift_JIS"),
        ("euc-jp", JAPANESE, "EUC-JP"),
        ("iso-2022-jp", JAPANESE, "ISO-2022-JP"),
        ("gb18030", CHINESE, "GBK"),
    ] {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy, "{label} cannot say the sample");
        let decoded = decode(&bytes, None, None).unwrap();
        assert_eq!(decoded.text, text, "{label}");
        assert_eq!(decoded.charset.name(), name, "{label}");
        assert!(decoded.guessed && !decoded.damaged, "{label}");
        let chosen = decode(&bytes, Charset::named(label), None).unwrap();
        assert_eq!(chosen.text, text);
        assert!(!chosen.guessed);
    }
}

#[test]
fn cyrillic_of_old_computers_and_korean_of_old_mail_come_back() {
    let upper: Vec<char> = cyrillic::IBM855.chars().collect();
    assert_eq!(upper.len(), 128);
    let bytes: Vec<u8> = RUSSIAN
        .chars()
        .map(|c| match upper.iter().position(|known| *known == c) {
            Some(at) => 128 + at as u8,
            None => c as u8,
        })
        .collect();
    let decoded = decode(&bytes, None, None).unwrap();
    assert_eq!(
        (&*decoded.text, decoded.charset.name()),
        (RUSSIAN, "IBM855")
    );
    // Macintosh has the capitals below its small letters.
    let mac = |c: char| match c {
        'А'..='Я' => 0x80 + (c as u32 - 'А' as u32) as u8,
        'а'..='ю' => 0xe0 + (c as u32 - 'а' as u32) as u8,
        'я' => 0xdf,
        c => c as u8,
    };
    let bytes: Vec<u8> = RUSSIAN.chars().map(mac).collect();
    let decoded = decode(&bytes, None, None).unwrap();
    assert_eq!(decoded.text, RUSSIAN);
    assert_eq!(decoded.charset.name(), "x-mac-cyrillic");
    let korean = b"\x1b$)C\nAid: \x0eGQ19\x0f, twice\n";
    let decoded = decode(korean, None, None).unwrap();
    assert_eq!(decoded.text, "\nAid: 한국, twice\n");
    assert_eq!(decoded.charset.name(), "ISO-2022-KR");
}

#[test]
fn accents_in_latin_words_are_not_taken_for_cyrillic() {
    let italian = "La città è bella, perché c'è già la libertà; però sarà più difficile. \
        Così è la virtù: né più né meno. È là che andrà, e là resterà.";
    let encoding = Charset::named("windows-1252").unwrap();
    let Kind::Standard(standard) = encoding.0 else {
        panic!("it is of the standard")
    };
    let (bytes, ..) = standard.encode(italian);
    let decoded = decode(&bytes, None, None).unwrap();
    assert_eq!((&*decoded.text, decoded.charset), (italian, encoding));
}

#[test]
fn unicode_with_and_without_a_mark() {
    for text in [CYRILLIC, FRENCH, "Plain words, $5 million.", JAPANESE] {
        let marked = format!("\u{feff}{text}");
        let utf32 = |unit: fn(u32) -> [u8; 4]| -> Vec<u8> {
            marked.chars().flat_map(|c| unit(u32::from(c))).collect()
        };
        for (bytes, name) in [
            (marked.clone().into_bytes(), "UTF-8"),
            (units16(&marked, u16::to_le_bytes), "UTF-16LE"),
            (units16(&marked, u16::to_be_bytes), "UTF-16BE"),
            (utf32(u32::to_le_bytes), "UTF-32LE"),
            (utf32(u32::to_be_bytes), "UTF-32BE"),
        ] {
            let decoded = decode(&bytes, None, None).unwrap();
            assert_eq!(decoded.text, text, "{name}");
            assert_eq!(decoded.charset.name(), name);
            assert!(!decoded.guessed);
        }
    }
    for text in [CYRILLIC, FRENCH, "Plain words, $5 million.", "5 Häuser\n"] {
        let little = units16(text, u16::to_le_bytes);
        let big = units16(text, u16::to_be_bytes);
        for (bytes, name) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
            let decoded = decode(&bytes, None, None).unwrap();
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.charset.name(), name);
            assert!(decoded.guessed);
        }
    }
}

#[test]
fn utf32_is_known_without_a_mark() {
    for (unit, name) in [
        (u32::to_le_bytes as fn(u32) -> [u8; 4], "UTF-32LE"),
        (u32::to_be_bytes, "UTF-32BE"),
    ] {
        let bytes: Vec<u8> = FRENCH.chars().flat_map(|c| unit(u32::from(c))).collect();
        let decoded = decode(&bytes, None, None).unwrap();
        assert_eq!((&*decoded.text, decoded.charset.name()), (FRENCH, name));
    }
}

#[test]
fn old_macintosh_and_hungarian_are_told_from_western_windows() {
    let mac = b"The ministry\xd5s caf\x8e in Besan\x8don serves cr\x90pes, na\x95vely";
    let decoded = decode(mac, None, None).unwrap();
    assert_eq!(
        decoded.text,
        "The ministry’s café in Besançon serves crêpes, naïvely"
    );
    let hungarian = "A miniszter hétfőn közölte, hogy a gyűjtés első napján ötmillió érkezett.";
    let (bytes, ..) = encoding_rs::ISO_8859_2.encode(hungarian);
    assert_eq!(decode(&bytes, None, None).unwrap().text, hungarian);
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(FRENCH);
    assert_eq!(decode(&bytes, None, None).unwrap().text, FRENCH);
}

#[test]
fn unicode_that_was_cut_stays_unicode() {
    let cut = units16("Plain words, $5 million.", u16::to_le_bytes);
    let decoded = decode(&cut[..cut.len() - 1], None, None).unwrap();
    assert_eq!(decoded.charset.name(), "UTF-16LE");
    assert!(decoded.damaged && decoded.text.starts_with("Plain words"));
    let bytes = CYRILLIC.as_bytes();
    let decoded = decode(&bytes[..bytes.len() - 2], None, None).unwrap();
    assert_eq!(decoded.charset.name(), "UTF-8");
    assert!(decoded.damaged && !decoded.guessed);
    assert!(decoded.text.starts_with("Міністерство"));
}

#[test]
fn what_is_no_text() {
    let noise: Vec<u8> = (0..=255).collect();
    for bytes in [&b"a\0b\0\0\0c"[..], &[0, 0, 0, 7], &[1, 2, 3, 4, 5], &noise] {
        assert_eq!(decode(bytes, None, None), Err(NotText), "{bytes:?}");
    }
    let slip = format!("{}\0{}", "many words ".repeat(60), "more words ".repeat(60));
    assert!(decode(slip.as_bytes(), None, None).is_ok());
    assert_eq!(Charset::named("no such"), None);
    assert_eq!(Charset::common().count(), 30);
}
