//! Code actions and commands.

use std::fs;

use serde_json::{Value, json};

use crate::lsp::*;
use crate::{UPDATE, write};

const TEXT: &str = "{\n  \"payout\": \"2.50\",\n  \"external_platform\": \"TUNE\",\n  \"external_id\": \"12\",\n  \"filter_bots\": null\n}\n";

fn actions(server: &mut Server, uri: &str, lines: (u32, u32), only: Value) -> Vec<Value> {
    let params = json!({
        "textDocument": {"uri": uri},
        "range": range((lines.0, 0), (lines.1, 0)),
        "context": {"diagnostics": [], "only": only},
    });
    let answer = server.request("textDocument/codeAction", params);
    answer["result"].as_array().unwrap().clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

fn edits(action: &Value) -> &Value {
    &action["edit"]["documentChanges"][0]["edits"]
}

#[test]
fn quick_fixes_are_those_of_the_place_and_unsafe_ones_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(UPDATE));
    server.open(&uri, "json", TEXT);
    server.published(&uri);
    let here = actions(&mut server, &uri, (1, 1), json!(["quickfix"]));
    assert!(here.is_empty(), "{here:?}");
    let here = actions(&mut server, &uri, (1, 2), json!(["quickfix"]));
    assert_eq!(
        titles(&here),
        [
            "Write 2.50",
            "Turn off type-mismatch here (adds [[allow]] to offerlint.toml)",
            "Explain type-mismatch"
        ]
    );
    assert_eq!((&here[0]["kind"], &here[0]["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(here[0]["diagnostics"][0]["code"], "type-mismatch");
    let document = &here[0]["edit"]["documentChanges"][0]["textDocument"];
    assert_eq!(document, &json!({"uri": uri, "version": 1}));
    assert_eq!(apply(TEXT, edits(&here[0])), TEXT.replace("\"2.50\"", "2.50"));
    let null = actions(&mut server, &uri, (4, 5), json!(null));
    let unsafe_fix =
        null.iter().find(|action| action["title"].as_str().unwrap().contains("unsafe"));
    let unsafe_fix = unsafe_fix.unwrap();
    assert!(unsafe_fix.get("isPreferred").is_none());
    let fixed = apply(TEXT, edits(unsafe_fix));
    assert_eq!(fixed, TEXT.replace(",\n  \"filter_bots\": null", ""));
}

#[test]
fn fix_all_applies_the_safe_fixes_until_none_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(UPDATE));
    server.open(&uri, "json", TEXT);
    for only in ["source.fixAll.offerlint", "source.fixAll", "source"] {
        let all = actions(&mut server, &uri, (0, 0), json!([only]));
        assert_eq!(titles(&all), ["Apply all safe fixes (offerlint)"], "{only}");
        assert_eq!(all[0]["kind"], "source.fixAll.offerlint");
        let fixed = apply(TEXT, edits(&all[0]));
        assert_eq!(fixed, TEXT.replace("\"2.50\"", "2.50").replace("TUNE", "tune"));
    }
    // A client that does not ask for the kind gets the command.
    let here = actions(&mut server, &uri, (0, 0), Value::Null);
    assert_eq!(titles(&here), ["Apply all safe fixes (offerlint)"]);
    let command = &here[0]["command"];
    assert_eq!(
        (&command["command"], &command["arguments"]),
        (&json!("offerlint.fixAll"), &json!([uri]))
    );
    let params = json!({"command": "offerlint.fixAll", "arguments": [uri]});
    server.request("workspace/executeCommand", params);
    let asked = server.wait("an edit", |message| message["method"] == "workspace/applyEdit");
    assert_eq!(asked["params"]["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    // The text has changed since it was linted: the edits are those of the new text.
    server.change(&uri, 2, "{\"payout\": \"7\"}");
    let all = actions(&mut server, &uri, (0, 0), json!(["source.fixAll.offerlint"]));
    assert_eq!(apply("{\"payout\": \"7\"}", edits(&all[0])), "{\"payout\": 7}");
    server.change(&uri, 3, "{\"payout\": 7}");
    assert!(actions(&mut server, &uri, (0, 0), json!(["source.fixAll.offerlint"])).is_empty());
    // Fixes that cause fixes.
    let twice = "{\"tracking_url\": \" HTTPS//a.example/ \", \"payout\": \"7\"}";
    server.change(&uri, 4, twice);
    let all = actions(&mut server, &uri, (0, 0), json!(["source.fixAll.offerlint"]));
    let file = folder.path().join("fixed.json");
    fs::write(&file, twice).unwrap();
    let fixed = std::process::Command::new(env!("CARGO_BIN_EXE_offerlint"))
        .args(["check", "--fix", "--isolated", "--contract", "tracklysms/update-offer"])
        .arg(&file)
        .output()
        .unwrap();
    assert!(fixed.status.code().is_some_and(|code| code < 2));
    assert_eq!(apply(twice, edits(&all[0])), fs::read_to_string(&file).unwrap());
}

#[test]
fn a_rule_is_turned_off_at_one_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let payload = uri(&folder.path().join(UPDATE));
    let toml = uri(&folder.path().join("offerlint.toml"));
    let text = "{\"payout\": -1, \"metadata\": {\"a*\": 1}}";
    server.open(&payload, "json", text);
    assert_eq!(
        codes(&server.published(&payload)),
        ["number-negative", "metadata-value-not-string"]
    );
    let turn_off = |server: &mut Server, rule: &str| {
        let all = actions(server, &payload, (0, 1), json!(["quickfix"]));
        let title = format!("Turn off {rule} here (adds [[allow]] to offerlint.toml)");
        all.into_iter().find(|action| action["title"] == title.as_str()).unwrap()
    };
    let action = turn_off(&mut server, "number-negative");
    let changes = &action["edit"]["documentChanges"];
    assert_eq!(
        changes[0],
        json!({"kind": "create", "uri": toml, "options": {"ignoreIfExists": true}})
    );
    let first = apply("", &changes[1]["edits"]);
    assert_eq!(
        first,
        "[[allow]]\nfiles = [\"tracklysms/update-offer/a.json\"]\nrule = \"number-negative\"\n\
         pointer = \"/payout\"\nreason = \"accepted; write here why\"\n"
    );
    // After the edit the file is shown with the reason selected.
    assert_eq!(action["command"]["command"], "offerlint.open");
    assert_eq!(action["command"]["arguments"], json!([toml, range((4, 10), (4, 34))]));
    let command = json!({"command": "offerlint.open", "arguments": action["command"]["arguments"]});
    server.request("workspace/executeCommand", command);
    let shown = server.wait("the file", |message| message["method"] == "window/showDocument");
    assert_eq!(shown["params"]["selection"], range((4, 10), (4, 34)));
    // The text counts before it is saved.
    server.open(&toml, "toml", &first);
    let left = server
        .published_where(&payload, |params| params["diagnostics"].as_array().unwrap().len() == 1);
    assert_eq!(codes(&left), ["metadata-value-not-string"]);
    // The next exception is added to the text of the editor.
    let action = turn_off(&mut server, "metadata-value-not-string");
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": toml, "version": 1}));
    let both = apply(&first, &change["edits"]);
    assert!(
        both.ends_with("pointer = \"/metadata/a[*]\"\nreason = \"accepted; write here why\"\n"),
        "{both}"
    );
    server.change(&toml, 2, &both);
    assert!(
        server.published_where(&payload, |params| params["diagnostics"] == json!([])).is_empty()
    );
    // Not saved, closed: the file on disk counts, and there is none.
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": toml}}));
    server.published_where(&payload, |params| params["diagnostics"].as_array().unwrap().len() == 2);
}

#[test]
fn an_exception_is_added_to_the_nearest_configuration() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "offerlint.toml", "fail-on = \"warning\"\n");
    write(folder.path(), "inner/offerlint.toml", "[rules]");
    let mut server = Server::start(folder.path());
    let payload = uri(&folder.path().join("inner").join(UPDATE));
    server.open(&payload, "json", "{\"payout\": -1}");
    server.published(&payload);
    let all = actions(&mut server, &payload, (0, 1), json!(["quickfix"]));
    let change = &all
        .iter()
        .find(|a| titles(std::slice::from_ref(a))[0].starts_with("Turn off"))
        .unwrap()["edit"]["documentChanges"][0];
    let toml = uri(&folder.path().join("inner/offerlint.toml"));
    assert_eq!(change["textDocument"], json!({"uri": toml, "version": null}));
    let text = apply("[rules]", &change["edits"]);
    assert!(
        text.starts_with("[rules]\n\n[[allow]]\nfiles = [\"tracklysms/update-offer/a.json\"]\n"),
        "{text}"
    );
}

#[test]
fn a_rule_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let params = json!({"command": "offerlint.explain", "arguments": ["cap-order"]});
    server.request("workspace/executeCommand", params.clone());
    let shown = server.wait("the text", |message| message["method"] == "window/showDocument");
    let address = shown["params"]["uri"].as_str().unwrap();
    let path = url::Url::parse(address).unwrap().to_file_path().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.starts_with("# cap-order\n\na cap is smaller than the cap of a shorter period\n"),
        "{text}"
    );
    assert!(text.contains("- severity: error\n") && text.contains("```json\n"), "{text}");
    let answer = server.request("offerlint/explain", json!({"rule": "cap-order"}));
    assert_eq!(answer["result"]["markdown"], text);
    assert_eq!(server.stop(), Some(0));
    // The file is gone with the session.
    assert!(!path.exists());

    // A client that cannot show files gets a message.
    let mut server = Server::with(folder.path(), json!({}), Value::Null);
    server.request("workspace/executeCommand", params);
    let shown = server.wait("a message", |message| message["method"] == "window/showMessage");
    assert!(shown["params"]["message"].as_str().unwrap().starts_with("cap-order: "));
}

#[test]
fn a_document_without_a_contract_offers_the_choice() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = "untitled:Untitled-1";
    server.open(uri, "json", "{}");
    let all = actions(&mut server, uri, (0, 1), json!(["source"]));
    assert_eq!(titles(&all), ["Choose the contract of this document (offerlint)"]);
    assert!(actions(&mut server, uri, (0, 1), json!(["quickfix"])).is_empty());
    let params = json!({"uri": uri});
    let contracts = server.request("offerlint/contracts", params.clone())["result"].clone();
    assert_eq!(contracts["contract"], Value::Null);
    assert_eq!(contracts["contracts"].as_array().unwrap().len(), 9);
    let choose =
        json!({"command": "offerlint.chooseContract", "arguments": [uri, "gokart/update-offer"]});
    server.request("workspace/executeCommand", choose);
    assert_eq!(
        server.request("offerlint/contracts", params)["result"]["contract"],
        "gokart/update-offer"
    );
}
