//! Notifications of the client, and its answers to requests of the server.

use std::io::{self, Write};
use std::time::Instant;

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, MessageType, Uri,
};
use lsp_server::Notification;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::documents::{Kind, path_of};
use super::initialize::section;
use super::session::{Asked, Session};

impl<W: Write> Session<W> {
    pub(crate) fn notification(&mut self, notification: Notification) -> io::Result<()> {
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => self.with(&method, params, Self::opened),
            "textDocument/didChange" => self.with(&method, params, Self::changed),
            "textDocument/didSave" => self.with(&method, params, Self::saved),
            "textDocument/didClose" => self.with(&method, params, Self::closed),
            "workspace/didChangeWorkspaceFolders" => {
                self.with(&method, params, Self::folders_changed)
            }
            "workspace/didChangeWatchedFiles" => {
                self.reload_soon();
                Ok(())
            }
            "workspace/didChangeConfiguration" => self.configuration_changed(&params),
            // Notifications that are not known are ignored, as the protocol demands.
            _ => Ok(()),
        }
    }

    /// Reads parameters. Wrong ones are shown: there is no answer to a notification.
    fn with<P: DeserializeOwned>(
        &mut self,
        method: &str,
        params: Value,
        handle: impl FnOnce(&mut Self, P) -> io::Result<()>,
    ) -> io::Result<()> {
        match serde_json::from_value(params) {
            Ok(params) => handle(self, params),
            Err(error) => {
                let message = format!("{method}: {error}");
                let params = serde_json::json!({"type": MessageType::Error, "message": message});
                self.notify("window/logMessage", params)
            }
        }
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) -> io::Result<()> {
        let uri = params.text_document.uri.clone();
        self.documents.open(params.text_document, self.client.encoding);
        if self.watch.next.is_some()
            && let Some(document) = self.documents.get(&uri)
        {
            self.watch.note(self.workspace.watched(std::iter::once(document)));
        }
        self.text_changed(&uri);
        Ok(())
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) -> io::Result<()> {
        let id = params.text_document;
        let uri = id.text_document_identifier.uri;
        if let Some(document) = self.documents.get_mut(&uri) {
            document.change(id.version, params.content_changes);
            self.text_changed(&uri);
        }
        Ok(())
    }

    fn saved(&mut self, params: DidSaveTextDocumentParams) -> io::Result<()> {
        // A document without a contract may be a schema that a configuration names.
        let Some(document) = self.documents.get(&params.text_document.uri) else { return Ok(()) };
        if document.kind == Kind::Configuration || self.workspace.target(document).is_none() {
            self.reload_soon();
        }
        Ok(())
    }

    fn closed(&mut self, params: DidCloseTextDocumentParams) -> io::Result<()> {
        let uri = params.text_document.uri;
        self.due.remove(&uri.0);
        let Some(document) = self.documents.close(&uri) else { return Ok(()) };
        if document.kind == Kind::Configuration {
            self.reload_soon();
        }
        match document.is_published {
            true => self.publish(&uri, Vec::new()),
            false => Ok(()),
        }
    }

    /// Plans what a new text of a document needs.
    fn text_changed(&mut self, uri: &Uri) {
        let is_configuration =
            self.documents.get(uri).is_some_and(|document| document.kind == Kind::Configuration);
        if is_configuration {
            self.reload_soon();
        }
        self.plan(uri);
    }

    /// Plans to read the settings again.
    pub(crate) fn reload_soon(&mut self) {
        self.reload_due.get_or_insert_with(Instant::now);
    }

    fn folders_changed(&mut self, params: DidChangeWorkspaceFoldersParams) -> io::Result<()> {
        for folder in &params.event.removed {
            self.workspace.remove(&folder.uri);
        }
        for folder in params.event.added {
            if let Some(root) = path_of(&folder.uri) {
                self.workspace.add(folder.uri, root);
            }
        }
        self.reload_soon();
        self.ask_settings()
    }

    fn configuration_changed(&mut self, params: &Value) -> io::Result<()> {
        if self.client.configuration {
            return self.ask_settings();
        }
        let settings = params.get("settings").unwrap_or(&Value::Null);
        if self.workspace.set_settings(None, section(settings)) {
            self.reload_soon();
        }
        Ok(())
    }

    /// Handles the client's answer to a request of the server.
    pub(crate) fn answered(&mut self, asked: Asked, result: &Value) -> io::Result<()> {
        match asked {
            Asked::Settings(scopes) => {
                let all = result.as_array().map(Vec::as_slice).unwrap_or_default();
                if self.workspace.set_all_settings(&scopes, all) {
                    self.reload_soon();
                }
                Ok(())
            }
            Asked::Contract(uri) => match result.get("title").and_then(Value::as_str) {
                Some(name) => self.choose_contract(&uri, name),
                None => Ok(()),
            },
            Asked::Other => Ok(()),
        }
    }
}
