//! Fixes as edits of the protocol.

use std::collections::HashMap;

use gen_lsp_types::{
    DocumentChange, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use offerlint::{Applicability, Diagnostic, Fix, apply_all, fix};

use super::client::Client;
use super::lint::lint;
use super::positions::LineIndex;
use super::workspace::Target;

/// The edits of a fix.
pub(crate) fn of_fix(fix: &Fix, text: &str, index: &LineIndex) -> Vec<TextEdit> {
    let edit = |edit: &offerlint::Edit| TextEdit {
        range: index.range(text, edit.start..edit.end),
        new_text: edit.replacement.clone(),
    };
    fix.edits.iter().map(edit).collect()
}

/// Whether a finding has a safe fix.
pub(crate) fn is_safe(found: &Diagnostic) -> bool {
    found.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

/// The edits of all safe fixes, until none is left; none if there is none.
pub(crate) fn of_safe_fixes(
    findings: &[Diagnostic],
    text: &str,
    index: &LineIndex,
    target: &Target,
) -> Option<Vec<TextEdit>> {
    if !findings.iter().any(is_safe) {
        return None;
    }
    let relint = |text: &[u8]| lint(target, &String::from_utf8_lossy(text));
    let fixed = apply_all(text.as_bytes(), findings.to_vec(), relint, is_safe).text;
    let fixed = String::from_utf8(fixed).ok().filter(|fixed| fixed != text)?;
    // Small edits keep the cursor where it is. They are enough unless fixes have caused fixes.
    let safe: Vec<&Fix> = findings
        .iter()
        .filter(|found| is_safe(found))
        .filter_map(|found| found.fix.as_ref())
        .collect();
    let (once, applied) = fix::apply(text, safe.iter().copied());
    if once == fixed {
        let edits = applied.into_iter().flat_map(|at| of_fix(safe[at], text, index));
        return Some(edits.collect());
    }
    Some(vec![replacement(text, &fixed, index)])
}

/// The edit that makes a text another one, without what both begin and end with.
fn replacement(before: &str, after: &str, index: &LineIndex) -> TextEdit {
    let is_equal = |(a, b): &(char, char)| a == b;
    let length = |(a, _): (char, char)| a.len_utf8();
    let prefix: usize = before.chars().zip(after.chars()).take_while(is_equal).map(length).sum();
    let rest = (before[prefix..].chars().rev()).zip(after[prefix..].chars().rev());
    let suffix: usize = rest.take_while(is_equal).map(length).sum();
    TextEdit {
        range: index.range(before, prefix..before.len() - suffix),
        new_text: after[prefix..after.len() - suffix].to_owned(),
    }
}

/// The edit of a document that is open in this version.
pub(crate) fn workspace_edit(
    uri: &Uri,
    version: Option<i32>,
    edits: Vec<TextEdit>,
    client: &Client,
) -> WorkspaceEdit {
    if client.versioned_edits {
        let change = DocumentChange::TextDocumentEdit(document_edit(uri, version, edits));
        return WorkspaceEdit { document_changes: Some(vec![change]), ..WorkspaceEdit::default() };
    }
    let changes = HashMap::from([(uri.clone(), edits)]);
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

pub(crate) fn document_edit(
    uri: &Uri,
    version: Option<i32>,
    edits: Vec<TextEdit>,
) -> TextDocumentEdit {
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
            version,
        },
        edits: edits.into_iter().map(Into::into).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::replacement;
    use crate::cli::server::positions::{Encoding, LineIndex};

    #[test]
    fn a_replacement_has_only_what_differs() {
        let of = |before: &str, after: &str| {
            let edit = replacement(before, after, &LineIndex::new(before, Encoding::Utf8));
            (edit.range.start.character, edit.range.end.character, edit.new_text)
        };
        assert_eq!(of("abc", "axc"), (1, 2, "x".to_owned()));
        assert_eq!(of("aa", "aaa"), (2, 2, "a".to_owned()));
        assert_eq!(of("éa", "èa"), (0, 2, "è".to_owned()));
    }
}
