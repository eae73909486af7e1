//! What people are told at the end.

use std::io::{self, Write};

use super::{Totals, counted};

/// How much is said at the end.
#[derive(Clone, Copy)]
pub(super) struct Summary {
    pub(super) quiet: bool,
    pub(super) statistics: bool,
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
        // Where nothing could be checked there is nothing to sum up.
        let empty = totals.files == 0 && totals.by_rule.is_empty();
        if self.quiet || (empty && !totals.faults.is_empty()) {
            return Ok(());
        }
        writeln!(out, "{}", line(totals))
    }
}

/// Such as `3 errors, 2 warnings in 2 of 140 files; 2 fixable with --fix`.
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
        (false, with) => format!("{} in {with} of {files}", parts.join(", ")),
    };
    let mut say = |count: usize, what: &str| {
        if count > 0 {
            line.push_str(&format!("; {count} {what}"));
        }
    };
    say(totals.fixable, "fixable with --fix");
    match totals.fixable {
        0 => say(totals.unsafely_fixable, "fixable with --fix --unsafe-fixes"),
        _ => say(totals.unsafely_fixable, "more with --unsafe-fixes"),
    }
    say(totals.known, "known to the baseline");
    say(totals.allowed, "allowed by the configuration");
    match totals.pruned {
        true => say(totals.stale, "dropped from the baseline"),
        false => say(totals.stale, "no longer needed in the baseline (--prune drops them)"),
    }
    say(totals.skipped, "skipped without a contract");
    if let Some(signal) = totals.signal {
        line.push_str(&format!("; interrupted by {}", signal.name()));
    }
    line
}
