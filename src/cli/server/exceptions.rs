//! "Turn this rule off here": an `[[allow]]` entry in offerlint.toml.

use std::fs;
use std::ops::Range;
use std::path::Path;

use offerlint::Diagnostic;
use offerlint::inputs::{display_path, relative_path};
use offerlint::project::Configuration;

/// The reason that the user replaces.
const REASON: &str = "accepted; write here why";

/// An entry to add to a configuration.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The length of the text to which it is added.
    pub(crate) at: usize,
    pub(crate) text: String,
    /// The reason in the text with the entry.
    pub(crate) reason: Range<usize>,
}

/// The entry that allows a finding in a file, and only there; none if the configuration could not have
/// it.
pub(crate) fn entry(
    found: &Diagnostic,
    file: &Path,
    configuration: &Path,
    before: &str,
) -> Option<Entry> {
    if found.pointer.contains('…') {
        return None;
    }
    let folder = configuration.parent()?;
    let glob = escape_glob(&display_path(&relative_path(file, folder)));
    // A glob without a slash matches in every folder.
    let glob = if glob.contains('/') { glob } else { format!("/{glob}") };
    let separator = match before {
        "" => "",
        text if text.ends_with("\n\n") => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let mut text = format!("{separator}[[allow]]\nfiles = [{}]\n", quote(&glob));
    text.push_str(&format!("rule = {}\n", quote(&found.rule)));
    if !found.pointer.is_empty() {
        text.push_str(&format!("pointer = {}\n", quote(&escape_glob(&found.pointer))));
    }
    text.push_str("reason = ");
    let start = before.len() + text.len() + 1;
    text.push_str(&format!("{}\n", quote(REASON)));
    let after = format!("{before}{text}");
    // Fails if `allow` is written in another way.
    let parsed = Configuration::parse(&after, configuration).ok()?;
    let is_allowed = parsed.allows(file, found);
    let entry = Entry { at: before.len(), text, reason: start..start + REASON.len() };
    is_allowed.then_some(entry)
}

/// The text of a configuration on disk; empty if there is none.
pub(crate) fn read(configuration: &Path) -> Option<String> {
    match fs::read_to_string(configuration) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Some(String::new()),
        Err(_) => None,
    }
}

/// A glob that matches only this text.
fn escape_glob(text: &str) -> String {
    let mut glob = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '*' | '?' | '[' | ']' | '{' | '}' | '\\' => glob.extend(['[', c, ']']),
            _ => glob.push(c),
        }
    }
    glob
}

/// A TOML string.
fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

#[cfg(test)]
mod tests {
    use super::entry;
    use offerlint::{Contract, Diagnostic};
    use std::path::Path;

    fn found(payload: &str) -> Diagnostic {
        let report = Contract::TRACKLYSMS_UPDATE_OFFER.lint(payload.as_bytes());
        report.diagnostics.into_iter().next().unwrap()
    }

    #[test]
    fn an_entry_allows_this_finding_in_this_file() {
        let (file, toml) = (Path::new("/p/a/b.json"), Path::new("/p/offerlint.toml"));
        let entry = entry(&found("{\"payout\": -1}"), file, toml, "[rules]").unwrap();
        assert_eq!(
            entry.text,
            "\n\n[[allow]]\nfiles = [\"a/b.json\"]\nrule = \"number-negative\"\npointer = \"/payout\"\n\
             reason = \"accepted; write here why\"\n"
        );
        let whole = format!("[rules]{}", entry.text);
        assert_eq!(&whole[entry.reason], "accepted; write here why");
    }

    #[test]
    fn special_characters_of_globs_are_matched_literally() {
        let found = found("{\"metadata\": {\"a*[{?]}\\\"\": 1}}");
        assert!(found.pointer.contains("a*[{?]}\""), "{}", found.pointer);
        for file in ["/p/a [1] {x}*.json", "/p/b.json"] {
            let entry = entry(&found, Path::new(file), Path::new("/p/offerlint.toml"), "");
            assert!(entry.is_some(), "{file}");
        }
    }

    #[test]
    fn a_configuration_that_cannot_have_the_entry_gets_none() {
        let found = found("{\"payout\": -1}");
        let before = "allow = [{ rule = \"url-invalid\", reason = \"x\" }]\n";
        let file = Path::new("/p/a.json");
        assert_eq!(entry(&found, file, Path::new("/p/offerlint.toml"), before), None);
    }
}
