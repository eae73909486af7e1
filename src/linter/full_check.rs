//! The full check of a payload, from its bytes on.

use crate::contract::document_rules;
use crate::contract::field_values::FieldValues;
use crate::contract::full_check;
use crate::contract::lint_context::LintContext;
use crate::contract::object_spec::ObjectSpec;
use crate::contract::{placeholders, presence};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::json::{Document, Tag, wide_encoding};

use super::scratch::Scratch;
use super::settings::Settings;

/// The findings on a payload.
pub(super) fn check(bytes: &[u8], settings: Settings<'_>) -> Vec<Diagnostic> {
    match std::str::from_utf8(bytes) {
        Ok(text) => check_text(text, None, settings, &mut Scratch::default()),
        Err(error) => not_utf8(bytes, error.valid_up_to(), settings),
    }
}

/// The findings on bytes that are not UTF-8.
fn not_utf8(bytes: &[u8], valid: usize, settings: Settings<'_>) -> Vec<Diagnostic> {
    let mut ctx = settings.new_context(None);
    if let Some(encoding) = wide_encoding(bytes) {
        document_rules::wrong_encoding(encoding, &mut ctx);
    } else {
        let prefix = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
        document_rules::check_bom(prefix, &mut ctx);
        document_rules::not_utf8(prefix, bytes[valid], &mut ctx);
    }
    ctx.finish(bytes)
}

/// The findings on a text, which has the given form or the one that the contract recognises.
pub(super) fn check_text(
    text: &str,
    form: Option<&'static ObjectSpec>,
    settings: Settings<'_>,
    scratch: &mut Scratch,
) -> Vec<Diagnostic> {
    let parsed = Document::parse_into(text, std::mem::take(&mut scratch.nodes));
    let document = parsed.as_ref().ok();
    let mut ctx = settings.new_context(document);
    document_rules::check_bom(text, &mut ctx);
    match &parsed {
        Err(error) => match wide_encoding(text.as_bytes()) {
            Some(encoding) => document_rules::wrong_encoding(encoding, &mut ctx),
            None => document_rules::syntax(text, error, &mut ctx),
        },
        Ok(document) => {
            if let Some(form) = form.or_else(|| settings.contract.spec().form_of(document)) {
                check_document(text, document, form, &mut ctx, &mut scratch.field_values);
            }
        }
    }
    let found = ctx.finish(text.as_bytes());
    if let Ok(document) = parsed {
        scratch.keep_nodes(document);
    }
    found
}

fn check_document(
    text: &str,
    document: &Document<'_>,
    form: &'static ObjectSpec,
    ctx: &mut LintContext<'_, '_>,
    field_values: &mut FieldValues,
) {
    if document.tag(0) == Tag::Object {
        document_rules::check_document(document, ctx);
        placeholders::check(ctx);
    }
    field_values.clear();
    if full_check::object(form, 0, ctx, field_values).is_some() {
        presence::check(field_values, text.as_bytes(), ctx);
    }
}
