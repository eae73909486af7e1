//! The state of the server, and the loop that handles events one by one.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use gen_lsp_types::{MessageType, Uri};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::client::Client;
use super::documents::Documents;
use super::transport::{self, Incoming};
use super::watch::Watch;
use super::worker::{Job, Linted};
use super::workspace::Workspace;
use crate::cli::status::Status;

/// The longest time without linting while messages arrive.
const LONGEST_WAIT: Duration = Duration::from_millis(50);

/// An event for the main thread.
#[derive(Debug)]
pub(crate) enum Event {
    Incoming(Incoming),
    Linted(Box<Linted>),
    /// The client closed standard input.
    End,
}

/// A request of the server that the client has not answered yet.
#[derive(Debug)]
pub(crate) enum Asked {
    /// The settings of these folders.
    Settings(Vec<Option<Uri>>),
    /// The contract of a document.
    Contract(Uri),
    /// Something whose answer does not matter.
    Other,
}

/// The stages of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Uninitialized,
    Running,
    ShutDown,
}

/// A request that cannot be answered.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: ErrorCode,
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// The answer to a request; none if it will be answered later.
pub(crate) type Answer = Result<Option<Value>, Failure>;

/// An answer.
pub(crate) fn done(result: impl Serialize) -> Answer {
    serde_json::to_value(result)
        .map(Some)
        .map_err(|error| Failure::new(ErrorCode::InternalError, error.to_string()))
}

/// A pull of diagnostics that is not answered yet.
#[derive(Debug)]
pub(crate) struct Pull {
    pub(crate) id: RequestId,
    pub(crate) uri: Uri,
    /// The result that the client has.
    pub(crate) known: Option<String>,
}

/// The state of the server.
pub(crate) struct Session<W> {
    output: W,
    /// Sends reports of the linter to the main thread.
    pub(crate) reports: Sender<Event>,
    pub(crate) stage: Stage,
    pub(crate) client: Client,
    pub(crate) documents: Documents,
    pub(crate) workspace: Workspace,
    /// Increases when a setting changes.
    pub(crate) settings_revision: u64,
    pub(crate) worker: Option<Sender<Job>>,
    /// Whether the worker has a job.
    pub(crate) is_linting: bool,
    /// The pull that the worker's job answers, unless the client has cancelled it.
    pub(crate) pulled: Option<RequestId>,
    /// Documents to lint, and when.
    pub(crate) due: BTreeMap<String, Instant>,
    pub(crate) pulls: VecDeque<Pull>,
    /// When settings are read again.
    pub(crate) reload_due: Option<Instant>,
    pub(crate) watch: Watch,
    asked: HashMap<RequestId, Asked>,
    next_id: i32,
    /// Requests that the client cancelled before they were handled.
    cancelled: BTreeSet<RequestId>,
    /// Rule texts that clients show as files, removed at the end.
    pub(crate) texts: Option<tempfile::TempDir>,
}

impl<W: Write> Session<W> {
    pub(crate) fn new(output: W, reports: Sender<Event>) -> Self {
        Self {
            output,
            reports,
            stage: Stage::Uninitialized,
            client: Client::default(),
            documents: Documents::default(),
            workspace: Workspace::new(Vec::new(), std::env::current_dir().unwrap_or_default()),
            settings_revision: 0,
            worker: None,
            is_linting: false,
            pulled: None,
            due: BTreeMap::new(),
            pulls: VecDeque::new(),
            reload_due: None,
            watch: Watch::default(),
            asked: HashMap::new(),
            next_id: 0,
            cancelled: BTreeSet::new(),
            texts: None,
        }
    }

    /// Handles events until the client ends the session.
    pub(crate) fn run(mut self, events: &Receiver<Event>) -> io::Result<Status> {
        let mut waiting: VecDeque<Event> = VecDeque::new();
        let mut worked = Instant::now();
        loop {
            if waiting.is_empty() {
                let wake = self.next_wake().saturating_duration_since(Instant::now());
                match events.recv_timeout(wake) {
                    Ok(event) => self.add(event, &mut waiting),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return Ok(Status::Errors),
                }
            }
            // All messages that have arrived are read before the next request is handled, so that a
            // cancelled one is not, and a text that has changed again is not linted.
            while let Ok(event) = events.try_recv() {
                self.add(event, &mut waiting);
            }
            match waiting.pop_front() {
                Some(Event::Incoming(Incoming::Message(message))) => {
                    if let Some(status) = self.handle(message)? {
                        return Ok(status);
                    }
                }
                Some(Event::Incoming(Incoming::Malformed(reason))) => {
                    transport::write_parse_error(&reason, &mut self.output)?;
                }
                Some(Event::Linted(linted)) => self.report(*linted)?,
                Some(Event::End) => return Ok(Status::Errors),
                None => {}
            }
            // Messages that never cease must not keep documents from being linted.
            if waiting.is_empty() || worked.elapsed() > LONGEST_WAIT {
                self.work()?;
                worked = Instant::now();
            }
        }
    }

    fn add(&mut self, event: Event, waiting: &mut VecDeque<Event>) {
        if let Event::Incoming(Incoming::Message(Message::Notification(notification))) = &event
            && notification.method == "$/cancelRequest"
            && let Some(id) = cancelled_id(&notification.params)
        {
            self.cancelled.insert(id);
        }
        waiting.push_back(event);
    }

    /// Handles a message. Returns the exit status after the last one.
    fn handle(&mut self, message: Message) -> io::Result<Option<Status>> {
        match message {
            Message::Request(request) => {
                let id = request.id.clone();
                let answer = if self.cancelled.remove(&id) {
                    Err(Failure::new(
                        ErrorCode::RequestCanceled,
                        "the client cancelled the request",
                    ))
                } else {
                    // A mistake in one request must not end the session.
                    catch_unwind(AssertUnwindSafe(|| self.request(request))).unwrap_or_else(|_| {
                        Err(Failure::new(ErrorCode::InternalError, "the request caused a panic"))
                    })
                };
                self.answer(id, answer)?;
            }
            Message::Notification(notification) => {
                if notification.method == "exit" {
                    let is_expected = self.stage == Stage::ShutDown;
                    return Ok(Some(if is_expected { Status::Clean } else { Status::Errors }));
                }
                if notification.method == "$/cancelRequest" {
                    self.cancel(&notification.params)?;
                } else if self.stage == Stage::Running {
                    let handled =
                        catch_unwind(AssertUnwindSafe(|| self.notification(notification)));
                    handled.unwrap_or(Ok(()))?;
                }
            }
            Message::Response(response) => {
                if let Some(asked) = self.asked.remove(&response.id) {
                    let result = response.response_result.unwrap_or_default();
                    let handled = catch_unwind(AssertUnwindSafe(|| self.answered(asked, &result)));
                    handled.unwrap_or(Ok(()))?;
                }
            }
        }
        Ok(None)
    }

    fn cancel(&mut self, params: &Value) -> io::Result<()> {
        let Some(id) = cancelled_id(params) else { return Ok(()) };
        self.cancelled.remove(&id);
        let waiting = self.pulls.len();
        self.pulls.retain(|pull| pull.id != id);
        if waiting == self.pulls.len() && self.pulled.take_if(|pulled| *pulled == id).is_none() {
            return Ok(());
        }
        let failure = Failure::new(ErrorCode::RequestCanceled, "the client cancelled the request");
        self.answer(id, Err(failure))
    }

    pub(crate) fn answer(&mut self, id: RequestId, answer: Answer) -> io::Result<()> {
        let response_result = match answer {
            Ok(Some(result)) => Ok(result),
            Ok(None) => return Ok(()),
            Err(Failure { code, message }) => {
                // A client may ask again, because the text or the settings have changed.
                let data = (code as i32 == ErrorCode::ServerCancelled as i32)
                    .then(|| json!({"retriggerRequest": true}));
                Err(lsp_server::ResponseError { code: code as i32, message, data })
            }
        };
        self.send(Message::Response(Response { id, response_result }))
    }

    pub(crate) fn notify(&mut self, method: &str, params: impl Serialize) -> io::Result<()> {
        let params = serde_json::to_value(params)?;
        self.send(Message::Notification(Notification { method: method.to_owned(), params }))
    }

    /// Sends a request to the client.
    pub(crate) fn ask(
        &mut self,
        method: &str,
        params: impl Serialize,
        asked: Asked,
    ) -> io::Result<()> {
        let id = RequestId::from(self.next_id);
        self.next_id = self.next_id.wrapping_add(1);
        self.asked.insert(id.clone(), asked);
        let params = serde_json::to_value(params)?;
        self.send(Message::Request(Request { id, method: method.to_owned(), params }))
    }

    pub(crate) fn show(&mut self, kind: MessageType, message: &str) -> io::Result<()> {
        let message = offerlint::mask_secrets(message);
        self.notify("window/showMessage", json!({"type": kind, "message": message}))
    }

    fn send(&mut self, message: Message) -> io::Result<()> {
        transport::write(&message, &mut self.output)
    }
}

fn cancelled_id(params: &Value) -> Option<RequestId> {
    serde_json::from_value(params.get("id")?.clone()).ok()
}
