//! A job against a plan: rows of a party in, outcomes and errors out.

use std::sync::Arc;

use litemap::LiteMap;
use rules::Plan;
use rules::fact::{FactKind, FactSpec, RawValue, Value};
use rules::plan::Measure;
use rules::request::{FieldError, MOST_ROWS, RawRows, Request, RequestError};
use text::{Language, Words};

use crate::cell::CellReader;
use crate::column::{Column, LAST_DAYS, PARTY, units};
use crate::party::Gatherer;
use crate::{Constant, Job, guess};

mod compute;

use compute::dated;
pub use compute::{Answer, Computer, RowAnswer, RowError, RowProblem};

/// A job that fits its plan and its table, ready for rows.
#[derive(Clone, Debug)]
pub struct Table {
    plan: Arc<Plan>,
    language: Language,
    columns: Vec<Column>,
    party: Option<usize>,
    uses: Vec<Use>,
    request: Request,
    /// The groups of which each row makes one, and what the job says of each of them.
    contracts: Vec<(String, LiteMap<String, RawValue>)>,
    /// For each measure the place in `contracts` of what it is about.
    about: Vec<Option<usize>>,
}

/// What one column is used for.
#[derive(Clone, Debug)]
struct Use {
    column: usize,
    reader: CellReader,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    /// A fact: its group, its id, and the period of a series.
    Fact {
        group: String,
        id: String,
        spec: Box<FactSpec>,
        period: Option<String>,
        /// The place of a group that repeats in `contracts`.
        contract: Option<usize>,
    },
    /// The last day of a contract: the place of the group, the day it begins and its term.
    LastDay {
        contract: usize,
        begins: &'static str,
        term: &'static str,
    },
}

/// What is wrong with a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobError {
    /// Another version of the format.
    Schema(u32),
    /// Neither `zh` nor `en`.
    Language(String),
    /// No such thing that a column could be.
    Target {
        /// The heading.
        heading: String,
        /// What was given.
        target: String,
    },
    /// A series needs a period, anything else has none.
    Period {
        /// The heading.
        heading: String,
    },
    /// A unit that does not fit the fact.
    Unit {
        /// The heading.
        heading: String,
    },
    /// What holds for every row cannot be read.
    Constant {
        /// The fact, what was given, and why it cannot be read.
        error: FieldError,
    },
    /// Two columns are the same fact.
    Twice {
        /// The second heading.
        heading: String,
    },
    /// A column that the table does not have.
    Missing {
        /// The heading.
        heading: String,
    },
    /// No column is a fact.
    NoFacts,
    /// None of the documents has a measure that the table could answer.
    NoMeasures,
    /// The day, the role, a document, a measure or a fact of the job.
    Request(RequestError),
}

impl Table {
    /// Fits a job to a plan and the headings of a table. Columns of the job are found by their headings; where it has none,
    /// they are guessed.
    ///
    /// # Errors
    /// [`JobError`]: another version or language, a column that is not there or twice, no facts, no measures, or what the engine
    /// does not know of the day, the role, the documents, the measures and the facts.
    pub fn new<S: AsRef<str>>(plan: Arc<Plan>, job: &Job, headings: &[S]) -> Result<Self, JobError> {
        if job.schema != 1 {
            return Err(JobError::Schema(job.schema));
        }
        let language = Language::from_id(&job.language).ok_or_else(|| JobError::Language(job.language.clone()))?;
        let columns = if job.columns.is_empty() {
            guess(&plan.catalogue, headings)
        } else {
            named(&job.columns, headings)?
        };
        let mut table = Self {
            language,
            party: columns
                .iter()
                .position(|column| column.target.as_deref() == Some(PARTY)),
            uses: Vec::new(),
            request: Request {
                schema: 1,
                day: job.day.clone(),
                role: job.role.clone(),
                measures: Vec::new(),
                documents: Vec::new(),
                region: None,
                trace: false,
                facts: LiteMap::new(),
            },
            contracts: Vec::new(),
            about: Vec::new(),
            columns: Vec::new(),
            plan,
        };
        for (group, rows) in &job.facts {
            let of = table.plan.catalogue.groups.iter().find(|of| of.id == *group);
            match rows.0.first() {
                Some(row) if of.is_some_and(|of| of.repeat) => table.contracts.push((group.clone(), row.clone())),
                _ => drop(table.request.facts.insert(group.clone(), rows.clone())),
            }
        }
        for (at, column) in columns.iter().enumerate() {
            table.take(at, column)?;
        }
        // A last day is held against the first day and the term of its row, wherever their columns stand.
        table.uses.sort_by_key(|used| matches!(used.what, What::LastDay { .. }));
        table.columns = columns;
        if table.uses.is_empty() {
            return Err(JobError::NoFacts);
        }
        for constant in &job.constants {
            table.hold(constant)?;
        }
        table.ask(job)?;
        Ok(table)
    }

    /// Takes up what holds for every row.
    fn hold(&mut self, constant: &Constant) -> Result<(), JobError> {
        let Constant { target, period, value } = constant;
        let unknown = || JobError::Target {
            heading: value.clone(),
            target: target.clone(),
        };
        let catalogue = &self.plan.catalogue;
        let fact = catalogue.find(target).ok_or_else(unknown)?;
        let (spec, group) = catalogue.spec(fact).zip(catalogue.group(fact)).ok_or_else(unknown)?;
        let read = CellReader::new(target, spec, None, &catalogue.regions).read(value);
        let read = read.map(|value| dated(value, period.as_ref())).and_then(|value| {
            Value::read(spec, &value)?;
            Ok(value)
        });
        let read = read.map_err(|problem| JobError::Constant {
            error: FieldError {
                field: target.clone(),
                given: value.clone(),
                problem,
            },
        })?;
        let (id, group, repeat) = (spec.id.clone(), group.id.clone(), group.repeat);
        let values = if repeat {
            // Of contracts that the table does not have there is nothing to say.
            let contract = self.contracts.iter_mut().find(|(known, _)| *known == group);
            contract.map(|(_, values)| values).ok_or_else(unknown)?
        } else {
            let rows = &mut self.request.facts.entry(group).or_default().0;
            if rows.is_empty() {
                rows.push(LiteMap::new());
            }
            rows.first_mut().ok_or_else(unknown)?
        };
        match (values.get_mut(&id), read) {
            (Some(RawValue::Years(all)), RawValue::Years(more)) => all.extend(more),
            (_, read) => drop(values.insert(id, read)),
        }
        Ok(())
    }

    /// Takes up a column.
    fn take(&mut self, at: usize, column: &Column) -> Result<(), JobError> {
        let heading = || column.heading.clone();
        let Some(target) = column.target.as_deref().filter(|target| *target != PARTY) else {
            return Ok(());
        };
        let unknown = || JobError::Target {
            heading: heading(),
            target: target.to_owned(),
        };
        if let Some((_, begins, term)) = LAST_DAYS.iter().find(|(path, ..)| *path == target) {
            let (group, _) = target.split_once('.').ok_or_else(unknown)?;
            let what = What::LastDay {
                contract: self.contract(group),
                begins: fact_of(begins),
                term: fact_of(term),
            };
            self.uses.push(Use {
                column: at,
                reader: CellReader::day(),
                what,
            });
            return Ok(());
        }
        let catalogue = &self.plan.catalogue;
        let fact = catalogue.find(target).ok_or_else(unknown)?;
        let (spec, group) = catalogue.spec(fact).zip(catalogue.group(fact)).ok_or_else(unknown)?;
        if spec.derive.is_some() && !spec.asked {
            return Err(unknown());
        }
        // A yes or no without a year holds for every year.
        let undated = spec.kind == FactKind::Flag;
        if spec.series.is_some() != column.period.is_some() && !(undated && column.period.is_none()) {
            return Err(JobError::Period { heading: heading() });
        }
        if column.unit.is_some_and(|unit| !units(spec.kind).contains(&unit)) {
            return Err(JobError::Unit { heading: heading() });
        }
        let (spec, repeat, group) = (spec.clone(), group.repeat, group.id.clone());
        let reader = CellReader::new(target, &spec, column.unit, &catalogue.regions);
        let same = |other: &Use| match &other.what {
            What::Fact {
                group: of, id, period, ..
            } => *of == group && *id == spec.id && *period == column.period,
            What::LastDay { .. } => false,
        };
        if self.uses.iter().any(same) {
            return Err(JobError::Twice { heading: heading() });
        }
        let contract = repeat.then(|| self.contract(&group));
        let what = What::Fact {
            group,
            id: spec.id.clone(),
            spec: Box::new(spec),
            period: column.period.clone(),
            contract,
        };
        self.uses.push(Use {
            column: at,
            reader,
            what,
        });
        Ok(())
    }

    /// The place of a group that repeats.
    fn contract(&mut self, group: &str) -> usize {
        if let Some(at) = self.contracts.iter().position(|(known, _)| known == group) {
            return at;
        }
        self.contracts.push((group.to_owned(), LiteMap::new()));
        self.contracts.len() - 1
    }

    /// Finds out which measures are asked about, and whether the request stands.
    fn ask(&mut self, job: &Job) -> Result<(), JobError> {
        let mut request = self.request.clone();
        request.measures.clone_from(&job.measures);
        request.documents.clone_from(&job.documents);
        request.region.clone_from(&job.region);
        for (group, row) in &self.contracts {
            request.facts.insert(group.clone(), RawRows(vec![row.clone()]));
        }
        let asked = self.plan.assess(&request).map_err(JobError::Request)?;
        let table = |measure: &Measure| {
            let group = self.group_of(measure);
            measure.is_judged() && group.is_none_or(|id| self.contracts.iter().any(|(known, _)| *known == id))
        };
        let plan = &self.plan;
        let asked = asked.outcomes.iter().map(|outcome| &outcome.measure);
        let fits = |id: &&String| job.measures.contains(id) || plan.measure(id).is_some_and(table);
        let measures: Vec<String> = asked.filter(fits).cloned().collect();
        if measures.is_empty() {
            return Err(JobError::NoMeasures);
        }
        let about = measures.iter().map(|id| {
            let group = self.group_of(plan.measure(id)?)?;
            self.contracts.iter().position(|(known, _)| *known == group)
        });
        self.about = about.collect();
        self.request.measures = measures;
        Ok(())
    }

    fn group_of(&self, measure: &Measure) -> Option<String> {
        let group = self.plan.catalogue.groups.get(measure.rows?.group())?;
        Some(group.id.clone())
    }

    /// The plan that answers.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The words of what is added.
    pub fn words(&self) -> Words<'_> {
        Words {
            plan: &self.plan,
            language: self.language,
        }
    }

    /// What each column of the table is, from the left to the right.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The measures that are computed, in the order of what is added.
    pub fn measures(&self) -> &[String] {
        &self.request.measures
    }

    /// The place of the column that tells parties apart.
    pub fn party(&self) -> Option<usize> {
        self.party
    }

    /// Gathers the rows of parties from a sorted table.
    pub fn gatherer(&self) -> Gatherer {
        Gatherer::new(self.party, MOST_ROWS)
    }

    /// The number of the contract that a row is for the measure at a place.
    pub(crate) fn contract_of(&self, measure: usize, row: &RowAnswer) -> Option<usize> {
        let group = self.about.get(measure).copied().flatten()?;
        row.contracts.get(group).copied().flatten()
    }
}

/// The columns of a job in the order of the table.
fn named<S: AsRef<str>>(columns: &[Column], headings: &[S]) -> Result<Vec<Column>, JobError> {
    let headings: Vec<&str> = headings.iter().map(|heading| heading.as_ref().trim()).collect();
    for column in columns.iter().filter(|column| column.target.is_some()) {
        if !headings.contains(&column.heading.trim()) {
            return Err(JobError::Missing {
                heading: column.heading.clone(),
            });
        }
    }
    let mut left: Vec<&Column> = columns.iter().collect();
    let found = headings.iter().map(|heading| {
        // Of two columns with the same heading each has its own entry.
        match left.iter().position(|column| column.heading.trim() == *heading) {
            Some(at) => left.remove(at).clone(),
            None => Column {
                heading: (*heading).to_owned(),
                ..Column::default()
            },
        }
    });
    Ok(found.collect())
}

fn fact_of(path: &'static str) -> &'static str {
    path.split_once('.').map_or(path, |(_, fact)| fact)
}
