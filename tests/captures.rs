//! Payloads in captures have the findings that they have alone, at their places in the capture.

#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

use offerlint::captures::{CaptureFormat, CaptureOptions, CaptureReport, Variables, lint_capture};
use offerlint::{Contract, Fix, Role, Severity, fix};
use process::{code, json, offerlint, stderr, stdout, write};
use serde_json::{Value, json};

/// A way to write a payload into a capture: what is before it, the payload, what is behind it.
struct Writing {
    name: &'static str,
    format: CaptureFormat,
    /// Writes a part of the payload.
    encode: fn(&str) -> String,
    before: fn(method: &str, url: &str) -> String,
    after: &'static str,
}

fn plain(text: &str) -> String {
    text.to_owned()
}

fn json_string(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    quoted[1..quoted.len() - 1].to_owned()
}

fn double_quotes(text: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '"' | '$' | '`');
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

fn here_document(text: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '$' | '`');
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

const WRITINGS: [Writing; 8] = [
    Writing {
        name: "har",
        format: CaptureFormat::Har,
        encode: json_string,
        before: |method, url| {
            format!(
                "{{\"log\": {{\"version\": \"1.2\", \"entries\": [\n{{\"request\": {{\"method\": \"{method}\", \
                 \"url\": \"{url}\", \"postData\": {{\"text\": \""
            )
        },
        after: "\"}}}]}}",
    },
    Writing {
        name: "postman",
        format: CaptureFormat::Postman,
        encode: json_string,
        before: |method, url| {
            format!(
                "{{\"info\": {{\"schema\": \"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"}}, \
                 \"item\": [{{\"request\": {{\"method\": \"{method}\", \"url\": {{\"raw\": \"{url}\"}}, \
                 \"body\": {{\"mode\": \"raw\", \"raw\": \""
            )
        },
        after: "\"}}}]}",
    },
    Writing {
        name: "http",
        format: CaptureFormat::Http,
        encode: plain,
        before: |method, url| format!("### one\n{method} {url}\nA: b\n\n"),
        after: "\n\n### two\nGET https://www.example.com/\n",
    },
    Writing {
        name: "single quotes",
        format: CaptureFormat::Curl,
        encode: |text| text.replace('\'', r"'\''"),
        before: |method, url| format!("curl -sX {method} {url} \\\n  -H 'A: b' -d '"),
        after: "'\n",
    },
    Writing {
        name: "double quotes",
        format: CaptureFormat::Curl,
        encode: double_quotes,
        before: |method, url| format!("curl --request {method} --url \"{url}\" --data-raw \""),
        after: "\" | jq .\n",
    },
    Writing {
        name: "ansi quotes",
        format: CaptureFormat::Curl,
        encode: |text| text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n"),
        before: |method, url| format!("curl '{url}' -X{method} --data-binary $'"),
        after: "' --compressed\n",
    },
    Writing {
        name: "here-document",
        format: CaptureFormat::Curl,
        encode: here_document,
        before: |method, url| format!("curl -X {method} {url} -d @- <<END\n"),
        after: "\nEND\necho done\n",
    },
    Writing {
        name: "quoted here-document in a substitution",
        format: CaptureFormat::Curl,
        encode: plain,
        before: |method, url| format!("answer=$(curl -X {method} {url} --json @- <<'END'\n"),
        after: "\nEND\n)\n",
    },
];

fn lint(text: &str, format: CaptureFormat) -> CaptureReport {
    lint_capture(text.as_bytes(), format, &CaptureOptions::default())
}

/// The request payloads of the conformance set that need no settings, with their findings.
fn payloads() -> Vec<(Contract, String, Vec<Value>)> {
    let lines = include_str!("conformance/cases.ndjson").lines();
    let cases = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut payloads = Vec::new();
    for case in cases.filter(|case| case["settings"] == json!({})) {
        let contract: Contract = case["contract"].as_str().unwrap().parse().unwrap();
        let payload = case["payload"].as_str().unwrap().to_owned();
        // Two braces are a variable; a file begins with a byte order mark, but no body does.
        let is_usual = !payload.contains("{{") && !payload.starts_with('\u{feff}');
        if contract.role() == Role::Request && is_usual {
            payloads.push((contract, payload, case["findings"].as_array().unwrap().clone()));
        }
    }
    assert!(payloads.len() > 100);
    payloads
}

fn request(contract: Contract) -> (&'static str, String) {
    let endpoint = contract.endpoint();
    let path =
        endpoint.path().replace("{id}", "664f1a2b3c4d5e6f7a8b9c0d").replace("{product}", "app");
    (endpoint.method(), format!("https://api.example.com/api{path}"))
}

#[test]
fn payloads_in_captures_have_the_findings_that_they_have_alone() {
    for (contract, payload, expected) in payloads() {
        let (method, url) = request(contract);
        for writing in &WRITINGS {
            let before = (writing.before)(method, &url);
            let text = format!("{before}{}{}", (writing.encode)(&payload), writing.after);
            let name = format!("{} {payload}", writing.name);
            let report = lint(&text, writing.format);
            assert_eq!(report.problems, [], "{name}");
            assert_eq!(
                (report.calls, report.diagnostics.len()),
                (1, expected.len() + extra(&report)),
                "{name}"
            );
            let found = report.diagnostics.iter().filter(|found| !found.pointer.starts_with('@'));
            for (found, expected) in found.zip(&expected) {
                assert_eq!(found.rule, expected["rule"].as_str().unwrap(), "{name}");
                assert_eq!(found.pointer, expected["pointer"].as_str().unwrap(), "{name}");
                assert_eq!(found.message, expected["message"].as_str().unwrap(), "{name}");
                let part = |member: &str| expected[member].as_u64().unwrap() as usize;
                let span = found.range.unwrap().span;
                // A quotation mark of the shell is written outside of its quotes.
                if writing.name == "single quotes" && payload.contains('\'') {
                    continue;
                }
                let start = before.len() + (writing.encode)(&payload[..part("start")]).len();
                let marked = (writing.encode)(&payload[part("start")..part("end")]);
                assert_eq!(span.start, start, "{name}");
                assert_eq!(&text[span.start..span.end], marked, "{name}");
                let line = 1 + text[..start].matches('\n').count();
                let column = 1 + text[..start].rsplit('\n').next().unwrap().chars().count();
                let at = found.range.unwrap().start;
                assert_eq!((at.line, at.column), (line, column), "{name}");
            }
        }
    }
}

/// The number of findings on the path: the product of GoKart is not documented.
fn extra(report: &CaptureReport) -> usize {
    report.diagnostics.iter().filter(|found| found.pointer.starts_with('@')).count()
}

#[test]
fn fixes_write_through_the_quoting() {
    let mut count = 0;
    for (contract, payload, expected) in payloads() {
        let fixes: Vec<Fix> = expected
            .iter()
            .filter(|found| !found["fix"].is_null())
            .map(|found| serde_json::from_value(found["fix"].clone()).unwrap())
            .collect();
        let (fixed, _) = fix::apply(&payload, &fixes);
        let (method, url) = request(contract);
        for writing in &WRITINGS {
            let before = (writing.before)(method, &url);
            let text = format!("{before}{}{}", (writing.encode)(&payload), writing.after);
            let report = lint(&text, writing.format);
            let fixes: Vec<&Fix> =
                report.diagnostics.iter().filter_map(|found| found.fix.as_ref()).collect();
            if writing.format == CaptureFormat::Har {
                assert!(fixes.is_empty());
                continue;
            }
            count += fixes.len();
            let (written, _) = fix::apply(&text, fixes);
            let wanted = format!("{before}{}{}", (writing.encode)(&fixed), writing.after);
            if written != wanted {
                // A quotation mark of the shell is written in two ways.
                assert!(payload.contains('\''), "{}: {written}", writing.name);
                let (written, wanted) =
                    (lint(&written, writing.format), lint(&wanted, writing.format));
                assert!(found(&written).len() <= found(&wanted).len(), "{}", writing.name);
            }
        }
    }
    assert!(count > 100, "{count}");
}

fn found(report: &CaptureReport) -> Vec<(&str, &str)> {
    report.diagnostics.iter().map(|found| (&*found.rule, &*found.pointer)).collect()
}

#[test]
fn variables_have_their_values_and_others_are_unknown() {
    let text = r#"
@base = https://api.example.com/api
@type = CPA

### The value of `cap` is unknown, and so is that of `geo`. `click` is a macro.
POST {{base}}/v2/offers
Content-Type: application/json

{
  "name": "{{name}}",
  "tracking_url": "https://t.acme.io/c?id={{click}}",
  "payout_type": "{{type}}",
  "filter_bots": {{filter}},
  "payout": 1{{cents}},
  "external_platform": "{{platform}}"
}
"#;
    let report = lint(text, CaptureFormat::Http);
    assert_eq!(found(&report), [("invalid-payout-type", "/payout_type")]);
    let range = report.diagnostics[0].range.unwrap().span;
    assert_eq!(&text[range.start..range.end], "\"{{type}}\"");
    assert!(report.diagnostics[0].fix.is_none(), "the value is not written here");
    let mut options = CaptureOptions::default();
    options.variables = Variables::parse(r#"{"type": "cpa", "name": ""}"#).unwrap();
    let report = lint_capture(text.as_bytes(), CaptureFormat::Http, &options);
    assert_eq!(found(&report), [("string-blank", "/name")]);
}

#[test]
fn a_body_that_is_only_a_variable_is_not_linted() {
    let text = "POST https://api.example.com/v2/offers\n\n{{body}}\n";
    let report = lint(text, CaptureFormat::Http);
    assert_eq!((found(&report), report.calls), (vec![], 1));
}

#[test]
fn path_query_and_responses_are_linted() {
    let text = r#"
### a malformed id
GET https://api.example.com/api/v2/offers/xyz

HTTP/1.1 404 Not Found

{"message": "not found"}

### an unknown id, a wrong status
GET {{host}}/api/v2/offers?status=activ&page={{page}}

### elsewhere
DELETE https://api.example.com/api/v2/offers/xyz
"#;
    let report = lint(text, CaptureFormat::Http);
    assert_eq!(
        found(&report),
        [
            ("object-id-format", "@path/id"),
            ("response-field-missing", "/error"),
            ("invalid-status", "@query/status"),
        ]
    );
    assert_eq!((report.calls, report.other_calls), (2, 1));
    let call = report.diagnostics[1].call.as_ref().unwrap();
    assert_eq!(call.request, "GET https://api.example.com/api/v2/offers/xyz");
    assert_eq!((call.number, &*call.contract), (1, "tracklysms/get-offer"));
}

/// The vendor documents the form of error bodies outside the pages of the contracts.
#[test]
fn error_bodies_of_another_form_are_warnings() {
    for (body, wanted) in [
        (r#"{"error": "Not found", "code": "not_found"}"#, None),
        (r#"{"error": "Not found"}"#, None),
        (r#"{"code": "not_found"}"#, Some(("response-field-missing", "/error"))),
        (r#"{"error": {"code": "not_found"}}"#, Some(("type-mismatch", "/error"))),
        (r#"{"error": "Not found", "offer": {}}"#, Some(("type-mismatch", "/offer"))),
        ("[]", Some(("type-mismatch", ""))),
    ] {
        let text = format!(
            "GET https://a.io/v2/offers/664f1a2b3c4d5e6f7a8b9c0d\n\nHTTP/1.1 404 Not Found\n\n{body}\n"
        );
        let report = lint(&text, CaptureFormat::Http);
        assert_eq!(found(&report), wanted.into_iter().collect::<Vec<_>>(), "{body}");
        let warnings = |found: &offerlint::Diagnostic| found.severity == Severity::Warning;
        assert!(report.diagnostics.iter().all(warnings), "{body}");
    }
}

#[test]
fn bad_captures_are_explained_and_the_rest_is_linted() {
    let body = r#"{\"payout\": \"1\"}"#;
    let call = format!(
        r#"{{"request": {{"method": "PUT", "url": "https://a.example.com/v2/offers/664f1a2b3c4d5e6f7a8b9c0d", "postData": {{"text": "{body}"}}}}}}"#
    );
    for (text, format, problem, findings) in [
        (format!(r#"{{"log": {{"version": "1.2", "entries": [{call}, {{"req"#), CaptureFormat::Har, "cut off", 1),
        (format!(r#"{{"log": {{"version": "2.0", "entries": [{call}]}}}}"#), CaptureFormat::Har, "\"2.0\"", 1),
        (r#"{"entries": []}"#.to_owned(), CaptureFormat::Har, "no array log.entries", 0),
        (format!(r#"{{"log": {{"entries": [{{}}, {call}]}}}}"#), CaptureFormat::Har, "no request.url", 1),
        (r#"{"item": 1}"#.to_owned(), CaptureFormat::Postman, "no array `item`", 0),
        ("{".to_owned(), CaptureFormat::Postman, "not JSON", 0),
        (
            "@a = {{b}}\n@b = {{a}}\n\nPUT https://a.example.com/v2/offers/664f1a2b3c4d5e6f7a8b9c0d\n\n{\"payout\": \"1\"}\n".to_owned(),
            CaptureFormat::Http, "refers to itself", 1,
        ),
        ("curl https://a.example.com/v2/offers -d @no.json".to_owned(), CaptureFormat::Curl, "no.json", 0),
    ] {
        let report = lint(&text, format);
        let all: Vec<&str> = report.problems.iter().map(|problem| &*problem.message).collect();
        assert!(all.iter().any(|message| message.contains(problem)), "{text}: {all:?}");
        assert_eq!(report.diagnostics.len(), findings, "{text}: {:?}", found(&report));
    }
}

fn har(entries: &[Value]) -> String {
    json!({"log": {"version": "1.2", "entries": entries}}).to_string()
}

fn entry(body: &str) -> Value {
    json!({
        "request": {
            "method": "PUT", "url": "https://api.example.com/api/v2/offers/664f1a2b3c4d5e6f7a8b9c0d?api_key=sekret",
            "headers": [{"name": "Authorization", "value": "Bearer sekret"}],
            "cookies": [{"name": "sid", "value": "sekret"}],
            "postData": {"mimeType": "application/json", "text": body},
        },
        "response": {"status": 200, "content": {"text": ""}},
    })
}

#[test]
fn the_command_checks_captures_in_every_format_and_shows_no_credentials() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "t.har", har(&[entry("{}"), entry(r#"{"payout": "2.50"}"#)]));
    for format in [
        "human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "html",
    ] {
        let output = offerlint(folder.path(), &["check", "--format", format, "t.har"], None);
        assert_eq!(code(&output), 1, "{format}: {}", stderr(&output));
        let printed = stdout(&output);
        assert!(
            printed.contains("PUT https://api.example.com/api/v2/offers/"),
            "{format}: {printed}"
        );
        assert!(printed.contains("/log/entries/1/request/postData/text"), "{format}: {printed}");
        assert!(!printed.contains("sekret"), "{format}: {printed}");
    }
    let output = offerlint(folder.path(), &["check", "."], None);
    assert!(stdout(&output).contains("2 calls checked, 0 to other addresses passed over"));
    let output = offerlint(folder.path(), &["check", "--fix", "t.har"], None);
    assert!(stderr(&output).contains("HAR files are records"), "{}", stderr(&output));
    assert_eq!(stderr(&output).matches("HAR files").count(), 1);
}

#[test]
fn captures_are_recognised_by_content_and_by_option() {
    let folder = tempfile::tempdir().unwrap();
    let text = har(&[entry(r#"{"payout": "2.50"}"#)]);
    write(folder.path(), "log.json", &text);
    write(folder.path(), "log.txt", &text);
    for arguments in
        [&["check", "log.json"][..], &["check"], &["check", "--input", "har", "log.txt"]]
    {
        let output = offerlint(folder.path(), &[arguments, &["--format", "json"]].concat(), None);
        assert_eq!(json(&output)["diagnostics"][0]["rule"], "type-mismatch", "{arguments:?}");
        assert_eq!(json(&output)["diagnostics"][0]["contract"], "tracklysms/update-offer");
    }
    let piped = ["check", "--input", "har", "-", "--format", "concise"];
    assert!(
        stdout(&offerlint(folder.path(), &piped, Some(text.as_bytes()))).contains("type-mismatch")
    );
}

#[test]
fn captures_are_fixed_and_taken_into_baselines() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let script = "curl -X PUT https://a.example.com/v2/offers/664f1a2b3c4d5e6f7a8b9c0d -d '{\"payout\": \"2\"}'\n";
    write(at, "a.sh", script);
    let shown = stdout(&offerlint(at, &["check", "--diff", "a.sh"], None));
    assert!(shown.contains("+curl -X PUT") && shown.contains("{\"payout\": 2}"), "{shown}");
    assert_eq!(code(&offerlint(at, &["baseline", "a.sh"], None)), 0);
    assert_eq!(code(&offerlint(at, &["check", "a.sh"], None)), 0);
    std::fs::remove_file(at.join(".offerlint-baseline.json")).unwrap();
    assert_eq!(code(&offerlint(at, &["check", "--fix", "a.sh"], None)), 0);
    let fixed = std::fs::read_to_string(at.join("a.sh")).unwrap();
    assert_eq!(fixed, script.replace("\"2\"", "2"));
}

#[test]
fn bodies_in_files_are_read_from_the_folder_of_the_capture_only() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "secret.json", r#"{"payout": "1"}"#);
    write(at, "calls/offer.json", r#"{"payout": "1"}"#);
    let url = "https://a.example.com/v2/offers/664f1a2b3c4d5e6f7a8b9c0d";
    write(at, "calls/a.http", format!("PUT {url}\n\n< ./offer.json\n"));
    write(at, "calls/b.http", format!("PUT {url}\n\n< ../secret.json\n"));
    write(at, "calls/c.sh", format!("curl -X PUT {url} -d @/etc/hostname"));
    let run = |file: &str| offerlint(at, &["check", "--format", "concise", file], None);
    assert!(stdout(&run("calls/a.http")).contains("calls/a.http:3:1: error[type-mismatch]"));
    for file in ["calls/b.http", "calls/c.sh"] {
        let output = run(file);
        assert_eq!(code(&output), 2);
        assert!(
            stderr(&output).contains("not inside the folder of the capture"),
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn items_of_a_body_are_checked_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let url = "https://a.example.com/v2/offers/664f1a2b3c4d5e6f7a8b9c0d";
    let script = format!("curl -X PUT {url} -d '[{{\"payout\": 1}},\n {{\"payout\": \"2\"}}]'\n");
    write(folder.path(), "a.sh", &script);
    let found = |arguments: &[&str]| {
        let all = [&["check", "--format", "json", "a.sh"], arguments].concat();
        json(&offerlint(folder.path(), &all, None))["diagnostics"].clone()
    };
    assert_eq!(found(&[])[0]["pointer"], "");
    let items = found(&["--each"]);
    assert_eq!(items.as_array().unwrap().len(), 1);
    assert_eq!((&items[0]["pointer"], &items[0]["line"]), (&json!("/1/payout"), &json!(2)));
    let place = |member: &str| items[0][member].as_u64().unwrap() as usize;
    assert_eq!(&script[place("start")..place("end")], "\"2\"");
}

/// The findings of a text, each with its rule, its pointer and what is marked.
fn marked(text: &str, format: CaptureFormat) -> Vec<(String, String, String)> {
    let report = lint(text, format);
    let of = |found: &offerlint::Diagnostic| {
        let span = found.range.unwrap().span;
        let part = text[span.start..span.end].to_owned();
        (found.rule.to_string(), found.pointer.clone(), part)
    };
    report.diagnostics.iter().map(of).collect()
}

fn one(rule: &str, pointer: &str, part: &str) -> Vec<(String, String, String)> {
    vec![(rule.to_owned(), pointer.to_owned(), part.to_owned())]
}

const UPDATE: &str = "https://api.example.com/api/v2/offers/664f1a2b3c4d5e6f7a8b9c0d";

#[test]
fn places_behind_an_unknown_value_are_right() {
    let text = format!(
        "PUT {UPDATE}\n\n{{\"status\":\"{{{{x}}}}\",\"payout\":\"1\",\r\n\"name\": 1}}\r\n"
    );
    let found = marked(&text, CaptureFormat::Http);
    assert_eq!(found[0], one("type-mismatch", "/payout", "\"1\"")[0]);
    assert_eq!(found[1], one("type-mismatch", "/name", "1")[0]);
    let script = format!("curl -X PUT {UPDATE} -d '{{\"payout\":\"'\"$X\"'\",\"name\":1}}'\n");
    assert_eq!(marked(&script, CaptureFormat::Curl), one("type-mismatch", "/name", "1"));
}

#[test]
fn fixes_keep_line_ends() {
    let text = format!("PUT {UPDATE}\r\n\r\n{{\r\n  // c\r\n  \"status\": \"active\"\r\n}}\r\n");
    let report = lint(&text, CaptureFormat::Http);
    let fixes: Vec<&Fix> =
        report.diagnostics.iter().filter_map(|found| found.fix.as_ref()).collect();
    let (fixed, _) = fix::apply(&text, fixes);
    assert!(!fixed.replace("\r\n", "").contains(['\r', '\n']), "{fixed:?}");
    assert_eq!(found(&lint(&fixed, CaptureFormat::Http)), []);
}

#[test]
fn values_of_variables_are_marked_where_they_are_assigned() {
    let script = format!(
        "body=\"{{\\\"status\\\":\\\"Paused\\\",\\\"name\\\":\\\"$1\\\"}}\"\ncurl -X PUT {UPDATE} -d \"$body\" > out.json 2>&1\n"
    );
    let report = lint(&script, CaptureFormat::Curl);
    assert_eq!((report.calls, report.other_calls), (1, 0));
    assert_eq!(
        marked(&script, CaptureFormat::Curl),
        one("invalid-status", "/status", "\\\"Paused\\\"")
    );
}

#[test]
fn variables_that_change_are_unknown() {
    for change in ["for s in active paused; do", "while read -r s; do", "unset s;", "source ./env;"]
    {
        let script =
            format!("s=ACTIVE\n{change} curl -X PUT {UPDATE} -d '{{\"status\":\"'$s'\"}}'; done\n");
        assert_eq!(marked(&script, CaptureFormat::Curl), [], "{script}");
    }
    let script = format!("s=ACTIVE\ncurl -X PUT {UPDATE} -d '{{\"status\":\"'$s'\"}}'\n");
    assert_eq!(lint(&script, CaptureFormat::Curl).diagnostics.len(), 1);
}

#[test]
fn requests_of_curl_are_those_that_it_sends() {
    let next = format!(
        "curl -X PUT {UPDATE} -d '{{\"payout\": 1}}' --next -X PUT {UPDATE} -d '{{\"payout\": \"2\"}}'\n"
    );
    assert_eq!(marked(&next, CaptureFormat::Curl), one("type-mismatch", "/payout", "\"2\""));
    let pieces = format!("curl -X PUT {UPDATE} --json '{{\"status\":' --json '\"Paused\"}}'\n");
    assert_eq!(found(&lint(&pieces, CaptureFormat::Curl)), [("invalid-status", "/status")]);
    let query =
        "curl -G https://a.example.com/v2/offers -d page=x --data-urlencode 'status=a b&c'\n";
    let expected = [
        one("type-mismatch", "@query/page", "page=x"),
        one("invalid-status", "@query/status", "status=a b&c"),
    ];
    let found = marked(query, CaptureFormat::Curl);
    let parts: Vec<_> = found.iter().map(|(_, pointer, part)| (&**pointer, &**part)).collect();
    let wanted: Vec<_> = expected.iter().map(|one| (&*one[0].1, &*one[0].2)).collect();
    assert_eq!(parts, wanted);
    let form = format!("curl -X PUT {UPDATE} -F a=b\n");
    assert_eq!(lint(&form, CaptureFormat::Curl).problems.len(), 1);
    // A here-document belongs to its command, whatever is substituted behind it.
    let document = format!(
        "cat <<E | curl -X PUT {UPDATE} -H \"$(echo a)\" -d @-\n{{\"status\": \"Paused\"}}\nE\n"
    );
    assert_eq!(
        marked(&document, CaptureFormat::Curl),
        one("invalid-status", "/status", "\"Paused\"")
    );
    // What another command prints is not known.
    let piped = format!("jq .x y.json | curl -X PUT {UPDATE} -d @-\n");
    let report = lint(&piped, CaptureFormat::Curl);
    assert_eq!((report.problems.len(), report.diagnostics.len(), report.calls), (0, 0, 1));
}

#[test]
fn comments_in_a_postman_body_are_no_mistake() {
    let raw =
        "{\n  // pick \"one\n  \"status\": \"active\" /* or paused */,\n  \"payout\": \"1\"\n}";
    let text = json!({"info": {}, "item": [{"request": {
        "method": "PUT", "url": UPDATE, "body": {"mode": "raw", "raw": raw},
    }}]})
    .to_string();
    assert_eq!(marked(&text, CaptureFormat::Postman), one("type-mismatch", "/payout", "\\\"1\\\""));
}

#[test]
fn a_call_whose_options_are_not_known_is_passed_over() {
    let script =
        "args=(-X POST -d '{}')\ncurl \"${args[@]}\" \"https://api.example.com/api/v2/offers\"\n";
    let report = lint(script, CaptureFormat::Curl);
    assert_eq!((report.calls, report.other_calls, found(&report)), (0, 1, vec![]));
}

#[test]
fn a_diff_masks_values_whose_name_is_on_another_line() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "{{\"info\": {{}}, \"item\": [{{\"request\": {{\"method\": \"PUT\", \"url\": \"{UPDATE}\",\n\
         \"body\": {{\"mode\": \"raw\", \"raw\": \"{{\\\"payout\\\": \\\"2\\\"}}\"}},\n\
         \"header\": [{{\"key\": \"Cookie\",\n\"value\": \"sekret\"}}]}}}}]}}\n"
    );
    write(folder.path(), "a.postman_collection.json", text);
    let output = offerlint(folder.path(), &["check", "--diff", "a.postman_collection.json"], None);
    let printed = stdout(&output);
    assert!(printed.contains("+\"body\"") && !printed.contains("sekret"), "{printed}");
    assert!(stderr(&output).contains("does not apply"), "{}", stderr(&output));
}

#[test]
fn fixes_that_change_other_calls_are_not_offered() {
    for (text, format) in [
        // Without the byte order mark, another request begins.
        (format!("PUT {UPDATE}\n\n\u{feff}###\nGET {UPDATE}\n"), CaptureFormat::Http),
        // Without the comment, the option takes the next word.
        (format!("curl -X PUT {UPDATE} -d// https://t.acme.io/\n"), CaptureFormat::Curl),
        // The value is a part of the address, too.
        (
            format!(
                "s=ACTIVE\ncurl -X PUT {UPDATE} -d '{{\"status\":\"'$s'\"}}'\ncurl https://t.acme.io/$s\n"
            ),
            CaptureFormat::Curl,
        ),
    ] {
        let report = lint(&text, format);
        assert!(!report.diagnostics.is_empty(), "{text}");
        let fixes: Vec<_> =
            report.diagnostics.iter().filter_map(|found| found.fix.as_ref()).collect();
        assert!(fixes.is_empty(), "{text}: {fixes:?}");
    }
}

#[test]
fn fixes_are_offered_beside_an_address_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "query.txt", "status=active");
    let text = format!(
        "curl -G https://app.tracklysms.com/api/v2/offers -d @query.txt\ncurl -X PUT {UPDATE} --json '{{\"status\":\"ACTIVE\"}}'\n"
    );
    write(folder.path(), "calls.sh", &text);
    let output = offerlint(folder.path(), &["check", "--fix", "calls.sh"], None);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    let fixed = std::fs::read_to_string(folder.path().join("calls.sh")).unwrap();
    assert_eq!(fixed, text.replace("ACTIVE", "active"));
}
