//! Packs, compiled: phrases read, facts resolved, every error of meaning found at once.
//!
//! A plan is made once and asked many times; [`Plan::assess`] reads nothing but the plan and the request.
//!
//! ```
//! use huisuan_rules::{Plan, digest::sha256, lpr::Lpr, pack::Pack, plan::{PackProblem, Source}};
//! # let facts = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/facts.json"));
//! # let pack = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/pack.json"));
//! let plan = |pack: &str| -> Result<_, serde_json::Error> {
//!     let source = Source { pack: serde_json::from_str(pack)?, hash: sha256(pack.as_bytes()) };
//!     Ok(Plan::new(serde_json::from_str(facts)?, Lpr::default(), vec![source]))
//! };
//!
//! let sound = plan(pack)?.map_err(|errors| format!("{errors:?}"))?;
//! let measure = sound.measure("sample/art-2").ok_or("the measure")?;
//! let asked: Vec<String> = sound.asks(measure).into_iter().map(|fact| sound.catalogue.path(fact)).collect();
//! assert_eq!(asked, ["firm.kind", "loan.principal", "loan.interest"]);
//!
//! // The clause says 500万元及以下: a bound of 300万元 does not stand in it, and 500万元 alone leaves half of it out.
//! let first = |words: &str| -> Result<_, serde_json::Error> {
//!     let changed = pack.replace(r#""words": "500万元及以下""#, &format!(r#""words": "{words}""#));
//!     Ok(plan(&changed)?.err().and_then(|errors| errors.into_iter().next()).map(|error| (error.place, error.problem)))
//! };
//! assert_eq!(first("500万元及以下")?, None);
//! assert_eq!(first("300万元及以下")?, Some(("measure art-2 when[1] words".to_owned(), PackProblem::NotInClause)));
//! assert!(matches!(first("500万元")?, Some((_, PackProblem::Cut { .. }))));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::Date;
use crate::compact::compact;
use crate::fact::{Catalogue, Fact, FactKind, FactSpec, Group};
use crate::lpr::Lpr;
use crate::pack::{self, Pack, Standing, Text, Verification};

mod benchmark;
mod classes;
mod condition;
mod error;
mod interval;
mod limit;
mod measure;
mod parts;
mod reader;
mod test;
mod whole;
mod window;

pub use benchmark::{Benchmark, Target};
pub use error::{PackError, PackProblem, nearest};
pub(crate) use interval::holds;
pub use interval::{End, Interval};
pub use limit::{Cap, CapLimit, Limit, PrincipalHeads};
pub use measure::{Clause, Measure};
pub(crate) use reader::Reader;
pub use test::{Branch, Condition, Test};
pub use window::{Force, Start, Window};

/// Everything that requests are assessed against.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Facts, with the questions of each pack as a group named after it.
    pub catalogue: Catalogue,
    /// The loan prime rate.
    pub lpr: Lpr,
    /// The documents, in the order given.
    pub documents: Vec<Document>,
    /// The measures of all documents, in the order of the clauses.
    pub measures: Vec<Measure>,
    /// For each derived fact, those that it comes from: resolved once, since every assessment needs them.
    sources: Vec<(Fact, Vec<Fact>)>,
    /// The group of facts about whoever would receive the money.
    applicant: Option<u16>,
    /// Number of the groups of facts that all documents share; behind them stand the questions of single documents.
    shared: u16,
    /// For each group whose rows belong to rows of another: the fact that numbers those, and their group.
    links: Vec<(u16, (Fact, u16))>,
}

/// A pack and the digest of its bytes, which names its version.
#[derive(Clone, Debug)]
pub struct Source {
    /// The pack.
    pub pack: Pack,
    /// `sha256:…` of its canonical JSON.
    pub hash: String,
}

/// A compiled document: what people are told of it, and what is tested.
#[derive(Clone, Debug)]
pub struct Document {
    /// Name of the document inside 惠算.
    pub id: String,
    /// The digest of the pack.
    pub hash: String,
    /// Code of the place that issued it (GB/T 2260), `000000` for the whole country.
    pub region: String,
    /// Title as published.
    pub zh: String,
    /// Unofficial English title.
    pub en: String,
    /// Number of the paper, where it has one.
    pub number: Option<String>,
    /// Draft or issued.
    pub standing: Standing,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// Whether the document itself was read.
    pub verification: Verification,
    /// Day on which that was done.
    pub verified_on: String,
    /// Where the figures come from, for documents that were not read themselves.
    pub sources: Vec<String>,
    /// How unclear words were read, by id.
    pub readings: Vec<(String, Text)>,
    /// When it is law.
    pub force: Force,
    /// Which facts count.
    pub window: Option<Window>,
    /// Its own conditions.
    pub conditions: Vec<DocumentCondition>,
}

compact!(struct Document {
    id, hash, region, zh, en, number, standing, issued_on, verification, verified_on, sources, readings, force, window,
    conditions,
});

/// A compiled condition that holds for every measure.
#[derive(Clone, Debug)]
pub struct DocumentCondition {
    /// Its id in the pack.
    pub id: String,
    /// Where it stands.
    pub article: String,
    /// The clause.
    pub quote: Vec<String>,
    /// Unofficial English translation of the clause.
    pub translation: Option<String>,
    /// What is tested.
    pub tests: Vec<Condition>,
}

compact!(struct DocumentCondition { id, article, quote, translation, tests });

impl Document {
    /// The first digits of its digest, by which links name its version.
    pub fn digits(&self) -> &str {
        let digest = self.hash.trim_start_matches("sha256:");
        digest.get(..8).unwrap_or(digest)
    }

    /// The words of a reading of this document.
    pub fn reading(&self, id: &str) -> Option<&Text> {
        let reading = self.readings.iter().find(|(known, _)| known == id);
        reading.map(|(_, text)| text)
    }
}

impl Plan {
    /// Compiles packs against a catalogue. All errors of all packs come at once.
    ///
    /// # Errors
    /// Every [`PackError`] with its document, its key and what stands there.
    pub fn new(catalogue: Catalogue, lpr: Lpr, sources: Vec<Source>) -> Result<Self, Vec<PackError>> {
        let mut errors = Vec::new();
        let mut catalogue = catalogue;
        let shared = u16::try_from(catalogue.groups.len()).unwrap_or(u16::MAX);
        for group in sources.iter().filter_map(|source| questions(&source.pack)) {
            catalogue.groups.push(group);
        }
        let applicant = catalogue.groups.iter().position(|group| group.id == "applicant");
        let mut plan = Self {
            lpr,
            documents: Vec::new(),
            measures: Vec::new(),
            sources: resolve(&catalogue, &mut errors),
            applicant: applicant.and_then(|at| u16::try_from(at).ok()),
            shared,
            links: links(&catalogue, &mut errors),
            catalogue,
        };
        for source in sources {
            plan.add(source, &mut errors);
        }
        if errors.is_empty() { Ok(plan) } else { Err(errors) }
    }

    /// The measure of that id, `document/measure`.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// The document of a measure.
    pub fn document(&self, measure: &Measure) -> Option<&Document> {
        self.documents.get(measure.document)
    }

    /// The facts that a derived fact comes from, in the order of the catalogue.
    pub(crate) fn sources(&self, fact: Fact) -> &[Fact] {
        let sources = self.sources.iter().find(|(derived, _)| *derived == fact);
        sources.map_or(&[], |(_, sources)| sources)
    }

    /// Whether a fact is about whoever would receive the money.
    pub(crate) fn is_about_applicant(&self, fact: Fact) -> bool {
        self.applicant == Some(fact.group)
    }

    /// The fact that numbers the rows to which those of a group belong, and their group.
    pub(crate) fn link(&self, group: u16) -> Option<(Fact, u16)> {
        let link = self.links.iter().find(|(from, _)| *from == group);
        link.map(|(_, to)| *to)
    }

    /// The facts that a person can be asked for so that a measure can be assessed, without repetition, in the order in
    /// which the measure needs them: what decides eligibility first.
    pub fn asks(&self, measure: &Measure) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut add = |fact: Fact| {
            for asked in self.catalogue.askable(fact) {
                if !facts.contains(&asked) {
                    facts.push(asked);
                }
            }
        };
        for condition in self.conditions(measure) {
            condition.each_fact(&mut add);
        }
        measure.each_fact(&mut add);
        if let Some((number, _)) = measure.rows.and_then(|rows| self.link(rows.group)) {
            add(number);
        }
        facts
    }

    /// The conditions that hold for a measure: its own, then those of its document that test its recipient. Pointers and
    /// goals judge nobody and have none.
    pub fn conditions<'a>(&'a self, measure: &'a Measure) -> impl Iterator<Item = &'a Condition> {
        let of_document = self
            .document(measure)
            .filter(|_| measure.is_judged())
            .into_iter()
            .flat_map(|document| document.conditions.iter());
        measure.conditions.iter().chain(
            of_document
                .filter(|condition| !measure.source.exempt.contains(&condition.id))
                .flat_map(|condition| condition.tests.iter()),
        )
    }

    fn add(&mut self, source: Source, errors: &mut Vec<PackError>) {
        let Source { pack, hash } = source;
        let at = self.documents.len();
        let id = pack.document.id.clone();
        if self.documents.iter().any(|document| document.id == id) {
            errors.push(PackError::new(&id, "document.id", &id, PackProblem::Duplicate));
        }
        let mut reader = Reader::new(&self.catalogue, &pack, errors);
        whole::check(&mut reader, &pack);
        let force = window::force(&mut reader, &pack);
        let window = window::counts(&mut reader, &pack, &force);
        let conditions = pack
            .conditions
            .iter()
            .map(|condition| DocumentCondition {
                id: condition.id.clone(),
                article: condition.article.clone(),
                quote: condition.quote.0.clone(),
                translation: condition.translation.clone(),
                tests: condition::of_document(&mut reader, condition),
            })
            .collect();
        let mut measures: Vec<Measure> = Vec::new();
        for source in &pack.measures {
            if let Some(measure) = measure::compile(&mut reader, at, &id, source, window.as_ref()) {
                measures.push(measure);
            }
        }
        classes::check(&mut reader, &measures);
        let Pack { document, readings, .. } = pack;
        self.documents.push(Document {
            id: document.id,
            hash,
            region: document.region,
            zh: document.zh,
            en: document.en,
            number: document.number,
            standing: document.standing,
            issued_on: document.issued_on,
            verification: document.verification,
            verified_on: document.verified_on,
            sources: document.sources,
            readings: readings.into_iter().collect(),
            force,
            window,
            conditions,
        });
        self.measures.extend(measures);
    }
}

/// Resolves what derived facts come from.
fn resolve(catalogue: &Catalogue, errors: &mut Vec<PackError>) -> Vec<(Fact, Vec<Fact>)> {
    let mut sources = Vec::new();
    let specs = catalogue
        .groups
        .iter()
        .flat_map(|group| group.facts.iter().map(move |spec| (group, spec)));
    for (group, spec) in specs {
        if spec.derive.is_none() {
            continue;
        }
        let path = format!("{}.{}", group.id, spec.id);
        let mut facts = Vec::new();
        for from in &spec.from {
            if let Some(fact) = catalogue.find(from) {
                facts.push(fact);
            } else {
                let problem = PackProblem::UnknownFact { nearest: None };
                errors.push(PackError::new("facts", &format!("{path} from"), from, problem));
            }
        }
        if let Some(fact) = catalogue.find(&path) {
            sources.push((fact, facts));
        }
    }
    sources
}

/// Resolves the groups whose rows belong to rows of another.
fn links(catalogue: &Catalogue, errors: &mut Vec<PackError>) -> Vec<(u16, (Fact, u16))> {
    let mut links = Vec::new();
    for (group, of) in catalogue
        .groups
        .iter()
        .filter_map(|group| Some((group, group.of.as_ref()?)))
    {
        let path = format!("{}.{of}", group.id);
        let target = catalogue.groups.iter().position(|group| group.id == *of);
        let found = catalogue.find(&path).zip(target.and_then(|at| u16::try_from(at).ok()));
        if let Some((number, target)) = found {
            links.push((number.group, (number, target)));
        } else {
            let problem = PackProblem::UnknownFact { nearest: None };
            errors.push(PackError::new("facts", &format!("{} of", group.id), &path, problem));
        }
    }
    links
}

/// The group of the questions that only this pack asks.
fn questions(pack: &Pack) -> Option<Group> {
    if pack.questions.is_empty() {
        return None;
    }
    let facts = pack
        .questions
        .iter()
        .map(|(id, words)| FactSpec {
            id: id.clone(),
            kind: FactKind::Flag,
            series: None,
            choices: Vec::new(),
            min: None,
            max: None,
            derive: None,
            from: Vec::new(),
            asked: false,
            optional: false,
            zh: words.zh.clone(),
            en: words.en.clone(),
            help: None,
        })
        .collect();
    let pack::Document { id, zh, en, .. } = &pack.document;
    Some(Group {
        id: id.clone(),
        repeat: false,
        of: None,
        zh: zh.clone(),
        en: en.clone(),
        facts,
    })
}

/// Reads a day of a pack, ISO.
pub(crate) fn day(reader: &mut Reader<'_>, key: &str, text: &str) -> Option<Date> {
    let date = text.parse().ok();
    if date.is_none() {
        reader.problem(key, text, PackProblem::Day);
    }
    date
}
