//! The items of a text that is an array, one by one: memory for one item, however many there are.

use super::parse::{Parser, Read};
use super::position::Span;

/// Reads the items of an array. The first error ends it; only after the last item it is known that the
/// whole text is JSON.
#[derive(Debug)]
pub(crate) struct Items<'a> {
    parser: Option<Parser<'a>>,
    is_first: bool,
}

impl<'a> Items<'a> {
    /// The items of a text. None if it is not an array, or not JSON.
    pub(crate) fn of_array(text: &'a str) -> Option<Self> {
        // The text is read twice, so that nothing is said about the items of a broken array.
        Self::new(text).ok()?.try_for_each(|item| item.map(drop)).ok()?;
        Self::new(text).ok()
    }

    fn new(text: &'a str) -> Read<Self> {
        Ok(Self { parser: Some(Parser::start(text, Vec::new())?), is_first: true })
    }
}

impl Iterator for Items<'_> {
    type Item = Read<Span>;

    fn next(&mut self) -> Option<Read<Span>> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        let item = self.parser.as_mut()?.next_item(is_first).transpose();
        if !matches!(item, Some(Ok(_))) {
            self.parser = None;
        }
        item
    }
}

#[cfg(test)]
mod tests {
    use super::Items;
    use crate::json::{Document, Span, Tag};

    /// What the parser of whole documents says about an array's items.
    fn by_tree(text: &str) -> Option<Vec<Span>> {
        let document =
            Document::parse(text).ok().filter(|document| document.tag(0) == Tag::Array)?;
        Some(document.items(0).map(|item| document.span(item)).collect())
    }

    fn by_items(text: &str) -> Option<Vec<Span>> {
        Items::of_array(text)?.collect::<Result<_, _>>().ok()
    }

    #[test]
    fn items_are_those_of_the_tree() {
        let deep = |levels: usize| format!("[{}{}]", "[".repeat(levels), "]".repeat(levels));
        let texts = [
            "[]",
            " [ ] ",
            "[1]",
            "[ 1 , \"a,]\" , {\"b\":[1,2]} ,null]\n",
            "\u{feff}[{}]",
            "{}",
            "1",
            "",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1]]",
            "[1],",
            "[1] 2",
            "[\"\\x\"]",
            "[1e999]",
            "[01]",
            "[{\"a\" 1}]",
            "[{\"a\":1,\"a\":2}]",
            "[\"\\uD800\"]",
            "[tru]",
            "]",
            ",1]",
            "[true,false]",
            "[[]]",
            "[[],]",
            "[{},[]]",
            "\u{feff}\u{feff}[]",
        ];
        let deep = [deep(125), deep(126), deep(127), deep(128)];
        let deep = deep.iter().map(String::as_str);
        for text in texts.into_iter().chain(deep) {
            assert_eq!(by_items(text), by_tree(text), "{text}");
        }
    }

    #[test]
    fn arrays_with_a_byte_less_or_another_one_are_refused_as_the_tree_refuses_them() {
        let text =
            r#" [{"a": [1, -2.5e3, "\u00e9\n"], "b": {}}, [null], "x", 7 , {"a": 1, "a": 2}] "#;
        for at in 0..text.len() {
            let without = format!("{}{}", &text[..at], &text[at + 1..]);
            assert_eq!(by_items(&without), by_tree(&without), "{without}");
            for byte in ["[", "]", ",", "\"", "{", "}", ":", "\\", " ", "0", "-"] {
                let other = format!("{}{byte}{}", &text[..at], &text[at + 1..]);
                assert_eq!(by_items(&other), by_tree(&other), "{other}");
            }
        }
    }
}
