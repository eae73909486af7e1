//! Lints values in memory on the fast path.

#[cfg(feature = "fast")]
use crate::contract::field_values::MAX_KEPT;
#[cfg(feature = "fast")]
use crate::contract::lint_context::LintContext;
#[cfg(feature = "fast")]
use crate::contract::object_spec::MAX_FIELDS;
#[cfg(feature = "fast")]
use crate::contract::to_field::ObjectWriter;
use crate::contract::to_field::ToObject;
use crate::diagnostics::report::Report;

use super::Linter;
#[cfg(feature = "fast")]
use super::scratch::{Scratch, with_scratch};

/// A member of JSON takes fewer bytes than this, apart from its texts: no field has a longer name.
#[cfg(feature = "fast")]
const MAX_MEMBER: usize = 128;

impl Linter {
    /// The report on a value in memory, if the fast path decides that the value is clean.
    #[cfg(feature = "fast")]
    pub(crate) fn lint_clean_value(&self, value: &impl ToObject) -> Option<Report> {
        let is_clean = with_scratch(|scratch| self.is_clean_value(value, scratch));
        is_clean.then(|| self.with_parameters(Report::clean(self.contract.name())))
    }

    #[cfg(not(feature = "fast"))]
    pub(crate) fn lint_clean_value(&self, _: &impl ToObject) -> Option<Report> {
        None
    }

    #[cfg(feature = "fast")]
    fn is_clean_value(&self, value: &impl ToObject, scratch: &mut Scratch) -> bool {
        let spec = self.contract.spec();
        let Some(form) = spec.forms.first().filter(|_| !self.rule_set.selects()) else {
            return false;
        };
        let tables = scratch.tables(self.contract);
        let Scratch { field_values, text, .. } = scratch;
        field_values.clear();
        value.to_object(&mut ObjectWriter::new(form, field_values, text));
        let longest = text.len() + field_values.count() * MAX_FIELDS * MAX_MEMBER;
        let limit = spec.body_limit.map_or(u32::MAX as usize, |limit| limit.bytes);
        let mut ctx = LintContext::new(None, self.contract, &self.context, &self.rule_set);
        let is_clean = longest < limit && tables.is_clean_value(text, &mut ctx, field_values);
        text.clear();
        text.shrink_to(MAX_KEPT);
        is_clean
    }
}
