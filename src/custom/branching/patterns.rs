//! Which names match which patterns.

use std::collections::HashMap;

use jsonschema::{PatternOptions, Validator};
use serde_json::json;

/// The patterns that were asked for, none for what is not a regular expression; and the answers.
#[derive(Default)]
pub(super) struct Patterns<'s> {
    compiled: HashMap<&'s str, Option<Validator>>,
    answers: HashMap<(&'s str, &'s str), bool>,
}

impl<'s> Patterns<'s> {
    pub(super) fn known(&self, pattern: &'s str, name: &'s str) -> Option<bool> {
        self.answers.get(&(pattern, name)).copied()
    }

    pub(super) fn matches(&mut self, pattern: &'s str, name: &'s str) -> bool {
        let compiled = self.compiled.entry(pattern).or_insert_with(|| {
            let options = jsonschema::options().with_pattern_options(PatternOptions::regex());
            options.offline().build(&json!({"pattern": pattern})).ok()
        });
        let answer = compiled.as_ref().is_some_and(|compiled| compiled.is_valid(&json!(name)));
        self.answers.insert((pattern, name), answer);
        answer
    }
}

/// A pattern, and what everything that matches begins with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Beginning<'s> {
    pub(super) pattern: &'s str,
    plain: &'s str,
}

impl<'s> Beginning<'s> {
    pub(super) fn of(pattern: &'s str) -> Self {
        Self { pattern, plain: beginning(pattern) }
    }

    /// Whether a name may match both patterns; only what they begin with is compared.
    pub(super) fn meets(self, other: Self) -> bool {
        self.plain.starts_with(other.plain) || other.plain.starts_with(self.plain)
    }
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
