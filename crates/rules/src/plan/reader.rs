//! Reads one pack: words against their clause, names against the catalogue, errors collected.

use crate::fact::{Catalogue, Fact, FactKind, FactSpec};
use crate::pack::{Pack, Quote, Reads, Sense, Verification};
use crate::phrase::{self, Basis, Bound, Item, Unit};

use super::interval::Interval;
use super::{PackError, PackProblem};

/// What a pack types about a bound, each with a reason.
#[derive(Clone, Copy, Default)]
pub(crate) struct Typed {
    /// The side on which a value may lie.
    pub(crate) sense: Option<Sense>,
    /// The bare word leaves its number out.
    pub(crate) reads: Option<Reads>,
    /// Whether a reason stands beside it.
    pub(crate) reason: bool,
}

impl Typed {
    /// Applies it; what the words say themselves is never typed beside them.
    fn apply(self, bound: &mut Bound) -> Result<(), PackProblem> {
        let by_sense = [&bound.lower, &bound.upper]
            .into_iter()
            .flatten()
            .any(|edge| edge.by_sense);
        if (by_sense || self.reads.is_some()) && !self.reason {
            return Err(PackProblem::NoReason);
        }
        match (by_sense, self.sense) {
            (true, None) => return Err(PackProblem::NoReason),
            (false, Some(_)) => return Err(PackProblem::Mixture),
            (true, Some(Sense::AtMost)) => bound.lower = None,
            (true, Some(Sense::AtLeast)) => bound.upper = None,
            (false, None) => {}
        }
        let bare = match self.reads {
            None => return Ok(()),
            Some(Reads::Below) => &mut bound.upper,
            Some(Reads::Above) => &mut bound.lower,
        };
        match bare.as_mut().filter(|edge| edge.basis == Basis::Convention) {
            Some(edge) => {
                edge.inclusive = false;
                edge.basis = Basis::Explicit;
                Ok(())
            }
            None => Err(PackProblem::Mixture),
        }
    }
}

pub(crate) struct Reader<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) pack: &'a Pack,
    clause: Vec<&'a str>,
    place: String,
    errors: &'a mut Vec<PackError>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue, pack: &'a Pack, errors: &'a mut Vec<PackError>) -> Self {
        Self {
            catalogue,
            pack,
            clause: Vec::new(),
            place: String::new(),
            errors,
        }
    }

    /// Moves to a part of the pack; errors name it.
    pub(crate) fn place(&mut self, place: &str) {
        place.clone_into(&mut self.place);
    }

    /// Moves to a clause: words must stand in it. A document that was read quotes, one known from reports summarises.
    pub(crate) fn clause(&mut self, quote: &'a Quote, summary: &'a Quote) {
        let verification = self.pack.document.verification;
        let (used, refused) = match verification {
            Verification::Original | Verification::Own => (quote, summary),
            Verification::Secondary | Verification::Entered => (summary, quote),
        };
        if !refused.is_empty() {
            let text = refused.iter().next().unwrap_or_default().to_owned();
            self.problem("quote", &text, PackProblem::Provenance);
        }
        if used.is_empty() {
            self.problem("quote", "", PackProblem::Missing);
        }
        self.clause = used.iter().collect();
    }

    /// The sentences of the clause at hand.
    pub(crate) fn sentences(&self) -> &[&'a str] {
        &self.clause
    }

    pub(crate) fn problem(&mut self, key: &str, text: &str, problem: PackProblem) {
        let place = if self.place.is_empty() {
            key.to_owned()
        } else {
            format!("{} {key}", self.place)
        };
        self.errors
            .push(PackError::new(&self.pack.document.id, &place, text, problem));
    }

    /// Whether the words stand in the clause and read there as they read alone.
    pub(crate) fn stands(&mut self, key: &str, words: &str) -> bool {
        let mut worst = None;
        for sentence in &self.clause {
            match phrase::stands_in(words, sentence) {
                Ok(_) => return true,
                Err(phrase::StandError::NotFound) => {}
                Err(error) => worst = Some(error),
            }
        }
        let problem = worst.map_or(PackProblem::NotInClause, PackProblem::stand);
        self.problem(key, words, problem);
        false
    }

    /// The one number of an amount.
    pub(crate) fn share(&mut self, key: &str, words: &str, unit: Unit) -> Option<Item> {
        self.share_in(key, words, &[unit])
    }

    /// The one number of an amount, in one of some units.
    pub(crate) fn share_in(&mut self, key: &str, words: &str, units: &[Unit]) -> Option<Item> {
        if !self.stands(key, words) {
            return None;
        }
        match phrase::share(words) {
            Ok(item) if units.contains(&item.unit) => Some(item),
            Ok(_) => {
                self.problem(key, words, PackProblem::other_unit(units));
                None
            }
            Err(error) => {
                self.problem(key, words, PackProblem::phrase(&error));
                None
            }
        }
    }

    /// A bound for a fact, in the unit that the fact's kind compares in.
    pub(crate) fn interval(&mut self, key: &str, words: &str, unit: Option<Unit>) -> Option<Interval> {
        self.interval_as(key, words, unit, Typed::default())
    }

    /// The same, where the pack types what the words leave to the sense or to the usage of the text.
    pub(crate) fn interval_as(&mut self, key: &str, words: &str, unit: Option<Unit>, typed: Typed) -> Option<Interval> {
        if !self.stands(key, words) {
            return None;
        }
        let mut bound = match phrase::bound(words, unit) {
            Ok(bound) => bound,
            Err(error) => {
                self.problem(key, words, PackProblem::phrase(&error));
                return None;
            }
        };
        if let Err(problem) = typed.apply(&mut bound) {
            self.problem(key, words, problem);
            return None;
        }
        Some(Interval::of(&bound, words))
    }

    /// A fact of the catalogue.
    pub(crate) fn fact(&mut self, key: &str, path: &str) -> Option<Fact> {
        let found = self.catalogue.find(path);
        if found.is_none() {
            let nearest = self.nearest(path);
            self.problem(key, path, PackProblem::UnknownFact { nearest });
        }
        found
    }

    /// A fact of one of some kinds.
    pub(crate) fn fact_of(&mut self, key: &str, path: &str, kinds: &[FactKind]) -> Option<Fact> {
        let fact = self.fact(key, path)?;
        let fits = self.catalogue.spec(fact).is_some_and(|spec| kinds.contains(&spec.kind));
        if !fits {
            self.problem(key, path, PackProblem::FactKind { wanted: kinds.to_vec() });
        }
        fits.then_some(fact)
    }

    pub(crate) fn spec(&self, fact: Fact) -> Option<&'a FactSpec> {
        self.catalogue.spec(fact)
    }

    /// A reading of the pack; its id is kept.
    pub(crate) fn reading(&mut self, key: &str, id: &str) -> String {
        if !self.pack.readings.contains_key(id) {
            let nearest = super::nearest(self.pack.readings.keys().map(String::as_str), id).map(str::to_owned);
            self.problem(key, id, PackProblem::UnknownReading { nearest });
        }
        id.to_owned()
    }

    pub(crate) fn readings(&mut self, key: &str, id: Option<&String>) -> Option<String> {
        id.map(|id| self.reading(key, id))
    }

    /// The fact that was probably meant: a name with few other letters, or the same fact of another group.
    fn nearest(&self, path: &str) -> Option<String> {
        let groups = self.catalogue.groups.iter();
        let all: Vec<String> = groups
            .flat_map(|group| group.facts.iter().map(move |fact| format!("{}.{}", group.id, fact.id)))
            .collect();
        let fact = path.split_once('.').map_or(path, |(_, fact)| fact);
        let elsewhere = || {
            all.iter()
                .find(|name| name.split_once('.').is_some_and(|(_, id)| id == fact))
        };
        super::nearest(all.iter().map(String::as_str), path)
            .map(str::to_owned)
            .or_else(|| elsewhere().cloned())
    }
}
