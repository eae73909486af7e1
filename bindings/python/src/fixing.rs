//! `fix` and its result.

use offerlint::Applicability;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyType};

use crate::payload;
use crate::report::Report;
use crate::settings::read_unsafe;
use crate::shared_linter::{SharedLinter, shared_linter};

/// A payload after its fixes.
#[pyclass(frozen, module = "offerlint")]
pub(crate) struct FixResult {
    payload: Vec<u8>,
    applied: Py<Report>,
    remaining: Py<Report>,
}

/// The parts of a result, for pickle.
type Parts<'py> = (Bound<'py, PyBytes>, Py<Report>, Py<Report>);

impl FixResult {
    pub(crate) fn of(
        shared: &SharedLinter,
        object: &Bound<'_, PyAny>,
        unsafe_too: bool,
    ) -> PyResult<Self> {
        let py = object.py();
        let payload = payload::read(object)?;
        let bytes: &[u8] = &payload.bytes;
        let limit = if unsafe_too { Applicability::Unsafe } else { Applicability::Safe };
        let fixed = py.detach(|| shared.linter.fix(bytes, limit));
        let contract = shared.linter.contract().name();
        let report = |found| Py::new(py, Report::new(offerlint::Report::new(contract, found)));
        Ok(Self {
            applied: report(fixed.applied)?,
            remaining: report(fixed.remaining)?,
            payload: fixed.text,
        })
    }
}

#[pymethods]
impl FixResult {
    /// The payload with the fixes.
    #[getter]
    fn payload<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.payload)
    }

    /// The findings whose fixes were applied, in the order of application. Their places are those at
    /// that time.
    #[getter]
    fn applied(&self, py: Python<'_>) -> Py<Report> {
        self.applied.clone_ref(py)
    }

    /// The findings on the fixed payload.
    #[getter]
    fn remaining(&self, py: Python<'_>) -> Py<Report> {
        self.remaining.clone_ref(py)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.payload == other.payload
            && self.applied.get() == other.applied.get()
            && self.remaining.get() == other.remaining.get()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        let read = PyType::new::<Self>(py).getattr("_from_parts")?;
        Ok((read, (self.payload(py), self.applied(py), self.remaining(py))))
    }

    #[staticmethod]
    fn _from_parts(payload: Vec<u8>, applied: Py<Report>, remaining: Py<Report>) -> Self {
        Self { payload, applied, remaining }
    }

    fn __repr__(&self) -> String {
        let count = |report: &Py<Report>| report.get().inner.diagnostics.len();
        let (applied, remaining) = (count(&self.applied), count(&self.remaining));
        format!("<offerlint.FixResult {applied} applied, {remaining} remaining>")
    }
}

/// Applies the fixes of a payload until none is left: the safe ones, with `unsafe=True` all of them.
/// An object is written as JSON first.
///
/// >>> import offerlint
/// >>> fixed = offerlint.fix(b'{"payout_type": "CPA"}', "tracklysms/update-offer")
/// >>> fixed.payload, len(fixed.applied), fixed.remaining.is_clean
/// (b'{"payout_type": "cpa"}', 1, True)
#[pyfunction]
#[pyo3(signature = (payload, contract, r#unsafe=None, **settings),
    text_signature = "(payload, contract, unsafe=False, *, now=None, path_id=None, product=None, query=None, select=None, \
    error=None, warn=None, off=None)")]
pub(crate) fn fix(
    payload: &Bound<'_, PyAny>,
    contract: &Bound<'_, PyAny>,
    r#unsafe: Option<&Bound<'_, PyAny>>,
    settings: Option<&Bound<'_, PyDict>>,
) -> PyResult<FixResult> {
    FixResult::of(&*shared_linter("fix", contract, settings)?, payload, read_unsafe(r#unsafe)?)
}
