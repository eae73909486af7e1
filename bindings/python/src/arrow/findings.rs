//! The findings of a column as a table.

use std::sync::{Arc, LazyLock};

use arrow_array::builder::{StringBuilder, UInt32Builder, UInt64Builder};
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use offerlint::{Diagnostic, Linter};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let field = |name, data_type, nullable| Field::new(name, data_type, nullable);
    Arc::new(Schema::new(vec![
        field("row", DataType::UInt64, false),
        field("rule", DataType::Utf8, false),
        field("severity", DataType::Utf8, false),
        field("pointer", DataType::Utf8, false),
        field("message", DataType::Utf8, false),
        field("help", DataType::Utf8, true),
        field("line", DataType::UInt32, true),
        field("column", DataType::UInt32, true),
        field("api_code", DataType::Utf8, true),
    ]))
});

/// Findings in one batch. It keeps the texts of a column far below the 2 GB of 32-bit offsets.
const MAX_BATCH: usize = 1 << 16;

#[derive(Default)]
struct Columns {
    row: UInt64Builder,
    rule: StringBuilder,
    severity: StringBuilder,
    pointer: StringBuilder,
    message: StringBuilder,
    help: StringBuilder,
    line: UInt32Builder,
    column: UInt32Builder,
    api_code: StringBuilder,
    count: usize,
}

impl Columns {
    fn push(&mut self, row: u64, found: &Diagnostic) {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.row.append_value(row);
        self.rule.append_value(&found.rule);
        self.severity.append_value(found.severity.name());
        self.pointer.append_value(&found.pointer);
        self.message.append_value(&found.message);
        self.help.append_option(found.help.as_deref());
        self.line.append_option(found.range.map(|range| small(range.start.line)));
        self.column.append_option(found.range.map(|range| small(range.start.column)));
        self.api_code.append_option(found.api_code.as_deref());
        self.count += 1;
    }

    fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.count = 0;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.row.finish()),
            Arc::new(self.rule.finish()),
            Arc::new(self.severity.finish()),
            Arc::new(self.pointer.finish()),
            Arc::new(self.message.finish()),
            Arc::new(self.help.finish()),
            Arc::new(self.line.finish()),
            Arc::new(self.column.finish()),
            Arc::new(self.api_code.finish()),
        ];
        RecordBatch::try_new(SchemaRef::clone(&SCHEMA), columns)
    }
}

/// Collects the findings of a column.
#[derive(Default)]
pub(crate) struct FindingsBuilder {
    batches: Vec<Result<RecordBatch, ArrowError>>,
    columns: Columns,
    rows: u64,
    nulls: u64,
    rows_with_findings: u64,
}

impl FindingsBuilder {
    /// Lints the payload of the next row.
    pub(crate) fn lint(&mut self, payload: &[u8], linter: &Linter) {
        let report = linter.lint_document(payload);
        if !report.is_clean() {
            self.rows_with_findings += 1;
            for found in &report {
                self.columns.push(self.rows, found);
                if self.columns.count == MAX_BATCH {
                    self.batches.push(self.columns.finish());
                }
            }
        }
        self.rows += 1;
    }

    /// Passes over rows without a payload.
    pub(crate) fn skip(&mut self, rows: usize) {
        self.rows += rows as u64;
        self.nulls += rows as u64;
    }

    pub(crate) fn finish(mut self) -> Findings {
        if self.columns.count > 0 || self.batches.is_empty() {
            self.batches.push(self.columns.finish());
        }
        // The builders have one length and the types of the schema, so no batch fails.
        let batches: Vec<RecordBatch> = self.batches.into_iter().flatten().collect();
        Findings {
            count: batches.iter().map(RecordBatch::num_rows).sum(),
            batches,
            rows: self.rows,
            nulls: self.nulls,
            rows_with_findings: self.rows_with_findings,
        }
    }
}

/// The findings on a column, as an Arrow table: `pyarrow.table(findings)` and
/// `polars.DataFrame(findings)` take it without copying.
///
/// Its columns are row, rule, severity, pointer, message, help, line, column, api_code. Rows of the
/// linted column count from 0.
#[pyclass(frozen, module = "offerlint.arrow")]
pub(crate) struct Findings {
    batches: Vec<RecordBatch>,
    count: usize,
    /// The rows of the column that was linted.
    #[pyo3(get)]
    rows: u64,
    /// The rows that are null; they are not linted.
    #[pyo3(get)]
    nulls: u64,
    /// The rows that have findings.
    #[pyo3(get)]
    rows_with_findings: u64,
}

#[pymethods]
impl Findings {
    /// The number of findings.
    fn __len__(&self) -> usize {
        self.count
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&'static str> {
        SCHEMA.fields().iter().map(|field| field.name().as_str()).collect()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(SCHEMA.as_ref())
            .map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The protocol lets a producer ignore the schema that the consumer would like.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, SchemaRef::clone(&SCHEMA));
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The findings as a pyarrow.Table.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The findings as a polars.DataFrame.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// The findings as a pandas.DataFrame; needs pyarrow, too.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    fn __repr__(&self) -> String {
        format!(
            "<offerlint.arrow.Findings: {} findings in {} of {} rows, {} null>",
            self.count, self.rows_with_findings, self.rows, self.nulls
        )
    }
}
