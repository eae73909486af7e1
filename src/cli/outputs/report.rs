//! Report files.

use std::cell::RefCell;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::rc::Rc;

use crate::cli::atomic_write::OutputFile;
use crate::cli::display_safe::escape;

/// The file of a report. An error contains its path.
#[derive(Clone)]
pub(super) struct Report {
    path: Rc<str>,
    /// None after it was committed.
    file: Rc<RefCell<Option<BufWriter<OutputFile>>>>,
}

impl Report {
    pub(super) fn create(path: &str) -> io::Result<Self> {
        let file = OutputFile::create(Path::new(path)).map_err(|error| named(path, &error))?;
        let file = Rc::new(RefCell::new(Some(BufWriter::new(file))));
        Ok(Self { path: path.into(), file })
    }

    /// Puts the file in its place.
    pub(super) fn commit(&self) -> io::Result<()> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let outcome = file.into_inner().map_err(|error| error.into_error());
        outcome.and_then(OutputFile::commit).map_err(|error| named(&self.path, &error))
    }

    fn with(
        &self,
        write: impl FnOnce(&mut BufWriter<OutputFile>) -> io::Result<usize>,
    ) -> io::Result<usize> {
        let mut file = self.file.borrow_mut();
        file.as_mut().map_or(Ok(0), write).map_err(|error| named(&self.path, &error))
    }
}

fn named(path: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", escape(path)))
}

impl Write for Report {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.with(|file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.with(|file| file.flush().map(|()| 0)).map(drop)
    }
}
