//! The findings on a payload, with the full check only of values that are not clean.

use crate::contract::document_rules;
use crate::contract::full_check;
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::ObjectSpec;
use crate::contract::presence;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::fast::PartlyChecked;

use super::scratch::Scratch;
use super::{Linter, form_of};

impl Linter {
    /// The findings that the full check gives. None for a payload that only the full check can read.
    pub(super) fn check_partly(
        &self,
        text: &str,
        scratch: &mut Scratch,
    ) -> Option<Vec<Diagnostic>> {
        // Only the full check has the rules that are off by default.
        if self.rule_set.selects() {
            return None;
        }
        let first = self.contract.spec().forms.first().copied()?;
        let mut read = self.read_tree(first, text, scratch)?;
        let form = form_of(self.contract, &read.document);
        if let Some(form) = form.filter(|form| !std::ptr::eq(*form, first)) {
            scratch.keep_nodes(read.document);
            read = self.read_tree(form, text, scratch)?;
        }
        let PartlyChecked { document, unchecked } = read;
        let field_values = &mut scratch.field_values;
        let mut ctx =
            LintContext::new(Some(&document), self.contract, &self.context, &self.rule_set);
        document_rules::check_bom(text, &mut ctx);
        if form.is_some() {
            document_rules::check_document(&document, &mut ctx);
            full_check::remaining(&unchecked, &mut ctx, field_values);
            presence::check(field_values, text.as_bytes(), &mut ctx);
        }
        let found = ctx.finish(text.as_bytes());
        scratch.keep_nodes(document);
        Some(found)
    }

    fn read_tree<'a>(
        &self,
        form: &'static ObjectSpec,
        text: &'a str,
        scratch: &mut Scratch,
    ) -> Option<PartlyChecked<'a>> {
        let tables = scratch.tables(self.contract);
        let nodes = std::mem::take(&mut scratch.nodes);
        let read = tables.read_tree(form, text, nodes, &mut scratch.field_values);
        read.map_err(|nodes| scratch.nodes = nodes).ok()
    }
}
