//! `validator::Validate` for every payload type, from the findings.

use std::borrow::Cow;

use validator::{Validate, ValidateArgs, ValidationError, ValidationErrors, ValidationErrorsKind};

use crate::contract::context::Context;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::report::Report;
use crate::linter::Linter;
use crate::providers::{gokart, tracklysms};
use crate::typed::payload::{self, Payload};

/// The errors of a report under the JSON names of the top-level members (`__all__` for the document
/// and for parameters). The code is the rule; the parameters `pointer`, `help`, `api_code` and
/// `http_status` have the rest.
impl From<&Report> for ValidationErrors {
    fn from(report: &Report) -> Self {
        let mut errors = Self::new();
        for found in report.errors() {
            let field = Cow::Owned(field(&found.pointer));
            let kind =
                errors.0.entry(field).or_insert_with(|| ValidationErrorsKind::Field(Vec::new()));
            if let ValidationErrorsKind::Field(list) = kind {
                list.push(error(found));
            }
        }
        errors
    }
}

/// The top-level member of a pointer.
fn field(pointer: &str) -> String {
    let name =
        pointer.strip_prefix('/').map_or("__all__", |rest| rest.split('/').next().unwrap_or(rest));
    name.replace("~1", "/").replace("~0", "~")
}

fn error(found: &Diagnostic) -> ValidationError {
    let mut error = ValidationError {
        code: found.rule.clone(),
        message: Some(Cow::Owned(found.message.clone())),
        params: Default::default(),
    };
    error.add_param("pointer".into(), &found.pointer);
    if let Some(help) = &found.help {
        error.add_param("help".into(), help);
    }
    if let Some(code) = &found.api_code {
        error.add_param("api_code".into(), &code);
    }
    if let Some(status) = found.http_status {
        error.add_param("http_status".into(), &status);
    }
    error
}

macro_rules! validate {
    ($type:ty) => {
        impl Validate for $type {
            fn validate(&self) -> Result<(), ValidationErrors> {
                self.validate_with_args(&Context::default())
            }
        }

        impl<'v_a> ValidateArgs<'v_a> for $type {
            type Args = &'v_a Context;

            fn validate_with_args(&self, context: &'v_a Context) -> Result<(), ValidationErrors> {
                {
                    let linter = Linter::new(Self::CONTRACT).with_context(context.clone());
                    payload::errors(self, &linter)
                }
                .map_err(|report| (&report).into())
            }
        }
    };
}

payload::for_each_payload!(validate);
