//! Folders, configurations, baselines and settings.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use crate::lsp::*;
use crate::{UPDATE, write};

const BAD: &str = "{\"payout\": -1}";

fn clean(server: &mut Server, uri: &str) {
    server.published_where(uri, |params| params["diagnostics"] == json!([]));
}

fn finding(server: &mut Server, uri: &str) -> Value {
    let found = server.published_where(uri, |params| params["diagnostics"] != json!([]));
    assert_eq!(codes(&found), ["number-negative"]);
    found[0].clone()
}

fn changed(server: &mut Server, path: &std::path::Path) {
    let changes = json!({"changes": [{"uri": uri(path), "type": 2}]});
    server.notify("workspace/didChangeWatchedFiles", changes);
}

#[test]
fn changes_of_a_configuration_count_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let toml = folder.path().join("offerlint.toml");
    let mut server = Server::start(folder.path());
    let registered = server.wait("a registration", |m| m["method"] == "client/registerCapability");
    let watchers = registered["params"]["registrations"][0]["registerOptions"].to_string();
    assert!(
        watchers.contains("**/offerlint.toml") && watchers.contains(".offerlint-baseline.json")
    );
    let uri = uri(&folder.path().join(UPDATE));
    server.open(&uri, "json", BAD);
    assert_eq!(finding(&mut server, &uri)["severity"], 2);
    for (text, severity) in [
        ("[rules]\nnumber-negative = \"error\"\n", 1),
        ("[rules]\nnumber-negative = \"info\"\n", 3),
    ] {
        fs::write(&toml, text).unwrap();
        changed(&mut server, &toml);
        let is_wanted = |params: &Value| params["diagnostics"][0]["severity"] == severity;
        server.published_where(&uri, is_wanted);
    }
    fs::write(&toml, "[rules]\nnumber-negative = \"off\"\n").unwrap();
    changed(&mut server, &toml);
    clean(&mut server, &uri);
    // One that cannot be used is reported, and the last one counts.
    fs::write(&toml, "[rules]\nnumber-negtive = \"error\"\n").unwrap();
    changed(&mut server, &toml);
    let error = server.wait("an error", |message| message["method"] == "window/showMessage");
    assert!(
        error["params"]["message"].as_str().unwrap().contains("offerlint.toml:2:1: "),
        "{error}"
    );
    server.change(&uri, 2, "{\"payout\": -2}");
    assert!(server.published_version(&uri, 2).is_empty());
    fs::remove_file(&toml).unwrap();
    changed(&mut server, &toml);
    finding(&mut server, &uri);
}

#[test]
fn the_server_watches_for_clients_that_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut capabilities = editor();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({});
    let mut server = Server::with(folder.path(), capabilities, Value::Null);
    let uri = uri(&folder.path().join(UPDATE));
    server.open(&uri, "json", BAD);
    finding(&mut server, &uri);
    write(folder.path(), "tracklysms/offerlint.toml", "[rules]\nnumber-negative = \"off\"\n");
    clean(&mut server, &uri);
}

#[test]
fn the_mistake_of_a_configuration_is_shown_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join("offerlint.toml"));
    server.open(&uri, "toml", "[rules]\n# é\ncap-oder = \"off\"\n");
    let found = server.published(&uri);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["range"], range((2, 0), (2, 8)));
    assert!(found[0]["message"].as_str().unwrap().contains("cap-order"), "{found:?}");
    server.change(&uri, 2, "[rules]\ncap-order = \"off\"\n");
    assert!(server.published_version(&uri, 2).is_empty());
    server.change(&uri, 3, "[rules");
    assert_eq!(server.published_version(&uri, 3).len(), 1);
}

#[test]
fn known_findings_are_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), UPDATE, BAD);
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(UPDATE));
    server.open(&uri, "json", BAD);
    finding(&mut server, &uri);
    let run = Command::new(env!("CARGO_BIN_EXE_offerlint"))
        .args(["baseline", "."])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    changed(&mut server, &folder.path().join(".offerlint-baseline.json"));
    clean(&mut server, &uri);
    // Another value is a new finding.
    server.change(&uri, 2, "{\"payout\": -2}");
    assert_eq!(codes(&server.published_version(&uri, 2)), ["number-negative"]);
}

#[test]
fn each_folder_has_its_own_settings() {
    let root = tempfile::tempdir().unwrap();
    let (one, two) = (root.path().join("one"), root.path().join("two"));
    write(&two, "offerlint.toml", "[rules]\nnumber-negative = \"off\"\n");
    fs::create_dir_all(&one).unwrap();
    let mut server = Server::raw(root.path());
    server.settings.insert(uri(&one), json!({"rules": {"number-negative": "error"}}));
    let folders = json!([{"uri": uri(&one), "name": "one"}]);
    server.initialize(folders, editor(), Value::Null);
    let [first, second] = [&one, &two].map(|folder| uri(&folder.join(UPDATE)));
    server.open(&first, "json", BAD);
    server.published_where(&first, |params| params["diagnostics"][0]["severity"] == 1);
    // Outside all folders the nearest configuration counts as well.
    server.open(&second, "json", BAD);
    clean(&mut server, &second);
    server.settings.insert(uri(&two), json!({"rules": {"number-negative": "error"}}));
    server.settings.insert(uri(&one), Value::Null);
    let added = json!([{"uri": uri(&two), "name": "two"}]);
    server.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": {"added": added, "removed": []}}),
    );
    // The settings of the client come before the configuration, as options of the command do.
    server.published_where(&second, |params| params["diagnostics"][0]["severity"] == 1);
    server.published_where(&first, |params| params["diagnostics"][0]["severity"] == 2);
    server.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": {"added": [], "removed": added}}),
    );
    clean(&mut server, &second);
}

#[test]
fn settings_choose_contract_and_rules() {
    let folder = tempfile::tempdir().unwrap();
    let mut capabilities = editor();
    capabilities["workspace"]["configuration"] = json!(false);
    let settings = json!({"contract": "tracklysms/update-offer", "select": ["archive-is-delete"]});
    let mut server = Server::with(folder.path(), capabilities, settings);
    let at = |name: &str| uri(&folder.path().join(name));
    let text = "{\"payout\": -1, \"status\": \"archived\"}";
    server.open(&at("a.json"), "json", text);
    let found = server.published(&at("a.json"));
    assert_eq!(codes(&found), ["number-negative", "archive-is-delete"]);
    // The folders of a file come before the setting.
    server.open(&at("tracklysms/list-offers/b.json"), "json", text);
    assert!(
        !codes(&server.published(&at("tracklysms/list-offers/b.json")))
            .contains(&"archive-is-delete")
    );
    let wrong = json!({"offerlint": {"rules": {"number-negative": "off", "no-such": "off"}, "contract": "tracklysms/update-offer"}});
    server.notify("workspace/didChangeConfiguration", json!({"settings": wrong}));
    clean(&mut server, &at("a.json"));
    let error = server.wait("an error", |message| message["method"] == "window/showMessage");
    assert!(error["params"]["message"].as_str().unwrap().contains("no-such"), "{error}");
}

#[test]
fn a_contract_of_the_project_counts_and_so_does_its_schema() {
    let folder = tempfile::tempdir().unwrap();
    let toml = "[contracts.\"house/offer\"]\nschema = \"house.json\"\n";
    write(folder.path(), "offerlint.toml", toml);
    let schema = folder.path().join("house.json");
    fs::write(&schema, "{\"required\": [\"owner\"]}").unwrap();
    let mut server = Server::start(folder.path());
    let at = uri(&folder.path().join("house/offer/a.json"));
    server.open(&at, "json", "{}");
    assert_eq!(codes(&server.published(&at)), ["schema/required"]);
    // When the schema is saved, it counts.
    let text = "{\"required\": []}";
    server.open(&uri(&schema), "json", text);
    fs::write(&schema, text).unwrap();
    server.notify("textDocument/didSave", json!({"textDocument": {"uri": uri(&schema)}}));
    clean(&mut server, &at);
}
