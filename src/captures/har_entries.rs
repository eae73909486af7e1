//! Reads the entries of a HAR file one by one, so that memory is bounded by the largest entry.

use std::io::Read;

use memchr::{memchr_iter, memchr2};

use crate::Origin;

/// One entry of a HAR file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HarEntry {
    /// The index in `log.entries`.
    pub index: usize,
    /// The object as it is written.
    pub bytes: Vec<u8>,
    /// The number of bytes before it.
    pub offset: usize,
    lines: usize,
    columns: usize,
}

impl HarEntry {
    /// Where it begins in the file.
    pub fn origin(&self) -> Origin {
        let (bytes, lines, columns) = (self.offset, self.lines, self.columns);
        Origin { bytes, lines, columns, pointer: String::new() }
    }
}

/// A HAR file that cannot be read further, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HarProblem {
    /// The byte, the line and the column, from 0.
    pub offset: u64,
    /// Lines before it.
    pub lines: usize,
    /// Characters before it on its line.
    pub columns: usize,
    /// The reason.
    pub message: String,
}

const CHUNK: usize = 1 << 18;

/// The names and values of this many bytes at most are read.
const MAX_NAME: usize = 64;

/// The entries of a HAR file. After an error that ends reading, there are no more.
#[derive(Debug)]
pub struct HarEntries<R> {
    reader: R,
    buffer: Vec<u8>,
    /// The next byte of the buffer.
    at: usize,
    /// The number of bytes before the buffer.
    offset: usize,
    /// The byte of the buffer that `lines` and `columns` are those of.
    counted: usize,
    lines: usize,
    columns: usize,
    ended: bool,
    depth: usize,
    in_string: bool,
    /// The beginning of the last string outside of entries.
    string: Vec<u8>,
    /// The name of the member that is open at depths 1 and 2.
    names: [Vec<u8>; 2],
    in_entries: bool,
    has_entries: bool,
    /// Where the current entry begins in the buffer.
    entry: Option<usize>,
    index: usize,
    problem: Option<String>,
}

impl<R: Read> HarEntries<R> {
    /// The entries of a reader.
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            at: 0,
            offset: 0,
            counted: 0,
            lines: 0,
            columns: 0,
            ended: false,
            depth: 0,
            in_string: false,
            string: Vec::new(),
            names: [Vec::new(), Vec::new()],
            in_entries: false,
            has_entries: false,
            entry: None,
            index: 0,
            problem: None,
        }
    }

    /// Counts lines and columns up to a byte of the buffer.
    fn count_to(&mut self, end: usize) {
        let passed = &self.buffer[self.counted..end];
        let characters = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        match memchr::memrchr(b'\n', passed) {
            Some(last) => {
                self.lines += memchr_iter(b'\n', passed).count();
                self.columns = characters(&passed[last + 1..]);
            }
            None => self.columns += characters(passed),
        }
        self.counted = end;
    }

    /// Reads more bytes. False at the end.
    fn fill(&mut self) -> std::io::Result<bool> {
        // The bytes before the entry, or before this place, are not needed any more.
        let unneeded = self.entry.unwrap_or(self.at);
        self.count_to(unneeded);
        self.buffer.drain(..unneeded);
        self.counted = 0;
        self.offset += unneeded;
        self.at -= unneeded;
        self.entry = self.entry.map(|_| 0);
        let before = self.buffer.len();
        let length = CHUNK.max(before);
        (&mut self.reader).take(length as u64).read_to_end(&mut self.buffer)?;
        if self.offset == 0 && before == 0 && self.buffer.starts_with(b"\xEF\xBB\xBF") {
            self.at = 3;
        }
        Ok(self.buffer.len() > before)
    }

    fn fail(&mut self, message: impl Into<String>) -> HarProblem {
        self.count_to(self.at);
        let offset = (self.offset + self.at) as u64;
        let (lines, columns) = (self.lines, self.columns);
        HarProblem { offset, lines, columns, message: message.into() }
    }

    /// Reads on in a string.
    fn string(&mut self) {
        while let Some(rest) = self.buffer.get(self.at..).filter(|rest| !rest.is_empty()) {
            let end = memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
            if self.entry.is_none() {
                let room = MAX_NAME.saturating_sub(self.string.len()).min(end);
                self.string.extend_from_slice(&rest[..room]);
            }
            match rest.get(end) {
                Some(b'"') => {
                    self.at += end + 1;
                    self.in_string = false;
                    return;
                }
                // The escaped byte has to be in the buffer.
                Some(_) if rest.len() > end + 1 => self.at += end + 2,
                Some(_) => {
                    self.at += end;
                    return;
                }
                None => self.at += end,
            }
        }
    }

    /// Reads a byte outside of strings. Returns the entry that it ends.
    fn byte(&mut self, byte: u8) -> Option<HarEntry> {
        self.at += 1;
        match byte {
            b'"' => {
                self.in_string = true;
                self.string.clear();
            }
            b':' if self.entry.is_none() && (1..=2).contains(&self.depth) => {
                self.names[self.depth - 1].clone_from(&self.string);
            }
            b',' | b'}' if self.depth == 2 && self.entry.is_none() => {
                let is_version = self.names == [&b"log"[..], b"version"];
                if is_version && ![&b"1.1"[..], b"1.2"].contains(&&*self.string) {
                    let version = String::from_utf8_lossy(&self.string).into_owned();
                    let message = format!("HAR {version:?} is not known; it is read as 1.2");
                    self.problem.get_or_insert(message);
                }
                self.names[1].clear();
                self.depth -= usize::from(byte == b'}');
            }
            b'{' | b'[' => {
                if self.in_entries && self.depth == 3 && byte == b'{' && self.entry.is_none() {
                    self.entry = Some(self.at - 1);
                }
                if self.depth == 2 && byte == b'[' && self.names == [&b"log"[..], b"entries"] {
                    self.in_entries = true;
                    self.has_entries = true;
                }
                self.depth += 1;
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth < 3 {
                    self.in_entries = false;
                }
                if self.depth == 3
                    && let Some(start) = self.entry.take()
                {
                    self.count_to(start);
                    let offset = self.offset + start;
                    let (lines, columns) = (self.lines, self.columns);
                    let bytes = self.buffer[start..self.at].to_vec();
                    let index = self.index;
                    self.index += 1;
                    return Some(HarEntry { index, bytes, offset, lines, columns });
                }
            }
            _ => {}
        }
        None
    }
}

impl<R: Read> Iterator for HarEntries<R> {
    type Item = Result<HarEntry, HarProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            if let Some(message) = self.problem.take() {
                return Some(Err(self.fail(message)));
            }
            if self.in_string {
                self.string();
            }
            let pending = self.buffer.len() - self.at.min(self.buffer.len());
            if pending == 0 || (self.in_string && pending < 2) {
                match self.fill() {
                    Ok(true) => continue,
                    Ok(false) => {
                        self.ended = true;
                        self.at = self.buffer.len();
                        let message = match (self.depth, self.has_entries) {
                            (0, true) => return None,
                            (0, false) => "it is no HAR file: there is no array log.entries",
                            (_, true) => {
                                "the HAR file is cut off here; the calls before it are checked"
                            }
                            (_, false) => "the HAR file is cut off here",
                        };
                        return Some(Err(self.fail(message)));
                    }
                    Err(error) => {
                        self.ended = true;
                        return Some(Err(self.fail(error.to_string())));
                    }
                }
            }
            while !self.in_string && self.problem.is_none() {
                let Some(byte) = self.buffer.get(self.at).copied() else { break };
                if let Some(entry) = self.byte(byte) {
                    return Some(Ok(entry));
                }
            }
        }
        None
    }
}
