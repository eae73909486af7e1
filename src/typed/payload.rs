//! Payloads as Rust values: read after the verdict, validated as the JSON that they would be sent
//! as.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::contract::context::Context;
use crate::contract::Contract;
use crate::diagnostics::report::Report;
use crate::diagnostics::rule::Severity;
use crate::{gokart, lint, tracklysms};

/// A payload type that validates itself against its contract.
pub trait Payload: Serialize + DeserializeOwned {
    /// The contract of this type.
    const CONTRACT: Contract;

    /// Reads a payload: the value if there is no error, whatever warnings there are.
    ///
    /// Members that the contract does not list are dropped, and of a repeated member the last one
    /// counts. QuotedKey out again the value has the same members with the same values.
    ///
    /// # Errors
    /// The report, if it holds an error.
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
        Self::read_with(bytes, &Context::default()).map(|(value, _)| value)
    }

    /// The same in a context, with the report that holds the warnings.
    ///
    /// # Errors
    /// The report, if it holds an error.
    fn read_with(bytes: &[u8], context: &Context) -> Result<(Self, Report), Report> {
        let mut report = lint(bytes, Self::CONTRACT, context);
        if report.has_errors() {
            return Err(report);
        }
        match parse(bytes) {
            Ok(value) => Ok((value, report)),
            Err(error) => {
                // The rules accept nothing that the types do not; should they ever differ, the
                // caller gets a refusal and not a panic.
                report.diagnostics.push(unreadable(&error));
                Err(report)
            }
        }
    }

    /// Lints the value as the JSON that it would be sent as. Findings have pointers, but no
    /// positions and fixes, as there is no text yet.
    fn lint(&self) -> Report {
        self.lint_with(&Context::default())
    }

    /// The same in a context: path parameters, query and clock.
    fn lint_with(&self, context: &Context) -> Report {
        let mut report = match serde_json::to_vec(self) {
            Ok(bytes) => lint(&bytes, Self::CONTRACT, context),
            Err(error) => {
                let mut report = Report::clean(Self::CONTRACT.name());
                report.diagnostics.push(unreadable(&error));
                report
            }
        };
        for found in &mut report.diagnostics {
            found.range = None;
            found.fix = None;
            for label in &mut found.labels {
                label.range = None;
            }
        }
        report
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // A repeated member is an error to a struct; a map keeps the last one.
    serde_json::from_slice(bytes).or_else(|_| {
        let value: Value = serde_json::from_slice(bytes)?;
        serde_json::from_value(value)
    })
}

fn unreadable(error: &serde_json::Error) -> crate::Diagnostic {
    crate::Diagnostic {
        rule: "type-mismatch".into(),
        severity: Severity::Error,
        pointer: String::new(),
        range: None,
        message: format!("the payload cannot be represented: {error}"),
        help: None,
        labels: Vec::new(),
        api_code: None,
        http_status: None,
        fix: None,
    }
}

/// Whether a value of a contract would be accepted by default; used by the `validator` face.
#[cfg_attr(not(feature = "validator"), allow(dead_code))]
pub(crate) fn errors<P: Payload>(payload: &P, context: &Context) -> Result<(), Report> {
    let report = payload.lint_with(context);
    if report.has_errors() { Err(report) } else { Ok(()) }
}

macro_rules! contracts {
    ($($type:ty = $contract:ident;)+) => {
        $(
            impl Payload for $type {
                const CONTRACT: Contract = Contract::$contract;
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
    tracklysms::CreateOffer = TracklysmsCreateOffer;
    tracklysms::UpdateOffer = TracklysmsUpdateOffer;
    tracklysms::GetOffer = TracklysmsGetOffer;
    tracklysms::ListOffers = TracklysmsListOffers;
    tracklysms::CreateOfferResponse = TracklysmsCreateOfferResponse;
    tracklysms::UpdateOfferResponse = TracklysmsUpdateOfferResponse;
    tracklysms::ListOffersQuery = TracklysmsListOffersQuery;
    gokart::UpdateOffer = GokartUpdateOffer;
    gokart::UpdateOfferResponse = GokartUpdateOfferResponse;
}
