//! Keyword arguments of Python as the settings of a linter.

use chrono::{DateTime, Utc};
use offerlint::{Context, Contract, Level, Linter};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

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
    for (names, level) in levels {
        let names = setting(names)?.map(|names| read_names(&names)).transpose()?;
        for name in names.unwrap_or_default() {
            linter = linter
                .with_rule(&name, level)
                .map_err(|unknown| PyValueError::new_err(unknown.to_string()))?;
        }
    }
    Ok(linter)
}

fn read_text(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    match value.cast::<PyString>() {
        Ok(text) => Ok(text.to_str()?.to_owned()),
        Err(_) => Err(PyTypeError::new_err(format!("`{name}` is a str"))),
    }
}

/// Reads a contract: its name, or an object with the attribute `name`.
pub(crate) fn read_contract(object: &Bound<'_, PyAny>) -> PyResult<Contract> {
    let by_name = |name: &Bound<'_, PyString>| {
        let name = name.to_str()?;
        Contract::by_name_or_end(name).map_err(|unknown| PyValueError::new_err(unknown.to_string()))
    };
    if let Ok(name) = object.cast::<PyString>() {
        return by_name(name);
    }
    let name = object.getattr_opt("name")?;
    match name.as_ref().map(|name| name.cast::<PyString>()) {
        Some(Ok(name)) => by_name(name),
        _ => Err(PyTypeError::new_err("`contract` is the name of a contract")),
    }
}

/// One name, or several.
fn read_names(names: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    let read = |name: &Bound<'_, PyAny>| match name.cast::<PyString>() {
        Ok(name) => Ok(name.to_str()?.to_owned()),
        Err(_) => Err(PyTypeError::new_err("a rule is given by its name, a str")),
    };
    if names.is_instance_of::<PyString>() {
        return Ok(vec![read(names)?]);
    }
    names.try_iter()?.map(|name| read(&name?)).collect()
}

/// Query parameters: `"a=1&b=2"`, a dict, or pairs.
fn read_query(query: &Bound<'_, PyAny>) -> PyResult<Vec<(String, String)>> {
    if let Ok(text) = query.cast::<PyString>() {
        let text = text.to_str()?;
        let text = text.strip_prefix('?').unwrap_or(text);
        return Ok(form_urlencoded::parse(text.as_bytes()).into_owned().collect());
    }
    let text = |value: Bound<'_, PyAny>| match value.cast::<PyString>() {
        Ok(text) => Ok(text.to_str()?.to_owned()),
        Err(_) => Err(PyTypeError::new_err("names and values in `query` are strings")),
    };
    let pair = |pair: PyResult<Bound<'_, PyAny>>| {
        let (name, value) = pair?.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
        Ok((text(name)?, text(value)?))
    };
    match query.cast::<PyDict>() {
        Ok(dict) => dict.items().try_iter()?.map(pair).collect(),
        Err(_) => query.try_iter()?.map(pair).collect(),
    }
}

/// The clock: an aware `datetime`, or a text in RFC 3339.
fn read_now(now: &Bound<'_, PyAny>) -> PyResult<DateTime<Utc>> {
    let text = match now.cast::<PyString>() {
        Ok(text) => text.to_str()?.to_owned(),
        Err(_) => match now.getattr_opt("tzinfo")? {
            Some(zone) if !zone.is_none() => now.call_method0("isoformat")?.extract()?,
            Some(_) => return Err(PyValueError::new_err("`now` has no time zone")),
            None => {
                return Err(PyTypeError::new_err("`now` is a datetime or a text in RFC 3339"));
            }
        },
    };
    let parsed = DateTime::parse_from_rfc3339(&text);
    parsed.map(|now| now.to_utc()).map_err(|_| {
        PyValueError::new_err(format!(
            "`now` is `{}`; it must be a date and time in RFC 3339, such as 2026-11-30T12:00:00Z",
            text.escape_debug()
        ))
    })
}
