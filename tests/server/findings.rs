//! What diagnostics contain, and which documents have some.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::lsp::*;
use crate::{GOKART, UPDATE, write};

#[test]
fn a_diagnostic_has_everything_that_a_finding_has() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(UPDATE));
    let text = "{\"payout\": 1,\n \"payout\": \"2.50\",\n \"payuot\": 3}";
    server.open(&uri, "json", text);
    let found = server.published(&uri);
    let of = |rule: &str| found.iter().find(|found| found["code"] == rule).unwrap();
    let duplicate = of("duplicate-key");
    assert_eq!((&duplicate["severity"], &duplicate["source"]), (&json!(2), &json!("offerlint")));
    let related = &duplicate["relatedInformation"][0];
    assert_eq!(related["location"], json!({"uri": uri, "range": range((0, 1), (0, 9))}));
    let mismatch = of("type-mismatch");
    assert_eq!((&mismatch["severity"], &mismatch["range"]), (&json!(1), &range((1, 11), (1, 17))));
    let message = mismatch["message"].as_str().unwrap();
    assert!(message.starts_with("`payout` is the string \"2.50\"") && message.contains("\nhelp: "));
    assert_eq!(mismatch["data"]["pointer"], "/payout");
    assert_eq!(mismatch["data"]["fix"]["applicability"], "safe");
    // The API ignores what it does not know: 1 is "unnecessary".
    assert_eq!(of("unknown-field")["tags"], json!([1]));
    // The texts of rules have no address yet.
    assert!(found.iter().all(|found| found.get("codeDescription").is_none()));
    assert!(mismatch.get("tags").is_none());
}

#[test]
fn a_client_gets_only_what_it_supports() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::with(folder.path(), json!({}), Value::Null);
    let uri = uri(&folder.path().join(UPDATE));
    server.open(&uri, "json", "{\"payout\": 1, \"payout\": 2, \"payuot\": 3}");
    for found in server.published(&uri) {
        let members: Vec<&String> = found.as_object().unwrap().keys().collect();
        assert_eq!(members, ["code", "message", "range", "severity", "source"]);
    }
}

/// The findings of the library, for a payload in a file of the contract.
#[test]
fn the_findings_are_those_of_the_conformance_set() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/cases.ndjson");
    let cases = std::fs::read_to_string(file).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut capabilities = editor();
    capabilities["general"]["positionEncodings"] = json!(["utf-32"]);
    let mut server = Server::with(folder.path(), capabilities, Value::Null);
    let mut checked = 0;
    for (number, case) in cases.lines().enumerate() {
        let case: Value = serde_json::from_str(case).unwrap();
        // An editor knows no request line and no clock.
        let members = case["settings"].as_object().unwrap();
        if members.keys().any(|member| member != "select") {
            continue;
        }
        server.settings.insert(uri(folder.path()), case["settings"].clone());
        server.notify("workspace/didChangeConfiguration", json!({"settings": null}));
        // The settings have been asked for when the next request is answered.
        server.wait("settings", |message| message["method"] == "workspace/configuration");
        let name = format!("{}/case-{number}.json", case["contract"].as_str().unwrap());
        let uri = uri(&folder.path().join(name));
        let payload = case["payload"].as_str().unwrap();
        server.open(&uri, "json", payload);
        let wanted = case["findings"].as_array().unwrap();
        let found = server.published_where(&uri, |params| {
            // A first result may have the settings of the case before.
            params["diagnostics"].as_array().unwrap().len() == wanted.len()
        });
        for (found, wanted) in found.iter().zip(wanted) {
            assert_eq!(&found["data"], wanted, "{}", case["name"]);
            assert_eq!(found["code"], wanted["rule"], "{}", case["name"]);
            let place = |line: &str, column: &str| {
                let number = |member: &str| wanted[member].as_u64().unwrap() as u32 - 1;
                (number(line), number(column))
            };
            let wanted = range(place("line", "column"), place("end_line", "end_column"));
            // The library gives a byte order mark no column, the protocol does.
            if !payload.starts_with('\u{feff}') {
                assert_eq!(found["range"], wanted, "{}", case["name"]);
            }
        }
        assert_eq!(found.len(), wanted.len(), "{}", case["name"]);
        server.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        server.received.clear();
        checked += 1;
    }
    assert!(checked > 200, "{checked}");
}

#[test]
fn only_documents_with_a_contract_have_findings() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "offerlint.toml",
        "exclude = [\"gokart/update-offer/fixtures/**\"]\n[files]\n\"special/*.json\" = \"tracklysms/update-offer\"\n",
    );
    let mut server = Server::start(folder.path());
    let at = |name: &str| uri(&folder.path().join(name));
    let bad = "{\"payout\": -1}";
    let schema =
        "{\"$schema\": \"https://a.example/schemas/tracklysms/update-offer.json\", \"payout\": -1}";
    let other = "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"payout\": -1}";
    let nested = "{\"a\": {\"$schema\": \"tracklysms/update-offer\"}, \"payout\": -1}";
    let silent = [
        ("package.json", "json", bad),
        ("other.json", "json", other),
        ("nested.json", "json", nested),
        ("tracklysms/update-offer/readme.md", "markdown", bad),
        ("gokart/update-offer/fixtures/a.json", "json", "{}"),
        ("loud/settings.toml", "toml", bad),
    ];
    let loud = [(UPDATE, bad), ("special/a.json", bad), ("elsewhere/b.json", schema)];
    for (name, language, text) in silent {
        server.open(&at(name), language, text);
    }
    for (name, text) in loud {
        server.open(&at(name), "json", text);
        assert!(codes(&server.published(&at(name))).contains(&"number-negative"), "{name}");
    }
    let messages = server.drain(Duration::from_millis(200));
    for (name, ..) in silent {
        let is_silent = |message: &Value| message["params"]["uri"] != at(name);
        assert!(messages.iter().all(is_silent), "{name}");
    }
}

#[test]
fn an_untitled_document_has_findings_once_a_contract_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = "untitled:Untitled-1";
    server.open(uri, "plaintext", "{\"payout\": -1}");
    let choose = |server: &mut Server, arguments: Value| {
        let params = json!({"command": "offerlint.chooseContract", "arguments": arguments});
        assert!(server.request("workspace/executeCommand", params).get("result").is_some());
    };
    choose(&mut server, json!([uri, "tracklysms/update-offer"]));
    assert_eq!(codes(&server.published(uri)), ["number-negative"]);
    // Without a name the user is asked.
    server.choice = Some("gokart/update-offer".to_owned());
    choose(&mut server, json!([uri]));
    let question = server.wait("a question", |m| m["method"] == "window/showMessageRequest");
    assert_eq!(question["params"]["actions"].as_array().unwrap().len(), 9);
    server.published_where(uri, |params| params["diagnostics"].as_array().unwrap().len() > 10);
    // An empty name takes the choice back, and the findings with it.
    choose(&mut server, json!([uri, ""]));
    assert!(server.published_where(uri, |params| params["diagnostics"] == json!([])).is_empty());
    choose(&mut server, json!([uri, "no/such"]));
    let error = server.wait("an error", |message| message["method"] == "window/showMessage");
    assert!(error["params"]["message"].as_str().unwrap().contains("no/such"), "{error}");
}

#[test]
fn ndjson_has_findings_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join("tracklysms/update-offer/a.ndjson"));
    server.open(&uri, "ndjson", "{\"payout\": 1}\n\n{\"payout\": -1}\n{\n");
    let found = server.published(&uri);
    assert_eq!(codes(&found), ["number-negative", "json-syntax"]);
    assert_eq!(found[0]["range"], range((2, 11), (2, 13)));
    assert_eq!(found[1]["range"]["start"]["line"], 3);
}

#[test]
fn the_payloads_of_a_capture_have_findings() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let at = |name: &str| uri(&folder.path().join(name));
    let line = "PUT https://api.example.com/api/v2/offers/664f1a2b3c4d5e6f7a8b9c0d";
    let text = format!("{line}\nContent-Type: application/json\n\n{{\"payout\": -1}}\n");
    server.open(&at("calls.http"), "http", &text);
    let found = server.published(&at("calls.http"));
    assert_eq!(codes(&found), ["number-negative"]);
    assert_eq!(found[0]["range"], range((3, 11), (3, 13)));
    // What is known of fields belongs to no single contract here.
    let position = json!({"line": 3, "character": 3});
    let place = json!({"textDocument": {"uri": at("calls.http")}, "position": position});
    assert_eq!(server.request("textDocument/hover", place.clone())["result"], Value::Null);
    assert_eq!(server.request("textDocument/completion", place)["result"], Value::Null);
    // A script without such calls has nothing to report.
    server.open(&at("build.sh"), "shellscript", "echo \"{\"\n");
    assert!(server.published(&at("build.sh")).is_empty());
}

#[test]
fn the_text_of_the_editor_counts_and_not_that_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), UPDATE, "{\"payout\": -1}");
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(UPDATE));
    server.open(&uri, "json", "{\"payout\": 1}");
    assert!(server.published(&uri).is_empty());
    write(folder.path(), UPDATE, "{\"payout\": -2}");
    server.change(&uri, 2, "{\"payout\": 2}");
    assert!(server.published_version(&uri, 2).is_empty());
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    server.open(&uri, "json", "{\"payout\": -3}");
    assert_eq!(codes(&server.published(&uri)), ["number-negative"]);
    // A closed document has no findings.
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert!(server.published(&uri).is_empty());
}

#[test]
fn an_api_key_is_not_in_any_message() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(GOKART));
    let key = format!("trk_{}", "k".repeat(32));
    let text = format!(
        "{{\"trackingSystemLink\": \"https://a.example/?k={key}\", \"name\": \"{key}\", \"{key}\": 1,\n \
         \"offerEvents\": [{{\"name\": \"{key}\"}}]}}"
    );
    server.open(&uri, "json", &text);
    let found = server.published(&uri);
    assert!(codes(&found).contains(&"leaked-api-key"));
    let mut answers = json!(found).to_string();
    let document = json!({"uri": uri});
    for character in [24, 60, 110, 160] {
        let position = json!({"line": 0, "character": character});
        let at = json!({"textDocument": document, "position": position});
        for method in ["textDocument/hover", "textDocument/completion"] {
            answers += &server.request(method, at.clone()).to_string();
        }
    }
    let symbols = json!({"textDocument": document});
    answers += &server.request("textDocument/documentSymbol", symbols).to_string();
    let all = json!({
        "textDocument": document, "range": range((0, 0), (9, 0)), "context": {"diagnostics": []},
    });
    answers += &server.request("textDocument/codeAction", all).to_string();
    assert!(answers.contains("trk_") && !answers.contains(&key));
}
