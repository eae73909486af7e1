//! Payloads from Python as bytes.

use std::borrow::Cow;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView, PyString};

use crate::walk;

/// The JSON text of a payload.
pub(crate) struct Payload<'p> {
    pub(crate) bytes: Cow<'p, [u8]>,
    /// Whether the caller has the text. Without it, places and fixes would refer to a text that
    /// the caller does not have.
    pub(crate) has_text: bool,
}

/// Reads a payload: text as it is, other objects written as JSON.
///
/// # Errors
/// `ValueError` for a value that JSON cannot represent, `TypeError` for an object of a type that
/// cannot be a payload.
pub(crate) fn read<'p>(object: &'p Bound<'_, PyAny>) -> PyResult<Payload<'p>> {
    let text = |bytes| Ok(Payload { bytes, has_text: true });
    // The test for the exact type is one comparison; the other one calls into Python.
    if let Ok(bytes) = object.cast_exact::<PyBytes>().or_else(|_| object.cast::<PyBytes>()) {
        return text(Cow::Borrowed(bytes.as_bytes()));
    }
    if let Ok(string) = object.cast::<PyString>() {
        return match string.to_str() {
            Ok(string) => text(Cow::Borrowed(string.as_bytes())),
            Err(_) => Err(PyValueError::new_err(
                "the payload has a lone surrogate, which JSON text cannot contain",
            )),
        };
    }
    // Other threads may change these buffers, so they are copied.
    if let Ok(array) = object.cast::<PyByteArray>() {
        return text(Cow::Owned(array.to_vec()));
    }
    if object.is_instance_of::<PyMemoryView>() {
        let bytes = object.call_method0("tobytes")?;
        return text(Cow::Owned(bytes.cast::<PyBytes>()?.as_bytes().to_vec()));
    }
    Ok(Payload { bytes: Cow::Owned(walk::to_json(object)?), has_text: false })
}
