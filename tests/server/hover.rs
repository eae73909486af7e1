//! Hover and document symbols.

use serde_json::{Value, json};

use crate::lsp::*;
use crate::{GOKART, UPDATE};

/// The text of the hover over the first occurrence of a text, after `skip` characters of it.
fn over(server: &mut Server, uri: &str, text: &str, needle: &str, skip: usize) -> String {
    let at = text.find(needle).unwrap() + skip;
    let line = text[..at].matches('\n').count();
    let character = at - text[..at].rfind('\n').map_or(0, |end| end + 1);
    let position = json!({"line": line, "character": character});
    let params = json!({"textDocument": {"uri": uri}, "position": position});
    let answer = server.request("textDocument/hover", params);
    answer["result"]["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_field_is_described() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(GOKART));
    // The end is missing.
    let text = "{\n  \"offerType\": \"MultiEvent\",\n  \"revenue\": 3,\n  \"offerEvents\": [\n    {\"hasReward\": true, \"sequenceNumber\": ";
    server.open(&uri, "json", text);
    let revenue = over(&mut server, &uri, text, "revenue", 1);
    assert!(
        revenue.starts_with("**revenue** · number · required if: a MultiEvent offer requires it"),
        "{revenue}"
    );
    assert!(
        revenue.contains("The revenue of a conversion.") && revenue.contains("doubtful"),
        "{revenue}"
    );
    assert_eq!(over(&mut server, &uri, text, "3,", 0), revenue);
    let kind = over(&mut server, &uri, text, "\"MultiEvent", 2);
    assert!(
        kind.contains("required") && kind.contains("Allowed values: `SingleEvent`, `MultiEvent`"),
        "{kind}"
    );
    let event = over(&mut server, &uri, text, "hasReward", 0);
    assert!(
        event.contains("**hasReward** · boolean")
            && event.contains("Whether the event has a reward.")
    );
    let sequence = over(&mut server, &uri, text, "sequenceNumber", 0);
    assert!(sequence.contains(" · may be null\n"), "{sequence}");
    // Between members there is nothing to say.
    assert_eq!(over(&mut server, &uri, text, "\n  \"revenue", 1), "");
}

#[test]
fn the_page_is_quoted_and_defaults_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let path = folder.path().join("tracklysms/create-offer/a.json");
    let uri = uri(&path);
    let text = "{\"payout_type\": \"CPS\", \"name\": 3}";
    server.open(&uri, "json", text);
    server.published(&uri);
    let payout = over(&mut server, &uri, text, "payout_type", 0);
    assert!(payout.contains("The payout model: cpa (the default) or cpc."), "{payout}");
    assert!(
        payout.contains("400 invalid_payout_type: `payout_type` is not cpa or cpc"),
        "{payout}"
    );
    // Over the value, the rule of the finding is explained.
    let value = over(&mut server, &uri, text, "CPS", 1);
    assert!(value.contains("**invalid-payout-type**: "), "{value}");
    let name = over(&mut server, &uri, text, "name", 0);
    assert!(name.contains("400 missing_name: `name` is not provided"), "{name}");
}

#[test]
fn a_wrapped_response_has_the_fields_of_its_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join("tracklysms/create-offer-response/a.json"));
    let text = "{\"success\": true, \"offer\": {\"payout\": 1}}";
    server.open(&uri, "json", text);
    assert!(over(&mut server, &uri, text, "success", 0).contains("**success** · boolean"));
    assert!(over(&mut server, &uri, text, "payout", 0).contains("**payout** · number"));
}

#[test]
fn a_tracking_url_is_taken_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join("tracklysms/update-offer/a.ndjson"));
    let text = "{}\n{\"tracking_url\": \"https://t.acme.io/c?offer=1&click={click_id}\"}";
    server.open(&uri, "ndjson", text);
    let shown = over(&mut server, &uri, text, "acme", 0);
    assert!(shown.contains("**tracking_url** · string"), "{shown}");
    assert!(
        shown.contains("- host: `t.acme.io`\n- path: `/c`\n- parameter `offer`: `1`\n"),
        "{shown}"
    );
    assert!(shown.contains("Macros: `{click_id}`\n"), "{shown}");
}

#[test]
fn rules_and_keys_of_a_configuration_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join("offerlint.toml"));
    let text = "fail-on = \"error\"\n[rules]\ncap-order = \"off\"\n[files]\n\"a.json\" = \"gokart/update-offer\"\n";
    server.open(&uri, "toml", text);
    assert!(over(&mut server, &uri, text, "cap-order", 3).starts_with("# cap-order\n"));
    assert!(over(&mut server, &uri, text, "gokart", 0).contains("(PUT /v1/sdk-offer-management/"));
    assert!(over(&mut server, &uri, text, "fail-on", 0).starts_with("**fail-on**: The severity"));
    assert_eq!(over(&mut server, &uri, text, "a.json", 0), "");
}

#[test]
fn symbols_are_events_creatives_and_lines() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let at = uri(&folder.path().join(GOKART));
    let text = "{\n\"name\": \"x\",\n\"offerEvents\": [{\"name\": \"Install\"}, {\"id\": \"e2\"}, {}],\n\"creatives\": [{\"order\": 1}";
    server.open(&at, "json", text);
    let symbols = |server: &mut Server, uri: &str| {
        let params = json!({"textDocument": {"uri": uri}});
        server.request("textDocument/documentSymbol", params)["result"].clone()
    };
    let found = symbols(&mut server, &at);
    let names = |symbols: &Value| -> Vec<String> {
        let names = symbols.as_array().into_iter().flatten();
        names.map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&found), ["offerEvents", "creatives"]);
    assert_eq!(names(&found[0]["children"]), ["Install", "e2", "offerEvents 2"]);
    assert_eq!(names(&found[1]["children"]), ["order 1"]);
    assert_eq!(found[0]["range"], range((2, 0), (2, 54)));
    assert_eq!(found[0]["selectionRange"], range((2, 0), (2, 13)));

    let lines = uri(&folder.path().join("tracklysms/update-offer/a.ndjson"));
    server.open(&lines, "ndjson", "{\"name\": \"A\"}\n\n{\"name\": \"B\"}\n");
    let found = symbols(&mut server, &lines);
    assert_eq!(names(&found), ["A", "B"]);
    assert_eq!(found[1]["range"], range((2, 0), (2, 13)));

    // A client without nested symbols gets a list.
    let mut capabilities = editor();
    capabilities["textDocument"]["documentSymbol"] = json!({});
    let mut server = Server::with(folder.path(), capabilities, Value::Null);
    server.open(&at, "json", text);
    let flat = symbols(&mut server, &at);
    assert_eq!(
        names(&flat),
        ["offerEvents", "Install", "e2", "offerEvents 2", "creatives", "order 1"]
    );
    assert_eq!(
        (&flat[1]["containerName"], &flat[1]["location"]["uri"]),
        (&json!("offerEvents"), &json!(at))
    );
    // Without a contract there are none.
    let other = uri(&folder.path().join(UPDATE.replace("tracklysms", "other")));
    server.open(&other, "json", text);
    assert_eq!(symbols(&mut server, &other), json!([]));
}
