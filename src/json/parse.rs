//! Parses RFC 8259 into nodes. It refuses what `serde_json` refuses, at the first offending byte. The
//! explanation of an error is that of `mistakes`.

mod strings;

use super::duplicates::{Names, SMALL_LIST};
use super::node::{Node, NodeId, Tag};
use super::{number, scan};

/// The deepest nesting that is read, the same as that of `serde_json`.
pub(super) const MAX_DEPTH: usize = 127;

/// A text is not JSON.
#[derive(Debug)]
pub(crate) struct SyntaxError {
    /// The first offending byte, or the end of the text.
    pub(crate) offset: usize,
}

/// The error is boxed to keep `Result` small.
pub(crate) type Read<T> = Result<T, Box<SyntaxError>>;

/// The nodes of a text.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The objects in which a name may occur more than once.
    pub(super) ambiguous: Vec<NodeId>,
    /// The length in bytes of the longest key or string that is not simple.
    pub(super) longest_text: u32,
}

pub(super) fn parse(text: &str, nodes: Vec<Node>) -> Read<Tree> {
    let mut parser = Parser::start(text, nodes)?;
    parser.reserve();
    parser.value(0, 0, 0)?;
    parser.finish()?;
    Ok(parser.tree)
}

#[derive(Debug)]
pub(super) struct Parser<'a> {
    text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) tree: Tree,
}

impl<'a> Parser<'a> {
    /// A parser at the start of a text, after the byte order mark.
    pub(super) fn new(text: &'a str, mut nodes: Vec<Node>) -> Self {
        nodes.clear();
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let tree = Tree { nodes, ambiguous: Vec::new(), longest_text: 0 };
        Self { text, bytes: text.as_bytes(), at, tree }
    }

    /// A parser at the first byte of the text's value.
    pub(super) fn start(text: &'a str, nodes: Vec<Node>) -> Read<Self> {
        let mut parser = Self::new(text, nodes);
        if text.len() >= u32::MAX as usize {
            return Err(parser.error());
        }
        parser.skip();
        Ok(parser)
    }

    /// Makes room for the nodes of the whole text.
    pub(super) fn reserve(&mut self) {
        self.tree.nodes.reserve(self.text.len() / 12 + 8);
    }

    /// Checks that nothing follows the text's value.
    pub(super) fn finish(&mut self) -> Read<()> {
        self.skip();
        if self.at < self.text.len() { Err(self.error()) } else { Ok(()) }
    }

    pub(super) fn value(&mut self, parent: NodeId, ordinal: u32, depth: usize) -> Read<()> {
        match self.bytes.get(self.at) {
            Some(b'{') => self.object(parent, ordinal, depth),
            Some(b'[') => self.array(parent, ordinal, depth),
            Some(b'"') => {
                let start = self.at;
                let tag = self.text()?;
                self.push(tag, start, parent, ordinal);
                Ok(())
            }
            Some(b'-' | b'0'..=b'9') => self.number(parent, ordinal),
            Some(b't') => self.variant("true", Tag::True, parent, ordinal),
            Some(b'f') => self.variant("false", Tag::False, parent, ordinal),
            Some(b'n') => self.variant("null", Tag::Null, parent, ordinal),
            _ => Err(self.error()),
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
                return Err(self.error());
            }
            let start = self.at;
            let escaped = self.name()?;
            self.push(Tag::Key { escaped }, start, id, count);
            let is_met = names.add(&self.bytes[start + 1..], self.at - start - 2);
            is_ambiguous = is_ambiguous
                || escaped
                || count > SMALL_LIST
                || (is_met && self.repeats_a_name(id));
            self.skip();
            if self.bytes.get(self.at) != Some(&b':') {
                return Err(self.error());
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
                _ => return Err(self.error()),
            }
            self.skip();
        }
    }

    /// Compares the key that was read last with the earlier keys of its object.
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
                _ => return Err(self.error()),
            }
            self.skip();
        }
    }

    fn open(&mut self, tag: Tag, parent: NodeId, ordinal: u32, depth: usize) -> Read<NodeId> {
        if depth >= MAX_DEPTH {
            return Err(self.error());
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
        if let Tag::Key { .. } | Tag::String { simple: false, .. } = tag {
            self.tree.longest_text = self.tree.longest_text.max(end - start);
        }
        self.tree.nodes.push(Node { tag, start, end, after, parent, ordinal });
    }

    fn variant(&mut self, word: &str, tag: Tag, parent: NodeId, ordinal: u32) -> Read<()> {
        let start = self.at;
        for byte in word.bytes() {
            if self.bytes.get(self.at) != Some(&byte) {
                return Err(self.error());
            }
            self.at += 1;
        }
        self.push(tag, start, parent, ordinal);
        Ok(())
    }

    fn number(&mut self, parent: NodeId, ordinal: u32) -> Read<()> {
        let start = self.at;
        match number::end(self.bytes, start) {
            Ok(end) => self.at = end,
            Err(at) => return Err(error_at(at)),
        }
        let digits = &self.text[start..self.at];
        // Only an exponent or very many digits can leave the range.
        if (digits.len() > 300 || digits.bytes().any(|byte| byte | 0x20 == b'e'))
            && !number::value(digits).is_finite()
        {
            return Err(error_at(start));
        }
        self.push(Tag::Number, start, parent, ordinal);
        Ok(())
    }

    pub(super) fn skip(&mut self) {
        self.at = scan::whitespace(self.bytes, self.at);
    }

    pub(super) fn error(&self) -> Box<SyntaxError> {
        error_at(self.at)
    }
}

#[cold]
fn error_at(offset: usize) -> Box<SyntaxError> {
    Box::new(SyntaxError { offset })
}
