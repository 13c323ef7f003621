//! What a document says and no rule of its pack rests on.

use serde::{Deserialize, Serialize};

use super::Quote;

/// Words with a number, a bound or a date that no measure or condition covers, and why not.
///
/// Together with the quotes of measures they show that nothing of a document was overlooked.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Beyond {
    /// The words, verbatim; several pieces may have one reason.
    pub quote: Quote,
    /// Why nothing is computed from them, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}
