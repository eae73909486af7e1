//! Reads objects by their tables.

use std::sync::{Mutex, PoisonError};

use crate::contract::contract_spec::ContractSpec;
use crate::contract::field_values::{FieldValue, FieldValues};
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::ObjectSpec;
use crate::contract::presence;
use crate::json::{Document, Node};

use super::check::FastCheck;
use super::cursor::Cursor;
use super::lookup::{FoundField, Lookup};
use super::registry;
use super::tree;

/// The tables of a contract, built once a process.
pub(crate) struct FastContract {
    /// The objects of the contract: every form first, then the nested ones.
    objects: Vec<&'static FastObject>,
    /// The number of forms.
    forms: usize,
}

/// The table of an object.
pub(super) struct FastObject {
    pub(super) spec: &'static ObjectSpec,
    pub(super) lookup: Lookup,
}

impl FastObject {
    /// Builds the table, and those of nested objects. The memory is kept for the whole process:
    /// there is one table for each object of a contract.
    pub(super) fn new(spec: &'static ObjectSpec) -> &'static Self {
        let checks = spec.fields.iter().map(|field| registry::fast_check(field.field_type));
        Box::leak(Box::new(Self { spec, lookup: Lookup::new(spec.fields, checks.collect()) }))
    }

    fn nested(&self) -> impl Iterator<Item = &'static FastObject> {
        (0..self.spec.fields.len()).filter_map(|index| self.lookup.check(index).object())
    }
}

/// The tables that were built so far.
static TABLES: Mutex<Vec<(&ContractSpec, &FastContract)>> = Mutex::new(Vec::new());

impl FastContract {
    /// The tables of a contract. The first call for a contract builds them.
    pub(crate) fn of(spec: &'static ContractSpec) -> &'static Self {
        let mut tables = TABLES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, built)) = tables.iter().find(|(known, _)| std::ptr::eq(*known, spec)) {
            return built;
        }
        let built: &'static Self = Box::leak(Box::new(Self::new(spec)));
        tables.push((spec, built));
        built
    }

    fn new(spec: &'static ContractSpec) -> Self {
        let mut objects: Vec<_> = spec.forms.iter().map(|form| FastObject::new(form)).collect();
        let forms = objects.len();
        let mut next = 0;
        while let Some(object) = objects.get(next).copied() {
            objects.extend(object.nested());
            next += 1;
        }
        Self { objects, forms }
    }

    /// Whether every field has a check.
    pub(crate) fn is_complete(&self) -> bool {
        self.objects.iter().all(|object| object.lookup.is_complete())
    }

    /// Whether the payload is certainly clean. False means that the full check decides.
    pub(crate) fn is_clean<'s>(
        &self,
        bytes: &[u8],
        new_context: impl Fn() -> LintContext<'s, 's>,
        field_values: &mut FieldValues,
    ) -> bool {
        let read = self.read_clean(bytes, new_context, field_values);
        read.is_some_and(|mut rest| rest.at_end())
    }

    /// The length of the payload at the start of a text, if it is certainly clean. More may follow it.
    pub(crate) fn clean_length<'s>(
        &self,
        text: &[u8],
        new_context: impl Fn() -> LintContext<'s, 's>,
        field_values: &mut FieldValues,
    ) -> Option<usize> {
        let rest = self.read_clean(text, new_context, field_values)?;
        Some(text.len() - rest.rest().len())
    }

    #[inline]
    fn read_clean<'a, 's>(
        &self,
        text: &'a [u8],
        new_context: impl Fn() -> LintContext<'s, 's>,
        field_values: &mut FieldValues,
    ) -> Option<Cursor<'a>> {
        self.objects[..self.forms].iter().find_map(|form| {
            field_values.clear();
            form.read_clean(text, &mut new_context(), field_values)
        })
    }
}

impl FastContract {
    pub(super) fn object(&self, spec: &ObjectSpec) -> Option<&'static FastObject> {
        self.objects.iter().copied().find(|object| std::ptr::eq(object.spec, spec))
    }

    /// Reads a payload of one form that is not clean, and notes in the field values what is left to the
    /// full check. Gives the memory back for a payload that only the full check can read.
    pub(crate) fn read_tree<'a>(
        &self,
        form: &'static ObjectSpec,
        text: &'a str,
        nodes: Vec<Node>,
        field_values: &mut FieldValues,
    ) -> Result<Document<'a>, Vec<Node>> {
        match self.objects[..self.forms].iter().find(|object| std::ptr::eq(object.spec, form)) {
            Some(object) => tree::read(object, text, nodes, field_values),
            None => Err(nodes),
        }
    }
}

impl FastObject {
    pub(super) fn check(&self, field: usize) -> FastCheck {
        self.lookup.check(field)
    }

    pub(super) fn is_nullable(&self, field: usize) -> bool {
        self.spec.nullable & 1 << field != 0
    }

    /// Reads the payload at the start of a text, and returns the cursor after it if it is clean.
    #[inline]
    fn read_clean<'a>(
        &self,
        text: &'a [u8],
        ctx: &mut LintContext<'_, '_>,
        field_values: &mut FieldValues,
    ) -> Option<Cursor<'a>> {
        let mut cursor = Cursor::new(text);
        cursor.skip()?;
        let rest = self.read(cursor, field_values)?;
        presence::check(field_values, text, ctx);
        (!ctx.found).then_some(rest)
    }

    /// Reads one object into the field values and returns the cursor after it.
    pub(super) fn read<'a>(
        &self,
        mut here: Cursor<'a>,
        field_values: &mut FieldValues,
    ) -> Option<Cursor<'a>> {
        let object = field_values.count();
        let first = field_values.open(self.spec, 0);
        let gap = here.open(b'{')?;
        if here.close(b'}') {
            return Some(here);
        }
        let mut seen = 0u64;
        loop {
            let FoundField { index, check, read } = here.field(&self.lookup)?;
            let bit = 1 << index;
            if seen & bit != 0 {
                return None;
            }
            seen |= bit;
            // Every other null has a finding: no check reads one.
            if here.peek() == Some(b'n') && self.spec.nullable & bit != 0 {
                here.null()?;
                field_values.put(first + index, FieldValue::Null);
            } else {
                here = read(check, here, field_values, first + index)?;
            }
            if !here.next(b'}', gap)? {
                field_values.close(object, seen);
                return Some(here);
            }
        }
    }
}
