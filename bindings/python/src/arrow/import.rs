//! The chunks of a column, from an object with the methods of the Arrow PyCapsule interface.

use std::ffi::CStr;
use std::ptr::NonNull;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array, ArrayRef, StructArray, make_array};
use arrow_schema::ArrowError;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::walk::type_name;

/// The chunks of a column, one after the other.
pub(crate) enum Chunks {
    One(Option<ArrayRef>),
    Stream(ArrayStreamReader),
}

impl Chunks {
    /// The next chunk; none at the end. May be called without the GIL.
    pub(crate) fn next_chunk(&mut self) -> PyResult<Option<ArrayRef>> {
        let chunk = match self {
            Self::One(chunk) => Ok(chunk.take()),
            Self::Stream(stream) => stream.next().transpose().map_err(failed),
        }?;
        chunk.map(only_column).transpose()
    }
}

fn failed(error: ArrowError) -> PyErr {
    PyValueError::new_err(format!("the column cannot be read: {error}"))
}

/// A table with one column is accepted as that column: query results of duckdb are always tables.
fn only_column(chunk: ArrayRef) -> PyResult<ArrayRef> {
    let Some(table) = chunk.as_any().downcast_ref::<StructArray>() else { return Ok(chunk) };
    match table.columns() {
        [column] => Ok(ArrayRef::clone(column)),
        columns => Err(PyTypeError::new_err(format!(
            "this is a table with {} columns; give one column",
            columns.len()
        ))),
    }
}

/// Opens a column.
pub(crate) fn chunks(column: &Bound<'_, PyAny>) -> PyResult<Chunks> {
    if column.hasattr("__arrow_c_stream__")? {
        let capsule = column.call_method0("__arrow_c_stream__")?;
        let stream: NonNull<FFI_ArrowArrayStream> = pointer(&capsule, c"arrow_array_stream")?;
        // SAFETY: a capsule of this name holds an initialised ArrowArrayStream. `from_raw` moves it
        // and leaves an empty one to the capsule's destructor.
        let stream = unsafe { ArrayStreamReader::from_raw(stream.as_ptr()) };
        return Ok(Chunks::Stream(stream.map_err(failed)?));
    }
    if column.hasattr("__arrow_c_array__")? {
        let capsules = column.call_method0("__arrow_c_array__")?;
        let (schema, array) = capsules.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
        let schema_at: NonNull<FFI_ArrowSchema> = pointer(&schema, c"arrow_schema")?;
        let array_at: NonNull<FFI_ArrowArray> = pointer(&array, c"arrow_array")?;
        // SAFETY: capsules of these names hold an initialised ArrowSchema and the ArrowArray that it
        // describes. The schema is only read. The array is moved; its capsule keeps an empty one.
        let data = unsafe {
            let array = FFI_ArrowArray::from_raw(array_at.as_ptr());
            from_ffi(array, schema_at.as_ref())
        };
        return Ok(Chunks::One(Some(make_array(data.map_err(failed)?))));
    }
    Err(PyTypeError::new_err(format!(
        "a column is an object with the method __arrow_c_array__ or __arrow_c_stream__, such as a \
         pyarrow.ChunkedArray or a polars.Series, not {}; give pyarrow.array(column)",
        type_name(column)
    )))
}

/// The content of a capsule, if it has this name.
fn pointer<T>(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<NonNull<T>> {
    Ok(capsule.cast::<PyCapsule>()?.pointer_checked(Some(name))?.cast())
}
