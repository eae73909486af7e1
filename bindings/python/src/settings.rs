//! Keyword arguments of Python as the settings of a linter.

use chrono::{DateTime, Utc};
use offerlint::{Context, Contract, Level, Linter};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyDict, PyList, PyString, PyTuple};

use crate::walk::type_name;

/// The keyword arguments that `lint` and others share.
pub(crate) type Settings<'a, 'py> = Option<&'a Bound<'py, PyDict>>;

/// Their names.
pub(crate) const NAMES: [&str; 8] =
    ["now", "path_id", "product", "query", "select", "error", "warn", "off"];

/// A linter with settings. `function` is the name in messages.
pub(crate) fn linter(
    function: &str,
    contract: &Bound<'_, PyAny>,
    settings: Settings<'_, '_>,
) -> PyResult<Linter> {
    let linter = Linter::new(read_contract(contract)?);
    let Some(settings) = settings else { return Ok(linter) };
    for name in settings.keys().iter().map(|name| name.extract::<String>()) {
        let name = name?;
        if !NAMES.contains(&name.as_str()) {
            return Err(PyTypeError::new_err(format!(
                "{function}() got an unexpected keyword argument '{name}'"
            )));
        }
    }
    let setting = |name| Ok::<_, PyErr>(settings.get_item(name)?.filter(|value| !value.is_none()));
    let text = |name| setting(name)?.map(|value| read_text(name, &value)).transpose();
    let mut context = Context::default();
    context.path_id = text("path_id")?;
    context.path_product = text("product")?;
    context.query = setting("query")?.map(|query| read_query(&query)).transpose()?;
    context.now = setting("now")?.map(|now| read_now(&now)).transpose()?;
    let mut linter = linter.with_context(context);
    // The command applies levels in this order, too.
    let levels = [
        ("select", Level::Default),
        ("warn", Level::Warning),
        ("error", Level::Error),
        ("off", Level::Off),
    ];
    for (argument, level) in levels {
        let names = setting(argument)?.map(|names| read_names(argument, &names)).transpose()?;
        for name in names.unwrap_or_default() {
            linter = linter.with_rule(&name, level).map_err(|_| {
                PyValueError::new_err(format!("`{argument}`: {}", unknown_rule_message(&name)))
            })?;
        }
    }
    Ok(linter)
}

/// The message for a rule name that does not exist.
pub(crate) fn unknown_rule_message(name: &str) -> String {
    let unknown = offerlint::rules::unknown(name);
    let list = "; offerlint.rules() lists the rules";
    format!("{unknown}{}", if unknown.suggestion.is_none() { list } else { "" })
}

/// The settings as values that can be read again and pickled: iterators become lists.
pub(crate) fn plain<'py>(
    py: Python<'py>,
    settings: Settings<'_, 'py>,
) -> PyResult<Bound<'py, PyDict>> {
    let plain = PyDict::new(py);
    let Some(settings) = settings else { return Ok(plain) };
    for (name, value) in settings.iter().filter(|(_, value)| !value.is_none()) {
        let key = name.extract::<String>()?;
        match key.as_str() {
            "now" => plain.set_item(name, now_text(&value)?)?,
            "query" => plain.set_item(name, read_query(&value)?)?,
            "select" | "error" | "warn" | "off" => {
                plain.set_item(name, read_names(&key, &value)?)?;
            }
            _ => plain.set_item(name, value)?,
        }
    }
    Ok(plain)
}

/// The argument `unsafe` of `fix`.
pub(crate) fn read_unsafe(value: Option<&Bound<'_, PyAny>>) -> PyResult<bool> {
    let Some(value) = value else { return Ok(false) };
    match value.cast::<PyBool>() {
        Ok(value) => Ok(value.is_true()),
        Err(_) => Err(wrong_type("unsafe", "a bool", value)),
    }
}

fn wrong_type(argument: &str, expected: &str, value: &Bound<'_, PyAny>) -> PyErr {
    PyTypeError::new_err(format!("`{argument}` must be {expected}, not {}", type_name(value)))
}

/// The text of a str. A lone surrogate is a `ValueError` that names the argument.
fn text_of<'a>(argument: &str, text: &'a Bound<'_, PyString>) -> PyResult<&'a str> {
    text.to_str().map_err(|_| PyValueError::new_err(format!("`{argument}` has a lone surrogate")))
}

/// The text of an argument that must be a str.
pub(crate) fn read_text(argument: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    match value.cast::<PyString>() {
        Ok(text) => Ok(text_of(argument, text)?.to_owned()),
        Err(_) => Err(wrong_type(argument, "a str", value)),
    }
}

/// Reads a contract: its name, or an object with the attribute `name`.
pub(crate) fn read_contract(object: &Bound<'_, PyAny>) -> PyResult<Contract> {
    let by_name = |name: &Bound<'_, PyString>| {
        let name = text_of("contract", name)?;
        Contract::by_name_or_end(name).map_err(|unknown| PyValueError::new_err(unknown.to_string()))
    };
    if let Ok(name) = object.cast::<PyString>() {
        return by_name(name);
    }
    let name = object.getattr_opt("name")?;
    match name.as_ref().map(|name| name.cast::<PyString>()) {
        Some(Ok(name)) => by_name(name),
        _ => Err(wrong_type("contract", "a name such as \"tracklysms/create-offer\"", object)),
    }
}

/// Whether the items of an object are bytes, which are never names or pairs.
fn is_bytes(object: &Bound<'_, PyAny>) -> bool {
    object.is_instance_of::<PyBytes>() || object.is_instance_of::<PyByteArray>()
}

/// One name, or several.
fn read_names(argument: &str, names: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    let wrong = |value: &Bound<'_, PyAny>| {
        wrong_type(argument, "the name of a rule, or several names", value)
    };
    let read = |name: &Bound<'_, PyAny>| match name.cast::<PyString>() {
        Ok(name) => Ok(text_of(argument, name)?.to_owned()),
        Err(_) => Err(wrong(name)),
    };
    if names.is_instance_of::<PyString>() {
        return Ok(vec![read(names)?]);
    }
    match names.try_iter() {
        Ok(items) if !is_bytes(names) => items.map(|name| read(&name?)).collect(),
        _ => Err(wrong(names)),
    }
}

/// Query parameters: `"a=1&b=2"`, a mapping, or pairs.
fn read_query(query: &Bound<'_, PyAny>) -> PyResult<Vec<(String, String)>> {
    if let Ok(text) = query.cast::<PyString>() {
        let text = text_of("query", text)?;
        let text = text.strip_prefix('?').unwrap_or(text);
        return Ok(form_urlencoded::parse(text.as_bytes()).into_owned().collect());
    }
    let wrong = || wrong_type("query", "a str, a mapping, or pairs of str", query);
    if is_bytes(query) {
        return Err(wrong());
    }
    // `multi_items` has repeated names, too: starlette and httpx have it.
    let items = match query.getattr_opt("multi_items")? {
        Some(items) => Some(items),
        None => query.getattr_opt("items")?,
    };
    let pairs = items.map_or_else(|| Ok(query.clone()), |items| items.call0())?;
    pairs.try_iter().map_err(|_| wrong())?.map(|pair| read_pair(&pair?)).collect()
}

fn read_pair(pair: &Bound<'_, PyAny>) -> PyResult<(String, String)> {
    let is_pair = pair.is_instance_of::<PyTuple>() || pair.is_instance_of::<PyList>();
    if !is_pair || pair.len()? != 2 {
        return Err(PyTypeError::new_err("`query` must have pairs of a name and a value"));
    }
    let text = |value: Bound<'_, PyAny>| match value.cast::<PyString>() {
        Ok(text) => Ok(text_of("query", text)?.to_owned()),
        Err(_) => {
            let advice = if value.is_instance_of::<PyList>() {
                "; give a pair for each value, as urllib.parse.parse_qsl does"
            } else {
                ""
            };
            Err(PyTypeError::new_err(format!(
                "names and values in `query` must be str, not {}{advice}",
                type_name(&value)
            )))
        }
    };
    Ok((text(pair.get_item(0)?)?, text(pair.get_item(1)?)?))
}

/// The clock as text: a text as it is, an aware `datetime` in RFC 3339.
fn now_text(now: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = now.cast::<PyString>() {
        return Ok(text_of("now", text)?.to_owned());
    }
    match now.getattr_opt("tzinfo")? {
        Some(zone) if !zone.is_none() => now.call_method0("isoformat")?.extract(),
        Some(_) => Err(PyValueError::new_err(
            "`now` has no time zone; give datetime.now(timezone.utc), for example",
        )),
        None => Err(wrong_type("now", "a datetime or a text in RFC 3339", now)),
    }
}

/// The clock: an aware `datetime`, or a text in RFC 3339.
fn read_now(now: &Bound<'_, PyAny>) -> PyResult<DateTime<Utc>> {
    let text = now_text(now)?;
    let parsed = DateTime::parse_from_rfc3339(&text);
    parsed.map(|now| now.to_utc()).map_err(|_| {
        PyValueError::new_err(format!(
            "`now` is `{}`; it must be a date and time in RFC 3339, such as 2026-11-30T12:00:00Z",
            text.escape_debug()
        ))
    })
}
