//! Linters with the report of their clean payloads, and one of them for each contract.

use std::sync::Arc;

use offerlint::Contract;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;

use crate::payload;
use crate::report::Report;
use crate::settings::{self, Settings, read_contract};

/// From this size on a payload is linted without the GIL. Handing it over costs some 100 ns.
const MIN_DETACHED: usize = 4096;

/// A linter, and the report of all its clean payloads.
pub(crate) struct SharedLinter {
    pub(crate) linter: offerlint::Linter,
    clean: Py<Report>,
}

impl SharedLinter {
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

/// The linters with default settings, by the names of their contracts.
static DEFAULTS: PyOnceLock<Vec<(&str, Arc<SharedLinter>)>> = PyOnceLock::new();

/// The linter with default settings for a contract.
pub(crate) fn default_linter(contract: &Bound<'_, PyAny>) -> PyResult<&'static Arc<SharedLinter>> {
    let py = contract.py();
    let defaults = DEFAULTS.get_or_try_init(py, || {
        let linter = |contract: Contract| {
            let shared = SharedLinter::new(py, offerlint::Linter::new(contract))?;
            Ok::<_, PyErr>((contract.name(), Arc::new(shared)))
        };
        Contract::all().map(linter).collect::<PyResult<_>>()
    })?;
    let find = |name: &str| defaults.iter().find(|(known, _)| *known == name).map(|(_, it)| it);
    let exact = contract.cast::<PyString>().ok().and_then(|name| find(name.to_str().ok()?));
    match exact {
        Some(shared) => Ok(shared),
        None => find(read_contract(contract)?.name())
            .ok_or_else(|| PyValueError::new_err("unknown contract")),
    }
}

/// The linter for a contract and settings. `function` is the name in messages.
pub(crate) fn shared_linter(
    function: &str,
    contract: &Bound<'_, PyAny>,
    settings: Settings<'_, '_>,
) -> PyResult<Arc<SharedLinter>> {
    if settings.is_none() {
        return default_linter(contract).cloned();
    }
    let linter = settings::linter(function, contract, settings)?;
    SharedLinter::new(contract.py(), linter).map(Arc::new)
}
