//! `Diagnostic` and its parts. Attributes become Python objects when they are read.

use std::sync::Arc;

use offerlint::{Applicability, Range};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::html;
use crate::json::{from_json, loads, to_json};

/// One finding: the rule, the place, the message and the fix.
///
/// Lines and columns count from 1, columns in characters. `start` and `end` are offsets in the bytes
/// that were linted; for a str in its UTF-8. Findings on objects, and on path and query parameters,
/// have a pointer alone.
///
/// >>> import offerlint
/// >>> found, = offerlint.lint('{"payout_type": "CPA"}', "tracklysms/update-offer")
/// >>> found.rule, found.severity, found.pointer, found.line, found.column
/// ('invalid-payout-type', 'error', '/payout_type', 1, 17)
#[pyclass(frozen, module = "offerlint")]
pub(crate) struct Diagnostic {
    /// Its report, which all findings of the report share.
    report: Arc<offerlint::Report>,
    at: usize,
}

impl Diagnostic {
    pub(crate) fn new(report: &Arc<offerlint::Report>, at: usize) -> Self {
        Self { report: Arc::clone(report), at }
    }

    fn inner(&self) -> &offerlint::Diagnostic {
        &self.report.diagnostics[self.at]
    }
}

#[pymethods]
impl Diagnostic {
    /// The name of the rule.
    #[getter]
    fn rule(&self) -> &str {
        &self.inner().rule
    }

    /// "error", "warning" or "info".
    #[getter]
    fn severity(&self) -> &'static str {
        self.inner().severity.name()
    }

    /// The JSON Pointer of the place; "@path/…" or "@query/…" for parameters.
    #[getter]
    fn pointer(&self) -> &str {
        &self.inner().pointer
    }

    /// The message: one sentence, without a full stop.
    #[getter]
    fn message(&self) -> &str {
        &self.inner().message
    }

    /// The next action, or the reason.
    #[getter]
    fn help(&self) -> Option<&str> {
        self.inner().help.as_deref()
    }

    /// The line, from 1.
    #[getter]
    fn line(&self) -> Option<usize> {
        self.inner().range.map(|range| range.start.line)
    }

    /// The column in characters, from 1.
    #[getter]
    fn column(&self) -> Option<usize> {
        self.inner().range.map(|range| range.start.column)
    }

    /// The line of the end, from 1.
    #[getter]
    fn end_line(&self) -> Option<usize> {
        self.inner().range.map(|range| range.end.line)
    }

    /// The column after the last character.
    #[getter]
    fn end_column(&self) -> Option<usize> {
        self.inner().range.map(|range| range.end.column)
    }

    /// The offset of the first byte.
    #[getter]
    fn start(&self) -> Option<usize> {
        self.inner().range.map(|range| range.span.start)
    }

    /// The offset after the last byte.
    #[getter]
    fn end(&self) -> Option<usize> {
        self.inner().range.map(|range| range.span.end)
    }

    /// The error code that the API documents for the finding.
    #[getter]
    fn api_code(&self) -> Option<&str> {
        self.inner().api_code.as_deref()
    }

    /// The HTTP status that the API documents for the finding.
    #[getter]
    fn http_status(&self) -> Option<u16> {
        self.inner().http_status
    }

    /// Other places that the finding refers to.
    #[getter]
    fn related<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.inner().labels.iter().map(Related::new))
    }

    /// The fix, if there is one.
    #[getter]
    fn fix(&self) -> Option<Fix> {
        self.inner().fix.clone().map(|inner| Fix { inner })
    }

    /// The finding as a dict, in the form that every front end of offerlint has.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &to_json(self.inner())?)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.inner() == other.inner()
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        let inner = self.inner();
        (&inner.rule, &inner.pointer, &inner.message).hash(&mut hasher);
        hasher.finish()
    }

    fn __str__(&self) -> String {
        self.inner().to_string()
    }

    fn __repr__(&self) -> String {
        format!("<offerlint.Diagnostic {}>", self.inner())
    }

    fn _repr_html_(&self) -> String {
        html::table([self.inner()])
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let read = PyType::new::<Self>(py).getattr("_from_json")?;
        Ok((read, (to_json(self.inner())?,)))
    }

    #[staticmethod]
    fn _from_json(text: &str) -> PyResult<Self> {
        let report = offerlint::Report::new("", vec![from_json(text)?]);
        Ok(Self::new(&Arc::new(report), 0))
    }
}

/// Another place that a finding refers to.
#[pyclass(frozen, get_all, eq, hash, module = "offerlint")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Related {
    pointer: String,
    message: String,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

impl Related {
    fn new(label: &offerlint::Label) -> Self {
        let of = |value: fn(Range) -> usize| label.range.map(value);
        Self {
            pointer: label.pointer.clone(),
            message: label.message.clone(),
            line: of(|range| range.start.line),
            column: of(|range| range.start.column),
            end_line: of(|range| range.end.line),
            end_column: of(|range| range.end.column),
            start: of(|range| range.span.start),
            end: of(|range| range.span.end),
        }
    }
}

/// Line, column and offset.
type Point = (Option<usize>, Option<usize>, Option<usize>);

/// The parts of a related place, for pickle.
type RelatedParts<'a> = (&'a str, &'a str, Point, Point);

#[pymethods]
impl Related {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, RelatedParts<'_>)> {
        let read = PyType::new::<Self>(py).getattr("_from_parts")?;
        let start = (self.line, self.column, self.start);
        let end = (self.end_line, self.end_column, self.end);
        Ok((read, (&self.pointer, &self.message, start, end)))
    }

    #[staticmethod]
    fn _from_parts(pointer: String, message: String, start: Point, end: Point) -> Self {
        let ((line, column, start), (end_line, end_column, end)) = (start, end);
        Self { pointer, message, line, column, end_line, end_column, start, end }
    }

    fn __repr__(&self) -> String {
        format!("<offerlint.Related {}: {}>", self.pointer, self.message)
    }
}

/// The fix of a finding: what it does, whether it is safe, and its edits.
#[pyclass(frozen, eq, hash, module = "offerlint")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Fix {
    inner: offerlint::Fix,
}

#[pymethods]
impl Fix {
    /// What the fix does, such as "rename to `tracking_url`".
    #[getter]
    fn message(&self) -> &str {
        &self.inner.message
    }

    /// "safe" if the payload means the same afterwards, else "unsafe".
    #[getter]
    fn applicability(&self) -> &'static str {
        match self.inner.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }

    /// The edits, in source order, not overlapping.
    #[getter]
    fn edits<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let edits = self.inner.edits.iter().map(|edit| Edit {
            start: edit.start,
            end: edit.end,
            replacement: edit.replacement.clone(),
        });
        PyTuple::new(py, edits.collect::<Vec<_>>())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let read = PyType::new::<Self>(py).getattr("_from_json")?;
        Ok((read, (to_json(&self.inner)?,)))
    }

    #[staticmethod]
    fn _from_json(text: &str) -> PyResult<Self> {
        from_json(text).map(|inner| Self { inner })
    }

    fn __repr__(&self) -> String {
        format!("<offerlint.Fix {}: {}>", self.applicability(), self.inner.message)
    }
}

/// A replacement of bytes.
#[pyclass(frozen, get_all, eq, hash, module = "offerlint")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Edit {
    /// The offset of the first byte that is replaced.
    start: usize,
    /// The offset after the last byte that is replaced.
    end: usize,
    /// The new text.
    replacement: String,
}

/// The parts of an edit, for pickle.
type EditParts<'a> = (usize, usize, &'a str);

#[pymethods]
impl Edit {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, EditParts<'_>)> {
        let read = PyType::new::<Self>(py).getattr("_from_parts")?;
        Ok((read, (self.start, self.end, &self.replacement)))
    }

    #[staticmethod]
    fn _from_parts(start: usize, end: usize, replacement: String) -> Self {
        Self { start, end, replacement }
    }

    fn __repr__(&self) -> String {
        format!("<offerlint.Edit {}..{}: {:?}>", self.start, self.end, self.replacement)
    }
}
