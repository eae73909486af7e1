//! The payloads in a text: the text itself, the items of an array, or the lines of NDJSON.

use std::io::{self, BufRead, Read};
use std::path::Path;

use memchr::memchr;

#[cfg(feature = "project")]
use crate::captures::CaptureFormat;
use crate::linter::ArrayItems;
use crate::{Diagnostic, Linter, Origin, Report};

/// How payloads are arranged in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// The file is one payload.
    #[default]
    Single,
    /// The file is an array of payloads. A file that is not an array is one payload.
    Items,
    /// Every line is a payload.
    Lines,
    /// The file records HTTP calls, whose bodies are the payloads.
    #[cfg(feature = "project")]
    Capture(CaptureFormat),
}

impl Layout {
    /// [`Layout::Lines`] for `.ndjson` and `.jsonl`, a capture by [`CaptureFormat::of_path`], else
    /// [`Layout::Single`].
    pub fn of_path(path: &Path) -> Self {
        #[cfg(feature = "project")]
        if let Some(format) = CaptureFormat::of_path(path) {
            return Self::Capture(format);
        }
        let extension = path.extension().and_then(|extension| extension.to_str());
        let is_lines = |extension: &str| {
            ["ndjson", "jsonl"].iter().any(|known| known.eq_ignore_ascii_case(extension))
        };
        if extension.is_some_and(is_lines) { Self::Lines } else { Self::Single }
    }

    /// `json`, `array`, `ndjson` or the name of a capture's format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Single => "json",
            Self::Items => "array",
            Self::Lines => "ndjson",
            #[cfg(feature = "project")]
            Self::Capture(format) => format.name(),
        }
    }
}

/// A payload and its place in a larger text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload<'b> {
    /// The payload.
    pub bytes: &'b [u8],
    /// Where it begins in the text.
    pub origin: Origin,
}

impl Payload<'_> {
    /// Makes places in the payload places in the text.
    pub fn relocate(&self, diagnostics: &mut [Diagnostic]) {
        for found in diagnostics {
            found.relocate(&self.origin);
        }
    }
}

/// The payloads in a text. Calls of captures are linted by [`crate::captures`].
pub fn payloads(bytes: &[u8], layout: Layout) -> impl Iterator<Item = Payload<'_>> {
    let items = if layout == Layout::Items { ArrayItems::new(bytes) } else { None };
    let (whole, lines) = match layout {
        Layout::Lines => (None, bytes),
        _ if items.is_some() => (None, &[][..]),
        _ => (Some(Payload { bytes, origin: Origin::default() }), &[][..]),
    };
    let items = items.into_iter().flatten().map(|(bytes, origin)| Payload { bytes, origin });
    items.chain(whole).chain(ndjson_lines(lines, &Origin::default()))
}

/// The lines of NDJSON that begins at `origin` in a file. Blank lines are left out.
pub fn ndjson_lines<'b>(
    bytes: &'b [u8],
    origin: &Origin,
) -> impl Iterator<Item = Payload<'b>> + use<'b> {
    let Origin { bytes: first, mut lines, .. } = *origin;
    let mut start = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
            let line = &rest[..memchr(b'\n', rest).unwrap_or(rest.len())];
            let origin = Origin { bytes: first + start, lines, ..Origin::default() };
            start += line.len() + 1;
            lines += 1;
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Some(Payload { bytes: line, origin });
            }
        }
    })
}

impl Linter {
    /// Lints NDJSON line by line and yields (line number from 1, report). Blank lines are skipped.
    /// Places are those in the whole text.
    ///
    /// ```
    /// use offerlint::{Contract, Linter};
    ///
    /// let linter = Linter::new(Contract::TRACKLYSMS_UPDATE_OFFER);
    /// let text = b"{\"payout\": 3}\n\n{\"payout\": -1}\n";
    /// let reports: Vec<_> = linter.lint_lines(text).filter(|(_, report)| !report.is_clean()).collect();
    /// assert_eq!(reports[0].0, 3);
    /// assert_eq!(reports[0].1.diagnostics[0].range.map(|range| range.start.line), Some(3));
    /// ```
    pub fn lint_lines(&self, text: &[u8]) -> impl Iterator<Item = (usize, Report)> {
        ndjson_lines(text, &Origin::default()).map(|line| {
            let mut report = self.lint_document(line.bytes);
            line.relocate(&mut report.diagnostics);
            (line.origin.lines + 1, report)
        })
    }
}

/// A line that was read from NDJSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NdjsonLine {
    /// The line without its line feed.
    pub bytes: Vec<u8>,
    /// Where it begins.
    pub origin: Origin,
}

impl NdjsonLine {
    /// The number of the line, from 1.
    pub fn number(&self) -> usize {
        self.origin.lines + 1
    }

    /// The line as a payload.
    pub fn payload(&self) -> Payload<'_> {
        Payload { bytes: &self.bytes, origin: self.origin.clone() }
    }
}

/// Reads the lines of NDJSON one by one. Blank lines are left out; a line longer than the limit is
/// an error, after which the iterator ends.
///
/// ```
/// use offerlint::inputs::NdjsonLines;
///
/// let lines = NdjsonLines::new(&b"{}\n\n[]"[..], 1024);
/// let numbers: Result<Vec<usize>, _> = lines.map(|line| line.map(|line| line.number())).collect();
/// assert_eq!(numbers?, [1, 3]);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct NdjsonLines<R> {
    reader: R,
    limit: usize,
    next: Origin,
    ended: bool,
}

impl<R: BufRead> NdjsonLines<R> {
    /// The lines of a reader, each of at most `limit` bytes.
    pub fn new(reader: R, limit: usize) -> Self {
        Self { reader, limit, next: Origin::default(), ended: false }
    }

    fn read(&mut self) -> io::Result<Option<NdjsonLine>> {
        let mut bytes = Vec::new();
        let most = (self.limit as u64).saturating_add(1);
        if (&mut self.reader).take(most).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        let origin = self.next.clone();
        self.next.bytes += bytes.len();
        self.next.lines += 1;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else if bytes.len() > self.limit {
            let message = format!("line {} has more than {} bytes", self.next.lines, self.limit);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(Some(NdjsonLine { bytes, origin }))
    }
}

impl<R: BufRead> Iterator for NdjsonLines<R> {
    type Item = io::Result<NdjsonLine>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let line = self.read();
            self.ended = !matches!(line, Ok(Some(_)));
            match line.transpose() {
                Some(Ok(line)) if line.bytes.iter().all(u8::is_ascii_whitespace) => {}
                line => return line,
            }
        }
        None
    }
}
