//! The interface of the formats.

use std::io::{self, Write};

use crate::cli::checked_file::CheckedFile;
use crate::cli::totals::Totals;

/// A format that is being written.
pub(crate) trait Output {
    /// Writes a file or a part of one.
    fn file(&mut self, file: &CheckedFile) -> io::Result<()>;

    /// Writes the end.
    fn finish(&mut self, totals: &Totals) -> io::Result<()>;
}

pub(crate) type Sink = Box<dyn Write>;
