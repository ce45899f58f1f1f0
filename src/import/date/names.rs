//! Names of months and weekdays in the languages that most news is written in.

use std::sync::LazyLock;

/// The names of each month: English first, then the form that stands in dates (where a language
/// declines, the genitive), without regard to language.
const MONTHS: [&str; 12] = [
    "january januar jänner janvier enero gennaio janeiro januari stycznia styczeń ledna leden января \
     січня ianuarie január ιανουαρίου ocak",
    "february februar februari février fevrier febrero febbraio fevereiro lutego luty února únor \
     февраля лютого februarie február φεβρουαρίου şubat",
    "march märz maerz mars marzo março maart marca marzec března březen марта березня martie március \
     marts μαρτίου mart",
    "april avril abril aprile kwietnia kwiecień dubna duben апреля квітня aprilie április απριλίου \
     nisan",
    "may mai mayo maggio maio mei maja maj května květen мая травня május μαΐου mayıs",
    "june juni juin junio giugno junho czerwca czerwiec června červen июня червня iunie június \
     ιουνίου haziran",
    "july juli juillet julio luglio julho lipca lipiec července červenec июля липня iulie július \
     ιουλίου temmuz",
    "august août aout agosto augustus augusti sierpnia sierpień srpna srpen августа серпня augusztus \
     αυγούστου ağustos",
    "september septembre septiembre setiembre settembre setembro września wrzesień září сентября \
     вересня septembrie szeptember σεπτεμβρίου eylül",
    "october oktober octobre octubre ottobre outubro października październik října říjen октября \
     жовтня octombrie október οκτωβρίου ekim",
    "november novembre noviembre novembro listopada listopad ноября листопада noiembrie νοεμβρίου \
     kasım",
    "december dezember décembre decembre diciembre dicembre dezembro grudnia grudzień prosince \
     prosinec декабря грудня decembrie δεκεμβρίου aralık",
];

/// The names of the weekdays, and what else stands beside a date without being part of it.
const NOISE: &str = "monday tuesday wednesday thursday friday saturday sunday \
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag \
    lundi mardi mercredi jeudi vendredi samedi dimanche \
    lunes martes miércoles miercoles jueves viernes sábado sabado domingo \
    lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi venerdì venerdi sabato domenica \
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira \
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag \
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag \
    poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek \
    neděle понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа \
    четвер субота неділя пятниця п'ятниця \
    uhr um den der vom am le la à de del do da di du el il den kl klo alle ore às oras os les \
    года год г р року o";

/// Every name of a month, with its number.
static NAMED_MONTHS: LazyLock<Vec<(&str, i8)>> = LazyLock::new(|| {
    let numbered = MONTHS.iter().zip(1..);
    numbered
        .flat_map(|(names, number)| names.split_whitespace().map(move |name| (name, number)))
        .collect()
});

/// A month by its name, or by three letters and more with which the names of one month alone begin.
pub(super) fn month(word: &str) -> Option<i8> {
    if !word.starts_with(char::is_alphabetic) {
        return None;
    }
    if let Some((_, number)) = NAMED_MONTHS.iter().find(|(name, _)| *name == word) {
        return Some(*number);
    }
    if word.chars().count() < 3 {
        return None;
    }
    let mut begun = NAMED_MONTHS
        .iter()
        .filter(|(name, _)| name.starts_with(word))
        .map(|(_, number)| *number);
    let first = begun.next()?;
    if begun.all(|number| number == first) {
        return Some(first);
    }
    // The English short forms stand for themselves: `mar`, `jun`, `jul`.
    let place = ENGLISH_SHORT.iter().position(|short| *short == word)?;
    i8::try_from(place + 1).ok()
}

const ENGLISH_SHORT: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

static BESIDE: LazyLock<Vec<&str>> = LazyLock::new(|| NOISE.split_whitespace().collect());

/// Whether a word is a weekday, by its name or three letters and more of it, or stands beside dates.
pub(super) fn is_beside_dates(word: &str) -> bool {
    let is_short = word.chars().take(3).count() < 3;
    BESIDE
        .iter()
        .any(|name| *name == word || (!is_short && name.len() > 5 && name.starts_with(word)))
}
