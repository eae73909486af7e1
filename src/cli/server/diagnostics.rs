//! Findings as diagnostics of the protocol.

use gen_lsp_types as lsp;
use gen_lsp_types::{
    DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Uri,
};
use offerlint::{Diagnostic, Severity, rules};

use super::client::Client;
use super::positions::LineIndex;

/// The name that editors show beside a diagnostic.
pub(crate) const SOURCE: &str = "offerlint";

/// The largest number of diagnostics of a document that a client gets.
pub(crate) const MAX_DIAGNOSTICS: usize = 1000;

/// Rules that report what the API ignores, which editors show faded.
const UNNECESSARY: [&str; 5] = [
    rules::UNKNOWN_FIELD.name,
    rules::READ_ONLY_FIELD.name,
    rules::EVENT_REVENUE_IGNORED.name,
    rules::EVENT_REWARD_IGNORED.name,
    rules::COST_INFO_IGNORED.name,
];

/// The address of a rule's text, if the package has a homepage.
fn address(rule: &str) -> Option<String> {
    let homepage = env!("CARGO_PKG_HOMEPAGE");
    let is_known = !homepage.is_empty() && rules::find(rule).is_some();
    is_known.then(|| format!("{homepage}/docs/rules.md#{rule}"))
}

/// Turns findings on a document into diagnostics.
pub(crate) fn to_lsp(
    findings: &[Diagnostic],
    uri: &Uri,
    text: &str,
    index: &LineIndex,
    client: &Client,
) -> Vec<lsp::Diagnostic> {
    let shown = findings.iter().take(MAX_DIAGNOSTICS);
    let mut all: Vec<_> = shown.map(|found| one(found, uri, text, index, client)).collect();
    if let Some(left_out @ 1..) = findings.len().checked_sub(MAX_DIAGNOSTICS) {
        all.push(lsp::Diagnostic {
            severity: Some(DiagnosticSeverity::Information),
            source: Some(SOURCE.to_owned()),
            message: format!(
                "{left_out} more findings are not shown; `offerlint check` prints all"
            )
            .into(),
            ..lsp::Diagnostic::default()
        });
    }
    all
}

/// Turns a finding into a diagnostic.
pub(crate) fn one(
    found: &Diagnostic,
    uri: &Uri,
    text: &str,
    index: &LineIndex,
    client: &Client,
) -> lsp::Diagnostic {
    let range = |range: Option<offerlint::Range>| {
        let span = range.map(|range| range.span.start..range.span.end);
        span.map(|span| index.range(text, span)).unwrap_or_default()
    };
    let related = found.labels.iter().filter(|label| label.range.is_some());
    let related = related.map(|label| DiagnosticRelatedInformation {
        location: Location { uri: uri.clone(), range: range(label.range) },
        message: label.message.clone(),
    });
    let related: Vec<_> = related.collect();
    let is_unnecessary = UNNECESSARY.contains(&&*found.rule);
    let address = address(&found.rule).filter(|_| client.code_description);
    lsp::Diagnostic {
        range: range(found.range),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            _ => DiagnosticSeverity::Information,
        }),
        code: Some(found.rule.as_ref().into()),
        code_description: address.map(|href| lsp::CodeDescription { href: href.into() }),
        source: Some(SOURCE.to_owned()),
        message: match &found.help {
            Some(help) => format!("{}\nhelp: {help}", found.message).into(),
            None => found.message.clone().into(),
        },
        tags: (is_unnecessary && client.diagnostic_tags).then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (client.related_information && !related.is_empty()).then_some(related),
        data: client.diagnostic_data.then(|| serde_json::to_value(found).ok()).flatten(),
    }
}

/// The diagnostic of a configuration that cannot be used; the error begins with `line:column: `.
pub(crate) fn of_configuration(error: &str, text: &str, index: &LineIndex) -> lsp::Diagnostic {
    let mut parts = error.splitn(3, ':');
    let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok());
    let place = number().zip(number());
    let message = parts.next().filter(|_| place.is_some()).map_or(error, str::trim);
    let (line, column) = place.unwrap_or((1, 1));
    let start = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    let line = text[start..].lines().next().unwrap_or_default();
    let from = line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
    let is_end = |c: char| c.is_whitespace() || "=,]}".contains(c);
    let length = line[from..].find(is_end).unwrap_or(line.len() - from).max(1);
    let end = (start + from + length).min(text.len());
    lsp::Diagnostic {
        range: index.range(text, start + from..end),
        severity: Some(DiagnosticSeverity::Error),
        source: Some(SOURCE.to_owned()),
        message: message.to_owned().into(),
        ..lsp::Diagnostic::default()
    }
}
