//! Project settings: `offerlint.toml`, which file has which contract, exceptions, and the baseline of
//! known findings. The command and other front ends share them.
//!
//! ```
//! use offerlint::inputs::WalkOptions;
//! use offerlint::project::Project;
//!
//! let project = Project::discover(env!("CARGO_MANIFEST_DIR"));
//! let mut count = 0;
//! for file in project.lint_tree("examples".as_ref(), WalkOptions::default()) {
//!     let file = file?;
//!     assert!(file.diagnostics.is_empty(), "{:?}: {:?}", file.path, file.diagnostics);
//!     count += 1;
//! }
//! assert!(count > 0);
//! # Ok::<(), offerlint::inputs::FileError>(())
//! ```

mod baseline;
mod configuration;
mod configuration_keys;
mod configuration_search;
mod contract_ref;
mod fail_on;
mod file_settings;
mod fingerprint;
mod globs;
mod input_file;
mod linted_file;
mod on_unmatched;
mod own_contract;
mod project_files;
mod project_options;
mod read_configuration;
mod resolver;
mod skipped_file;
mod stable_pointers;

pub use baseline::{BASELINE_NAME, Baseline, BaselineError};
pub use configuration::{CONFIGURATION_NAME, Configuration, ConfigurationError};
pub use configuration_keys::{TEMPLATE, configuration_schema};
pub use contract_ref::ContractRef;
pub use fail_on::FailOn;
pub use file_settings::{FileSettings, NoContract};
pub use fingerprint::fingerprint;
pub use input_file::InputFile;
pub use linted_file::LintedFile;
pub use on_unmatched::OnUnmatched;
pub use project_files::ProjectFiles;
pub use resolver::Project;
pub use skipped_file::{SkipReason, SkippedFile};
pub use stable_pointers::StablePointers;
