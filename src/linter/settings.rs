//! The settings of a linter, borrowed for one check.

use crate::contract::context::Context;
use crate::contract::contract_spec::Contract;
use crate::contract::lint_context::LintContext;
use crate::diagnostics::rule_set::RuleSet;
use crate::json::Document;

/// A linter's contract, context and rule levels.
#[derive(Clone, Copy)]
pub(super) struct Settings<'l> {
    pub(super) contract: Contract,
    pub(super) context: &'l Context,
    pub(super) rule_set: &'l RuleSet,
}

impl<'l> Settings<'l> {
    /// The context of a check; the fast path has no document.
    #[inline]
    pub(super) fn new_context<'a>(self, document: Option<&'l Document<'a>>) -> LintContext<'l, 'a> {
        LintContext::new(document, self.contract, self.context, self.rule_set)
    }
}
