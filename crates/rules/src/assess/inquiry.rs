//! One question, asked of many cases.

use crate::Date;
use crate::outcome::{Brief, Response};
use crate::plan::{Measure, Plan};
use crate::request::Facts;

use super::assessment::{Assessment, Detail};
use super::stack;

/// What a request asks, without its facts: the day, who asks, and the measures.
///
/// [`Plan::inquire`] makes it once; each case is then assessed without looking anything up again.
#[derive(Clone, Debug)]
pub struct Inquiry<'a> {
    pub(super) plan: &'a Plan,
    pub(super) day: Date,
    /// The recipients whose money is that of the one who asks.
    pub(super) sees: &'a [String],
    pub(super) measures: Vec<&'a Measure>,
    pub(super) trace: bool,
}

impl<'a> Inquiry<'a> {
    /// The measures asked about, in the order of the outcomes.
    pub fn measures(&self) -> &[&'a Measure] {
        &self.measures
    }

    /// All outcomes of a case, with every reason.
    pub fn assess(&self, facts: &Facts) -> Response {
        let detail = if self.trace { Detail::Steps } else { Detail::Reasons };
        let mut outcomes: Vec<_> = self
            .measures
            .iter()
            .map(|measure| Assessment::new(self.plan, measure, facts, self.sees, detail).outcome(self.day))
            .collect();
        stack::mark(self.plan, &mut outcomes);
        Response {
            schema: 1,
            engine: env!("CARGO_PKG_VERSION"),
            digest: None,
            outcomes,
        }
    }

    /// What each measure is worth in a case, without reasons: several times as fast.
    pub fn brief(&self, facts: &Facts) -> Vec<Brief> {
        let briefly =
            |measure: &&Measure| Assessment::new(self.plan, measure, facts, self.sees, Detail::Amount).brief();
        self.measures.iter().map(briefly).collect()
    }
}
