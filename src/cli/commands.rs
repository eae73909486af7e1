//! The commands, one file each.

pub(crate) mod baseline;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod contracts;
pub(crate) mod example;
pub(crate) mod explain;
pub(crate) mod init;
pub(crate) mod man;
pub(crate) mod rules;
pub(crate) mod schema;
pub(crate) mod watch;
