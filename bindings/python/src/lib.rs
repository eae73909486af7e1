//! The Python module `offerlint._offerlint`. The package `offerlint` around it is in
//! `python/offerlint`.

mod arrow;
mod catalog;
mod diagnostic;
mod fixing;
mod html;
mod json;
mod lines;
mod linter;
mod payload;
mod report;
mod settings;
mod shared_linter;
mod walk;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
mod _offerlint {
    #[pymodule_export]
    use super::arrow::{Findings, arrow_lint};
    #[pymodule_export]
    use super::catalog::{contracts, fields, rules, schema, unknown_rule};
    #[pymodule_export]
    use super::diagnostic::{Diagnostic, Edit, Fix, Related};
    #[pymodule_export]
    use super::fixing::{FixResult, fix};
    #[pymodule_export]
    use super::lines::{Lines, lint_lines};
    #[pymodule_export]
    use super::linter::{Linter, lint};
    #[pymodule_export]
    use super::report::Report;

    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
