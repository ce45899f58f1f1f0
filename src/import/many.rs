//! Many files at once: read on as many threads as the machine has cores, in the order in which
//! they were named, with a progress that can be asked for and a way to stop.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::{Imported, Options, find_files, read_all};

/// The most threads that read.
const MOST_READERS: usize = 8;

/// How far an import is.
#[derive(Debug, Default)]
pub struct Progress {
    files: AtomicUsize,
    done: AtomicUsize,
    stopped: AtomicBool,
}

impl Progress {
    /// How many files were read, of how many.
    pub fn counts(&self) -> (usize, usize) {
        let done = self.done.load(Ordering::Relaxed);
        (done, self.files.load(Ordering::Relaxed).max(done))
    }

    /// Asks the import to stop; files that are being read are still finished.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// Reads all articles of files and of the folders among them. What was not begun when the import
/// was stopped is not in the answer.
pub fn read_many(paths: &[PathBuf], options: &Options, progress: &Progress) -> Imported {
    let files: Vec<PathBuf> = paths
        .iter()
        .flat_map(|path| {
            if path.is_dir() {
                find_files(path)
            } else {
                vec![path.clone()]
            }
        })
        .collect();
    progress.files.store(files.len(), Ordering::Relaxed);
    let next = AtomicUsize::new(0);
    let read = || {
        let mut read = Vec::new();
        while !progress.is_stopped() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(at) else {
                break;
            };
            read.push((at, read_all(file, options)));
            progress.done.fetch_add(1, Ordering::Relaxed);
        }
        read
    };
    let readers = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(MOST_READERS)
        .min(files.len());
    let mut all = thread::scope(|scope| {
        // Where no thread can be had, this one reads alone.
        let others: Vec<_> = (1..readers)
            .filter_map(|number| {
                let name = format!("import {number}");
                thread::Builder::new()
                    .name(name)
                    .spawn_scoped(scope, read)
                    .ok()
            })
            .collect();
        let mut all = read();
        for other in others {
            // A reader does not panic: it is fenced.
            all.extend(other.join().unwrap_or_default());
        }
        all
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().flat_map(|(_, read)| read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_come_back_in_order_and_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = (0..40)
            .map(|number| {
                let path = folder.path().join(format!("{number:02}.txt"));
                let text = if number == 7 {
                    String::new()
                } else {
                    format!("Report number {number}\n\nNothing new today.\n")
                };
                std::fs::write(&path, text).unwrap();
                path
            })
            .collect();
        let progress = Progress::default();
        let read = read_many(&paths, &Options::default(), &progress);
        assert_eq!(progress.counts(), (40, 40));
        assert_eq!(read.len(), 40);
        for (number, read) in read.iter().enumerate() {
            match read {
                Ok(article) => assert_eq!(article.title, format!("Report number {number}")),
                Err(error) => assert!(error.file.ends_with("07.txt"), "{error}"),
            }
        }
        let whole = read_many(&[folder.path().to_owned()], &Options::default(), &progress);
        assert_eq!(whole.len(), 40);
    }

    #[test]
    fn an_import_that_was_stopped_begins_nothing_more() {
        let progress = Progress::default();
        progress.stop();
        let read = read_many(&["a.txt".into()], &Options::default(), &progress);
        assert_eq!(read, []);
    }
}
