//! What a file that was read will become in the project: a new article, or nothing new.

use std::collections::BTreeMap;

use crate::clock::Clock;
use crate::echo::Echoes;
use crate::edit::articles::{Arrival, Arrivals};
use crate::import::{ImportError, Imported, ImportedArticle};
use crate::model::{Article, ArticleId, Project};

/// One file, or one article of a file.
#[derive(Debug)]
pub struct Incoming {
    /// What was read, or why nothing was.
    pub read: Result<ImportedArticle, ImportError>,
    /// How it stands to the project and to the other files.
    pub standing: Standing,
}

/// How an article stands to those that are there, by their titles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is new.
    New,
    /// The same text is in the project.
    Known(String),
    /// The same text is in another of the files.
    Twice,
    /// The project has the article with another text.
    Changed(String),
    /// It is new, and probably an echo of this one.
    Echo(String),
}

impl Incoming {
    /// The name of its file, without folders.
    pub fn name(&self) -> &str {
        let file = match &self.read {
            Ok(article) => &article.source_file,
            Err(error) => &error.file,
        };
        let name = file.rsplit(std::path::MAIN_SEPARATOR).next();
        name.unwrap_or_default()
    }

    /// Whether it becomes an article unless a person says otherwise.
    pub fn is_new(&self) -> bool {
        self.read.is_ok() && matches!(self.standing, Standing::New | Standing::Echo(_))
    }

    /// What a person should know about it, a line each.
    pub fn remarks(&self) -> Vec<String> {
        let name = self.name();
        let read = match &self.read {
            Ok(read) => read,
            Err(error) => return vec![error.to_string()],
        };
        let standing = match &self.standing {
            Standing::New => None,
            Standing::Known(title) => Some(format!(
                "{name}: the same text is in the project already, as “{title}”"
            )),
            Standing::Twice => Some(format!(
                "{name}: the same text was in another of these files"
            )),
            Standing::Changed(title) => Some(format!(
                "{name}: “{title}” is in the project with another text. To put this one in its \
                 place, open the article and choose Replace text…"
            )),
            Standing::Echo(title) => Some(format!("{name}: probably an echo of “{title}”")),
        };
        let warnings = read.warnings.iter();
        standing
            .into_iter()
            .chain(warnings.map(|warning| format!("{name}: {warning}")))
            .collect()
    }
}

/// How each of the files that were read stands to a project.
pub fn incoming(project: &Project, files: Imported) -> Vec<Incoming> {
    let mut arrivals = Arrivals::new(project);
    let mut found: Vec<Incoming> = files
        .into_iter()
        .map(|read| Incoming {
            standing: match read.as_ref().map(|read| arrivals.judge(read)) {
                Err(_) | Ok(Arrival::New) => Standing::New,
                Ok(Arrival::Known(article)) => Standing::Known(article.display_title().to_owned()),
                Ok(Arrival::Twice(_)) => Standing::Twice,
                Ok(Arrival::Edition(known)) => Standing::Changed(known.display_title().to_owned()),
            },
            read,
        })
        .collect();
    tell_echoes(project, &mut found);
    found
}

/// Marks those new articles that seem to be echoes of others, in the project or before them.
fn tell_echoes(project: &Project, found: &mut [Incoming]) {
    // These ids serve this comparison alone.
    let clock = Clock::System;
    let fresh: Vec<(usize, Article)> = found
        .iter()
        .enumerate()
        .filter(|(_, one)| one.is_new())
        .filter_map(|(at, one)| Some((at, one.read.as_ref().ok()?.clone().into_article(&clock))))
        .collect();
    let known = project.articles().map(AsRef::as_ref);
    let echoes = Echoes::among(known.chain(fresh.iter().map(|(_, article)| article)));
    let mut titles: BTreeMap<ArticleId, String> = project
        .articles()
        .map(|article| (article.id, article.display_title().to_owned()))
        .collect();
    for (at, article) in &fresh {
        let cluster = echoes
            .clusters()
            .iter()
            .find(|cluster| cluster.contains(&article.id));
        let other = cluster.and_then(|cluster| cluster.iter().find_map(|id| titles.get(id)));
        if let Some(title) = other {
            found[*at].standing = Standing::Echo(title.clone());
        }
        titles.insert(article.id, article.display_title().to_owned());
    }
}
