//! The WebAssembly module of the npm package `offerlint`.
//!
//! The functions that it exports are called by `lib/engine.js` and by nothing else. They take and return
//! numbers only. Texts go through the module's memory: the caller writes the input at [`offerlint_input`], calls
//! a function, and reads the output at [`offerlint_output`].

mod catalog;
mod engine;
mod settings;

use std::cell::RefCell;

use engine::{Engine, Status};

thread_local! {
    static ENGINE: RefCell<Engine> = const { RefCell::new(Engine::EMPTY) };
}

fn with_engine<T>(run: impl FnOnce(&mut Engine) -> T) -> T {
    ENGINE.with(|engine| run(&mut engine.borrow_mut()))
}

/// The address of the input, which has room for at least `capacity` bytes. 0 gives the memory back.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_input(capacity: usize) -> *const u8 {
    with_engine(|engine| engine.reserve(capacity))
}

/// The address of the output.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_output() -> *const u8 {
    with_engine(|engine| engine.output().as_ptr())
}

/// The length of the output.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_output_length() -> usize {
    with_engine(|engine| engine.output().len())
}

/// Makes a linter from the settings in the input, which are JSON. The output is the error, or empty.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_linter(length: usize) -> usize {
    with_engine(|engine| engine.make_linter(length))
}

/// Drops a linter.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_free(linter: usize) {
    with_engine(|engine| engine.free(linter));
}

/// Lints the payload in the input. The output is the findings as JSON, unless the payload is clean.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_lint(linter: usize, length: usize) -> Status {
    with_engine(|engine| engine.lint(linter, length))
}

/// Fixes the payload in the input. The output is the length of the fixed text, the text, and the
/// findings as JSON. `with_unsafe`: 1 to apply unsafe fixes as well.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_fix(linter: usize, length: usize, with_unsafe: u32) {
    with_engine(|engine| engine.fix(linter, length, with_unsafe == 1));
}

/// The rules as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_rules() {
    with_engine(|engine| engine.write(&catalog::rules()));
}

/// The contracts as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_contracts() {
    with_engine(|engine| engine.write(&catalog::contracts()));
}

/// The JSON Schema of the contract whose name is in the input. The output is empty if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_schema(length: usize) {
    with_engine(|engine| engine.schema(length));
}

/// The error for an unknown name of a rule (`kind` 0) or contract (1) in the input, as text.
#[unsafe(no_mangle)]
pub extern "C" fn offerlint_unknown(kind: u32, length: usize) {
    with_engine(|engine| engine.unknown(kind == 1, length));
}
