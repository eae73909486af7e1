//! Commands that clients run: explain a rule, fix a document, choose its contract.

use std::fs;
use std::io::{self, Write};

use gen_lsp_types::{MessageType, Uri};
use lsp_server::ErrorCode;
use offerlint::{Rule, rules};
use serde_json::{Value, json};

use super::documents::{Document, Kind, uri_of};
use super::session::{Answer, Asked, Failure, Session};
use super::workspace::Target;
use crate::cli::rule_text;

pub(crate) const EXPLAIN: &str = "offerlint.explain";
pub(crate) const FIX_ALL: &str = "offerlint.fixAll";
pub(crate) const CHOOSE_CONTRACT: &str = "offerlint.chooseContract";
/// Opens a file at a place; the code action that adds an exception ends with it.
pub(crate) const OPEN: &str = "offerlint.open";

/// All commands.
pub(crate) const NAMES: [&str; 4] = [EXPLAIN, FIX_ALL, CHOOSE_CONTRACT, OPEN];

impl<W: Write> Session<W> {
    /// A document, and its target if it has a contract.
    pub(crate) fn document_and_target(
        &mut self,
        uri: &Uri,
    ) -> Option<(&mut Document, Option<Target>)> {
        let target = self.workspace.target(self.documents.get(uri)?);
        Some((self.documents.get_mut(uri)?, target))
    }

    pub(crate) fn execute(&mut self, command: &str, arguments: &[Value]) -> Answer {
        let text = |at: usize| arguments.get(at).and_then(Value::as_str);
        let missing =
            |what: &str| Failure::new(ErrorCode::InvalidParams, format!("{what} is missing"));
        let failed = |error: io::Error| Failure::new(ErrorCode::InternalError, error.to_string());
        match command {
            EXPLAIN => {
                let name = text(0).ok_or_else(|| missing("the name of the rule"))?;
                let Some(rule) = rules::find(name) else {
                    let error = rules::unknown(&name.escape_debug().to_string());
                    return Err(Failure::new(ErrorCode::InvalidParams, error.to_string()));
                };
                self.show_rule(rule).map_err(failed)?;
            }
            FIX_ALL => {
                let uri = Uri::from(text(0).ok_or_else(|| missing("the document"))?);
                match self.fix_all(&uri) {
                    Some(edit) => {
                        let params = json!({"label": "Apply safe fixes", "edit": edit});
                        self.ask("workspace/applyEdit", params, Asked::Other).map_err(failed)?;
                    }
                    None => self.show(MessageType::Info, "no safe fixes").map_err(failed)?,
                }
            }
            CHOOSE_CONTRACT => {
                let uri = Uri::from(text(0).ok_or_else(|| missing("the document"))?);
                match text(1) {
                    Some(name) => self.choose_contract(&uri, name).map_err(failed)?,
                    None => self.ask_contract(&uri).map_err(failed)?,
                }
            }
            OPEN => {
                let uri = text(0).ok_or_else(|| missing("the document"))?;
                let selection = arguments.get(1).cloned();
                self.open(&Uri::from(uri), selection).map_err(failed)?;
            }
            _ => {
                let message = format!("the command {} is not known", command.escape_debug());
                return Err(Failure::new(ErrorCode::InvalidParams, message));
            }
        }
        Ok(Some(Value::Null))
    }

    /// Shows the text of a rule: as a file where the client can, otherwise as a message.
    fn show_rule(&mut self, rule: &Rule) -> io::Result<()> {
        if !self.client.shows_documents {
            let text = format!("{}: {}\n\n{}", rule.name, rule.summary, rule_text::paragraph(rule));
            return self.show(MessageType::Info, &text);
        }
        let folder = match &self.texts {
            Some(folder) => folder.path().to_owned(),
            None => {
                let folder = tempfile::Builder::new().prefix("offerlint-").tempdir()?;
                self.texts.insert(folder).path().to_owned()
            }
        };
        let path = folder.join(format!("{}.md", rule.name));
        fs::write(&path, rule_text::document(rule))?;
        match uri_of(&path) {
            Some(uri) => self.open(&uri, None),
            None => Ok(()),
        }
    }

    fn open(&mut self, uri: &Uri, selection: Option<Value>) -> io::Result<()> {
        if !self.client.shows_documents {
            return Ok(());
        }
        let mut params = json!({"uri": uri, "takeFocus": true});
        if let Some(selection) = selection {
            params["selection"] = selection;
        }
        self.ask("window/showDocument", params, Asked::Other)
    }

    /// Asks the user for the contract of a document.
    fn ask_contract(&mut self, uri: &Uri) -> io::Result<()> {
        let Some(document) = self.documents.get(uri) else { return Ok(()) };
        let names = self.workspace.contract_names(document);
        let actions: Vec<Value> = names.iter().map(|name| json!({"title": name})).collect();
        let message = "Which contract does this document have?";
        let params = json!({"type": MessageType::Info, "message": message, "actions": actions});
        self.ask("window/showMessageRequest", params, Asked::Contract(uri.clone()))
    }

    /// Gives a document a contract; with an empty name the one that it has by itself.
    pub(crate) fn choose_contract(&mut self, uri: &Uri, name: &str) -> io::Result<()> {
        let Some(document) = self.documents.get_mut(uri) else { return Ok(()) };
        document.chosen = Some(name.to_owned()).filter(|name| !name.is_empty());
        if document.chosen.is_some() && document.kind == Kind::Other {
            document.kind = Kind::Payload;
        }
        // Only this document changes, but the protocol can only ask clients to pull all documents.
        self.plan_all()
    }
}
