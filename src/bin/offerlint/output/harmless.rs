//! Texts as terminals, CI runners and logs may see them.

use std::borrow::Cow;
use std::io::{self, Write};

use offerlint::{mask_secrets, needs_escape};

use crate::input::Fault;

/// Says on standard error what is wrong with a file.
pub(crate) fn complain(fault: &Fault) {
    match fault.file.as_deref() {
        Some(file) => say(&format!("{file}: {}", fault.message)),
        None => say(&fault.message),
    }
}

/// Says on standard error what went wrong.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr(), "error: {}", stated(message));
}

/// What went wrong, or words of the command line that may be part of it: API keys are masked, too.
pub(crate) fn stated(message: &str) -> String {
    shown(&mask_secrets(message)).into_owned()
}

/// What CI runners take for the begin of a command wherever it stands in a line.
pub(super) const RUNNER_COMMANDS: [&str; 2] = ["##[", "##vso["];

/// A name or a message as a terminal and a CI log may show it: control characters and the marks of
/// runner commands are escaped.
pub(crate) fn shown(name: &str) -> Cow<'_, str> {
    let escape = |c: char| {
        if needs_escape(c) { c.escape_default().to_string() } else { c.to_string() }
    };
    let mut shown = match name.chars().any(needs_escape) {
        true => Cow::Owned(name.chars().map(escape).collect()),
        false => Cow::Borrowed(name),
    };
    for command in RUNNER_COMMANDS {
        if shown.contains(command) {
            shown = Cow::Owned(shown.replace(command, &command.replacen('#', "\\u{23}", 1)));
        }
    }
    shown
}

/// A name at the start of a line: it must not look like a command to a CI runner.
pub(crate) fn shown_first(name: &str) -> Cow<'_, str> {
    let name = shown(name);
    // One colon is enough: another may follow the name.
    if name.trim_start().starts_with(':') { Cow::Owned(format!("./{name}")) } else { name }
}

/// A line of a diff as a terminal may show it.
pub(crate) fn shown_diff(line: &str) -> String {
    without_commands(super::source::displayable(line.as_bytes()))
}

/// Lines of which none begins a command of a CI runner, which passes over blanks before it.
pub(super) fn without_commands(mut text: String) -> String {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let commands = starts.filter_map(|start| {
        let line = &text[start..];
        let begun = line.trim_start();
        begun.starts_with("::").then(|| start + line.len() - begun.len())
    });
    for at in commands.collect::<Vec<_>>() {
        text.replace_range(at..=at, "?");
    }
    text
}
