//! A finding as text: what all formats for people share.

use offerlint::{Applicability, Call, Diagnostic, Fix};

/// The message, with the field's path before it unless it contains the path itself.
pub(super) fn message(found: &Diagnostic) -> String {
    let path = found.field_path();
    let contains_path = found.message.contains(&format!("`{path}`"));
    match path.is_empty() || contains_path || found.range.is_none() {
        true => found.message.clone(),
        false => format!("{path}: {}", found.message),
    }
}

/// The call of a capture: what it requests, its number, and where its body is.
pub(super) fn call(call: &Call) -> String {
    let noun = if call.pointer.starts_with("/log/entries/") { "entry" } else { "call" };
    let pointer = if call.pointer.is_empty() { "" } else { ", " };
    format!("{}, {noun} {}{pointer}{}", call.request, call.number, call.pointer)
}

/// The message, with the call of a capture before it.
pub(super) fn message_with_call(found: &Diagnostic) -> String {
    match &found.call {
        Some(its) => format!("{}: {}", call(its), message(found)),
        None => message(found),
    }
}

/// The message with call, help and the option that fixes the finding, on one line.
pub(super) fn message_with_help(found: &Diagnostic) -> String {
    let mut text = message_with_call(found);
    if let Some(help) = &found.help {
        text.push_str(&format!(" (help: {})", help.replace('\n', " ")));
    }
    if let Some(fix) = &found.fix {
        text.push_str(&format!(" [{}]", option(fix)));
    }
    text
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
