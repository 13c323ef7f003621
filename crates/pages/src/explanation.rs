//! One measure with everything that explains it: the clause, what it asks, and its worked cases with what comes out.

use std::ops::Range;

use litemap::LiteMap;
use policies::cases::{Case, Cases};
use rules::Date;
use rules::outcome::{Outcome, Status};
use rules::plan::{Condition, Document, Measure, Plan, Test};
use rules::request::Request;

/// A measure with what is needed to explain it.
#[derive(Clone, Copy, Debug)]
pub struct Explanation<'a> {
    /// The plan that holds the measure.
    pub plan: &'a Plan,
    /// The measure.
    pub measure: &'a Measure,
    /// Its document.
    pub document: &'a Document,
    /// The worked cases of the document, where it has some.
    pub cases: Option<&'a Cases>,
    /// The day asked about; without it each case is asked about the day that it names.
    pub day: Option<Date>,
}

/// A worked case and what comes out.
#[derive(Clone, Debug)]
pub struct Example {
    /// What the case shows, in Chinese; empty where the measure has no case.
    pub name: String,
    /// What comes out.
    pub outcome: Outcome,
}

impl<'a> Explanation<'a> {
    /// The cases of this measure with their requests.
    pub fn requests(&self) -> impl Iterator<Item = (Request, &'a Case)> {
        let (id, document, day) = (&self.measure.source.id, &self.document.id, self.day);
        let of_document = self
            .cases
            .into_iter()
            .flat_map(|cases| cases.cases.iter().map(move |case| (cases, case)));
        of_document
            .filter(move |(_, case)| case.measure == *id)
            .filter_map(move |(cases, case)| Some((cases.request(document, case)?, case)))
            .map(move |(request, case)| {
                let day = day.map_or_else(|| request.day.clone(), |day| day.to_string());
                (Request { day, ..request }, case)
            })
    }

    /// The worked cases with what comes out, of those that are met the one with the largest amount first: it shows the whole computation. Of a
    /// measure without cases, what comes out where nothing is known.
    pub fn examples(&self) -> Vec<Example> {
        let mut examples: Vec<Example> = self
            .requests()
            .filter_map(|(request, case)| {
                Some(Example {
                    name: case.name.clone(),
                    outcome: self.outcome(&request)?,
                })
            })
            .collect();
        let computed = examples
            .iter()
            .enumerate()
            .filter(|(_, example)| !example.outcome.steps.is_empty());
        // Of several with the same amount the first.
        let best = computed
            .rev()
            .max_by_key(|(_, example)| (example.outcome.status == Status::Eligible, example.outcome.amount));
        if let Some((best, _)) = best {
            examples.swap(0, best);
        }
        if examples.is_empty() {
            let outcome = self.outcome(&self.nothing_known());
            examples.extend(outcome.map(|outcome| Example {
                name: String::new(),
                outcome,
            }));
        }
        examples
    }

    /// What comes out where nothing is known: its checks are what the clause asks, without what somebody answered.
    pub fn unanswered(&self) -> Option<Outcome> {
        self.outcome(&self.nothing_known())
    }

    /// A request about the measure that tells nothing but who asks: the one who asks in the first case.
    fn nothing_known(&self) -> Request {
        let first = self.requests().next().map(|(request, _)| request);
        let day = self.day.map(|day| day.to_string());
        let day = day.or_else(|| self.cases.map(|cases| cases.day.clone()));
        let empty = Request {
            schema: 1,
            day: day.unwrap_or_default(),
            role: None,
            measures: vec![self.measure.id.clone()],
            documents: Vec::new(),
            region: None,
            trace: true,
            facts: LiteMap::new(),
        };
        match first {
            Some(first) => Request {
                facts: LiteMap::new(),
                ..first
            },
            None => empty,
        }
    }

    /// The outcome of a request that asks about this measure alone.
    pub(crate) fn outcome(&self, request: &Request) -> Option<Outcome> {
        self.plan.assess(request).ok()?.outcomes.into_iter().next()
    }

    /// The words that decide: of every condition, of the amount and of its limits.
    pub fn operative(&self) -> Vec<&'a str> {
        let mut words = Vec::new();
        for condition in self.plan.conditions(self.measure) {
            of_condition(condition, &mut words);
        }
        words.extend(self.measure.source.words.iter().map(String::as_str));
        words
    }
}

fn of_condition<'a>(condition: &'a Condition, words: &mut Vec<&'a str>) {
    words.extend(condition.words.as_deref());
    match &condition.test {
        // The words of a list may stand apart in the clause.
        Test::OneOf { allowed, open, .. } => {
            words.extend(allowed.iter().map(|(words, _)| words.as_str()));
            words.extend(open.as_deref());
        }
        Test::Chosen { branches, .. } => {
            for branch in branches {
                words.extend(branch.when.as_ref().map(|when| when.words.as_str()));
                words.push(&branch.interval.words);
            }
        }
        Test::Any(parts) => parts.iter().for_each(|part| of_condition(part, words)),
        _ => {}
    }
}

/// Where words stand in a sentence, as bytes; places that touch or overlap become one.
pub fn marks(sentence: &str, words: &[&str]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = words
        .iter()
        .filter(|word| !word.is_empty())
        .flat_map(|word| sentence.match_indices(word).map(|(at, word)| at..at + word.len()))
        .collect();
    found.sort_by_key(|place| (place.start, place.end));
    let mut marks: Vec<Range<usize>> = Vec::new();
    for place in found {
        match marks.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => marks.push(place),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_words_become_one_mark() {
        let check = |sentence, words: &[&str], expected: &[Range<usize>]| assert_eq!(marks(sentence, words), expected);
        check("按利息30%补助；助农", &["利息30%", "30%补", "助"], &[3..18, 21..24]);
        check("甲乙甲", &["甲", "丙", ""], &[0..3, 6..9]);
        check("甲乙", &["丙"], &[]);
    }
}
