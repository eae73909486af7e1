//! `lint` and `Linter`.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::fixing::FixResult;
use crate::lines::Lines;
use crate::report::Report;
use crate::settings;
use crate::shared_linter::{SharedLinter, default_linter, shared_linter};

/// Lints one payload.
///
/// `payload` is bytes, bytearray, memoryview or str with JSON text, or an object that JSON can
/// represent: dict, list, tuple, str inside of them, int, float, bool, None. `contract` is the name
/// of a contract, such as "tracklysms/create-offer".
///
/// >>> import offerlint
/// >>> report = offerlint.lint(b'{"name": "Summer Promo"}', "tracklysms/create-offer")
/// >>> [(found.rule, found.pointer) for found in report]
/// [('required-field-missing', '/tracking_url')]
// An argument each: pyo3 makes a tuple of the arguments of a function with `**settings`.
#[pyfunction]
#[pyo3(signature = (payload, contract, *, now=None, path_id=None, product=None, query=None,
    select=None, error=None, warn=None, off=None))]
#[allow(clippy::too_many_arguments)] // Keyword arguments of Python.
pub(crate) fn lint(
    payload: &Bound<'_, PyAny>,
    contract: &Bound<'_, PyAny>,
    now: Option<&Bound<'_, PyAny>>,
    path_id: Option<&Bound<'_, PyAny>>,
    product: Option<&Bound<'_, PyAny>>,
    query: Option<&Bound<'_, PyAny>>,
    select: Option<&Bound<'_, PyAny>>,
    error: Option<&Bound<'_, PyAny>>,
    warn: Option<&Bound<'_, PyAny>>,
    off: Option<&Bound<'_, PyAny>>,
) -> PyResult<Py<Report>> {
    let given = [now, path_id, product, query, select, error, warn, off];
    if given.iter().all(Option::is_none) {
        return default_linter(contract)?.lint(payload);
    }
    let settings = PyDict::new(payload.py());
    for (name, value) in settings::NAMES.iter().zip(given) {
        settings.set_item(name, value)?;
    }
    shared_linter("lint", contract, Some(&settings))?.lint(payload)
}

/// A contract with settings. It is immutable and may be shared between threads.
///
/// >>> import offerlint
/// >>> linter = offerlint.Linter("gokart/update-offer", off=["cap-order"])
/// >>> linter.lint(b"{}").has_errors
/// True
#[pyclass(frozen, module = "offerlint")]
pub(crate) struct Linter {
    shared: Arc<SharedLinter>,
    /// For pickle.
    settings: Py<PyDict>,
}

#[pymethods]
impl Linter {
    #[new]
    #[pyo3(signature = (contract, **settings),
        text_signature = "(contract, *, now=None, path_id=None, product=None, query=None, select=None, \
        error=None, warn=None, off=None)")]
    fn new(contract: &Bound<'_, PyAny>, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        // A linter of its own: it learns from its payloads whether to expect findings.
        let settings = settings::plain(contract.py(), settings)?;
        let linter = settings::linter("Linter", contract, Some(&settings))?;
        let shared = Arc::new(SharedLinter::new(contract.py(), linter)?);
        Ok(Self { shared, settings: settings.unbind() })
    }

    /// The name of the contract.
    #[getter]
    fn contract(&self) -> &'static str {
        self.shared.linter.contract().name()
    }

    /// Lints one payload, as the function `lint` does.
    fn lint(&self, payload: &Bound<'_, PyAny>) -> PyResult<Py<Report>> {
        self.shared.lint(payload)
    }

    /// Lints NDJSON, as the function `lint_lines` does.
    #[pyo3(signature = (source))]
    fn lint_lines(&self, source: &Bound<'_, PyAny>) -> PyResult<Lines> {
        Lines::open(Arc::clone(&self.shared), source)
    }

    /// Applies fixes to a payload, as the function `fix` does.
    #[pyo3(signature = (payload, *, r#unsafe=None), text_signature = "($self, payload, *, unsafe=False)")]
    fn fix(
        &self,
        payload: &Bound<'_, PyAny>,
        r#unsafe: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<FixResult> {
        FixResult::of(&self.shared, payload, settings::read_unsafe(r#unsafe)?)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, ())> {
        let partial = slf.py().import("functools")?.getattr("partial")?;
        let linter = slf.get();
        let arguments = (slf.get_type(), linter.contract());
        Ok((partial.call(arguments, Some(linter.settings.bind(slf.py())))?, ()))
    }

    fn __repr__(&self) -> String {
        format!("<offerlint.Linter {}>", self.contract())
    }
}
