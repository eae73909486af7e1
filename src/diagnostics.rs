//! Rules, findings and fixes, and the safe display of untrusted text.

pub(crate) mod call;
pub(crate) mod diagnostic;
mod diagnostic_json;
pub(crate) mod display_safe;
pub(crate) mod example;
pub mod fix;
pub(crate) mod look_alikes;
pub(crate) mod pointer;
pub(crate) mod report;
pub(crate) mod rule;
pub(crate) mod rule_set;
pub(crate) mod secrets;
pub(crate) mod suggest;
