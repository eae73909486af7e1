//! Captures: files in which payloads are recorded as parts of HTTP calls. Text in, calls out; nothing is
//! read from files here, except through [`CaptureOptions::load`].

mod body;
mod body_file;
mod budget;
mod credentials;
mod curl;
mod encoding;
mod error_body;
mod exchange;
mod format;
mod har;
mod har_entries;
mod http_file;
mod lint;
mod named_values;
mod placement;
mod postman;
mod shell;
mod source_text;
mod variables;

pub use body_file::LoadBody;
pub use credentials::mask_credentials;
pub use exchange::CaptureProblem;
pub use format::CaptureFormat;
pub use har_entries::{HarEntries, HarEntry, HarProblem};
pub use lint::{CaptureOptions, CaptureReport, lint_capture, lint_har_entry};
pub use variables::{InvalidEnvironment, Variables};
