//! The recovery journal: every change of an open project, on disk before the window calls it done.
//!
//! A journal is a file in the program's own folder: a head that names the exact file that it
//! extends, then entries, each a line with its length and a checksum that hangs on all before it
//! ([`record`]). So what a crash tore off is noticed, and no line can stray into another journal.
//! Its writer holds a lock on it; a journal that nobody holds is what a crash left behind
//! ([`leftover`]). [`Recorder`] is how an open project writes one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

mod entry;
mod head;
mod leftover;
mod past;
mod record;
mod recorder;
#[cfg(test)]
mod tests;

use entry::Entry;
use head::Head;
pub use leftover::{Leftover, Recovered, RecoveryError, Standing, leftovers};
pub use past::{Past, keep_past, past};
use record::{Chain, Lines};
pub use recorder::{Kept, Recorder};

use super::replacement::sync_folder;

/// A journal that is being written.
#[derive(Debug)]
struct Journal {
    file: File,
    path: PathBuf,
    chain: Chain,
    /// How much of the file is whole and on disk, in bytes.
    sound: u64,
    /// How many entries that is.
    entries: usize,
    disk: Disk,
}

/// A journal as it lies on disk.
#[derive(Debug)]
struct Written {
    head: Head,
    entries: Vec<Entry>,
    /// Where the head and each entry end, in bytes, and what the next one hangs on.
    ends: Vec<(u64, Chain)>,
    /// Whether something stands after that which makes no sense.
    torn: bool,
}

/// Why nothing in a journal can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unread {
    /// Its first line makes no sense, and every other hangs on that.
    Damaged,
    /// Another version of the program wrote it, which can read it.
    OtherVersion,
}

/// What is asked of the disk; tests have one that fails or tears at each touch in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Touch {
    Create,
    Write,
    Sync,
    Truncate,
    Replace,
}

/// The disk under a journal.
#[derive(Debug, Clone, Default)]
struct Disk {
    #[cfg(test)]
    fails: Option<tests::Faults>,
}

impl Journal {
    /// Begins a journal with its first entries; it is on disk when this returns.
    fn create(folder: &Path, head: &Head, entries: &[Entry], disk: Disk) -> io::Result<Self> {
        disk.touch(Touch::Create)?;
        fs::create_dir_all(folder)?;
        let builder_of = |path: &Path| open_options().create_new(true).open(path);
        let (file, path) = tempfile::Builder::new()
            .prefix("")
            .suffix(".journal")
            .make_in(folder, builder_of)?
            .into_parts();
        // Held before there is anything in it, so that nobody takes it for a leftover. Where the
        // file system knows no locks, the entries are still worth having.
        let _ = file.try_lock();
        let mut journal = Self {
            file,
            path: path.to_path_buf(),
            chain: Chain::start(),
            sound: 0,
            entries: 0,
            disk,
        };
        journal.write_head(head)?;
        journal.append(entries)?;
        sync_folder(folder)?;
        path.keep().map_err(|error| error.error)?;
        Ok(journal)
    }

    /// Writes with a journal that a crash left behind, after what is whole in it.
    fn take_over(file: File, path: PathBuf, written: &Written) -> io::Result<Self> {
        let (sound, chain) = written.end();
        let mut journal = Self {
            file,
            path,
            chain,
            sound,
            entries: written.entries.len(),
            disk: Disk::default(),
        };
        if written.torn {
            journal.drop_tail()?;
        }
        Ok(journal)
    }

    fn write_head(&mut self, head: &Head) -> io::Result<()> {
        let mut chain = self.chain;
        let line = chain.line(&serde_json::to_vec(head)?);
        self.disk.write(&mut self.file, &line)?;
        self.sound = line.len() as u64;
        self.chain = chain;
        Ok(())
    }

    /// Adds entries; they are on disk when this returns. Where it fails, none of them is there
    /// and it may be tried again.
    fn append(&mut self, entries: &[Entry]) -> io::Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        let mut chain = self.chain;
        let mut lines = Vec::new();
        for entry in entries {
            lines.extend(chain.line(&serde_json::to_vec(entry)?));
        }
        self.write(&lines, chain, entries.len())
    }

    fn write(&mut self, lines: &[u8], chain: Chain, count: usize) -> io::Result<()> {
        if self.file.metadata()?.len() != self.sound {
            // An attempt that failed left something; a new line after it would never be read.
            self.drop_tail()?;
        }
        self.file.seek(SeekFrom::Start(self.sound))?;
        self.disk.write(&mut self.file, lines)?;
        self.disk.sync(&self.file)?;
        self.sound += lines.len() as u64;
        self.chain = chain;
        self.entries += count;
        Ok(())
    }

    fn drop_tail(&mut self) -> io::Result<()> {
        self.disk.touch(Touch::Truncate)?;
        self.file.set_len(self.sound)?;
        self.disk.sync(&self.file)
    }

    /// Begins anew on another state of the project, keeping the entries from the one numbered
    /// `from`. In one step: a crash finds the old journal or the new one. Where it fails, the old
    /// one goes on.
    fn begin_anew(&mut self, head: &Head, from: usize) -> io::Result<()> {
        let kept = self.lines_from(from)?;
        self.disk.touch(Touch::Create)?;
        let fresh = self.path.with_extension("new");
        let _ = fs::remove_file(&fresh);
        let file = open_options().create_new(true).open(&fresh)?;
        let _ = file.try_lock();
        let mut journal = Self {
            file,
            path: self.path.clone(),
            chain: Chain::start(),
            sound: 0,
            entries: 0,
            disk: self.disk.clone(),
        };
        let mut chain = journal.chain;
        let written = journal.write_head(head).and_then(|()| {
            chain = journal.chain;
            let lines: Vec<u8> = kept.iter().flat_map(|line| chain.line(line)).collect();
            journal.write(&lines, chain, kept.len())
        });
        let replaced = written.and_then(|()| {
            self.disk.touch(Touch::Replace)?;
            fs::rename(&fresh, &self.path)
        });
        if let Err(error) = replaced {
            let _ = fs::remove_file(&fresh);
            return Err(error);
        }
        *self = journal;
        // Only the name might not outlast a power cut; then the old journal is there, which says
        // by its own words that the file holds its entries.
        if let Some(folder) = self.path.parent() {
            let _ = sync_folder(folder);
        }
        Ok(())
    }

    /// The entries from the one numbered `from`, as they are written.
    fn lines_from(&mut self, from: usize) -> io::Result<Vec<Vec<u8>>> {
        if from >= self.entries {
            return Ok(Vec::new());
        }
        self.file.seek(SeekFrom::Start(0))?;
        let mut bytes = Vec::new();
        (&self.file).take(self.sound).read_to_end(&mut bytes)?;
        // The head is a line as well.
        let lines = Lines::new(&bytes).skip(from + 1);
        // What was told of other files and other numbers means nothing in the new one.
        let is_move = |line: &&[u8]| {
            serde_json::from_slice(line).is_ok_and(|entry: Entry| entry.edit().is_some())
        };
        Ok(lines.filter(is_move).map(<[u8]>::to_vec).collect())
    }

    /// Takes the journal away: its entries are in the file, or nobody wants them.
    fn remove(self) {
        if let Err(error) = fs::remove_file(&self.path) {
            log::warn!("could not remove {}: {error}", self.path.display());
        }
    }
}

impl Written {
    /// What is whole in a journal.
    fn read(file: &mut File) -> io::Result<Result<Self, Unread>> {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        Ok(Self::from_bytes(&bytes))
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, Unread> {
        let mut lines = Lines::new(bytes);
        let head = lines.next().ok_or(Unread::Damaged)?;
        let head = head::read(head)?;
        let mut ends = vec![(lines.sound() as u64, lines.reached())];
        let mut entries = Vec::new();
        while let Some(line) = lines.next() {
            // A line that is whole and says what nobody understands is from another version.
            let Ok(entry) = serde_json::from_slice(line) else {
                break;
            };
            entries.push(entry);
            ends.push((lines.sound() as u64, lines.reached()));
        }
        let torn = ends
            .last()
            .is_some_and(|(sound, _)| *sound < bytes.len() as u64);
        Ok(Self {
            head,
            entries,
            ends,
            torn,
        })
    }

    /// Where the last whole entry ends.
    fn end(&self) -> (u64, Chain) {
        self.ends.last().copied().unwrap_or((0, Chain::start()))
    }

    /// Leaves the entry of this number out, and all after it.
    fn cut(&mut self, number: usize) {
        self.entries.truncate(number);
        self.ends.truncate(number + 1);
        self.torn = true;
    }
}

impl Disk {
    #[cfg(test)]
    fn touch(&self, touch: Touch) -> io::Result<()> {
        match &self.fails {
            Some(fails) => fails.touch(touch),
            None => Ok(()),
        }
    }

    #[cfg(not(test))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "only a test's disk fails here"
    )]
    fn touch(&self, _touch: Touch) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        #[cfg(test)]
        if let Some(fails) = &self.fails {
            return fails.write(file, bytes);
        }
        self.touch(Touch::Write)?;
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.touch(Touch::Sync)?;
        file.sync_data()
    }
}

fn open_options() -> OpenOptions {
    let mut options = File::options();
    options.read(true).write(true);
    options
}
