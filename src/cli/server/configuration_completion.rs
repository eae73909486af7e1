//! Completion in offerlint.toml: keys, rules, levels and contracts.

use std::ops::Range;

use gen_lsp_types::{CompletionItem, CompletionItemKind, TextEdit};
use offerlint::project::{FailOn, configuration_schema};
use offerlint::{Contract, rules};

use super::positions::LineIndex;

const LEVELS: [&str; 4] = ["error", "warning", "info", "off"];

/// A proposal: label, text, detail, kind.
type Proposal = (String, String, String, CompletionItemKind);

/// The proposals at an offset. `contracts` are the names that a file can have.
pub(crate) fn at(
    text: &str,
    offset: usize,
    index: &LineIndex,
    contracts: &[String],
) -> Vec<CompletionItem> {
    let line_start = text[..offset].rfind('\n').map_or(0, |before| before + 1);
    let line = &text[line_start..offset];
    let table = table(&text[..line_start]);
    let is_inline_rules =
        table == "overrides" && line.trim_start().starts_with("rules") && line.contains('{');
    // In an inline table the last member counts.
    let member =
        if is_inline_rules { line.rsplit(['{', ',']).next().unwrap_or(line) } else { line };
    let table = if is_inline_rules { "rules" } else { table };
    let replaced = word(text, offset);
    let proposals = match member.split_once('=') {
        Some((key, _)) => values(table, key.trim(), contracts),
        None if line.trim_start().starts_with('#') => Vec::new(),
        None => keys(table),
    };
    let range = index.range(text, replaced.clone());
    let has_quote = text[replaced].starts_with('"');
    let items = proposals.into_iter().map(|(label, new_text, detail, kind)| CompletionItem {
        filter_text: Some(if has_quote { format!("\"{label}\"") } else { label.clone() }),
        label,
        kind: Some(kind),
        detail: Some(detail).filter(|detail| !detail.is_empty()),
        text_edit: Some(TextEdit { range, new_text }.into()),
        ..CompletionItem::default()
    });
    items.collect()
}

/// The table that the lines of a text end in, such as `rules`, without what follows a dot.
fn table(before: &str) -> &str {
    let header = before.lines().rev().map(str::trim_start).find(|line| line.starts_with('['));
    let name = header.unwrap_or_default().trim_start_matches('[');
    name.split([']', '.']).next().unwrap_or_default().trim()
}

/// The bytes of the word at an offset, with its quotes.
fn word(text: &str, offset: usize) -> Range<usize> {
    let is_word = |c: char| c.is_alphanumeric() || "-_/[".contains(c);
    let start = text[..offset]
        .rfind(|c| !is_word(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[offset..].find(|c| !is_word(c)).map_or(text.len(), |length| offset + length);
    let is_quoted = text[..start].ends_with('"');
    let start = start - usize::from(is_quoted);
    let end = end + usize::from(is_quoted && text[end..].starts_with('"'));
    start..end
}

fn keys(table: &str) -> Vec<Proposal> {
    let schema = configuration_schema();
    let place = match table {
        "rules" => {
            return rules::all()
                .map(|rule| {
                    let detail = format!("{}: {}", rule.severity, rule.summary);
                    let text = format!("{} = \"off\"", rule.name);
                    (rule.name.to_owned(), text, detail, CompletionItemKind::Property)
                })
                .collect();
        }
        "" => "/properties",
        "allow" => "/properties/allow/items/properties",
        "overrides" => "/properties/overrides/items/properties",
        "contracts" => "/properties/contracts/additionalProperties/properties",
        _ => return Vec::new(),
    };
    let known = schema.pointer(place).and_then(serde_json::Value::as_object);
    let keys = known.into_iter().flatten().map(|(key, schema)| {
        let text = match (table, key.as_str()) {
            ("", "rules" | "files") => format!("[{key}]"),
            ("", "contracts") => "[contracts.\"house/name\"]".to_owned(),
            ("", "allow" | "overrides") => format!("[[{key}]]"),
            _ => format!("{key} = "),
        };
        let detail = schema.get("description").and_then(serde_json::Value::as_str);
        let detail = detail.unwrap_or_default().to_owned();
        (key.clone(), text, detail, CompletionItemKind::Property)
    });
    keys.collect()
}

fn values(table: &str, key: &str, contracts: &[String]) -> Vec<Proposal> {
    let string = |name: &str, detail: &str| {
        (name.to_owned(), format!("\"{name}\""), detail.to_owned(), CompletionItemKind::Value)
    };
    match (table, key) {
        ("rules", _) => LEVELS.iter().map(|level| string(level, "")).collect(),
        ("allow", "rule") => rules::all().map(|rule| string(rule.name, rule.summary)).collect(),
        ("files", _) => contracts.iter().map(|name| string(name, "")).collect(),
        ("contracts", "extends") => {
            Contract::all().map(|contract| string(contract.name(), contract.summary())).collect()
        }
        ("contracts", "assert-formats") => ["true", "false"]
            .map(|name| {
                (name.to_owned(), name.to_owned(), String::new(), CompletionItemKind::Value)
            })
            .into(),
        ("", "fail-on") => FailOn::ALL.iter().map(|value| string(value.name(), "")).collect(),
        _ => Vec::new(),
    }
}
