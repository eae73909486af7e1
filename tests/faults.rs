//! Failures of files, disks, pipes and other processes: the command reports them and ends.
#![cfg(feature = "cli")]

#[path = "support/process.rs"]
mod process;

#[cfg(unix)]
#[path = "faults/captures.rs"]
mod captures;
#[path = "faults/configuration.rs"]
mod configuration;
#[cfg(unix)]
#[path = "faults/disks.rs"]
mod disks;
#[path = "faults/files.rs"]
mod files;
#[path = "faults/fixes.rs"]
mod fixes;
#[cfg(unix)]
#[path = "faults/hostile_folders.rs"]
mod hostile_folders;
#[path = "faults/messages.rs"]
mod messages;
#[path = "faults/pipes.rs"]
mod pipes;
#[cfg(unix)]
#[path = "faults/signals.rs"]
mod signals;

const FORMATS: [&str; 10] =
    ["human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "html"];

/// A path whose folders name the contract.
const AT: &str = "tracklysms/create-offer";

/// What `process::BROKEN` becomes when it is fixed.
const FIXED: &str = r#"{"name": "A", "tracking_url": "https://t.acme.io/", "payout": 2.50}"#;

/// A message that is not a panic's.
fn assert_calm(output: &std::process::Output) {
    let said = process::stderr(output);
    assert!(!said.contains("panicked") && !said.contains("mistake in offerlint"), "{said}");
}

/// A named pipe.
#[cfg(unix)]
fn fifo(path: &std::path::Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// The writing end of a named pipe, once it is opened for reading.
#[cfg(unix)]
fn opened_by_both(path: std::path::PathBuf) -> std::fs::File {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = sender.send(std::fs::OpenOptions::new().write(true).open(path).unwrap());
    });
    receiver.recv_timeout(process::PATIENCE).expect("nobody opens the pipe")
}

/// Runs the binary as an unprivileged user; none if that is not possible.
#[cfg(unix)]
fn as_somebody(folder: &std::path::Path, arguments: &[&str]) -> Option<std::process::Output> {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let own = tempfile::tempdir().unwrap();
    let closed = own.path().join("closed");
    std::fs::write(&closed, "").unwrap();
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap()
    };
    mode(&closed, 0);
    if std::fs::read(&closed).is_err() {
        return Some(process::offerlint(folder, arguments, None));
    }
    // Root ignores permissions, so the command runs as the user `nobody`. That user may have no access to the
    // folder of the binary, but has access to a copy.
    mode(own.path(), 0o755);
    let path = own.path().join("offerlint");
    // Not copied by this process: a test that forks meanwhile would keep the copy open for writing.
    let mut copy = std::process::Command::new("cp");
    copy.arg(env!("CARGO_BIN_EXE_offerlint")).arg(&path);
    assert!(copy.status().unwrap().success());
    let mut command = std::process::Command::new(path);
    command.current_dir(folder).args(arguments).uid(65534).gid(65534);
    let output = command.env_remove("GITHUB_ACTIONS").output();
    if let Err(error) = &output {
        eprintln!("skipped: permissions do not bind this user, and nobody cannot run: {error}");
    }
    output.ok()
}
