//! Untrusted text that is safe to show on terminals and in the logs of CI runners.

use std::borrow::Cow;

use offerlint::{mask_secrets, needs_escape};

/// Sequences that CI runners read as a command anywhere in a line.
const RUNNER_COMMANDS: [&str; 2] = ["##[", "##vso["];

/// Whether a CI runner reads a part of a text as a command. Runners ignore leading blanks.
pub(crate) fn has_runner_command(text: &str) -> bool {
    RUNNER_COMMANDS.iter().any(|command| text.contains(command))
        || text.split(['\n', '\r']).any(|line| line.trim_start().starts_with("::"))
}

/// Whether a text begins with a sequence that CI runners read as a command anywhere in a line.
pub(crate) fn begins_runner_command(text: &str) -> bool {
    RUNNER_COMMANDS.iter().any(|command| text.starts_with(command))
}

/// A name or a message with control characters and runner commands escaped.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let escape = |c: char| {
        if needs_escape(c) { c.escape_default().to_string() } else { c.to_string() }
    };
    // Most texts, and recognised much faster than character by character.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let mut escaped = match !is_plain && text.chars().any(needs_escape) {
        true => Cow::Owned(text.chars().map(escape).collect()),
        false => Cow::Borrowed(text),
    };
    if !escaped.contains('#') {
        return escaped;
    }
    for command in RUNNER_COMMANDS {
        if escaped.contains(command) {
            escaped = Cow::Owned(escaped.replace(command, &command.replacen('#', "\\u{23}", 1)));
        }
    }
    escaped
}

/// A name at the start of a line, where `::` begins a command of a CI runner.
pub(crate) fn escape_line_start(name: &str) -> Cow<'_, str> {
    let name = escape(name);
    // One colon is enough: another one may follow the name.
    if name.trim_start().starts_with(':') { Cow::Owned(format!("./{name}")) } else { name }
}

/// An error message or an argument, with API keys masked as well.
pub(crate) fn escape_and_mask(message: &str) -> String {
    escape(&mask_secrets(message)).into_owned()
}

/// A document with API keys masked and hazardous characters replaced. Every character keeps its
/// length in bytes, so that offsets stay valid.
pub(crate) fn mask_document(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for line in chunk.valid().split_inclusive('\n') {
            // Most lines, and recognised much faster than character by character: all bytes are
            // compared at once.
            let is_plain = |byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~');
            if line.bytes().fold(true, |all, byte| all & is_plain(byte)) {
                text.push_str(line);
            } else {
                text.extend(line.chars().map(harmless));
            }
        }
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    for command in RUNNER_COMMANDS {
        if text.contains(command) {
            text = text.replace(command, &command.replacen('#', "?", 1));
        }
    }
    mask_secrets(&text)
}

/// The character, or one of the same length in bytes if it is hazardous.
fn harmless(c: char) -> char {
    match (c, c.len_utf8()) {
        ('\n' | '\t', _) => c,
        ('\r', _) => ' ',
        (c, _) if !needs_escape(c) => c,
        (_, 1) => '?',
        (_, 2) => '\u{b7}',
        _ => '\u{fffd}',
    }
}

/// Replaces the first colon of lines that a CI runner would read as a command. Runners ignore
/// leading blanks.
pub(crate) fn defuse_commands(mut text: String) -> String {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let commands = starts.filter_map(|start| {
        let line = &text[start..];
        let trimmed = line.trim_start();
        trimmed.starts_with("::").then(|| start + line.len() - trimmed.len())
    });
    for at in commands.collect::<Vec<_>>() {
        text.replace_range(at..=at, "?");
    }
    text
}
