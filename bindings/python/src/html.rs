//! Reports as HTML, for notebooks.

use std::fmt::Write;

use offerlint::{Diagnostic, Report, Severity, needs_escape};

/// Rows of a table. Further findings are counted.
const MAX_ROWS: usize = 100;

/// A report as HTML.
pub(crate) fn report(report: &Report) -> String {
    let contract = escape(&report.contract);
    if report.is_clean() {
        return format!("<p><b>{contract}</b>: no findings</p>");
    }
    let (errors, warnings) = (report.errors().count(), report.warnings().count());
    let infos = report.diagnostics.len() - errors - warnings;
    let counts: Vec<String> = [(errors, "error"), (warnings, "warning"), (infos, "remark")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}{}", if count == 1 { "" } else { "s" }))
        .collect();
    let counts = counts.join(", ");
    format!("<p><b>{contract}</b>: {counts}</p>{}", table(&report.diagnostics))
}

/// Findings as an HTML table.
pub(crate) fn table<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    let mut out = String::from(
        "<table><thead><tr><th>place</th><th>severity</th><th>rule</th><th>pointer</th>\
         <th>message</th></tr></thead><tbody>",
    );
    let mut findings = findings.into_iter();
    for found in findings.by_ref().take(MAX_ROWS) {
        let place = found
            .range
            .map(|range| format!("{}:{}", range.start.line, range.start.column))
            .unwrap_or_default();
        let color = match found.severity {
            Severity::Error => "#c62828",
            Severity::Warning => "#b26a00",
            _ => "#1565c0",
        };
        let _ = write!(
            out,
            "<tr><td>{place}</td><td style=\"color:{color}\">{}</td><td>{}</td><td><code>{}</code></td>\
             <td style=\"text-align:left\">{}",
            found.severity,
            escape(&found.rule),
            escape(&found.pointer),
            escape(&found.message),
        );
        if let Some(help) = &found.help {
            let _ = write!(out, "<br><small>{}</small>", escape(help));
        }
        out.push_str("</td></tr>");
    }
    out.push_str("</tbody></table>");
    let rest = findings.count();
    if rest > 0 {
        let _ = write!(out, "<p>{rest} more</p>");
    }
    out
}

/// Text in HTML. Characters that reorder or hide text are escaped.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if needs_escape(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}
