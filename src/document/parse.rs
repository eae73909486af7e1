//! RFC 8259, read into nodes; refuses what `serde_json` refuses, at the first offending byte.

use super::duplicates::{FEW, Names};
use super::scan;
use super::{Node, NodeId, Tag};

/// The deepest nesting that is read: what `serde_json` reads too.
const MAX_DEPTH: usize = 127;

/// Why a text is not JSON, and where.
#[derive(Debug)]
pub(crate) struct SyntaxError {
    /// The first offending byte.
    pub(crate) offset: usize,
    /// How many bytes are meant; 0 at the end of the text.
    pub(crate) length: usize,
    pub(crate) message: String,
    pub(crate) help: Option<&'static str>,
}

/// The error stands aside, so that every answer fits into registers.
type Read<T> = Result<T, Box<SyntaxError>>;

/// What a text was read into.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The objects in which a name may occur more than once.
    pub(super) ambiguous: Vec<NodeId>,
}

pub(super) fn parse(text: &str, nodes: Vec<Node>) -> Read<Tree> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: start,
        tree: Tree { nodes, ambiguous: Vec::new() },
    };
    if text.len() >= u32::MAX as usize {
        return Err(parser.error(start, "the document is larger than 4 GiB".into(), None));
    }
    parser.tree.nodes.reserve(text.len() / 12 + 8);
    parser.skip();
    if parser.at == text.len() {
        return Err(parser.error(parser.at, "the document is empty".into(), None));
    }
    parser.value(0, 0, 0)?;
    parser.skip();
    if parser.at < text.len() {
        let message = format!("{} follows the end of the document", parser.found(parser.at));
        let help = "one file holds one JSON value; several belong in an array or in NDJSON lines";
        return Err(parser.error(parser.at, message, Some(help)));
    }
    Ok(parser.tree)
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    tree: Tree,
}

impl Parser<'_> {
    fn value(&mut self, parent: NodeId, ordinal: u32, depth: usize) -> Read<()> {
        match self.bytes.get(self.at) {
            Some(b'{') => self.object(parent, ordinal, depth),
            Some(b'[') => self.array(parent, ordinal, depth),
            Some(b'"') => {
                let start = self.at;
                let escaped = self.string()?;
                self.push(Tag::String { escaped }, start, parent, ordinal);
                Ok(())
            }
            Some(b'-' | b'0'..=b'9') => self.number(parent, ordinal),
            Some(b't') => self.word("true", Tag::True, parent, ordinal),
            Some(b'f') => self.word("false", Tag::False, parent, ordinal),
            Some(b'n') => self.word("null", Tag::Null, parent, ordinal),
            _ => Err(self.no_value()),
        }
    }

    fn object(&mut self, parent: NodeId, ordinal: u32, depth: usize) -> Read<()> {
        let id = self.open(Tag::Object, parent, ordinal, depth)?;
        let mut names = Names::default();
        let mut is_ambiguous = false;
        let mut count = 0;
        if self.bytes.get(self.at) == Some(&b'}') {
            return self.close(id);
        }
        loop {
            if self.bytes.get(self.at) != Some(&b'"') {
                return Err(self.no_key(count));
            }
            let start = self.at;
            let escaped = self.string()?;
            self.push(Tag::Key { escaped }, start, id, count);
            let is_met = names.add(&self.bytes[start + 1..], self.at - start - 2);
            is_ambiguous =
                is_ambiguous || escaped || count > FEW || (is_met && self.repeats_a_name(id));
            self.skip();
            if self.bytes.get(self.at) != Some(&b':') {
                return Err(self.expected("`:` after a member name"));
            }
            self.at += 1;
            self.skip();
            self.value(id, count, depth + 1)?;
            count += 1;
            self.skip();
            match self.bytes.get(self.at) {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    if is_ambiguous {
                        self.tree.ambiguous.push(id);
                    }
                    return self.close(id);
                }
                _ => return Err(self.expected("`,` or `}` after a member")),
            }
            self.skip();
        }
    }

    /// Whether the key that was read last is one of its object's, letter by letter.
    fn repeats_a_name(&self, object: NodeId) -> bool {
        let name = |node: &Node| self.bytes.get(node.start as usize..node.end as usize);
        let Some((last, before)) = self.tree.nodes.split_last() else { return false };
        let mut key = object as usize + 1;
        while let [known, value, ..] = before.get(key..).unwrap_or_default() {
            if name(known) == name(last) {
                return true;
            }
            key = value.after as usize;
        }
        false
    }

    fn array(&mut self, parent: NodeId, ordinal: u32, depth: usize) -> Read<()> {
        let id = self.open(Tag::Array, parent, ordinal, depth)?;
        let mut count = 0;
        if self.bytes.get(self.at) == Some(&b']') {
            return self.close(id);
        }
        loop {
            self.value(id, count, depth + 1)?;
            count += 1;
            self.skip();
            match self.bytes.get(self.at) {
                Some(b',') => self.at += 1,
                Some(b']') => return self.close(id),
                _ => return Err(self.expected("`,` or `]` after an item")),
            }
            self.skip();
        }
    }

    fn open(&mut self, tag: Tag, parent: NodeId, ordinal: u32, depth: usize) -> Read<NodeId> {
        if depth >= MAX_DEPTH {
            let message = format!("values are nested more than {MAX_DEPTH} levels deep");
            let help = "no offer payload needs more than a handful of levels";
            return Err(self.error(self.at, message, Some(help)));
        }
        let id = self.tree.nodes.len() as NodeId;
        self.push(tag, self.at, parent, ordinal);
        self.at += 1;
        self.skip();
        Ok(id)
    }

    fn close(&mut self, id: NodeId) -> Read<()> {
        self.at += 1;
        let after = self.tree.nodes.len() as NodeId;
        let node = &mut self.tree.nodes[id as usize];
        node.end = self.at as u32;
        node.after = after;
        Ok(())
    }

    /// Adds a node that ends here; a container's end is set when it closes.
    fn push(&mut self, tag: Tag, start: usize, parent: NodeId, ordinal: u32) {
        let after = self.tree.nodes.len() as NodeId + 1;
        let (start, end) = (start as u32, self.at as u32);
        self.tree.nodes.push(Node { tag, start, end, after, parent, ordinal });
    }

    fn word(&mut self, word: &str, tag: Tag, parent: NodeId, ordinal: u32) -> Read<()> {
        let start = self.at;
        for byte in word.bytes() {
            if self.bytes.get(self.at) != Some(&byte) {
                return Err(self.expected(&format!("`{word}`")));
            }
            self.at += 1;
        }
        self.push(tag, start, parent, ordinal);
        Ok(())
    }

    fn number(&mut self, parent: NodeId, ordinal: u32) -> Read<()> {
        let start = self.at;
        match scan::number_end(self.bytes, start) {
            Ok(end) => self.at = end,
            Err(at) => return Err(self.bad_number(start, at)),
        }
        let digits = &self.text[start..self.at];
        // Only an exponent or very many digits can leave the range.
        if (digits.len() > 300 || digits.contains(['e', 'E'])) && !scan::number(digits).is_finite()
        {
            let message = "the number is out of the range of a double".to_owned();
            let mut error = self.error(start, message, Some("the largest is about 1.8e308"));
            error.length = self.at - start;
            return Err(error);
        }
        self.push(Tag::Number, start, parent, ordinal);
        Ok(())
    }

    /// Reads a string token; tells whether it contains an escape.
    #[inline]
    fn string(&mut self) -> Read<bool> {
        self.at = scan::string_stop(self.bytes, self.at + 1);
        if self.bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
            return Ok(false);
        }
        self.rest_of_string()
    }

    /// Reads on where a string is not plain; tells whether it contains an escape.
    #[inline(never)]
    fn rest_of_string(&mut self) -> Read<bool> {
        let mut escaped = false;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(escaped);
                }
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                Some(control) => {
                    let message =
                        format!("a string contains the raw control character U+{control:04X}");
                    let help = "write it as an escape, such as `\\n` or `\\t`";
                    return Err(self.error(self.at, message, Some(help)));
                }
                None => return Err(self.expected("`\"` at the end of a string")),
            }
            self.at = scan::string_stop(self.bytes, self.at);
        }
    }

    fn escape(&mut self) -> Read<()> {
        let start = self.at;
        self.at += 2;
        match self.bytes.get(start + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(()),
            Some(b'u') => {
                let high = self.hex()?;
                match high {
                    0xDC00..0xE000 => Err(self.lone_surrogate(start)),
                    0xD800..0xDC00 => {
                        if !self.bytes[self.at..].starts_with(b"\\u") {
                            return Err(self.lone_surrogate(start));
                        }
                        self.at += 2;
                        match self.hex()? {
                            0xDC00..0xE000 => Ok(()),
                            _ => Err(self.lone_surrogate(start)),
                        }
                    }
                    _ => Ok(()),
                }
            }
            _ => {
                self.at = start + 1;
                Err(self.expected("one of `\" \\ / b f n r t u` after a backslash"))
            }
        }
    }

    fn hex(&mut self) -> Read<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.bytes.get(self.at).and_then(|byte| (*byte as char).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.expected("four hexadecimal digits after `\\u`"));
            };
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }

    fn skip(&mut self) {
        self.at = scan::whitespace(self.bytes, self.at);
    }
}

/// What the reader says when it cannot go on.
impl Parser<'_> {
    fn error(
        &self,
        offset: usize,
        message: String,
        help: Option<&'static str>,
    ) -> Box<SyntaxError> {
        let rest = self.text.get(offset..).unwrap_or("");
        let length = rest.chars().next().map_or(0, char::len_utf8);
        Box::new(SyntaxError { offset, length, message, help })
    }

    fn found(&self, offset: usize) -> String {
        match self.text.get(offset..).unwrap_or("").chars().next() {
            None => "the end of the document".into(),
            Some('`') => "a backtick".into(),
            Some(c) => format!(
                "`{}`",
                c.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"")
            ),
        }
    }

    fn expected(&self, what: &str) -> Box<SyntaxError> {
        let message = format!("expected {what}, found {}", self.found(self.at));
        let help = match self.bytes.get(self.at) {
            None => Some("the document is cut off"),
            Some(b'/' | b'#') => Some("JSON has no comments"),
            Some(b'\'') => Some("JSON strings stand in double quotes"),
            _ => None,
        };
        self.error(self.at, message, help)
    }

    fn no_key(&self, count: u32) -> Box<SyntaxError> {
        match self.bytes.get(self.at) {
            Some(b'}') if count > 0 => self.trailing_comma('}'),
            Some(byte) if byte.is_ascii_alphabetic() || *byte == b'_' => {
                let mut error = self.expected("a member name in double quotes");
                error.help = Some("JSON member names stand in double quotes");
                error
            }
            _ => self.expected("a member name in double quotes or `}`"),
        }
    }

    fn no_value(&self) -> Box<SyntaxError> {
        let rest = &self.bytes[self.at..];
        let mut error = self.expected("a value");
        if rest.starts_with(b"]") || rest.starts_with(b"}") {
            let before = self.text[..self.at].trim_end_matches([' ', '\t', '\r', '\n']);
            if before.ends_with(',') {
                return self.trailing_comma(rest[0] as char);
            }
        } else if [&b"NaN"[..], b"Infinity", b"nan", b"inf"].iter().any(|w| rest.starts_with(w)) {
            error.help = Some("JSON has no NaN or Infinity; leave the member out");
        } else if [&b"True"[..], b"False", b"None", b"undefined"]
            .iter()
            .any(|w| rest.starts_with(w))
        {
            error.help = Some("JSON writes true, false and null");
        } else if rest.starts_with(b"+") || rest.starts_with(b".") {
            error.help = Some("a JSON number starts with a digit or a minus sign");
        }
        error
    }

    fn trailing_comma(&self, close: char) -> Box<SyntaxError> {
        let message = format!("`{close}` follows a comma");
        self.error(self.at, message, Some("JSON allows no trailing comma; remove it"))
    }

    fn bad_number(&self, start: usize, at: usize) -> Box<SyntaxError> {
        let leading_zero = matches!(&self.bytes[start..at], b"0" | b"-0");
        if leading_zero && self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
            let help = "remove the leading zero, or quote the value if it is not a number";
            return self.error(at, "a number has a leading zero".into(), Some(help));
        }
        if self.bytes[at..].starts_with(b"Infinity") {
            let help = "JSON has no NaN or Infinity; leave the member out";
            return self.error(at, "expected a digit, found `I`".into(), Some(help));
        }
        self.expected_at(at, "a digit")
    }

    fn expected_at(&self, at: usize, what: &str) -> Box<SyntaxError> {
        self.error(at, format!("expected {what}, found {}", self.found(at)), None)
    }

    fn lone_surrogate(&self, start: usize) -> Box<SyntaxError> {
        let escape = &self.text[start..start + 6];
        let mut error = self.error(
            start,
            format!("`{escape}` is half of a surrogate pair"),
            Some("write the character itself, or both halves"),
        );
        error.length = 6;
        error
    }
}
