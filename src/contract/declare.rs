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
                    #[serde(default, skip_serializing_if = "crate::contract::maybe::is_absent")]
                )?
                #[serde(rename = $json)]
                pub $field: $type,
            )+
        }

        #[allow(non_upper_case_globals, dead_code)]
        impl $name {
            $crate::contract::declare::indexes!(0usize; $($field)+);

            pub(crate) const FIELDS: &'static [$crate::contract::Field] = &[$(
                $crate::contract::Field {
                    name: $json,
                    doc: concat!($($doc),+),
                    need: $crate::contract::declare::presence!($($($presence)+)?).0,
                    null: $crate::contract::declare::presence!($($($presence)+)?).1,
                    kind: &$kind,
                    prove: |cursor, field_values, slot| {
                        $crate::contract::FieldType::prove_into(const { &$kind }, cursor, field_values, slot)
                    },
                    missing_code: $crate::contract::declare::code!($($code)?),
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
        $crate::contract::declare::indexes!($index + 1usize; $($rest)*);
    };
}

macro_rules! presence {
    () => {
        ($crate::contract::Presence::Required, $crate::contract::Nullability::Refused)
    };
    (optional) => {
        ($crate::contract::Presence::Optional, $crate::contract::Nullability::Warned)
    };
    (optional nullable) => {
        ($crate::contract::Presence::Optional, $crate::contract::Nullability::Allowed)
    };
    (optional refused) => {
        ($crate::contract::Presence::Optional, $crate::contract::Nullability::Refused)
    };
    (multi_event) => {
        ($crate::contract::Presence::MultiEvent, $crate::contract::Nullability::AsNeeded)
    };
    (multi_event nullable) => {
        ($crate::contract::Presence::MultiEvent, $crate::contract::Nullability::Allowed)
    };
    (revenue) => {
        ($crate::contract::Presence::Revenue, $crate::contract::Nullability::AsNeeded)
    };
    (cost_data) => {
        ($crate::contract::Presence::CostData, $crate::contract::Nullability::AsNeeded)
    };
    (response) => {
        ($crate::contract::Presence::Response, $crate::contract::Nullability::Refused)
    };
    (response nullable) => {
        ($crate::contract::Presence::Response, $crate::contract::Nullability::Allowed)
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
