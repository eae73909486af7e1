//! The tree of this reader is that of the parser, without the contents of clean metadata.

use crate::contract::contract_spec::Contract;
use crate::contract::field_values::FieldValues;
use crate::fast::object::FastContract;
use crate::json::{Document, NodeId, Span, Tag};

/// The content of each node, with spans instead of numbers. `simple` is left out, because this reader sets it
/// for more strings.
fn nodes(document: &Document<'_>) -> Vec<(String, Span, Span, u32, Option<Span>)> {
    let tell = |node| {
        let tag = match document.tag(node) {
            Tag::String { escaped, .. } => format!("String {escaped}"),
            tag => format!("{tag:?}"),
        };
        let span = document.span(node);
        let (parent, ordinal) = (document.span(document.parent(node)), document.ordinal(node));
        (tag, span, parent, ordinal, document.key_of(node).map(|key| document.span(key)))
    };
    (0..document.len()).map(tell).collect()
}

/// The spans of objects that have no members in a tree, with the names of their fields.
fn without_members<'a>(document: &Document<'a>) -> Vec<(Span, &'a str)> {
    let is_empty = |node: &NodeId| {
        document.tag(*node) == Tag::Object && document.members(*node).next().is_none()
    };
    let describe = |node| {
        let name = document.key_of(node).map_or("", |key| document.raw(key));
        (document.span(node), name)
    };
    (0..document.len()).filter(is_empty).map(describe).collect()
}

fn read<'a>(contract: Contract, text: &'a str, values: &mut FieldValues) -> Option<Document<'a>> {
    let spec = contract.spec();
    FastContract::of(spec).read_tree(spec.forms[0], text, Vec::new(), values).ok()
}

/// Payloads that differ from the contract's example in one place.
fn damaged(contract: Contract) -> Vec<String> {
    const VALUES: [&str; 12] = [
        "null",
        "{}",
        "[]",
        "[5]",
        "-1.5",
        "1e5",
        "\"\"",
        "\" a\\\"b \"",
        "true",
        "[{}, 5, {\"a\": []}]",
        "{\"a\": {\"b\": \"c\"}}",
        "[\"x\", null]",
    ];
    let example = contract.example();
    let document = Document::parse(example).unwrap();
    let mut payloads = vec![example.to_owned(), format!("\u{feff} {example} \n")];
    for node in 1..document.len() {
        let span = document.span(node);
        let replace = |with: &str| [&example[..span.start], with, &example[span.end..]].concat();
        if document.is_key(node) {
            payloads.extend(["\"\"", "\"other\"", "\"a\\\"b\"", "\"é\""].map(replace));
        } else {
            payloads.extend(VALUES.map(replace));
        }
    }
    payloads
}

#[test]
fn the_tree_is_that_of_the_parser() {
    let mut values = FieldValues::default();
    for contract in Contract::all() {
        let payloads = damaged(contract);
        let mut count = 0;
        for text in &payloads {
            let parsed = Document::parse(text).unwrap();
            if let Some(document) = read(contract, text, &mut values) {
                let mut expected = nodes(&parsed);
                for (span, name) in without_members(&document) {
                    if name == "\"metadata\"" {
                        let is_inside = |at: Span| span.start < at.start && at.end < span.end;
                        expected.retain(|(_, at, ..)| !is_inside(*at));
                    }
                }
                assert_eq!(nodes(&document), expected, "{contract} {text}");
                count += 1;
            }
        }
        // Only two members with one name need the full check.
        assert!(count * 10 > payloads.len() * 9, "{contract}: {count} of {}", payloads.len());
    }
}

#[test]
fn only_the_full_check_reads_repeated_names_and_broken_json() {
    let mut values = FieldValues::default();
    for contract in Contract::all() {
        let inside = contract.example().trim_start().strip_prefix('{').unwrap();
        let document = Document::parse(contract.example()).unwrap();
        let (name, value) = (document.raw(1), document.raw(2));
        let escaped = format!("\"\\u{:04x}{}", u32::from(name.as_bytes()[1]), &name[2..]);
        let mut starts = vec![
            format!("{name}: {value},"),
            format!("{escaped}: 1,"),
            "\"x\": 1, \"y\": 2, \"x\": 3,".to_owned(),
            "\"x\": truex,".to_owned(),
            "\"x\": 1.5.2,".to_owned(),
            "\"x\": [},".to_owned(),
            ",".to_owned(),
        ];
        starts.push(format!("{name}: truex,"));
        for start in starts {
            let text = format!("{{{start}{inside}");
            assert!(read(contract, &text, &mut values).is_none(), "{text}");
        }
        for text in ["", "[]", "{", "{}}", &inside[..inside.len() / 2]] {
            assert!(read(contract, text, &mut values).is_none(), "{text}");
        }
        assert!(read(contract, &format!("{{{inside}"), &mut values).is_some());
    }
}
