//! Measures, compiled.

use crate::compact::compact;
use crate::fact::{Actor, Fact, FactKind};
use crate::mechanism::{Mechanism, Split};
use crate::pack::{self, CapScope, Effect, Strength};

use super::benchmark::{self, Benchmark};
use super::condition;
use super::limit::{self, Cap, CapLimit, Limit};
use super::test::Condition;
use super::{PackProblem, Reader, Window};

/// What a clause gives, limits or bounds.
#[derive(Clone, Debug)]
pub struct Measure {
    /// `document/measure`.
    pub id: String,
    /// Index of its document in the plan.
    pub document: usize,
    /// What people are told of it.
    pub source: Clause,
    /// Its own conditions.
    pub conditions: Vec<Condition>,
    /// The target of a goal.
    pub benchmark: Option<Benchmark>,
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

compact!(struct Measure {
    id, document, source, conditions, benchmark, mechanism, limits, caps, by, rows, dated, warn,
});

/// What a measure says of itself: the clause, whom it pays, how it is rounded.
#[derive(Clone, Debug)]
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
    /// What one evaluation is about; pointers and goals evaluate nothing.
    pub unit: Option<pack::Unit>,
    /// Of a pointer: the reading that names the document that decides.
    pub decides: Option<String>,
    /// Of a pointer and of a goal: the reading that names whom to ask.
    pub ask: Option<String>,
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
    /// The group of measures of which only one counts for a contract.
    pub group: Option<String>,
    /// Document conditions that do not test the recipient.
    pub exempt: Vec<String>,
}

compact!(struct Clause {
    id, article, zh, en, topic, effect, recipient, payer, strength, unit, decides, ask, rounding, quote, summary,
    translation, words, readings, group, exempt,
});

impl Measure {
    /// Whether the one who asks is the recipient, or a party of what is shared.
    pub fn pays(&self, actor: &Actor) -> bool {
        let party = |split: &Split| split.parts.iter().any(|part| actor.sees.contains(&part.party));
        actor.sees.contains(&self.source.recipient)
            || matches!(&self.mechanism, Some(Mechanism::Split(split)) if party(split))
    }

    /// Whether the one who asks knows what is asked of the recipient: it is the recipient, or answers for it.
    pub fn is_for(&self, actor: &Actor) -> bool {
        self.pays(actor) || actor.answers_for.contains(&self.source.recipient)
    }

    /// Whether a case can meet it or fail it; a pointer and a goal judge nobody.
    pub fn is_judged(&self) -> bool {
        !matches!(self.source.effect, Effect::Pointer | Effect::Goal)
    }

    /// Calls `add` for every fact that the amount looks at.
    pub(crate) fn each_fact(&self, add: &mut dyn FnMut(Fact)) {
        if let Some(mechanism) = &self.mechanism {
            mechanism.each_fact(add);
        }
        if let Some(benchmark) = &self.benchmark {
            add(benchmark.fact);
            benchmark.dated.into_iter().for_each(&mut *add);
        }
        for limit in &self.limits {
            match limit {
                Limit::Principal { heads: Some(heads), .. } => add(heads.fact),
                Limit::Rate { less, .. } => add(*less),
                _ => {}
            }
        }
        for cap in &self.caps {
            if let CapLimit::ShareOf(_, fact) = cap.limit {
                add(fact);
            }
            if let Some(only) = &cap.only {
                only.each_fact(add);
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
    let mut conditions = condition::compile(reader, &place, sentences, &source.when, &source.unless);
    if let Some(window) = window.filter(|_| source.dated.is_none() && source.unit.is_some()) {
        conditions.extend(condition::dated(reader, window));
    }
    names(reader, source);
    shape(reader, source);
    // What cannot be compiled is left out at the end, so that all its errors are told at once.
    let mechanism = source.amount.as_ref().map(|amount| Mechanism::compile(reader, amount));
    let benchmark = source
        .benchmark
        .as_ref()
        .map(|source| benchmark::compile(reader, source));
    let sentence = if source.quote.is_empty() {
        &source.summary
    } else {
        &source.quote
    };
    let limits = source
        .limits
        .iter()
        .filter_map(|limit| limit::limit(reader, limit, sentence))
        .collect();
    let caps = source.caps.iter().filter_map(|cap| limit::cap(reader, cap)).collect();
    let by = source
        .by
        .as_ref()
        .and_then(|path| reader.fact_of("by", path, &[FactKind::Choice, FactKind::Text]));
    let dated = match &source.dated {
        Some(path) => reader.fact_of("dated", path, &[FactKind::Date]),
        // What judges nobody asks for no date.
        None if matches!(source.effect, Effect::Pointer | Effect::Goal) => None,
        None => window.and_then(|window| window.facts.first().copied()),
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
        benchmark: match benchmark {
            Some(compiled) => Some(compiled?),
            None => None,
        },
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

/// Which keys an effect needs, and which it cannot have.
fn shape(reader: &mut Reader<'_>, source: &pack::Measure) {
    let effect = source.effect;
    let pointer = effect == Effect::Pointer;
    let judged = !matches!(effect, Effect::Pointer | Effect::Goal);
    let pays = judged && effect != Effect::Bound;
    let split = matches!(source.amount, Some(pack::Amount::Split(_)));
    let conditions = !source.when.is_empty() || !source.unless.is_empty();
    for (key, stands, needed, allowed) in [
        ("amount", source.amount.is_some(), pays, pays),
        ("amount.split", split, effect == Effect::Split, effect == Effect::Split),
        ("rounding", source.rounding.is_some(), pays, pays),
        ("unit", source.unit.is_some(), judged, judged),
        ("when", conditions, effect == Effect::Bound, judged),
        ("caps", !source.caps.is_empty(), false, pays),
        ("warn", !source.warn.is_empty(), false, pays),
        ("decides", source.decides.is_some(), pointer, pointer),
        ("ask", source.ask.is_some(), !judged, !judged),
        ("benchmark", source.benchmark.is_some(), false, effect == Effect::Goal),
    ] {
        if needed && !stands {
            reader.problem(key, "", PackProblem::Missing);
        }
        if stands && !allowed {
            reader.problem(key, "", PackProblem::Mixture);
        }
    }
    for limit in &source.limits {
        if !source.amount.as_ref().is_some_and(|amount| amount.takes(limit.on)) {
            reader.problem("limits", "", PackProblem::NoTarget);
        }
    }
    // A subset can be told apart only where each contract or use of a loan has a line of its own.
    let by_row = matches!(source.unit, Some(pack::Unit::Contract | pack::Unit::Spend));
    if !by_row && source.caps.iter().any(|cap| cap.only.is_some()) {
        reader.problem("caps.only", "", PackProblem::NoTarget);
    }
    let by_payment = source.amount.as_ref().is_some_and(pack::Amount::is_by_payment);
    if by_payment
        && source
            .rounding
            .is_some_and(|rounding| rounding != pack::Rounding::PerPeriod)
    {
        reader.problem("rounding", "", PackProblem::Mixture);
    }
    let keyed = |cap: &pack::Cap| {
        let keys = [CapScope::Counterparty, CapScope::Lender];
        cap.scope.iter().any(|scope| keys.contains(scope))
    };
    if source.by.is_none() && source.caps.iter().any(keyed) {
        reader.problem("caps.scope", "", PackProblem::NoTarget);
    }
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
    readings.extend(
        source
            .benchmark
            .iter()
            .filter_map(|benchmark| benchmark.derived.clone()),
    );
    readings.extend(source.reading.iter().cloned());
    let mut words = source.amount.as_ref().map(pack::Amount::words).unwrap_or_default();
    words.extend(
        source
            .caps
            .iter()
            .filter_map(|cap| cap.words.clone().or_else(|| cap.share.clone())),
    );
    for limit in &source.limits {
        words.extend([&limit.words, &limit.from, &limit.to].into_iter().flatten().cloned());
    }
    readings.extend(source.limits.iter().filter_map(|limit| limit.derived.clone()));
    words.extend(source.benchmark.iter().filter_map(|benchmark| benchmark.words.clone()));
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
        decides: source.decides.clone(),
        ask: source.ask.clone(),
        rounding: source.rounding,
        quote: source.quote.0.clone(),
        summary: source.summary.0.clone(),
        translation: source.translation.clone(),
        words,
        readings,
        group: source.group.clone(),
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
    if let Some(group) = &source.group
        && !catalogue.exclusive.iter().any(|known| known.id == *group)
    {
        let known = catalogue.exclusive.iter().map(|group| &group.id);
        reader.problem("group", group, PackProblem::unknown_id(known, group));
    }
    // Lines that are no contracts have none in common with other measures.
    if source.group.is_some() && source.unit != Some(pack::Unit::Contract) {
        reader.problem("group", "", PackProblem::Mixture);
    }
    reader.readings("recipient_derived", source.recipient_derived.as_ref());
    reader.readings("decides", source.decides.as_ref());
    reader.readings("ask", source.ask.as_ref());
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
