//! The facts that clauses ask for: a catalogue in data, and typed values.
//!
//! The catalogue is part of a compiled plan, whose compact form has no names of fields: none may be skipped in it.
//!
//! ```
//! use huisuan_rules::{RateError, fact::{Catalogue, FieldProblem, RawValue, Value}};
//! # let file = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/facts.json"));
//! let catalogue: Catalogue = serde_json::from_str(file)?;
//! let rate = catalogue.find("loan.rate").ok_or("a fact")?;
//! let spec = catalogue.spec(rate).ok_or("a fact")?;
//! assert_eq!((catalogue.path(rate).as_str(), spec.en.as_str()), ("loan.rate", "Annual rate"));
//!
//! let read = |text: &str| Value::read(spec, &RawValue::Text(text.to_owned()));
//! assert_eq!(read("345BP"), read("3.45%"));
//! assert_eq!(read("3.45"), Err(FieldProblem::Rate { error: RateError::NoUnit }));
//! assert_eq!(read("101%"), Err(FieldProblem::TooLarge { max: "100%".to_owned() }));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use serde::{Deserialize, Serialize};

use crate::compact::{Compact, Input, Output, compact};
use crate::pack::Text;

mod limits;
mod value;

pub(crate) use limits::Limits;
pub use value::{FieldProblem, RawValue, Value};

/// The catalogue of facts with the names of those who ask, receive and pay.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Facts by actor or contract.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
    /// Who may ask.
    #[serde(default, rename = "actor")]
    pub actors: Vec<Actor>,
    /// Who receives money or pays a limited price.
    #[serde(default, rename = "recipient")]
    pub recipients: Vec<Named>,
    /// Treasuries.
    #[serde(default, rename = "payer")]
    pub payers: Vec<Named>,
    /// Groups of measures of which only one counts for a contract.
    #[serde(default, rename = "exclusive")]
    pub exclusive: Vec<Named>,
    /// Subjects of measures.
    #[serde(default, rename = "topic")]
    pub topics: Vec<Named>,
    /// Places, by GB/T 2260 code.
    #[serde(default, rename = "region")]
    pub regions: Vec<Named>,
}

compact!(struct Catalogue { groups, actors, recipients, payers, exclusive, topics, regions });

/// Something with an id and a name.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Stable id.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}

compact!(struct Named { id, zh, en });

/// Someone who asks, with the recipients whose money is then theirs, and those for whom they answer.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Stable id.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Ids of recipients.
    pub sees: Vec<String>,
    /// Ids of recipients whose business it does, and whose money is not its own.
    #[serde(default)]
    pub answers_for: Vec<String>,
}

compact!(struct Actor { id, zh, en, sees, answers_for });

/// The facts about one actor or one kind of contract.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Stable id, the part before the dot of a fact.
    pub id: String,
    /// Several of them may stand in a request.
    #[serde(default)]
    pub repeat: bool,
    /// Each of them belongs to a row of that group; the fact of the same name holds its number, from 1.
    #[serde(default)]
    pub of: Option<String>,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Its facts, in the order in which a person would be asked.
    #[serde(default, rename = "fact")]
    pub facts: Vec<FactSpec>,
}

compact!(struct Group { id, repeat, of, zh, en, facts });

/// One fact: what it is, its limits and how a person is asked for it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FactSpec {
    /// Stable id, the part after the dot.
    pub id: String,
    /// What kind of value it has.
    #[serde(rename = "type")]
    pub kind: FactKind,
    /// One value a year instead of one.
    #[serde(default)]
    pub series: Option<SeriesKind>,
    /// What may be chosen.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Least value, in the notation of the kind.
    #[serde(default)]
    pub min: Option<String>,
    /// Greatest value, in the notation of the kind.
    #[serde(default)]
    pub max: Option<String>,
    /// How the engine computes it.
    #[serde(default)]
    pub derive: Option<Derive>,
    /// From which facts.
    #[serde(default)]
    pub from: Vec<String>,
    /// It may also be given, which then comes first.
    #[serde(default)]
    pub asked: bool,
    /// The result stands without it, by a default that is stated where it matters: it is read where it is given, but
    /// nobody is asked for it.
    #[serde(default)]
    pub optional: bool,
    /// Chinese name or question.
    pub zh: String,
    /// English name or question.
    pub en: String,
    /// One line of explanation.
    #[serde(default)]
    pub help: Option<Text>,
}

compact!(struct FactSpec {
    id, kind, series, choices, min, max, derive, from, asked, optional, zh, en, help,
});

/// One of the values that a choice or a set can have.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable id.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// One line of explanation.
    #[serde(default)]
    pub help: Option<Text>,
}

compact!(struct Choice { id, zh, en, help });

/// The kind of value that a fact has.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// Money in yuan, to the fen.
    Money,
    /// A rate with its unit.
    Rate,
    /// A plain number.
    Number,
    /// A whole number that is not negative.
    Count,
    /// A day.
    Date,
    /// A length of time in months or days.
    Term,
    /// One of the choices.
    Choice,
    /// Any of the choices.
    Set,
    /// Yes or no.
    Flag,
    /// A GB/T 2260 code.
    Region,
    /// Free text that only tells things apart.
    Text,
    /// The time between two days; always derived.
    Span,
}

compact!(
    enum FactKind {
        Money,
        Rate,
        Number,
        Count,
        Date,
        Term,
        Choice,
        Set,
        Flag,
        Region,
        Text,
        Span,
    }
);

/// By what a series counts.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SeriesKind {
    /// Calendar years.
    Year,
    /// Years of the contract, from 1.
    ContractYear,
    /// Days.
    Day,
}

compact!(
    enum SeriesKind {
        Year,
        ContractYear,
        Day,
    }
);

/// The closed set of functions that derive facts.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Derive {
    /// The first over the second.
    Ratio,
    /// The time from the first day to the second.
    Span,
    /// Premium over insured amount over years.
    AnnualisedPremium,
    /// Insured amount times years.
    InsuredYears,
    /// The amounts on which a guarantee fee is charged, year by year.
    GuaranteeFeeBase,
    /// The interest of a securitisation, calendar year by calendar year.
    SecuritisationInterest,
    /// All guarantees of a customer with a guarantor: the one of the request, where there is only one.
    GuaranteeTotal,
}

compact!(
    enum Derive {
        Ratio,
        Span,
        AnnualisedPremium,
        InsuredYears,
        GuaranteeFeeBase,
        SecuritisationInterest,
        GuaranteeTotal,
    }
);

/// A fact of the catalogue, resolved.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact {
    pub(crate) group: u16,
    pub(crate) fact: u16,
}

/// The group of a document's own questions stands elsewhere in each plan that holds the document: it is written as the one
/// behind the shared groups.
impl Compact for Fact {
    fn write(&self, output: &mut Output) {
        self.group.min(output.shared).write(output);
        self.fact.write(output);
    }

    fn read(input: &mut Input<'_>) -> Self {
        let group = u16::read(input);
        let fact = u16::read(input);
        let group = if group < input.shared { group } else { input.own };
        Self { group, fact }
    }
}

impl Fact {
    /// Its place among the facts of its group.
    pub fn position(self) -> usize {
        usize::from(self.fact)
    }

    /// The place of its group in the catalogue.
    pub fn group(self) -> usize {
        usize::from(self.group)
    }
}

impl Catalogue {
    /// The fact of that path (`group.fact`), if there is one.
    pub fn find(&self, path: &str) -> Option<Fact> {
        let (group, fact) = path.split_once('.')?;
        let group_at = self.groups.iter().position(|g| g.id == group)?;
        let fact_at = self.groups.get(group_at)?.facts.iter().position(|f| f.id == fact)?;
        Some(Fact {
            group: u16::try_from(group_at).ok()?,
            fact: u16::try_from(fact_at).ok()?,
        })
    }

    /// The fact of that id in the group of another.
    pub(crate) fn beside(&self, fact: Fact, id: &str) -> Option<Fact> {
        let at = self.group(fact)?.facts.iter().position(|spec| spec.id == id)?;
        Some(Fact {
            group: fact.group,
            fact: u16::try_from(at).ok()?,
        })
    }

    /// What the catalogue says of a fact. `None` only for a fact of another catalogue.
    pub fn spec(&self, fact: Fact) -> Option<&FactSpec> {
        self.group(fact)?.facts.get(usize::from(fact.fact))
    }

    /// The group of a fact.
    pub fn group(&self, fact: Fact) -> Option<&Group> {
        self.groups.get(usize::from(fact.group))
    }

    /// The path of a fact, `group.fact`.
    pub fn path(&self, fact: Fact) -> String {
        match (self.group(fact), self.spec(fact)) {
            (Some(group), Some(spec)) => format!("{}.{}", group.id, spec.id),
            _ => String::new(),
        }
    }

    /// The facts that a person is asked for in order to know `fact`: itself, or what it is derived from. Optional ones
    /// are left out.
    pub fn askable(&self, fact: Fact) -> Vec<Fact> {
        let Some(spec) = self.spec(fact) else { return Vec::new() };
        let mut facts = Vec::new();
        if spec.derive.is_none() || spec.asked {
            facts.push(fact);
        }
        facts.extend(spec.from.iter().filter_map(|path| self.find(path)));
        facts.retain(|fact| self.spec(*fact).is_some_and(|spec| !spec.optional));
        facts
    }
}

/// Finds a name by id.
pub fn named<'a>(names: &'a [Named], id: &str) -> Option<&'a Named> {
    names.iter().find(|named| named.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_found_at_its_place_in_its_group() {
        let catalogue: Catalogue = serde_json::from_str(include_str!("../tests/sample/facts.json")).unwrap();
        for (group, fact) in [
            ("firm", "kind"),
            ("loan", "principal"),
            ("loan", "rate"),
            ("loan", "term"),
        ] {
            let found = catalogue.find(&format!("{group}.{fact}")).unwrap();
            let of = catalogue.groups.get(found.group()).unwrap();
            assert_eq!(of.id, group);
            assert_eq!(of.facts.get(found.position()).unwrap().id, fact);
        }
        assert_eq!(catalogue.find("loan.kind"), None);
    }
}
