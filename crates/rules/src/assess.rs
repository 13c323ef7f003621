//! The one way in: a plan and a request make outcomes.
//!
//! Order: standing and force, conditions of the document, conditions of the measure, limits on base and time, the amount of
//! each row and year (rounded here where the measure says per period), caps on the sum, rounding, kind.

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
        let (day, sees) = (request.day()?, self.sees(request)?);
        let measures = self.asked(request)?.into_iter();
        Ok(Inquiry {
            plan: self,
            day,
            sees,
            measures: measures.map(|measure| Asked::new(self, measure, sees)).collect(),
            trace: request.trace,
        })
    }

    /// The recipients whose money is that of the one who asks.
    fn sees(&self, request: &Request) -> Result<&[String], RequestError> {
        let role = request.role.as_deref().unwrap_or("firm");
        let actor = self.catalogue.actors.iter().find(|actor| actor.id == role);
        actor
            .map(|actor| actor.sees.as_slice())
            .ok_or_else(|| RequestError::Role {
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
