//! What changed between two versions of an article's text: figures first, then sentences.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{ComboBox, Label, RichText, ScrollArea, Sense, Stroke, Ui};

use super::super::action::{Action, Actions};
use super::super::controls::divider;
use super::super::state::State;
use super::super::status::counted;
use super::super::theme::{self, BODY, Tokens, UNIT};
use super::{buttons, heading};
use crate::anchor::{Comparison, Pair};
use crate::model::{Article, ArticleId, Project};

/// How many changed sentences are shown at once.
const MOST: usize = 200;
/// How many characters of a changed stretch are shown.
const LONGEST: usize = 1200;

/// Which versions are compared, and what came of it.
#[derive(Debug)]
pub struct Versions {
    article: ArticleId,
    choice: Choice,
    found: Option<(Choice, Arc<Comparison>)>,
}

/// Two texts of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The older version, counted from the first.
    version: usize,
    /// Whether it is compared with the present text, not with the one that followed it.
    with_present: bool,
}

impl Versions {
    /// The last replacement of an article; none where its text is its first.
    pub fn of(article: &Article) -> Option<Self> {
        Some(Self {
            article: article.id,
            choice: Choice {
                version: article.versions.len().checked_sub(1)?,
                with_present: false,
            },
            found: None,
        })
    }

    /// The texts that are to be compared.
    pub fn choice(&self) -> Choice {
        self.choice
    }

    /// The article and its two texts, where they were not compared yet.
    pub fn wanted(&self, project: &Project) -> Option<(Arc<Article>, Arc<str>, Arc<str>)> {
        if self
            .found
            .as_ref()
            .is_some_and(|(of, _)| *of == self.choice)
        {
            return None;
        }
        let article = project.article(self.article)?;
        let (old, new) = self.texts(article)?;
        Some((Arc::clone(article), Arc::clone(old), Arc::clone(new)))
    }

    /// Takes what came of comparing.
    pub fn take(&mut self, article: ArticleId, of: Choice, comparison: Arc<Comparison>) {
        if article == self.article {
            self.found = Some((of, comparison));
        }
    }

    fn texts<'a>(&self, article: &'a Article) -> Option<(&'a Arc<str>, &'a Arc<str>)> {
        let old = article.versions.get(self.choice.version)?;
        let next = article.versions.get(self.choice.version + 1);
        let next = next.filter(|_| !self.choice.with_present);
        Some((&old.text, next.map_or(&article.text, |next| &next.text)))
    }

    /// Whether the newer of the two texts is the one in the reader.
    fn is_present(&self, article: &Article) -> bool {
        self.choice.with_present || self.choice.version + 1 == article.versions.len()
    }

    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, actions: &mut Actions) {
        let Some(article) = state
            .project()
            .and_then(|project| project.article(self.article))
        else {
            return;
        };
        heading(ui, &format!("Versions of “{}”", article.display_title()));
        self.choose(ui, article, actions);
        divider(ui);
        let found = self.found.as_ref().filter(|(of, _)| *of == self.choice);
        let Some((old, new)) = self.texts(article) else {
            return;
        };
        ScrollArea::vertical()
            .max_height((ui.ctx().content_rect().height() - 240.0).max(160.0))
            .auto_shrink([false, true])
            .show(ui, |ui| match found {
                None => {
                    ui.label(theme::weak(ui, "Comparing…"));
                }
                Some((_, comparison)) if comparison.is_empty() => {
                    ui.label("The words are the same; only spaces and line ends changed.");
                }
                Some((_, comparison)) => {
                    let changed = Changed {
                        old,
                        new,
                        present: self.is_present(article),
                    };
                    changed.figures(ui, &comparison.figures, actions);
                    changed.sentences(ui, &comparison.sentences);
                }
            });
        if buttons(ui, &["Close"], true).is_some() {
            actions.push(Action::CloseDialog);
        }
    }

    fn choose(&mut self, ui: &mut Ui, article: &Article, actions: &mut Actions) {
        let before = self.choice;
        let named = |version: usize| {
            let replaced = article
                .versions
                .get(version)
                .map(|version| version.replaced);
            let day = replaced.map(|at| at.strftime("%-d %b %Y").to_string());
            format!("{}. until {}", version + 1, day.unwrap_or_default())
        };
        ui.horizontal_wrapped(|ui| {
            let caption = ui.label(theme::weak(ui, "Text"));
            let combo = ComboBox::from_id_salt("version")
                .selected_text(named(self.choice.version))
                .show_ui(ui, |ui| {
                    for version in 0..article.versions.len() {
                        let chosen = version == self.choice.version;
                        if ui.selectable_label(chosen, named(version)).clicked() {
                            self.choice.version = version;
                        }
                    }
                });
            combo.response.labelled_by(caption.id);
            ui.label(theme::weak(ui, "compared with"));
            let present = self.is_present(article);
            if self.choice.version + 1 == article.versions.len() {
                ui.label("the present text");
            } else {
                for (label, with_present) in [("the next one", false), ("the present text", true)] {
                    if ui.radio(present == with_present, label).clicked() {
                        self.choice.with_present = with_present;
                    }
                }
            }
        });
        if self.choice != before {
            actions.push(Action::CompareVersions);
        }
    }
}

/// Two texts, and whether the newer is the one in the reader.
struct Changed<'a> {
    old: &'a str,
    new: &'a str,
    present: bool,
}

impl Changed<'_> {
    fn figures(&self, ui: &mut Ui, pairs: &[Pair], actions: &mut Actions) {
        ui.label(theme::strong("Figures"));
        if pairs.is_empty() {
            ui.label(theme::weak(ui, "No figure changed."));
        }
        for pair in pairs.iter().take(MOST) {
            let text = self.told(pair);
            let place = pair.new.clone().filter(|_| self.present);
            let shown = RichText::new(&text).size(BODY);
            match place {
                Some(place) => {
                    let button = egui::Button::new(shown).frame_when_inactive(false);
                    if ui
                        .add(button)
                        .on_hover_text("Show in the article")
                        .clicked()
                    {
                        actions.push(Action::CloseDialog);
                        actions.push(Action::Jump(place));
                    }
                }
                None => {
                    ui.add(Label::new(shown).wrap());
                }
            }
        }
        more(ui, pairs.len());
        ui.add_space(2.0 * UNIT);
    }

    /// "31 people became 37 people".
    fn told(&self, pair: &Pair) -> String {
        let words = |text: &str, at: &Range<usize>| {
            let words = text.get(at.clone()).unwrap_or_default();
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        match (&pair.old, &pair.new) {
            (Some(old), Some(new)) => {
                format!("{} became {}", words(self.old, old), words(self.new, new))
            }
            (Some(old), None) => format!("{} is gone", words(self.old, old)),
            (None, Some(new)) => format!("{} is new", words(self.new, new)),
            (None, None) => String::new(),
        }
    }

    fn sentences(&self, ui: &mut Ui, pairs: &[Pair]) {
        ui.label(theme::strong(counted(pairs.len(), "changed place")));
        for pair in pairs.iter().take(MOST) {
            ui.columns(2, |columns| {
                if let [old, new] = columns {
                    marked(old, self.old, pair.old.as_ref(), &pair.left_out, true);
                    marked(new, self.new, pair.new.as_ref(), &pair.added, false);
                }
            });
            divider(ui);
        }
        more(ui, pairs.len());
    }
}

fn more(ui: &mut Ui, count: usize) {
    if count > MOST {
        ui.label(theme::weak(ui, format!("And {} more.", count - MOST)));
    }
}

/// A stretch of text with the words that changed in it: struck through where they are gone.
fn marked(
    ui: &mut Ui,
    text: &str,
    at: Option<&Range<usize>>,
    changed: &[Range<usize>],
    gone: bool,
) {
    let tokens = Tokens::of(ui);
    let Some(at) = at else {
        let what = if gone { "Not there" } else { "Left out" };
        ui.label(theme::weak(ui, what));
        return;
    };
    let font = theme::reading(BODY);
    let plain = TextFormat::simple(font.clone(), tokens.text);
    let strong = if gone {
        TextFormat {
            strikethrough: Stroke::new(1.0, tokens.danger),
            ..TextFormat::simple(font, tokens.danger)
        }
    } else {
        TextFormat {
            background: tokens.found,
            ..TextFormat::simple(font, tokens.text)
        }
    };
    let end = text.floor_char_boundary(at.end.min(at.start + LONGEST));
    let mut job = LayoutJob::default();
    let mut next = at.start;
    for change in changed {
        let (from, to) = (change.start.clamp(next, end), change.end.clamp(next, end));
        job.append(text.get(next..from).unwrap_or_default(), 0.0, plain.clone());
        job.append(text.get(from..to).unwrap_or_default(), 0.0, strong.clone());
        next = to;
    }
    job.append(text.get(next..end).unwrap_or_default(), 0.0, plain.clone());
    if end < at.end {
        job.append(" …", 0.0, plain);
    }
    // Columns would stretch the lines.
    ui.vertical(|ui| ui.add(Label::new(job).wrap().sense(Sense::hover())));
}
