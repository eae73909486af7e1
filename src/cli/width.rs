//! The number of columns of texts for people.

use std::io::{self, IsTerminal};

/// Columns of an output that is not a terminal.
pub(crate) const DEFAULT: usize = 100;

/// `COLUMNS`, or the size of the terminal, or the default; from 40 to 140.
pub(crate) fn of_standard_output() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || {
        let size = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        size.map(|(terminal_size::Width(columns), _)| usize::from(columns))
    };
    columns.or_else(terminal).unwrap_or(DEFAULT).clamp(40, 140)
}

/// Options to wrap a text between its words: paths and rule names stay whole.
pub(crate) fn wrapped_at<'o>(columns: usize) -> textwrap::Options<'o> {
    textwrap::Options::new(columns)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// Options to wrap the text of small commands: at most 80 columns.
pub(crate) fn text_options<'o>() -> textwrap::Options<'o> {
    let columns = of_standard_output().min(80);
    wrapped_at(columns)
}
