//! The settings of a file: contract, rule levels, context.

use std::fmt;
use std::sync::Arc;

use super::configuration::Configuration;
use super::contract_ref::ContractRef;
use super::fail_on::FailOn;
use crate::captures::{CaptureOptions, LoadBody, Variables};
use crate::inputs::{Layout, Payload, ndjson_lines, payloads};
use crate::{
    Context, Contract, Diagnostic, Level, Linter, Origin, Position, Range, RuleSet, Severity, Span,
    rules,
};

/// The settings of a file. Files with the same contract and the same levels share them.
#[derive(Debug)]
pub struct FileSettings {
    pub(super) contract: Option<ContractRef>,
    pub(super) configuration: Arc<Configuration>,
    pub(super) rule_set: RuleSet,
    pub(super) fail_on: FailOn,
    pub(super) line_limit: usize,
    pub(super) context: Context,
    pub(super) variables: Variables,
    /// Whether bodies of captures that are arrays are linted item by item.
    pub(super) each: bool,
}

/// No option, configuration or folder names the contract of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoContract {
    /// The names of the contracts that could be named.
    pub known: Vec<String>,
}

impl fmt::Display for NoContract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "neither folders nor configuration name its contract; known are {}",
            self.known.join(", ")
        )
    }
}

impl std::error::Error for NoContract {}

/// A function that lints a payload.
type PayloadLinter<'s> = dyn FnMut(&[u8]) -> Vec<Diagnostic> + 's;

impl FileSettings {
    /// The contract.
    ///
    /// # Errors
    /// Nothing names one.
    pub fn contract(&self) -> Result<&ContractRef, NoContract> {
        let known = || self.configuration.contract_names().map(str::to_owned).collect();
        self.contract.as_ref().ok_or_else(|| NoContract { known: known() })
    }

    /// Whether there is a contract.
    pub fn has_contract(&self) -> bool {
        self.contract.is_some()
    }

    /// The contract's name; empty if there is none.
    pub fn contract_name(&self) -> &str {
        self.contract.as_ref().map_or("", ContractRef::name)
    }

    /// The configuration.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// The levels of rules.
    pub fn rule_set(&self) -> &RuleSet {
        &self.rule_set
    }

    /// The severity from which a finding makes a run fail.
    pub fn fail_on(&self) -> FailOn {
        self.fail_on
    }

    /// The largest length of an NDJSON line, in bytes.
    pub fn line_limit(&self) -> usize {
        self.line_limit
    }

    /// The context that payloads are linted in.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Whether the findings of a rule are reported.
    pub fn reports(&self, name: &str) -> bool {
        match self.rule_set.level(name) {
            Some(level) => level != Level::Off,
            None => rules::find(name).is_none_or(|rule| rule.on),
        }
    }

    /// Lints a text.
    ///
    /// # Errors
    /// There is no contract.
    pub fn lint(&self, text: &[u8], layout: Layout) -> Result<Vec<Diagnostic>, NoContract> {
        let layout = match (layout, self.contract()?) {
            (Layout::Items, ContractRef::BuiltIn(contract)) => {
                match self.built_in_linter(*contract).lint_items(text) {
                    Some(found) => return Ok(found),
                    None => Layout::Single,
                }
            }
            _ => layout,
        };
        let limit = if layout == Layout::Lines { self.line_limit } else { usize::MAX };
        self.lint_all(payloads(text, layout), limit)
    }

    /// Lints lines of NDJSON that begin at `origin` in their file.
    ///
    /// # Errors
    /// There is no contract.
    pub fn lint_lines(&self, lines: &[u8], origin: &Origin) -> Result<Vec<Diagnostic>, NoContract> {
        self.lint_all(ndjson_lines(lines, origin), self.line_limit)
    }

    fn lint_all<'b>(
        &self,
        payloads: impl Iterator<Item = Payload<'b>>,
        limit: usize,
    ) -> Result<Vec<Diagnostic>, NoContract> {
        let mut lint = self.linter()?;
        let mut all = Vec::new();
        for payload in payloads {
            if payload.bytes.len() > limit {
                all.push(self.too_long(&payload.origin));
                continue;
            }
            let mut found = lint(payload.bytes);
            if found.is_empty() {
                continue;
            }
            payload.relocate(&mut found);
            if all.is_empty() { all = found } else { all.append(&mut found) }
        }
        Ok(all)
    }

    /// The linter for payload after payload.
    fn linter(&self) -> Result<Box<PayloadLinter<'_>>, NoContract> {
        Ok(match self.contract()? {
            ContractRef::BuiltIn(contract) => {
                let linter = self.built_in_linter(*contract);
                Box::new(move |bytes| linter.lint_document(bytes).diagnostics)
            }
            ContractRef::Custom(contract) => {
                Box::new(|bytes| contract.lint(bytes, &self.context, &self.rule_set).diagnostics)
            }
        })
    }

    fn built_in_linter(&self, contract: Contract) -> Linter {
        Linter::new(contract)
            .with_context(self.context.clone())
            .with_rule_set(self.rule_set.clone())
    }

    /// The settings that captures are linted with.
    pub fn capture_options<'l>(&self, load: Option<&'l LoadBody<'l>>) -> CaptureOptions<'l> {
        CaptureOptions {
            rule_set: self.rule_set.clone(),
            context: self.context.clone(),
            variables: self.variables.clone(),
            each: self.each,
            load,
        }
    }

    /// The finding for an NDJSON line over the limit.
    pub fn too_long(&self, origin: &Origin) -> Diagnostic {
        let at = Position { line: origin.lines + 1, column: 1 };
        let span = Span { start: origin.bytes, end: origin.bytes };
        let message = format!("the line has more than {} bytes", self.line_limit);
        let mut finding = Diagnostic::new("json-syntax", Severity::Error, message);
        finding.range = Some(Range { span, start: at, end: at });
        finding.help = Some("write one payload a line; --line-limit allows longer lines".into());
        finding
    }
}
