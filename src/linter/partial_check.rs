//! The findings on a payload, with the full check only of values that are not clean.

use crate::contract::contract_spec::Contract;
use crate::contract::document_rules;
use crate::contract::full_check;
use crate::contract::object_spec::ObjectSpec;
use crate::contract::presence;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::json::Document;

use super::scratch::Scratch;
use super::settings::Settings;

/// The findings that the full check gives. None for a payload that only the full check can read.
pub(super) fn check(
    text: &str,
    settings: Settings<'_>,
    scratch: &mut Scratch,
) -> Option<Vec<Diagnostic>> {
    // Only the full check has the rules that are off by default.
    if settings.rule_set.selects() {
        return None;
    }
    let contract = settings.contract;
    let spec = contract.spec();
    let first = spec.forms.first().copied()?;
    let mut document = read_tree(text, contract, first, scratch)?;
    let form = spec.form_of(&document);
    if let Some(form) = form.filter(|form| !std::ptr::eq(*form, first)) {
        scratch.keep_nodes(document);
        document = read_tree(text, contract, form, scratch)?;
    }
    let field_values = &mut scratch.field_values;
    let mut ctx = settings.new_context(Some(&document));
    document_rules::check_bom(text, &mut ctx);
    if form.is_some() {
        document_rules::check_document(&document, &mut ctx);
        full_check::remaining(&mut ctx, field_values);
        presence::check(field_values, text.as_bytes(), &mut ctx);
    }
    let found = ctx.finish(text.as_bytes());
    scratch.keep_nodes(document);
    Some(found)
}

fn read_tree<'a>(
    text: &'a str,
    contract: Contract,
    form: &'static ObjectSpec,
    scratch: &mut Scratch,
) -> Option<Document<'a>> {
    let tables = scratch.tables(contract);
    let nodes = std::mem::take(&mut scratch.nodes);
    let read = tables.read_tree(form, text, nodes, &mut scratch.field_values);
    read.map_err(|nodes| scratch.nodes = nodes).ok()
}
