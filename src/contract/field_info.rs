//! What is known about the fields of a contract, for editors, bindings and documentation.

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

/// What is known about one field of a contract.
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
        fields: nested.map(|object| fields(object, outermost)).unwrap_or_default(),
    }
}
