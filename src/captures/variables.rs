//! Variables of captures: `{{name}}`, defined in the capture or in an environment.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use super::budget::Budget;
use super::source_text::SourceText;
use crate::json::Span;

/// Variables that refer to each other more deeply than this have no value.
const MAX_DEPTH: usize = 16;

/// The number of variables that one value may contain, directly or through others.
const MAX_REFERENCES: usize = 1000;

/// The number of references that are followed in search of variables that refer to themselves.
const MAX_STEPS: usize = 100_000;

/// The memory in bytes that a reference takes besides its value, as an estimate.
const COST_OF_REFERENCE: usize = 64;

/// The longest name, in bytes.
const MAX_NAME: usize = 256;

/// The longest value, in bytes. Variables that contain each other grow fast.
const MAX_LENGTH: usize = 1 << 20;

/// Values of variables by name.
///
/// ```
/// use offerlint::captures::Variables;
///
/// let postman = r#"{"values": [{"key": "host", "value": "api.example.com", "enabled": true}]}"#;
/// let variables = Variables::parse(postman)?;
/// assert_eq!(variables.value("host").as_deref(), Some("api.example.com"));
/// # Ok::<(), offerlint::captures::InvalidEnvironment>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variables(BTreeMap<String, String>);

/// A text that is no environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidEnvironment(String);

impl fmt::Display for InvalidEnvironment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidEnvironment {}

impl Variables {
    /// Reads an environment: one that Postman exports, or an object of names and values.
    ///
    /// # Errors
    /// The text is not JSON, or neither of the two.
    pub fn parse(text: &str) -> Result<Self, InvalidEnvironment> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value: Value =
            serde_json::from_str(text).map_err(|error| InvalidEnvironment(error.to_string()))?;
        let mut variables = Self::default();
        match (value.get("values").and_then(Value::as_array), value.as_object()) {
            (Some(values), _) => values.iter().for_each(|entry| variables.define_entry(entry)),
            (None, Some(members)) => {
                let environments: Vec<&String> = members
                    .iter()
                    .filter(|(_, value)| value.is_object())
                    .map(|(name, _)| name)
                    .collect();
                if !environments.is_empty() && environments.len() == members.len() {
                    let names: Vec<&str> = environments.iter().map(|name| name.as_str()).collect();
                    let message = format!(
                        "it has several environments ({}); put the values of one into a file of its own",
                        names.join(", ")
                    );
                    return Err(InvalidEnvironment(message));
                }
                for (name, value) in members {
                    variables.define_value(name, value);
                }
            }
            _ => {
                let message = "an environment is an object of names and values, or has `values`";
                return Err(InvalidEnvironment(message.to_owned()));
            }
        }
        Ok(variables)
    }

    /// Defines a variable, unless it is defined already.
    pub(super) fn define(&mut self, name: &str, value: &str) {
        self.0.entry(name.trim().to_owned()).or_insert_with(|| value.to_owned());
    }

    fn define_value(&mut self, name: &str, value: &Value) {
        match value {
            Value::String(text) => self.define(name, text),
            Value::Number(_) | Value::Bool(_) => self.define(name, &value.to_string()),
            _ => {}
        }
    }

    /// Defines the variable of an entry `{"key": …, "value": …}` unless it is disabled.
    pub(super) fn define_entry(&mut self, entry: &Value) {
        let is_off = entry.get("disabled") == Some(&Value::Bool(true))
            || entry.get("enabled") == Some(&Value::Bool(false));
        if let (Some(key), Some(value), false) =
            (entry.get("key").and_then(Value::as_str), entry.get("value"), is_off)
        {
            self.define_value(key, value);
        }
    }

    /// The value of a variable with the variables in it replaced; none if it has no value or refers to
    /// itself.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut out = String::new();
        self.expand(name, MAX_DEPTH, &mut { MAX_REFERENCES }, &mut out)?;
        Some(out)
    }

    /// [`value`](Self::value) for a place of a capture, within what may be added to its calls.
    pub(super) fn value_within(
        &self,
        name: &str,
        budget: &Budget,
        offset: usize,
    ) -> Option<String> {
        if budget.is_exceeded() || !self.0.contains_key(name) {
            return None;
        }
        let (mut out, mut references) = (String::new(), MAX_REFERENCES);
        let expanded = self.expand(name, MAX_DEPTH, &mut references, &mut out);
        // A value that cannot be told takes time, too.
        let cost = out.len() + (MAX_REFERENCES - references) * COST_OF_REFERENCE;
        (budget.take(cost, offset) && expanded.is_some()).then_some(out)
    }

    /// The value as it was defined.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Appends a value. An inner variable without a value makes the outer one unknown.
    fn expand(
        &self,
        name: &str,
        depth: usize,
        references: &mut usize,
        out: &mut String,
    ) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        *references = references.checked_sub(1)?;
        let mut rest = self.0.get(name)?.as_str();
        while let Some((before, name, after)) = next_reference(rest) {
            out.push_str(before);
            self.expand(name, depth, references, out)?;
            rest = after;
        }
        out.push_str(rest);
        (out.len() <= MAX_LENGTH).then_some(())
    }

    /// The variables that refer to themselves, directly or through others, as far as the search for them goes.
    pub(super) fn cyclic(&self) -> Vec<&str> {
        let steps = Cell::new(MAX_STEPS);
        let is_cyclic = |name: &&str| {
            let mut seen = BTreeSet::new();
            let mut next = vec![*name];
            while let Some(mut rest) = next.pop().and_then(|name| self.raw(name)) {
                while let Some((_, inner, after)) = next_reference(rest) {
                    let Some(left) = steps.get().checked_sub(1) else { return false };
                    steps.set(left);
                    if inner == *name {
                        return true;
                    }
                    if seen.insert(inner) && self.0.contains_key(inner) {
                        next.push(inner);
                    }
                    rest = after;
                }
            }
            false
        };
        let with_references =
            self.0.iter().filter(|(_, value)| value.contains("{{")).map(|(name, _)| name.as_str());
        with_references.filter(is_cyclic).take(MAX_REFERENCES).collect()
    }

    /// A text with its variables replaced. Those without a value stay as they are written.
    pub(super) fn replace(&self, text: &SourceText, budget: &Budget) -> SourceText {
        let mut out = SourceText::default();
        let mut at = 0;
        while let Some((before, name, after)) = next_reference(&text.text()[at..]) {
            let start = at + before.len();
            let end = text.text().len() - after.len();
            out.push_part(text, at..start);
            let source = text.source(Span { start, end });
            match self.value_within(name, budget, source.start) {
                Some(value) => out.push_elsewhere(&value, source),
                None => out.push_unknown(&text.text()[start..end], source),
            }
            at = end;
        }
        out.push_part(text, at..text.text().len());
        out
    }
}

/// The next `{{name}}` of a text: what is before it, the name, and what is after it.
pub(super) fn next_reference(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("{{")?;
        let inside = &text[start + 2..];
        // Nested objects of JSON have braces, too.
        let is_name = |byte: &u8| !matches!(byte, b'{' | b'}' | b'"' | b'\n' | b',');
        let end = inside.bytes().take(MAX_NAME).take_while(|byte| is_name(byte)).count();
        if inside.as_bytes()[end..].starts_with(b"}}") && !inside[..end].trim().is_empty() {
            return Some((&text[..start], inside[..end].trim(), &inside[end + 2..]));
        }
        from = start + 1;
    }
}
