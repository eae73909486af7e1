//! The entry points: from bytes to a report.

use crate::contract::context::Context;
use crate::contract::Contract;
use crate::diagnostics::diagnostic::{Diagnostic, Origin};
use crate::json::{Document, Node, Position, Span, Tag, resolve};
use crate::contract::field_values::{FieldValues, LARGEST_ROOM};
use crate::contract::lint_context::LintContext;
use crate::contract::{ObjectSpec, check, document_rules, placeholders, presence, prove};
use crate::diagnostics::report::Report;
use crate::contract::endpoint::lint_parameters;
use crate::diagnostics::rule_set::RuleSet;
use crate::providers::tracklysms::envelope;

/// Lints one document: everything there is to say about it and about the parameters in the
/// context, with each rule's own severity.
///
/// Takes any bytes; what is not JSON is a finding like any other.
///
/// ```
/// use offerlint::{Context, Contract, lint};
///
/// let report = lint(br#"{"name": "Summer Promo"}"#, Contract::TracklysmsCreateOffer, &Context::default());
/// let missing = &report.diagnostics[0];
/// assert_eq!((&*missing.rule, &*missing.pointer), ("required-field-missing", "/tracking_url"));
/// assert_eq!(missing.api_code, Some("missing_tracking_url"));
/// ```
pub fn lint(bytes: &[u8], contract: Contract, context: &Context) -> Report {
    let rule_set = RuleSet::default();
    let mut report = Linter::new(contract, context, &rule_set).lint(bytes);
    if has_parameters(context) {
        let mut all = lint_parameters(contract.endpoint(), context, &rule_set);
        all.append(&mut report.diagnostics);
        report.diagnostics = all;
    }
    report
}

fn has_parameters(context: &Context) -> bool {
    context.path_id.is_some() || context.path_product.is_some() || context.query.is_some()
}

/// Lints many documents of one contract in one context.
///
/// The parameters in the context are used by rules that compare them with the document, but not
/// judged themselves: that is [`lint_parameters`], once.
///
/// ```
/// use offerlint::{Context, Contract, Level, Linter, RuleSet};
///
/// let mut rule_set = RuleSet::default();
/// rule_set.set("number-negative", Level::Error)?;
/// let context = Context::default();
/// let mut linter = Linter::new(Contract::TracklysmsUpdateOffer, &context, &rule_set);
/// assert!(linter.lint(br#"{"payout": 2.50}"#).is_clean());
/// assert!(linter.lint(br#"{"payout": -2.50}"#).has_errors());
/// # Ok::<(), offerlint::UnknownRule>(())
/// ```
pub struct Linter<'c> {
    contract: Contract,
    context: &'c Context,
    rule_set: &'c RuleSet,
    /// The length of the longest document that the fast way is tried on.
    longest: usize,
    room: Room,
    expects: Expectation,
}

/// Whether the next document is likely to have findings, going by the last ones: then the attempt
/// to prove that it has none is spared.
#[derive(Default)]
struct Expectation(u8);

impl Expectation {
    fn findings(&self) -> bool {
        self.0 >= 8
    }

    /// About one clean document in four makes it worth while to try.
    fn learn(&mut self, is_clean: bool) {
        self.0 = if is_clean { self.0.saturating_sub(3) } else { self.0.saturating_add(1).min(16) };
    }
}

/// The memory that one document after the other is read into.
#[derive(Default)]
struct Room {
    field_values: FieldValues,
    nodes: Vec<Node>,
}

impl<'c> Linter<'c> {
    /// A linter with these settings.
    pub fn new(contract: Contract, context: &'c Context, rule_set: &'c RuleSet) -> Self {
        let room = Room { field_values: FieldValues::with_room(), ..Room::default() };
        let longest = match contract.limits_body() {
            // Rules that are off by default are known to the rich way alone.
            _ if rule_set.selects() => 0,
            true => document_rules::LARGEST_BODY,
            false => u32::MAX as usize - 1,
        };
        Self { contract, context, rule_set, longest, room, expects: Expectation::default() }
    }

    /// Lints one document.
    #[inline]
    pub fn lint(&mut self, bytes: &[u8]) -> Report {
        if self.try_to_prove(bytes) {
            return Report::clean(self.contract.name());
        }
        self.lint_in_full(bytes)
    }

    /// Whether an attempt to prove it is worth while and succeeds.
    fn try_to_prove(&mut self, bytes: &[u8]) -> bool {
        let proven = !self.expects.findings() && self.proves(bytes);
        if proven {
            self.expects.learn(true);
        }
        proven
    }

    /// Lints a document that was not proven.
    fn lint_in_full(&mut self, bytes: &[u8]) -> Report {
        let Ok(text) = simdutf8::basic::from_utf8(bytes) else { return self.explain(bytes) };
        let (contract, room) = (self.contract, &mut self.room);
        let found = explain(text, contract, None, self.context, self.rule_set, room);
        self.expects.learn(found.is_empty());
        report(contract, found)
    }

    /// The fast way alone: whether there is provably nothing to report. A false answer means
    /// that the question is open.
    pub fn proves(&mut self, bytes: &[u8]) -> bool {
        if bytes.len() > self.longest {
            return false;
        }
        let field_values = &mut self.room.field_values;
        self.contract.shapes().iter().any(|spec| {
            field_values.clear();
            let mut ctx = LintContext::new(None, self.contract, self.context, self.rule_set);
            prove::document(bytes, spec, &mut ctx, field_values)
        })
    }

    /// The rich way alone: everything there is to report. Gives what [`Linter::lint`] gives.
    pub fn explain(&self, bytes: &[u8]) -> Report {
        let diagnostics = match std::str::from_utf8(bytes) {
            Ok(text) => {
                let mut room = Room::default();
                explain(text, self.contract, None, self.context, self.rule_set, &mut room)
            }
            Err(error) => self.not_utf8(bytes, error.valid_up_to()),
        };
        report(self.contract, diagnostics)
    }

    /// The first offending byte may come before the one that is not UTF-8.
    fn not_utf8(&self, bytes: &[u8], valid: usize) -> Vec<Diagnostic> {
        let prefix = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
        let mut ctx = LintContext::new(None, self.contract, self.context, self.rule_set);
        document_rules::mark(prefix, &mut ctx);
        let error = match Document::parse(prefix) {
            Err(error) if error.offset < valid => error,
            _ => crate::json::SyntaxError {
                offset: valid,
                length: 1,
                message: format!("the byte 0x{:02X} is not UTF-8", bytes[valid]),
                help: Some("save the file as UTF-8"),
            },
        };
        document_rules::syntax(&error, &mut ctx);
        ctx.finish(bytes)
    }
}

fn report(contract: Contract, diagnostics: Vec<Diagnostic>) -> Report {
    Report { diagnostics, ..Report::clean(contract.name()) }
}

/// Everything there is to report on a text that should be of one spec.
pub(crate) fn explain_shape(
    text: &str,
    contract: Contract,
    spec: &'static ObjectSpec,
    context: &Context,
    rule_set: &RuleSet,
) -> Vec<Diagnostic> {
    explain(text, contract, Some(spec), context, rule_set, &mut Room::default())
}

fn explain(
    text: &str,
    contract: Contract,
    spec: Option<&'static ObjectSpec>,
    context: &Context,
    rule_set: &RuleSet,
    room: &mut Room,
) -> Vec<Diagnostic> {
    let parsed = Document::parse_into(text, std::mem::take(&mut room.nodes));
    let mut ctx = LintContext::new(parsed.as_ref().ok(), contract, context, rule_set);
    document_rules::mark(text, &mut ctx);
    match &parsed {
        Err(error) => document_rules::syntax(error, &mut ctx),
        Ok(document) => {
            let spec = spec.or_else(|| shape_of(contract, document));
            if let Some(spec) = spec {
                if document.tag(0) == Tag::Object {
                    document_rules::tree(document, &mut ctx);
                    placeholders::judge(&mut ctx);
                }
                let field_values = &mut room.field_values;
                field_values.clear();
                if check::object(spec, 0, &mut ctx, field_values).is_some() {
                    presence::judge(field_values, text.as_bytes(), &mut ctx);
                }
            }
        }
    }
    let found = ctx.finish(text.as_bytes());
    let nodes = parsed.map(Document::into_nodes).unwrap_or_default();
    if nodes.capacity() <= LARGEST_ROOM {
        room.nodes = nodes;
    }
    found
}

/// The spec that a document means to have; none if it is an error body, which is no offer.
fn shape_of(contract: Contract, document: &Document<'_>) -> Option<&'static ObjectSpec> {
    let shapes = contract.shapes();
    if contract.role() != crate::contract::Role::Response {
        return shapes.first().copied();
    }
    if contract.is_tracklysms() && envelope::is_error_body(document) {
        return None;
    }
    // A wrapping object is recognised by its one member that is an object.
    let wraps = |spec: &&&'static ObjectSpec| {
        let name = spec.fields.last().map_or("", |field| field.name);
        document.member(0, name).is_some_and(|inner| document.tag(inner) == Tag::Object)
    };
    shapes.iter().skip(1).find(wraps).or(shapes.first()).copied()
}

/// The items of a document whose top level is an array, each with its place in the file: what
/// lints an array of payloads item by item. None if the bytes are anything else.
///
/// ```
/// let items = offerlint::array_items(b"[{}, {}]").unwrap_or_default();
/// assert_eq!((items.len(), items[1].1.columns, &*items[1].1.pointer), (2, 5, "/1"));
/// ```
pub fn array_items(bytes: &[u8]) -> Option<Vec<(&[u8], Origin)>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let document = Document::parse(text).ok().filter(|document| document.tag(0) == Tag::Array)?;
    let spans: Vec<Span> = document.items(0).map(|item| document.span(item)).collect();
    let starts: Vec<usize> = spans.iter().map(|span| span.start).collect();
    let positions = resolve(bytes, &starts);
    let item = |(index, (span, at)): (usize, (Span, Position))| {
        let origin = Origin {
            bytes: span.start,
            lines: at.line - 1,
            columns: at.column - 1,
            pointer: format!("/{index}"),
        };
        (&bytes[span.start..span.end], origin)
    };
    Some(spans.into_iter().zip(positions).enumerate().map(item).collect())
}
