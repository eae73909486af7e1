//! Standard output and standard error.

use std::io::{self, Write};

use offerlint::inputs::FileError;

use super::display_safe::escape_and_mask;

/// A stream whose errors contain its name.
pub(crate) struct NamedStream<W> {
    name: String,
    out: W,
}

impl<W> NamedStream<W> {
    pub(crate) fn new(name: impl Into<String>, out: W) -> Self {
        Self { name: name.into(), out }
    }

    fn name<T>(&self, outcome: io::Result<T>) -> io::Result<T> {
        outcome.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", self.name)))
    }
}

impl<W: Write> Write for NamedStream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let outcome = self.out.write(bytes);
        self.name(outcome)
    }

    fn flush(&mut self) -> io::Result<()> {
        let outcome = self.out.flush();
        self.name(outcome)
    }
}

/// Standard output.
pub(crate) fn standard_output() -> NamedStream<io::StdoutLock<'static>> {
    NamedStream::new("standard output", io::stdout().lock())
}

/// Writes a text to standard output.
pub(crate) fn print(text: &[u8]) -> io::Result<()> {
    let mut out = standard_output();
    out.write_all(text)?;
    out.flush()
}

/// Prints an error message to standard error.
pub(crate) fn print_error(message: &str) {
    let _ = writeln!(io::stderr(), "error: {}", escape_and_mask(message));
}

/// Prints lines of help after an error to standard error.
pub(crate) fn print_lines(lines: &[&str]) {
    let _ = lines.iter().try_for_each(|line| writeln!(io::stderr(), "  {line}"));
}

/// Prints a warning about a file to standard error.
pub(crate) fn print_warning(error: &FileError) {
    let _ = writeln!(io::stderr(), "warning: {}", escape_and_mask(&error.to_string()));
}

/// Prints the error of a file to standard error.
pub(crate) fn print_fault(error: &FileError) {
    print_error(&error.to_string());
}
