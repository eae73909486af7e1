//! The words of a shell script, with quotes, variables and here-documents.

use super::encoding::Encoding;
use super::source_text::SourceText;
use super::variables::Variables;
use crate::json::Span;

/// Command substitutions in each other are read up to this depth.
const MAX_DEPTH: usize = 16;

/// A command: its words, and the here-document that is its standard input.
#[derive(Debug, Default)]
pub(super) struct Command {
    pub(super) words: Vec<Word>,
    pub(super) input: Option<SourceText>,
    /// The index of the command whose output is the input.
    piped_from: Option<usize>,
}

impl Command {
    /// What the command prints, if it is `cat` or `echo` of a text that is known.
    fn output(&self) -> Option<SourceText> {
        let (name, arguments) = self.words.split_first()?;
        match name.text.text() {
            "cat" if arguments.is_empty() => self.input.clone(),
            "echo" | "printf" => {
                let mut all = SourceText::default();
                let is_option = |word: &&Word| ["-n", "-e", "-E", "%s"].contains(&word.text.text());
                for (index, word) in arguments.iter().skip_while(is_option).enumerate() {
                    if index > 0 {
                        all.push_elsewhere(" ", Span { start: word.start, end: word.start });
                    }
                    all.push_part(&word.text, 0..word.text.text().len());
                }
                Some(all)
            }
            _ => None,
        }
    }
}

/// A word after quotes and variables are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub(super) text: SourceText,
    pub(super) start: usize,
}

/// A here-document whose lines follow.
struct Awaited {
    end: String,
    is_literal: bool,
    strips_tabs: bool,
    command: usize,
}

/// The commands of a script. Variables that are assigned above a place have their values there.
pub(super) fn commands(script: &str, environment: &Variables) -> Vec<Command> {
    let mut reader = Reader {
        script,
        at: 0,
        end: script.len(),
        variables: environment.clone(),
        done: Vec::new(),
        awaited: Vec::new(),
        depth: 0,
    };
    reader.read_commands();
    let mut done = reader.done;
    for index in 0..done.len() {
        if let (None, Some(from)) = (&done[index].input, done[index].piped_from) {
            done[index].input = done.get(from).and_then(Command::output);
        }
    }
    done
}

struct Reader<'s> {
    script: &'s str,
    at: usize,
    end: usize,
    variables: Variables,
    done: Vec<Command>,
    awaited: Vec<Awaited>,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.script[self.at..self.end].chars().next()
    }

    fn rest(&self) -> &str {
        &self.script[self.at..self.end]
    }

    fn read_commands(&mut self) {
        let mut command = Command::default();
        while let Some(c) = self.peek() {
            match c {
                '\n' => {
                    self.at += 1;
                    self.finish(&mut command);
                    self.read_here_documents();
                }
                ' ' | '\t' | '\r' => self.at += 1,
                '\\' if self.rest().starts_with("\\\n") => self.at += 2,
                '\\' if self.rest().starts_with("\\\r\n") => self.at += 3,
                '#' => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                ';' | '&' | '|' | '(' | ')' | '{' | '}'
                    if !matches!(c, '{' | '}') || self.is_brace_word() =>
                {
                    let is_pipe = c == '|' && !self.rest().starts_with("||");
                    self.at += if self.rest().starts_with("||") { 2 } else { 1 };
                    let index = self.done.len();
                    self.finish(&mut command);
                    command.piped_from = (is_pipe && self.done.len() > index).then_some(index);
                }
                '<' => self.redirect_input(&mut command),
                '>' => self.at += 1,
                _ => {
                    let start = self.at;
                    let text = self.word();
                    if self.at == start {
                        self.at += c.len_utf8();
                    }
                    command.words.push(Word { text, start });
                }
            }
        }
        self.finish(&mut command);
    }

    /// Whether a brace is a word of its own, which groups commands.
    fn is_brace_word(&self) -> bool {
        let after = self.rest()[1..].chars().next();
        after.is_none_or(|c| c.is_whitespace() || c == ';')
    }

    /// Ends a command, and keeps the variables that it assigns.
    fn finish(&mut self, command: &mut Command) {
        let mut command = std::mem::take(command);
        let exports = ["export", "local", "readonly", "declare"];
        if command.words.first().is_some_and(|word| exports.contains(&word.text.text())) {
            command.words.remove(0);
        }
        let only_assigns = command.words.iter().all(|word| assignment(word).is_some());
        if only_assigns {
            for word in &command.words {
                if let Some((name, value)) = assignment(word) {
                    // A value with unknown parts is unknown.
                    let value = word.text.unknown().is_empty().then_some(value);
                    self.variables.redefine(&name, value);
                }
            }
        }
        let is_awaited = self.awaited.iter().any(|awaited| awaited.command == self.done.len());
        if (!command.words.is_empty() && !only_assigns) || is_awaited {
            self.done.push(command);
        }
    }

    /// `<`, `<<END`, `<<-END`, `<<<word`
    fn redirect_input(&mut self, command: &mut Command) {
        if self.rest().starts_with("<<<") {
            self.at += 3;
            self.skip_blanks();
            command.input = Some(self.word());
        } else if self.rest().starts_with("<<") {
            self.at += 2;
            let strips_tabs = self.rest().starts_with('-');
            self.at += usize::from(strips_tabs);
            self.skip_blanks();
            let start = self.at;
            let end = self.word().text().to_owned();
            let is_literal = self.script[start..self.at].contains(['\'', '"', '\\']);
            let command = self.done.len();
            self.awaited.push(Awaited { end, is_literal, strips_tabs, command });
        } else {
            self.at += 1;
        }
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t')) {
            self.at += 1;
        }
    }

    fn read_here_documents(&mut self) {
        for awaited in std::mem::take(&mut self.awaited) {
            let mut text = SourceText::default();
            while self.at < self.end {
                let length = self.rest().find('\n').map_or(self.rest().len(), |end| end + 1);
                let stop = self.at + length;
                let line = self.script[self.at..stop].trim_end_matches(['\n', '\r']);
                let tabs = match awaited.strips_tabs {
                    true => line.len() - line.trim_start_matches('\t').len(),
                    false => 0,
                };
                let is_end = line[tabs..] == awaited.end;
                let start = self.at + tabs;
                if is_end {
                    self.at = stop;
                    break;
                }
                if awaited.is_literal {
                    text.push_verbatim(&self.script[start..stop], start, Encoding::Plain);
                    self.at = stop;
                } else {
                    self.at = start;
                    self.expanded(&mut text, stop, Encoding::HereDocument);
                    self.at = stop;
                }
            }
            if let Some(command) = self.done.get_mut(awaited.command) {
                command.input = Some(text);
            }
        }
    }

    /// One word.
    fn word(&mut self) -> SourceText {
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
    fn expanded(&mut self, text: &mut SourceText, stop: usize, encoding: Encoding) {
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

    /// What follows a backslash in `$'…'`.
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
        match self.variables.raw(&name).map(str::to_owned) {
            Some(value) => text.push_elsewhere(&value, source),
            // A lone dollar sign.
            None if length == 0 => text.push_verbatim("$", start, Encoding::Plain),
            None => text.push_unknown(&written, source),
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
                variables: self.variables.clone(),
                done: Vec::new(),
                awaited: Vec::new(),
                depth: self.depth + 1,
            };
            reader.read_commands();
            let first = self.done.len();
            self.done.append(&mut reader.done);
            // A here-document of the command that is being read belongs to it still.
            let moved = self.done.len() - first;
            self.awaited.iter_mut().for_each(|awaited| awaited.command += moved);
            if let [only] = &self.done[first..]
                && let Some(output) = only.output()
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

/// The name and the value of a word such as `NAME=value`.
fn assignment(word: &Word) -> Option<(String, String)> {
    let (name, value) = word.text.text().split_once('=')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_variable = name.chars().all(is_name) && name.starts_with(|c: char| !c.is_ascii_digit());
    (is_variable && !name.is_empty()).then(|| (name.to_owned(), value.to_owned()))
}
