//! `offerlint rules`

use std::io::{self, Write};

use offerlint::{Contract, Fixable, Rule, Severity, rules};
use serde_json::json;

use crate::cli::arguments::{ListedSeverity, RulesArgs, TableFormat};
use crate::cli::count::counted;
use crate::cli::rule_groups::{self, RuleGroup};
use crate::cli::rule_text::markdown;
use crate::cli::status::Status;
use crate::cli::streams::{print_error, standard_output};
use crate::cli::width::text_options;

pub(crate) fn run(args: &RulesArgs) -> io::Result<Status> {
    let filter = match Filter::from_args(args) {
        Ok(filter) => filter,
        Err(message) => {
            print_error(&message);
            return Ok(Status::Failure);
        }
    };
    let mut out = io::BufWriter::new(standard_output());
    match args.format {
        TableFormat::Text => {
            let count = write_groups(&rule_groups::groups(|rule| filter.accepts(rule)), &mut out)?;
            if count == 0 {
                out.flush()?;
                print_error(&format!("no rule matches; {WITHOUT_FILTER}"));
                return Ok(Status::Failure);
            }
        }
        TableFormat::Json => {
            let rules = rules::all().filter(|rule| filter.accepts(rule));
            let all: Vec<_> = rules.map(as_json).collect();
            serde_json::to_writer_pretty(&mut out, &all)?;
            writeln!(out)?;
        }
        TableFormat::Markdown => write_markdown(&mut out)?,
    }
    out.flush()?;
    Ok(Status::Clean)
}

const WITHOUT_FILTER: &str = "`offerlint rules` without arguments lists all of them";

/// Which rules are listed.
struct Filter {
    /// The names of the contract's rules.
    contract: Option<Vec<&'static str>>,
    severity: Option<ListedSeverity>,
    /// In lower case.
    words: Vec<String>,
}

impl Filter {
    fn from_args(args: &RulesArgs) -> Result<Self, String> {
        let contract = args.contract.as_deref().map(Contract::by_name_or_end).transpose();
        let contract = contract.map_err(|error| error.to_string())?;
        let is_filtered = contract.is_some() || args.severity.is_some() || !args.words.is_empty();
        if is_filtered && args.format == TableFormat::Markdown {
            return Err("--format markdown lists all rules; leave out the filter".to_owned());
        }
        Ok(Self {
            contract: contract.map(|contract| contract.rules().map(|rule| rule.name).collect()),
            severity: args.severity,
            words: args.words.iter().map(|word| word.to_lowercase()).collect(),
        })
    }

    fn accepts(&self, rule: &Rule) -> bool {
        let severity = match (rule.on, rule.severity) {
            (false, _) => ListedSeverity::Off,
            (true, Severity::Error) => ListedSeverity::Error,
            (true, _) => ListedSeverity::Warning,
        };
        let code = rule.api.and_then(|answer| answer.code).unwrap_or_default();
        let text = format!("{} {} {code} {}", rule.name, rule.summary, rule.explanation);
        let text = text.to_lowercase();
        self.contract.as_ref().is_none_or(|names| names.contains(&rule.name))
            && self.severity.is_none_or(|wanted| wanted == severity)
            && self.words.iter().all(|word| text.contains(word))
    }
}

/// Columns before the summary of a rule.
const INDENT: usize = 45;

/// Writes a table of each group, and the number of rules. Returns it.
fn write_groups(groups: &[RuleGroup], out: &mut impl Write) -> io::Result<usize> {
    let options = text_options();
    // On a narrow terminal a summary has a line of its own.
    let margin = if options.width < 70 { 6 } else { INDENT };
    for (index, group) in groups.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let indent = " ".repeat(margin);
        let title = options.clone().subsequent_indent("  ");
        writeln!(out, "{}", textwrap::fill(&group.title, title))?;
        for rule in &group.rules {
            let severity = if rule.on { rule.severity.name() } else { "off" };
            let fix = match rule.fix {
                Fixable::Never => "",
                Fixable::Unsafe => "fix?",
                Fixable::Safe | Fixable::Mixed => "fix",
            };
            let mut start = format!("  {severity:<8}{:<29} {fix:<5}", rule.name);
            if start.len() > margin {
                writeln!(out, "{}", format!("  {severity:<8}{} {fix}", rule.name).trim_end())?;
                start.clone_from(&indent);
            }
            let row = options.clone().initial_indent(&start).subsequent_indent(&indent);
            writeln!(out, "{}", textwrap::fill(rule.summary, row))?;
        }
    }
    let all = || groups.iter().flat_map(|group| &group.rules);
    let (count, on) = (all().count(), all().filter(|rule| rule.on).count());
    if count > 0 {
        let text = format!(
            "{}, {on} on; check --select RULE turns on a rule that is off. fix: check --fix corrects \
             findings of the rule, fix?: check --fix --unsafe-fixes does. offerlint explain RULE says \
             more.",
            counted(count, "rule")
        );
        writeln!(out, "\n{}", textwrap::fill(&text, options))?;
    }
    Ok(count)
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
        "| rule | severity | API error | fix | what it reports |\n| --- | --- | --- | --- | --- |"
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
