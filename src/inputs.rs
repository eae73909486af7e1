//! Sources of payloads: files, folders, arrays and NDJSON. A source yields payloads with their place
//! in it.
//!
//! Arrays and NDJSON need no file system:
//!
//! ```
//! use offerlint::inputs::{Layout, payloads};
//! use offerlint::{Contract, lint};
//!
//! let text = b"{\"payout\": 1}\n\n{\"payout\": -1}\n";
//! for payload in payloads(text, Layout::Lines) {
//!     let mut report = lint(payload.bytes, Contract::TRACKLYSMS_UPDATE_OFFER);
//!     payload.relocate(&mut report.diagnostics);
//!     for found in &report.diagnostics {
//!         let line = found.range.map(|range| range.start.line);
//!         assert_eq!((&*found.rule, line), ("number-negative", Some(3)));
//!     }
//! }
//! ```

#[cfg(feature = "project")]
mod capture_files;
#[cfg(feature = "project")]
mod file_error;
#[cfg(feature = "project")]
mod ignore_files;
#[cfg(feature = "project")]
mod implicit_file;
mod ndjson_chunks;
#[cfg(feature = "project")]
mod paths;
mod payloads;
#[cfg(feature = "project")]
mod read_file;
#[cfg(feature = "project")]
mod walk;

pub use crate::json::wide_encoding;
#[cfg(feature = "project")]
pub(crate) use capture_files::capture_by_content;
#[cfg(feature = "project")]
pub use capture_files::read_beside;
#[cfg(feature = "project")]
pub use file_error::FileError;
#[cfg(feature = "project")]
pub use implicit_file::{ImplicitFile, MAX_IMPLICIT_BYTES};
pub use ndjson_chunks::{NdjsonChunk, NdjsonChunks};
#[cfg(feature = "project")]
pub use paths::{clean_path, display_path, relative_path, without_dot};
pub use payloads::{Layout, NdjsonLine, NdjsonLines, Payload, ndjson_lines, payloads};
#[cfg(feature = "project")]
pub use read_file::read_file;
#[cfg(feature = "project")]
pub use walk::{FilesFound, WalkOptions, find_files};
