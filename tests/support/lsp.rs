//! A small client of the language server.
#![allow(dead_code, unreachable_pub)]

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The longest wait for a message.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
pub struct Server {
    pub child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    next_id: i64,
    /// Notifications and requests of the server, in order.
    pub received: VecDeque<Value>,
    /// What `workspace/configuration` answers, by scope; "" without one.
    pub settings: BTreeMap<String, Value>,
    /// What `window/showMessageRequest` answers.
    pub choice: Option<String>,
    /// The answer to `initialize`.
    pub capabilities: Value,
}

/// The capabilities of an editor that can do everything but pull diagnostics.
pub fn editor() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}, "dataSupport": true},
            "codeAction": {"codeActionLiteralSupport": {}, "isPreferredSupport": true},
            "hover": {"contentFormat": ["markdown"]},
            "completion": {"completionItem": {"snippetSupport": true, "documentationFormat": ["markdown"]}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
        "workspace": {
            "configuration": true,
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
        "window": {"showDocument": {"support": true}},
    })
}

impl Server {
    /// A server that was started, but not initialised.
    pub fn raw(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_offerlint"))
            .arg("server")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            input,
            messages,
            next_id: 0,
            received: VecDeque::new(),
            settings: BTreeMap::new(),
            choice: None,
            capabilities: Value::Null,
        }
    }

    /// A server with one workspace folder.
    pub fn start(folder: &Path) -> Self {
        Self::with(folder, editor(), Value::Null)
    }

    pub fn with(folder: &Path, capabilities: Value, options: Value) -> Self {
        let mut server = Self::raw(folder);
        let folders = json!([{"uri": uri(folder), "name": "folder"}]);
        server.initialize(folders, capabilities, options);
        server
    }

    pub fn initialize(&mut self, folders: Value, capabilities: Value, options: Value) {
        let params = json!({
            "processId": null, "rootUri": null, "workspaceFolders": folders,
            "capabilities": capabilities.clone(), "initializationOptions": options,
        });
        self.capabilities = self.request("initialize", params)["result"].clone();
        self.notify("initialized", json!({}));
        if capabilities["workspace"]["configuration"] == true {
            // Documents that are opened from now on have the settings from the start.
            self.wait("the question for settings", |m| m["method"] == "workspace/configuration");
        }
    }

    pub fn send_raw(&mut self, text: &str) {
        self.input.write_all(text.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    pub fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.send_raw(&format!("Content-Length: {}\r\n\r\n{text}", text.len()));
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and returns its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// Sends a request and returns the whole answer.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// The answer to a request.
    pub fn answer(&mut self, id: i64) -> Value {
        self.wait(&format!("the answer to {id}"), |message| {
            message.get("method").is_none() && message["id"] == id
        })
    }

    /// The next message that fits. Messages before it stay in `received`.
    pub fn wait(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.received.iter().position(&fits) {
            return self.received.remove(at).unwrap();
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(message) = self.messages.recv_timeout(left) else {
                panic!("{what} does not come; received: {:?}", self.received);
            };
            self.respond(&message);
            if fits(&message) {
                return message;
            }
            self.received.push_back(message);
        }
    }

    /// The messages that have arrived and that nothing has waited for.
    pub fn drain(&mut self, time: Duration) -> Vec<Value> {
        let end = Instant::now() + time;
        while let Ok(message) =
            self.messages.recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            self.respond(&message);
            self.received.push_back(message);
        }
        self.received.drain(..).collect()
    }

    /// Answers a request of the server as an editor does.
    fn respond(&mut self, message: &Value) {
        let (Some(id), Some(method)) = (message.get("id"), message.get("method")) else { return };
        let result = match method.as_str().unwrap() {
            "workspace/configuration" => {
                let scope = |item: &Value| item["scopeUri"].as_str().unwrap_or("").to_owned();
                let items = message["params"]["items"].as_array().unwrap();
                items
                    .iter()
                    .map(|item| self.settings.get(&scope(item)).cloned().unwrap_or_default())
                    .collect()
            }
            "window/showMessageRequest" => match &self.choice {
                Some(title) => json!({"title": title}),
                None => Value::Null,
            },
            "workspace/applyEdit" => json!({"applied": true}),
            "window/showDocument" => json!({"success": true}),
            _ => Value::Null,
        };
        let answer = json!({"jsonrpc": "2.0", "id": id, "result": result});
        self.send(&answer);
    }

    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces the whole text.
    pub fn change(&mut self, uri: &str, version: i64, text: &str) {
        self.edit(uri, version, json!([{"text": text}]));
    }

    pub fn edit(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        );
    }

    /// The diagnostics that are published next for a document.
    pub fn published(&mut self, uri: &str) -> Vec<Value> {
        self.published_where(uri, |_| true)
    }

    /// The next diagnostics of a version.
    pub fn published_version(&mut self, uri: &str, version: i64) -> Vec<Value> {
        self.published_where(uri, |params| params["version"] == version)
    }

    pub fn published_where(&mut self, uri: &str, fits: impl Fn(&Value) -> bool) -> Vec<Value> {
        let message = self.wait(&format!("diagnostics of {uri}"), |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && fits(&message["params"])
        });
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Ends the session and returns the exit status.
    pub fn stop(mut self) -> Option<i32> {
        assert_eq!(self.request("shutdown", Value::Null)["result"], Value::Null);
        self.notify("exit", Value::Null);
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().unwrap(),
            Some(_) => {}
            None if line == "\r\n" => break,
            None => panic!("not a header: {line:?}"),
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(message["jsonrpc"], "2.0");
    Some(message)
}

/// The URI of a file.
pub fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).unwrap().into()
}

/// The rules of diagnostics.
pub fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|found| found["code"].as_str().unwrap_or_default()).collect()
}

/// A range.
pub fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let position = |(line, character): (u32, u32)| json!({"line": line, "character": character});
    json!({"start": position(start), "end": position(end)})
}

/// A text with edits applied; positions count bytes.
pub fn apply(text: &str, edits: &Value) -> String {
    let offset = |position: &Value| {
        let line = position["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + position["character"].as_u64().unwrap() as usize
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_by_key(|(start, ..)| *start);
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}
