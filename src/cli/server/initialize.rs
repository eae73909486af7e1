//! The beginning of a session: capabilities, folders and settings.

use std::io::{self, Write};
use std::path::PathBuf;

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, DiagnosticOptions, ExecuteCommandOptions,
    InitializeResult, SaveOptions, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions, Uri, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use serde_json::{Value, json};

use super::client::Client;
use super::code_actions::FIX_ALL;
use super::commands;
use super::documents::path_of;
use super::session::{Asked, Event, Session, Stage};
use super::worker;
use super::workspace::Workspace;

impl<W: Write> Session<W> {
    /// Answers `initialize`.
    pub(crate) fn initialize(&mut self, params: &Value) -> io::Result<Value> {
        self.client = Client::of(params);
        let working_folder = std::env::current_dir().unwrap_or_default();
        self.workspace = Workspace::new(folders(params), working_folder);
        let options = params.get("initializationOptions").unwrap_or(&Value::Null);
        self.workspace.set_settings(None, section(options));
        let reports = self.reports.clone();
        self.worker = Some(worker::start(self.client.clone(), move |linted| {
            // The main thread is gone at the end of the session.
            let _ = reports.send(Event::Linted(Box::new(linted)));
        })?);
        self.workspace.reload(&self.documents);
        self.stage = Stage::Running;
        let info = ServerInfo {
            name: "offerlint".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        };
        let result =
            InitializeResult { capabilities: capabilities(&self.client), server_info: Some(info) };
        Ok(serde_json::to_value(result)?)
    }

    /// Requests the settings of the client and notifications of changes.
    pub(crate) fn initialized(&mut self) -> io::Result<()> {
        let mut registrations = Vec::new();
        if self.client.watches_files {
            let files = ["**/offerlint.toml", "**/.offerlint-baseline.json"];
            let watchers = files.map(|glob| json!({"globPattern": glob}));
            registrations.push(json!({
                "id": "files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": {"watchers": watchers},
            }));
        } else {
            self.watch.start();
            self.watch.note(self.workspace.watched(self.documents.iter()));
        }
        if self.client.notes_configuration_changes {
            registrations.push(json!({
                "id": "settings",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": {"section": "offerlint"},
            }));
        }
        if !registrations.is_empty() {
            let params = json!({"registrations": registrations});
            self.ask("client/registerCapability", params, Asked::Other)?;
        }
        self.ask_settings()
    }

    /// Requests the settings of each folder, if the client supports that.
    pub(crate) fn ask_settings(&mut self) -> io::Result<()> {
        if !self.client.configuration {
            return Ok(());
        }
        let scopes = self.workspace.scopes();
        let items: Vec<Value> = scopes
            .iter()
            .map(|scope| match scope {
                Some(uri) => json!({"scopeUri": uri, "section": "offerlint"}),
                None => json!({"section": "offerlint"}),
            })
            .collect();
        self.ask("workspace/configuration", json!({"items": items}), Asked::Settings(scopes))
    }
}

/// The settings in an object that may have them in a section.
pub(crate) fn section(settings: &Value) -> &Value {
    settings.get("offerlint").unwrap_or(settings)
}

/// The folders of the client. A folder that is not on a disk is left out.
fn folders(params: &Value) -> Vec<(Uri, PathBuf)> {
    let listed = params.get("workspaceFolders").and_then(Value::as_array);
    let uris = listed.into_iter().flatten().filter_map(|folder| folder.get("uri")?.as_str());
    let mut uris: Vec<&str> = uris.collect();
    if uris.is_empty() {
        uris.extend(params.get("rootUri").and_then(Value::as_str));
    }
    let folder = |uri: &str| Some((Uri::from(uri), path_of(&Uri::from(uri))?));
    // The first folder is the one of untitled documents, and folders are added at the front.
    uris.into_iter().rev().filter_map(folder).collect()
}

fn capabilities(client: &Client) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(SaveOptions { include_text: Some(false) }.into()),
        ..TextDocumentSyncOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QuickFix, FIX_ALL.to_owned().into()]),
        ..CodeActionOptions::default()
    };
    let completion = CompletionOptions {
        trigger_characters: Some(["\"", ":", "[", "{", ","].map(str::to_owned).into()),
        ..CompletionOptions::default()
    };
    let pulled = DiagnosticOptions {
        identifier: Some("offerlint".to_owned()),
        ..DiagnosticOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(true.into()),
    };
    let commands = ExecuteCommandOptions {
        commands: commands::NAMES.map(str::to_owned).into(),
        ..ExecuteCommandOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(sync.into()),
        hover_provider: Some(true.into()),
        completion_provider: Some(completion),
        code_action_provider: Some(actions.into()),
        document_symbol_provider: Some(true.into()),
        execute_command_provider: Some(commands),
        diagnostic_provider: client.pulls.then(|| pulled.into()),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(folders),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}
