//! `offerlint explain`

use std::io::{self, Write};

use offerlint::{Example, Rule, rules};

use crate::cli::arguments::ExplainArgs;
use crate::cli::rule_text::{facts, paragraph, setting};
use crate::cli::status::Status;
use crate::cli::streams::{print_error, standard_output};

pub(crate) fn run(args: &ExplainArgs) -> io::Result<Status> {
    let mut status = Status::Clean;
    let mut out = standard_output();
    for (index, name) in args.rules.iter().enumerate() {
        let Some(rule) = rules::find(name) else {
            print_error(&rules::unknown(&name.escape_debug().to_string()).to_string());
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
