//! The table from which a payload's struct and its fields come.

/// Declares a payload struct and its fields, one line a field, in the order of the API page:
///
/// ```text
/// /// What the field is.
/// "jsonName" rust_name [presence nullability]: RustType = FIELD_TYPE, code "missing_code", remark REMARK;
/// ```
///
/// The brackets say when the field must be present and what null means:
///
/// | brackets | present | null |
/// | --- | --- | --- |
/// | none | required | error |
/// | `[optional]` | optional | warning |
/// | `[optional nullable]` | optional | allowed |
/// | `[optional not_null]` | optional | error |
/// | `[required_if CONDITION]` | required while a condition holds | error while required, else warning |
/// | `[required_if CONDITION nullable]` | required while a condition holds | allowed |
/// | `[expected]`, `[expected nullable]` | in every response | error, allowed |
///
/// `pub struct Name, required Required` also declares a struct of the required fields.
///
/// `code` is the error code that the API answers when the field is missing; `remark` is the help of a
/// missing field where the page is doubtful. Both are optional.
macro_rules! payload {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $(, required $required:ident)? {
            $(
                $(#[doc = $doc:literal])+
                $json:literal $field:ident $([$($presence:ident)+])?: $type:ty = $field_type:expr
                    $(, code $code:literal)? $(, remark $remark:expr)?;
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

        $crate::contract::declare::required_struct!(
            $name; $($required)?;
            $(($(#[doc = $doc])+ $field: $type; $($($presence)+)?))+
        );

        impl $crate::contract::from_field::FromObject for $name {
            fn from_object(
                payload: &$crate::contract::clean_payload::CleanPayload<'_, '_>,
                object: usize,
            ) -> Option<Self> {
                use $crate::contract::clean_payload::CleanField;
                use $crate::contract::from_field::FromField;
                let slots = payload.slots::<{ $name::FIELDS.len() }>(object)?;
                Some(Self {
                    $($field: FromField::from_field(CleanField { payload, slot: &slots[Self::$field] })?,)+
                })
            }
        }

        impl $crate::contract::to_field::ToObject for $name {
            fn to_object(&self, object: &mut $crate::contract::to_field::ObjectWriter<'_>) {
                use $crate::contract::to_field::ToField;
                $(self.$field.to_field(object.field(Self::$field));)+
            }
        }

        #[allow(non_upper_case_globals, dead_code)]
        impl $name {
            $crate::contract::declare::indexes!(0usize; $($field)+);

            pub(crate) const FIELDS: &'static [$crate::contract::object_spec::Field] = &[$(
                $crate::contract::object_spec::Field {
                    name: $json,
                    doc: concat!($($doc),+),
                    presence: $crate::contract::declare::presence!($($($presence)+)?).0,
                    nullability: $crate::contract::declare::presence!($($($presence)+)?).1,
                    field_type: &$field_type,
                    missing_code: $crate::contract::declare::option!($($code)?),
                    remark: $crate::contract::declare::option!($($remark)?),
                }
            ),+];
        }
    };
}

/// Declares a struct of the required fields, from which the payload is made: no field can be forgotten.
macro_rules! required_struct {
    ($name:ident; ; $($field:tt)+) => {};
    ($name:ident; $required:ident; $($field:tt)+) => {
        $crate::contract::declare::required_struct!(@ $name; $required; []; $($field)+);
    };
    (@ $name:ident; $required:ident; [$($done:tt)*];
        ($(#[doc = $doc:literal])+ $field:ident: $type:ty;) $($rest:tt)*) => {
        $crate::contract::declare::required_struct!(
            @ $name; $required; [$($done)* ($(#[doc = $doc])+ $field: $type)]; $($rest)*
        );
    };
    (@ $name:ident; $required:ident; [$($done:tt)*]; $optional:tt $($rest:tt)*) => {
        $crate::contract::declare::required_struct!(@ $name; $required; [$($done)*]; $($rest)*);
    };
    (@ $name:ident; $required:ident;
        [$(($(#[doc = $doc:literal])+ $field:ident: $type:ty))+];) => {
        #[doc = concat!("The required fields of [`", stringify!($name), "`], from which one is made.")]
        #[derive(Clone, Debug, PartialEq)]
        pub struct $required {
            $($(#[doc = $doc])+ pub $field: $type,)+
        }

        impl From<$required> for $name {
            fn from(required: $required) -> Self {
                let $required { $($field),+ } = required;
                Self { $($field,)+ ..Self::default() }
            }
        }
    };
}

/// Declares a constant for each field: its index.
macro_rules! indexes {
    ($index:expr;) => {};
    ($index:expr; $field:ident $($rest:ident)*) => {
        pub(crate) const $field: usize = $index;
        $crate::contract::declare::indexes!($index + 1usize; $($rest)*);
    };
}

macro_rules! presence {
    () => { $crate::contract::declare::presence!(@ Required, Refused) };
    (optional) => { $crate::contract::declare::presence!(@ Optional, Warned) };
    (optional nullable) => { $crate::contract::declare::presence!(@ Optional, Allowed) };
    (optional not_null) => { $crate::contract::declare::presence!(@ Optional, Refused) };
    (expected) => { $crate::contract::declare::presence!(@ Expected, Refused) };
    (expected nullable) => { $crate::contract::declare::presence!(@ Expected, Allowed) };
    (required_if $condition:ident) => {
        $crate::contract::declare::presence!(@ RequiredIf($condition), RefusedIfRequired)
    };
    (required_if $condition:ident nullable) => {
        $crate::contract::declare::presence!(@ RequiredIf($condition), Allowed)
    };
    (@ $presence:expr, $nullability:ident) => {{
        #[allow(unused_imports)]
        use $crate::contract::object_spec::Presence::*;
        ($presence, $crate::contract::object_spec::Nullability::$nullability)
    }};
}

macro_rules! option {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}

pub(crate) use {indexes, option, payload, presence, required_struct};
