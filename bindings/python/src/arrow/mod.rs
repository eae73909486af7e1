//! `arrow.lint`: columns of payloads by the Arrow C interface, without a Python object a row.

mod findings;
mod import;

use arrow_array::types::{
    BinaryType, BinaryViewType, ByteArrayType, ByteViewType, LargeBinaryType, LargeUtf8Type,
    StringViewType, Utf8Type,
};
use arrow_array::{Array, ArrayRef, GenericByteArray, GenericByteViewArray};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;
use offerlint::Linter;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

pub(crate) use findings::Findings;
use findings::FindingsBuilder;

use crate::shared_linter::shared_linter;

/// Lints the payloads of a column. See `offerlint.arrow.lint`.
#[pyfunction]
#[pyo3(signature = (column, contract, **settings),
    text_signature = "(column, contract, *, now=None, path_id=None, product=None, query=None, select=None, \
    error=None, warn=None, off=None)")]
pub(crate) fn arrow_lint(
    py: Python<'_>,
    column: &Bound<'_, PyAny>,
    contract: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyDict>>,
) -> PyResult<Findings> {
    let shared = shared_linter("lint", contract, settings)?;
    let mut chunks = import::chunks(column)?;
    let mut findings = FindingsBuilder::default();
    // Without the GIL: producers that run Python code take it themselves.
    while let Some(chunk) = py.detach(|| chunks.next_chunk())? {
        if !can_lint(chunk.data_type()) {
            let kind = chunk.data_type();
            let is_encoded = matches!(kind, DataType::Dictionary(..) | DataType::RunEndEncoded(..));
            let message = format!(
                "a column of payloads has strings or bytes, and this one has the Arrow type {kind}{}",
                if is_encoded { "; cast it to strings first" } else { "" }
            );
            return Err(PyTypeError::new_err(message));
        }
        py.detach(|| lint_chunk(&chunk, &shared.linter, &mut findings));
        py.check_signals()?;
    }
    Ok(findings.finish())
}

fn can_lint(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Utf8View
            | DataType::Binary
            | DataType::LargeBinary
            | DataType::BinaryView
            | DataType::Null
    )
}

fn lint_chunk(chunk: &ArrayRef, linter: &Linter, findings: &mut FindingsBuilder) {
    match chunk.data_type() {
        DataType::Utf8 => lint_bytes::<Utf8Type>(chunk, linter, findings),
        DataType::LargeUtf8 => lint_bytes::<LargeUtf8Type>(chunk, linter, findings),
        DataType::Binary => lint_bytes::<BinaryType>(chunk, linter, findings),
        DataType::LargeBinary => lint_bytes::<LargeBinaryType>(chunk, linter, findings),
        DataType::Utf8View => lint_views::<StringViewType>(chunk, linter, findings),
        DataType::BinaryView => lint_views::<BinaryViewType>(chunk, linter, findings),
        _ => findings.skip(chunk.len()),
    }
}

fn lint_bytes<T: ByteArrayType>(chunk: &ArrayRef, linter: &Linter, findings: &mut FindingsBuilder) {
    let Some(array) = chunk.as_any().downcast_ref::<GenericByteArray<T>>() else { return };
    let values = array.value_data();
    for (row, ends) in array.value_offsets().windows(2).enumerate() {
        let (start, end) = (ends[0].as_usize(), ends[1].as_usize());
        match values.get(start..end).filter(|_| array.is_valid(row)) {
            Some(payload) => findings.lint(payload, linter),
            None => findings.skip(1),
        }
    }
}

fn lint_views<T: ByteViewType>(chunk: &ArrayRef, linter: &Linter, findings: &mut FindingsBuilder) {
    let Some(array) = chunk.as_any().downcast_ref::<GenericByteViewArray<T>>() else { return };
    for row in 0..array.len() {
        if array.is_valid(row) {
            findings.lint(array.value(row).as_ref(), linter);
        } else {
            findings.skip(1);
        }
    }
}
