//! Reads the outline of a text. It does not recurse, and takes linear time for every text.

use super::outline::{Expected, Kind, Node, NodeId, Outline};

/// The largest number of values that are read.
const MAX_NODES: usize = 1_000_000;

struct Reader<'t> {
    outline: Outline<'t>,
    /// The token that each open container expects.
    states: Vec<Expected>,
    /// The number of open objects and arrays.
    depth: [usize; 2],
}

impl<'t> Outline<'t> {
    /// Reads a text.
    pub(crate) fn read(text: &'t str) -> Self {
        let outline = Self {
            text,
            nodes: Vec::new(),
            open: Vec::new(),
            expected: Expected::Value,
            unfinished: None,
            key: None,
            last_end: 0,
        };
        let mut reader = Reader { outline, states: Vec::new(), depth: [0, 0] };
        reader.read();
        reader.finish()
    }
}

impl<'t> Reader<'t> {
    fn state(&self) -> Expected {
        self.states.last().copied().unwrap_or(Expected::Value)
    }

    fn in_object(&self) -> bool {
        self.outline.open.last().is_some_and(|open| self.outline.kind(*open) == Kind::Object)
    }

    fn read(&mut self) {
        let bytes = self.outline.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && self.outline.nodes.len() < MAX_NODES {
            let start = at;
            match bytes[at] {
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                b'"' => {
                    let closed;
                    (at, closed) = string_end(bytes, at);
                    self.token(Kind::Text, start, at, at == bytes.len() && !closed);
                }
                b'{' | b'[' => {
                    at += 1;
                    self.begin(
                        if bytes[start] == b'{' { Kind::Object } else { Kind::Array },
                        start,
                    );
                }
                b'}' | b']' => {
                    at += 1;
                    self.end(if bytes[start] == b'}' { Kind::Object } else { Kind::Array }, at);
                }
                b':' => {
                    at += 1;
                    if self.state() == Expected::Colon {
                        self.expect(Expected::Value);
                    }
                }
                b',' => {
                    at += 1;
                    self.complete_member(start);
                    self.expect(if self.in_object() { Expected::Key } else { Expected::Value });
                }
                _ => {
                    let is_end = |byte: &u8| b" \t\r\n,:{}[]\"".contains(byte);
                    let rest = &bytes[at..];
                    at += rest.iter().position(is_end).unwrap_or(rest.len());
                    self.token(Kind::Scalar, start, at, at == bytes.len());
                }
            }
        }
    }

    fn expect(&mut self, expected: Expected) {
        if let Some(state) = self.states.last_mut() {
            *state = expected;
        }
    }

    /// Adds a key without a value, if there is one.
    fn complete_member(&mut self, at: usize) {
        if self.outline.key.is_some() && matches!(self.state(), Expected::Colon | Expected::Value) {
            self.add(Kind::Missing, at, at);
        }
    }

    /// A string, or a text without quotes.
    fn token(&mut self, kind: Kind, start: usize, end: usize, is_cut: bool) {
        let is_key = self.in_object() && self.state() != Expected::Value;
        if is_cut {
            self.outline.unfinished = Some(start..end);
            self.outline.expected = if is_key { Expected::Key } else { Expected::Value };
        }
        if is_key {
            self.complete_member(start);
            self.outline.key = Some(start..end);
            self.expect(Expected::Colon);
        } else {
            if !is_cut {
                self.outline.last_end = end;
            }
            self.add(kind, start, end);
            self.expect(Expected::Separator);
        }
    }

    fn add(&mut self, kind: Kind, start: usize, end: usize) -> NodeId {
        let node = self.outline.nodes.len() as NodeId;
        let key = self.outline.key.take().filter(|_| self.in_object());
        let key = key.map(|key| (key.start as u32, key.end as u32));
        let (start, end) = (start as u32, end as u32);
        let parent = self.outline.open.last().copied();
        self.outline.nodes.push(Node { kind, start, end, parent, key, after: node + 1 });
        node
    }

    fn begin(&mut self, kind: Kind, start: usize) {
        let node = self.add(kind, start, start + 1);
        self.expect(Expected::Separator);
        self.outline.open.push(node);
        self.depth[usize::from(kind == Kind::Array)] += 1;
        self.states.push(if kind == Kind::Object { Expected::Key } else { Expected::Value });
    }

    /// A closing bracket also closes what is open inside; one without an opening bracket is skipped.
    fn end(&mut self, kind: Kind, end: usize) {
        if self.depth[usize::from(kind == Kind::Array)] == 0 {
            return;
        }
        while let Some(closed) = self.close(end) {
            if closed == kind {
                break;
            }
        }
        self.outline.last_end = end;
    }

    fn close(&mut self, end: usize) -> Option<Kind> {
        self.complete_member(end);
        self.outline.key = None;
        let node = self.outline.open.pop()?;
        self.states.pop();
        let after = self.outline.nodes.len() as NodeId;
        let node = &mut self.outline.nodes[node as usize];
        (node.end, node.after) = (end as u32, after);
        self.depth[usize::from(node.kind == Kind::Array)] -= 1;
        Some(node.kind)
    }

    fn finish(mut self) -> Outline<'t> {
        if self.outline.unfinished.is_none() {
            self.outline.expected = match self.outline.open.is_empty() {
                true if !self.outline.nodes.is_empty() => Expected::Separator,
                _ => self.state(),
            };
        }
        let (open, key) = (self.outline.open.clone(), self.outline.key.clone());
        let end = self.outline.text.len();
        while self.close(end).is_some() {}
        self.outline.open = open;
        self.outline.key = key;
        self.outline
    }
}

/// The end of the string that begins at `start`, and whether it is closed. A line end ends it, too.
fn string_end(bytes: &[u8], start: usize) -> (usize, bool) {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return (at + 1, true),
            b'\n' | b'\r' => return (at, false),
            b'\\' => at = (at + 2).min(bytes.len()),
            _ => at += 1,
        }
    }
    (at, false)
}

#[cfg(test)]
mod tests {
    use crate::cli::server::outline::{Expected, Kind, Outline};

    /// Names, kinds and texts of the members of the root.
    fn members(text: &str) -> Vec<(String, Kind, &str)> {
        let outline = Outline::read(text);
        let root = outline.root().unwrap();
        outline
            .children(root)
            .map(|node| {
                let name = outline.name(node).unwrap_or_default().into_owned();
                (name, outline.kind(node), outline.raw(node))
            })
            .collect()
    }

    #[test]
    fn broken_objects_keep_their_members() {
        let a = |kind, raw| ("a".to_owned(), kind, raw);
        let b = ("b".to_owned(), Kind::Scalar, "2");
        assert_eq!(members(r#"{"a": 1 "b": 2"#), [a(Kind::Scalar, "1"), b.clone()]);
        assert_eq!(members("{\"a\": \"x\n\"b\": 2}"), [a(Kind::Text, "\"x"), b.clone()]);
        assert_eq!(members(r#"{"a": , "b": 2}"#), [a(Kind::Missing, ""), b.clone()]);
        assert_eq!(members(r#"{"a" "b": 2}"#), [a(Kind::Missing, ""), b.clone()]);
        assert_eq!(members(r#"{"a": [1, {, "b": 2}"#)[0].1, Kind::Array);
        assert_eq!(members(r#"{"a": [1}, "b": 2}"#), [a(Kind::Array, "[1}")]);
        assert_eq!(members(r#"{"a": ]1, "b": 2}"#), [a(Kind::Scalar, "1"), b]);
        assert_eq!(members(r#"{"a"#), [a(Kind::Missing, "")]);
        assert_eq!(members(r#"{a: 1}"#), [a(Kind::Scalar, "1")]);
    }

    #[test]
    fn the_end_of_the_text_determines_what_is_expected() {
        let end = |text: &str| {
            let outline = Outline::read(text);
            let cut = outline.unfinished.map(|cut| text[cut].to_owned());
            (outline.open.len(), outline.expected, cut.unwrap_or_default())
        };
        assert_eq!(end(""), (0, Expected::Value, String::new()));
        assert_eq!(end("{"), (1, Expected::Key, String::new()));
        assert_eq!(end("{\"a"), (1, Expected::Key, "\"a".into()));
        assert_eq!(end("{\"a\""), (1, Expected::Colon, String::new()));
        assert_eq!(end("{\"a\": "), (1, Expected::Value, String::new()));
        assert_eq!(end("{\"a\": tr"), (1, Expected::Value, "tr".into()));
        assert_eq!(end("{\"a\": \"x\\"), (1, Expected::Value, "\"x\\".into()));
        assert_eq!(end("{\"a\": 1 "), (1, Expected::Separator, String::new()));
        assert_eq!(end("{\"a\": 1, \"b\": [{"), (3, Expected::Key, String::new()));
        assert_eq!(end("{\"a\": [1, "), (2, Expected::Value, String::new()));
        assert_eq!(end("{}"), (0, Expected::Separator, String::new()));
    }

    #[test]
    fn deep_and_mismatched_brackets_take_linear_time() {
        for text in
            ["[".repeat(200_000), "[{".repeat(100_000) + &"]".repeat(200_000), "}".repeat(200_000)]
        {
            Outline::read(&text);
        }
    }

    #[test]
    fn the_value_at_an_offset_is_found_by_key_and_value() {
        let text = r#"{"a": {"b": [10, 20]}}"#;
        let outline = Outline::read(text);
        let raw = |needle: &str| outline.raw(outline.at(text.find(needle).unwrap()).unwrap());
        assert_eq!(
            (raw("20"), raw("\"b\""), raw("\"a\"")),
            ("20", "[10, 20]", r#"{"b": [10, 20]}"#)
        );
    }
}
