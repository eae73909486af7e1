//! What is reported to an attribution provider about costs.

use crate::contract::declare::payload;
use crate::contract::maybe::Maybe;
use crate::contract::object_spec::ObjectSpec;
use crate::fields::store_id::StoreId;
use crate::fields::text::Text;
use crate::providers::gokart::conditions::COST_DATA;

use super::values::{COST_TYPE, CostType};

payload! {
    /// One entry of the cost report.
    pub struct CostReport {
        /// The cost model: CPI or CPA.
        "costType" cost_type [required_if COST_DATA]: Maybe<CostType> = COST_TYPE;
        /// The name of the app.
        "appName" app_name [required_if COST_DATA]: Maybe<String> = Text::OPTIONAL_TITLE;
        /// The id of the app in its store.
        "storeId" store_id [required_if COST_DATA]: Maybe<String> = StoreId;
    }
}

pub(crate) static SPEC: ObjectSpec = ObjectSpec::new("a cost report", CostReport::FIELDS).closed();
