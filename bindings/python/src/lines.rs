//! `lint_lines`: NDJSON from memory, a file, or a binary file object.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use offerlint::inputs::{NdjsonChunk, NdjsonChunks, ndjson_lines};
use offerlint::{Diagnostic, Origin, Position, Range, Severity, Span};
use pyo3::exceptions::{PyOSError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyMemoryView, PyString};

use crate::report::Report;
use crate::shared_linter::{SharedLinter, shared_linter};
use crate::walk::type_name;

/// A longer line is a finding and is not held in memory.
const MAX_LINE: usize = 64 << 20;

/// Findings that may wait for Python before linting goes on.
const MAX_WAITING: usize = 1024;

/// The number of the error "Is a directory" on Linux and macOS. Windows opens no folder as a file.
const EISDIR: i32 = 21;

/// A binary file object of Python.
struct PythonFile(Py<PyAny>);

impl Read for PythonFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Python::attach(|py| {
            let read = self.0.bind(py).call_method1("read", (buffer.len(),))?;
            let bytes = read.cast_into::<PyBytes>().map_err(|_| {
                PyTypeError::new_err("the file returns no bytes; open it in binary mode")
            })?;
            let bytes = bytes.as_bytes();
            match buffer.get_mut(..bytes.len()) {
                Some(part) => part.copy_from_slice(bytes),
                None => return Err(PyValueError::new_err("the file returned too many bytes")),
            }
            Ok(bytes.len())
        })
        .map_err(io::Error::from)
    }
}

/// The lines that are read but not yet linted, and the reports that Python has not taken.
struct State {
    chunks: NdjsonChunks<Box<dyn Read + Send>>,
    /// The chunk in work and the offset of its next line.
    chunk: Option<(NdjsonChunk, usize)>,
    waiting: VecDeque<(usize, offerlint::Report)>,
    ended: bool,
}

impl State {
    /// Lints lines until some have findings, at most one chunk.
    fn advance(&mut self, linter: &offerlint::Linter) -> io::Result<()> {
        let (chunk, offset) = match self.chunk.take() {
            Some(rest) => rest,
            None => match self.chunks.next_chunk()? {
                Some(chunk) => (chunk, 0),
                None => {
                    self.ended = true;
                    return Ok(());
                }
            },
        };
        let contract = linter.contract().name();
        if chunk.too_long {
            let report = offerlint::Report::new(contract, vec![too_long(&chunk.origin)]);
            self.waiting.push_back((chunk.origin.lines + 1, report));
            return Ok(());
        }
        let mut findings = 0;
        let start = Origin { bytes: chunk.origin.bytes + offset, ..chunk.origin.clone() };
        let mut next = None;
        for line in ndjson_lines(&chunk.bytes[offset..], &start) {
            let mut report = linter.lint_document(line.bytes);
            if report.is_clean() {
                continue;
            }
            line.relocate(&mut report.diagnostics);
            findings += report.diagnostics.len();
            self.waiting.push_back((line.origin.lines + 1, report));
            if findings >= MAX_WAITING {
                let end = line.origin.bytes + line.bytes.len() + 1 - chunk.origin.bytes;
                next = Some((end, line.origin.lines + 1));
                break;
            }
        }
        if let Some((end, lines)) = next.filter(|(end, _)| *end < chunk.bytes.len()) {
            let mut chunk = chunk;
            // The lines of the next call count from there.
            chunk.origin.lines = lines;
            self.chunk = Some((chunk, end));
        }
        Ok(())
    }
}

/// The finding that the command has for a line over the limit.
fn too_long(origin: &Origin) -> Diagnostic {
    let at = Position { line: origin.lines + 1, column: 1 };
    let span = Span { start: origin.bytes, end: origin.bytes };
    let message = format!("the line has more than {MAX_LINE} bytes");
    let mut finding = Diagnostic::new("json-syntax", Severity::Error, message);
    finding.range = Some(Range { span, start: at, end: at });
    finding.help = Some("write one payload a line".into());
    finding
}

/// The reports of the lines that have findings, as (line from 1, report).
#[pyclass(frozen, module = "offerlint")]
pub(crate) struct Lines {
    shared: Arc<SharedLinter>,
    state: Mutex<State>,
}

impl Lines {
    pub(crate) fn open(shared: Arc<SharedLinter>, source: &Bound<'_, PyAny>) -> PyResult<Self> {
        let reader = reader(source)?;
        let state = State {
            chunks: NdjsonChunks::new(reader, MAX_LINE),
            chunk: None,
            waiting: VecDeque::new(),
            ended: false,
        };
        Ok(Self { shared, state: Mutex::new(state) })
    }
}

fn reader(source: &Bound<'_, PyAny>) -> PyResult<Box<dyn Read + Send>> {
    if let Ok(bytes) = source.cast::<PyBytes>() {
        return Ok(Box::new(Cursor::new(PyBackedBytes::from(bytes.clone()))));
    }
    if source.is_instance_of::<PyByteArray>() || source.is_instance_of::<PyMemoryView>() {
        let bytes = source.py().get_type::<PyBytes>().call1((source,))?;
        return reader(&bytes);
    }
    if source.hasattr("read")? {
        return Ok(Box::new(PythonFile(source.clone().unbind())));
    }
    let Ok(path) = source.extract::<PathBuf>() else {
        return Err(PyTypeError::new_err(format!(
            "the source is bytes, the path of a file, or a file in binary mode, not {}",
            type_name(source)
        )));
    };
    match open_file(&path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) => Err(cannot_open(source, error)),
    }
}

/// Opens a file. Opening a folder would succeed, and the error of reading it does not have the path.
fn open_file(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from_raw_os_error(EISDIR));
    }
    Ok(file)
}

fn cannot_open(source: &Bound<'_, PyAny>, error: io::Error) -> PyErr {
    let text = source.cast::<PyString>().ok().and_then(|text| text.to_str().ok());
    if text.is_some_and(|text| text.contains('\n') || text.trim_start().starts_with('{')) {
        return PyValueError::new_err(
            "a source that is a str is the path of a file; give NDJSON text as bytes: source.encode()",
        );
    }
    let path = source.py().import("os").and_then(|os| os.call_method1("fspath", (source,)));
    // Python chooses the subclass by the number and shows the path.
    match (error.raw_os_error(), path) {
        (Some(code), Ok(path)) => {
            let reason = error.to_string();
            let reason = reason.split(" (os error").next().unwrap_or_default().to_owned();
            PyOSError::new_err((code, reason, path.unbind()))
        }
        _ => error.into(),
    }
}

#[pymethods]
impl Lines {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<(usize, Report)>> {
        loop {
            // A thread that waits for the lock must not hold the GIL: the one that has the lock may need the GIL to
            // read from a file object.
            let (next, ended) = py.detach(|| {
                let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
                if state.waiting.is_empty() && !state.ended {
                    state.advance(&self.shared.linter).inspect_err(|_| state.ended = true)?;
                }
                Ok::<_, io::Error>((state.waiting.pop_front(), state.ended))
            })?;
            match next {
                Some((line, report)) => return Ok(Some((line, Report::new(report)))),
                None if ended => return Ok(None),
                None => py.check_signals()?,
            }
        }
    }
}

/// Lints NDJSON and yields (line, report) of the lines with findings.
///
/// `source` is bytes, the path of a file, or a file in binary mode. Lines count from 1, blank lines
/// are skipped. Places are those in the whole source. Memory is bounded: the source is read in pieces
/// of about a megabyte, and without the GIL.
///
/// >>> import offerlint
/// >>> lines = b'{"payout": 3}\n\n{"payout": -1}\n'
/// >>> for line, report in offerlint.lint_lines(lines, "tracklysms/update-offer"):
/// ...     print(line, report[0].rule, report[0].line)
/// 3 number-negative 3
#[pyfunction]
#[pyo3(signature = (source, contract, **settings),
    text_signature = "(source, contract, *, now=None, path_id=None, product=None, query=None, select=None, \
    error=None, warn=None, off=None)")]
pub(crate) fn lint_lines(
    source: &Bound<'_, PyAny>,
    contract: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyDict>>,
) -> PyResult<Lines> {
    Lines::open(shared_linter("lint_lines", contract, settings)?, source)
}
