//! Files that a capture refers to.

use super::budget::Budget;

/// Reads a file that a capture refers to.
pub type LoadBody<'l> = dyn Fn(&str) -> Result<Vec<u8>, String> + Sync + 'l;

/// The text of a file that a capture refers to at an offset.
pub(super) fn load_body(
    name: &str,
    load: Option<&LoadBody<'_>>,
    budget: &Budget,
    offset: usize,
) -> Result<String, String> {
    let load = load.ok_or("it is in another file")?;
    let text = match budget.is_exceeded() {
        true => Vec::new(),
        false => load(name)?,
    };
    if !budget.take(text.len(), offset) {
        return Err("the calls contain too much already".to_owned());
    }
    String::from_utf8(text).map_err(|_| "it is not UTF-8".to_owned())
}
