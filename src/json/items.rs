//! The items of a text that is an array, one by one: memory for one item, and for the places of large ones.

use super::parse::{Parser, Read};
use super::position::Span;

/// Places of items are kept up to one for so many bytes of the text.
const BYTES_PER_PLACE: usize = 64;

/// The items of an array. The places of the first ones are known; the others are read again.
#[derive(Debug)]
pub(crate) struct Items<'a> {
    known: std::vec::IntoIter<[u32; 2]>,
    /// Reads the items after those.
    rest: Option<Parser<'a>>,
    is_first: bool,
}

impl<'a> Items<'a> {
    /// The items of a text. None if it is not an array, or not JSON.
    pub(crate) fn of_array(text: &'a str) -> Option<Self> {
        // All is read before the first item is given, so that nothing is said about the items of a
        // broken array.
        let mut parser = Parser::start(text, Vec::new()).ok()?;
        let (mut known, mut count) = (Vec::new(), 0);
        while let Some(Span { start, end }) = parser.next_item(count == 0).ok()? {
            if known.len() < text.len() / BYTES_PER_PLACE {
                known.push([start as u32, end as u32]);
            }
            count += 1;
        }
        let is_first = known.is_empty();
        let mut rest = None;
        if known.len() < count {
            let mut parser = Parser::start(text, Vec::new()).ok()?;
            if let Some([_, end]) = known.last() {
                parser.go_on(*end as usize);
            }
            rest = Some(parser);
        }
        Some(Self { known: known.into_iter(), rest, is_first })
    }
}

impl Iterator for Items<'_> {
    type Item = Read<Span>;

    fn next(&mut self) -> Option<Read<Span>> {
        if let Some([start, end]) = self.known.next() {
            return Some(Ok(Span { start: start as usize, end: end as usize }));
        }
        let is_first = std::mem::replace(&mut self.is_first, false);
        let item = self.rest.as_mut()?.next_item(is_first).transpose();
        if !matches!(item, Some(Ok(_))) {
            self.rest = None;
        }
        item
    }
}

#[cfg(test)]
mod tests {
    use super::Items;
    use crate::json::{Document, Span, Tag};

    /// The places of an array's items by the parser of whole documents.
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
    fn items_are_those_of_the_tree_whether_their_places_are_kept_or_not() {
        let large = format!("{{\"a\": \"{}\"}}", "x".repeat(90));
        let items = [&large, "1", "[2, 3]", &large, "\"b\""];
        for count in [1, 2, 5, 60] {
            for start in 0..items.len() {
                let list: Vec<&str> =
                    items.iter().cycle().skip(start).take(count).copied().collect();
                let text = format!(" [ {} ]\n", list.join(" ,\n"));
                assert_eq!(by_items(&text), by_tree(&text), "{text}");
                let broken = format!("{text}]");
                assert_eq!(by_items(&broken), None, "{broken}");
            }
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
