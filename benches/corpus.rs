//! Writes the payloads of the bench to files, for tools that are no Rust crates.
//! `cargo bench --bench corpus -- FOLDER`
//!
//! Per contract a file of clean payloads and one of defective ones, one payload a line, and clean
//! GoKart updates as files of their own.

#![allow(missing_docs)]

mod contenders;

use std::fs;
use std::io;
use std::path::Path;

use contenders::Corpus;
use offerlint::Contract;

const FILES: usize = 10_000;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next() else {
        eprintln!("usage: cargo bench --bench corpus -- FOLDER");
        return Ok(());
    };
    let folder = Path::new(&folder);
    for (contract, count) in
        [(Contract::TRACKLYSMS_CREATE_OFFER, 40_000), (Contract::GOKART_UPDATE_OFFER, 6_000)]
    {
        let name = contract.name().replace('/', "-");
        for (kind, count, percent) in [("clean", count, 0), ("defective", 1_000, 100)] {
            let corpus = Corpus::new(contract, count, percent);
            let lines: String =
                corpus.payloads.iter().map(|payload| on_one_line(payload) + "\n").collect();
            fs::create_dir_all(folder)?;
            fs::write(folder.join(format!("{name}.{kind}.ndjson")), lines)?;
        }
    }
    let files = folder.join("files/gokart/update-offer");
    fs::create_dir_all(&files)?;
    let corpus = Corpus::new(Contract::GOKART_UPDATE_OFFER, FILES, 0);
    for (number, payload) in corpus.payloads.iter().enumerate() {
        fs::write(files.join(format!("{number:05}.json")), payload)?;
    }
    Ok(())
}

/// Line ends occur only between tokens: within strings they are escaped.
fn on_one_line(payload: &str) -> String {
    payload.lines().map(str::trim_start).collect()
}
