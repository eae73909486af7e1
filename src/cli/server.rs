//! The language server: `offerlint server`. It speaks the Language Server Protocol over standard input
//! and output, and lints what editors have open.
//!
//! One thread reads messages, one lints, and the main thread owns all state and writes.

pub(crate) mod client;
pub(crate) mod client_settings;
pub(crate) mod code_actions;
pub(crate) mod commands;
pub(crate) mod completion;
pub(crate) mod configuration_completion;
pub(crate) mod diagnostics;
pub(crate) mod documents;
pub(crate) mod edits;
pub(crate) mod exceptions;
pub(crate) mod fields;
pub(crate) mod hover;
pub(crate) mod initialize;
pub(crate) mod lint;
pub(crate) mod notifications;
pub(crate) mod outline;
pub(crate) mod outline_reader;
pub(crate) mod positions;
pub(crate) mod repair;
pub(crate) mod requests;
pub(crate) mod schedule;
pub(crate) mod session;
pub(crate) mod snippets;
pub(crate) mod symbols;
pub(crate) mod transport;
pub(crate) mod url_parts;
pub(crate) mod watch;
pub(crate) mod worker;
pub(crate) mod workspace;

use std::io;
use std::sync::mpsc;
use std::thread;

use super::status::Status;
use session::{Event, Session};

/// Runs the server until the client says `exit` or closes standard input.
pub(crate) fn run() -> io::Result<Status> {
    // Unbounded: a client that writes without reading must not block itself.
    let (sender, events) = mpsc::channel();
    let linted = sender.clone();
    thread::Builder::new().name("read".to_owned()).spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let event = match transport::read(&mut input) {
                Ok(Some(incoming)) => Event::Incoming(incoming),
                Ok(None) | Err(_) => Event::End,
            };
            let is_last = matches!(event, Event::End);
            if sender.send(event).is_err() || is_last {
                break;
            }
        }
    })?;
    Session::new(io::stdout().lock(), linted).run(&events)
}
