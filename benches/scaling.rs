//! How time grows with what is in a document: every row doubles until it is ten times larger or more,
//! and says what a step costs. `cargo bench --bench scaling`

#![allow(missing_docs)]

#[path = "../tests/support/generate.rs"]
mod generate;

use std::hint::black_box;
use std::time::Instant;

use offerlint::{Context, Contract, CustomContract, Linter, RuleSet};

fn main() {
    // `cargo test` runs benches without arguments of their own; there is nothing to measure then.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    println!("{:<52} {:>12} {:>12} {:>14}", "", "size", "ms", "ns a unit");
    for case in CASES {
        for step in 0..5 {
            let units = case.units << step;
            let text = (case.make)(units);
            // Short ones are repeated; the quickest counts, as others only add what disturbs.
            let times = if text.len() > 1_000_000 { 3 } else { 7 };
            let best = (0..times).map(|_| case.time(&text)).fold(f64::INFINITY, f64::min);
            let unit = best * 1e9 / units as f64;
            println!("{:<52} {units:>12} {:>12.2} {unit:>14.1}", case.name, best * 1e3);
        }
    }
    println!("a schema that branches in thirty levels: refused in {:.2} ms", 1e3 * refuse());
}

struct Case {
    name: &'static str,
    contract: Contract,
    /// The size of the smallest document.
    units: usize,
    make: fn(usize) -> String,
}

impl Case {
    fn time(&self, text: &str) -> f64 {
        let (context, ruleset) = (Context::default(), RuleSet::default());
        let linter =
            Linter::new(self.contract).with_context(context.clone()).with_rule_set(ruleset.clone());
        let start = Instant::now();
        black_box(linter.lint(black_box(text.as_bytes())));
        start.elapsed().as_secs_f64()
    }
}

const CASES: &[Case] = &[
    Case {
        name: "events of a clean offer",
        contract: Contract::GOKART_UPDATE_OFFER,
        units: 100,
        make: |events| {
            let event = |index: usize| {
                format!(
                    r#"{{"id":"3fa85f64-5717-4562-b3fc-{index:012x}","name":"Level {index}","showOnOfferWall":true,"eventId":"level_{index}","displayOrder":{index},"sequenceNumber":null,"pendingTime":0,"hasRevenue":true,"revenue":5,"hasReward":true,"useDefaultRatio":true,"reward":2}}"#
                )
            };
            let events: Vec<String> = (1..=events).map(event).collect();
            let mut offer = generate::payload(Contract::GOKART_UPDATE_OFFER, 1);
            offer.set("offerType", generate::Json::text("MultiEvent"));
            for cap in ["dailyCap", "weeklyCap", "monthlyCap", "allTimeCap"] {
                offer.remove(cap);
            }
            offer.set("offerEvents", generate::Json::raw(format!("[{}]", events.join(","))));
            offer.write(false)
        },
    },
    Case {
        name: "findings: codes instead of ids",
        contract: Contract::GOKART_UPDATE_OFFER,
        units: 10_000,
        make: |items| repeat("{\"countryIds\": [", "\"US\"", items, "]}"),
    },
    Case {
        name: "findings: unknown members",
        contract: Contract::TRACKLYSMS_UPDATE_OFFER,
        units: 10_000,
        make: |members| {
            let members: Vec<String> = (0..members).map(|n| format!("\"field {n}\": 1")).collect();
            format!("{{{}}}", members.join(", "))
        },
    },
    Case {
        name: "findings: one repeated member",
        contract: Contract::TRACKLYSMS_UPDATE_OFFER,
        units: 60_000,
        make: |members| repeat("{", "\"name\": 1", members, "}"),
    },
    Case {
        name: "levels of nesting",
        contract: Contract::TRACKLYSMS_UPDATE_OFFER,
        units: 10_000,
        make: |levels| format!("{{\"name\": {}{}}}", "[".repeat(levels), "]".repeat(levels)),
    },
    Case {
        name: "characters of one string",
        contract: Contract::TRACKLYSMS_UPDATE_OFFER,
        units: 1 << 20,
        make: |characters| format!("{{\"name\": \"{}\"}}", "x".repeat(characters)),
    },
    Case {
        name: "escapes of one string",
        contract: Contract::TRACKLYSMS_UPDATE_OFFER,
        units: 1 << 18,
        make: |escapes| format!("{{\"name\": \"{}\"}}", "\\u00e9".repeat(escapes)),
    },
    Case {
        name: "parameters of one URL",
        contract: Contract::TRACKLYSMS_UPDATE_OFFER,
        units: 10_000,
        make: |parameters| {
            let query: Vec<String> = (0..parameters).map(|n| format!("p{n}={{x}}")).collect();
            format!("{{\"tracking_url\": \"https://t.acme.io/c?{}\"}}", query.join("&"))
        },
    },
];

fn repeat(open: &str, item: &str, count: usize, close: &str) -> String {
    format!("{open}{}{close}", vec![item; count].join(", "))
}

/// The time to refuse a schema that would be applied 2^30 times.
fn refuse() -> f64 {
    let level = |n: usize| match n {
        0 => serde_json::json!({}),
        n => {
            let below = serde_json::json!({"$ref": format!("#/$defs/a{}", n - 1)});
            serde_json::json!({"allOf": [below, below]})
        }
    };
    let levels: serde_json::Map<_, _> = (0..=30).map(|n| (format!("a{n}"), level(n))).collect();
    let schema = serde_json::json!({"$ref": "#/$defs/a30", "$defs": levels});
    let start = Instant::now();
    assert!(CustomContract::new("branching", &schema, None).is_err());
    start.elapsed().as_secs_f64()
}
