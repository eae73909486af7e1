//! The protocol: lifecycle, wrong and cancelled requests, encodings, pushed and pulled diagnostics.

use std::time::Duration;

use serde_json::{Value, json};

use crate::UPDATE;
use crate::lsp::*;

#[test]
fn a_session_ends_as_the_protocol_requires() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    assert_eq!(server.capabilities["serverInfo"]["name"], "offerlint");
    assert_eq!(server.stop(), Some(0));

    let mut without_shutdown = Server::start(folder.path());
    without_shutdown.notify("exit", Value::Null);
    assert_eq!(without_shutdown.child.wait().unwrap().code(), Some(1));
}

#[test]
fn requests_outside_the_session_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::raw(folder.path());
    let code = |answer: Value| answer["error"]["code"].as_i64();
    assert_eq!(code(server.request("textDocument/hover", json!({}))), Some(-32002));
    server.initialize(json!([]), editor(), Value::Null);
    assert_eq!(code(server.request("initialize", json!({}))), Some(-32600));
    assert!(server.request("shutdown", Value::Null).get("result").is_some());
    assert_eq!(code(server.request("textDocument/hover", json!({}))), Some(-32600));
}

#[test]
fn wrong_requests_are_answered_and_the_server_continues() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let code = |answer: Value| answer["error"]["code"].as_i64();
    assert_eq!(code(server.request("no/such/method", json!({}))), Some(-32601));
    for method in ["hover", "completion", "codeAction", "documentSymbol", "diagnostic"] {
        let method = format!("textDocument/{method}");
        for params in [json!(null), json!([]), json!({"textDocument": 3}), json!("x")] {
            assert_eq!(code(server.request(&method, params)), Some(-32602), "{method}");
        }
        let unknown = json!({
            "textDocument": {"uri": "file:///no/such.json"},
            "position": {"line": 0, "character": 0},
            "range": range((0, 0), (0, 0)), "context": {"diagnostics": [], "triggerKind": 1},
        });
        assert!(server.request(&method, unknown).get("result").is_some(), "{method}");
    }
    let negative = json!({
        "textDocument": {"uri": "file:///a.json"}, "position": {"line": -1, "character": 0},
    });
    assert_eq!(code(server.request("textDocument/hover", negative)), Some(-32602));
    let command = |name: &str, arguments: Value| json!({"command": name, "arguments": arguments});
    for params in [
        command("no.such", json!([])),
        command("offerlint.explain", json!([])),
        command("offerlint.explain", json!(["no-such-rule"])),
        command("offerlint.fixAll", json!([3])),
    ] {
        assert_eq!(code(server.request("workspace/executeCommand", params)), Some(-32602));
    }
    // Wrong notifications have no answer.
    server.notify("textDocument/didOpen", json!({"textDocument": 1}));
    server.notify("textDocument/didChange", json!(null));
    server.notify("no/such/notification", json!({}));
    server.notify("$/cancelRequest", json!({"id": {}}));
    server.edit("file:///never/opened.json", 1, json!([{"text": ""}]));
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn texts_that_are_no_messages_are_answered_and_the_server_continues() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let body = |text: &str| format!("Content-Length: {}\r\n\r\n{text}", text.len());
    let nested = "[".repeat(200_000);
    let texts = [
        body("not JSON"),
        body("{}"),
        body("[]"),
        body(&nested),
        body("{\"jsonrpc\": \"2.0\", \"id\": 99999999999999, \"method\": \"shutdown\"}"),
        "Content-Length: many\r\n\r\n".to_owned(),
        format!("X-Other: {}\r\nContent-Length: 2\r\n\r\n{{}}", "x".repeat(10_000)),
    ];
    for text in texts {
        server.send_raw(&text);
        let error = server.wait("an error", |message| message.get("error").is_some());
        assert_eq!((&error["id"], &error["error"]["code"]), (&Value::Null, &json!(-32700)));
    }
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_cancelled_request_is_answered_as_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(UPDATE));
    // Large, so that the requests behind it wait.
    let offer = "{\"payout\": -1}\n".repeat(100_000);
    server.open(&uri, "ndjson", &offer);
    let asked: Vec<i64> = (0..20)
        .map(|_| server.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}})))
        .collect();
    let last = *asked.last().unwrap();
    server.notify("$/cancelRequest", json!({"id": last}));
    let mut outcomes = Vec::new();
    for id in asked {
        let answer = server.answer(id);
        outcomes.push(answer["error"]["code"].as_i64());
    }
    assert_eq!(outcomes.pop(), Some(Some(-32800)));
    assert!(outcomes.iter().all(Option::is_none), "{outcomes:?}");
    // Cancelling what was answered, or never asked, does nothing.
    server.notify("$/cancelRequest", json!({"id": last}));
    server.notify("$/cancelRequest", json!({"id": "x"}));
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn positions_are_in_the_encoding_that_was_agreed() {
    let folder = tempfile::tempdir().unwrap();
    let text = "{\"name\": \"é🎯日\", \"payout\": -1}";
    let before = "{\"name\": \"é🎯日\", \"payout\": ";
    let cases = [
        (json!(["utf-8", "utf-16", "utf-32"]), "utf-8", before.len()),
        (json!(["utf-16", "utf-32"]), "utf-32", before.chars().count()),
        (json!(["utf-16"]), "utf-16", before.encode_utf16().count()),
        (json!(["latin-1", 3]), "utf-16", before.encode_utf16().count()),
        (Value::Null, "utf-16", before.encode_utf16().count()),
    ];
    for (offered, agreed, column) in cases {
        let mut capabilities = editor();
        capabilities["general"]["positionEncodings"] = offered;
        let mut server = Server::with(folder.path(), capabilities, Value::Null);
        assert_eq!(server.capabilities["capabilities"]["positionEncoding"], agreed);
        let uri = uri(&folder.path().join(UPDATE));
        server.open(&uri, "json", text);
        let found = server.published(&uri);
        let column = column as u32;
        assert_eq!(codes(&found), ["number-negative"]);
        assert_eq!(found[0]["range"], range((0, column), (0, column + 2)), "{agreed}");
        // An edit in the same encoding: the minus goes.
        server.edit(&uri, 2, json!([{"range": range((0, column), (0, column + 1)), "text": ""}]));
        assert!(server.published_version(&uri, 2).is_empty(), "{agreed}");
        assert_eq!(server.stop(), Some(0));
    }
}

#[test]
fn edits_are_applied_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(UPDATE));
    server.open(&uri, "json", "{\r\n\"payout\": 1\r\n}");
    assert!(server.published(&uri).is_empty());
    server.edit(
        &uri,
        2,
        json!([
            {"range": range((1, 10), (1, 11)), "text": "-5,\r\n\"extra\": 1"},
            {"range": range((2, 0), (2, 7)), "text": "\"other\""},
        ]),
    );
    let found = server.published_version(&uri, 2);
    assert_eq!(codes(&found), ["number-negative", "unknown-field"]);
    assert_eq!(found[1]["range"], range((2, 0), (2, 7)));
    // Positions outside the text are moved into it.
    server.edit(&uri, 3, json!([{"range": range((0, 0), (99, 99)), "text": "{}"}]));
    assert_eq!(codes(&server.published_version(&uri, 3)), ["empty-update"]);
}

#[test]
fn diagnostics_are_pulled_by_clients_that_can_and_not_pushed_to_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut capabilities = editor();
    capabilities["textDocument"]["diagnostic"] = json!({});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let mut server = Server::with(folder.path(), capabilities, Value::Null);
    assert!(server.capabilities["capabilities"]["diagnosticProvider"].is_object());
    let uri = uri(&folder.path().join(UPDATE));
    let pull = |server: &mut Server, known: Value| {
        let params = json!({"textDocument": {"uri": uri}, "previousResultId": known});
        server.request("textDocument/diagnostic", params)["result"].clone()
    };
    server.open(&uri, "json", "{\"payout\": -1}");
    let first = pull(&mut server, Value::Null);
    assert_eq!(first["kind"], "full");
    assert_eq!(codes(first["items"].as_array().unwrap()), ["number-negative"]);
    let id = first["resultId"].clone();
    assert_eq!(pull(&mut server, id.clone()), json!({"kind": "unchanged", "resultId": id}));
    server.change(&uri, 2, "{\"payout\": 1}");
    assert_eq!(pull(&mut server, id)["items"], json!([]));
    // When a setting changes, the client is asked to pull again.
    server.settings.insert(crate::lsp::uri(folder.path()), json!({"select": ["url-too-long"]}));
    server.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    server.wait("a refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    let messages = server.drain(Duration::from_millis(300));
    let is_push = |message: &&Value| message["method"] == "textDocument/publishDiagnostics";
    assert_eq!(messages.iter().find(is_push), None);
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_client_that_cannot_pull_on_request_gets_pushes() {
    let folder = tempfile::tempdir().unwrap();
    let mut capabilities = editor();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut server = Server::with(folder.path(), capabilities, Value::Null);
    assert!(server.capabilities["capabilities"].get("diagnosticProvider").is_none());
    let uri = uri(&folder.path().join(UPDATE));
    server.open(&uri, "json", "{\"payout\": -1}");
    assert_eq!(codes(&server.published(&uri)), ["number-negative"]);
}
