//! Every rule as a constant, and the list of them.
//!
//! ```
//! use offerlint::{Contract, Level, Linter, rules};
//!
//! let linter = Linter::new(Contract::GOKART_UPDATE_OFFER)
//!     .with_rule(rules::CAP_ORDER.name, Level::Off)?;
//! assert_eq!(rules::find("cap-order"), Some(&rules::CAP_ORDER));
//! # Ok::<(), offerlint::UnknownRule>(())
//! ```

pub use crate::contract::document_rules::declared::*;
pub use crate::contract::expected_type::declared::*;
pub use crate::contract::path_id::declared::*;
pub use crate::contract::placeholders::declared::*;
pub use crate::contract::presence::declared::*;
pub use crate::fields::baseline_epc::declared::*;
pub use crate::fields::cap::declared::*;
pub use crate::fields::date_time::declared::*;
pub use crate::fields::device_types::declared::*;
pub use crate::fields::id_list::declared::*;
pub use crate::fields::integer::declared::*;
pub use crate::fields::list::declared::*;
pub use crate::fields::metadata::declared::*;
pub use crate::fields::number::declared::*;
pub use crate::fields::page_number::declared::*;
pub use crate::fields::store_id::declared::*;
pub use crate::fields::text::rules::declared::*;
pub use crate::fields::url::declared::*;
pub use crate::fields::url::host::declared::*;
pub use crate::fields::url::text_rules::declared::*;
pub use crate::fields::uuid::declared::*;
pub use crate::fields::zip_codes::declared::*;
pub use crate::providers::gokart::conditions::declared::*;
pub use crate::providers::gokart::rules::caps::declared::*;
pub use crate::providers::gokart::rules::cost_data::declared::*;
pub use crate::providers::gokart::rules::creatives::declared::*;
pub use crate::providers::gokart::rules::dates::declared::*;
pub use crate::providers::gokart::rules::event_amounts::declared::*;
pub use crate::providers::gokart::rules::events::declared::*;
pub use crate::providers::gokart::rules::identity::declared::*;
pub use crate::providers::gokart::rules::money::declared::*;
pub use crate::providers::gokart::rules::targeting::declared::*;
pub use crate::providers::gokart::values::declared::*;
pub use crate::providers::tracklysms::rules::body::declared::*;
pub use crate::providers::tracklysms::rules::external::declared::*;
pub use crate::providers::tracklysms::rules::identity::declared::*;
pub use crate::providers::tracklysms::rules::lifecycle::declared::*;
pub use crate::providers::tracklysms::rules::listing::declared::*;
pub use crate::providers::tracklysms::values::declared::*;
pub use crate::providers::{all_rules as all, rule as find, unknown_rule as unknown};
