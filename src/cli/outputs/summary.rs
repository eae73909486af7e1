//! The summary at the end of the formats for people.

use std::io::{self, Write};

use crate::cli::checked_file::CheckedFile;
use crate::cli::count::counted;
use crate::cli::display_safe::escape_line_start;
use crate::cli::listings::names;
use crate::cli::totals::Totals;
use crate::cli::width::wrapped_at;

/// The parts of the summary.
#[derive(Clone, Copy)]
pub(super) struct Summary {
    pub(super) quiet: bool,
    pub(super) statistics: bool,
    /// Columns after which lines are wrapped; none in a pipe.
    pub(super) width: Option<usize>,
}

impl Summary {
    pub(super) fn write(self, totals: &Totals, out: &mut impl Write) -> io::Result<()> {
        if self.statistics {
            let mut rules: Vec<_> = totals.by_rule.iter().collect();
            rules.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            for (rule, count) in rules {
                writeln!(out, "{count:>7}  {rule}")?;
            }
        }
        // No summary if nothing could be checked.
        let empty = totals.files == 0 && totals.by_rule.is_empty();
        if self.quiet || (empty && !totals.faults.is_empty()) {
            return Ok(());
        }
        self.write_line(&line(totals), out)?;
        if totals.has_captures {
            let (calls, others) = (counted(totals.calls, "call"), totals.other_calls);
            let text = format!("{calls} checked, {others} to other addresses passed over");
            self.write_line(&text, out)?;
        }
        if !totals.skipped.is_empty() {
            let count = counted(totals.skipped.len(), "file");
            let names = names(&totals.skipped);
            self.write_line(&format!("{count} not checked (--show-files says why): {names}"), out)?;
        }
        Ok(())
    }
}

impl Summary {
    fn write_line(self, text: &str, out: &mut impl Write) -> io::Result<()> {
        match self.width {
            Some(width) => {
                let options = wrapped_at(width).subsequent_indent("  ");
                writeln!(out, "{}", textwrap::fill(text, options))
            }
            None => writeln!(out, "{text}"),
        }
    }
}

/// The summary line, such as `3 errors, 2 warnings in 2 of 140 files; 2 fixable with --fix`.
fn line(totals: &Totals) -> String {
    let counts = [(totals.errors, "error"), (totals.warnings, "warning"), (totals.infos, "note")];
    let parts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun))
        .collect();
    let files = counted(totals.files, "file");
    let mut line = match (parts.is_empty(), totals.files_with_findings) {
        (true, _) if totals.files == 0 => "no problems".to_owned(),
        (true, _) => format!("no problems in {files}"),
        (false, _) if totals.files == 0 => parts.join(", "),
        (false, 0) => format!("{} in the request line", parts.join(", ")),
        (false, with) => format!("{} in {with} of {files}", parts.join(", ")),
    };
    let mut append = |count: usize, what: &str| {
        if count > 0 {
            line.push_str(&format!("; {count} {what}"));
        }
    };
    append(totals.fixable, "fixable with --fix");
    match totals.fixable {
        0 => append(totals.unsafely_fixable, "fixable with --fix --unsafe-fixes"),
        _ => append(totals.unsafely_fixable, "more with --unsafe-fixes"),
    }
    append(totals.known, "in the baseline");
    append(totals.allowed, "allowed by the configuration");
    match totals.pruned {
        true => append(totals.stale, "removed from the baseline"),
        false => append(totals.stale, "no longer needed in the baseline (--prune removes them)"),
    }
    if let Some(signal) = totals.signal {
        line.push_str(&format!("; interrupted by {}", signal.name()));
    }
    line
}

/// Writes the number and the rules of fixed findings of a file.
pub(super) fn write_fixed(file: &CheckedFile, out: &mut impl Write) -> io::Result<()> {
    if file.fixed.is_empty() {
        return Ok(());
    }
    let verb = if file.after.is_some() { "would fix" } else { "fixed" };
    let mut rules: Vec<&str> = file.fixed.iter().map(|found| &*found.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let name = file.name().unwrap_or_default();
    let count = counted(file.fixed.len(), "finding");
    writeln!(out, "{}: {verb} {count} ({})", escape_line_start(&name), rules.join(", "))
}
