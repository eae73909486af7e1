//! Every configuration and every command line gives usable settings or a short error message.

use std::path::{Path, PathBuf};

use clap::Parser;
use offerlint::project::{CONFIGURATION_NAME, Configuration};
use offerlint::{Diagnostic, Level, Linter, RuleSet, Severity, needs_escape};

use super::wording;
use crate::cli::arguments::{Arguments, CheckArgs, Command};
use crate::cli::display_safe::escape;
use crate::cli::run_settings::RunSettings;

/// A configuration in the folder of the published schemas, so that own contracts find some.
pub(super) fn text(text: &str) {
    let above =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("schemas"));
    let folder =
        above.into_iter().find(|folder| folder.is_dir()).expect("the folder of the schemas");
    match Configuration::parse(text, &folder.join(CONFIGURATION_NAME)) {
        Ok(config) => is_usable(&config, &folder),
        Err(error) => {
            let message = error.to_string();
            is_short(&message, text);
            let mut parts = message.splitn(3, ':');
            let mut number =
                || parts.next().and_then(|part| part.parse::<usize>().ok()).expect("line:column");
            let (line, column) = (number(), number());
            // The place may be the end of the text.
            let lines: Vec<&str> = text.split('\n').collect();
            let width =
                lines.get(line.wrapping_sub(1)).expect("a line of the text").chars().count();
            assert!((1..=width + 1).contains(&column), "column {column} of {width}: {message}");
        }
    }
}

fn is_usable(config: &Configuration, folder: &Path) {
    let mut found = Diagnostic::new("url-insecure-http", Severity::Warning, "x");
    found.pointer = "/offers/0/tracking_url".to_owned();
    let files = ["a.json", "payloads/tune/a b.json", "../up.json", "größe.ndjson", "/a.json", ""];
    for file in files.map(|file| folder.join(file)).iter().chain([&PathBuf::new()]) {
        config.includes(file);
        config.allows(file, &found);
        let mut rule_set = RuleSet::default();
        for (rule, level) in config.levels(file) {
            rule_set.set(rule, *level).expect("names are checked when they are read");
        }
        for (rule, level) in config.levels(file) {
            assert!(
                rule_set.level(rule).is_some() && *level != Level::Default,
                "{rule} was not set"
            );
        }
        if let Some(contract) = config.contract_of(file) {
            assert!(config.contract(contract.name()).is_some());
        }
    }
}

/// A request line with its parameters.
pub(super) fn request_line(text: &str) {
    let line: offerlint::RequestLine = match text.parse() {
        Ok(line) => line,
        Err(refusal) => {
            let refusal = refusal.to_string();
            is_short(&refusal, text);
            assert!(!refusal.chars().any(needs_escape), "{refusal:?}");
            return;
        }
    };
    let linter = Linter::new(line.endpoint.response()).with_context(line.context.clone());
    let found = linter.lint_parameters();
    are_on_parameters(&found, text);
    for contract in [line.endpoint.request(), Some(line.endpoint.response())].into_iter().flatten()
    {
        let body = crate::support::base(contract).as_bytes();
        let report = linter.for_contract(contract).lint(body);
        assert!(
            report.diagnostics.starts_with(&found),
            "a body changes the findings on parameters"
        );
    }
}

fn are_on_parameters(found: &[Diagnostic], text: &str) {
    wording::is_harmless(found);
    assert!(found.len() <= 8 * text.len() + 64, "{} findings on {} bytes", found.len(), text.len());
    for found in found {
        assert!(
            found.pointer.starts_with("@path/") || found.pointer.starts_with("@query"),
            "{}",
            found.pointer
        );
        assert!(found.range.is_none() && found.fix.is_none(), "{} has a place", found.rule);
        assert!(
            found.labels.iter().all(|label| label.range.is_none()),
            "{} has a place",
            found.rule
        );
    }
}

/// The arguments of `offerlint check`, one a line.
pub(super) fn command_line(text: &str) {
    let words = ["offerlint", "check"].into_iter().chain(text.split('\n'));
    let mut check: Box<CheckArgs> = match Arguments::try_parse_from(words) {
        Ok(Arguments { command: Command::Check(check) }) => check,
        Ok(_) => return,
        Err(error) => return is_short(&error.to_string(), text),
    };
    // Configurations of this machine must not have an effect.
    check.files.config = None;
    check.files.isolated = true;
    let run_settings = match RunSettings::from_args(&check) {
        Ok(run_settings) => run_settings,
        Err(message) => return is_short(&message, text),
    };
    match run_settings.lint_request_line().expect("no file is read") {
        Some(line) => are_on_parameters(&line.diagnostics, text),
        None => {
            for path in &check.paths {
                if let Err(error) = run_settings.project.settings(path) {
                    is_short(&error.to_string(), text);
                }
            }
        }
    }
}

/// Longer than what it is about only by a help text and escapes.
fn is_short(message: &str, about: &str) {
    assert!(!message.is_empty(), "an error without a word");
    let shown = escape(message);
    assert!(
        shown.len() <= 16 * 1024 + 16 * about.len(),
        "{} bytes about {}",
        shown.len(),
        about.len()
    );
}
