//! Payloads as Rust values: read with their findings, and linted as the JSON that they serialise to.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::contract::clean_payload::CleanPayload;
use crate::contract::contract_spec::Contract;
use crate::contract::field_values::FieldValues;
use crate::contract::from_field::FromObject;
use crate::contract::to_field::ToObject;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::report::Report;
use crate::diagnostics::rule::Severity;
use crate::linter::Linter;
use crate::providers::{gokart, tracklysms};

/// A payload type that lints itself with its contract.
pub trait Payload: Serialize + DeserializeOwned {
    /// The contract of the type.
    const CONTRACT: Contract;

    /// Reads a payload: the value if there is no error, whatever warnings there are.
    ///
    /// Members that the contract does not list are dropped, and of a repeated member the last one
    /// counts. The value serialises to the same members with the same values.
    ///
    /// With the feature `fast`, a clean request is linted and read in one pass, which takes about as long
    /// as reading it by `serde_json` without any check. A payload with warnings, and a response, is linted
    /// first and read by serde then.
    ///
    /// # Errors
    /// The report, if it contains an error.
    ///
    /// ```
    /// use offerlint::tracklysms::CreateOffer;
    /// use offerlint::Payload;
    ///
    /// let offer = CreateOffer::read(br#"{"name": "A", "tracking_url": "https://track.example.com/"}"#)?;
    /// assert_eq!(offer.name, "A");
    /// assert!(CreateOffer::read(br#"{"name": "A"}"#).is_err());
    /// # Ok::<(), offerlint::Report>(())
    /// ```
    fn read(bytes: &[u8]) -> Result<Self, Report> {
        Self::read_with(bytes, &Linter::new(Self::CONTRACT)).map(|(value, _)| value)
    }

    /// Reads a payload with the settings of a linter, and returns the value with the report, which
    /// contains the warnings. The contract is that of the type.
    ///
    /// # Errors
    /// The report, if it contains an error. A payload that a rule would accept because it is turned
    /// off, but that the type cannot represent, is an error as well.
    fn read_with(bytes: &[u8], linter: &Linter) -> Result<(Self, Report), Report> {
        read(bytes, linter, |_, _| None)
    }

    /// Lints the value as the JSON that it serialises to. Findings have pointers, but no positions
    /// and fixes.
    ///
    /// With the feature `fast`, a clean request is checked in memory, which takes at most one and a half
    /// times as long as `serde_json::to_vec` did in the benchmarks. Any other value is serialised and linted.
    fn lint(&self) -> Report {
        self.lint_with(&Linter::new(Self::CONTRACT))
    }

    /// Lints the value with the settings of a linter. The contract is that of the type.
    fn lint_with(&self, linter: &Linter) -> Report {
        lint_json(self, &for_contract(linter, Self::CONTRACT))
    }
}

/// The linter, with this contract.
fn for_contract(linter: &Linter, contract: Contract) -> Cow<'_, Linter> {
    match linter.contract() == contract {
        true => Cow::Borrowed(linter),
        false => Cow::Owned(linter.for_contract(contract)),
    }
}

/// Reads a payload after linting it. `direct` reads the value of a clean payload from the values of its
/// fields; if it cannot, serde reads the bytes.
fn read<P: Payload>(
    bytes: &[u8],
    linter: &Linter,
    direct: impl Fn(&[u8], &FieldValues) -> Option<P>,
) -> Result<(P, Report), Report> {
    let linter = for_contract(linter, P::CONTRACT);
    let mut value = None;
    let report =
        linter.lint_document_and_read(bytes, |bytes, fields| value = direct(bytes, fields));
    let report = linter.with_parameters(report);
    if report.has_errors() {
        return Err(report);
    }
    match value {
        Some(value) => Ok((value, report)),
        None => read_by_serde(bytes, report),
    }
}

/// The same with the default settings. The result is written in one place: a payload is too large to be
/// moved through every call.
fn read_by_default<P: Payload>(
    bytes: &[u8],
    direct: impl Fn(&[u8], &FieldValues) -> Option<P>,
) -> Result<P, Report> {
    let mut result = Err(Report::clean(P::CONTRACT.name()));
    let report = Linter::new(P::CONTRACT).lint_document_and_read(bytes, |bytes, fields| {
        if let Some(value) = direct(bytes, fields) {
            result = Ok(value);
        }
    });
    if result.is_err() {
        result = match report.has_errors() {
            true => Err(report),
            false => read_by_serde(bytes, report).map(|(value, _)| value),
        };
    }
    result
}

#[cold]
#[inline(never)]
fn read_by_serde<P: Payload>(bytes: &[u8], mut report: Report) -> Result<(P, Report), Report> {
    match parse(bytes) {
        Ok(value) => Ok((value, report)),
        Err(error) => {
            report.diagnostics.extend(not_representable(bytes, P::CONTRACT, &error));
            Err(report)
        }
    }
}

/// Lints a value as the JSON that it serialises to.
fn lint_json<P: Payload>(payload: &P, linter: &Linter) -> Report {
    let mut report = match serde_json::to_vec(payload) {
        Ok(bytes) => linter.lint(&bytes),
        Err(_) => {
            let message = "the payload cannot be written as JSON";
            let finding = Diagnostic::new("type-mismatch", Severity::Error, message);
            Report::new(P::CONTRACT.name(), vec![finding])
        }
    };
    for finding in &mut report.diagnostics {
        finding.remove_places();
    }
    report
}

/// The same for a value whose fields the fast path can check.
fn lint_value<P: Payload + ToObject>(payload: &P, linter: &Linter) -> Report {
    let linter = for_contract(linter, P::CONTRACT);
    linter.lint_clean_value(payload).unwrap_or_else(|| lint_json(payload, &linter))
}

/// The value of a clean payload.
#[inline]
fn from_clean<T: FromObject>(bytes: &[u8], field_values: &FieldValues) -> Option<T> {
    T::from_object(&CleanPayload::new(field_values, bytes)?, 0)
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // A struct refuses repeated members; a map keeps the last one.
    serde_json::from_slice(bytes).or_else(|_| {
        let value: Value = serde_json::from_slice(bytes)?;
        serde_json::from_value(value)
    })
}

/// The findings on a payload that a type cannot represent, although no rule that is on reports it:
/// those of the rules that were turned off.
fn not_representable(
    bytes: &[u8],
    contract: Contract,
    error: &serde_json::Error,
) -> Vec<Diagnostic> {
    let defaults = Linter::new(contract).lint(bytes);
    let errors: Vec<Diagnostic> =
        defaults.into_iter().filter(|found| found.severity == Severity::Error).collect();
    if !errors.is_empty() {
        return errors;
    }
    let message = format!(
        "the value at line {}, column {} does not fit the type of its field",
        error.line(),
        error.column()
    );
    vec![Diagnostic::new("type-mismatch", Severity::Error, message)]
}

/// The errors of a value with the default settings, for `validator`.
#[cfg(feature = "validator")]
pub(crate) fn errors<P: Payload>(payload: &P, linter: &Linter) -> Result<(), Report> {
    let report = payload.lint_with(linter);
    if report.has_errors() { Err(report) } else { Ok(()) }
}

macro_rules! contracts {
    ($($type:ty = $contract:ident $(, $direct:ident)?;)+) => {
        $(
            impl Payload for $type {
                const CONTRACT: Contract = Contract::$contract;

                $(
                    fn read(bytes: &[u8]) -> Result<Self, Report> {
                        read_by_default(bytes, $direct)
                    }

                    fn read_with(bytes: &[u8], linter: &Linter) -> Result<(Self, Report), Report> {
                        read(bytes, linter, $direct)
                    }

                    fn lint_with(&self, linter: &Linter) -> Report {
                        lint_value(self, linter)
                    }
                )?
            }
        )+

        /// Calls a macro with the nine payload types.
        #[cfg(feature = "validator")]
        macro_rules! for_each_payload {
            ($each:ident) => { $($each!($type);)+ };
        }
        #[cfg(feature = "validator")]
        pub(crate) use for_each_payload;
    };
}

contracts! {
    tracklysms::CreateOffer = TRACKLYSMS_CREATE_OFFER, from_clean;
    tracklysms::UpdateOffer = TRACKLYSMS_UPDATE_OFFER, from_clean;
    tracklysms::GetOffer = TRACKLYSMS_GET_OFFER;
    tracklysms::ListOffers = TRACKLYSMS_LIST_OFFERS;
    tracklysms::CreateOfferResponse = TRACKLYSMS_CREATE_OFFER_RESPONSE;
    tracklysms::UpdateOfferResponse = TRACKLYSMS_UPDATE_OFFER_RESPONSE;
    tracklysms::ListOffersQuery = TRACKLYSMS_LIST_OFFERS_QUERY, from_clean;
    gokart::UpdateOffer = GOKART_UPDATE_OFFER, from_clean;
    gokart::UpdateOfferResponse = GOKART_UPDATE_OFFER_RESPONSE;
}

#[cfg(test)]
#[cfg(feature = "fast")]
mod tests {
    use super::*;

    /// Without this, a slow way that gives the same result would not be noticed.
    fn takes_the_fast_way<P: Payload + FromObject + ToObject>() {
        let linter = Linter::new(P::CONTRACT);
        // A new rule that the fast path does not know sends payloads to the full check.
        if !linter.has_complete_fast_path() {
            return;
        }
        for text in [P::CONTRACT.sample(), P::CONTRACT.example()] {
            let mut value = None;
            let report = linter.lint_document_and_read(text.as_bytes(), |bytes, fields| {
                value = from_clean::<P>(bytes, fields);
            });
            assert!(report.is_clean(), "{report}");
            let Some(value) = value else { panic!("{text} was not read directly") };
            assert_eq!(linter.lint_clean_value(&value), Some(report), "{text}");
        }
    }

    #[test]
    fn examples_are_read_and_linted_without_json() {
        takes_the_fast_way::<tracklysms::CreateOffer>();
        takes_the_fast_way::<tracklysms::UpdateOffer>();
        takes_the_fast_way::<tracklysms::ListOffersQuery>();
        takes_the_fast_way::<gokart::UpdateOffer>();
    }
}
