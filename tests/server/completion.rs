//! Completion in documents that are being written.

use serde_json::{Value, json};

use crate::GOKART;
use crate::lsp::*;

/// The proposals at the `|` of a text, in the order in which an editor shows them, and the text itself.
fn complete(server: &mut Server, uri: &str, marked: &str) -> (Vec<Value>, String) {
    let at = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    let line = text[..at].matches('\n').count();
    let character = at - text[..at].rfind('\n').map_or(0, |end| end + 1);
    let language = if uri.ends_with(".toml") { "toml" } else { "json" };
    server.open(uri, language, &text);
    let position = json!({"line": line, "character": character});
    let params = json!({"textDocument": {"uri": uri}, "position": position});
    let answer = server.request("textDocument/completion", params);
    let mut items = answer["result"]["items"].as_array().cloned().unwrap_or_default();
    let key = |item: &Value| {
        let sort = item.get("sortText").unwrap_or(&item["label"]);
        sort.as_str().unwrap().to_owned()
    };
    items.sort_by_key(key);
    (items, text)
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["label"].as_str().unwrap()).collect()
}

/// The text after a proposal is accepted; snippets with their places.
fn accept(items: &[Value], label: &str, text: &str) -> String {
    let item = items.iter().find(|item| item["label"] == label).unwrap();
    let mut edits = item["additionalTextEdits"].as_array().cloned().unwrap_or_default();
    edits.push(item["textEdit"].clone());
    apply(text, &json!(edits))
}

#[test]
fn required_fields_come_first_and_follow_the_conditions() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(GOKART));
    let (items, _) = complete(&mut server, &uri, "{|");
    let names = labels(&items);
    assert_eq!(names[..4], ["id", "trackingSystemLink", "trackingSystem", "name"]);
    let first_optional = names.iter().position(|name| *name == "shortDescription").unwrap();
    let place = |name: &str| names.iter().position(|found| *found == name).unwrap();
    // The page requires `revenue` only once the type of the offer is known.
    assert!(place("revenue") > first_optional && place("creatives") < first_optional);

    let (items, _) = complete(&mut server, &uri, "{\n  \"re|\n  \"offerType\": \"MultiEvent\"\n");
    let names = labels(&items);
    let place = |name: &str| names.iter().position(|found| *found == name).unwrap();
    let optional = place("shortDescription");
    for name in ["revenue", "reward", "rewardingType", "pendingTime", "offerEvents"] {
        assert!(place(name) < optional, "{name}");
    }
    assert!(place("offerCostReportInfo") > place("revenue") && !names.contains(&"offerType"));
    let revenue = &items[place("revenue")];
    assert!(revenue["detail"].as_str().unwrap().contains("MultiEvent"), "{revenue}");
    assert!(
        revenue["documentation"]["value"]
            .as_str()
            .unwrap()
            .contains("The revenue of a conversion.")
    );

    let (items, _) = complete(&mut server, &uri, "{\"shouldSendCostData\": true, |}");
    let names = labels(&items);
    let place = |name: &str| names.iter().position(|found| *found == name).unwrap();
    assert!(place("offerCostReportInfo") < place("shortDescription"));
}

#[test]
fn a_name_is_inserted_with_what_belongs_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(GOKART));
    for (marked, label, expected) in [
        ("{|", "budgetAmount", "{\"budgetAmount\": ${1:0}"),
        ("{\"bud|", "budgetAmount", "{\"budgetAmount\": ${1:0}"),
        ("{\"bud|\"}", "budgetAmount", "{\"budgetAmount\": ${1:0}}"),
        ("{bud|}", "budgetAmount", "{\"budgetAmount\": ${1:0}}"),
        ("{\"b|ud\": 3}", "budgetAmount", "{\"budgetAmount\": 3}"),
        ("{\"|\n \"id\": 1}", "name", "{\"name\": \"${1}\",\n \"id\": 1}"),
        ("{\"id\": 1 \"na|", "name", "{\"id\": 1, \"name\": \"${1}\""),
        ("{\"id\": 1 |}", "isFeatured", "{\"id\": 1, \"isFeatured\": ${1|false,true|}}"),
        ("{\"x\": {}|", "name", "{\"x\": {},\"name\": \"${1}\""),
    ] {
        let (items, text) = complete(&mut server, &uri, marked);
        assert_eq!(accept(&items, label, &text), expected, "{marked}");
        let item = items.iter().find(|item| item["label"] == label).unwrap();
        let quoted = marked.contains("\"b") || marked.contains("\"|") || marked.contains("\"na");
        let filter = if quoted { format!("\"{label}\"") } else { label.to_owned() };
        assert_eq!(item["filterText"], filter, "{marked}");
    }
}

#[test]
fn values_are_those_of_the_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let gokart = uri(&folder.path().join(GOKART));
    let (items, text) = complete(&mut server, &gokart, "{\"offerType\": |");
    assert_eq!(labels(&items), ["MultiEvent", "SingleEvent"]);
    assert_eq!(accept(&items, "MultiEvent", &text), "{\"offerType\": \"MultiEvent\"");
    let (items, text) = complete(&mut server, &gokart, "{\"offerType\": \"Mul|\",\n\"id\": \"x\"}");
    assert_eq!(
        accept(&items, "MultiEvent", &text),
        "{\"offerType\": \"MultiEvent\",\n\"id\": \"x\"}"
    );
    let (items, _) = complete(&mut server, &gokart, "{\"isFeatured\": t|}");
    assert_eq!(labels(&items), ["false", "true"]);
    let (items, _) = complete(&mut server, &gokart, "{\"trackingSystem\": |");
    assert!(labels(&items).contains(&"AppsFlyer"), "{items:?}");
    let create = uri(&folder.path().join("tracklysms/create-offer/a.json"));
    let (items, _) = complete(&mut server, &create, "{\"external_platform\": |}");
    assert_eq!(labels(&items), ["null", "everflow", "tune"]);
    // Nothing is known about the value of a text, of an unknown field, or after a value.
    for marked in ["{\"name\": |", "{\"nope\": |", "{\"metadata\": {\"a|", "{\"name\" |", "{} |"] {
        let (items, _) = complete(&mut server, &create, marked);
        assert_eq!(labels(&items), [] as [&str; 0], "{marked}");
    }
}

#[test]
fn events_and_creatives_come_as_snippets() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(GOKART));
    let (items, text) =
        complete(&mut server, &uri, "{\"offerType\": \"MultiEvent\", \"offerEvents\": [|]}");
    let event = accept(&items, "object with all required fields", &text);
    for field in ["id", "name", "showOnOfferWall", "eventId", "hasRevenue", "reward"] {
        assert!(event.contains(&format!("\n\t\"{field}\": ")), "{event}");
    }
    assert!(!event.contains("deadlineDays"), "{event}");
    let (items, _) = complete(&mut server, &uri, "{\"creatives\": |}");
    assert!(items[0]["textEdit"]["newText"].as_str().unwrap().starts_with("[\n\t{\n\t\t\""));
    // Inside an event its own fields are offered.
    let (items, _) = complete(
        &mut server,
        &uri,
        "{\"offerType\": \"MultiEvent\", \"offerEvents\": [{}, {\"id\": \"x\", \"|}]",
    );
    assert_eq!(labels(&items)[..2], ["name", "showOnOfferWall"]);
    // An empty document gets the whole object.
    let (items, _) = complete(&mut server, &uri, "|");
    assert_eq!(labels(&items), ["gokart/update-offer"]);

    // Without snippets there are plain texts.
    let mut capabilities = editor();
    capabilities["textDocument"]["completion"] = json!({});
    let mut server = Server::with(folder.path(), capabilities, Value::Null);
    let (items, text) = complete(&mut server, &uri, "{|");
    assert_eq!(accept(&items, "budgetAmount", &text), "{\"budgetAmount\": ");
    let (items, _) = complete(&mut server, &uri, "{\"offerEvents\": [|");
    assert_eq!(items, [] as [Value; 0]);
}

#[test]
fn a_line_of_ndjson_is_completed_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join("gokart/update-offer/a.ndjson"));
    let (items, _) = complete(
        &mut server,
        &uri,
        "{\"offerType\": \"MultiEvent\"}\n{\"id\": \"x\", |\n{\"name\": 1}",
    );
    let names = labels(&items);
    let place = |name: &str| names.iter().position(|found| *found == name).unwrap();
    assert!(names.contains(&"name") && !names.contains(&"id"));
    assert!(place("revenue") > place("shortDescription"));
}

#[test]
fn a_configuration_has_rules_levels_and_contracts() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join("offerlint.toml"));
    let (items, text) = complete(&mut server, &uri, "[rules]\ncap-|\n");
    assert_eq!(accept(&items, "cap-order", &text), "[rules]\ncap-order = \"off\"\n");
    for (marked, label, expected) in [
        ("[rules]\ncap-order = |", "warning", "[rules]\ncap-order = \"warning\""),
        ("[rules]\ncap-order = \"w|\"", "warning", "[rules]\ncap-order = \"warning\""),
        ("[[allow]]\nrule = \"cap|\"", "cap-order", "[[allow]]\nrule = \"cap-order\""),
        ("[[allow]]\nre|", "reason", "[[allow]]\nreason = "),
        ("[files]\n\"a\" = |", "gokart/update-offer", "[files]\n\"a\" = \"gokart/update-offer\""),
        (
            "[contracts.\"a/b\"]\nextends = |",
            "gokart/update-offer",
            "[contracts.\"a/b\"]\nextends = \"gokart/update-offer\"",
        ),
        ("fail|", "fail-on", "fail-on = "),
        ("fail-on = |", "never", "fail-on = \"never\""),
        ("[al|", "allow", "[[allow]]"),
        (
            "[[overrides]]\nfiles = \"a\"\nrules = { |",
            "url-invalid",
            "[[overrides]]\nfiles = \"a\"\nrules = { url-invalid = \"off\"",
        ),
    ] {
        let (items, text) = complete(&mut server, &uri, marked);
        assert_eq!(accept(&items, label, &text), expected, "{marked}");
    }
    let (items, _) = complete(&mut server, &uri, "[rules]\n# ca|");
    assert_eq!(items, [] as [Value; 0]);
}
