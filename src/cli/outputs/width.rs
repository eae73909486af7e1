//! The width of what people read.

use std::io::{self, IsTerminal};

/// Columns where nothing tells the width.
pub(super) const DEFAULT: usize = 100;

/// `COLUMNS`, or the size of the terminal, or the default; from 40 to 140.
pub(super) fn of_standard_output() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || {
        let size = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        size.map(|(terminal_size::Width(columns), _)| usize::from(columns))
    };
    columns.or_else(terminal).unwrap_or(DEFAULT).clamp(40, 140)
}
