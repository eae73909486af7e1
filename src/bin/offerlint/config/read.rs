//! From TOML to a configuration; what is wrong is said with line and column.

use std::fs;
use std::ops::Range;
use std::path::{Component, Path};
use std::sync::Arc;

use offerlint::{Contract, CustomContract, Level, did_you_mean, rules};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::found;

use super::keys::{ALLOW, CONTRACT, FAIL_ON, KEYWORDS, Key, LEVELS, OVERRIDE, TOP};
use super::{Allow, Config, FailOn, Judge, Override, PathGlob, pointer_glob};

/// What is wrong, and where.
struct Fault {
    span: Range<usize>,
    message: String,
}

type Read<T> = Result<T, Fault>;
type Value<'t> = Spanned<DeValue<'t>>;

fn fault<T>(span: Range<usize>, message: impl Into<String>) -> Read<T> {
    Err(Fault { span, message: message.into() })
}

/// Reads a configuration; the error begins with line and column.
pub(super) fn config(text: &str, path: &Path) -> Result<Config, String> {
    let table = DeTable::parse(text)
        .map_err(|error| located(text, error.span().unwrap_or(0..0), error.message()))?;
    read(table.get_ref(), path).map_err(|fault| located(text, fault.span, &fault.message))
}

fn located(text: &str, span: Range<usize>, message: &str) -> String {
    let before = text.get(..span.start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("{line}:{column}: {}", message.trim().replace('\n', "; "))
}

fn read(table: &DeTable<'_>, path: &Path) -> Read<Config> {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut config = Config { path: path.to_owned(), folder, ..Config::default() };
    known_keys(table, &TOP, "the configuration")?;
    // Contracts first: files may name them wherever they stand.
    if let Some(value) = table.get("contracts") {
        for (name, value) in table_of(value, "contracts")? {
            let contract = contract(&config, name, value)?;
            config.contracts.insert(name.get_ref().to_string(), Arc::new(contract));
        }
    }
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "fail-on" => config.fail_on = Some(fail_on(value)?),
            "include" => config.include = globs(value)?,
            "exclude" => config.exclude = globs(value)?,
            "line-limit" => config.line_limit = Some(line_limit(value)?),
            "rules" => config.rules = levels(value)?,
            "files" => {
                // A table is sorted by its keys; the order of the file is what was meant.
                let mut entries: Vec<_> = table_of(value, "files")?.iter().collect();
                entries.sort_by_key(|(glob, _)| glob.span().start);
                for (glob, name) in entries {
                    let matcher = glob_at(glob.get_ref(), glob.span())?;
                    let judge = judge(&config, name)?;
                    config.files.push((matcher, judge));
                }
            }
            "overrides" => {
                for item in array_of(value, "overrides")? {
                    let table = table_of(item, "an override")?;
                    known_keys(table, &OVERRIDE, "an override")?;
                    let files = globs(required(table, "files", item)?)?;
                    let rules = levels(required(table, "rules", item)?)?;
                    config.overrides.push(Override { files, rules });
                }
            }
            "allow" => {
                for item in array_of(value, "allow")? {
                    config.allow.push(allow(item)?);
                }
            }
            _ => {}
        }
    }
    Ok(config)
}

fn known_keys(table: &DeTable<'_>, keys: &[Key], of: &str) -> Read<()> {
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        if keys.iter().any(|known| known.name == name) {
            continue;
        }
        let names = keys.iter().map(|known| known.name);
        let hint = match did_you_mean(name, names.clone()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("known are {}", names.collect::<Vec<_>>().join(", ")),
        };
        return fault(
            key.span(),
            format!("`{}` is not a key of {of}; {hint}", name.escape_debug()),
        );
    }
    Ok(())
}

fn required<'v, 't>(table: &'v DeTable<'t>, key: &str, of: &Value<'_>) -> Read<&'v Value<'t>> {
    match table.get(key) {
        Some(value) => Ok(value),
        None => fault(of.span(), format!("`{key}` is missing")),
    }
}

fn table_of<'v, 't>(value: &'v Value<'t>, name: &str) -> Read<&'v DeTable<'t>> {
    match value.get_ref() {
        DeValue::Table(table) => Ok(table),
        _ => fault(value.span(), format!("{name} must be a table")),
    }
}

fn array_of<'v, 't>(value: &'v Value<'t>, name: &str) -> Read<Vec<&'v Value<'t>>> {
    match value.get_ref() {
        DeValue::Array(items) => Ok(items.iter().collect()),
        _ => fault(value.span(), format!("{name} must be an array of tables: [[{name}]]")),
    }
}

fn text<'v>(value: &'v Value<'_>) -> Read<&'v str> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text),
        _ => fault(value.span(), "a string is expected here"),
    }
}

fn one_of<'c>(value: &Value<'_>, choices: &[&'c str]) -> Read<&'c str> {
    let name = text(value)?;
    match choices.iter().copied().find(|choice| *choice == name) {
        Some(choice) => Ok(choice),
        None => {
            let hint = did_you_mean(name, choices.iter().copied());
            let hint = hint.map(|close| format!("did you mean \"{close}\"? ")).unwrap_or_default();
            let choices = choices.join(", ");
            fault(
                value.span(),
                format!("\"{}\" is not one of {choices}; {hint}", name.escape_debug())
                    .trim_end_matches("; "),
            )
        }
    }
}

fn fail_on(value: &Value<'_>) -> Read<FailOn> {
    Ok(match one_of(value, &FAIL_ON)? {
        "error" => FailOn::Error,
        "warning" => FailOn::Warning,
        _ => FailOn::Never,
    })
}

fn line_limit(value: &Value<'_>) -> Read<usize> {
    match value.get_ref() {
        DeValue::Integer(number) => match usize::from_str_radix(number.as_str(), number.radix()) {
            Ok(limit) if limit > 0 => Ok(limit),
            _ => fault(value.span(), "the line limit must be a positive number of bytes"),
        },
        _ => fault(value.span(), "the line limit must be a number of bytes"),
    }
}

fn glob_at(glob: &str, span: Range<usize>) -> Read<PathGlob> {
    PathGlob::new(glob).map_err(|message| Fault { span, message })
}

/// One glob or a list of them.
fn globs(value: &Value<'_>) -> Read<Vec<PathGlob>> {
    match value.get_ref() {
        DeValue::String(glob) => Ok(vec![glob_at(glob, value.span())?]),
        DeValue::Array(items) => {
            items.iter().map(|item| glob_at(text(item)?, item.span())).collect()
        }
        _ => fault(value.span(), "a glob or a list of globs is expected here"),
    }
}

fn known_rule(name: &str, span: Range<usize>) -> Read<String> {
    let own: Vec<String> = KEYWORDS.iter().map(|keyword| format!("schema/{keyword}")).collect();
    let names = rules().map(|rule| rule.name).chain(own.iter().map(String::as_str));
    if names.clone().any(|known| known == name) {
        return Ok(name.to_owned());
    }
    let hint = match did_you_mean(name, names) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "`offerlint rules` lists them".to_owned(),
    };
    fault(span, format!("there is no rule `{}`; {hint}", name.escape_debug()))
}

fn levels(value: &Value<'_>) -> Read<Vec<(String, Level)>> {
    let mut levels = Vec::new();
    for (name, value) in table_of(value, "rules")? {
        let rule = known_rule(name.get_ref(), name.span())?;
        let level = match one_of(value, &LEVELS)? {
            "error" => Level::Error,
            "warning" => Level::Warning,
            "info" => Level::Info,
            _ => Level::Off,
        };
        levels.push((rule, level));
    }
    Ok(levels)
}

fn judge(config: &Config, value: &Value<'_>) -> Read<Judge> {
    let name = text(value)?;
    if let Some(contract) = config.contracts.get(name) {
        return Ok(Judge::Custom(Arc::clone(contract)));
    }
    match name.parse::<Contract>() {
        Ok(contract) => Ok(Judge::BuiltIn(contract)),
        Err(error) => fault(value.span(), error.to_string()),
    }
}

fn allow(item: &Value<'_>) -> Read<Allow> {
    let table = table_of(item, "an allowance")?;
    known_keys(table, &ALLOW, "an allowance")?;
    let rule = required(table, "rule", item)?;
    let reason = required(table, "reason", item)?;
    if text(reason)?.trim().is_empty() {
        return fault(reason.span(), "say why the findings are right as they are");
    }
    let pointer = match table.get("pointer") {
        Some(value) => {
            let glob = pointer_glob(text(value)?);
            Some(glob.map_err(|message| Fault { span: value.span(), message })?)
        }
        None => None,
    };
    Ok(Allow {
        files: table.get("files").map(globs).transpose()?.unwrap_or_default(),
        rule: known_rule(text(rule)?, rule.span())?,
        pointer,
    })
}

/// Reads a contract of one's own; its schema must lie inside the configuration's folder.
fn contract(
    config: &Config,
    name: &Spanned<impl AsRef<str>>,
    value: &Value<'_>,
) -> Read<CustomContract> {
    let table = table_of(value, "a contract")?;
    known_keys(table, &CONTRACT, "a contract")?;
    let schema = required(table, "schema", value)?;
    let extends = match table.get("extends") {
        Some(value) => match text(value)?.parse::<Contract>() {
            Ok(contract) => Some(contract),
            Err(error) => return fault(value.span(), error.to_string()),
        },
        None => None,
    };
    let file = Path::new(text(schema)?);
    let leaves =
        file.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir));
    let inside = |path: &Path| {
        let (path, folder) = (fs::canonicalize(path), fs::canonicalize(&config.folder));
        path.ok().zip(folder.ok()).is_some_and(|(path, folder)| path.starts_with(folder))
    };
    let path = config.folder.join(file);
    if leaves || (path.exists() && !inside(&path)) {
        return fault(schema.span(), "the schema must lie inside the folder of this configuration");
    }
    // Whoever opens a pipe waits for somebody to write.
    if path.exists() && !path.is_file() {
        return fault(schema.span(), format!("{} is not a file", file.display()));
    }
    let bytes = match found::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => return fault(schema.span(), format!("{}: {error}", file.display())),
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let json = match serde_json::from_slice(bytes) {
        Ok(json) => json,
        Err(error) => {
            return fault(schema.span(), format!("{} is not JSON: {error}", file.display()));
        }
    };
    CustomContract::new(name.get_ref().as_ref(), &json, extends)
        .map_err(|error| Fault { span: schema.span(), message: error.to_string() })
}
