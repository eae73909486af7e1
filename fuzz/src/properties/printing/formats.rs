//! The properties of each format.

use offerlint::needs_escape;
use serde_json::Value;

use super::findings::Run;
use super::in_files;

/// No character acts on a terminal, a log or a reader's eyes.
fn is_plain(text: &str) {
    let found = text.chars().find(|c| *c != '\n' && needs_escape(*c));
    assert!(found.is_none(), "{found:?} in {text:?}");
}

pub(super) fn concise(text: &str) {
    is_plain(text);
    for line in text.lines() {
        let begins = line.trim_start().starts_with("::");
        assert!(!begins && !line.contains("##["), "a line holds a command: {line}");
    }
}

/// Colours change nothing but the colours.
pub(super) fn human(plain: &str, colored: &str) {
    // In a diff a tab and a line end of the file stay what they are.
    let shown: String = plain.chars().filter(|c| !matches!(c, '\t' | '\r')).collect();
    is_plain(&shown);
    let mut rest = colored;
    let mut without = String::new();
    while let Some((before, sequence)) = rest.split_once('\u{1b}') {
        without.push_str(before);
        let codes = sequence.strip_prefix('[').and_then(|codes| codes.split_once('m'));
        let (codes, behind) = codes.expect("only colours are escaped");
        assert!(
            codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'),
            "{codes:?} is no colour"
        );
        rest = behind;
    }
    without.push_str(rest);
    assert_eq!(without, plain, "colours change the text");
}

/// Every tag is one of ours, and each finding is an element.
pub(super) fn html(text: &str, run: &Run) {
    // A tab in a source line stays one.
    is_plain(&text.replace('\t', " "));
    let expected: usize = run.checked.iter().map(|checked| checked.linted.diagnostics.len()).sum();
    assert_eq!(text.matches("<article class=").count(), expected.min(2000));
    assert_eq!(text.matches("</article>").count(), expected.min(2000));
    let tags = [
        "!DOCTYPE html",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "footer",
        "section",
        "article",
        "form",
        "fieldset",
        "legend",
        "label",
        "input",
        "select",
        "option",
        "button",
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "a",
        "b",
        "code",
        "pre",
        "span",
        "mark",
        "strong",
    ];
    for part in text.split('<').skip(1) {
        let (tag, _) = part.split_once('>').expect("the end of a tag");
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        let name = tag.split_once(" ").map_or(tag, |(name, _)| name);
        assert!(tags.contains(&name) || tags.contains(&tag), "<{tag}>");
        assert_eq!(tag.matches('"').count() % 2, 0, "<{tag}>");
    }
}

/// Every line is an annotation of ours, and a runner reads from it what was meant.
pub(super) fn github(text: &str, run: &Run) {
    is_plain(text);
    let expected: usize = run.checked.iter().map(|checked| checked.linted.diagnostics.len()).sum();
    assert_eq!(text.lines().count(), expected);
    for line in text.lines() {
        let rest = ["::error ", "::warning ", "::notice "]
            .iter()
            .find_map(|start| line.strip_prefix(start));
        let (properties, _) = rest.and_then(|rest| rest.split_once("::")).expect("an annotation");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect("a name and a value");
            let known = ["file", "line", "endLine", "col", "endColumn", "title"];
            assert!(known.contains(&name) && !value.contains(':'), "{line}");
        }
    }
}

/// JSON in which every control character of ASCII is escaped.
fn parsed(text: &str) -> Value {
    assert!(!text.chars().any(|c| c < ' ' && c != '\n'), "{text:?}");
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn is_list_of(list: &Value, count: usize) {
    assert_eq!(list.as_array().map(Vec::len), Some(count));
}

pub(super) fn json(text: &str, run: &Run) {
    let report = parsed(text);
    is_list_of(
        &report["diagnostics"],
        run.checked.iter().map(|checked| checked.linted.diagnostics.len()).sum(),
    );
    is_list_of(&report["fixed"], run.checked.iter().map(|checked| checked.fixed.len()).sum());
    is_list_of(&report["errors"], run.faults.len());
    let found = run.checked.iter().flat_map(|checked| &checked.linted.diagnostics);
    for (found, entry) in found.zip(report["diagnostics"].as_array().into_iter().flatten()) {
        assert_eq!(entry["message"], *found.message);
        assert_eq!(entry["pointer"], *found.pointer);
    }
}

pub(super) fn json_lines(text: &str, run: &Run) {
    let expected: usize = run.checked.iter().map(|checked| checked.linted.diagnostics.len()).sum();
    assert_eq!(text.lines().map(parsed).filter(Value::is_object).count(), expected);
}

pub(super) fn sarif(text: &str, run: &Run) {
    let report = parsed(text);
    let results = &report["runs"][0]["results"];
    is_list_of(results, run.checked.iter().map(|checked| checked.linted.diagnostics.len()).sum());
    is_list_of(
        &report["runs"][0]["invocations"][0]["toolExecutionNotifications"],
        run.faults.len(),
    );
    for result in results.as_array().into_iter().flatten() {
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            .as_str()
            .unwrap_or_default();
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte);
        assert!(uri.bytes().all(is_plain), "{uri}");
    }
    are_unique(results, |result| &result["partialFingerprints"]["offerlint/v1"]);
}

pub(super) fn gitlab(text: &str, run: &Run) {
    let report = parsed(text);
    is_list_of(&report, in_files(&run.checked));
    are_unique(&report, |entry| &entry["fingerprint"]);
}

fn are_unique(list: &Value, print: impl Fn(&Value) -> &Value) {
    let mut prints: Vec<_> =
        list.as_array().into_iter().flatten().map(|entry| print(entry).as_str()).collect();
    assert!(prints.iter().all(Option::is_some));
    let count = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), count, "a fingerprint occurs twice");
}

pub(super) fn rdjson(text: &str, run: &Run) {
    let report = parsed(text);
    is_list_of(
        &report["diagnostics"],
        run.checked.iter().map(|checked| checked.linted.diagnostics.len()).sum(),
    );
}

pub(super) fn junit(text: &str, run: &Run, read_xml: &dyn Fn(&str) -> Result<(), String>) {
    if let Err(error) = read_xml(text) {
        panic!("{error}: {text}");
    }
    let is_allowed = |c: char| c == '\n' || (!c.is_control() && c != '\u{fffe}' && c != '\u{ffff}');
    assert!(text.chars().all(is_allowed), "{text:?}");
    let elements =
        ["?xml", "testsuites", "testsuite", "testcase", "failure", "system-out", "error"];
    for tag in text.split('<').skip(1) {
        let name = tag.strip_prefix('/').unwrap_or(tag).split([' ', '>', '/']).next();
        assert!(name.is_some_and(|name| elements.contains(&name)), "{tag:?} in {text:?}");
    }
    for entity in text.split('&').skip(1) {
        let name = entity.split_once(';').unwrap_or_default().0;
        let number = name.strip_prefix('#').and_then(|number| number.parse::<u32>().ok());
        let is_known = ["amp", "lt", "gt", "quot"].contains(&name);
        assert!(
            is_known || number.and_then(char::from_u32).is_some_and(|c| c == '\t' || is_allowed(c)),
            "{entity:?} in {text:?}"
        );
    }
    let errors = text.matches("<error ").count();
    assert_eq!(errors, run.faults.len());
}
