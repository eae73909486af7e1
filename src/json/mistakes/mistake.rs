//! A mistake, and the edits that correct it.

use std::borrow::Cow;

use crate::json::edit::Edit;
use crate::json::position::Span;

/// A mistake in a text that is not JSON.
#[derive(Debug)]
pub(crate) struct Mistake {
    /// Empty where something is missing.
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<Cow<'static, str>>,
    /// Other places, such as the partner of a bracket.
    pub(crate) related: Vec<(Span, String)>,
    pub(crate) repair: Option<Repair>,
}

/// The edits that correct a mistake.
#[derive(Debug)]
pub(crate) struct Repair {
    pub(crate) message: String,
    /// Whether this is the only possible meaning of the text.
    pub(crate) is_safe: bool,
    pub(crate) edits: Vec<Edit>,
}

impl Mistake {
    pub(super) fn new(start: usize, end: usize, message: impl Into<String>) -> Self {
        let span = Span { start, end };
        Self { span, message: message.into(), help: None, related: Vec::new(), repair: None }
    }

    pub(super) fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn related(mut self, start: usize, end: usize, message: impl Into<String>) -> Self {
        self.related.push((Span { start, end }, message.into()));
        self
    }

    pub(super) fn repair(
        mut self,
        is_safe: bool,
        message: impl Into<String>,
        edits: Vec<Edit>,
    ) -> Self {
        self.repair = Some(Repair { message: message.into(), is_safe, edits });
        self
    }

    pub(super) fn safe(self, message: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.repair(true, message, edits)
    }

    pub(super) fn doubtful(self, message: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.repair(false, message, edits)
    }
}

pub(super) fn replace(start: usize, end: usize, replacement: &str) -> Edit {
    Edit { start, end, replacement: replacement.to_owned() }
}

pub(super) fn insert(at: usize, text: &str) -> Edit {
    replace(at, at, text)
}

/// A piece of the text for a message.
pub(super) fn shown(text: &str) -> String {
    text.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"")
}

/// The longest word that a message shows. Longer ones are not cut, since a part of an API key would
/// not be recognised as one.
const MAX_SHOWN: usize = 40;

/// A word for the start of a message.
pub(super) fn named(word: &str, otherwise: &str) -> String {
    match word.len() <= MAX_SHOWN && !word.contains('`') {
        true => format!("`{}`", shown(word)),
        false => otherwise.to_owned(),
    }
}
