//! Measures, compiled.

use nanoserde::{DeBin, SerBin};

use crate::fact::{Fact, FactKind};
use crate::mechanism::Mechanism;
use crate::pack::{self, Effect, Strength};

use super::condition::{self, Condition};
use super::limit::{self, Cap, CapLimit, Limit};
use super::{PackProblem, Reader, Window};

/// What a clause gives, limits or bounds.
#[derive(Clone, Debug, DeBin, SerBin)]
pub struct Measure {
    /// `document/measure`.
    pub id: String,
    /// Index of its document in the plan.
    pub document: usize,
    /// What people are told of it.
    pub source: Clause,
    /// Its own conditions.
    pub conditions: Vec<Condition>,
    /// How the base becomes an amount; none where it only says yes or no.
    pub mechanism: Option<Mechanism>,
    /// Limits before the amount.
    pub limits: Vec<Limit>,
    /// Limits on the amount.
    pub caps: Vec<Cap>,
    /// What tells counterparties or products apart.
    pub by: Option<Fact>,
    /// A fact of the group whose rows (contracts, losses) the measure is about.
    pub rows: Option<Fact>,
    /// The date that places the fact in a year and in the window.
    pub dated: Option<Fact>,
    /// Facts that the result is held against, with the reading that words the warning.
    pub warn: Vec<(Fact, String)>,
}

/// What a measure says of itself: the clause, whom it pays, how it is rounded.
#[derive(Clone, Debug, DeBin, SerBin)]
pub struct Clause {
    /// Name inside the pack.
    pub id: String,
    /// Where the clause stands.
    pub article: String,
    /// What it is, in a few words.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// Subject, an id of the catalogue.
    pub topic: String,
    /// What it does.
    pub effect: Effect,
    /// Whom it pays or whose price it limits, an id of the catalogue.
    pub recipient: String,
    /// Which treasury pays, an id of the catalogue.
    pub payer: Option<String>,
    /// How strong the promise is.
    pub strength: Strength,
    /// What one evaluation is about.
    pub unit: pack::Unit,
    /// When amounts are rounded.
    pub rounding: Option<pack::Rounding>,
    /// The clause, verbatim; empty where the document was not read.
    pub quote: Vec<String>,
    /// The clause in our words, where the document was not read.
    pub summary: Vec<String>,
    /// Unofficial English translation.
    pub translation: Option<String>,
    /// The words of the amount and of its limits, for marking them in the clause.
    pub words: Vec<String>,
    /// Readings that every result rests on, in the order in which they are told.
    pub readings: Vec<String>,
    /// Document conditions that do not test the recipient.
    pub exempt: Vec<String>,
}

impl Measure {
    /// Calls `add` for every fact that the amount looks at.
    pub(crate) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        if let Some(mechanism) = &self.mechanism {
            mechanism.each_fact(add);
        }
        for limit in &self.limits {
            if let Limit::Principal { heads: Some(heads), .. } = limit {
                add(heads.fact);
            }
        }
        for cap in &self.caps {
            if let CapLimit::ShareOf(_, fact) = cap.limit {
                add(fact);
            }
        }
        for fact in [self.by, self.dated].into_iter().flatten() {
            add(fact);
        }
    }
}

pub(super) fn compile<'a>(
    reader: &mut Reader<'a>,
    document: usize,
    document_id: &str,
    source: &'a pack::Measure,
    window: Option<&Window>,
) -> Option<Measure> {
    let place = format!("measure {}", source.id);
    let sentences = (&source.quote, &source.summary);
    let conditions = condition::compile(reader, &place, sentences, &source.when, &source.unless);
    names(reader, source);
    // What cannot be compiled is left out at the end, so that all its errors are told at once.
    let mechanism = source.amount.as_ref().map(|amount| Mechanism::compile(reader, amount));
    if mechanism.is_none() && source.effect != pack::Effect::Bound {
        reader.problem("amount", "", PackProblem::Missing);
    }
    if mechanism.is_some() && source.rounding.is_none() {
        reader.problem("rounding", "", PackProblem::Missing);
    }
    let limits = source
        .limits
        .iter()
        .filter_map(|limit| limit::limit(reader, limit))
        .collect();
    let caps = source.caps.iter().filter_map(|cap| limit::cap(reader, cap)).collect();
    let by = source
        .by
        .as_ref()
        .and_then(|path| reader.fact_of("by", path, &[FactKind::Choice, FactKind::Text]));
    let dated = match &source.dated {
        Some(path) => reader.fact_of("dated", path, &[FactKind::Date]),
        None => window.and_then(|window| window.fact),
    };
    let warn = source
        .warn
        .iter()
        .filter_map(|warn| {
            let fact = reader.fact_of("warn.result_over", &warn.result_over, &[FactKind::Money])?;
            Some((fact, reader.reading("warn.reading", &warn.reading)))
        })
        .collect();
    let mut measure = Measure {
        id: format!("{document_id}/{}", source.id),
        document,
        source: clause(source),
        conditions,
        mechanism: match mechanism {
            Some(compiled) => Some(compiled?),
            None => None,
        },
        limits,
        caps,
        by,
        rows: None,
        dated,
        warn,
    };
    measure.rows = rows(reader, &measure);
    Some(measure)
}

/// The repeated group that the measure looks at; the base decides where there are several.
fn rows(reader: &Reader<'_>, measure: &Measure) -> Option<Fact> {
    let catalogue = reader.catalogue;
    let mut found = None;
    let mut look = |fact: Fact| {
        if found.is_none() && catalogue.group(fact).is_some_and(|group| group.repeat) {
            found = Some(fact);
        }
    };
    measure.each_fact(&mut look);
    for condition in &measure.conditions {
        condition.each_fact(&mut look);
    }
    found
}

/// What people are told of a measure.
fn clause(source: &pack::Measure) -> Clause {
    let mut readings: Vec<String> = source.recipient_derived.iter().cloned().collect();
    readings.extend(source.amount.as_ref().and_then(pack::Amount::derived).cloned());
    readings.extend(source.exempt.iter().map(|exempt| exempt.why.clone()));
    readings.extend(source.caps.iter().filter_map(|cap| cap.derived.clone()));
    readings.extend(source.reading.iter().cloned());
    let mut words = source.amount.as_ref().map(pack::Amount::words).unwrap_or_default();
    words.extend(
        source
            .caps
            .iter()
            .filter_map(|cap| cap.words.clone().or_else(|| cap.share.clone())),
    );
    words.extend(source.limits.iter().map(|limit| limit.words.clone()));
    Clause {
        id: source.id.clone(),
        article: source.article.clone(),
        zh: source.zh.clone(),
        en: source.en.clone(),
        topic: source.topic.clone(),
        effect: source.effect,
        recipient: source.recipient.clone(),
        payer: source.payer.clone(),
        strength: source.strength,
        unit: source.unit,
        rounding: source.rounding,
        quote: source.quote.0.clone(),
        summary: source.summary.0.clone(),
        translation: source.translation.clone(),
        words,
        readings,
        exempt: source
            .exempt
            .iter()
            .flat_map(|exempt| exempt.conditions.iter().cloned())
            .collect(),
    }
}

/// Names that must exist in the catalogue or in the pack.
fn names(reader: &mut Reader<'_>, source: &pack::Measure) {
    let catalogue = reader.catalogue;
    if !catalogue.topics.iter().any(|topic| topic.id == source.topic) {
        let known = catalogue.topics.iter().map(|topic| &topic.id);
        reader.problem("topic", &source.topic, PackProblem::unknown_id(known, &source.topic));
    }
    if !catalogue
        .recipients
        .iter()
        .any(|recipient| recipient.id == source.recipient)
    {
        let known = catalogue.recipients.iter().map(|recipient| &recipient.id);
        let problem = PackProblem::unknown_id(known, &source.recipient);
        reader.problem("recipient", &source.recipient, problem);
    }
    if let Some(payer) = &source.payer
        && !catalogue.payers.iter().any(|known| known.id == *payer)
    {
        let known = catalogue.payers.iter().map(|payer| &payer.id);
        reader.problem("payer", payer, PackProblem::unknown_id(known, payer));
    }
    reader.readings("recipient_derived", source.recipient_derived.as_ref());
    for id in &source.reading {
        reader.reading("reading", id);
    }
    if let Some(exempt) = &source.exempt {
        reader.reading("exempt.why", &exempt.why);
        for id in &exempt.conditions {
            if !reader.pack.conditions.iter().any(|condition| condition.id == *id) {
                let known = reader.pack.conditions.iter().map(|condition| &condition.id);
                reader.problem("exempt.conditions", id, PackProblem::unknown_id(known, id));
            }
        }
    }
}
