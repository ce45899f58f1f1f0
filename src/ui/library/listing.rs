//! Which articles the library lists, and in which order: worked out anew only when the articles,
//! the filter or the order changed.

use egui::Rangef;
use strum::EnumIter;

use crate::model::{Article, ArticleId, Project, When};
use crate::ui::state::State;
use crate::ui::theme::UNIT;

/// The list as it was worked out last, and from what.
#[derive(Default)]
pub(super) struct Listed {
    from: Option<From>,
    /// What the filter looks in, once there is one.
    searched: Searched,
    rows: Vec<Row>,
    /// Where each row ends, in points from the top of the list.
    ends: Vec<f32>,
    /// How many times it was worked out: it must not grow while nothing of it changes.
    worked_out: usize,
}

/// What the list was worked out from.
struct From {
    /// The project as it was; only its articles count.
    project: Project,
    /// The state of the project, where the order hangs on more than its articles.
    revision: Option<u64>,
    /// What is known of figures, where the order hangs on it.
    figures: Option<u64>,
    filter: String,
    sort: Sort,
}

impl From {
    fn is_of(&self, project: &Project, state: &State, filter: &str, sort: Sort) -> bool {
        self.sort == sort
            && self.filter == filter
            && self.revision == Self::revision(state, sort)
            && self.figures == Self::figures(state, sort)
            && self.project.shares_articles_with(project)
    }

    fn revision(state: &State, sort: Sort) -> Option<u64> {
        (sort == Sort::Claims).then(|| state.revision())
    }

    fn figures(state: &State, sort: Sort) -> Option<u64> {
        (sort == Sort::Waiting).then(|| state.figures.generation())
    }
}

/// Title, outlet, author and date of every article in small letters, in the project's order.
#[derive(Default)]
struct Searched {
    of: Option<Project>,
    texts: Vec<String>,
}

impl Searched {
    fn bring_up_to_date(&mut self, project: &Project) {
        let is_same = |own: &Project| own.shares_articles_with(project);
        if self.of.as_ref().is_some_and(is_same) {
            return;
        }
        self.of = Some(project.clone());
        self.texts.clear();
        self.texts.extend(project.articles().map(|article| {
            let date = article
                .published
                .map(|when| format!("{when} {}", when.spoken()));
            let all = format!(
                "{} {} {} {}",
                article.display_title(),
                article.publisher,
                article.byline,
                date.unwrap_or_default(),
            );
            all.to_lowercase()
        }));
    }
}

impl Listed {
    /// Brings the list up to date; where neither articles nor filter nor order changed, by doing
    /// nothing.
    pub fn ask(&mut self, project: &Project, state: &State, filter: &str, sort: Sort) {
        let filter = filter.trim();
        let from = self.from.as_ref();
        if from.is_some_and(|from| from.is_of(project, state, filter, sort)) {
            return;
        }
        let mut articles: Vec<_> = if filter.is_empty() {
            project.articles().collect()
        } else {
            let words = filter.to_lowercase();
            let searched = &mut self.searched;
            searched.bring_up_to_date(project);
            let holds = |text: &str| words.split_whitespace().all(|word| text.contains(word));
            let all = project.articles().zip(&searched.texts);
            all.filter(|(_, text)| holds(text))
                .map(|(article, _)| article)
                .collect()
        };
        let figures = &state.figures;
        match sort {
            Sort::Newest => articles.sort_by_key(|article| std::cmp::Reverse(article.published)),
            Sort::Oldest => {
                articles.sort_by_key(|article| (article.published.is_none(), article.published));
            }
            Sort::Title => {
                articles.sort_by_cached_key(|article| article.display_title().to_lowercase());
            }
            Sort::Publisher => articles.sort_by_cached_key(|article| {
                (article.publisher.to_lowercase(), article.published)
            }),
            Sort::Claims => articles
                .sort_by_key(|article| std::cmp::Reverse(project.claim_count_of(article.id))),
            Sort::Waiting => {
                articles.sort_by_key(|article| std::cmp::Reverse(figures.count_in(article.id)));
            }
        }
        let mut rows = Vec::with_capacity(articles.len());
        let mut last_heading = None;
        for article in articles {
            let heading = sort.heading(article);
            if heading != last_heading {
                rows.extend(heading.map(|heading| Row::Heading(heading.words())));
            }
            last_heading = heading;
            rows.push(Row::Article(article.id));
        }
        let from = From {
            project: project.clone(),
            revision: From::revision(state, sort),
            figures: From::figures(state, sort),
            filter: filter.to_owned(),
            sort,
        };
        self.take(from, rows);
    }

    /// The rows, in order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    fn take(&mut self, from: From, rows: Vec<Row>) {
        let mut end = 0.0;
        self.ends.clear();
        self.ends.extend(rows.iter().map(|row| {
            end += row.height();
            end
        }));
        self.from = Some(from);
        self.rows = rows;
        self.worked_out += 1;
    }

    /// How high the whole list is, in points.
    pub fn height(&self) -> f32 {
        self.ends.last().copied().unwrap_or(0.0)
    }

    /// From where to where a row reaches.
    pub fn reach_at(&self, place: usize) -> Rangef {
        let start = place.checked_sub(1).map_or(0.0, |before| self.ends[before]);
        Rangef::new(start, self.ends[place])
    }

    /// From where to where the row of an article reaches; none where it is not listed.
    pub fn reach(&self, article: ArticleId) -> Option<Rangef> {
        let is_it = |row: &Row| matches!(row, Row::Article(id) if *id == article);
        self.rows
            .iter()
            .position(is_it)
            .map(|place| self.reach_at(place))
    }

    /// The rows that a part of the list shows.
    pub fn visible(&self, view: Rangef) -> std::ops::Range<usize> {
        let first = self.ends.partition_point(|end| *end <= view.min);
        let last = self.ends.partition_point(|end| *end < view.max);
        first..(last + 1).min(self.rows.len())
    }
}

impl Row {
    fn height(&self) -> f32 {
        match self {
            Self::Heading(_) => 7.0 * UNIT,
            Self::Article(_) => 11.5 * UNIT,
        }
    }
}

/// A row of the list.
#[derive(Clone)]
pub(super) enum Row {
    /// A heading: the month of the articles below it.
    Heading(String),
    /// An article.
    Article(ArticleId),
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumIter)]
pub(super) enum Sort {
    #[default]
    Newest,
    Oldest,
    Title,
    Publisher,
    Claims,
    Waiting,
}

impl Sort {
    /// As shown on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Newest => "Newest first",
            Self::Oldest => "Oldest first",
            Self::Title => "By title",
            Self::Publisher => "By publisher",
            Self::Claims => "Most claims",
            Self::Waiting => "Most figures waiting",
        }
    }

    /// The heading an article stands under; none in orders without headings.
    fn heading(self, article: &Article) -> Option<Heading<'_>> {
        match self {
            Self::Newest | Self::Oldest => {
                let day = article.published.map(When::start);
                Some(Heading::Month(day.map(jiff::civil::Date::first_of_month)))
            }
            Self::Publisher => Some(Heading::Publisher(&article.publisher)),
            Self::Title | Self::Claims | Self::Waiting => None,
        }
    }
}

/// What articles below each other have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading<'a> {
    Month(Option<jiff::civil::Date>),
    Publisher(&'a str),
}

impl Heading<'_> {
    fn words(self) -> String {
        match self {
            Self::Month(None) => "No date".to_owned(),
            Self::Month(Some(day)) => day.strftime("%B %Y").to_string(),
            Self::Publisher("") => "No publisher".to_owned(),
            Self::Publisher(name) => name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;
    use crate::ui::fixture;

    fn titles(listed: &Listed, project: &Project) -> Vec<String> {
        let articles = listed.rows().iter().filter_map(|row| match row {
            Row::Article(id) => project.article(*id),
            Row::Heading(_) => None,
        });
        articles.map(|article| article.title.clone()).collect()
    }

    /// The fixture with two more articles.
    fn state() -> State {
        let mut state = fixture::state();
        let document = state.document.as_mut().unwrap();
        let first = document.project.articles().next().unwrap();
        let more = ["Zebras", "Ammunition"].map(|title| Article {
            id: state.clock.fresh(),
            title: title.to_owned(),
            publisher: format!("{title} Weekly"),
            published: "2023-05".parse().ok(),
            ..first.as_ref().clone()
        });
        let step = edit::articles::add(&document.project, more.to_vec());
        document.history.apply(&mut document.project, step, None);
        state
    }

    #[test]
    fn it_is_worked_out_when_articles_filter_or_order_change_and_at_no_other_time() {
        let mut state = state();
        let mut listed = Listed::default();
        let ask = |listed: &mut Listed, state: &State, filter: &str, sort| {
            let project = state.project().unwrap();
            listed.ask(project, state, filter, sort);
            (listed.worked_out, titles(listed, project).len())
        };
        assert_eq!(ask(&mut listed, &state, "", Sort::Newest), (1, 3));
        assert_eq!(ask(&mut listed, &state, " ", Sort::Newest), (1, 3));
        assert_eq!(ask(&mut listed, &state, "WEEKLY", Sort::Newest), (2, 2));
        assert_eq!(ask(&mut listed, &state, "may 2023", Sort::Newest), (3, 2));
        assert_eq!(ask(&mut listed, &state, "", Sort::Newest), (4, 3));
        // An edit of a claim is none of an article.
        let document = state.document.as_mut().unwrap();
        let claim = document.project.claims().next().unwrap().id;
        let step = edit::claims::update(&document.project, claim, "Edit", |claim| {
            claim.note = "Other words".to_owned();
        });
        document
            .history
            .apply(&mut document.project, step.unwrap(), None);
        assert_eq!(ask(&mut listed, &state, "", Sort::Newest), (4, 3));
        assert_eq!(ask(&mut listed, &state, "", Sort::Claims), (5, 3));
        let document = state.document.as_mut().unwrap();
        document.history.undo(&mut document.project);
        assert_eq!(ask(&mut listed, &state, "", Sort::Claims), (6, 3));
        assert_eq!(ask(&mut listed, &state, "", Sort::Newest), (7, 3));
        let document = state.document.as_mut().unwrap();
        document.history.undo(&mut document.project);
        assert_eq!(ask(&mut listed, &state, "", Sort::Newest), (8, 1));
    }

    #[test]
    fn orders_and_their_headings() {
        let state = state();
        let project = state.project().unwrap();
        let mut listed = Listed::default();
        for (sort, titles_in_order, headings) in [
            (Sort::Newest, ["Two packages", "Zebras", "Ammunition"], 2),
            (Sort::Oldest, ["Zebras", "Ammunition", "Two packages"], 2),
            (Sort::Title, ["Ammunition", "Two packages", "Zebras"], 0),
            (Sort::Publisher, ["Ammunition", "Two packages", "Zebras"], 3),
            (Sort::Claims, ["Two packages", "Zebras", "Ammunition"], 0),
        ] {
            listed.ask(project, &state, "", sort);
            assert_eq!(titles(&listed, project), titles_in_order, "{sort:?}");
            assert_eq!(listed.rows().len() - 3, headings, "{sort:?}");
        }
    }
}
