//! The texts about a rule that `explain` and `rules` share.

use offerlint::{Body, Evidence, Example, Rule};

/// The explanation without the margin of its doc comment.
pub(crate) fn paragraph(rule: &Rule) -> String {
    rule.explanation.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The contract of an example and what else it depends on.
pub(crate) fn setting(example: &Example) -> String {
    let mut setting = example.contract().name().to_owned();
    if matches!(example.body, Body::Members(_) | Body::MembersOver { .. }) {
        setting.push_str(", other members left out");
    }
    if let Some(line) = example.request {
        setting.push_str(&format!(", {line}"));
    }
    if let Some(now) = example.now {
        setting.push_str(&format!(", at {now}"));
    }
    setting
}

/// The properties of a rule by name.
pub(crate) fn facts(rule: &Rule) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        (
            "severity",
            format!("{}{}", rule.severity.name(), if rule.on { "" } else { ", off by default" }),
        ),
        ("source", origin(rule)),
    ];
    if let Some(error) = rule.api {
        let code = error.code.map(|code| format!(" {code}")).unwrap_or_default();
        facts.push(("API error", format!("{}{code}", error.status)));
    }
    facts.push(("fix", rule.fix.name().to_owned()));
    facts
}

/// Where a rule comes from, in words.
pub(crate) fn origin(rule: &Rule) -> String {
    match rule.evidence {
        Evidence::Stated(page) => format!("documented by {page}"),
        Evidence::Vendor(page) => format!("stated elsewhere by the vendor: {page}"),
        Evidence::Standard(name) => format!("stated by a standard or another platform: {name}"),
        Evidence::Inferred => {
            "inferred from the types, examples and arithmetic of the API pages; none states it"
                .to_owned()
        }
        Evidence::Requested(why) => format!("requested by users of this project: {why}"),
    }
}

/// The text of `explain` as Markdown, without the rule's name.
pub(crate) fn markdown(rule: &Rule) -> String {
    let mut text = format!("{}\n\n", paragraph(rule));
    for (name, value) in facts(rule) {
        text.push_str(&format!("- {name}: {value}\n"));
    }
    for (title, example) in [("Bad", &rule.bad), ("Good", &rule.good)] {
        let setting = setting(example);
        text.push_str(&format!("\n{title} ({setting}):\n\n```json\n{}\n```\n", example.text()));
    }
    text
}

/// The text of `explain` as a Markdown document.
#[cfg(feature = "server")]
pub(crate) fn document(rule: &Rule) -> String {
    format!("# {}\n\n{}\n\n{}", rule.name, rule.summary, markdown(rule))
}
