//! The page around the findings.

use std::fmt::Write as _;
use std::io::{self, Write};

use offerlint::{Contract, Severity, rules};

use super::escape::{name, sentence};
use super::finding::word;
use super::notes::{notes, title};
use crate::cli::checked_file::CheckedFile;
use crate::cli::count::counted;
use crate::cli::outputs::human::likely_contract;
use crate::cli::rule_text::{origin, paragraph};
use crate::cli::totals::Totals;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// A finding of the page.
pub(super) struct ShownFinding {
    pub(super) severity: Severity,
    /// The number of its rule.
    pub(super) rule: usize,
    pub(super) html: String,
}

/// The findings of one file.
pub(super) struct Part {
    /// The name of the file; none for findings that belong to no file.
    file: Option<String>,
    contract: String,
    /// The contract that the file looks like instead.
    likely: Option<&'static str>,
    /// None for a finding that was removed because of the limit.
    pub(super) findings: Vec<Option<ShownFinding>>,
}

impl Part {
    pub(super) fn new(file: &CheckedFile) -> Self {
        let contract = file.linted.settings.contract_name().to_owned();
        let likely = likely_contract(file).map(Contract::name);
        Self { file: file.name(), contract, likely, findings: Vec::new() }
    }

    fn shown(&self) -> impl Iterator<Item = &ShownFinding> {
        self.findings.iter().flatten()
    }

    fn title(&self) -> String {
        self.file.as_deref().map_or_else(|| "Request line".to_owned(), name)
    }
}

/// The content of the page.
#[derive(Default)]
pub(super) struct Page {
    pub(super) parts: Vec<Part>,
    /// The names of the rules, in the order of their numbers.
    pub(super) rules: Vec<String>,
}

impl Page {
    pub(super) fn write(&self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let shown = self.count(|_| true);
        let (before, mut rest) = TEMPLATE.split_once("{{").unwrap_or((TEMPLATE, ""));
        out.write_all(before.as_bytes())?;
        while let Some((placeholder, after)) = rest.split_once("}}") {
            match placeholder {
                "title" => out.write_all(title(totals).as_bytes())?,
                "style" => out.write_all(STYLE.as_bytes())?,
                "version" => out.write_all(env!("CARGO_PKG_VERSION").as_bytes())?,
                "notes" => out.write_all(notes(totals, shown).as_bytes())?,
                "files" => self.write_files(out)?,
                _ if shown == 0 => {}
                "filter-style" => out.write_all(self.filter_style().as_bytes())?,
                "filters" => out.write_all(self.filters(shown).as_bytes())?,
                "shown" => writeln!(out, "<p class=\"shown\">{}</p>", counted(shown, "finding"))?,
                "rules" => out.write_all(self.rule_texts().as_bytes())?,
                unknown => debug_assert!(false, "no placeholder {unknown}"),
            }
            let (text, next) = after.split_once("{{").unwrap_or((after, ""));
            out.write_all(text.as_bytes())?;
            rest = next;
        }
        Ok(())
    }

    fn count(&self, is_counted: impl Fn(&ShownFinding) -> bool) -> usize {
        self.parts.iter().flat_map(Part::shown).filter(|found| is_counted(found)).count()
    }

    /// The severities that occur, with their counts.
    fn severities(&self) -> impl Iterator<Item = (Severity, usize)> {
        let count = |severity| (severity, self.count(|found| found.severity == severity));
        SEVERITIES.into_iter().map(count).filter(|(_, count)| *count > 0)
    }

    fn write_files(&self, out: &mut dyn Write) -> io::Result<()> {
        for (index, part) in self.parts.iter().enumerate() {
            let counts = SEVERITIES.map(|severity| {
                (part.shown().filter(|found| found.severity == severity).count(), word(severity))
            });
            let counts: Vec<String> = counts
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, noun)| counted(count, noun))
                .collect();
            if counts.is_empty() {
                continue;
            }
            writeln!(
                out,
                "<section class=\"file\" id=\"f{index}\">\n<h2>{}</h2>\n<p class=\"about\">{} · {}</p>",
                part.title(),
                name(&part.contract),
                counts.join(", ")
            )?;
            if let Some(likely) = part.likely {
                writeln!(
                    out,
                    "<p class=\"hint\">It looks like <strong>{likely}</strong>: move it, or check it with \
                     <code>--contract {likely}</code></p>"
                )?;
            }
            for found in part.shown() {
                out.write_all(found.html.as_bytes())?;
            }
            writeln!(out, "</section>")?;
        }
        Ok(())
    }

    /// The form that `filter_style` reads. It sends nothing.
    fn filters(&self, shown: usize) -> String {
        let mut html = String::from("<form class=\"filters\" autocomplete=\"off\">\n");
        html.push_str("<fieldset>\n<legend>Severity</legend>\n");
        let mut chip = |id: &str, text: &str, count: usize, more: &str| {
            let _ = writeln!(
                html,
                "<label class=\"chip {id}\"><input type=\"radio\" name=\"severity\" id=\"s-{id}\"{more}>\
                 <span>{text} <b>{count}</b></span></label>"
            );
        };
        chip("all", "All", shown, " checked");
        for (severity, count) in self.severities() {
            let text = match severity {
                Severity::Error => "Errors",
                Severity::Warning => "Warnings",
                _ => "Notes",
            };
            chip(word(severity), text, count, "");
        }
        html.push_str("</fieldset>\n");
        let rules =
            self.rules.iter().enumerate().map(|(number, rule)| {
                (number, name(rule), self.count(|found| found.rule == number))
            });
        let mut rules: Vec<_> = rules.filter(|(.., count)| *count > 0).collect();
        rules.sort_by(|a, b| a.1.cmp(&b.1));
        write_select(&mut html, "rule", "All rules", &rules);
        let files = self.parts.iter().enumerate();
        let files = files.map(|(number, part)| (number, part.title(), part.shown().count()));
        let files: Vec<_> = files.filter(|(.., count)| *count > 0).collect();
        write_select(&mut html, "file", "All files", &files);
        html.push_str("<button type=\"reset\">Reset</button>\n</form>\n");
        html
    }

    /// Hides findings that the form does not select, and files without visible findings.
    fn filter_style(&self) -> String {
        let mut style = String::new();
        let mut hide = |chosen: &str, class: &str| {
            let _ = writeln!(
                style,
                "body:has({chosen}) :is(.finding:not({class}), .file:not(:has({class}))) {{ display: none; }}"
            );
        };
        let severities: Vec<_> = self.severities().map(|(severity, _)| word(severity)).collect();
        for severity in &severities {
            hide(&format!("#s-{severity}:checked"), &format!(".{severity}"));
        }
        for rule in 0..self.rules.len() {
            let option = format!("#by-rule [value=\"{rule}\"]:checked");
            hide(&option, &format!(".r{rule}"));
            for severity in &severities {
                // Both at once: the file may have findings of each, but none of both.
                hide(
                    &format!("#s-{severity}:checked):has({option}"),
                    &format!(".r{rule}.{severity}"),
                );
            }
        }
        for part in 0..self.parts.len() {
            let _ = writeln!(
                style,
                "body:has(#by-file [value=\"{part}\"]:checked) .file:not(#f{part}) {{ display: none; }}"
            );
        }
        style
    }

    /// The explanation of each rule that has findings, because readers of the page may not have the command.
    fn rule_texts(&self) -> String {
        let mut html = String::from("<section class=\"rules\">\n<h2>Rules</h2>\n");
        for (number, rule) in self.rules.iter().enumerate() {
            let count = self.count(|found| found.rule == number);
            if count == 0 {
                continue;
            }
            let _ = writeln!(
                html,
                "<section class=\"rule\" id=\"r{number}\">\n<h3>{}</h3>\n<p class=\"about\">{}</p>",
                name(rule),
                counted(count, "finding")
            );
            if let Some(rule) = rules::find(rule) {
                for paragraph in paragraph(rule).split("\n\n") {
                    let _ = writeln!(html, "<p>{}</p>", sentence(&paragraph.replace('\n', " ")));
                }
                let _ =
                    writeln!(html, "<p class=\"about\">Source: {}</p>", sentence(&origin(rule)));
            }
            html.push_str("</section>\n");
        }
        html.push_str("</section>\n");
        html
    }
}

fn write_select(html: &mut String, what: &str, all: &str, options: &[(usize, String, usize)]) {
    let _ = write!(
        html,
        "<label class=\"hidden\" for=\"by-{what}\">Show the findings of one {what}</label>\n\
         <select id=\"by-{what}\">\n<option value=\"all\" selected>{all}</option>\n"
    );
    for (number, text, count) in options {
        let _ = writeln!(html, "<option value=\"{number}\">{text} ({count})</option>");
    }
    html.push_str("</select>\n");
}
