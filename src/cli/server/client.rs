//! The capabilities of the client, from its `initialize` request.
//!
//! The request is read as JSON, so that one capability in an unknown form does not invalidate the others.

use serde_json::Value;

use super::positions::Encoding;

/// The capabilities of the client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Client {
    pub(crate) encoding: Encoding,
    /// The client pulls diagnostics, and pulls again on request; they are not pushed.
    pub(crate) pulls: bool,
    pub(crate) diagnostic_data: bool,
    pub(crate) diagnostic_tags: bool,
    pub(crate) related_information: bool,
    pub(crate) code_description: bool,
    pub(crate) code_action_literals: bool,
    pub(crate) preferred_actions: bool,
    pub(crate) versioned_edits: bool,
    pub(crate) creates_files: bool,
    pub(crate) snippets: bool,
    pub(crate) nested_symbols: bool,
    pub(crate) markdown_hover: bool,
    pub(crate) markdown_completion: bool,
    pub(crate) configuration: bool,
    pub(crate) watches_files: bool,
    pub(crate) notes_configuration_changes: bool,
    pub(crate) shows_documents: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub(crate) fn of(params: &Value) -> Self {
        let at = |pointer: &str| params.pointer(&format!("/capabilities{pointer}"));
        let is = |pointer: &str| at(pointer).and_then(Value::as_bool).unwrap_or(false);
        let has = |pointer: &str| at(pointer).is_some_and(|value| !value.is_null());
        let lists = |pointer: &str, name: &str| {
            let list = at(pointer).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|item| item == name))
        };
        let encodings = at("/general/positionEncodings").and_then(Value::as_array);
        let encodings: Vec<&str> =
            encodings.into_iter().flatten().filter_map(Value::as_str).collect();
        let markdown = |pointer: &str| has(pointer) && lists(pointer, "markdown");
        Self {
            encoding: Encoding::negotiate(&encodings),
            pulls: has("/textDocument/diagnostic") && is("/workspace/diagnostics/refreshSupport"),
            diagnostic_data: is("/textDocument/publishDiagnostics/dataSupport")
                || has("/textDocument/diagnostic"),
            diagnostic_tags: has("/textDocument/publishDiagnostics/tagSupport")
                || has("/textDocument/diagnostic"),
            related_information: is("/textDocument/publishDiagnostics/relatedInformation")
                || is("/textDocument/diagnostic/relatedInformation"),
            code_description: is("/textDocument/publishDiagnostics/codeDescriptionSupport")
                || is("/textDocument/diagnostic/codeDescriptionSupport"),
            code_action_literals: has("/textDocument/codeAction/codeActionLiteralSupport"),
            preferred_actions: is("/textDocument/codeAction/isPreferredSupport"),
            // Edits that create files need `documentChanges`.
            versioned_edits: is("/workspace/workspaceEdit/documentChanges")
                || lists("/workspace/workspaceEdit/resourceOperations", "create"),
            creates_files: lists("/workspace/workspaceEdit/resourceOperations", "create"),
            snippets: is("/textDocument/completion/completionItem/snippetSupport"),
            nested_symbols: is("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            markdown_hover: markdown("/textDocument/hover/contentFormat"),
            markdown_completion: markdown(
                "/textDocument/completion/completionItem/documentationFormat",
            ),
            configuration: is("/workspace/configuration"),
            watches_files: is("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            notes_configuration_changes: is(
                "/workspace/didChangeConfiguration/dynamicRegistration",
            ),
            shows_documents: is("/window/showDocument/support"),
        }
    }
}
