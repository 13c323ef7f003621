//! One question, asked of many cases.

use crate::Date;
use crate::fact::Actor;
use crate::outcome::{Brief, Outcome, Response};
use crate::plan::{Condition, Measure, Plan};
#[cfg(doc)]
use crate::request::Columns;
use crate::request::Facts;

use super::assessment::Assessment;
use super::detail::Detail;
use super::stack;

/// What a request asks, without its facts: the day, who asks, and the measures.
///
/// [`Plan::inquire`] makes it once; each case is then assessed without looking anything up again. [`Columns`] reads cases from
/// the rows of a table.
///
/// ```
/// use huisuan_rules::{Plan, fact::Catalogue, lpr::Lpr, request::{Columns, Facts, Request}};
///
/// fn amounts(plan: &Plan, loans: &[[&str; 2]]) -> Result<Vec<Option<String>>, String> {
///     let request: Request = serde_json::from_str(r#"{ "schema": 1, "day": "2026-06-30" }"#).map_err(|e| e.to_string())?;
///     let inquiry = plan.inquire(&request).map_err(|error| format!("{error:?}"))?;
///     let columns = Columns::new(&plan.catalogue, &["loan.principal", "loan.rate"]).map_err(|errors| format!("{errors:?}"))?;
///     let mut facts = Facts::default();
///     let mut amounts = Vec::new();
///     for loan in loans {
///         let errors = columns.read(loan, &mut facts);
///         if !errors.is_empty() {
///             return Err(format!("{errors:?}"));
///         }
///         amounts.extend(inquiry.brief(&facts).map(|brief| brief.amount.map(|amount| amount.to_string())));
///     }
///     Ok(amounts)
/// }
///
/// let facts: Catalogue = serde_json::from_str(r#"{
///     "group": [{ "id": "loan", "repeat": true, "zh": "贷款", "en": "Loan", "fact": [
///         { "id": "principal", "type": "money", "zh": "本金", "en": "Principal" },
///         { "id": "rate", "type": "rate", "zh": "利率", "en": "Rate" } ] }],
///     "actor": [{ "id": "firm", "zh": "企业", "en": "Firm", "sees": ["firm"] }]
/// }"#).map_err(|error| error.to_string())?;
/// let plan = Plan::new(facts, Lpr::default(), Vec::new()).map_err(|errors| format!("{errors:?}"))?;
/// assert_eq!(amounts(&plan, &[["500万元", "3.45%"]])?, []);
/// assert!(amounts(&plan, &[["500万元", "3.45"]]).is_err(), "a rate has a unit");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug)]
pub struct Inquiry<'a> {
    pub(super) plan: &'a Plan,
    pub(super) day: Date,
    /// The one who asks.
    pub(super) actor: &'a Actor,
    pub(super) measures: Vec<Asked<'a>>,
    pub(super) trace: bool,
}

/// A measure that is asked about, with what is the same in every case.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    pub(super) measure: &'a Measure,
    /// Its own and those of its document.
    pub(super) conditions: Vec<&'a Condition>,
    /// Whether the one who asks is the recipient.
    pub(super) own: bool,
    /// Whether what was said of the applicant is said of the recipient.
    pub(super) answered: bool,
}

impl<'a> Asked<'a> {
    pub(super) fn new(plan: &'a Plan, measure: &'a Measure, actor: &Actor) -> Self {
        Self {
            measure,
            conditions: plan.conditions(measure).collect(),
            own: measure.pays(actor),
            answered: measure.is_for(actor),
        }
    }
}

impl<'a> Inquiry<'a> {
    /// The measures asked about, in the order of the outcomes.
    pub fn measures(&self) -> impl ExactSizeIterator<Item = &'a Measure> {
        self.measures.iter().map(|asked| asked.measure)
    }

    /// All outcomes of a case, with every reason.
    pub fn assess(&self, facts: &Facts) -> Response {
        let detail = if self.trace { Detail::Steps } else { Detail::Conditions };
        Response {
            schema: 1,
            engine: env!("CARGO_PKG_VERSION"),
            digest: None,
            outcomes: self.outcomes(facts, detail),
        }
    }

    /// The outcomes of a case as a row of a table shows them: amounts, reasons and what is missing, without the conditions
    /// one by one, the steps, and what would change them.
    pub fn results(&self, facts: &Facts) -> Vec<Outcome> {
        self.outcomes(facts, Detail::Reasons)
    }

    fn outcomes(&self, facts: &Facts, detail: Detail) -> Vec<Outcome> {
        let assess = |asked| Assessment::new(self.plan, asked, facts, self.actor, detail).outcome(self.day);
        let mut outcomes: Vec<_> = self.measures.iter().map(assess).collect();
        stack::mark(self.plan, &mut outcomes);
        outcomes
    }

    /// What each measure is worth in a case, one by one and without reasons: several times as fast.
    pub fn brief<'f>(&'f self, facts: &'f Facts) -> impl Iterator<Item = Brief> + use<'f> {
        let briefly = |asked| Assessment::new(self.plan, asked, facts, self.actor, Detail::Amount).brief();
        self.measures.iter().map(briefly)
    }
}
