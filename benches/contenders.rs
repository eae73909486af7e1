//! The contenders: the paths of offerlint, and the peers at their fastest, on the same bytes.
#![allow(dead_code, missing_docs, unreachable_pub)]

#[path = "../tests/support/generate.rs"]
pub mod generate;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::LazyLock;

use generate::{Json, Random};
use offerlint::tracklysms::CreateOffer;
use offerlint::{Context, Contract, Linter, Payload, RuleSet, gokart};
use serde::de::IgnoredAny;
use serde_json::Value;

/// Payloads of one contract, of which some are defective.
pub struct Corpus {
    pub contract: Contract,
    pub payloads: Vec<String>,
}

impl Corpus {
    /// `count` payloads, `percent` of them with a defect; the same ones every time.
    pub fn new(contract: Contract, count: usize, percent: usize) -> Self {
        let payloads = (0..count as u64).map(|seed| {
            let mut payload = generate::payload(contract, seed);
            let mut random = Random(seed);
            if random.below(100) < percent {
                damage(&mut payload, &mut random);
            }
            payload.write(seed.is_multiple_of(3))
        });
        Self { contract, payloads: payloads.collect() }
    }

    pub fn bytes(&self) -> usize {
        self.payloads.iter().map(String::len).sum()
    }
}

/// One to three defects that a schema sees, too.
fn damage(payload: &mut Json, random: &mut Random) {
    for _ in 0..1 + random.below(3) {
        let count = payload.members().len();
        let at = random.below(count);
        let member = &mut payload.members()[at];
        match random.below(4) {
            0 => member.1 = Json::raw("{}"),
            1 => member.1 = Json::raw("[5]"),
            2 if count > 3 => drop(payload.members().remove(at)),
            _ => member.1 = Json::raw("-1.5"),
        }
    }
}

type Check = dyn Fn(&[u8]) -> usize;

/// A check of the bytes of one payload, as they come from a file or the network. The result keeps the
/// optimiser from removing the work.
pub struct Contender {
    pub name: &'static str,
    pub check: Box<Check>,
}

pub fn contender(name: &'static str, check: impl Fn(&[u8]) -> usize + 'static) -> Contender {
    Contender { name, check: Box::new(check) }
}

static CONTEXT: LazyLock<Context> = LazyLock::new(Context::default);
static RULESET: LazyLock<RuleSet> = LazyLock::new(RuleSet::default);

fn linter(contract: Contract) -> Linter {
    Linter::new(contract).with_context(CONTEXT.clone()).with_rule_set(RULESET.clone())
}

fn options() -> jsonschema::ValidationOptions<'static> {
    jsonschema::options().with_draft(jsonschema::Draft::Draft202012).should_validate_formats(true)
}

/// How serde_json reads bytes fastest: as one text that is checked to be UTF-8 before. By
/// `from_slice` it checks string by string, which takes longer.
pub fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the corpus is UTF-8")
}

fn value(bytes: &[u8]) -> Value {
    serde_json::from_str(text(bytes)).expect("the corpus is JSON")
}

/// The contender that the others are compared with.
pub const REFERENCE: &str = "Value + jsonschema";

/// The contenders that answer "clean or not".
pub fn verdicts(contract: Contract) -> Vec<Contender> {
    let schema = contract.schema();
    let validator = options().build(&schema).expect("our schema compiles");
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("mem:///schema.json", schema).expect("our schema is one");
    let index = compiler.compile("mem:///schema.json", &mut schemas).expect("our schema compiles");
    let validator = Rc::new(validator);
    vec![
        contender("offerlint: bytes to verdict", {
            let linter = RefCell::new(linter(contract));
            move |bytes| usize::from(linter.borrow_mut().lint(bytes).is_clean())
        }),
        contender("offerlint: fast path", {
            let linter = RefCell::new(linter(contract));
            move |bytes| usize::from(linter.borrow_mut().is_clean_fast(bytes))
        }),
        contender("offerlint: full check", move |bytes| {
            linter(contract).full_check(bytes).diagnostics.len()
        }),
        contender("offerlint: typed reading", move |bytes| match contract.name() {
            "gokart/update-offer" => usize::from(gokart::UpdateOffer::read(bytes).is_ok()),
            _ => usize::from(CreateOffer::read(bytes).is_ok()),
        }),
        contender(REFERENCE, {
            let validator = validator.clone();
            move |bytes| usize::from(validator.is_valid(&value(bytes)))
        }),
        contender("Value from_slice + jsonschema", move |bytes| {
            let value = serde_json::from_slice(bytes).expect("the corpus is JSON");
            usize::from(validator.is_valid(&value))
        }),
        contender("Value + jsonschema macro", move |bytes| {
            usize::from(compiled::is_valid(contract, &value(bytes)))
        }),
        contender("Value + boon", move |bytes| {
            usize::from(schemas.validate(&value(bytes), index).is_ok())
        }),
        contender("serde_json: typed struct", move |bytes| match contract.name() {
            "gokart/update-offer" => {
                usize::from(serde_json::from_str::<gokart::UpdateOffer>(text(bytes)).is_ok())
            }
            _ => usize::from(serde_json::from_str::<CreateOffer>(text(bytes)).is_ok()),
        }),
        contender("serde_json: Value", |bytes| {
            usize::from(serde_json::from_str::<Value>(text(bytes)).is_ok())
        }),
        contender("serde_json: IgnoredAny", |bytes| {
            usize::from(serde_json::from_str::<IgnoredAny>(text(bytes)).is_ok())
        }),
    ]
}

/// The contender that the linting of values in memory is compared with.
pub const WRITER: &str = "serde_json: to_vec";

/// The contenders that take a value in memory: the payload of the corpus whose turn it is.
pub fn values(corpus: &Corpus) -> Vec<Contender> {
    match corpus.contract.name() {
        "gokart/update-offer" => values_of::<gokart::UpdateOffer>(corpus),
        _ => values_of::<CreateOffer>(corpus),
    }
}

fn values_of<P: Payload + 'static>(corpus: &Corpus) -> Vec<Contender> {
    let read = |payload: &String| P::read(payload.as_bytes()).expect("the corpus has no error");
    let values: Rc<Vec<P>> = Rc::new(corpus.payloads.iter().map(read).collect());
    let on_each = |name, check: fn(&P) -> usize| {
        let (values, turn) = (values.clone(), Cell::new(0));
        contender(name, move |_| {
            let at = turn.get();
            turn.set((at + 1) % values.len());
            check(&values[at])
        })
    };
    vec![
        on_each("offerlint: lint of a value", |value| usize::from(value.lint().is_clean())),
        on_each(WRITER, |value| serde_json::to_vec(value).map_or(0, |bytes| bytes.len())),
    ]
}

/// The contenders that collect all findings.
pub fn collectors(contract: Contract) -> Vec<Contender> {
    let validator = options().build(&contract.schema()).expect("our schema compiles");
    vec![
        contender("offerlint: all findings with spans", {
            let linter = RefCell::new(linter(contract));
            move |bytes| linter.borrow_mut().lint(bytes).diagnostics.len()
        }),
        contender("Value + jsonschema: iter_errors", move |bytes| {
            validator.iter_errors(&value(bytes)).count()
        }),
    ]
}

/// The jsonschema crate's validators made at compile time.
mod compiled {
    use offerlint::Contract;
    use serde_json::Value;

    #[jsonschema::validator(path = "schemas/tracklysms/create-offer.json", validate_formats = true)]
    struct CreateOffer;

    #[jsonschema::validator(path = "schemas/gokart/update-offer.json", validate_formats = true)]
    struct UpdateOffer;

    pub fn is_valid(contract: Contract, value: &Value) -> bool {
        match contract.name() {
            "gokart/update-offer" => UpdateOffer::is_valid(value),
            _ => CreateOffer::is_valid(value),
        }
    }
}
