//! The WebAssembly module of the npm package `offerlint`.
