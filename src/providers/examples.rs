//! The examples of rules as payloads of a contract.

use serde_json::Value;

use crate::contract::context::Context;
use crate::contract::contract_spec::{Contract, Role};
use crate::contract::object_spec::Presence;
use crate::contract::request_line::RequestLine;
use crate::diagnostics::example::{Body, Example, ExampleContract};

impl Example {
    /// The contract that the example is linted with.
    pub fn contract(&self) -> Contract {
        let with_role = |role| Contract::all().filter(move |contract| contract.role() == role);
        let found = match self.linted_with {
            ExampleContract::Named(name) => {
                Contract::all().find(|contract| contract.name() == name)
            }
            ExampleContract::Response => with_role(Role::Response).next(),
            ExampleContract::Query => with_role(Role::Query).next(),
            ExampleContract::Changes => {
                with_role(Role::Request).find(|contract| !requires_fields(*contract))
            }
            ExampleContract::WithMembers => {
                let members: Value = serde_json::from_str(self.text()).unwrap_or_default();
                let known = |contract: &Contract| known_members(*contract, &members);
                // Of equal contracts the first one, hence from the last to the first.
                let contracts: Vec<_> = with_role(Role::Request).collect();
                contracts.into_iter().rev().max_by_key(known)
            }
        };
        found.unwrap_or(Contract::TRACKLYSMS_CREATE_OFFER)
    }

    /// The payload.
    pub fn payload(&self) -> String {
        let over = |base: &str, members: &str| {
            let mut payload: Value = serde_json::from_str(base).unwrap_or_default();
            merge(&mut payload, &serde_json::from_str(members).unwrap_or_default());
            payload.to_string()
        };
        match self.body {
            Body::Whole(text) => text.to_owned(),
            Body::Generated { generate, .. } => generate(),
            Body::Members(members) => over(self.contract().sample(), members),
            Body::MembersOver { base, members, .. } => over(&base(), members),
        }
    }

    /// The context: path parameters, query and clock.
    pub fn context(&self) -> Context {
        let line = self.request.and_then(|line| line.parse::<RequestLine>().ok());
        let mut context = line.map(|line| line.context).unwrap_or_default();
        context.now = self.now.and_then(|now| now.parse().ok());
        context
    }
}

fn requires_fields(contract: Contract) -> bool {
    let fields = contract.spec().forms.iter().flat_map(|form| form.fields);
    fields.into_iter().any(|field| field.presence == Presence::Required)
}

/// The number of members that are fields of the contract.
fn known_members(contract: Contract, members: &Value) -> usize {
    let names = members.as_object().into_iter().flat_map(|members| members.keys());
    let is_field =
        |name: &&String| contract.spec().forms.iter().any(|form| form.index(name).is_some());
    names.filter(is_field).count()
}

/// Lays members over a payload: objects merge, arrays of objects merge item by item, and the string
/// `<absent>` removes a member.
fn merge(base: &mut Value, over: &Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (name, value) in over {
                if value == "<absent>" {
                    base.remove(name);
                } else {
                    merge(base.entry(name.clone()).or_insert(Value::Null), value);
                }
            }
        }
        (Value::Array(base), Value::Array(over)) if over.iter().any(Value::is_object) => {
            base.truncate(over.len());
            for (index, item) in over.iter().enumerate() {
                match base.get_mut(index) {
                    Some(base) => merge(base, item),
                    None => base.push(item.clone()),
                }
            }
        }
        (base, over) => *base = over.clone(),
    }
}
