//! Which names match which patterns.

use std::collections::HashMap;

use jsonschema::{PatternOptions, Validator};
use serde_json::json;

/// The patterns that were asked for; none for what is not a regular expression.
#[derive(Default)]
pub(super) struct Patterns<'s>(HashMap<&'s str, Option<Validator>>);

impl<'s> Patterns<'s> {
    pub(super) fn matches(&mut self, pattern: &'s str, name: &str) -> bool {
        let known = self.0.entry(pattern).or_insert_with(|| {
            let options = jsonschema::options().with_pattern_options(PatternOptions::regex());
            options.offline().build(&json!({"pattern": pattern})).ok()
        });
        known.as_ref().is_some_and(|known| known.is_valid(&json!(name)))
    }
}

/// Whether a name may match two patterns; only what they begin with is compared.
pub(super) fn may_both_match(one: &str, other: &str) -> bool {
    let (one, other) = (beginning(one), beginning(other));
    one.starts_with(other) || other.starts_with(one)
}

/// The characters that everything that matches begins with, as far as they are plain to see.
fn beginning(pattern: &str) -> &str {
    let Some(rest) = pattern.strip_prefix('^').filter(|rest| !rest.contains('|')) else {
        return "";
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | ':' | '@');
    let end = rest.find(|c| !plain(c)).unwrap_or(rest.len());
    // The last one may be repeated, also no times.
    let repeated = rest[end..].starts_with(['*', '?', '{']);
    &rest[..if repeated { end.saturating_sub(1) } else { end }]
}
