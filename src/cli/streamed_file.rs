//! Documents that are read part by part: NDJSON and HAR files.

use std::fs::File;
use std::hint::black_box;
use std::io::{self, Read};
use std::sync::{Arc, Once};

use offerlint::Origin;
use offerlint::captures::{CaptureFormat, HarEntries, HarEntry};
use offerlint::inputs::{FileError, Layout, NdjsonChunk, NdjsonChunks};

use super::fixing::Fixing;
use super::input_files::{Input, Source};

type Reader = Box<dyn Read + Send>;

/// A part of a document.
pub(crate) enum Part {
    Lines(NdjsonChunk),
    /// The beginning of a HAR file.
    Har,
    HarEntry(HarEntry),
    Error(FileError),
}

enum Parts {
    Lines(NdjsonChunks<Reader>),
    Har(Box<HarEntries<Reader>>),
    Ended,
}

/// A document that is being read part by part.
pub(crate) struct StreamedFile {
    pub(crate) input: Arc<Input>,
    parts: Parts,
    /// Whether a part of it was read.
    started: bool,
}

static MEMORY_IS_KEPT: Once = Once::new();

/// Makes glibc keep freed memory for the next parts instead of returning it to the system, which costs a page
/// fault for every four kilobytes. The amount that it keeps follows the largest block that was freed. The
/// block is not touched, so it takes no memory.
fn keep_freed_memory() {
    const LARGE_BLOCK: usize = 16 << 20;
    drop(black_box(Vec::<u8>::with_capacity(LARGE_BLOCK)));
}

impl StreamedFile {
    /// Whether a document is read part by part. NDJSON that is fixed is read as a whole; HAR files are
    /// records, which nothing changes.
    pub(crate) fn is_streamed(input: &Input, fixing: Fixing) -> bool {
        match input.file.layout {
            Layout::Lines => fixing == Fixing::Off,
            layout => layout == Layout::Capture(CaptureFormat::Har),
        }
    }

    /// Opens a document.
    pub(crate) fn open(input: Arc<Input>) -> Result<Self, FileError> {
        let reader: Reader = match input.source {
            Source::StandardInput => Box::new(io::stdin()),
            Source::File => {
                let file = File::open(&input.file.path);
                Box::new(file.map_err(|error| FileError::new(&input.file.path, error))?)
            }
        };
        let parts = match input.file.layout {
            Layout::Lines => {
                MEMORY_IS_KEPT.call_once(keep_freed_memory);
                Parts::Lines(NdjsonChunks::new(reader, input.file.settings.line_limit()))
            }
            _ => Parts::Har(Box::new(HarEntries::new(reader))),
        };
        Ok(Self { input, parts, started: false })
    }

    /// The next part; none at the end.
    pub(crate) fn next_part(&mut self) -> Option<Part> {
        let is_first = !std::mem::replace(&mut self.started, true);
        let path = &self.input.file.path;
        match &mut self.parts {
            Parts::Lines(chunks) => match chunks.next_chunk() {
                Ok(Some(chunk)) => Some(Part::Lines(chunk)),
                // An empty file counts as a file.
                Ok(None) => is_first.then(|| {
                    let (bytes, origin) = (Vec::new(), Origin::default());
                    Part::Lines(NdjsonChunk { bytes, origin, too_long: false })
                }),
                Err(error) => {
                    self.parts = Parts::Ended;
                    Some(Part::Error(FileError::new(path, error)))
                }
            },
            Parts::Har(_) if is_first => Some(Part::Har),
            Parts::Har(entries) => entries.next().map(|entry| match entry {
                Ok(entry) => Part::HarEntry(entry),
                Err(problem) => {
                    let (line, column) = (problem.lines + 1, problem.columns + 1);
                    Part::Error(self.input.file.problem(line, column, &problem.message))
                }
            }),
            Parts::Ended => None,
        }
    }
}
