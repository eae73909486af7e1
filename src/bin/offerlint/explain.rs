//! `offerlint explain`, `rules`, `schema` and `contracts`.

use std::io::{self, Write};

use offerlint::{Body, Contract, Endpoint, Example, Rule, rule, rules as all_rules, unknown_rule};
use serde_json::json;

use crate::Status;
use crate::args::{ExplainArgs, RulesArgs, SchemaArgs, TableFormat};

pub(crate) fn explain(args: &ExplainArgs) -> io::Result<Status> {
    let mut status = Status::Clean;
    let mut out = io::stdout().lock();
    for (index, name) in args.rules.iter().enumerate() {
        let Some(rule) = rule(name) else {
            eprintln!("error: {}", unknown_rule(&name.escape_debug().to_string()));
            status = Status::Failure;
            continue;
        };
        if index > 0 {
            writeln!(out)?;
        }
        write_text(rule, &mut out)?;
    }
    out.flush()?;
    Ok(status)
}

fn write_text(rule: &Rule, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}: {}\n", rule.name, rule.summary)?;
    for line in paragraph(rule).lines() {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    for (name, value) in facts(rule) {
        writeln!(out, "{:<10} {value}", format!("{name}:"))?;
    }
    write_example("Bad", &rule.bad, out)?;
    write_example("Good", &rule.good, out)
}

fn write_example(title: &str, example: &Example, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n{title} ({}):", setting(example))?;
    for line in example.text().lines() {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// The explanation without the margin of its doc comment.
fn paragraph(rule: &Rule) -> String {
    rule.explanation.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn setting(example: &Example) -> String {
    let mut setting = example.contract.name().to_owned();
    if matches!(example.body, Body::Members(_) | Body::MultiEvent(_)) {
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

fn facts(rule: &Rule) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        (
            "severity",
            format!("{}{}", rule.severity.name(), if rule.on { "" } else { ", off by default" }),
        ),
        ("evidence", rule.evidence.to_string()),
    ];
    if let Some(answer) = rule.api {
        let code = answer.code.map(|code| format!(" {code}")).unwrap_or_default();
        facts.push(("answer", format!("{}{code}", answer.status)));
    }
    facts.push(("fix", rule.fix.name().to_owned()));
    facts
}

pub(crate) fn rules(args: &RulesArgs) -> io::Result<Status> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        TableFormat::Text => {
            for rule in all_rules() {
                let severity = if rule.on { rule.severity.name() } else { "off" };
                writeln!(out, "{:<40} {severity:<8} {}", rule.name, rule.summary)?;
            }
        }
        TableFormat::Json => {
            let rules: Vec<_> = all_rules().map(as_json).collect();
            serde_json::to_writer_pretty(&mut out, &rules)?;
            writeln!(out)?;
        }
        TableFormat::Markdown => write_markdown(&mut out)?,
    }
    out.flush()?;
    Ok(Status::Clean)
}

fn as_json(rule: &Rule) -> serde_json::Value {
    json!({
        "name": rule.name,
        "severity": rule.severity.name(),
        "default": if rule.on { "on" } else { "off" },
        "evidence": rule.evidence.to_string(),
        "api_code": rule.api.and_then(|answer| answer.code),
        "http_status": rule.api.map(|answer| answer.status),
        "fix": rule.fix.name(),
        "summary": rule.summary,
    })
}

fn write_markdown(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "# Rules\n")?;
    writeln!(
        out,
        "Generated with `offerlint rules --format markdown`; a test fails when it drifts.\n"
    )?;
    writeln!(
        out,
        "| rule | severity | answer | fix | what it reports |\n| --- | --- | --- | --- | --- |"
    )?;
    for rule in all_rules() {
        let severity = if rule.on { rule.severity.name() } else { "off" };
        let answer = rule.api.map(|answer| {
            let code = answer
                .code
                .map(|code| format!(" {}", code.replace(" | ", " / ")))
                .unwrap_or_default();
            format!("{}{code}", answer.status)
        });
        let (answer, fix) = (answer.unwrap_or_default(), rule.fix.name());
        writeln!(
            out,
            "| [{0}](#{0}) | {severity} | {answer} | {fix} | {1} |",
            rule.name, rule.summary
        )?;
    }
    for rule in all_rules() {
        writeln!(out, "\n## {}\n\n{}\n", rule.name, paragraph(rule))?;
        for (name, value) in facts(rule) {
            writeln!(out, "- {name}: {value}")?;
        }
        for (title, example) in [("Bad", &rule.bad), ("Good", &rule.good)] {
            writeln!(out, "\n{title} ({}):\n\n```json\n{}\n```", setting(example), example.text())?;
        }
    }
    Ok(())
}

pub(crate) fn schema(args: &SchemaArgs) -> io::Result<Status> {
    match args.contract.parse::<Contract>() {
        Ok(contract) => {
            let mut out = io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &contract.schema())?;
            writeln!(out)?;
            Ok(Status::Clean)
        }
        Err(error) => {
            eprintln!("error: {error}");
            Ok(Status::Failure)
        }
    }
}

pub(crate) fn contracts() -> io::Result<Status> {
    let mut out = io::stdout().lock();
    for contract in Contract::ALL {
        let endpoint: Endpoint = contract.endpoint();
        writeln!(
            out,
            "{:<34} {:<36} {} {}",
            contract.name(),
            contract.summary(),
            endpoint.method(),
            endpoint.path()
        )?;
    }
    out.flush()?;
    Ok(Status::Clean)
}
