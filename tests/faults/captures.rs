//! Captures, and documents, that are written to take much time or memory.

use std::path::Path;
use std::process::{Command, Output};

use crate::assert_calm;
use crate::process::*;

const URL: &str = "https://api.example.com/api/v2/offers";

/// Checks a file as a payload or a capture with at most 1.5 GB of memory.
fn check(folder: &Path, name: &str, text: String) -> Output {
    write(folder, name, text);
    let mut command = Command::new("sh");
    let binary = env!("CARGO_BIN_EXE_offerlint");
    let script =
        format!("ulimit -v 1500000; exec {binary} check --contract tracklysms/create-offer {name}");
    command.args(["-c", &script]).current_dir(folder).without_ci();
    let piped = std::process::Stdio::piped;
    let child = command.stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
    let output = finish(child);
    assert_calm(&output);
    output
}

#[test]
fn values_that_multiply_are_bounded_and_the_place_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let megabyte = "x".repeat(1_000_000);
    let cats = "| cat ".repeat(10_000);
    for (name, text) in [
        ("words.sh", format!("A={megabyte}\n{}", "echo $A\n".repeat(3000))),
        ("pipes.sh", format!("cat <<E {cats}\n{}\nE\n", &megabyte[..100_000])),
        ("urls.sh", format!("curl -d '{megabyte}' {}\n", "https://t.acme.io/ ".repeat(3000))),
        ("values.http", format!("@a={megabyte}\n\nGET {URL}?{}\n", "{{a}}".repeat(3000))),
        (
            "unknown.http",
            format!("@a={megabyte}\n@b={{{{a}}}}{{{{a}}}}\n\nGET {URL}?{}\n", "{{b}}".repeat(9000)),
        ),
    ] {
        let output = check(folder.path(), name, text);
        assert_eq!(code(&output), 2, "{name}");
        let said = stderr(&output);
        assert!(said.contains(name) && said.contains("more than 64 MiB"), "{said}");
        assert_eq!(said.matches("64 MiB").count(), 1, "{said}");
    }
}

#[test]
fn time_grows_with_the_size_only() {
    let folder = tempfile::tempdir().unwrap();
    let words = |text: &str, count: usize| text.repeat(count);
    let numbered = |text: &str, count: usize| {
        let one = |at: usize| text.replace('#', &at.to_string());
        (0..count).map(one).collect::<Vec<_>>().join(if text.contains(':') { "," } else { "&" })
    };
    let chain = |count: usize| -> String {
        (0..count).map(|at| format!("@v{at} = {{{{v{}}}}}\n", at + 1)).collect()
    };
    let body = "{\"payout\": \"2\"}";
    for (name, text, status) in [
        ("word.json", format!("{{\"name\": \"trk {}\"}}", words("a", 2_000_000)), 1),
        ("header.sh", format!("curl {URL} -d '{body}' # {}\n", words("token:", 200_000)), 1),
        ("query.http", format!("GET {URL}?{}\n", words("token=", 200_000)), 0),
        ("parameters.http", format!("GET {URL}?{}\n", numbered("a#", 20_000)), 0),
        ("variables.http", format!("POST {URL}\n\n{{{}}}\n", numbered("\"a#\":{{x}}", 30_000)), 1),
        ("chain.http", format!("{}\nGET {URL}\n", chain(20_000)), 0),
        ("documents.sh", format!("{}\n", words("<<A;", 300_000)), 0),
        ("commands.sh", format!("{}{}", words("A=1\n", 9), words("echo $(true)\n", 50_000)), 0),
    ] {
        assert_eq!(code(&check(folder.path(), name, text)), status, "{name}");
    }
}

#[test]
fn a_long_address_is_cut_where_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("GET {URL}?page=x&{}\n", "a".repeat(1_000_000));
    let output = check(folder.path(), "a.http", text);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).len() < 20_000, "{} bytes", stdout(&output).len());
}
