//! `offerlint explain`, `rules`, `schema`, `contracts` and the other commands that only tell.

use std::io::{self, Write};
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use offerlint::{Body, Contract, Endpoint, Example, Level, Rule, rules};
use serde_json::json;

use crate::args::{Args, ExplainArgs, NameArgs, RulesArgs, TableFormat};
use crate::config;
use crate::input::Input;
use crate::output::standard_output;
use crate::replacing;
use crate::status::Status;

/// Writes a text to standard output, all of it.
fn print(text: &[u8]) -> io::Result<Status> {
    let mut out = standard_output();
    out.write_all(text)?;
    out.flush()?;
    Ok(Status::Clean)
}

/// What `--help` and `--version` print.
pub(crate) fn help(help: &clap::Error) -> io::Result<Status> {
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("standard output: {error}"));
    help.print().and_then(|()| io::stdout().flush()).map_err(named)?;
    Ok(Status::Clean)
}

pub(crate) fn explain(args: &ExplainArgs) -> io::Result<Status> {
    let mut status = Status::Clean;
    let mut out = standard_output();
    for (index, name) in args.rules.iter().enumerate() {
        let Some(rule) = rules::find(name) else {
            status = refuse(&rules::unknown(&name.escape_debug().to_string()).to_string());
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
    let mut out = io::BufWriter::new(standard_output());
    match args.format {
        TableFormat::Text => {
            for rule in rules::all() {
                let severity = if rule.on { rule.severity.name() } else { "off" };
                writeln!(out, "{:<40} {severity:<8} {}", rule.name, rule.summary)?;
            }
        }
        TableFormat::Json => {
            let rules: Vec<_> = rules::all().map(as_json).collect();
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

/// Prints the schema of a contract, of the configuration (`config`) or of the JSON output
/// (`output`).
pub(crate) fn schema(args: &NameArgs) -> io::Result<Status> {
    let schema = match args.contract.as_str() {
        "config" => config::schema(),
        "output" => crate::output::json::schema(),
        name => match name.parse::<Contract>() {
            Ok(contract) => contract.schema(),
            Err(error) => return Ok(refuse(&format!("{error}; config and output have one, too"))),
        },
    };
    let mut out = standard_output();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)?;
    Ok(Status::Clean)
}

fn refuse(message: &str) -> Status {
    crate::output::say(message);
    Status::Failure
}

/// Prints an example payload.
pub(crate) fn example(args: &NameArgs) -> io::Result<Status> {
    match args.contract.parse::<Contract>() {
        Ok(contract) => print(example_of(contract).as_bytes()),
        Err(error) => Ok(refuse(&error.to_string())),
    }
}

macro_rules! example_file {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/", $path))
    };
}

fn example_of(contract: Contract) -> &'static str {
    match contract.name() {
        "tracklysms/create-offer" => {
            example_file!("tracklysms/create-offer/summer-promo.json")
        }
        "tracklysms/update-offer" => {
            example_file!("tracklysms/update-offer/summer-promo-v2.json")
        }
        "tracklysms/list-offers" => example_file!("tracklysms/list-offers/first-page.json"),
        "tracklysms/create-offer-response" => {
            example_file!("tracklysms/create-offer-response/flat.json")
        }
        "tracklysms/update-offer-response" => {
            example_file!("tracklysms/update-offer-response/flat.json")
        }
        "tracklysms/list-offers-query" => {
            example_file!("tracklysms/list-offers-query/active.json")
        }
        "gokart/update-offer" => example_file!("gokart/update-offer/multi-event.json"),
        "gokart/update-offer-response" => {
            example_file!("gokart/update-offer-response/updated.json")
        }
        _ => example_file!("tracklysms/get-offer/summer-promo.json"),
    }
}

/// Writes a commented configuration, unless there is one.
pub(crate) fn init() -> io::Result<Status> {
    match replacing::create(Path::new(config::FILE_NAME), config::TEMPLATE.as_bytes()) {
        Ok(()) => {
            writeln!(standard_output(), "{} written", config::FILE_NAME)?;
            Ok(Status::Clean)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Ok(refuse(&format!("there is an {} already", config::FILE_NAME)))
        }
        Err(error) => Ok(refuse(&format!("{} cannot be written: {error}", config::FILE_NAME))),
    }
}

pub(crate) fn completions(shell: Shell) -> io::Result<Status> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "offerlint", &mut text);
    print(&text)
}

pub(crate) fn manual() -> io::Result<Status> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut text)?;
    for command in Args::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        clap_mangen::Man::new(command.clone())
            .title(format!("offerlint-{}", command.get_name()))
            .render(&mut text)?;
    }
    print(&text)
}

/// What `--show-settings` prints of a file.
pub(crate) fn settings(input: &Input) -> String {
    let plan = &input.plan;
    let file = crate::output::shown_first(&crate::input::display(&input.path)).into_owned();
    let config = match plan.config.path.as_os_str().is_empty() {
        true => "none".to_owned(),
        false => crate::output::shown(&crate::input::display(&plan.config.path)).into_owned(),
    };
    let mut lines = vec![
        file,
        format!("  configuration: {config}"),
        format!(
            "  contract: {} ({})",
            crate::output::shown(plan.judge.name()),
            input.layout.name()
        ),
        format!("  fail-on: {}", plan.fail_on.name()),
    ];
    for rule in rules::all() {
        let level = match plan.ruleset.level(rule.name) {
            Some(Level::Default) => rule.severity.name(),
            Some(level) => level.name(),
            None => continue,
        };
        lines.push(format!("  {}: {level}", rule.name));
    }
    lines.join("\n")
}

pub(crate) fn contracts() -> io::Result<Status> {
    let mut out = standard_output();
    for contract in Contract::all() {
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
