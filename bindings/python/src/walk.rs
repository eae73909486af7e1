//! Writes Python objects as JSON text, as `json.dumps` does, without calling Python code.

use std::fmt::Write;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PySet, PyString, PyTuple};

/// Bounds the stack. The linter itself accepts 127 levels.
const MAX_DEPTH: usize = 512;

/// Why a value has no JSON form, and the steps from it to the outermost object.
struct Refusal {
    reason: String,
    steps: Vec<String>,
}

impl Refusal {
    fn new(reason: impl Into<String>) -> Box<Self> {
        Box::new(Self { reason: reason.into(), steps: Vec::new() })
    }

    /// The JSON Pointer of the place, as a message shows it.
    fn pointer(&self) -> String {
        let pointer = self.steps.iter().rev().fold(String::new(), |mut pointer, step| {
            pointer.push('/');
            pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
            pointer
        });
        shortened(&escaped(&pointer))
    }
}

/// The text without characters that act on a terminal.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if offerlint::needs_escape(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// The text, with an ellipsis in the middle if it has more than 200 characters.
fn shortened(text: &str) -> String {
    let count = text.chars().count();
    if count <= 200 {
        return text.to_owned();
    }
    text.chars().take(100).chain(['…']).chain(text.chars().skip(count - 100)).collect()
}

type Written = Result<(), Box<Refusal>>;

/// The JSON text of an object.
///
/// # Errors
/// `TypeError` for an object of a type that cannot be a payload; `ValueError` for everything else
/// that JSON cannot represent, with the JSON Pointer of its place.
pub(crate) fn to_json(object: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let mut writer = Writer { out: Vec::with_capacity(512), parents: Vec::new() };
    let written = writer.value(object).map_err(|refusal| {
        let pointer = refusal.pointer();
        let reason = &refusal.reason;
        if !pointer.is_empty() {
            return PyValueError::new_err(format!("{pointer}: {reason}"));
        }
        let is_set = object.is_instance_of::<PySet>() || object.is_instance_of::<PyFrozenSet>();
        if is_set || is_json_type(object) {
            PyValueError::new_err(format!("the payload cannot be written as JSON: {reason}"))
        } else {
            PyTypeError::new_err(format!(
                "a payload is bytes, bytearray, memoryview, str or a JSON-able object: {reason}"
            ))
        }
    });
    written.map(|()| writer.out)
}

fn is_json_type(object: &Bound<'_, PyAny>) -> bool {
    object.is_instance_of::<PyDict>()
        || object.is_instance_of::<PyList>()
        || object.is_instance_of::<PyTuple>()
        || object.is_instance_of::<PyFloat>()
        || object.is_instance_of::<PyInt>()
}

/// The name of an object's type, with its module unless it is a builtin: `numpy.bool` is not `bool`.
pub(crate) fn type_name(object: &Bound<'_, PyAny>) -> String {
    let name = object.get_type().fully_qualified_name();
    name.map_or_else(|_| "object".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Attributes of common types that are not JSON types, and how to make a payload of them.
const ADVICE: [(&str, &str); 11] = [
    ("__members__", "; give its value"), // Of an enumeration.
    ("model_dump_json", "; give its model_dump_json()"),
    ("__dataclass_fields__", "; give dataclasses.asdict() of it"),
    ("tolist", "; give its tolist()"),
    ("as_integer_ratio", "; give a float or an int"),
    ("isoformat", "; give its isoformat()"),
    ("decode", "; give a str"),
    ("read_bytes", "; give its read_bytes()"),
    ("read", "; give its read()"),
    ("items", "; give a dict of it"),
    ("__iter__", "; give a list of it"),
];

/// The refusal of an object whose type JSON does not have.
fn not_json(object: &Bound<'_, PyAny>) -> Box<Refusal> {
    let kind = object.get_type();
    let has = |name: &str| kind.hasattr(name).unwrap_or(false);
    let advice = ADVICE.iter().find(|(name, _)| has(name)).map_or("", |(_, advice)| advice);
    Refusal::new(format!("{} is not a JSON type{advice}", type_name(object)))
}

struct Writer {
    out: Vec<u8>,
    /// The addresses of the objects and lists that contain the current value.
    parents: Vec<usize>,
}

impl Writer {
    fn value(&mut self, value: &Bound<'_, PyAny>) -> Written {
        // Exact types first: they are nearly all values, and their tests are one comparison.
        if let Ok(string) = value.cast_exact::<PyString>() {
            self.string(string)
        } else if let Ok(dict) = value.cast_exact::<PyDict>() {
            self.dict(dict)
        } else if let Ok(list) = value.cast_exact::<PyList>() {
            self.list(value, list.iter())
        } else if value.is_none() {
            self.raw("null")
        } else if let Ok(boolean) = value.cast_exact::<PyBool>() {
            self.raw(if boolean.is_true() { "true" } else { "false" })
        } else if let Ok(int) = value.cast::<PyInt>() {
            self.int(int)
        } else if let Ok(float) = value.cast::<PyFloat>() {
            self.float(float)
        } else if let Ok(string) = value.cast::<PyString>() {
            self.string(string)
        } else if let Ok(dict) = value.cast::<PyDict>() {
            self.dict(dict)
        } else if let Ok(list) = value.cast::<PyList>() {
            self.list(value, list.iter())
        } else if let Ok(tuple) = value.cast::<PyTuple>() {
            self.list(value, tuple.iter())
        } else {
            Err(not_json(value))
        }
    }

    fn raw(&mut self, text: &str) -> Written {
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn int(&mut self, int: &Bound<'_, PyInt>) -> Written {
        if let Ok(small) = int.extract::<i64>() {
            let mut text = itoa::Buffer::new();
            return self.raw(text.format(small));
        }
        let text = int.py().get_type::<PyInt>().call_method1("__repr__", (int,));
        match text.and_then(|text| text.extract::<String>()) {
            Ok(text) => self.raw(&text),
            // Python limits the number of digits.
            Err(error) => Err(Refusal::new(error.value(int.py()).to_string())),
        }
    }

    fn float(&mut self, float: &Bound<'_, PyFloat>) -> Written {
        let number = float.value();
        if !number.is_finite() {
            return Err(Refusal::new(format!(
                "JSON has no {}",
                if number.is_nan() { "NaN" } else { "Infinity" }
            )));
        }
        match serde_json::to_writer(&mut self.out, &number) {
            Ok(()) => Ok(()),
            Err(error) => Err(Refusal::new(error.to_string())),
        }
    }

    fn string(&mut self, string: &Bound<'_, PyString>) -> Written {
        let Ok(text) = string.to_str() else {
            return Err(Refusal::new("the string has a lone surrogate"));
        };
        self.out.push(b'"');
        escape(text.as_bytes(), &mut self.out);
        self.out.push(b'"');
        Ok(())
    }

    /// Remembers a container while its content is written.
    fn enter(&mut self, container: &Bound<'_, PyAny>) -> Written {
        let address = container.as_ptr() as usize;
        if self.parents.contains(&address) {
            return Err(Refusal::new(format!("the {} contains itself", type_name(container))));
        }
        if self.parents.len() >= MAX_DEPTH {
            return Err(Refusal::new(format!("more than {MAX_DEPTH} nested objects and lists")));
        }
        self.parents.push(address);
        Ok(())
    }

    fn dict(&mut self, dict: &Bound<'_, PyDict>) -> Written {
        self.enter(dict)?;
        self.out.push(b'{');
        let mut separator = None;
        #[cfg(not(Py_GIL_DISABLED))]
        for (key, value) in dict.iter() {
            self.member(&key, &value, &mut separator)?;
        }
        // The iterator panics if another thread adds a key.
        #[cfg(Py_GIL_DISABLED)]
        for item in dict.items() {
            if let Ok((key, value)) = item.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>() {
                self.member(&key, &value, &mut separator)?;
            }
        }
        self.out.push(b'}');
        self.parents.pop();
        Ok(())
    }

    fn member(
        &mut self,
        key: &Bound<'_, PyAny>,
        value: &Bound<'_, PyAny>,
        separator: &mut Option<u8>,
    ) -> Written {
        self.out.extend(separator.replace(b','));
        self.key(key)?;
        self.out.push(b':');
        self.value(value).map_err(|mut refusal| {
            let name = key.str().map(|key| key.to_string_lossy().into_owned());
            refusal.steps.push(name.unwrap_or_default());
            refusal
        })
    }

    /// Writes a key. Numbers, booleans and None become strings, as in `json.dumps`.
    fn key(&mut self, key: &Bound<'_, PyAny>) -> Written {
        if let Ok(string) = key.cast::<PyString>() {
            return self
                .string(string)
                .map_err(|_| Refusal::new(format!("the key {} has a lone surrogate", shown(key))));
        }
        let is_scalar =
            key.is_none() || key.is_instance_of::<PyInt>() || key.is_instance_of::<PyFloat>();
        if !is_scalar {
            let name = type_name(key);
            return Err(Refusal::new(format!("the key {} is {name}, not str", shown(key))));
        }
        self.out.push(b'"');
        self.value(key)?;
        self.out.push(b'"');
        Ok(())
    }

    fn list<'py>(
        &mut self,
        list: &Bound<'py, PyAny>,
        items: impl Iterator<Item = Bound<'py, PyAny>>,
    ) -> Written {
        self.enter(list)?;
        self.out.push(b'[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            self.value(&item).map_err(|mut refusal| {
                refusal.steps.push(index.to_string());
                refusal
            })?;
        }
        self.out.push(b']');
        self.parents.pop();
        Ok(())
    }
}

/// A key as an error message shows it: ASCII, and not longer than 60 characters.
fn shown(key: &Bound<'_, PyAny>) -> String {
    let text = match key.repr() {
        Ok(repr) => repr.to_string_lossy().into_owned(),
        Err(_) => type_name(key),
    };
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Writes the content of a JSON string.
fn escape(text: &[u8], out: &mut Vec<u8>) {
    let is_special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    let mut rest = text;
    while !rest.is_empty() {
        // Whole blocks without branches, which the compiler turns into wide instructions.
        let clean = rest
            .chunks(32)
            .take_while(|block| !block.iter().fold(false, |any, byte| any | is_special(byte)))
            .map(<[u8]>::len)
            .sum::<usize>();
        out.extend_from_slice(&rest[..clean]);
        rest = &rest[clean..];
        for byte in &rest[..rest.len().min(32)] {
            match byte {
                b'"' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
                // Messages quote them, so they are those of `json.dumps`.
                8 => out.extend_from_slice(b"\\b"),
                b'\t' => out.extend_from_slice(b"\\t"),
                b'\n' => out.extend_from_slice(b"\\n"),
                12 => out.extend_from_slice(b"\\f"),
                b'\r' => out.extend_from_slice(b"\\r"),
                0..=0x1F => out.extend_from_slice(control(*byte).as_bytes()),
                _ => out.push(*byte),
            }
        }
        rest = &rest[rest.len().min(32)..];
    }
}

fn control(byte: u8) -> String {
    let mut text = String::with_capacity(6);
    let _ = write!(text, "\\u{byte:04x}");
    text
}
