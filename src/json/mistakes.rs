//! Explains why a text is not JSON: each mistake with its place, the correction, and a fix if there is one.
//!
//! The parser is strict and stops at the first offending byte. This scan walks the same text again and
//! goes on after a mistake if only one interpretation is left, so that several independent mistakes are
//! found at once. Otherwise it stops. It takes linear time, keeps open brackets
//! on a stack of its own, and finds a mistake in every text that the parser refuses and none in a text
//! that it accepts.

mod after_value;
mod brackets;
mod formats;
mod lookahead;
mod mistake;
mod names;
mod numbers;
mod placeholders;
mod quotes;
mod strings;
#[cfg(test)]
mod tests;
mod trivia;
mod words;

use super::edit::delete;
use super::parse::MAX_DEPTH;
use super::position::Span;

pub(crate) use mistake::Mistake;
use mistake::{insert, named, replace, shown};

/// The largest number of mistakes that are reported in one text.
const MAX_MISTAKES: usize = 50;

/// The mistakes in a text that the parser refuses, in source order. `is_cut`: the text is the start of
/// a longer one, so its end is no mistake.
pub(crate) fn find(text: &str, is_cut: bool) -> Vec<Mistake> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    if text.len() >= u32::MAX as usize {
        return vec![Mistake::new(start, start, "the document is larger than 4 GiB")];
    }
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        at: start,
        start,
        is_cut,
        expected: Expected::Root,
        frames: Vec::new(),
        last: Last { kind: Kind::Other, start, end: start, line: 0 },
        comma: start,
        line: Line { number: 0, indent: 0, is_blank: true },
        closed: [None; 2],
        odd_pair: None,
        mistakes: Vec::new(),
    };
    // After an error the scan has stopped early; the mistakes so far are returned.
    let _ = scan.walk();
    scan.mistakes.sort_by_key(|mistake| mistake.span.start);
    scan.mistakes
}

/// The place and the message of the first mistake in a text that the parser refuses.
#[cfg(feature = "project")]
pub(crate) fn first(text: &str) -> (usize, String) {
    let first = find(text, false).into_iter().next();
    first.map_or((0, String::new()), |mistake| (mistake.span.start, mistake.message))
}

/// The scan ends here.
struct Stop;

type Flow = Result<(), Stop>;

/// The tokens that may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    /// The value of the document.
    Root,
    /// The first item of an array, or its end.
    FirstItem,
    /// An item after a comma.
    Item,
    /// The first name of an object, or its end.
    FirstName,
    /// A name after a comma.
    Name,
    Colon,
    MemberValue,
    /// A comma, or the end of the array or object.
    Separator,
    /// Nothing.
    End,
}

/// An open array or object.
#[derive(Clone, Copy)]
struct Frame {
    is_object: bool,
    open: usize,
    line: Line,
}

impl Frame {
    fn opener(self) -> char {
        if self.is_object { '{' } else { '[' }
    }

    fn closer(self) -> char {
        if self.is_object { '}' } else { ']' }
    }

    fn name(self) -> &'static str {
        if self.is_object { "object" } else { "array" }
    }
}

/// The current line, up to the current offset.
#[derive(Clone, Copy)]
struct Line {
    number: usize,
    /// The number of blanks at its start.
    indent: usize,
    /// Whether nothing but blanks was read of it.
    is_blank: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    String,
    Number,
    Other,
}

/// The name or value that was read last.
#[derive(Clone, Copy)]
struct Last {
    kind: Kind,
    start: usize,
    end: usize,
    line: usize,
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// The first byte after a byte order mark.
    start: usize,
    is_cut: bool,
    expected: Expected,
    frames: Vec<Frame>,
    last: Last,
    /// The comma that was read last.
    comma: usize,
    line: Line,
    /// The array and the object that were closed last.
    closed: [Option<Span>; 2],
    /// The first brackets whose lines show that they are not partners.
    odd_pair: Option<Span>,
    mistakes: Vec<Mistake>,
}

impl<'a> Scan<'a> {
    fn walk(&mut self) -> Flow {
        self.trivia()?;
        self.other_format()?;
        loop {
            self.trivia()?;
            let Some(byte) = self.peek() else { return self.end_of_text() };
            self.line.is_blank &= byte == b']' || byte == b'}';
            match (self.expected, byte) {
                (Expected::End, _) => return self.text_after_document(),
                (Expected::Separator, _) => self.after_value(byte)?,
                (_, b']' | b'}') => self.close(byte)?,
                (Expected::Colon, _) => self.colon(byte)?,
                (Expected::Root, b',') => return self.no_value(),
                (_, b',') => self.superfluous_commas()?,
                (Expected::FirstName | Expected::Name, _) => self.name(byte)?,
                _ => self.value(byte)?,
            }
            self.line.is_blank = false;
        }
    }

    fn value(&mut self, byte: u8) -> Flow {
        if self.placeholder()? {
            return Ok(());
        }
        match byte {
            b'{' | b'[' => self.open(byte == b'{'),
            b'"' => {
                self.string(true)?;
                self.expected = self.after();
                Ok(())
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number(),
            _ if self.is_quote_at(self.at) => {
                self.foreign_string()?;
                self.expected = self.after();
                Ok(())
            }
            _ if self.word_end(self.at) > self.at => self.word(),
            _ => self.no_value(),
        }
    }

    fn open(&mut self, is_object: bool) -> Flow {
        if self.frames.len() >= MAX_DEPTH {
            let message = format!("values are nested more than {MAX_DEPTH} levels deep");
            let mistake = Mistake::new(self.at, self.at + 1, message)
                .help("reduce the nesting; an offer has only a few levels");
            return self.stop(mistake);
        }
        self.frames.push(Frame { is_object, open: self.at, line: self.line });
        self.expected = if is_object { Expected::FirstName } else { Expected::FirstItem };
        self.at += 1;
        Ok(())
    }

    /// The state after a value.
    fn after(&self) -> Expected {
        if self.frames.is_empty() { Expected::End } else { Expected::Separator }
    }

    /// Passes a name or value.
    fn pass(&mut self, kind: Kind, end: usize) {
        self.last = Last { kind, start: self.at, end, line: self.line.number };
        self.at = end;
    }

    fn report(&mut self, mistake: Mistake) -> Flow {
        self.mistakes.push(mistake);
        if self.mistakes.len() < MAX_MISTAKES { Ok(()) } else { Err(Stop) }
    }

    fn stop(&mut self, mistake: Mistake) -> Flow {
        self.report(mistake)?;
        Err(Stop)
    }

    /// Reports that something else is expected here, and stops.
    fn expected_here(&mut self, what: &str, help: &'static str) -> Flow {
        let (start, end) = self.char_span(self.at);
        let mut mistake =
            Mistake::new(start, end, format!("expected {what}, found {}", self.found(self.at)));
        if !help.is_empty() {
            mistake = mistake.help(help);
        }
        self.stop(mistake)
    }

    fn no_value(&mut self) -> Flow {
        self.expected_here(
            "a value",
            "write a text in double quotes, a number, true, false, null, an object or an array",
        )
    }

    /// Reports commas where a value or a name is expected.
    fn superfluous_commas(&mut self) -> Flow {
        let start = self.at;
        if self.expected == Expected::MemberValue {
            let mistake = Mistake::new(start, start + 1, "the value before this `,` is missing")
                .help("write a value, or null, after the `:`");
            self.report(mistake)?;
            self.expected = Expected::Separator;
            return Ok(());
        }
        let mut end = start + 1;
        loop {
            let next = self.skip_blanks(end);
            if self.byte(next) != Some(b',') {
                break;
            }
            end = next + 1;
        }
        let in_object = matches!(self.expected, Expected::FirstName | Expected::Name);
        let is_first = matches!(self.expected, Expected::FirstName | Expected::FirstItem);
        let what = if in_object { "a member" } else { "an item" };
        let where_ = if is_first { "the first" } else { "the next" };
        let mistake = Mistake::new(start, end, format!("expected {what}, found `,`"))
            .help(format!("remove the comma, or write {what} before {where_} one"))
            .repair(in_object, "remove the comma", vec![delete(start, end)]);
        self.at = end;
        self.report(mistake)
    }
}
