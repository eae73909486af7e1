//! The items of a text that is an array, one by one: memory for one item, and for the places of large ones.

use super::parse::{Parser, Read};
use super::position::Span;

/// Reads a text that is an array, item by item.
#[derive(Debug)]
pub(crate) struct ItemReader<'a> {
    parser: Parser<'a>,
    is_first: bool,
}

impl<'a> ItemReader<'a> {
    /// A reader at the start of a text.
    pub(crate) fn new(text: &'a str) -> Read<Self> {
        Ok(Self { parser: Parser::start(text, Vec::new())?, is_first: true })
    }

    /// Goes to the next item and returns its first byte. None at the end of the text.
    pub(crate) fn next_start(&mut self) -> Read<Option<usize>> {
        let parser = &mut self.parser;
        let is_first = std::mem::replace(&mut self.is_first, false);
        let is_last = match parser.bytes.get(parser.at) {
            Some(b'[') if is_first => {
                parser.at += 1;
                parser.skip();
                parser.bytes.get(parser.at) == Some(&b']')
            }
            Some(b',') if !is_first => {
                parser.at += 1;
                parser.skip();
                false
            }
            Some(b']') if !is_first => true,
            _ => return Err(parser.error()),
        };
        if is_last {
            parser.at += 1;
            return parser.finish().map(|()| None);
        }
        Ok(Some(parser.at))
    }

    /// Reads the item that starts here, and returns its place.
    pub(crate) fn read(&mut self) -> Read<Span> {
        let parser = &mut self.parser;
        parser.tree.nodes.clear();
        parser.tree.ambiguous.clear();
        let start = parser.at;
        parser.value(0, 0, 1)?;
        let end = parser.at;
        parser.skip();
        Ok(Span { start, end })
    }

    /// Passes over the item that starts here, which is known to be JSON up to `end`.
    pub(crate) fn pass(&mut self, end: usize) {
        self.is_first = false;
        self.parser.at = end;
        self.parser.skip();
    }

    fn next_item(&mut self) -> Read<Option<Span>> {
        self.next_start()?.map(|_| self.read()).transpose()
    }
}

/// At most one place of an item is kept for this many bytes of the text.
const BYTES_PER_PLACE: usize = 64;

/// The items of an array. The places of the first ones are known; the others are read again.
#[derive(Debug)]
pub(crate) struct Items<'a> {
    known: std::vec::IntoIter<[u32; 2]>,
    /// Reads the items after those.
    rest: Option<ItemReader<'a>>,
}

impl<'a> Items<'a> {
    /// The items of a text. None if it is not an array, or not JSON.
    pub(crate) fn of_array(text: &'a str) -> Option<Self> {
        // The whole text is read before the first item is returned, so that the items of a broken array
        // are not linted.
        let mut reader = ItemReader::new(text).ok()?;
        let (mut known, mut count) = (Vec::new(), 0);
        while let Some(Span { start, end }) = reader.next_item().ok()? {
            if known.len() < text.len() / BYTES_PER_PLACE {
                known.push([start as u32, end as u32]);
            }
            count += 1;
        }
        let mut rest = None;
        if known.len() < count {
            let mut reader = ItemReader::new(text).ok()?;
            if let Some([_, end]) = known.last() {
                reader.pass(*end as usize);
            }
            rest = Some(reader);
        }
        Some(Self { known: known.into_iter(), rest })
    }
}

impl Iterator for Items<'_> {
    type Item = Read<Span>;

    fn next(&mut self) -> Option<Read<Span>> {
        if let Some([start, end]) = self.known.next() {
            return Some(Ok(Span { start: start as usize, end: end as usize }));
        }
        let item = self.rest.as_mut()?.next_item().transpose();
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
