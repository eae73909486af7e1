//! The settings of a linter, as JavaScript gives them.

use offerlint::{Context, Contract, Level, Linter};
use serde::Deserialize;

/// The settings as JSON. Absent members and null mean the default.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Settings {
    contract: String,
    now: Option<String>,
    path_id: Option<String>,
    product: Option<String>,
    query: Option<Vec<(String, String)>>,
    #[serde(default)]
    select: Vec<String>,
    #[serde(default)]
    warn: Vec<String>,
    #[serde(default)]
    error: Vec<String>,
    #[serde(default)]
    off: Vec<String>,
}

/// Makes the linter. The error is a message for the caller of the package.
pub(crate) fn linter(settings: &str) -> Result<Linter, String> {
    let settings: Settings = serde_json::from_str(settings).map_err(|error| error.to_string())?;
    let contract: Contract =
        settings.contract.parse().map_err(|error: offerlint::UnknownContract| error.to_string())?;
    let mut context = Context::default();
    context.path_id = settings.path_id;
    context.path_product = settings.product;
    context.query = settings.query;
    if let Some(now) = settings.now {
        let parsed = now.parse();
        context.now = Some(parsed.map_err(|error| {
            let now = now.escape_debug();
            format!("now: `{now}`: {error}; write a time such as 2026-03-01T00:00:00Z")
        })?);
    }
    let mut linter = Linter::new(contract).with_context(context);
    // In the order of the command: a later level replaces an earlier one.
    for (member, names, level) in [
        ("select", settings.select, Level::Default),
        ("warn", settings.warn, Level::Warning),
        ("error", settings.error, Level::Error),
        ("off", settings.off, Level::Off),
    ] {
        for name in names {
            linter =
                linter.with_rule(&name, level).map_err(|error| format!("{member}: {error}"))?;
        }
    }
    Ok(linter)
}
