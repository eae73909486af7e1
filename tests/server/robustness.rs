//! Large, deep and fast-changing documents.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::UPDATE;
use crate::lsp::*;

/// Every request that reads a document.
fn ask_everything(server: &mut Server, uri: &str) {
    let document = json!({"uri": uri});
    for line in [0, 1, 1_000_000] {
        let position = json!({"line": line, "character": 7});
        let at = json!({"textDocument": document, "position": position});
        for method in ["textDocument/hover", "textDocument/completion"] {
            assert!(server.request(method, at.clone()).get("result").is_some(), "{method}");
        }
    }
    let symbols = json!({"textDocument": document});
    assert!(server.request("textDocument/documentSymbol", symbols).get("result").is_some());
    let actions = json!({
        "textDocument": document, "range": range((0, 0), (0, 9)), "context": {"diagnostics": []},
    });
    assert!(server.request("textDocument/codeAction", actions).get("result").is_some());
}

#[test]
fn deep_and_broken_documents_are_survived() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(UPDATE));
    let texts = [
        "[".repeat(200_000),
        "{\"a\":".repeat(200_000),
        "[{".repeat(100_000) + &"]".repeat(200_000),
        "}".repeat(200_000),
        format!("{{\"metadata\": {}{}}}", "[".repeat(200_000), "]".repeat(200_000)),
        "\"".repeat(200_001),
        "\\".repeat(100_000),
        "\u{feff}{\"payout\": \u{0}-1}\u{2028}".repeat(1000),
        String::new(),
        "\r\r\n\n\r".to_owned(),
    ];
    server.open(&uri, "json", "{}");
    for (version, text) in texts.iter().enumerate() {
        let version = version as i64 + 2;
        server.change(&uri, version, text);
        ask_everything(&mut server, &uri);
        assert!(!server.published_version(&uri, version).is_empty(), "{version}");
    }
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn every_prefix_of_a_payload_is_survived() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path.join("examples/gokart/update-offer/multi-event.json"));
    let text = text.unwrap();
    let uri = uri(&folder.path().join(crate::GOKART));
    server.open(&uri, "json", "");
    for (version, end) in (0..text.len()).step_by(7).enumerate() {
        let version = version as i64 + 2;
        server.change(&uri, version, &text[..end]);
        let line = text[..end].matches('\n').count();
        let character = end - text[..end].rfind('\n').map_or(0, |end| end + 1);
        let position = json!({"line": line, "character": character});
        let at = json!({"textDocument": {"uri": uri}, "position": position});
        for method in ["textDocument/completion", "textDocument/hover"] {
            assert!(server.request(method, at.clone()).get("result").is_some(), "{end}");
        }
    }
    assert_eq!(server.stop(), Some(0));
}

/// The other members of an offer in a response.
const REST: &str = "\"slug\": \"a\", \"external_platform\": null, \"external_id\": null, \
    \"advertiser_id\": null, \"payout_type\": \"cpa\", \"filter_bots\": false, \"status\": \"active\", \
    \"tracking_url\": \"https://t.acme.io/c\", \"metadata\": {}, \
    \"created_at\": \"2026-01-15T10:30:00Z\", \"updated_at\": \"2026-01-15T10:30:00Z\"";

#[test]
fn ten_megabytes_are_linted_while_the_server_answers() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let large = uri(&folder.path().join("tracklysms/list-offers/large.json"));
    let small = uri(&folder.path().join(UPDATE));
    // One line that is not ASCII, with a finding in the first 1500 offers.
    let offer = |at: usize| {
        let payout = if at < 1500 { -1 } else { 1 };
        format!(
            "{{\"id\": \"664f1a2b3c4d5e6f{at:08x}\", \"name\": \"é 🎯 日本\", \"payout\": {payout}, {REST}}}"
        )
    };
    let count = 10 * 1024 * 1024 / offer(0).len() + 1;
    let offers: Vec<String> = (0..count).map(offer).collect();
    let text = format!("{{\"offers\": [{}]}}", offers.join(","));
    assert!(text.len() > 10 * 1024 * 1024);
    server.open(&large, "json", &text);
    server.open(&small, "json", "{\"payout\": -1}");
    assert_eq!(codes(&server.published(&small)), ["number-negative"]);
    let found = server.published(&large);
    assert_eq!(codes(&found[1..1000]), ["number-negative"; 999]);
    // More than a thousand are cut, and the rest is counted.
    assert_eq!(found.len(), 1001);
    assert!(found[1000]["message"].as_str().unwrap().contains("more findings are not shown"));
    server.edit(&large, 2, json!([{"range": range((0, 0), (0, 0)), "text": " "}]));
    ask_everything(&mut server, &large);
    let moved = server.published_version(&large, 2);
    let start = |found: &Value| found["range"]["start"]["character"].as_u64().unwrap();
    assert_eq!(start(&moved[999]), start(&found[999]) + 1);
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn thousands_of_changes_give_the_findings_of_the_last_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let uri = uri(&folder.path().join(UPDATE));
    server.open(&uri, "json", "{\"payout\": 1}");
    server.published(&uri);
    for version in 2..=5000 {
        // The number grows and shrinks by a minus.
        let change = match version % 2 {
            0 => json!([{"range": range((0, 11), (0, 11)), "text": "-"}]),
            _ => json!([{"range": range((0, 11), (0, 12)), "text": ""}]),
        };
        server.edit(&uri, version, change);
    }
    assert_eq!(codes(&server.published_version(&uri, 5000)), ["number-negative"]);
    let messages = server.drain(Duration::from_millis(300));
    let versions: Vec<i64> = messages
        .iter()
        .filter(|message| message["method"] == "textDocument/publishDiagnostics")
        .map(|message| message["params"]["version"].as_i64().unwrap())
        .collect();
    // Versions only grow, and most of them were never linted.
    assert!(versions.is_sorted() && versions.len() < 2500, "{}", versions.len());
    assert!(versions.iter().all(|version| *version < 5000));
    assert_eq!(server.stop(), Some(0));
}

/// A payload of about 300 KB with a few findings.
fn payload_of_300_kilobytes() -> String {
    let offer = |at: usize| {
        let payout = if at < 10 { -1 } else { 1 };
        format!(
            "{{\"id\": \"664f1a2b3c4d5e6f{at:08x}\", \"name\": \"A\", \"payout\": {payout}, {REST}}}"
        )
    };
    let count = 300 * 1024 / offer(0).len() + 1;
    let offers: Vec<String> = (0..count).map(offer).collect();
    format!("{{\"offers\": [\n{}\n]}}", offers.join(",\n"))
}

/// Run with `cargo test --release --test server -- --ignored --nocapture`.
#[test]
#[ignore = "measures time and memory of a release build"]
fn a_key_takes_less_than_20_milliseconds_and_1000_files_less_than_100_megabytes() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let at = uri(&folder.path().join("tracklysms/list-offers/large.json"));
    server.open(&at, "json", &payload_of_300_kilobytes());
    server.published(&at);
    let mut times = Vec::new();
    for version in 2..=101 {
        std::thread::sleep(Duration::from_millis(30));
        let start = Instant::now();
        server.edit(&at, version, json!([{"range": range((0, 0), (0, 0)), "text": " "}]));
        server.published_version(&at, version);
        times.push(start.elapsed());
    }
    times.sort();
    println!("from key to diagnostics: median {:?}, worst {:?}", times[50], times[99]);
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = example.join("examples/gokart/update-offer/multi-event.json");
    let text = std::fs::read_to_string(example).unwrap();
    for number in 0..1000 {
        let name = format!("gokart/update-offer/{number}.json");
        let uri = uri(&folder.path().join(name));
        server.open(&uri, "json", &text);
        server.published(&uri);
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
    let resident = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    let kilobytes: u64 = resident.split_whitespace().nth(1).unwrap().parse().unwrap();
    println!("1000 open files: {kilobytes} KB");
    assert!(times[50] < Duration::from_millis(20), "{:?}", times[50]);
    assert!(kilobytes < 100 * 1024, "{kilobytes}");
}
