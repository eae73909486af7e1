//! Running the binary.
#![allow(dead_code, unreachable_pub)]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// The variables of CI systems that the command reads.
const CI: [&str; 4] = ["GITHUB_ACTIONS", "TF_BUILD", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// A command that does not know that the tests may run on a CI system.
pub trait WithoutCi {
    fn without_ci(&mut self) -> &mut Self;
}

impl WithoutCi for Command {
    fn without_ci(&mut self) -> &mut Self {
        CI.iter().fold(self, |command, name| command.env_remove(name))
    }
}

pub fn offerlint(folder: &Path, arguments: &[&str], input: Option<&[u8]>) -> Output {
    with_env(folder, arguments, input, &[])
}

pub fn with_env(
    folder: &Path,
    arguments: &[&str],
    input: Option<&[u8]>,
    env: &[(&str, &str)],
) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_offerlint"))
        .current_dir(folder)
        .args(arguments)
        .without_ci()
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.unwrap_or_default().to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Starts the binary and leaves it running.
pub fn start(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offerlint"));
    command.current_dir(folder).args(arguments).without_ci();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// A process that takes longer hangs.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A process whose outputs are read, so that it never waits for us.
pub struct Running {
    child: Child,
    out: thread::JoinHandle<Vec<u8>>,
    err: thread::JoinHandle<Vec<u8>>,
}

/// Reads what is left of the outputs of a process.
pub fn listen(mut child: Child) -> Running {
    fn rest(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(mut pipe) = pipe {
                let _ = pipe.read_to_end(&mut bytes);
            }
            bytes
        })
    }
    let (out, err) = (rest(child.stdout.take()), rest(child.stderr.take()));
    Running { child, out, err }
}

impl Running {
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the end; a process that hangs is killed, and the test fails.
    pub fn end(mut self) -> Output {
        let begin = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            if begin.elapsed() > PATIENCE {
                self.child.kill().unwrap();
                self.child.wait().unwrap();
                panic!("hangs: {}", String::from_utf8_lossy(&self.err.join().unwrap()));
            }
            thread::sleep(Duration::from_millis(2));
        };
        Output { status, stdout: self.out.join().unwrap(), stderr: self.err.join().unwrap() }
    }
}

/// Waits for the end of a process, whose standard input stays as it is.
pub fn finish(child: Child) -> Output {
    listen(child).end()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", stdout(output)))
}

/// `file rule pointer` of every finding.
pub fn found(output: &Output) -> Vec<String> {
    let json = json(output);
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let diagnostics = json["diagnostics"].as_array().unwrap();
    diagnostics
        .iter()
        .map(|d| format!("{} {} {}", word(&d["file"]), word(&d["rule"]), word(&d["pointer"])))
        .collect()
}

pub fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

pub const CLEAN: &str = r#"{"name": "A", "tracking_url": "https://t.acme.io/"}"#;
pub const WARNED: &str = r#"{"name": "A", "tracking_url": "http://t.acme.io/"}"#;
pub const BROKEN: &str = r#"{"name": "A", "tracking_url": "https://t.acme.io/", "payout": "2.50"}"#;
