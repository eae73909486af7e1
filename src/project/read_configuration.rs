//! Reads a configuration from TOML. Errors have a line and a column.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::configuration::{Configuration, ConfigurationError, Exception, Override};
use super::configuration_keys::{ALLOW, CONTRACT, Key, LEVELS, OVERRIDE, SCHEMA_RULES, TOP};
use super::contract_ref::ContractRef;
use super::fail_on::FailOn;
use super::globs::{PathGlob, pointer_glob};
use super::on_unmatched::OnUnmatched;
use super::own_contract::OwnContract;
use crate::inputs::{ImplicitFile, clean_path};
use crate::{Contract, CustomContract, Level, did_you_mean, rules};

/// An error at a place in the text.
struct ReadError {
    span: Range<usize>,
    message: String,
}

type Read<T> = Result<T, ReadError>;
type Value<'t> = Spanned<DeValue<'t>>;

fn fail<T>(span: Range<usize>, message: impl Into<String>) -> Read<T> {
    Err(ReadError { span, message: message.into() })
}

impl Configuration {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// The file cannot be read or is not a valid configuration.
    pub fn load(path: &Path) -> Result<Self, ConfigurationError> {
        let path = &clean_path(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
        let text = ImplicitFile(path).read().map_err(|error| error.to_string()).and_then(|bytes| {
            String::from_utf8(bytes).map_err(|error| error.utf8_error().to_string())
        });
        let text =
            text.map_err(|error| ConfigurationError(format!("{}: {error}", path.display())))?;
        Self::parse(&text, path).map_err(|ConfigurationError(error)| {
            ConfigurationError(format!("{}:{error}", path.display()))
        })
    }

    /// Reads the text of the configuration file at a path. Schema files are read from its folder.
    ///
    /// # Errors
    /// The text is not a valid configuration; the error begins with `line:column: `.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigurationError> {
        let table = DeTable::parse(text).map_err(|error| ReadError {
            span: error.span().unwrap_or(0..0),
            message: error.message().to_owned(),
        });
        let read = table.and_then(|table| read(table.get_ref(), path));
        read.map_err(|error| ConfigurationError(located(text, error.span, &error.message)))
    }
}

fn located(text: &str, span: Range<usize>, message: &str) -> String {
    let before = text.get(..span.start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("{line}:{column}: {}", message.trim().replace('\n', "; "))
}

fn read(table: &DeTable<'_>, path: &Path) -> Read<Configuration> {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut config = Configuration { path: path.to_owned(), folder, ..Configuration::default() };
    known_keys(table, &TOP, "the configuration")?;
    // Contracts first: `[files]` may name them before they are defined.
    if let Some(value) = table.get("contracts") {
        for (name, value) in table_of(value, "contracts")? {
            let contract = contract(&config.folder, name, value)?;
            config.contracts.insert(name.get_ref().to_string(), Arc::new(contract));
        }
    }
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "fail-on" => config.fail_on = Some(fail_on(value)?),
            "unmatched" => {
                let name = one_of(value, &OnUnmatched::NAMES)?;
                config.on_unmatched =
                    name.parse().map_err(|message| ReadError { span: value.span(), message })?;
            }
            "include" => config.include = globs(value)?,
            "exclude" => config.exclude = globs(value)?,
            "line-limit" => config.line_limit = Some(line_limit(value)?),
            "rules" => config.rules = levels(value)?,
            "files" => {
                // The table is sorted by its keys, but the order in the file counts.
                let mut entries: Vec<_> = table_of(value, "files")?.iter().collect();
                entries.sort_by_key(|(glob, _)| glob.span().start);
                for (glob, name) in entries {
                    let matcher = glob_at(glob.get_ref(), glob.span())?;
                    config.files.push((matcher, contract_ref(&config, name)?));
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
                    config.allow.push(exception(item)?);
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
        return fail(key.span(), format!("`{}` is not a key of {of}; {hint}", name.escape_debug()));
    }
    Ok(())
}

fn required<'v, 't>(table: &'v DeTable<'t>, key: &str, of: &Value<'_>) -> Read<&'v Value<'t>> {
    match table.get(key) {
        Some(value) => Ok(value),
        None => fail(of.span(), format!("`{key}` is missing")),
    }
}

fn table_of<'v, 't>(value: &'v Value<'t>, name: &str) -> Read<&'v DeTable<'t>> {
    match value.get_ref() {
        DeValue::Table(table) => Ok(table),
        _ => fail(value.span(), format!("{name} must be a table")),
    }
}

fn array_of<'v, 't>(value: &'v Value<'t>, name: &str) -> Read<Vec<&'v Value<'t>>> {
    match value.get_ref() {
        DeValue::Array(items) => Ok(items.iter().collect()),
        _ => fail(value.span(), format!("{name} must be an array of tables: [[{name}]]")),
    }
}

fn boolean(value: &Value<'_>) -> Read<bool> {
    match value.get_ref() {
        DeValue::Boolean(boolean) => Ok(*boolean),
        _ => fail(value.span(), "true or false is expected here"),
    }
}

fn text<'v>(value: &'v Value<'_>) -> Read<&'v str> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text),
        _ => fail(value.span(), "a string is expected here"),
    }
}

fn one_of<'c>(value: &Value<'_>, choices: &[&'c str]) -> Read<&'c str> {
    let DeValue::String(name) = value.get_ref() else {
        return fail(
            value.span(),
            format!("one of \"{}\" is expected here", choices.join("\", \"")),
        );
    };
    let name = name.as_ref();
    match choices.iter().copied().find(|choice| *choice == name) {
        Some(choice) => Ok(choice),
        None => {
            let shortened =
                choices.iter().copied().find(|choice| name.len() > 2 && choice.starts_with(name));
            let hint = shortened.or_else(|| did_you_mean(name, choices.iter().copied()));
            let hint = hint.map(|close| format!("did you mean \"{close}\"? ")).unwrap_or_default();
            let choices = choices.join(", ");
            fail(
                value.span(),
                format!("\"{}\" is not one of {choices}; {hint}", name.escape_debug())
                    .trim_end_matches("; "),
            )
        }
    }
}

fn fail_on(value: &Value<'_>) -> Read<FailOn> {
    let name = one_of(value, &FailOn::ALL.map(FailOn::name))?;
    name.parse().map_err(|message| ReadError { span: value.span(), message })
}

fn line_limit(value: &Value<'_>) -> Read<usize> {
    match value.get_ref() {
        DeValue::Integer(number) => match usize::from_str_radix(number.as_str(), number.radix()) {
            Ok(limit) if limit > 0 => Ok(limit),
            _ => fail(value.span(), "the line limit must be a positive number of bytes"),
        },
        _ => fail(value.span(), "the line limit must be a number of bytes"),
    }
}

fn glob_at(glob: &str, span: Range<usize>) -> Read<PathGlob> {
    PathGlob::new(glob).map_err(|message| ReadError { span, message })
}

/// One glob or a list of them.
fn globs(value: &Value<'_>) -> Read<Vec<PathGlob>> {
    match value.get_ref() {
        DeValue::String(glob) => Ok(vec![glob_at(glob, value.span())?]),
        DeValue::Array(items) => {
            items.iter().map(|item| glob_at(text(item)?, item.span())).collect()
        }
        _ => fail(value.span(), "a glob or a list of globs is expected here"),
    }
}

fn known_rule(name: &str, span: Range<usize>) -> Read<String> {
    let names = rules::all().map(|rule| rule.name).chain(SCHEMA_RULES);
    if names.clone().any(|known| known == name) {
        return Ok(name.to_owned());
    }
    let hint = match did_you_mean(name, names) {
        Some(close) => format!("did you mean `{close}`?"),
        None => "`offerlint rules` lists them".to_owned(),
    };
    fail(span, format!("there is no rule `{}`; {hint}", name.escape_debug()))
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

fn contract_ref(config: &Configuration, value: &Value<'_>) -> Read<ContractRef> {
    let name = text(value)?;
    match (config.contract(name), name.parse::<Contract>()) {
        (Some(contract), _) => Ok(contract),
        (None, Ok(contract)) => Ok(ContractRef::BuiltIn(contract)),
        (None, Err(error)) => fail(value.span(), error.to_string()),
    }
}

fn exception(item: &Value<'_>) -> Read<Exception> {
    let table = table_of(item, "an exception")?;
    known_keys(table, &ALLOW, "an exception")?;
    let rule = required(table, "rule", item)?;
    let reason = required(table, "reason", item)?;
    if text(reason)?.trim().is_empty() {
        return fail(reason.span(), "`reason` is empty; say why the findings are allowed");
    }
    let pointer = match table.get("pointer") {
        Some(value) => {
            let glob = pointer_glob(text(value)?);
            Some(glob.map_err(|message| ReadError { span: value.span(), message })?)
        }
        None => None,
    };
    Ok(Exception {
        files: table.get("files").map(globs).transpose()?.unwrap_or_default(),
        rule: known_rule(text(rule)?, rule.span())?,
        pointer,
    })
}

/// An entry of `[contracts]`.
fn contract(
    folder: &Path,
    name: &Spanned<impl AsRef<str>>,
    value: &Value<'_>,
) -> Read<CustomContract> {
    if let (name, DeValue::String(_)) = (name.get_ref().as_ref(), value.get_ref()) {
        let name = name.escape_debug();
        let message = format!(
            "[contracts] defines contracts of your own by a schema; to give files a contract, write \"{name}\" = … under [files]"
        );
        return fail(value.span(), message);
    }
    let table = table_of(value, "a contract")?;
    known_keys(table, &CONTRACT, "a contract")?;
    let schema = required(table, "schema", value)?;
    let extends = match table.get("extends") {
        Some(value) => match text(value)?.parse::<Contract>() {
            Ok(contract) => Some(contract),
            Err(error) => return fail(value.span(), error.to_string()),
        },
        None => None,
    };
    let name = name.get_ref().as_ref();
    let assert_formats = match table.get("assert-formats") {
        Some(value) => boolean(value)?,
        None => false,
    };
    let own = OwnContract { name, schema: Path::new(text(schema)?), extends, assert_formats };
    own.build(folder).map_err(|message| ReadError { span: schema.span(), message })
}
