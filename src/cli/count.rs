//! Counts in messages.

/// A count with its noun, such as "1 error" or "2 errors".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
