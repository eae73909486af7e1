//! `offerlint rules`

use std::io::{self, Write};

use offerlint::{Rule, rules};
use serde_json::json;

use crate::cli::arguments::{RulesArgs, TableFormat};
use crate::cli::rule_text::markdown;
use crate::cli::status::Status;
use crate::cli::streams::standard_output;

pub(crate) fn run(args: &RulesArgs) -> io::Result<Status> {
    let mut out = io::BufWriter::new(standard_output());
    match args.format {
        TableFormat::Text => {
            for rule in rules::all() {
                let severity = if rule.on { rule.severity.name() } else { "off" };
                writeln!(out, "{:<40} {severity:<8} {}", rule.name, rule.summary)?;
            }
        }
        TableFormat::Json => {
            let all: Vec<_> = rules::all().map(as_json).collect();
            serde_json::to_writer_pretty(&mut out, &all)?;
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
    for rule in rules::all() {
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
    for rule in rules::all() {
        write!(out, "\n## {}\n\n{}", rule.name, markdown(rule))?;
    }
    Ok(())
}
