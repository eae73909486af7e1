//! One finding as HTML.

use std::fmt::Write;

use offerlint::{Applicability, Diagnostic, Severity};

use super::escape::{name, sentence};
use super::snippet::Source;
use crate::cli::count::counted;
use crate::cli::outputs::finding_text;

/// Related places beyond this number are counted, not shown.
const MAX_RELATED: usize = 5;

/// The CSS class of a severity, and its name.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        _ => "note",
    }
}

/// An `<article>`; `rule` is the number of the finding's rule.
pub(super) fn article(found: &Diagnostic, rule: usize, source: Option<&Source>) -> String {
    let severity = word(found.severity);
    let mut html = format!(
        "<article class=\"finding {severity} r{rule}\">\n\
         <h3><span class=\"badge\">{severity}</span> {}</h3>\n<p class=\"facts\">",
        sentence(&found.message)
    );
    if !found.pointer.is_empty() {
        let _ = write!(html, "<code class=\"path\">{}</code> ", name(&found.field_path()));
    }
    if let Some(range) = found.range {
        let _ =
            write!(html, "<span>line {}, column {}</span> ", range.start.line, range.start.column);
    }
    let _ = write!(html, "<a href=\"#r{rule}\">{}</a>", name(&found.rule));
    if let Some((status, code)) = found.api_error() {
        let code = code.map(|code| format!(" <code>{}</code>", name(code))).unwrap_or_default();
        let _ = write!(html, " <span>the API answers {status}{code}</span>");
    }
    html.push_str("</p>\n");
    if let Some(call) = &found.call {
        let _ = writeln!(html, "<p class=\"call\">{}</p>", sentence(&finding_text::call(call)));
    }
    if let (Some(source), Some(range)) = (source, found.range) {
        html.push_str(&source.snippet(range));
        html.push('\n');
    }
    write_related(found, source, &mut html);
    if let Some(help) = &found.help {
        let _ = writeln!(html, "<p class=\"help\">{}</p>", sentence(help));
    }
    if let Some(fix) = &found.fix {
        let (how, option) = match fix.applicability {
            Applicability::Safe => ("Safe fix", "--fix"),
            Applicability::Unsafe => ("Unsafe fix", "--fix --unsafe-fixes"),
        };
        let _ = writeln!(
            html,
            "<p class=\"fix\"><strong>{how}:</strong> <code>{option}</code> would {}</p>",
            sentence(&fix.message)
        );
    }
    html.push_str("</article>\n");
    html
}

fn write_related(found: &Diagnostic, source: Option<&Source>, html: &mut String) {
    if found.labels.is_empty() {
        return;
    }
    html.push_str("<ul class=\"related\">\n");
    for label in found.labels.iter().take(MAX_RELATED) {
        let _ = write!(html, "<li>{}", sentence(&label.message));
        if let Some(range) = label.range {
            let _ = write!(html, " <span>(line {})</span>", range.start.line);
            html.push_str(&source.map(|source| source.line(range)).unwrap_or_default());
        } else {
            let _ = write!(html, " <code>{}</code>", name(&label.pointer));
        }
        html.push_str("</li>\n");
    }
    let more = found.labels.len().saturating_sub(MAX_RELATED);
    if more > 0 {
        let _ = writeln!(html, "<li>and {}</li>", counted(more, "more place"));
    }
    html.push_str("</ul>\n");
}
