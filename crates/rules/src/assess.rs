//! The one way in: a plan and a request make outcomes.
//!
//! Order: standing and force, conditions of the document, conditions of the measure, limits on base and time, the amount of
//! each row and year (rounded here where the measure says per period), caps on the sum, rounding, kind.

use crate::fact::Actor;
use crate::outcome::Response;
use crate::place::lies_in;
use crate::plan::{Measure, Plan};
use crate::request::{Facts, Request, RequestError};

mod assessment;
mod check;
pub(crate) mod derive;
mod detail;
mod given;
mod goal;
mod inquiry;
mod lines;
mod needed;
mod paid;
mod prime_rate;
mod scope;
mod share;
mod stack;
mod verdict;
mod what_if;
mod window;

pub(crate) use derive::{beside, both};
pub(crate) use given::Given;
use inquiry::Asked;
pub use inquiry::Inquiry;
pub(crate) use prime_rate::{PrimeRate, PrimeRateFacts, tenor};
pub(crate) use scope::{Gap, Scope};

impl Plan {
    /// Assesses a request. What is wrong with the request comes back as data, all fields at once.
    ///
    /// # Errors
    /// [`RequestError`]: another version of the format, a day, role, measure or document that is not known, or all facts that
    /// cannot be read, each with its field.
    pub fn assess(&self, request: &Request) -> Result<Response, RequestError> {
        if request.schema != 1 {
            return Err(RequestError::Schema { given: request.schema });
        }
        let (facts, fields) = Facts::read(&self.catalogue, &request.facts);
        if !fields.is_empty() {
            return Err(RequestError::Facts { fields });
        }
        self.assess_facts(request, &facts)
    }

    /// Assesses facts that were read before; those of the request itself are not looked at.
    ///
    /// # Errors
    /// As [`Plan::inquire`].
    pub fn assess_facts(&self, request: &Request, facts: &Facts) -> Result<Response, RequestError> {
        Ok(self.inquire(request)?.assess(facts))
    }

    /// What a request asks, resolved once so that it can be asked of many cases; its facts are not looked at.
    ///
    /// # Errors
    /// [`RequestError`]: another version of the format, or a day, role, measure or document that is not known.
    pub fn inquire(&self, request: &Request) -> Result<Inquiry<'_>, RequestError> {
        if request.schema != 1 {
            return Err(RequestError::Schema { given: request.schema });
        }
        let (day, actor) = (request.day()?, self.actor(request)?);
        let measures = self.asked(request)?.into_iter();
        Ok(Inquiry {
            plan: self,
            day,
            actor,
            measures: measures.map(|measure| Asked::new(self, measure, actor)).collect(),
            trace: request.trace,
        })
    }

    /// The one who asks.
    fn actor(&self, request: &Request) -> Result<&Actor, RequestError> {
        let role = request.role.as_deref().unwrap_or("firm");
        let actor = self.catalogue.actors.iter().find(|actor| actor.id == role);
        actor.ok_or_else(|| RequestError::Role {
            given: role.to_owned(),
            allowed: self.catalogue.actors.iter().map(|actor| actor.id.clone()).collect(),
        })
    }

    /// The measures asked about; all of them where the request names none.
    fn asked(&self, request: &Request) -> Result<Vec<&Measure>, RequestError> {
        let mut measures = Vec::new();
        for id in &request.measures {
            let measure = self
                .measure(id)
                .ok_or_else(|| RequestError::Measure { given: id.clone() })?;
            measures.push(measure);
        }
        for id in &request.documents {
            if !self.documents.iter().any(|document| document.id == *id) {
                return Err(RequestError::Document { given: id.clone() });
            }
            measures.extend(
                self.measures
                    .iter()
                    .filter(|measure| self.document(measure).is_some_and(|document| document.id == *id)),
            );
        }
        if let Some(region) = &request.region {
            measures.extend(self.measures.iter().filter(|measure| {
                self.document(measure)
                    .is_some_and(|document| lies_in(region, &document.region))
            }));
        }
        if request.measures.is_empty() && request.documents.is_empty() && request.region.is_none() {
            measures.extend(&self.measures);
        }
        let mut seen = Vec::new();
        measures.retain(|measure| {
            let new = !seen.contains(&measure.id.as_str());
            seen.push(measure.id.as_str());
            new
        });
        Ok(measures)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::sample;

    /// The measures that a request asks about, in the order of their outcomes.
    fn asked(names: &Value) -> Result<Vec<String>, RequestError> {
        let plan = sample::plan(&[
            ("province", "330000", &["interest"]),
            ("city", "330300", &["interest", "fee"]),
            ("elsewhere", "430300", &["fee"]),
        ]);
        let mut request = json!({ "schema": 1, "day": "2026-06-30" });
        for (key, value) in names.as_object().unwrap() {
            request[key] = value.clone();
        }
        let request = serde_json::from_value(request).unwrap();
        let outcomes = plan.assess(&request)?.outcomes;
        Ok(outcomes.into_iter().map(|outcome| outcome.measure).collect())
    }

    #[test]
    fn a_document_that_is_named_is_asked_about_whole_and_no_other() {
        assert_eq!(asked(&json!({ "documents": ["city"] })).unwrap(), ["city/1", "city/2"]);
        assert_eq!(
            asked(&json!({ "documents": ["elsewhere", "province"] })).unwrap(),
            ["elsewhere/1", "province/1"]
        );
        assert_eq!(
            asked(&json!({ "documents": ["city", "town"] })),
            Err(RequestError::Document {
                given: "town".to_owned()
            })
        );
    }

    #[test]
    fn a_place_is_asked_about_with_what_it_lies_in() {
        let of_province = ["province/1"].as_slice();
        let of_city = ["province/1", "city/1", "city/2"].as_slice();
        for (region, measures) in [
            ("330000", of_province),
            ("330300", of_city),
            ("430300", &["elsewhere/1"]),
        ] {
            assert_eq!(asked(&json!({ "region": region })).unwrap(), measures);
        }
    }

    #[test]
    fn each_measure_is_asked_about_once_and_all_are_where_none_is_named() {
        let twice = json!({ "measures": ["city/2", "city/2"], "documents": ["city"] });
        assert_eq!(asked(&twice).unwrap(), ["city/2", "city/1"]);
        assert_eq!(
            asked(&json!({})).unwrap(),
            ["province/1", "city/1", "city/2", "elsewhere/1"]
        );
    }
}
