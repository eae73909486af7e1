//! Requests of the client by method.

use std::io::Write;

use gen_lsp_types::{
    CodeActionParams, CompletionParams, DocumentDiagnosticParams, DocumentSymbolParams,
    ExecuteCommandParams, HoverParams, MarkupKind, Uri,
};
use lsp_server::{ErrorCode, Request, RequestId};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::session::{Answer, Failure, Pull, Session, Stage, done};
use super::{completion, hover, symbols};
use crate::cli::rule_text;

/// Reads the parameters of a request.
fn params<P: DeserializeOwned>(value: Value) -> Result<P, Failure> {
    serde_json::from_value(value)
        .map_err(|error| Failure::new(ErrorCode::InvalidParams, error.to_string()))
}

impl<W: Write> Session<W> {
    pub(crate) fn request(&mut self, request: Request) -> Answer {
        let Request { id, method, params: value } = request;
        match (self.stage, method.as_str()) {
            (Stage::Uninitialized, "initialize") => match self.initialize(&value) {
                Ok(result) => Ok(Some(result)),
                Err(error) => Err(Failure::new(ErrorCode::InternalError, error.to_string())),
            },
            (Stage::Uninitialized, _) => Err(Failure::new(
                ErrorCode::ServerNotInitialized,
                "the first request must be `initialize`",
            )),
            (Stage::ShutDown, _) => {
                Err(Failure::new(ErrorCode::InvalidRequest, "the server was shut down"))
            }
            (Stage::Running, "initialize") => {
                Err(Failure::new(ErrorCode::InvalidRequest, "the server was initialized before"))
            }
            (Stage::Running, "shutdown") => {
                self.stage = Stage::ShutDown;
                Ok(Some(Value::Null))
            }
            (Stage::Running, method) => self.running(id, method, value),
        }
    }

    fn running(&mut self, id: RequestId, method: &str, value: Value) -> Answer {
        match method {
            "textDocument/diagnostic" => {
                let asked: DocumentDiagnosticParams = params(value)?;
                let (uri, known) = (asked.text_document.uri, asked.previous_result_id);
                self.pulls.push_back(Pull { id, uri, known });
                Ok(None)
            }
            "textDocument/codeAction" => {
                let asked: CodeActionParams = params(value)?;
                done(self.code_actions(&asked))
            }
            "textDocument/hover" => {
                let HoverParams { text_document_position_params: at, .. } = params(value)?;
                let is_markdown = self.client.markdown_hover;
                let kind = if is_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
                let Some((document, target)) = self.document_and_target(&at.text_document.uri)
                else {
                    return Ok(Some(Value::Null));
                };
                done(hover::at(document, target.as_ref(), at.position, kind))
            }
            "textDocument/completion" => {
                let CompletionParams { text_document_position_params: at, .. } = params(value)?;
                let client = self.client.clone();
                let Some(document) = self.documents.get(&at.text_document.uri) else {
                    return Ok(Some(Value::Null));
                };
                let names = self.workspace.contract_names(document);
                let Some((document, target)) = self.document_and_target(&at.text_document.uri)
                else {
                    return Ok(Some(Value::Null));
                };
                done(completion::at(document, target.as_ref(), at.position, &client, &names))
            }
            "textDocument/documentSymbol" => {
                let asked: DocumentSymbolParams = params(value)?;
                let nested = self.client.nested_symbols;
                match self.document_and_target(&asked.text_document.uri) {
                    Some((document, Some(target))) => symbols::of(document, &target, nested),
                    _ => Ok(Some(json!([]))),
                }
            }
            "workspace/executeCommand" => {
                let asked: ExecuteCommandParams = params(value)?;
                self.execute(&asked.command, &asked.arguments.unwrap_or_default())
            }
            "offerlint/explain" => {
                let rule = value.get("rule").and_then(Value::as_str).unwrap_or_default();
                match offerlint::rules::find(rule) {
                    Some(rule) => {
                        done(json!({"name": rule.name, "markdown": rule_text::document(rule)}))
                    }
                    None => Err(Failure::new(
                        ErrorCode::InvalidParams,
                        offerlint::rules::unknown(&rule.escape_debug().to_string()).to_string(),
                    )),
                }
            }
            "offerlint/rules" => {
                let all = offerlint::rules::all();
                done(all.map(|r| json!({"name": r.name, "summary": r.summary})).collect::<Vec<_>>())
            }
            "offerlint/contracts" => {
                let uri = value.get("uri").and_then(Value::as_str).unwrap_or_default();
                let uri = Uri::from(uri);
                let document = self.documents.get(&uri);
                let names = document.map(|document| self.workspace.contract_names(document));
                let contract = self.document_and_target(&uri).and_then(|(_, target)| target);
                let contract =
                    contract.map(|target| target.file.settings.contract_name().to_owned());
                done(json!({"contracts": names.unwrap_or_default(), "contract": contract}))
            }
            _ => Err(Failure::new(
                ErrorCode::MethodNotFound,
                format!("the method {} is not known", method.escape_debug()),
            )),
        }
    }
}
