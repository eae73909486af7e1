//! The words of a shell script, with quotes, variables and here-documents.

mod words;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::budget::Budget;
use super::encoding::Encoding;
use super::source_text::SourceText;
use super::variables::Variables;
use crate::json::Span;

/// The longest value of a variable, in bytes.
const MAX_VALUE: usize = 1 << 20;

/// The memory in bytes that a copy of a variable's name takes, as an estimate.
const COST_OF_VARIABLE: usize = 64;

/// A command: its words, and the here-document that is its standard input.
#[derive(Debug, Default)]
pub(super) struct Command {
    pub(super) words: Vec<Word>,
    pub(super) input: Option<SourceText>,
    /// The name of the file that is the input.
    pub(super) input_file: Option<SourceText>,
    /// The index of the command whose output is the input.
    piped_from: Option<usize>,
}

impl Command {
    /// The output of the command, if it is `cat` or `echo` of a known text.
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
pub(super) fn commands<'s>(
    script: &'s str,
    environment: &'s Variables,
    budget: &'s Budget,
) -> Vec<Command> {
    let mut reader = Reader {
        script,
        at: 0,
        end: script.len(),
        environment,
        budget,
        variables: Rc::default(),
        done: Vec::new(),
        awaited: Vec::new(),
        depth: 0,
    };
    reader.read_commands();
    let mut done = reader.done;
    for index in 0..done.len() {
        if let (None, Some(from)) = (&done[index].input, done[index].piped_from) {
            let output = done.get(from).and_then(Command::output);
            let start = done[index].words.first().map_or(0, |word| word.start);
            done[index].input = output.filter(|output| budget.take(output.cost(), start));
        }
    }
    done
}

struct Reader<'s> {
    script: &'s str,
    at: usize,
    end: usize,
    environment: &'s Variables,
    budget: &'s Budget,
    /// The variables that the script assigns, with the places of their values; none for unknown values.
    variables: Rc<BTreeMap<String, Option<Rc<SourceText>>>>,
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
                '>' => self.redirect_output(&mut command),
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
                if let Some(name) = assignment(word) {
                    let mut value = SourceText::default();
                    value.push_part(&word.text, name.len() + 1..word.text.text().len());
                    // Variables that contain themselves grow fast.
                    let value = Some(value).filter(|value| value.text().len() <= MAX_VALUE);
                    self.set_variable(name, value);
                }
            }
        } else {
            self.forget_variables(&command);
        }
        let is_awaited =
            self.awaited.last().is_some_and(|awaited| awaited.command == self.done.len());
        if (!command.words.is_empty() && !only_assigns) || is_awaited {
            self.done.push(command);
        }
    }

    fn set_variable(&mut self, name: &str, value: Option<SourceText>) {
        if Rc::get_mut(&mut self.variables).is_none() && !self.can_copy_variables() {
            self.variables = Rc::default();
        }
        let value = value.map(Rc::new);
        Rc::make_mut(&mut self.variables).insert(name.to_owned(), value);
    }

    /// Whether all names may be copied: a substitution has variables of its own.
    fn can_copy_variables(&self) -> bool {
        self.budget.take(self.variables.len() * COST_OF_VARIABLE, self.at)
    }

    /// Forgets the variables to which a command gives an unknown value.
    fn forget_variables(&mut self, command: &Command) {
        let keywords = ["while", "until", "if", "then", "do", "else", "elif", "!", "time", "{"];
        let mut words = command.words.iter().map(|word| word.text.text());
        let name = words.by_ref().find(|word| !keywords.contains(word));
        match name {
            Some("for" | "select") => {
                if let Some(variable) = words.next() {
                    self.set_variable(variable, None);
                }
            }
            Some("read" | "unset" | "mapfile" | "readarray" | "getopts") => {
                for variable in words.filter(|word| !word.starts_with('-')) {
                    self.set_variable(variable, None);
                }
            }
            Some("printf") => {
                if let (Some("-v"), Some(variable)) = (words.next(), words.next()) {
                    self.set_variable(variable, None);
                }
            }
            // The assignments of another script are unknown.
            Some("source" | "." | "eval") => {
                let unknown = self.variables.keys().map(|name| (name.clone(), None)).collect();
                self.variables = match self.can_copy_variables() {
                    true => Rc::new(unknown),
                    false => Rc::default(),
                };
            }
            _ => {}
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
            self.skip_blanks();
            command.input_file = Some(self.word());
        }
    }

    /// `>`, `>>`, `2>`, `>&2`: the file is no argument.
    fn redirect_output(&mut self, command: &mut Command) {
        let is_number = |word: &Word| word.text.text().bytes().all(|byte| byte.is_ascii_digit());
        let touches = self.script[..self.at].ends_with(|c: char| c.is_ascii_digit());
        if touches && command.words.last().is_some_and(is_number) {
            command.words.pop();
        }
        while matches!(self.peek(), Some('>' | '&' | '|')) {
            self.at += 1;
        }
        self.skip_blanks();
        self.word();
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
}

/// The name of a word such as `NAME=value`.
fn assignment(word: &Word) -> Option<&str> {
    let (name, _) = word.text.text().split_once('=')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_variable = name.chars().all(is_name) && name.starts_with(|c: char| !c.is_ascii_digit());
    (is_variable && !name.is_empty()).then_some(name)
}
