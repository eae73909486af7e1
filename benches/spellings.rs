//! How fast payloads are linted in the spellings of several serialisers and with several contents, and
//! which share the fast path decides. `cargo bench --bench spellings`
//!
//! `OFFERLINT=PATH` adds what the command takes for 20 MB of these payloads in a file, start-up and
//! reading included: lines, or an array with `--each` where a payload has several lines.

#![allow(missing_docs, unreachable_pub)]

mod contenders;
#[path = "../tests/support/spelling.rs"]
mod spelling;
mod turns;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use contenders::generate;
use contenders::generate::{Json, Random};
use contenders::{Corpus, REFERENCE, verdicts};
use offerlint::{Contract, Linter};
use spelling::{SPELLINGS, Spelling};

fn main() {
    // `cargo test` runs benches without arguments of their own; there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    for (contract, count) in
        [(Contract::TRACKLYSMS_CREATE_OFFER, 4000), (Contract::GOKART_UPDATE_OFFER, 400)]
    {
        println!("\n{contract}, {count} clean payloads");
        println!(
            "  {:<38} {:>6} {:>9} {:>8} {:>10} {:>9} {:>7} {:>8}",
            "", "bytes", "fast path", "MB/s", "of compact", "ns each", "ratio", "process"
        );
        let mut compact = 0.0;
        for spelling in SPELLINGS {
            let rate = row(spelling.name, &corpus(contract, count, spelling, |_, _| {}), compact);
            if compact == 0.0 {
                compact = rate;
            }
        }
        for (name, change) in CONTENTS {
            row(name, &corpus(contract, count, &SPELLINGS[0], *change), compact);
        }
    }
}

type Change = fn(&mut Json, &mut Random);

/// Changes to the compact payloads: each row has one kind of content in all payloads.
const CONTENTS: &[(&str, Change)] = &[
    ("plain ASCII in names", |payload, _| name(payload, "Summer Promo 2026")),
    ("other scripts in names", |payload, random| {
        let names = ["夏のプロモーション", "Летняя акция", "Θερινή προσφορά", "عرض الصيف"];
        name(payload, random.pick(&names));
    }),
    ("emoji in names", |payload, random| {
        name(payload, random.pick(&["🎯 Summer", "Win 🏆 now", "Rush 👩‍👩‍👧"]));
    }),
    ("international host names", |payload, random| {
        let hosts = ["bücher.example.com", "例え.jp", "пример.com", "δοκιμή.example.com"];
        let url = format!("https://{}/c?id={{click_id}}", random.pick(&hosts));
        let field = if payload.has("tracking_url") { "tracking_url" } else { "trackingSystemLink" };
        payload.set(field, Json::text(&url));
    }),
];

fn name(payload: &mut Json, name: &str) {
    payload.set("name", Json::text(name));
}

fn corpus(contract: Contract, count: usize, spelling: &Spelling, change: Change) -> Corpus {
    let payloads = (0..count as u64).map(|seed| {
        let mut payload = generate::payload(contract, seed);
        change(&mut payload, &mut Random(seed));
        spelling.write(&payload)
    });
    Corpus { contract, payloads: payloads.collect() }
}

/// Prints one line and returns the MB/s.
fn row(name: &str, corpus: &Corpus, compact: f64) -> f64 {
    let contenders = verdicts(corpus.contract);
    let ours = contenders.iter().take(1);
    let reference = contenders.iter().filter(|contender| contender.name == REFERENCE);
    let [ours, reference] = ours.chain(reference).collect::<Vec<_>>()[..] else {
        panic!("two contenders")
    };
    let medians = turns::medians(corpus, &[ours, reference]);
    let linter = Linter::new(corpus.contract);
    let decided = corpus.payloads.iter().filter(|text| linter.is_clean_fast(text.as_bytes()));
    let count = corpus.payloads.len() as f64;
    let share = 100.0 * decided.count() as f64 / count;
    let (bytes, seconds) = (corpus.bytes() as f64, medians[0]);
    let rate = bytes / seconds / 1e6;
    let of_compact = if compact == 0.0 { 1.0 } else { rate / compact };
    let process = process(corpus).map(|rate| format!("{:.2}", rate / (bytes / medians[1])));
    println!(
        "  {name:<38} {:>6.0} {share:>8.2}% {rate:>8.0} {of_compact:>10.2} {:>9.0} {:>7.2} {:>8}",
        bytes / count,
        seconds / count * 1e9,
        medians[1] / seconds,
        process.unwrap_or_default(),
    );
    rate
}

/// The bytes a second of the command, on one core.
fn process(corpus: &Corpus) -> Option<f64> {
    let command = std::env::var_os("OFFERLINT")?;
    let several_lines = corpus.payloads.iter().any(|payload| payload.contains('\n'));
    let times = 1 + 20_000_000 / corpus.bytes();
    let text = if several_lines {
        format!("[{}]", vec![corpus.payloads.join(","); times].join(","))
    } else {
        (corpus.payloads.join("\n") + "\n").repeat(times)
    };
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(if several_lines {
        "payloads.json"
    } else {
        "payloads.ndjson"
    });
    std::fs::write(&file, &text).expect("the file is written");
    let mut seconds: Vec<f64> = (0..7)
        .map(|_| {
            let mut check = Command::new("taskset");
            check.args(["-c", "0"]).arg(&command);
            check.args(["check", "--contract", corpus.contract.name()]);
            check.args(several_lines.then_some("--each")).arg(&file).stdout(Stdio::null());
            let start = Instant::now();
            let status = check.stderr(Stdio::null()).status().expect("the command starts");
            assert!(status.success(), "{file:?}");
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    Some((times * corpus.bytes()) as f64 / seconds[3])
}
