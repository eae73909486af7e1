//! JUnit XML: a test case a file, which fails on errors.

use std::io::{self, Write};

use offerlint::Severity;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::unit::Checked;

use super::{Output, Sink, Totals};

pub(super) struct Junit {
    out: Sink,
    /// Findings of the file that is being read, and whether one fails it.
    current: Option<(String, Vec<String>, bool)>,
    cases: Vec<TestCase>,
}

impl Junit {
    pub(super) fn new(out: Sink) -> Self {
        Self { out, current: None, cases: Vec::new() }
    }

    fn close(&mut self) {
        let Some((name, lines, fails)) = self.current.take() else { return };
        let mut status = TestCaseStatus::success();
        if fails {
            status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(super::counted(lines.len(), "finding"));
            status.set_type("offerlint");
            status.set_description(lines.join("\n"));
        }
        let mut case = TestCase::new(name, status);
        case.set_classname("offerlint");
        if !fails && !lines.is_empty() {
            case.set_system_out(lines.join("\n"));
        }
        self.cases.push(case);
    }
}

impl Output for Junit {
    fn checked(&mut self, checked: &Checked) -> io::Result<()> {
        let name = checked.name().unwrap_or_else(|| "request".into());
        if self.current.as_ref().is_none_or(|(current, ..)| *current != name) {
            self.close();
            self.current = Some((name, Vec::new(), false));
        }
        let Some((_, lines, fails)) = &mut self.current else { return Ok(()) };
        for found in &checked.diagnostics {
            let at = match found.range {
                Some(range) => format!("{}:{}", range.start.line, range.start.column),
                None => found.pointer.clone(),
            };
            lines.push(format!(
                "{at}: {}[{}] {}",
                found.severity.name(),
                found.rule,
                found.message
            ));
            *fails |= found.severity == Severity::Error || checked.plan.fails(found);
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals) -> io::Result<()> {
        self.close();
        for fault in &totals.faults {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_message(fault.message.clone());
            let mut case =
                TestCase::new(fault.file.clone().unwrap_or_else(|| "offerlint".into()), status);
            case.set_classname("offerlint");
            self.cases.push(case);
        }
        let mut suite = TestSuite::new("offerlint");
        suite.add_test_cases(std::mem::take(&mut self.cases));
        let mut report = Report::new("offerlint");
        report.add_test_suite(suite);
        let text = report.to_string().map_err(io::Error::other)?;
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }
}
