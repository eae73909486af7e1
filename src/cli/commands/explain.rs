//! `offerlint explain`

use std::io::{self, Write};

use offerlint::{Contract, Endpoint, Example, Rule, did_you_mean, rules};

use crate::cli::arguments::ExplainArgs;
use crate::cli::command_hints::unknown_rule;
use crate::cli::rule_text::{facts, paragraph, setting};
use crate::cli::status::Status;
use crate::cli::streams::{print_error, standard_output};
use crate::cli::width::text_options;

pub(crate) fn run(args: &ExplainArgs) -> io::Result<Status> {
    let mut status = Status::Clean;
    let mut out = standard_output();
    for (index, name) in args.rules.iter().enumerate() {
        let code = ErrorCode::find(name);
        let separator = if index > 0 { "\n" } else { "" };
        match (rules::find(name), code) {
            (Some(rule), _) => {
                write!(out, "{separator}")?;
                write_rule(rule, &mut out)?;
            }
            (None, Some(code)) => {
                write!(out, "{separator}")?;
                code.write(&mut out)?;
            }
            (None, None) => {
                out.flush()?;
                print_error(&unknown(name));
                status = Status::Failure;
            }
        }
    }
    out.flush()?;
    Ok(status)
}

fn unknown(name: &str) -> String {
    let name = name.escape_debug().to_string();
    let unknown = rules::unknown(&name);
    let codes = Endpoint::all().flat_map(Endpoint::documented_errors);
    let codes = codes.filter_map(|documented| documented.error.code);
    match did_you_mean(&name, codes) {
        Some(code) if unknown.suggestion.is_none() => {
            format!("unknown rule or error code `{name}`; did you mean `{code}`?")
        }
        _ => unknown_rule(&unknown),
    }
}

/// An error code that an API answers, or a status.
struct ErrorCode<'n> {
    name: &'n str,
    /// The provider, the status, and when it is answered.
    answers: Vec<(&'static str, u16, &'static str)>,
    /// The requests, for each answer.
    requests: Vec<Vec<String>>,
    /// The rules that report what leads to the error.
    rules: Vec<&'static Rule>,
}

impl<'n> ErrorCode<'n> {
    fn find(name: &'n str) -> Option<Self> {
        let is_meant = |status: u16, code: Option<&str>| {
            code.is_some_and(|codes| codes.split(" | ").any(|code| code == name))
                || name.parse() == Ok(status)
        };
        let (mut answers, mut requests) = (Vec::new(), Vec::<Vec<String>>::new());
        for endpoint in Endpoint::all() {
            let provider = endpoint.response().provider();
            for documented in endpoint.documented_errors() {
                let error = documented.error;
                if !is_meant(error.status, error.code) {
                    continue;
                }
                let answer = (provider, error.status, documented.when);
                match answers.iter().position(|known| *known == answer) {
                    Some(at) => requests[at].push(endpoint.to_string()),
                    None => {
                        answers.push(answer);
                        requests.push(vec![endpoint.to_string()]);
                    }
                }
            }
        }
        let rules = rules::all()
            .filter(|rule| rule.api.is_some_and(|answer| is_meant(answer.status, answer.code)));
        let rules: Vec<&Rule> = rules.collect();
        let found = !answers.is_empty() || !rules.is_empty();
        found.then_some(Self { name, answers, requests, rules })
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for ((provider, status, when), requests) in self.answers.iter().zip(&self.requests) {
            let text = format!(
                "{}: {provider} answers {status} to {} if {when}",
                self.name,
                requests.join(", ")
            );
            writeln!(out, "{}", textwrap::fill(&text, text_options()))?;
        }
        let names: Vec<&str> = self.rules.iter().map(|rule| rule.name).collect();
        match names[..] {
            [] => writeln!(out, "No rule reports it: a payload does not show it."),
            [name] => writeln!(out, "The rule {name} reports it before the request is sent."),
            _ => writeln!(out, "Rules that report it: {}", names.join(", ")),
        }?;
        for rule in &self.rules {
            writeln!(out)?;
            write_rule(rule, out)?;
        }
        Ok(())
    }
}

fn write_rule(rule: &Rule, out: &mut impl Write) -> io::Result<()> {
    let title = format!("{}: {}", rule.name, rule.summary);
    writeln!(out, "{}\n", textwrap::fill(&title, text_options()))?;
    for part in paragraph(rule).split("\n\n") {
        writeln!(out, "{}\n", textwrap::fill(&part.replace('\n', " "), text_options()))?;
    }
    let mut facts = facts(rule);
    let contracts = Contract::all().filter(|contract| contract.rules().any(|own| own == rule));
    let contracts: Vec<&str> = contracts.map(Contract::name).collect();
    let is_everywhere = contracts.len() == Contract::all().count();
    let contracts = if is_everywhere { "every contract".to_owned() } else { contracts.join(", ") };
    facts.push(("contracts", contracts));
    for (name, value) in facts {
        let start = format!("{:<11}", format!("{name}:"));
        let line = text_options().initial_indent(&start).subsequent_indent("           ");
        writeln!(out, "{}", textwrap::fill(&value, line))?;
    }
    write_example("Bad", &rule.bad, out)?;
    write_example("Good", &rule.good, out)
}

fn write_example(title: &str, example: &Example, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n{title} ({}):", setting(example))?;
    let options = text_options().initial_indent("  ").subsequent_indent("  ");
    for line in example.text().lines() {
        writeln!(out, "{}", textwrap::fill(line, &options))?;
    }
    Ok(())
}
