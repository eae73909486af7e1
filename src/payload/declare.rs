//! The table from which a payload's struct and field rows come.

/// Declares a payload struct and its rows, one line a field, in the order of the API page:
///
/// ```text
/// /// What it is.
/// "jsonName" rust_name [presence null]: RustType = KIND, "missing_code";
/// ```
///
/// Without brackets the field is required and null is an error. In brackets stands when it must be
/// there (`optional`, `multi_event`, `revenue`, `cost_data`, `response`) and, if that word alone
/// does not say it, what null means (`nullable`, `refused`). The code that the API answers when the
/// field is missing is optional.
macro_rules! payload {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $(
                $(#[doc = $doc:literal])+
                $json:literal $field:ident $([$($presence:ident)+])?: $type:ty = $kind:expr
                    $(, $code:literal)?;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[allow(unreachable_pub)]
        pub struct $name {
            $(
                $(#[doc = $doc])+
                $(
                    #[doc = concat!("\n\nPresence: ", stringify!($($presence)+), ".")]
                    #[serde(default, skip_serializing_if = "crate::maybe::is_absent")]
                )?
                #[serde(rename = $json)]
                pub $field: $type,
            )+
        }

        #[allow(non_upper_case_globals, dead_code)]
        impl $name {
            $crate::payload::declare::indexes!(0usize; $($field)+);

            pub(crate) const FIELDS: &'static [$crate::payload::Field] = &[$(
                $crate::payload::Field {
                    name: $json,
                    doc: concat!($($doc),+),
                    need: $crate::payload::declare::presence!($($($presence)+)?).0,
                    null: $crate::payload::declare::presence!($($($presence)+)?).1,
                    kind: &$kind,
                    prove: |cursor, facts, slot| {
                        $crate::payload::Kind::prove_into(const { &$kind }, cursor, facts, slot)
                    },
                    missing_code: $crate::payload::declare::code!($($code)?),
                }
            ),+];
        }
    };
}

/// Numbers the fields.
macro_rules! indexes {
    ($index:expr;) => {};
    ($index:expr; $field:ident $($rest:ident)*) => {
        pub(crate) const $field: usize = $index;
        $crate::payload::declare::indexes!($index + 1usize; $($rest)*);
    };
}

macro_rules! presence {
    () => {
        ($crate::payload::Need::Required, $crate::payload::Null::Refused)
    };
    (optional) => {
        ($crate::payload::Need::Optional, $crate::payload::Null::Warned)
    };
    (optional nullable) => {
        ($crate::payload::Need::Optional, $crate::payload::Null::Allowed)
    };
    (optional refused) => {
        ($crate::payload::Need::Optional, $crate::payload::Null::Refused)
    };
    (multi_event) => {
        ($crate::payload::Need::MultiEvent, $crate::payload::Null::AsNeeded)
    };
    (multi_event nullable) => {
        ($crate::payload::Need::MultiEvent, $crate::payload::Null::Allowed)
    };
    (revenue) => {
        ($crate::payload::Need::Revenue, $crate::payload::Null::AsNeeded)
    };
    (cost_data) => {
        ($crate::payload::Need::CostData, $crate::payload::Null::AsNeeded)
    };
    (response) => {
        ($crate::payload::Need::Response, $crate::payload::Null::Refused)
    };
    (response nullable) => {
        ($crate::payload::Need::Response, $crate::payload::Null::Allowed)
    };
}

macro_rules! code {
    () => {
        None
    };
    ($code:literal) => {
        Some($code)
    };
}

pub(crate) use {code, indexes, payload, presence};
