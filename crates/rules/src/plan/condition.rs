//! Conditions, compiled from what a pack says.

use crate::assess::PrimeRateFacts;
use crate::fact::{Fact, FactKind};
use crate::pack::{self, DocumentCondition};
use crate::phrase::{self, Unit};

use super::reader::Typed;
use super::test::{Branch, Condition, OfDocument, Test};
use super::{PackProblem, Reader, Window, window};

mod bound;

pub(super) use bound::interval;
use bound::{running, unit_named};

/// Document conditions stand in documents that were read, so that they have no summary.
static NO_SUMMARY: pack::Quote = pack::Quote(Vec::new());

/// The kinds of facts that are one number.
const NUMBERS: &[FactKind] = &[FactKind::Money, FactKind::Rate, FactKind::Number, FactKind::Count];

/// Compiles the conditions of a document condition.
pub(super) fn of_document<'a>(reader: &mut Reader<'a>, source: &'a DocumentCondition) -> Vec<Condition> {
    let document = OfDocument {
        id: source.id.clone(),
        article: source.article.clone(),
        unclear_for: source.unclear_for.clone(),
    };
    reader.place(&format!("condition {}", source.id));
    if let Some(unclear) = &source.unclear_for {
        reader.reading("unclear_for.why", &unclear.why);
        for id in &unclear.measures {
            if !reader.pack.measures.iter().any(|measure| measure.id == *id) {
                let known = reader.pack.measures.iter().map(|measure| &measure.id);
                reader.problem("unclear_for.measures", id, PackProblem::unknown_id(known, id));
            }
        }
        let tested = || {
            source
                .when
                .iter()
                .chain(&source.unless)
                .filter_map(|condition| condition.fact.as_ref())
        };
        for fact in &unclear.facts {
            if !tested().any(|known| known == fact) {
                reader.problem("unclear_for.facts", fact, PackProblem::unknown_id(tested(), fact));
            }
        }
    }
    let mut conditions = compile(
        reader,
        &format!("condition {}", source.id),
        (&source.quote, &NO_SUMMARY),
        &source.when,
        &source.unless,
    );
    for condition in &mut conditions {
        condition.of_document = Some(document.clone());
    }
    conditions
}

/// Compiles what must hold and what may not.
pub(super) fn compile<'a>(
    reader: &mut Reader<'a>,
    place: &str,
    (quote, summary): (&'a pack::Quote, &'a pack::Quote),
    when: &'a [pack::Condition],
    unless: &'a [pack::Condition],
) -> Vec<Condition> {
    reader.place(place);
    reader.clause(quote, summary);
    let mut conditions = Vec::new();
    for (name, list, excludes) in [("when", when, false), ("unless", unless, true)] {
        for (number, source) in list.iter().enumerate() {
            reader.place(&format!("{place} {name}[{number}]"));
            if let Some(mut condition) = one(reader, source) {
                condition.excludes = excludes;
                conditions.push(condition);
            }
        }
    }
    reader.place(place);
    conditions
}

pub(super) fn one(reader: &mut Reader<'_>, source: &pack::Condition) -> Option<Condition> {
    let reading = reader.readings("derived", source.derived.as_ref());
    let points_to = reader.readings("points_to", source.points_to.as_ref());
    let (id, test) = if let Some(question) = &source.confirm {
        confirm(reader, source, question)?
    } else if !source.any.is_empty() {
        any(reader, source)?
    } else if let [path, less] = source.diff.as_slice() {
        (path.clone(), apart(reader, source, path, less)?)
    } else if let Some(path) = &source.fact {
        (path.clone(), of_fact(reader, source, path)?)
    } else {
        reader.problem("fact", "", PackProblem::Missing);
        return None;
    };
    let words = source.words.clone().or_else(|| match &test {
        Test::OneOf { allowed, .. } => Some(
            allowed
                .iter()
                .map(|(words, _)| words.as_str())
                .collect::<Vec<_>>()
                .join("、"),
        ),
        _ => None,
    });
    Some(Condition {
        id,
        words,
        test,
        excludes: false,
        reading,
        points_to,
        of_document: None,
    })
}

/// The other days that a window tests, beside the one that places a case in a year.
pub(super) fn dated(reader: &Reader<'_>, window: &Window) -> Vec<Condition> {
    let others = window.facts.iter().skip(1).map(|fact| Condition {
        id: reader.catalogue.path(*fact),
        words: None,
        test: Test::InWindow {
            fact: *fact,
            from: window.first(),
            to: window.to,
        },
        excludes: false,
        reading: None,
        points_to: None,
        of_document: None,
    });
    others.collect()
}

fn confirm(reader: &mut Reader<'_>, source: &pack::Condition, question: &str) -> Option<(String, Test)> {
    let path = format!("{}.{question}", reader.pack.document.id);
    if let Some(words) = &source.words {
        reader.stands("words", words);
    }
    if !reader.pack.questions.contains_key(question) {
        let nearest = super::nearest(reader.pack.questions.keys().map(String::as_str), question).map(str::to_owned);
        reader.problem("confirm", question, PackProblem::UnknownReading { nearest });
        return None;
    }
    let fact = reader.fact("confirm", &path)?;
    let test = Test::Is {
        fact,
        answer: true,
        unclear: None,
    };
    Some((path, test))
}

fn any(reader: &mut Reader<'_>, source: &pack::Condition) -> Option<(String, Test)> {
    let mut parts = Vec::new();
    for part in &source.any {
        if !part.any.is_empty() {
            reader.problem("any", "", PackProblem::Mixture);
            return None;
        }
        parts.push(one(reader, part)?);
    }
    let id = parts.iter().map(|part| part.id.as_str()).collect::<Vec<_>>().join("|");
    Some((id, Test::Any(parts)))
}

fn of_fact(reader: &mut Reader<'_>, source: &pack::Condition, path: &str) -> Option<Test> {
    let fact = reader.fact("fact", path)?;
    let kind = reader.spec(fact)?.kind;
    if let Some(answer) = source.is {
        reader.fact_of("fact", path, &[FactKind::Flag])?;
        let unclear = doubtful_answer(reader, source, answer);
        // What is only a reading stands in no words of the clause.
        if unclear.is_none() || source.words.is_some() {
            asking_words(reader, source)?;
        }
        return Some(Test::Is { fact, answer, unclear });
    }
    if !source.under.is_empty() {
        reader.fact_of("fact", path, &[FactKind::Region])?;
        asking_words(reader, source)?;
        return Some(Test::Under {
            fact,
            prefixes: source.under.clone(),
        });
    }
    if !source.one_of.is_empty() {
        return one_of(reader, source, fact, path);
    }
    if let Some(other) = &source.than {
        reader.fact_of("fact", path, NUMBERS)?;
        let other = reader.fact_of("than", other, NUMBERS)?;
        let words = asking_words(reader, source)?;
        return match phrase::direction(words) {
            Ok((relation, _, _)) => Some(Test::Against { fact, other, relation }),
            Err(error) => {
                reader.problem("words", words, PackProblem::phrase(&error));
                None
            }
        };
    }
    if let Some(by) = &source.choose_by {
        reader.fact_of("fact", path, NUMBERS)?;
        let by = reader.fact_of("choose_by", by, NUMBERS)?;
        let by_kind = reader.spec(by)?.kind;
        let mut branches = Vec::new();
        for branch in &source.choose {
            let when = match &branch.when {
                Some(words) => Some(interval(reader, "choose.when", words, None, by_kind, Typed::default())?),
                None => None,
            };
            // Classes that overlap would leave the choice to their order in the file.
            let overlaps = |other: &Branch| matches!((&other.when, &when), (Some(one), Some(two)) if one.meets(two));
            if branches.iter().any(overlaps) {
                reader.problem(
                    "choose.when",
                    branch.when.as_deref().unwrap_or_default(),
                    PackProblem::Overlap,
                );
            }
            let interval = interval(reader, "choose.words", &branch.words, None, kind, Typed::default())?;
            if interval.unit == Unit::Lpr {
                reader.problem("choose.words", &branch.words, PackProblem::Unit);
            }
            branches.push(Branch { when, interval });
        }
        if branches.last().is_none_or(|branch| branch.when.is_some()) {
            reader.problem("choose", "", PackProblem::Missing);
        }
        return Some(Test::Chosen { fact, by, branches });
    }
    let words = asking_words(reader, source)?;
    let unit = match &source.unit {
        Some(text) => Some(unit_named(text).or_else(|| {
            reader.problem("unit", text, PackProblem::Unit);
            None
        })?),
        None => None,
    };
    if kind == FactKind::Date {
        let until = window::no_later(reader, "words", words)?;
        return Some(Test::NoLater { fact, until });
    }
    if kind == FactKind::Term {
        return running(reader, fact, words, unit, typed(source));
    }
    let interval = interval(reader, "words", words, unit, kind, typed(source))?;
    Some(match (kind, interval.unit) {
        (FactKind::Span, _) => Test::Lasting { fact, interval },
        // The prime rate is that of the loan whose rate is bounded.
        (_, Unit::Lpr) if path.starts_with("loan.") => Test::ByPrimeRate {
            fact,
            prime_rate: PrimeRateFacts::compile(reader, "words")?,
            interval,
        },
        (_, Unit::Lpr) => {
            reader.problem("words", words, PackProblem::Unit);
            return None;
        }
        _ => Test::Within { fact, interval },
    })
}

/// What the pack types about the bound of a condition.
fn typed(source: &pack::Condition) -> Typed {
    Typed {
        sense: source.sense,
        reads: source.reads,
        reason: source.derived.is_some(),
    }
}

/// The difference of two rates, which the words bound from above in percentage points.
fn apart(reader: &mut Reader<'_>, source: &pack::Condition, path: &str, less: &str) -> Option<Test> {
    let fact = reader.fact_of("diff", path, &[FactKind::Rate])?;
    let less = reader.fact_of("diff", less, &[FactKind::Rate])?;
    let words = asking_words(reader, source)?;
    let interval = reader.interval_as("words", words, Some(Unit::Points), typed(source))?;
    if interval.lower.is_some() || !interval.upper.is_some_and(|end| end.inclusive) {
        reader.problem("words", words, PackProblem::Unit);
        return None;
    }
    Some(Test::Apart { fact, less, interval })
}

fn asking_words<'s>(reader: &mut Reader<'_>, source: &'s pack::Condition) -> Option<&'s str> {
    let Some(words) = &source.words else {
        reader.problem("words", "", PackProblem::Missing);
        return None;
    };
    reader.stands("words", words).then_some(words)
}

/// The reading that says why the other answer decides nothing.
fn doubtful_answer(reader: &mut Reader<'_>, source: &pack::Condition, answer: bool) -> Option<String> {
    let mut found = None;
    for (other, reading) in &source.unclear {
        if *other != (!answer).to_string() {
            let allowed = vec![(!answer).to_string()];
            reader.problem("unclear", other, PackProblem::UnknownChoice { allowed });
        }
        found = Some(reader.reading("unclear", reading));
    }
    found
}

fn one_of(reader: &mut Reader<'_>, source: &pack::Condition, fact: Fact, path: &str) -> Option<Test> {
    reader.fact_of("fact", path, &[FactKind::Choice, FactKind::Set])?;
    let choices = &reader.spec(fact)?.choices;
    let mut allowed = Vec::new();
    for (words, ids) in &source.one_of {
        reader.stands("in", words);
        for id in ids {
            if allowed
                .iter()
                .any(|(_, known): &(String, Vec<String>)| known.contains(id))
            {
                reader.problem("in", id, PackProblem::Overlap);
            }
            if !choices.iter().any(|choice| choice.id == *id) {
                let known = choices.iter().map(|choice| choice.id.clone()).collect();
                reader.problem("in", id, PackProblem::UnknownChoice { allowed: known });
            }
        }
        allowed.push((words.clone(), ids.clone()));
    }
    if let Some(words) = &source.open
        && reader.stands("open", words)
        && !words.contains('等')
    {
        reader.problem("open", words, PackProblem::NoReason);
    }
    let mut unclear = Vec::new();
    for (id, reading) in &source.unclear {
        if allowed.iter().any(|(_, known)| known.contains(id)) {
            reader.problem("unclear", id, PackProblem::Overlap);
        }
        if !choices.iter().any(|choice| choice.id == *id) {
            let known = choices.iter().map(|choice| choice.id.clone()).collect();
            reader.problem("unclear", id, PackProblem::UnknownChoice { allowed: known });
        }
        unclear.push((id.clone(), reader.reading("unclear", reading)));
    }
    Some(Test::OneOf {
        fact,
        allowed,
        open: source.open.clone(),
        unclear,
    })
}
