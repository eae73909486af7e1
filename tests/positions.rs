//! Where findings are: bytes, lines and columns.

mod support;

use offerlint::{Context, Contract, Diagnostic, Linter, lint};

fn diagnostics(text: &[u8], contract: Contract) -> Vec<Diagnostic> {
    lint(text, contract).diagnostics
}

/// `rule line:column-line:column`, and the bytes that are marked.
fn placed(text: &str, contract: Contract) -> Vec<(String, String)> {
    let place = |found: &Diagnostic| {
        let range = found.range.expect("a place in the document");
        let (start, end) = (range.start, range.end);
        let at =
            format!("{} {}:{}-{}:{}", found.rule, start.line, start.column, end.line, end.column);
        (at, text[range.span.start..range.span.end].to_owned())
    };
    diagnostics(text.as_bytes(), contract).iter().map(place).collect()
}

fn expect(text: &str, contract: Contract, wanted: &[(&str, &str)]) {
    let found = placed(text, contract);
    let found: Vec<_> = found.iter().map(|(at, bytes)| (at.as_str(), bytes.as_str())).collect();
    assert_eq!(found, wanted, "{text}");
}

const CREATE: Contract = Contract::TRACKLYSMS_CREATE_OFFER;
const UPDATE: Contract = Contract::TRACKLYSMS_UPDATE_OFFER;

#[test]
fn values_keys_and_missing_members() {
    expect("{\"payout\": \"x\"}", UPDATE, &[("type-mismatch 1:12-1:15", "\"x\"")]);
    expect(
        "{\n\t\"payout\": 1,\n\t\"colour\": 1\n}",
        UPDATE,
        &[("unknown-field 3:2-3:10", "\"colour\"")],
    );
    expect("{\"payout\":1,\"payout\":2}", UPDATE, &[("duplicate-key 1:13-1:21", "\"payout\"")]);
    expect(" {\"name\":\"A\"}", CREATE, &[("required-field-missing 1:2-1:3", "{")]);
    expect("\n{}", UPDATE, &[("empty-update 2:1-2:2", "{")]);
    expect("[1,\n2]", UPDATE, &[("type-mismatch 1:1-2:3", "[1,\n2]")]);
    expect(
        "{\"metadata\":{\"a\":{\n}}}",
        UPDATE,
        &[("metadata-value-not-string 1:18-2:2", "{\n}")],
    );
}

#[test]
fn columns_count_scalar_values_and_only_line_feeds_end_lines() {
    expect(
        "{\"metadata\":{\"é🎯\":\"x\"},\"payout\":null}",
        UPDATE,
        &[("null-optional 1:33-1:37", "null")],
    );
    expect(
        "{\r\"name\":5,\u{2028}\n}",
        UPDATE,
        &[("json-syntax 1:11-1:12", ","), ("json-syntax 1:12-1:13", "\u{2028}")],
    );
    expect("{\r\n\"name\":5}", UPDATE, &[("type-mismatch 2:8-2:9", "5")]);
}

#[test]
fn a_byte_order_mark_has_no_column() {
    expect(
        "\u{feff}{\"payout\":null}",
        UPDATE,
        &[("json-bom 1:1-1:1", "\u{feff}"), ("null-optional 1:11-1:15", "null")],
    );
    let found = diagnostics("\u{feff}".as_bytes(), UPDATE);
    assert_eq!(found.iter().map(|f| &*f.rule).collect::<Vec<_>>(), ["json-bom", "json-syntax"]);
}

#[test]
fn syntax_errors_are_where_something_is_to_be_changed() {
    let at = |text: &[u8]| {
        let found = diagnostics(text, UPDATE);
        assert_eq!(found.len(), 1, "{}", String::from_utf8_lossy(text));
        assert_eq!((&*found[0].rule, &*found[0].pointer), ("json-syntax", ""));
        let start = found[0].range.unwrap().start;
        (start.line, start.column, found[0].range.unwrap().span.start)
    };
    assert_eq!(at(b""), (1, 1, 0));
    assert_eq!(at(b" \n "), (2, 2, 3));
    assert_eq!(at(b"{\"payout\":NaN}"), (1, 11, 10));
    assert_eq!(at(b"{\"payout\":1,}"), (1, 12, 11));
    assert_eq!(at(b"{\"a\":01}"), (1, 6, 5));
    assert_eq!(at(b"{\"a\":1"), (1, 7, 6));
    assert_eq!(at(b"{\"a\" 1}"), (1, 5, 4));
    assert_eq!(at(b"{a:1}"), (1, 2, 1));
    assert_eq!(at(b"{'a':1}"), (1, 2, 1));
    assert_eq!(at(b"{} x"), (1, 4, 3));
    assert_eq!(at(b"[1,]"), (1, 3, 2));
    assert_eq!(at(b"\"a\nb\""), (1, 3, 2));
    assert_eq!(at(b"\"\\x\""), (1, 3, 2));
    assert_eq!(at(b"\"\\u12G4\""), (1, 6, 5));
    assert_eq!(at(b"\"\\ud800\""), (1, 2, 1));
    assert_eq!(at(b"\"a\\udc00\""), (1, 3, 2));
    assert_eq!(at(b"{\"a\":1e400}"), (1, 6, 5));
    assert_eq!(at(b"{\"a\":tru}"), (1, 6, 5));
    assert_eq!(at(b"{\"a\":-}"), (1, 6, 5));
    assert_eq!(at(b"{\"a\":1.}"), (1, 6, 5));
    assert_eq!(at("{\"é\":\u{feff}1}".as_bytes()), (1, 6, 6));
    assert_eq!(at(b"{\"a\":\"\xff\"}"), (1, 7, 6));
    assert_eq!(at(b"\n{\"\xc3\xa9\":\"\xc3\"}"), (2, 7, 8));
    let deep = "[".repeat(100_000);
    assert_eq!(at(deep.as_bytes()), (1, 128, 127));
}

#[test]
fn pointers_are_escaped_and_labels_placed() {
    let text = "{\"metadata\":{\"a/b~\":5}}";
    assert_eq!(diagnostics(text.as_bytes(), UPDATE)[0].pointer, "/metadata/a~1b~0");
    let mut offer: serde_json::Value = serde_json::from_str(support::SINGLE_EVENT).unwrap();
    support::merge(&mut offer, &serde_json::json!({"dailyCap": 500, "weeklyCap": 100}));
    let text = offer.to_string();
    let found = diagnostics(text.as_bytes(), Contract::GOKART_UPDATE_OFFER);
    assert_eq!(found[0].message, "`weeklyCap` is 100, below the `dailyCap` of 500");
    let label = &found[0].labels[0];
    let span = label.range.unwrap().span;
    assert_eq!((&*label.pointer, &text[span.start..span.end]), ("/dailyCap", "500"));
}

#[test]
fn path_and_query_findings_come_first_and_have_no_place() {
    let context = Context::default()
        .with_path_id("x")
        .with_path_product("y")
        .with_query([("a", "1"), ("a", "2")]);
    let report =
        Linter::new(Contract::GOKART_UPDATE_OFFER).with_context(context).lint(b"{\"a\":1}");
    let first: Vec<_> =
        report.diagnostics.iter().take(4).map(|f| (&*f.rule, &*f.pointer, f.range)).collect();
    assert_eq!(
        first,
        [
            ("invalid-product", "@path/product", None),
            ("uuid-format", "@path/id", None),
            ("duplicate-key", "@query/a", None),
            ("unknown-field", "@query/a", None),
        ]
    );
    assert_eq!(report.diagnostics[0].http_status, Some(403));
}
