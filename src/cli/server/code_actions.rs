//! Code actions: quick fixes, all safe fixes, "turn this rule off here", "explain this rule".

use std::io::Write;
use std::sync::Arc;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, Command, CreateFile, CreateFileOptions,
    DocumentChange, TextEdit, Uri, WorkspaceEdit,
};
use offerlint::{Diagnostic, rules};
use serde_json::json;

use super::documents::{Document, Findings, Kind, uri_of};
use super::lint::lint;
use super::positions::LineIndex;
use super::session::Session;
use super::workspace::Target;
use super::{commands, diagnostics, edits, exceptions};

/// The kind of the action that applies all safe fixes.
pub(crate) const FIX_ALL: &str = "source.fixAll.offerlint";

/// The kind of the action that asks for a contract.
const CHOOSE_CONTRACT: &str = "source.offerlint.chooseContract";

/// Exceptions are offered for the first findings of a range only: each is tried on the configuration.
const MAX_EXCEPTIONS: usize = 20;

/// A document and its lines.
struct Place<'d> {
    uri: &'d Uri,
    text: &'d str,
    index: &'d LineIndex,
}

/// Whether a client that asks for some kinds wants this one: a kind includes those below it.
fn is_wanted(only: Option<&[CodeActionKind]>, kind: &str) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|wanted| {
            let wanted = String::from(wanted.clone());
            let below = kind.strip_prefix(&wanted);
            wanted.is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    })
}

impl<W: Write> Session<W> {
    /// The findings on the current text.
    fn findings(&mut self, uri: &Uri, target: &Target) -> Option<Arc<Vec<Diagnostic>>> {
        let revision = self.revision(self.documents.get(uri)?);
        let document = self.documents.get_mut(uri)?;
        if let Some(known) = document.findings.as_ref().filter(|known| known.revision == revision) {
            return Some(Arc::clone(&known.list));
        }
        let list = Arc::new(lint(target, &document.text));
        document.findings = Some(Findings { revision, list: Arc::clone(&list) });
        Some(list)
    }

    pub(crate) fn code_actions(&mut self, params: &CodeActionParams) -> Vec<CodeAction> {
        let uri = &params.text_document.uri;
        let only = params.context.only.as_deref();
        let Some((document, target)) = self.document_and_target(uri) else { return Vec::new() };
        let Some(target) = target else {
            let has_none = document.kind == Kind::Payload;
            return (has_none && is_wanted(only, CHOOSE_CONTRACT))
                .then(|| choose_contract(uri))
                .into_iter()
                .collect();
        };
        let (text, index) = (Arc::clone(&document.text), document.index());
        let Some(findings) = self.findings(uri, &target) else { return Vec::new() };
        if !self.client.code_action_literals {
            return Vec::new();
        }
        let mut actions = Vec::new();
        if is_wanted(only, "quickfix") {
            let wanted = index.bytes(&text, params.range);
            let is_here = |found: &&Diagnostic| {
                let span = found.range.map_or(0..0, |range| range.span.start..range.span.end);
                span.start <= wanted.end && wanted.start <= span.end
            };
            let place = Place { uri, text: &text, index: &index };
            let here = findings.iter().filter(is_here).take(diagnostics::MAX_DIAGNOSTICS);
            for (at, found) in here.enumerate() {
                self.add_actions(found, at < MAX_EXCEPTIONS, &place, &mut actions);
            }
        }
        if is_wanted(only, FIX_ALL) && findings.iter().any(edits::is_safe) {
            // Only a client that asks for the kind gets the edit: it lints the document again.
            let edit = only.and_then(|_| self.fix_all(uri));
            if only.is_none() || edit.is_some() {
                actions.push(fix_all_action(uri, edit));
            }
        }
        actions
    }

    /// The edit that applies all safe fixes to a document; none if there is none.
    pub(crate) fn fix_all(&mut self, uri: &Uri) -> Option<WorkspaceEdit> {
        let target = self.workspace.target(self.documents.get(uri)?)?;
        let findings = self.findings(uri, &target)?;
        let document = self.documents.get_mut(uri)?;
        let (text, index) = (Arc::clone(&document.text), document.index());
        let edits = edits::of_safe_fixes(&findings, &text, &index, &target)?;
        Some(edits::workspace_edit(uri, Some(document.version), edits, &self.client))
    }

    /// Adds the actions of one finding.
    fn add_actions(
        &self,
        found: &Diagnostic,
        with_exception: bool,
        place: &Place<'_>,
        actions: &mut Vec<CodeAction>,
    ) {
        let &Place { uri, text, index } = place;
        let Some(document) = self.documents.get(uri) else { return };
        let shown = diagnostics::one(found, uri, text, index, &self.client);
        let quick_fix = |title: String| CodeAction {
            title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![shown.clone()]),
            ..CodeAction::default()
        };
        if let Some(fix) = &found.fix {
            let is_safe = edits::is_safe(found);
            let edits = edits::of_fix(fix, text, index);
            let note = if is_safe { "" } else { " (unsafe: may change the meaning)" };
            let version = Some(document.version);
            actions.push(CodeAction {
                edit: Some(edits::workspace_edit(uri, version, edits, &self.client)),
                is_preferred: (is_safe && self.client.preferred_actions).then_some(true),
                ..quick_fix(format!("{}{note}", capitalized(&fix.message)))
            });
        }
        if with_exception && let Some((edit, command)) = self.exception(found, document) {
            let title = format!("Turn off {} here (adds [[allow]] to offerlint.toml)", found.rule);
            actions.push(CodeAction { edit: Some(edit), command, ..quick_fix(title) });
        }
        if rules::find(&found.rule).is_some() {
            let title = format!("Explain {}", found.rule);
            let command = Command {
                title: title.clone(),
                command: commands::EXPLAIN.to_owned(),
                arguments: Some(vec![found.rule.as_ref().into()]),
                ..Command::default()
            };
            actions.push(CodeAction { command: Some(command), ..quick_fix(title) });
        }
    }

    /// The edit of offerlint.toml that allows a finding, and the command that shows it.
    fn exception(
        &self,
        found: &Diagnostic,
        document: &Document,
    ) -> Option<(WorkspaceEdit, Option<Command>)> {
        let path = self.workspace.configuration_path(document)?;
        let uri = uri_of(&path)?;
        let open = self.documents.iter().find(|open| open.path.as_ref() == Some(&path));
        let is_new = open.is_none() && !path.exists();
        if is_new && !self.client.creates_files {
            return None;
        }
        let before = match open {
            Some(open) => open.text.as_ref().clone(),
            None => exceptions::read(&path)?,
        };
        let entry = exceptions::entry(found, document.path.as_deref()?, &path, &before)?;
        let index = LineIndex::new(&before, self.client.encoding);
        let range = index.range(&before, entry.at..entry.at);
        let change = TextEdit { range, new_text: entry.text.clone() };
        let uri = open.map_or(uri, |open| open.uri.clone());
        let version = open.map(|open| open.version);
        let mut edit = edits::workspace_edit(&uri, version, vec![change], &self.client);
        if is_new && let Some(changes) = &mut edit.document_changes {
            let options = CreateFileOptions { ignore_if_exists: Some(true), overwrite: None };
            let create =
                CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
            changes.insert(0, DocumentChange::CreateFile(create));
        }
        let after = format!("{before}{}", entry.text);
        let reason = LineIndex::new(&after, self.client.encoding).range(&after, entry.reason);
        let show = self.client.shows_documents.then(|| Command {
            title: "Open offerlint.toml".to_owned(),
            command: commands::OPEN.to_owned(),
            arguments: Some(vec![json!(uri), json!(reason)]),
            ..Command::default()
        });
        Some((edit, show))
    }
}

/// The action that applies all safe fixes, by its edit or by a command.
fn fix_all_action(uri: &Uri, edit: Option<WorkspaceEdit>) -> CodeAction {
    let title = "Apply all safe fixes (offerlint)".to_owned();
    let command = edit.is_none().then(|| Command {
        title: title.clone(),
        command: commands::FIX_ALL.to_owned(),
        arguments: Some(vec![json!(uri)]),
        ..Command::default()
    });
    let kind = Some(FIX_ALL.to_owned().into());
    CodeAction { title, kind, edit, command, ..CodeAction::default() }
}

fn choose_contract(uri: &Uri) -> CodeAction {
    let title = "Choose the contract of this document (offerlint)".to_owned();
    let command = Command {
        title: title.clone(),
        command: commands::CHOOSE_CONTRACT.to_owned(),
        arguments: Some(vec![json!(uri)]),
        ..Command::default()
    };
    let kind = Some(CHOOSE_CONTRACT.to_owned().into());
    CodeAction { title, kind, command: Some(command), ..CodeAction::default() }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::is_wanted;

    #[test]
    fn a_kind_includes_those_below_it() {
        let wanted = |only: &str, kind| is_wanted(Some(&[only.to_owned().into()]), kind);
        assert!(wanted("source.fixAll", "source.fixAll.offerlint"));
        assert!(wanted("source", "source.fixAll.offerlint") && wanted("", "quickfix"));
        assert!(!wanted("source.fixAllOther", "source.fixAll.offerlint"));
        assert!(!wanted("source.fixAll.eslint", "source.fixAll.offerlint"));
        assert!(is_wanted(None, "quickfix"));
    }
}
