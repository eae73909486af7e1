//! A finding as text: what all formats for people share.

use offerlint::{Applicability, Call, Diagnostic, Fix};

/// The message, with the field's path before it unless it contains the path itself.
pub(super) fn message(found: &Diagnostic) -> String {
    let mut text = String::new();
    push_message(found, &mut text);
    text
}

fn push_message(found: &Diagnostic, text: &mut String) {
    if found.range.is_some() && !found.pointer.is_empty() {
        let path = found.field_path();
        if !path.is_empty() && !quotes(&found.message, &path) {
            text.push_str(&path);
            text.push_str(": ");
        }
    }
    text.push_str(&found.message);
}

/// Whether a message contains a path in backquotes.
fn quotes(message: &str, path: &str) -> bool {
    let is_here = |(at, _)| {
        let inside = message[at + 1..].strip_prefix(path);
        inside.is_some_and(|rest| rest.starts_with('`'))
    };
    message.match_indices('`').any(is_here)
}

/// The call of a capture: what it requests, its number, and where its body is.
pub(super) fn call(call: &Call) -> String {
    let noun = if call.pointer.starts_with("/log/entries/") { "entry" } else { "call" };
    let pointer = if call.pointer.is_empty() { "" } else { ", " };
    format!("{}, {noun} {}{pointer}{}", call.request, call.number, call.pointer)
}

/// The message, with the call of a capture before it.
pub(super) fn message_with_call(found: &Diagnostic) -> String {
    let mut text = String::new();
    push_message_with_call(found, &mut text);
    text
}

fn push_message_with_call(found: &Diagnostic, text: &mut String) {
    if let Some(its) = &found.call {
        text.push_str(&call(its));
        text.push_str(": ");
    }
    push_message(found, text);
}

/// The message with call, help and the option that fixes the finding, on one line.
pub(super) fn message_with_help(found: &Diagnostic) -> String {
    let mut text = String::new();
    push_message_with_help(found, &mut text);
    text
}

/// Appends the message with call, help and the option that fixes the finding, on one line.
pub(super) fn push_message_with_help(found: &Diagnostic, text: &mut String) {
    push_message_with_call(found, text);
    if let Some(help) = &found.help {
        text.push_str(" (help: ");
        for (index, line) in help.split('\n').enumerate() {
            text.push_str(if index > 0 { " " } else { "" });
            text.push_str(line);
        }
        text.push(')');
    }
    if let Some(fix) = &found.fix {
        [" [", option(fix), "]"].iter().for_each(|part| text.push_str(part));
    }
}

/// The help, and what fixing would do; empty if there is neither.
pub(super) fn help(found: &Diagnostic) -> String {
    let mut help = found.help.as_deref().unwrap_or_default().to_owned();
    if let Some(fix) = &found.fix {
        if !help.is_empty() {
            help.push('\n');
        }
        help.push_str(&format!("{} would {}", option(fix), fix.message));
    }
    help
}

/// The options that apply a fix.
fn option(fix: &Fix) -> &'static str {
    match fix.applicability {
        Applicability::Safe => "--fix",
        Applicability::Unsafe => "--fix --unsafe-fixes",
    }
}
