//! `Report`: the findings on one payload.

use std::sync::Arc;

use offerlint::Severity;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyIterator, PySlice, PyTuple, PyType};

use crate::diagnostic::Diagnostic;
use crate::html;
use crate::json::{from_json, loads, to_json};

/// All findings on one payload: those on path and query parameters first, then in source order.
///
/// It is immutable, has a length, an order, indexes and slices. Without findings it is false: `if report:` asks
/// whether there are findings.
///
/// >>> import offerlint
/// >>> report = offerlint.lint(b'{"payout": -1}', "tracklysms/update-offer")
/// >>> report.is_clean, report.has_errors, len(report)
/// (False, False, 1)
/// >>> print(report)
/// 1:12: warning[number-negative] payout: `payout` is negative: -1
#[pyclass(frozen, eq, module = "offerlint")]
#[derive(PartialEq)]
pub(crate) struct Report {
    pub(crate) inner: Arc<offerlint::Report>,
}

impl Report {
    pub(crate) fn new(inner: offerlint::Report) -> Self {
        Self { inner: Arc::new(inner) }
    }

    fn json(&self) -> PyResult<String> {
        to_json(&self.inner.diagnostics)
    }
}

/// The findings of a report that a condition accepts.
fn findings<'py>(
    report: &Bound<'py, Report>,
    is_wanted: impl Fn(&offerlint::Diagnostic) -> bool,
) -> PyResult<Bound<'py, PyTuple>> {
    let inner = &report.get().inner;
    let all = inner.diagnostics.iter().enumerate();
    let wanted: Vec<Diagnostic> = all
        .filter(|(_, found)| is_wanted(found))
        .map(|(at, _)| Diagnostic::new(inner, at))
        .collect();
    PyTuple::new(report.py(), wanted)
}

#[pymethods]
impl Report {
    /// The name of the contract.
    #[getter]
    fn contract(&self) -> &str {
        &self.inner.contract
    }

    /// Whether there are no findings at all.
    #[getter]
    fn is_clean(&self) -> bool {
        self.inner.is_clean()
    }

    /// Whether any finding is an error.
    #[getter]
    fn has_errors(&self) -> bool {
        self.inner.has_errors()
    }

    /// All findings.
    #[getter]
    fn diagnostics<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        findings(slf, |_| true)
    }

    /// The findings that are errors.
    #[getter]
    fn errors<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        findings(slf, |found| found.severity == Severity::Error)
    }

    /// The findings that are warnings.
    #[getter]
    fn warnings<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        findings(slf, |found| found.severity == Severity::Warning)
    }

    /// The errors that the API documents for the findings, as (HTTP status, error code), each once.
    ///
    /// >>> import offerlint
    /// >>> offerlint.lint({"name": "A"}, "tracklysms/create-offer").api_errors
    /// [(400, 'missing_tracking_url')]
    #[getter]
    fn api_errors(&self) -> Vec<(u16, Option<&str>)> {
        self.inner.api_errors()
    }

    /// Raises `ValidationError` if any finding is an error.
    ///
    /// >>> import offerlint
    /// >>> offerlint.lint(b'{"payout": 1}', "tracklysms/update-offer").raise_for_errors()
    fn raise_for_errors(slf: &Bound<'_, Self>) -> PyResult<()> {
        if !slf.get().inner.has_errors() {
            return Ok(());
        }
        static ERROR: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let error = ERROR.import(slf.py(), "offerlint._errors", "ValidationError")?;
        Err(PyErr::from_value(error.call1((slf,))?))
    }

    /// The findings as a JSON array, in the form that every front end of offerlint has.
    fn to_json(&self) -> PyResult<String> {
        self.json()
    }

    /// The findings as a list of dicts, in the form that every front end of offerlint has.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.json()?)
    }

    fn __len__(&self) -> usize {
        self.inner.diagnostics.len()
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyIterator>> {
        findings(slf, |_| true)?.try_iter()
    }

    fn __getitem__<'py>(
        slf: &Bound<'py, Self>,
        index: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if index.is_instance_of::<PySlice>() {
            return findings(slf, |_| true)?.as_any().get_item(index);
        }
        let index = index.extract::<isize>()?;
        let inner = &slf.get().inner;
        let count = inner.diagnostics.len();
        let at = if index < 0 { index.checked_add_unsigned(count) } else { Some(index) };
        match at.and_then(|at| usize::try_from(at).ok()).filter(|at| *at < count) {
            Some(at) => Ok(Bound::new(slf.py(), Diagnostic::new(inner, at))?.into_any()),
            None => Err(PyIndexError::new_err("the report has no finding with this index")),
        }
    }

    fn __str__(&self) -> String {
        self.inner.to_string()
    }

    fn __repr__(&self) -> String {
        let contract = self.contract();
        if self.inner.is_clean() {
            return format!("<offerlint.Report {contract}: no findings>");
        }
        let lines: Vec<String> = self.inner.iter().map(|found| format!("\n  {found}")).collect();
        format!("<offerlint.Report {contract}:{}>", lines.concat())
    }

    fn _repr_html_(&self) -> String {
        html::report(&self.inner)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let read = slf.get_type().getattr("_from_json")?;
        Ok((read, (to_json(&*slf.get().inner)?,)))
    }

    #[staticmethod]
    fn _from_json(text: &str) -> PyResult<Self> {
        from_json(text).map(Self::new)
    }
}
