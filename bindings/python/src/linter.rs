//! `lint` and `Linter`.

use std::sync::Arc;

use offerlint::Contract;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;

use crate::fixing::FixResult;
use crate::lines::Lines;
use crate::payload;
use crate::report::Report;
use crate::settings::{Settings, read_contract};

/// From this size on a payload is linted without the GIL. Handing it over costs some 100 ns.
const MIN_DETACHED: usize = 4096;

/// A linter, and the report of all its clean payloads.
pub(crate) struct Shared {
    pub(crate) linter: offerlint::Linter,
    clean: Py<Report>,
}

impl Shared {
    pub(crate) fn new(py: Python<'_>, linter: offerlint::Linter) -> PyResult<Self> {
        let clean = offerlint::Report::new(linter.contract().name(), Vec::new());
        Ok(Self { clean: Py::new(py, Report::new(clean))?, linter })
    }

    #[inline]
    pub(crate) fn lint(&self, object: &Bound<'_, PyAny>) -> PyResult<Py<Report>> {
        let py = object.py();
        let payload = payload::read(object)?;
        let bytes: &[u8] = &payload.bytes;
        let mut report = if bytes.len() < MIN_DETACHED {
            self.linter.lint(bytes)
        } else {
            py.detach(|| self.linter.lint(bytes))
        };
        if report.is_clean() {
            return Ok(self.clean.clone_ref(py));
        }
        if !payload.has_text {
            report.diagnostics.iter_mut().for_each(offerlint::Diagnostic::remove_places);
        }
        Py::new(py, Report::new(report))
    }
}

/// The linters with default settings, a contract each.
static DEFAULTS: PyOnceLock<Vec<Arc<Shared>>> = PyOnceLock::new();

fn default_linter(contract: &Bound<'_, PyAny>) -> PyResult<&'static Arc<Shared>> {
    let py = contract.py();
    let defaults = DEFAULTS.get_or_try_init(py, || {
        let all = Contract::all().map(offerlint::Linter::new);
        all.map(|linter| Shared::new(py, linter).map(Arc::new)).collect::<PyResult<_>>()
    })?;
    let find = |name: &str| defaults.iter().find(|shared| shared.linter.contract().name() == name);
    let exact = contract.cast::<PyString>().ok().and_then(|name| find(name.to_str().ok()?));
    match exact {
        Some(shared) => Ok(shared),
        None => find(read_contract(contract)?.name())
            .ok_or_else(|| PyValueError::new_err("unknown contract")),
    }
}

/// The linter for a contract and settings.
pub(crate) fn shared(
    contract: &Bound<'_, PyAny>,
    settings: &Settings<'_, '_>,
) -> PyResult<Arc<Shared>> {
    if settings.is_default() {
        return default_linter(contract).cloned();
    }
    let linter = settings.linter(read_contract(contract)?)?;
    Shared::new(contract.py(), linter).map(Arc::new)
}

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
#[pyfunction]
#[pyo3(signature = (payload, contract, *, now=None, path_id=None, product=None, query=None,
    select=None, error=None, warn=None, off=None))]
#[allow(clippy::too_many_arguments)] // Keyword arguments of Python.
pub(crate) fn lint(
    payload: &Bound<'_, PyAny>,
    contract: &Bound<'_, PyAny>,
    now: Option<&Bound<'_, PyAny>>,
    path_id: Option<String>,
    product: Option<String>,
    query: Option<&Bound<'_, PyAny>>,
    select: Option<&Bound<'_, PyAny>>,
    error: Option<&Bound<'_, PyAny>>,
    warn: Option<&Bound<'_, PyAny>>,
    off: Option<&Bound<'_, PyAny>>,
) -> PyResult<Py<Report>> {
    let settings = Settings { now, path_id, product, query, select, error, warn, off };
    if settings.is_default() {
        return default_linter(contract)?.lint(payload);
    }
    shared(contract, &settings)?.lint(payload)
}

/// A contract with settings. It is immutable and may be shared between threads.
///
/// >>> import offerlint
/// >>> linter = offerlint.Linter("gokart/update-offer", off=["cap-order"])
/// >>> linter.lint(b"{}").has_errors
/// True
#[pyclass(frozen, module = "offerlint")]
pub(crate) struct Linter {
    shared: Arc<Shared>,
}

#[pymethods]
impl Linter {
    #[new]
    #[pyo3(signature = (contract, *, now=None, path_id=None, product=None, query=None,
        select=None, error=None, warn=None, off=None))]
    #[allow(clippy::too_many_arguments)] // Keyword arguments of Python.
    fn new(
        contract: &Bound<'_, PyAny>,
        now: Option<&Bound<'_, PyAny>>,
        path_id: Option<String>,
        product: Option<String>,
        query: Option<&Bound<'_, PyAny>>,
        select: Option<&Bound<'_, PyAny>>,
        error: Option<&Bound<'_, PyAny>>,
        warn: Option<&Bound<'_, PyAny>>,
        off: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let settings = Settings { now, path_id, product, query, select, error, warn, off };
        // A linter of its own: it learns from its payloads whether to expect findings.
        let linter = settings.linter(read_contract(contract)?)?;
        Ok(Self { shared: Arc::new(Shared::new(contract.py(), linter)?) })
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
    #[pyo3(signature = (payload, *, r#unsafe=false))]
    fn fix(&self, payload: &Bound<'_, PyAny>, r#unsafe: bool) -> PyResult<FixResult> {
        FixResult::of(&self.shared, payload, r#unsafe)
    }

    fn __repr__(&self) -> String {
        format!("<offerlint.Linter {}>", self.contract())
    }
}
