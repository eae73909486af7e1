//! `--show-files` and `--show-settings`.

use offerlint::inputs::display_path;
use offerlint::project::{ContractRef, InputFile, SkippedFile};
use offerlint::{Level, rules};

use super::display_safe::{escape, escape_line_start};

/// A file with its contract and layout.
pub(crate) fn file_line(file: &InputFile) -> String {
    let kind = match file.settings.contract() {
        Ok(ContractRef::Custom(_)) => " (own schema)",
        _ => "",
    };
    format!(
        "{}\t{}{kind}\t{}",
        escape_line_start(&display_path(&file.path)),
        escape(file.settings.contract_name()),
        file.layout.name()
    )
}

/// The names of files, the first three of many.
pub(crate) fn names(files: &[SkippedFile]) -> String {
    let shown: Vec<String> =
        files.iter().take(3).map(|file| escape(&display_path(&file.path)).into_owned()).collect();
    match files.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// A file that is not checked, with the reason.
pub(crate) fn skipped_line(file: &SkippedFile) -> String {
    let name = display_path(&file.path);
    format!("{}\tnot checked\t{}", escape_line_start(&name), escape(&file.reason.to_string()))
}

/// The settings that differ from the defaults, with the contract.
pub(crate) fn settings(file: &InputFile) -> String {
    let settings = &file.settings;
    let configuration = settings.configuration().path().map_or("none".into(), display_path);
    let mut lines = vec![
        escape_line_start(&display_path(&file.path)).into_owned(),
        format!("  configuration: {}", escape(&configuration)),
        format!("  contract: {} ({})", escape(settings.contract_name()), file.layout.name()),
        format!("  fail-on: {}", settings.fail_on().name()),
    ];
    for rule in rules::all() {
        let level = match settings.rule_set().level(rule.name) {
            Some(Level::Default) => rule.severity.name(),
            Some(level) => level.name(),
            None => continue,
        };
        lines.push(format!("  {}: {level}", rule.name));
    }
    lines.join("\n")
}
