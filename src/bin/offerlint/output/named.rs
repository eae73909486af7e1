//! Something that is written to and whose errors say what it is.

use std::io::{self, Write};

pub(crate) struct Named<W> {
    name: String,
    out: W,
}

impl<W> Named<W> {
    pub(crate) fn new(name: impl Into<String>, out: W) -> Self {
        Self { name: name.into(), out }
    }

    fn name<T>(&self, outcome: io::Result<T>) -> io::Result<T> {
        outcome.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", self.name)))
    }
}

impl<W: Write> Write for Named<W> {
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
pub(crate) fn standard_output() -> Named<io::StdoutLock<'static>> {
    Named::new("standard output", io::stdout().lock())
}
