//! Descriptions of the fields of a contract, for editors, bindings and documentation.

use serde_json::Value;

use super::contract_spec::Contract;
use super::object_spec::{Field, Nullability, ObjectSpec, Presence};

/// When a field must be present.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Required {
    /// Always.
    Always,
    /// Never.
    Never,
    /// While a condition holds: one sentence for each, such as "a MultiEvent offer requires it".
    If(Vec<String>),
    /// In every documented response.
    InResponses,
}

/// The description of one field of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldInfo {
    /// The JSON name.
    pub name: &'static str,
    /// What the field is, in one sentence.
    pub description: &'static str,
    /// When it must be present.
    pub required: Required,
    /// Whether null is a documented value.
    pub nullable: bool,
    /// The documented values, if the field has a fixed list.
    pub allowed_values: &'static [&'static str],
    /// The JSON Schema of a value that is not null.
    pub schema: Value,
    /// The error code that the API answers when the field is missing.
    pub missing_code: Option<&'static str>,
    /// A doubt about the page's statement on the field's presence.
    pub remark: Option<&'static str>,
    /// The fields of the object, or of the objects in the list, that the field contains.
    pub fields: Vec<FieldInfo>,
}

impl Contract {
    /// The fields of the contract in the order of the API page. A contract with several forms has
    /// those of the most likely one.
    ///
    /// ```
    /// use offerlint::Contract;
    ///
    /// let fields = Contract::TRACKLYSMS_CREATE_OFFER.fields();
    /// let status = fields.iter().find(|field| field.name == "status").unwrap();
    /// assert_eq!(status.allowed_values, ["active", "paused"]);
    /// ```
    pub fn fields(self) -> Vec<FieldInfo> {
        self.spec().forms.first().map(|form| fields(form, form)).unwrap_or_default()
    }

    /// The fields of each form of the contract, the most likely form first: a response may be flat or in
    /// an envelope.
    ///
    /// ```
    /// use offerlint::Contract;
    ///
    /// let forms = Contract::TRACKLYSMS_CREATE_OFFER_RESPONSE.forms();
    /// let has = |form: usize, name| forms[form].iter().any(|field| field.name == name);
    /// assert!(has(0, "tracking_url") && has(1, "offer"));
    /// ```
    pub fn forms(self) -> Vec<Vec<FieldInfo>> {
        self.spec().forms.iter().map(|form| fields(form, form)).collect()
    }
}

fn fields(spec: &ObjectSpec, outermost: &ObjectSpec) -> Vec<FieldInfo> {
    spec.fields.iter().map(|field| info(field, outermost)).collect()
}

fn info(field: &Field, outermost: &ObjectSpec) -> FieldInfo {
    let required = match field.presence {
        Presence::Required => Required::Always,
        Presence::Optional => Required::Never,
        Presence::Expected => Required::InResponses,
        Presence::RequiredIf(conditions) => Required::If(
            conditions
                .iter()
                .filter_map(|index| outermost.conditions.get(index))
                .map(|condition| format!("{} requires it", condition.requirer))
                .collect(),
        ),
    };
    let nested = field.field_type.object();
    FieldInfo {
        name: field.name,
        description: field.doc.trim(),
        required,
        nullable: field.nullability == Nullability::Allowed,
        allowed_values: field.field_type.allowed_values(),
        schema: field.field_type.schema(),
        missing_code: field.missing_code,
        remark: field.remark,
        fields: nested.map(|object| fields(object, outermost)).unwrap_or_default(),
    }
}
