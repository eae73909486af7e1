//! The settings of a linter, as JavaScript gives them.

use offerlint::{Context, Contract, Level, Linter, rules};
use serde_json::Value;

/// The lists of rules, in the order of the command: a later level replaces an earlier one.
const LEVELS: [(&str, Level); 4] = [
    ("select", Level::Default),
    ("warn", Level::Warning),
    ("error", Level::Error),
    ("off", Level::Off),
];

/// Makes the linter of settings in JSON, whose types `lib/settings.js` has checked. Absent members mean the
/// default. The error is a message for the caller of the package.
pub(crate) fn linter(settings: &str) -> Result<Linter, String> {
    let settings: Value = serde_json::from_str(settings).map_err(|error| error.to_string())?;
    let contract = settings["contract"].as_str().unwrap_or_default().parse::<Contract>();
    let contract = contract.map_err(|error| error.to_string())?;
    let text = |name: &str| settings[name].as_str().map(str::to_owned);
    let mut context = Context::default();
    context.path_id = text("pathId");
    context.path_product = text("product");
    context.query = settings["query"].as_array().map(|pairs| pairs.iter().map(pair).collect());
    if let Some(now) = text("now") {
        let parsed = now.parse();
        context.now = Some(parsed.map_err(|error| {
            let now = now.escape_debug();
            format!("now: `{now}`: {error}; write a time such as 2026-03-01T00:00:00Z")
        })?);
    }
    let mut linter = Linter::new(contract).with_context(context);
    for (list, level) in LEVELS {
        for name in settings[list].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let unknown = |_| format!("{list}: {}", unknown_rule(name));
            linter = linter.with_rule(name, level).map_err(unknown)?;
        }
    }
    Ok(linter)
}

/// The message for the name of a rule that does not exist.
pub(crate) fn unknown_rule(name: &str) -> String {
    let unknown = rules::unknown(name);
    let list = if unknown.suggestion.is_none() { "; rules() lists the rules" } else { "" };
    format!("{unknown}{list}")
}

fn pair(pair: &Value) -> (String, String) {
    let part = |index: usize| pair[index].as_str().unwrap_or_default().to_owned();
    (part(0), part(1))
}
