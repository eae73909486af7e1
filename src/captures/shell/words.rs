//! Words: quotes, variables and command substitutions.

use std::rc::Rc;

use super::Reader;
use crate::captures::encoding::Encoding;
use crate::captures::source_text::SourceText;
use crate::json::Span;

/// Command substitutions in each other are read up to this depth.
const MAX_DEPTH: usize = 16;

impl Reader<'_> {
    /// One word.
    pub(super) fn word(&mut self) -> SourceText {
        let mut text = SourceText::default();
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' | '\r' | '\n' | ';' | '&' | '|' | '(' | ')' | '<' | '>' => break,
                '\'' => self.single_quotes(&mut text),
                '"' => {
                    self.at += 1;
                    let stop = self.end;
                    self.expanded(&mut text, stop, Encoding::DoubleQuotes);
                }
                '$' if self.rest().starts_with("$'") => self.ansi_quotes(&mut text),
                '$' => self.dollar(&mut text),
                '`' => self.backticks(&mut text),
                '\\' if self.rest().starts_with("\\\n") => self.at += 2,
                '\\' => {
                    let start = self.at;
                    self.at += 1;
                    if let Some(c) = self.peek() {
                        self.at += c.len_utf8();
                        let source = Span { start, end: self.at };
                        text.push_escape(c.encode_utf8(&mut [0; 4]), source, Encoding::Unquoted);
                    }
                }
                c => {
                    let start = self.at;
                    self.at += c.len_utf8();
                    text.push_verbatim(&self.script[start..self.at], start, Encoding::Unquoted);
                }
            }
        }
        text
    }

    fn single_quotes(&mut self, text: &mut SourceText) {
        let start = self.at + 1;
        let length = self.script[start..self.end].find('\'').unwrap_or(self.end - start);
        text.push_verbatim(&self.script[start..start + length], start, Encoding::SingleQuotes);
        self.at = (start + length + 1).min(self.end);
    }

    /// The inside of double quotes or of a here-document, up to `stop`.
    pub(super) fn expanded(&mut self, text: &mut SourceText, stop: usize, encoding: Encoding) {
        let in_quotes = encoding == Encoding::DoubleQuotes;
        while self.at < stop {
            let Some(c) = self.peek() else { break };
            let start = self.at;
            match c {
                '"' if in_quotes => {
                    self.at += 1;
                    return;
                }
                '\\' => {
                    self.at += 1;
                    let Some(next) = self.peek() else { break };
                    let is_escape = matches!(next, '$' | '`' | '\\') || (in_quotes && next == '"');
                    if next == '\n' {
                        self.at += 1;
                    } else if is_escape {
                        self.at += 1;
                        let source = Span { start, end: self.at };
                        text.push_escape(next.encode_utf8(&mut [0; 4]), source, encoding);
                    } else {
                        text.push_verbatim("\\", start, encoding);
                    }
                }
                '$' => self.dollar(text),
                '`' => self.backticks(text),
                _ => {
                    let rest = &self.script[start..stop];
                    let special = ['\\', '$', '`', '"'];
                    let plain = |c: char| special.contains(&c) && (c != '"' || in_quotes);
                    let length = rest.find(plain).unwrap_or(rest.len());
                    self.at += length;
                    text.push_verbatim(&rest[..length], start, encoding);
                }
            }
        }
    }

    fn ansi_quotes(&mut self, text: &mut SourceText) {
        self.at += 2;
        while let Some(c) = self.peek() {
            let start = self.at;
            self.at += c.len_utf8();
            match c {
                '\'' => return,
                '\\' => {
                    let decoded = self.ansi_escape();
                    let source = Span { start, end: self.at };
                    text.push_escape(
                        decoded.encode_utf8(&mut [0; 4]),
                        source,
                        Encoding::AnsiQuotes,
                    );
                }
                _ => text.push_verbatim(&self.script[start..self.at], start, Encoding::AnsiQuotes),
            }
        }
    }

    /// Reads the escape after a backslash in `$'…'`.
    fn ansi_escape(&mut self) -> char {
        let Some(c) = self.peek() else { return '\\' };
        self.at += c.len_utf8();
        let mut hexadecimal = |most: usize| {
            let digits = self.script[self.at..self.end].bytes().take(most);
            let count = digits.take_while(u8::is_ascii_hexdigit).count();
            let value = u32::from_str_radix(&self.script[self.at..self.at + count], 16).ok();
            self.at += count;
            value.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'x' => hexadecimal(2),
            'u' => hexadecimal(4),
            'U' => hexadecimal(8),
            other => other,
        }
    }

    /// A variable or a command substitution.
    fn dollar(&mut self, text: &mut SourceText) {
        let start = self.at;
        if self.rest().starts_with("$(") {
            self.at += 2;
            self.substitution(start, text);
            return;
        }
        let rest = &self.rest()[1..];
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let (name, length) = match rest.strip_prefix('{') {
            Some(inside) => {
                let length = inside.find('}').map_or(inside.len(), |end| end);
                (&inside[..length], (length + 2).min(rest.len()))
            }
            None => {
                let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
                let special = rest.chars().next().filter(|c| "?#@*!$-".contains(*c));
                let length = if length == 0 { special.map_or(0, char::len_utf8) } else { length };
                (&rest[..length], length)
            }
        };
        let name = name.to_owned();
        self.at += 1 + length;
        let source = Span { start, end: self.at };
        let written = self.script[start..self.at].to_owned();
        // A lone dollar sign.
        if length == 0 {
            return text.push_verbatim("$", start, Encoding::Plain);
        }
        match self.variables.get(&name) {
            Some(Some(value)) if self.budget.take(value.cost(), start) => {
                text.push_part(value, 0..value.text().len());
            }
            Some(_) => text.push_unknown(&written, source),
            None => match self.environment.value_within(&name, self.budget, start) {
                Some(value) => text.push_elsewhere(&value, source),
                None => text.push_unknown(&written, source),
            },
        }
    }

    /// `$(…)`: its commands are read, too.
    fn substitution(&mut self, start: usize, text: &mut SourceText) {
        let inside = self.at;
        let close = closing_parenthesis(self.rest()).map_or(self.end, |length| inside + length);
        if self.depth < MAX_DEPTH {
            let mut reader = Reader {
                script: self.script,
                at: inside,
                end: close,
                environment: self.environment,
                budget: self.budget,
                variables: Rc::clone(&self.variables),
                done: Vec::new(),
                awaited: Vec::new(),
                depth: self.depth + 1,
            };
            reader.read_commands();
            let first = self.done.len();
            self.done.append(&mut reader.done);
            // A here-document of the command that is being read belongs to it still.
            let moved = self.done.len() - first;
            let of_this = self.awaited.iter_mut().rev();
            of_this
                .take_while(|awaited| awaited.command == first)
                .for_each(|awaited| awaited.command += moved);
            if let [only] = &self.done[first..]
                && let Some(output) = only.output()
                && self.budget.take(output.cost(), start)
            {
                let length = output.text().trim_end_matches('\n').len();
                text.push_part(&output, 0..length);
                self.at = (close + 1).min(self.end);
                return;
            }
        }
        self.at = (close + 1).min(self.end);
        text.push_unknown(&self.script[start..self.at], Span { start, end: self.at });
    }

    fn backticks(&mut self, text: &mut SourceText) {
        let start = self.at;
        let inside = &self.rest()[1..];
        let length = inside.find('`').map_or(inside.len(), |end| end + 1);
        self.at += 1 + length;
        text.push_unknown(&self.script[start..self.at], Span { start, end: self.at });
    }
}

/// The number of bytes before the parenthesis that closes a substitution.
fn closing_parenthesis(text: &str) -> Option<usize> {
    let mut depth = 1;
    let mut quote = None;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match (byte, quote) {
            (b'\\', None | Some(b'"')) => drop(bytes.next()),
            (b'\'' | b'"', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'(', None) => depth += 1,
            (b')', None) => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
