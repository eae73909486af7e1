//! The findings on texts that are not JSON: the place, the mistake, the next action, and the fix.

use offerlint::{Applicability, Contract, Diagnostic, Linter, fix, lint};

const UPDATE: Contract = Contract::TRACKLYSMS_UPDATE_OFFER;

fn syntax(text: &str) -> Vec<Diagnostic> {
    let found = lint(text.as_bytes(), UPDATE).diagnostics;
    assert!(found.iter().all(|found| found.rule == "json-syntax"), "{text}: {found:#?}");
    found
}

/// The only mistake of a text: the bytes that are marked, the message and the help.
#[track_caller]
fn only(text: &str) -> Diagnostic {
    let mut found = syntax(text);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.remove(0)
}

#[track_caller]
fn expect(text: &str, marked: &str, message: &str) -> Diagnostic {
    let found = only(text);
    let span = found.range.unwrap().span;
    assert_eq!((&text[span.start..span.end], &*found.message), (marked, message), "{text}");
    found
}

/// The texts that the labels of a finding mark.
fn labels<'t>(text: &'t str, found: &Diagnostic) -> Vec<(usize, &'t str)> {
    let span = |label: &offerlint::Label| label.range.unwrap().span;
    found.labels.iter().map(|l| (span(l).start, &text[span(l).start..span(l).end])).collect()
}

fn help(found: &Diagnostic) -> &str {
    found.help.as_deref().unwrap_or_default()
}

/// The text after all safe fixes, as `--fix` applies them.
fn fixed(text: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let found = lint(text.as_bytes(), UPDATE).diagnostics;
        let fixes = found.iter().filter_map(|found| found.fix.as_ref());
        let safe = fixes.filter(|fix| fix.applicability == Applicability::Safe);
        let (next, applied) = fix::apply(&text, safe);
        if applied.is_empty() {
            return text;
        }
        text = next;
    }
}

fn is_unsafe(found: &Diagnostic) -> bool {
    found.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Unsafe)
}

#[test]
fn an_unclosed_string_is_marked_from_its_quotation_mark() {
    let message = "the string that starts here is not closed";
    let text = "{\n  \"name\": \"Summer Promo,\n  \"status\": \"active\"\n}";
    let found = expect(text, "\"Summer Promo,", message);
    assert!(help(&found).starts_with("add `\"`"), "{}", help(&found));
    let found = expect("{\"name\": \"Summer Pro", "\"Summer Pro", message);
    assert!(help(&found).contains("is the file cut off?"), "{}", help(&found));
    // Several lines in one string are another mistake.
    let found = only("{\"name\": \"line one\nline two\"}");
    assert!(found.message.contains("control character U+000A"), "{}", found.message);
    assert!(is_unsafe(&found));
    assert_eq!(fixed("{\"name\": \"a\tb\"}"), r#"{"name": "a\tb"}"#);
}

#[test]
fn a_missing_comma_is_behind_the_value_before_it() {
    let text = "{\n  \"name\": \"A\"\n  \"payout\": 2.5\n  \"status\": \"active\"\n}";
    let found = syntax(text);
    let places: Vec<_> = found.iter().map(|found| found.range.unwrap()).collect();
    assert_eq!(places.iter().map(|at| at.span.end - at.span.start).sum::<usize>(), 0);
    let starts: Vec<_> = places.iter().map(|at| (at.start.line, at.start.column)).collect();
    assert_eq!(starts, [(2, 14), (3, 16)]);
    assert!(found.iter().all(|found| found.message == "a comma is missing behind this member"));
    assert_eq!(
        fixed(text),
        "{\n  \"name\": \"A\",\n  \"payout\": 2.5,\n  \"status\": \"active\"\n}"
    );
    // Two numbers in a row may also be one.
    let found = expect("{\"metadata\": [1 2]}", "", "a comma is missing behind this item");
    assert!(is_unsafe(&found));
    let found = expect("{\"payout\": 1 234}", "1 234", "a number contains a space");
    assert!(is_unsafe(&found));
}

#[test]
fn superfluous_commas_are_marked_and_removed() {
    expect(r#"{"payout": 1,}"#, ",", "a trailing comma before `}`");
    assert_eq!(fixed("{\"payout\": 1 ,\n}"), "{\"payout\": 1 \n}");
    assert_eq!(fixed(r#"{"payout": 1,, "name": "A",}"#), r#"{"payout": 1, "name": "A"}"#);
    // An item may be missing between two commas.
    assert!(is_unsafe(&only(r#"{"metadata": [1,,2]}"#)));
}

#[test]
fn comments_are_removed_with_their_lines() {
    let text = "{\n  // one\n  // two\n  \"name\": \"A\", # three\n  \"payout\": 1 /* four */\n}\n";
    let counts: Vec<_> = syntax(text).into_iter().map(|found| found.message).collect();
    assert_eq!(
        counts,
        [
            "JSON has no comments; 2 follow one another",
            "JSON has no comments",
            "JSON has no comments"
        ]
    );
    assert_eq!(fixed(text), "{\n  \"name\": \"A\",\n  \"payout\": 1\n}\n");
    // What a comment keeps apart stays apart.
    assert!(!fixed("{\"payout\": 1/* */2}").contains("12"));
    expect("{\"payout\": 1 /* open }", "/*", "the comment is not closed");
}

#[test]
fn quotation_marks_become_double_quotes() {
    let message = "the string starts with a single quotation mark";
    expect("{\"name\": 'A'}", "'A'", message);
    assert_eq!(
        fixed(r#"{'name': 'Summer\'s "sale"', 'metadata': {'a': 'b'}}"#),
        r#"{"name": "Summer's \"sale\"", "metadata": {"a": "b"}}"#
    );
    assert!(is_unsafe(&only("{\"name\": 'it's'}")));
    expect("{“name”: \"A\"}", "“name”", "the string starts with a typographic quotation mark");
    assert_eq!(
        fixed("{“name”: „A“, \"status\": ‘active’}"),
        r#"{"name": "A", "status": "active"}"#
    );
    let text = "{\"name\": \"A”, \"status\": \"active\"}";
    let found = expect(text, "”", "`”` does not close a string");
    assert_eq!(labels(text, &found), [(9, "\"")]);
    let text = r#"{"name": "Say "hi" now"}"#;
    let found = expect(text, "\"", "the string ends here, but a word follows");
    assert_eq!((found.range.unwrap().span.start, labels(text, &found)), (14, vec![(9, "\"")]));
}

#[test]
fn names_get_quotes_and_colons() {
    expect("{name: \"A\"}", "name", "`name` is a name without quotes");
    assert_eq!(
        fixed("{name: \"A\", payout = 2, \"status\" => \"active\", \"metadata\" {}}"),
        r#"{"name": "A", "payout" : 2, "status" : "active", "metadata": {}}"#
    );
    expect(r#"{"name"}"#, "", "the value of this name is missing");
    expect(r#"{"name": , "payout": 1}"#, ",", "the value before this `,` is missing");
}

#[test]
fn literals_of_other_languages_become_those_of_json() {
    expect("{\"filter_bots\": True}", "True", "`True` is not a JSON value");
    assert_eq!(
        fixed("{\"filter_bots\": FALSE, \"external_id\": None, \"external_platform\": Null}"),
        "{\"filter_bots\": false, \"external_id\": null, \"external_platform\": null}"
    );
    let found = expect("{\"payout\": undefined}", "undefined", "`undefined` is not a JSON value");
    assert!(is_unsafe(&found));
    for word in ["NaN", "Infinity", "-Infinity"] {
        let found = expect(
            &format!("{{\"payout\": {word}}}"),
            word,
            &format!("`{word}` is not a JSON value"),
        );
        assert_eq!(found.fix, None);
    }
    let found =
        expect("{\"name\": Summer Promo}", "Summer Promo", "`Summer Promo` is not a JSON value");
    assert!(is_unsafe(&found));
}

#[test]
fn numbers_keep_their_value() {
    for (number, value) in [
        ("1,234.50", "1234.50"),
        ("1,234,567", "1234567"),
        ("1_000", "1000"),
        ("+1", "1"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("5.", "5"),
        ("0x10", "16"),
        ("-0xfF", "-255"),
        ("+1_000.5", "1000.5"),
    ] {
        let text = format!("{{\"payout\": {number}, \"name\": \"A\"}}");
        let span = only(&text).range.unwrap().span;
        assert_eq!(&text[span.start..span.end], number);
        assert_eq!(fixed(&text), format!("{{\"payout\": {value}, \"name\": \"A\"}}"));
    }
    // Either a separator of thousands or a decimal comma; a number or a code.
    for number in ["1,234", "2,50", "1.234,50", "007"] {
        assert!(is_unsafe(&only(&format!("{{\"payout\": {number}}}"))), "{number}");
    }
    for number in ["1.2.3", "-", "1e", "12abc", "0xyz", "5€"] {
        let text = format!("{{\"payout\": {number}}}");
        assert_eq!(fixed(&text), text);
    }
}

#[test]
fn brackets_show_their_partners() {
    let text = r#"{"metadata": {"a": "b"}}}"#;
    let found = expect(text, "}", "`}` closes nothing");
    assert_eq!(labels(text, &found), [(23, "}"), (0, "{")]);
    let text = r#"{"metadata": {"a": "b"}, "name": "A""#;
    let found = expect(text, "", "the document ends inside an object");
    assert_eq!(labels(text, &found), [(0, "{")]);
    assert!(help(&found).contains("is the file cut off?"));
    let text = r#"{"metadata": [1, 2}, "name": "A"}"#;
    let found = expect(text, "}", "the array is not closed before `}`");
    assert_eq!(labels(text, &found), [(13, "["), (0, "{")]);
    let text = r#"{"metadata": [1, 2]], "name": "A"}"#;
    let found = expect(text, "]", "`]` closes nothing");
    assert_eq!(labels(text, &found), [(0, "{"), (18, "]")]);
    // The indentation shows which bracket has no partner.
    let text = "{\n  \"metadata\": {\n    \"a\": \"b\",\n  \"name\": \"A\"\n}\n";
    let found = only(text);
    assert_eq!(labels(text, &found), [(0, "{"), (16, "{"), (46, "}")]);
    let text = "{\n  \"name\": \"A\"},\n  \"payout\": 1\n}";
    let found = expect(text, ",", "the document ends before this comma");
    assert_eq!(labels(text, &found), [(15, "}"), (0, "{")]);
}

#[test]
fn other_formats_are_named_once() {
    expect("", "", "the document is empty");
    expect(" \n", "", "the document is empty");
    for (text, format) in [
        ("name: Summer Promo\npayout: 2.5\n", "YAML"),
        ("---\nname: Summer Promo\n", "YAML"),
        ("# an offer\nname: Summer Promo\n", "YAML"),
        ("- name: A\n- name: B\n", "YAML"),
        ("name,payout\nA,2.5\n", "CSV"),
        ("\"name\";\"payout\"\n\"A\";2.5\n", "CSV"),
        ("<?xml version=\"1.0\"?>\n<offer/>", "XML"),
        ("<!DOCTYPE html>\n<html></html>", "HTML"),
        ("<html>\n<body>", "HTML"),
        ("```json\n{}\n```", "Markdown"),
        ("name=A&payout=2", "form data"),
    ] {
        let message = format!("the document is {format}, not JSON");
        assert_eq!(only(text).message, message, "{text}");
    }
}

#[test]
fn several_values_are_ndjson_or_an_array() {
    for text in ["{\"payout\": 1}\n{\"payout\": 2}\n", "{\"payout\": 1},\n{\"payout\": 2}\n"] {
        let found = only(text);
        assert!(found.message.starts_with("another value follows"), "{}", found.message);
        assert!(help(&found).contains("--ndjson") && help(&found).contains("--each"));
        assert_eq!(labels(text, &found), [(12, "}")]);
    }
    let report = lint(b"[{\"payout\": 1}]", UPDATE);
    assert_eq!(report.diagnostics.len(), 1);
    assert!(help(&report.diagnostics[0]).contains("--each"));
    expect("\"payout\": 1, \"name\": \"A\"", ":", "`:` is outside of an object");
}

#[test]
fn templates_are_named() {
    for placeholder in
        ["{{payout}}", "${PAYOUT}", "<PAYOUT>", "%PAYOUT%", "<%= payout %>", "{{ a }}{{ b }}"]
    {
        let text = format!("{{\"payout\": {placeholder}, \"name\": \"A\"}}");
        let message = format!("the placeholder `{placeholder}` was not replaced");
        expect(&text, placeholder, &message);
    }
    expect("{{payload}}", "{{payload}}", "the placeholder `{{payload}}` was not replaced");
}

#[test]
fn independent_mistakes_are_all_reported() {
    let text = "{\n  name: 'A', // the name\n  \"filter_bots\": True,\n  \"payout\": +2.5\n  \"status\": \"active\",\n}";
    assert_eq!(syntax(text).len(), 7);
    assert_eq!(
        fixed(text),
        "{\n  \"name\": \"A\",\n  \"filter_bots\": true,\n  \"payout\": 2.5,\n  \"status\": \"active\"\n}"
    );
    let many = format!("{{\"metadata\": [{}]}}", "True, ".repeat(1000));
    assert_eq!(syntax(&many).len(), 50);
}

#[test]
fn mistakes_before_a_byte_that_is_not_utf8_are_reported_too() {
    let found = lint(b"{name: 'A', \"status\": \"\xff\"}", UPDATE).diagnostics;
    let starts: Vec<_> = found.iter().map(|found| found.range.unwrap().span.start).collect();
    assert_eq!(starts, [1, 7, 23]);
    // What comes behind the byte is not known, so the end before it is no mistake.
    assert_eq!(lint(b"{\"name\": \"A\xff", UPDATE).diagnostics.len(), 1);
}

#[test]
fn no_key_is_shown() {
    let key = "trk_0123456789abcdef0123456789abcdef";
    for text in [
        format!("{{\"name\": {key}}}"),
        format!("{{{key}: 1}}"),
        format!("{{\"name\": '{key}'}}"),
        format!("{{\"name\": x{key}y}}"),
        format!("{{\"name\": {{{{{key}}}}}}}"),
        format!("// {key}\n{{}}"),
    ] {
        for found in lint(text.as_bytes(), UPDATE).diagnostics {
            let shown = serde_json::to_string(&found).unwrap();
            assert!(!shown.contains("0123456789abcdef"), "{shown}");
        }
    }
}

#[test]
fn lines_of_ndjson_are_fixed_at_their_places() {
    let text = b"{\"payout\": 1,}\n{\"payout\": 2}\n{payout: 3}\n";
    let found: Vec<Diagnostic> =
        Linter::new(UPDATE).lint_lines(text).flat_map(|(_, report)| report.diagnostics).collect();
    let lines: Vec<_> = found.iter().map(|found| found.range.unwrap().start.line).collect();
    assert_eq!(lines, [1, 3]);
    let fixes = found.iter().filter_map(|found| found.fix.as_ref());
    let (fixed, applied) = fix::apply_bytes(text, fixes);
    assert_eq!(applied.len(), 2);
    assert_eq!(fixed, b"{\"payout\": 1}\n{\"payout\": 2}\n{\"payout\": 3}\n");
}
