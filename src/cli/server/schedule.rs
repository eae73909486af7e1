//! When documents are linted: at once after a pause, and at most once at a time while the user types.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use gen_lsp_types::{MessageType, PublishDiagnosticsParams, Uri};
use lsp_server::ErrorCode;
use serde_json::{Value, json};

use super::diagnostics;
use super::documents::{Document, Findings, Kind, Revision};
use super::session::{Answer, Asked, Failure, Pull, Session};
use super::worker::{Job, Linted};

/// The shortest time between two runs on a document.
const PAUSE: Duration = Duration::from_millis(15);

/// The longest wait without an event.
const IDLE: Duration = Duration::from_secs(3600);

impl<W: Write> Session<W> {
    /// The time at which work is due without an event.
    pub(crate) fn next_wake(&self) -> Instant {
        let lint = self.due.values().min().filter(|_| !self.is_linting);
        let times = [lint.copied(), self.reload_due, self.watch.next];
        times.into_iter().flatten().min().unwrap_or_else(|| Instant::now() + IDLE)
    }

    /// Plans a run on a document whose text has changed.
    pub(crate) fn plan(&mut self, uri: &Uri) {
        if self.client.pulls {
            return;
        }
        let earliest = self.documents.get(uri).and_then(|document| document.earliest);
        let now = Instant::now();
        self.due.entry(uri.0.clone()).or_insert(earliest.map_or(now, |earliest| earliest.max(now)));
    }

    /// Plans a run on every document, because settings have changed.
    pub(crate) fn plan_all(&mut self) -> io::Result<()> {
        self.settings_revision += 1;
        let open: Vec<Uri> = self.documents.iter().map(|document| document.uri.clone()).collect();
        for uri in &open {
            self.plan(uri);
        }
        if self.client.pulls {
            self.ask("workspace/diagnostic/refresh", Value::Null, Asked::Other)?;
        }
        Ok(())
    }

    /// Does the work that is due: settings, then answers to pulls, then documents.
    pub(crate) fn work(&mut self) -> io::Result<()> {
        let now = Instant::now();
        if self.watch.next.is_some_and(|next| next <= now) {
            let files = self.workspace.watched(self.documents.iter());
            if self.watch.changed(files) {
                self.reload_due = Some(now);
            }
        }
        if self.reload_due.is_some_and(|due| due <= now) {
            self.reload_due = None;
            self.workspace.reload(&self.documents);
            self.plan_all()?;
        }
        while !self.is_linting && self.worker.is_some() {
            let Some(pull) = self.pulls.pop_front() else { break };
            let id = pull.id.clone();
            let answer = self.begin_pull(pull);
            self.answer(id, answer)?;
        }
        while !self.is_linting && self.worker.is_some() {
            let due = self.due.iter().filter(|(_, due)| **due <= now).min_by_key(|(_, due)| **due);
            let Some(uri) = due.map(|(uri, _)| Uri(uri.clone())) else { break };
            self.due.remove(&uri.0);
            self.begin_push(&uri)?;
        }
        for error in self.workspace.take_errors() {
            self.show(MessageType::Error, &error)?;
        }
        Ok(())
    }

    /// The state of a document.
    pub(crate) fn revision(&self, document: &Document) -> Revision {
        Revision { text: document.changes, settings: self.settings_revision }
    }

    fn begin_push(&mut self, uri: &Uri) -> io::Result<()> {
        if let Some(shown) = self.configuration_diagnostics(uri) {
            return self.publish(uri, shown);
        }
        match self.job(uri) {
            Some(job) => self.start(job),
            None if self.documents.get(uri).is_some_and(|document| document.is_published) => {
                self.publish(uri, Vec::new())?;
            }
            None => {}
        }
        Ok(())
    }

    fn begin_pull(&mut self, pull: Pull) -> Answer {
        let items = match self.configuration_diagnostics(&pull.uri) {
            Some(shown) => shown,
            None => {
                let revision =
                    self.documents.get(&pull.uri).map(|document| self.revision(document));
                let result = revision.map(result_id);
                if result.is_some() && result == pull.known {
                    return Ok(Some(json!({"kind": "unchanged", "resultId": result})));
                }
                if let Some(job) = self.job(&pull.uri) {
                    self.start(Job { request: Some(pull.id), ..job });
                    return Ok(None);
                }
                Vec::new()
            }
        };
        Ok(Some(json!({"kind": "full", "items": items})))
    }

    fn job(&mut self, uri: &Uri) -> Option<Job> {
        let target = self.workspace.target(self.documents.get(uri)?)?;
        let settings = self.settings_revision;
        let document = self.documents.get_mut(uri)?;
        Some(Job {
            uri: document.uri.clone(),
            version: document.version,
            revision: Revision { text: document.changes, settings },
            text: document.text.clone(),
            index: document.index(),
            target,
            request: None,
        })
    }

    fn start(&mut self, job: Job) {
        self.pulled = job.request.clone();
        self.is_linting = self.worker.as_ref().is_some_and(|worker| worker.send(job).is_ok());
    }

    /// Reports the result of a job, unless the text or the settings have changed since.
    pub(crate) fn report(&mut self, linted: Linted) -> io::Result<()> {
        self.is_linting = false;
        let Linted { uri, version, revision, is_pulled, findings, took } = linted;
        let is_current =
            self.documents.get(&uri).is_some_and(|document| self.revision(document) == revision);
        let mut shown = None;
        if let Some(document) = self.documents.get_mut(&uri) {
            document.earliest = Some(Instant::now() + PAUSE.max(2 * took));
            if let Some((list, diagnostics)) = findings.filter(|_| is_current) {
                document.findings = Some(Findings { revision, list: list.into() });
                shown = Some(diagnostics);
            }
        }
        let request = self.pulled.take();
        if is_pulled && request.is_none() {
            return Ok(());
        }
        match (request, shown) {
            (Some(id), Some(items)) => {
                let result = result_id(revision);
                let report = json!({"kind": "full", "resultId": result, "items": items});
                self.answer(id, Ok(Some(report)))
            }
            (Some(id), None) => {
                let failure = match is_current {
                    true => Failure::new(ErrorCode::InternalError, "linting caused a panic"),
                    false => Failure::new(
                        ErrorCode::ServerCancelled,
                        "the text or the settings have changed",
                    ),
                };
                self.answer(id, Err(failure))
            }
            (None, Some(diagnostics)) => {
                let params = PublishDiagnosticsParams {
                    uri: uri.clone(),
                    version: Some(version),
                    diagnostics,
                };
                self.mark_published(&uri, !params.diagnostics.is_empty());
                self.notify("textDocument/publishDiagnostics", params)
            }
            (None, None) => Ok(()),
        }
    }

    /// The diagnostics of an `offerlint.toml`; none if the document is something else.
    fn configuration_diagnostics(&mut self, uri: &Uri) -> Option<Vec<gen_lsp_types::Diagnostic>> {
        let document = self.documents.get_mut(uri)?;
        if document.kind != Kind::Configuration {
            return None;
        }
        let path = document.path.clone().unwrap_or_default();
        let error = offerlint::project::Configuration::parse(&document.text, &path).err()?;
        let index = document.index();
        Some(vec![diagnostics::of_configuration(&error.to_string(), &document.text, &index)])
    }

    pub(crate) fn publish(
        &mut self,
        uri: &Uri,
        diagnostics: Vec<gen_lsp_types::Diagnostic>,
    ) -> io::Result<()> {
        let version = self.documents.get(uri).map(|document| document.version);
        self.mark_published(uri, !diagnostics.is_empty());
        let params = PublishDiagnosticsParams { uri: uri.clone(), version, diagnostics };
        self.notify("textDocument/publishDiagnostics", params)
    }

    fn mark_published(&mut self, uri: &Uri, is_published: bool) {
        if let Some(document) = self.documents.get_mut(uri) {
            document.is_published = is_published;
        }
    }
}

fn result_id(revision: Revision) -> String {
    format!("{}.{}", revision.settings, revision.text)
}
