//! Hints for command lines that use the words of other tools.

use std::path::Path;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use offerlint::inputs::FileError;
use offerlint::{UnknownRule, did_you_mean};

use super::arguments::CheckArgs;

/// The error, with the command or option that was meant if that is known.
pub(super) fn with_hint(mut error: clap::Error) -> clap::Error {
    let context = match error.kind() {
        ErrorKind::InvalidSubcommand => ContextKind::InvalidSubcommand,
        ErrorKind::UnknownArgument => ContextKind::InvalidArg,
        _ => return error,
    };
    let Some(ContextValue::String(word)) = error.get(context) else { return error };
    let hint = match context {
        ContextKind::InvalidSubcommand => for_command(word),
        _ => for_option(word).map(str::to_owned),
    };
    if let Some(hint) = hint {
        error.remove(ContextKind::SuggestedSubcommand);
        error.remove(ContextKind::SuggestedArg);
        error.remove(ContextKind::Usage);
        let hint = ContextValue::StyledStrs(vec![StyledStr::from(hint)]);
        error.insert(ContextKind::Suggested, hint);
    }
    error
}

fn for_command(word: &str) -> Option<String> {
    match word {
        "lint" | "validate" | "verify" | "scan" | "test" | "run" => {
            Some("to check files, write 'offerlint check'".to_owned())
        }
        "fix" => Some("to correct files, write 'offerlint check --fix'".to_owned()),
        "diff" => Some("to see the corrections, write 'offerlint check --diff'".to_owned()),
        "rule" => Some("to explain a rule, write 'offerlint explain RULE'".to_owned()),
        _ => {
            let path = Path::new(word);
            let is_path =
                word == "-" || path.extension().is_some() || path.components().count() > 1;
            (is_path || path.exists())
                .then(|| format!("to check files, write 'offerlint check {word}'"))
        }
    }
}

fn for_option(word: &str) -> Option<&'static str> {
    Some(match word {
        "--ignore" | "--disable" | "--skip" | "--extend-ignore" | "--allow" | "-A" => {
            "to turn a rule off, write '--off RULE'"
        }
        "--enable" | "--extend-select" => "to turn a rule on, write '--select RULE'",
        "--deny" | "-D" => "to make a rule an error, write '--error RULE'",
        "--exclude" => "to leave files out, write 'exclude' in offerlint.toml",
        "--schema" => "to name the contract, write '--contract NAME'",
        "--json" => "to choose the output, write '--format json'",
        "--output-format" | "--reporter" => "to choose the output, write '--format FORMAT'",
        "--output-file" | "-o" => "to write a report, write '--output FORMAT=FILE'",
        "--unsafe" => "to allow unsafe fixes, write '--unsafe-fixes'",
        "--max-warnings" => "to fail on warnings, write '--fail-on warning'",
        _ => return None,
    })
}

/// The error message for a path that does not exist, with a near name of its folder.
pub(super) fn missing_file(path: &Path) -> String {
    let message = "there is no such file or folder".to_owned();
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let entries = std::fs::read_dir(parent.unwrap_or(Path::new("."))).into_iter().flatten();
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let names: Vec<String> = names.take(1000).collect();
    let wanted = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match did_you_mean(wanted, names.iter().map(String::as_str)) {
        Some(close) => {
            let close = parent.unwrap_or(Path::new("")).join(close);
            format!("{message}; did you mean {}?", close.display())
        }
        None => message,
    }
}

/// What to do if a run found nothing to check.
pub(super) fn nothing_checked() -> Vec<&'static str> {
    let mut lines = vec![
        "name a file's contract:  offerlint check --contract gokart/update-offer x.json",
        "or use these folders:    payloads/gokart/update-offer/x.json",
        "or write offerlint.toml: offerlint init",
    ];
    if has_piped_input() {
        lines
            .insert(0, "check standard input:    offerlint check --contract gokart/update-offer -");
    }
    lines
}

/// A warning if somebody pipes a payload that is not read.
pub(super) fn unread_input(args: &CheckArgs) -> Option<FileError> {
    let given = &args.contract;
    let is_named = given.contract.is_some() || given.request.is_some() || given.response.is_some();
    let is_unread = is_named && args.paths.is_empty() && has_piped_input();
    is_unread.then(|| FileError::general("standard input is not read; write - to check it"))
}

/// Whether standard input is a pipe.
fn has_piped_input() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        std::fs::metadata("/dev/stdin").is_ok_and(|input| input.file_type().is_fifo())
    }
    #[cfg(not(unix))]
    false
}

/// The message for a rule that does not exist: the name that was meant, or where the names are listed.
pub(crate) fn unknown_rule(error: &UnknownRule) -> String {
    match error.suggestion {
        Some(_) => error.to_string(),
        None => format!("{error}; `offerlint rules` lists them"),
    }
}
