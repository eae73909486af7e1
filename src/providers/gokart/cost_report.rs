//! What is reported to an attribution provider about costs.

use crate::fields::store_id::StoreId;
use crate::fields::text::Text;
use crate::contract::maybe::Maybe;
use crate::contract::ObjectSpec;
use crate::contract::declare::payload;

use super::vocabulary::{COST_TYPE, CostType};

payload! {
    /// One entry of the cost report.
    pub struct CostReport {
        /// The cost model: CPI or CPA.
        "costType" cost_type [cost_data]: Maybe<CostType> = COST_TYPE;
        /// The name of the app.
        "appName" app_name [cost_data]: Maybe<String> = Text::APP_NAME;
        /// The id of the app in its store.
        "storeId" store_id [cost_data]: Maybe<String> = StoreId;
    }
}

pub(crate) static SPEC: ObjectSpec = ObjectSpec::new("a cost report", CostReport::FIELDS).closed();
