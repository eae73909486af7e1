//! SARIF 2.1.0, for code scanning.

mod result;

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use offerlint::inputs::FileError;
use offerlint::project::StablePointers;
use offerlint::{Rule, Severity, rules};
use serde_json::{Value, json};

use super::fingerprints::Fingerprints;
use super::output::{Output, Sink};
use super::report_paths::ReportPaths;
use crate::cli::checked_file::CheckedFile;
use crate::cli::count::counted;
use crate::cli::totals::Totals;
use result::{Artifact, level, result};

/// The largest number of results that GitHub code scanning accepts.
const MAX_RESULTS: usize = 25_000;

pub(super) struct Sarif {
    out: Sink,
    paths: ReportPaths,
    /// The place of each rule in the report's list of rules.
    rule_indices: HashMap<&'static str, usize>,
    fingerprints: Fingerprints,
    /// The results with their severities, in the order of the run.
    results: Vec<(Severity, String)>,
    /// The number of findings of each severity, the most severe last.
    counts: BTreeMap<Severity, usize>,
    /// The number of results that are not listed because of the limit.
    missing: usize,
}

impl Sarif {
    pub(super) fn new(out: Sink) -> Self {
        let paths = ReportPaths::new(&["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]);
        let fingerprints = Fingerprints::default();
        let rule_indices = rules::all().map(|rule| rule.name).zip(0..).collect();
        let (results, counts) = (Vec::new(), BTreeMap::new());
        Self { out, paths, rule_indices, fingerprints, results, counts, missing: 0 }
    }

    /// Counts a finding. True if there is no room for it: as many results are as severe or more.
    fn is_beyond_limit(&mut self, severity: Severity) -> bool {
        let more_severe: usize = self.counts.range(severity..).map(|(_, count)| count).sum();
        *self.counts.entry(severity).or_default() += 1;
        more_severe >= MAX_RESULTS
    }

    /// Keeps the most severe results up to the limit, of equal ones the first.
    fn apply_limit(&mut self) {
        let mut severities: Vec<Severity> = self.results.iter().map(|(level, _)| *level).collect();
        severities.sort_by(|a, b| b.cmp(a));
        let Some(least) = severities.get(MAX_RESULTS - 1).copied() else { return };
        let more_severe = severities.partition_point(|severity| *severity > least);
        let mut room = MAX_RESULTS - more_severe;
        let before = self.results.len();
        self.results.retain(|(severity, _)| {
            let is_last_kept = *severity == least && room > 0;
            room -= usize::from(is_last_kept);
            *severity > least || is_last_kept
        });
        self.missing += before - self.results.len();
    }
}

impl Output for Sarif {
    fn file(&mut self, file: &CheckedFile) -> io::Result<()> {
        let linted = &file.linted;
        let artifact = linted.path.as_ref().map(|_| {
            let (uri, is_in_root) = self.paths.uri(linted);
            Artifact { uri, uri_base_id: is_in_root.then_some("%SRCROOT%") }
        });
        let name = linted.path.as_ref().map(|_| self.paths.display(linted)).unwrap_or_default();
        let mut pointers = StablePointers::new(linted);
        for found in file.findings() {
            if self.is_beyond_limit(found.severity) {
                self.missing += 1;
                continue;
            }
            let print = self.fingerprints.of(&name, &pointers.of(found), found);
            let index = self.rule_indices.get(&*found.rule).copied();
            let result = result(found, index, artifact.as_ref(), &print);
            self.results.push((found.severity, serde_json::to_string(&result)?));
            if self.results.len() >= 2 * MAX_RESULTS {
                self.apply_limit();
            }
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        self.apply_limit();
        let tool = json!({
            "driver": {
                "name": "offerlint",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules::all().map(rule).collect::<Vec<_>>(),
            },
        });
        let root = json!({"%SRCROOT%": {"description": {"text": "The root of the repository."}}});
        write!(
            self.out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{root},\"tool\":{tool},\"results\":["
        )?;
        for (index, (_, result)) in self.results.iter().enumerate() {
            write!(self.out, "{}\n{result}", if index > 0 { "," } else { "" })?;
        }
        let mut notifications: Vec<Value> = totals.faults.iter().map(notification).collect();
        if self.missing > 0 {
            let missing = counted(self.missing, "result");
            let text = format!(
                "{missing} not listed: the report has the {MAX_RESULTS} most severe ones, the most that GitHub accepts"
            );
            notifications.push(json!({"level": "warning", "message": {"text": text}}));
        }
        let is_successful = totals.faults.is_empty();
        let invocation = json!({
            "executionSuccessful": is_successful, "toolExecutionNotifications": notifications,
        });
        writeln!(self.out, "\n],\"invocations\":[{invocation}]}}]}}")?;
        self.out.flush()
    }
}

fn rule(rule: &Rule) -> Value {
    let explanation: Vec<&str> = rule.explanation.lines().map(str::trim).collect();
    let explanation = explanation.join(" ").trim().to_owned();
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": explanation},
        "help": {"text": format!("{explanation} Evidence: {}.", rule.evidence)},
        "defaultConfiguration": {"enabled": rule.on, "level": level(rule.severity)},
    })
}

fn notification(fault: &FileError) -> Value {
    json!({"level": "error", "message": {"text": fault.to_string()}})
}
