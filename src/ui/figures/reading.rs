//! Reading articles in the background, one after the other, the one that is looked at first.
//!
//! One thread works as long as there is something to read. A task shares the article, so that
//! handing it over costs nothing. Nobody waits for it: what has come back is collected before a
//! frame.

use std::collections::{HashSet, VecDeque};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::Stamp;
use crate::model::{Article, ArticleId};
use crate::suggest::{Reader, Reading};
use crate::ui::jobs::Place;

/// How soon the window shows what was found in articles that nobody looks at.
const CALM: Duration = Duration::from_millis(200);

/// An article to read.
#[derive(Debug)]
pub struct Task {
    /// The article.
    pub article: Arc<Article>,
    /// What the reading will stand on.
    pub stamp: Stamp,
    /// Who reads it.
    pub reader: Reader,
}

/// What was found in an article.
#[derive(Debug)]
pub struct Done {
    /// The article.
    pub article: ArticleId,
    /// What the reading stands on.
    pub stamp: Stamp,
    /// What was found.
    pub reading: Reading,
}

/// The articles that are to be read, and what comes back from them.
pub struct Readings {
    queue: Arc<Mutex<Queue>>,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    thread: Option<JoinHandle<()>>,
    place: Place,
    ctx: egui::Context,
}

#[derive(Default)]
struct Queue {
    tasks: VecDeque<Task>,
    /// The article that is looked at: the window is woken for it at once.
    looked_at: Option<ArticleId>,
    /// Whether the thread will come back for another task.
    working: bool,
}

impl Readings {
    /// Nothing to read yet.
    pub fn new(ctx: egui::Context, place: Place) -> Self {
        let (sender, receiver) = channel();
        Self {
            queue: Arc::default(),
            sender,
            receiver,
            thread: None,
            place,
            ctx,
        }
    }

    /// Reads articles after those that are to be read already. One that is to be read already is
    /// read once, as it is now.
    pub fn ask(&mut self, tasks: Vec<Task>) {
        if tasks.is_empty() {
            return;
        }
        if self.place == Place::Here {
            for task in tasks {
                if self.sender.send(task.run()).is_err() {
                    return;
                }
            }
            self.ctx.request_repaint();
            return;
        }
        let mut queue = lock(&self.queue);
        if !queue.tasks.is_empty() {
            let again: HashSet<ArticleId> = tasks.iter().map(|task| task.article.id).collect();
            queue.tasks.retain(|task| !again.contains(&task.article.id));
        }
        queue.tasks.extend(tasks);
        queue.bring_forward();
        let alive = self
            .thread
            .as_ref()
            .is_some_and(|thread| !thread.is_finished());
        if queue.working && alive {
            return;
        }
        queue.working = true;
        drop(queue);
        self.start();
    }

    /// Reads the article that is looked at before the others.
    pub fn prefer(&mut self, article: Option<ArticleId>) {
        let mut queue = lock(&self.queue);
        if queue.looked_at != article {
            queue.looked_at = article;
            queue.bring_forward();
        }
    }

    /// Forgets what is still to be read.
    pub fn clear(&mut self) {
        lock(&self.queue).tasks.clear();
    }

    /// What has come back since the last frame.
    pub fn collect(&mut self) -> impl Iterator<Item = Done> {
        self.receiver.try_iter()
    }

    fn start(&mut self) {
        let queue = Arc::clone(&self.queue);
        let sender = self.sender.clone();
        let ctx = self.ctx.clone();
        let thread = std::thread::Builder::new().name("Reading articles".to_owned());
        let spawned = thread.spawn(move || {
            while let Some(task) = next(&queue) {
                let article = task.article.id;
                // The window may be gone by now; then nobody waits for what was found.
                if sender.send(task.run()).is_err() {
                    return;
                }
                if lock(&queue).looked_at == Some(article) {
                    ctx.request_repaint();
                } else {
                    ctx.request_repaint_after(CALM);
                }
            }
        });
        match spawned {
            Ok(thread) => self.thread = Some(thread),
            Err(error) => {
                log::error!("could not start a thread to read articles: {error}");
                lock(&self.queue).working = false;
            }
        }
    }
}

impl Task {
    /// Reads the article.
    pub(in crate::ui) fn run(self) -> Done {
        Done {
            article: self.article.id,
            reading: self.reader.read(&self.article),
            stamp: self.stamp,
        }
    }
}

impl Queue {
    /// Brings the article that is looked at to the front.
    fn bring_forward(&mut self) {
        let place = self
            .tasks
            .iter()
            .position(|task| Some(task.article.id) == self.looked_at);
        if let Some(task) = place.and_then(|place| self.tasks.remove(place)) {
            self.tasks.push_front(task);
        }
    }
}

/// The next article to read; none ends the thread.
fn next(queue: &Mutex<Queue>) -> Option<Task> {
    let mut queue = lock(queue);
    let next = queue.tasks.pop_front();
    queue.working = next.is_some();
    next
}

/// The queue holds together between any two of its lines, so a thread that broke left no harm.
fn lock(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}
