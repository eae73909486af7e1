//! Makes a whole document of an unfinished one. Linting it shows which fields are missing.

use super::outline::{Kind, NodeId, Outline};

/// A text without its broken and unfinished parts.
#[derive(Debug)]
pub(crate) struct Repaired {
    pub(crate) text: String,
    /// The JSON Pointer of the wanted node in it.
    pub(crate) pointer: String,
}

/// Writes the sound values of an outline. `unfinished` is the start of the token at the cursor, which is
/// left out.
pub(crate) fn repair(outline: &Outline<'_>, unfinished: Option<usize>, wanted: NodeId) -> Repaired {
    let mut text = String::new();
    // The containers that are open in the text, with their closing brackets.
    let mut open: Vec<(NodeId, char)> = Vec::new();
    let mut node = 0;
    let end = outline.root().map_or(0, |root| outline.after(root));
    while node < end {
        while let Some((_, bracket)) =
            open.pop_if(|(container, _)| node >= outline.after(*container))
        {
            text.push(bracket);
        }
        if !is_sound(outline, node, unfinished) {
            node = outline.after(node);
            continue;
        }
        if !text.is_empty() && !text.ends_with(['{', '[']) {
            text.push(',');
        }
        if let Some(name) = outline.name(node) {
            text.push_str(&quote(&name));
            text.push(':');
        }
        match outline.kind(node) {
            Kind::Object => {
                text.push('{');
                open.push((node, '}'));
            }
            Kind::Array => {
                text.push('[');
                open.push((node, ']'));
            }
            _ => text.push_str(outline.raw(node)),
        }
        node += 1;
    }
    text.extend(open.into_iter().rev().map(|(_, bracket)| bracket));
    Repaired { text, pointer: pointer(outline, unfinished, wanted) }
}

/// Whether a value can be written as it is.
fn is_sound(outline: &Outline<'_>, node: NodeId, unfinished: Option<usize>) -> bool {
    let starts_there = |start: usize| Some(start) == unfinished;
    if outline.key_span(node).is_some_and(|key| starts_there(key.start)) {
        return false;
    }
    match outline.kind(node) {
        Kind::Object | Kind::Array => true,
        Kind::Missing => false,
        Kind::Text | Kind::Scalar => {
            let is_json = serde_json::from_str::<serde::de::IgnoredAny>(outline.raw(node)).is_ok();
            is_json && !starts_there(outline.span(node).start)
        }
    }
}

fn pointer(outline: &Outline<'_>, unfinished: Option<usize>, wanted: NodeId) -> String {
    let mut pointer = String::new();
    for node in outline.path(wanted).into_iter().skip(1) {
        pointer.push('/');
        match outline.name(node) {
            Some(name) => pointer.push_str(&name.replace('~', "~0").replace('/', "~1")),
            None => {
                let before =
                    outline.parent(node).into_iter().flat_map(|list| outline.children(list));
                let before = before.take_while(|item| *item != node);
                let index = before.filter(|item| is_sound(outline, *item, unfinished)).count();
                pointer.push_str(&index.to_string());
            }
        }
    }
    pointer
}

fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::repair;
    use crate::cli::server::outline::Outline;

    #[test]
    fn what_is_sound_stays() {
        let of = |text: &str, cut: Option<&str>| {
            let outline = Outline::read(text);
            repair(&outline, cut.map(|cut| text.find(cut).unwrap()), 0).text
        };
        assert_eq!(of(r#"{"a": 1, "b": [1, 2, {"c": tru"#, None), r#"{"a":1,"b":[1,2,{}]}"#);
        assert_eq!(of(r#"{"a": 1, "re"#, Some("\"re")), r#"{"a":1}"#);
        assert_eq!(of("{\"a\": \"x\n \"b\": null}", None), r#"{"b":null}"#);
        assert_eq!(of(r#"{a: 1, "b": nope}"#, None), r#"{"a":1}"#);
    }

    #[test]
    fn the_pointer_counts_only_what_stays() {
        let text = r#"{"e~/": [oops, {"a": 1}, {"#;
        let outline = Outline::read(text);
        let last = outline.at(text.len()).unwrap();
        assert_eq!(repair(&outline, None, last).pointer, "/e~0~1/1");
    }
}
