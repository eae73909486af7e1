//! NDJSON in blocks of whole lines: memory is bounded by the longest line, not by the file.

use std::io::{self, Read};

use offerlint::Origin;

/// How much is read at once.
const BLOCK: usize = 1 << 20;

/// A block of whole lines, or a line that is too long to be held.
pub(crate) struct Block {
    pub(crate) bytes: Vec<u8>,
    pub(crate) origin: Origin,
    /// The line was skipped: it is longer than the limit.
    pub(crate) too_long: bool,
}

/// Cuts a stream into blocks at line ends.
pub(crate) struct Blocks<R> {
    reader: R,
    /// What was read, but belongs to the next block.
    rest: Vec<u8>,
    bytes: usize,
    lines: usize,
    limit: usize,
    ended: bool,
}

impl<R: Read> Blocks<R> {
    pub(crate) fn new(reader: R, limit: usize) -> Self {
        Self { reader, rest: Vec::new(), bytes: 0, lines: 0, limit, ended: false }
    }

    /// The next block; none at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Block>> {
        let mut block = std::mem::take(&mut self.rest);
        loop {
            if let Some(end) = memchr::memrchr(b'\n', &block) {
                if block.len() >= BLOCK || self.ended {
                    self.rest = block.split_off(end + 1);
                    return Ok(Some(self.emit(block)));
                }
            } else if block.len() > self.limit {
                return self.skip_line(block).map(Some);
            } else if self.ended {
                return Ok((!block.is_empty()).then(|| self.emit(block)));
            }
            self.fill(&mut block)?;
        }
    }

    /// Reads more behind a block.
    fn fill(&mut self, block: &mut Vec<u8>) -> io::Result<()> {
        let room = if block.len() < BLOCK { BLOCK - block.len() } else { BLOCK };
        block.reserve_exact(room);
        let read = (&mut self.reader).take(room as u64).read_to_end(block)?;
        self.ended |= read < room;
        Ok(())
    }

    fn emit(&mut self, bytes: Vec<u8>) -> Block {
        let origin = Origin { bytes: self.bytes, lines: self.lines, ..Origin::default() };
        self.bytes += bytes.len();
        self.lines += memchr::memchr_iter(b'\n', &bytes).count();
        Block { bytes, origin, too_long: false }
    }

    /// Leaves out a line that is not even held.
    fn skip_line(&mut self, start: Vec<u8>) -> io::Result<Block> {
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
        Ok(Block { bytes: Vec::new(), origin, too_long: true })
    }
}

#[cfg(test)]
mod tests {
    use super::Blocks;

    fn read(text: &str, limit: usize) -> Vec<(String, usize, usize, bool)> {
        let mut blocks = Blocks::new(text.as_bytes(), limit);
        let mut all = Vec::new();
        while let Some(block) = blocks.next().unwrap() {
            let text = String::from_utf8(block.bytes).unwrap();
            all.push((text, block.origin.bytes, block.origin.lines, block.too_long));
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
        assert_eq!(all.iter().map(|block| block.0.len()).sum::<usize>(), 5 * line.len());
        assert!(all.iter().all(|block| block.0.ends_with('\n') && block.0.len() <= 3 * line.len()));
        assert!(all.iter().all(|block| block.1 == block.2 * line.len()));
    }

    #[test]
    fn a_line_over_the_limit_is_left_out() {
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
