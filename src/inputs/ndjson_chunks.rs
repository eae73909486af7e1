//! NDJSON in chunks of whole lines: memory is bounded by the longest line, not by the file.

use std::io::{self, Read};

use crate::Origin;

/// Bytes that are read at once.
const CHUNK: usize = 1 << 20;

/// A chunk of whole lines, or a skipped line that is longer than the limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NdjsonChunk {
    /// The lines; empty for a skipped line.
    pub bytes: Vec<u8>,
    /// Where the chunk begins in the stream.
    pub origin: Origin,
    /// Whether a line was skipped because it is longer than the limit.
    pub too_long: bool,
}

/// Splits a stream into chunks of about a megabyte at line ends, for work on several cores.
/// [`ndjson_lines`](super::ndjson_lines) yields the lines of a chunk.
#[derive(Debug)]
pub struct NdjsonChunks<R> {
    reader: R,
    /// Bytes that were read but belong to the next chunk.
    rest: Vec<u8>,
    bytes: usize,
    lines: usize,
    limit: usize,
    ended: bool,
}

impl<R: Read> NdjsonChunks<R> {
    /// The chunks of a reader; a line of more than `limit` bytes is skipped.
    pub fn new(reader: R, limit: usize) -> Self {
        Self { reader, rest: Vec::new(), bytes: 0, lines: 0, limit, ended: false }
    }

    /// Reads the next chunk; none at the end.
    ///
    /// # Errors
    /// The reader fails.
    pub fn next_chunk(&mut self) -> io::Result<Option<NdjsonChunk>> {
        let mut chunk = std::mem::take(&mut self.rest);
        loop {
            if let Some(end) = memchr::memrchr(b'\n', &chunk) {
                if chunk.len() >= CHUNK || self.ended {
                    self.rest = chunk.split_off(end + 1);
                    return Ok(Some(self.emit(chunk)));
                }
            } else if chunk.len() > self.limit {
                return self.skip_line(chunk).map(Some);
            } else if self.ended {
                return Ok((!chunk.is_empty()).then(|| self.emit(chunk)));
            }
            self.fill(&mut chunk)?;
        }
    }

    /// Reads more bytes after a chunk.
    fn fill(&mut self, chunk: &mut Vec<u8>) -> io::Result<()> {
        let room = if chunk.len() < CHUNK { CHUNK - chunk.len() } else { CHUNK };
        chunk.reserve_exact(room);
        let read = (&mut self.reader).take(room as u64).read_to_end(chunk)?;
        self.ended |= read < room;
        Ok(())
    }

    fn emit(&mut self, bytes: Vec<u8>) -> NdjsonChunk {
        let origin = Origin { bytes: self.bytes, lines: self.lines, ..Origin::default() };
        self.bytes += bytes.len();
        self.lines += memchr::memchr_iter(b'\n', &bytes).count();
        NdjsonChunk { bytes, origin, too_long: false }
    }

    /// Skips a line without keeping it.
    fn skip_line(&mut self, start: Vec<u8>) -> io::Result<NdjsonChunk> {
        let origin = Origin { bytes: self.bytes, lines: self.lines, ..Origin::default() };
        let mut piece = start;
        loop {
            if let Some(end) = memchr::memchr(b'\n', &piece) {
                self.bytes += end + 1;
                self.lines += 1;
                self.rest = piece.split_off(end + 1);
                break;
            }
            self.bytes += piece.len();
            if self.ended {
                break;
            }
            piece.clear();
            self.fill(&mut piece)?;
        }
        Ok(NdjsonChunk { bytes: Vec::new(), origin, too_long: true })
    }
}

#[cfg(test)]
mod tests {
    use super::NdjsonChunks;

    fn read(text: &str, limit: usize) -> Vec<(String, usize, usize, bool)> {
        let mut chunks = NdjsonChunks::new(text.as_bytes(), limit);
        let mut all = Vec::new();
        while let Some(chunk) = chunks.next_chunk().unwrap() {
            let text = String::from_utf8(chunk.bytes).unwrap();
            all.push((text, chunk.origin.bytes, chunk.origin.lines, chunk.too_long));
        }
        all
    }

    #[test]
    fn lines_stay_whole() {
        assert_eq!(read("", 10), []);
        assert_eq!(read("a\nb\n", 10), [("a\nb\n".into(), 0, 0, false)]);
        assert_eq!(read("a\nb", 10), [("a\n".into(), 0, 0, false), ("b".into(), 2, 1, false)]);
        let line = format!("{}\n", "x".repeat(700_000));
        let all = read(&line.repeat(5), 1 << 21);
        assert_eq!(all.iter().map(|chunk| chunk.0.len()).sum::<usize>(), 5 * line.len());
        assert!(all.iter().all(|chunk| chunk.0.ends_with('\n') && chunk.0.len() <= 3 * line.len()));
        assert!(all.iter().all(|chunk| chunk.1 == chunk.2 * line.len()));
    }

    #[test]
    fn a_line_over_the_limit_is_skipped() {
        let long = "x".repeat(3 << 20);
        let text = format!("a\n{long}\nb\n");
        let all = read(&text, 1 << 20);
        let short: Vec<_> = all
            .iter()
            .map(|(text, bytes, lines, long)| (text.len(), *bytes, *lines, *long))
            .collect();
        assert_eq!(short, [(2, 0, 0, false), (0, 2, 1, true), (2, 3 + long.len(), 2, false)]);
        assert_eq!(read(&long, 1 << 20).len(), 1);
    }
}
