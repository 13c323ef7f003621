//! Which facts a page asks for: those of the measures on it, once each, as far as the one who asks can know them.

use std::cmp::Reverse;

use rules::fact::{Fact, FactSpec, Group};
use rules::outcome::{Outcome, Status};
use rules::plan::{Condition, Measure};

use crate::dom::cat;
use crate::order::order;
use crate::view::View;

/// The facts of one group that are asked for.
pub(crate) struct Section<'a> {
    /// The group.
    pub(crate) group: &'a Group,
    /// Its facts, in the order of the catalogue.
    pub(crate) facts: Vec<Fact>,
}

/// Whether a fact is about whoever would receive the money.
pub(crate) fn is_about_applicant(path: &str) -> bool {
    path.split_once('.').is_some_and(|(group, _)| group == APPLICANT)
}

/// What a page asks.
pub(crate) struct Asks<'a> {
    /// For results of the one who asks: contracts first, then what decides whether he may have them.
    pub(crate) own: Vec<Section<'a>>,
    /// Only for results of others.
    pub(crate) others: Vec<Section<'a>>,
}

/// The group of whoever would receive the money: nobody answers it for someone else.
const APPLICANT: &str = "applicant";

impl<'a> Asks<'a> {
    /// What the measures of a page ask.
    pub(crate) fn of(view: &View<'a>) -> Self {
        let (mine, theirs): (Vec<_>, Vec<_>) = view.measures.iter().partition(|(measure, _)| view.is_own(measure));
        let nothing_own = mine.is_empty();
        let mine = union(mine.into_iter().flat_map(|(_, asks)| asks.iter().copied()));
        let theirs = union(theirs.into_iter().flat_map(|(_, asks)| asks.iter().copied()));
        // A bank's or a guarantor's own figures are nobody else's to know: of others' measures only such groups are asked
        // for that some measure of the one who asks needs as well. Where nothing here is his, contracts are.
        let known = groups(view);
        let theirs = theirs.into_iter().filter(|fact| {
            let group = view.plan.catalogue.group(*fact);
            !mine.contains(fact)
                && group.is_some_and(|group| {
                    group.id != APPLICANT && (known.contains(&group.id.as_str()) || (nothing_own && group.repeat))
                })
        });
        let theirs: Vec<Fact> = theirs.collect();
        // Where nothing here is his own, the others' questions are the questions of the page.
        if mine.is_empty() {
            return Self {
                own: sections(view, &theirs),
                others: Vec::new(),
            };
        }
        Self {
            own: sections(view, &mine),
            others: sections(view, &theirs),
        }
    }

    /// Leaves the questions that can still change a result, and those that are answered; what most clauses wait for stands
    /// first. The order does not change with the answers, so that nothing moves under the finger.
    pub(crate) fn narrow(&mut self, view: &View<'a>, outcomes: &[Outcome]) {
        let needing = |fact: &Fact| view.measures.iter().filter(|(_, asks)| asks.contains(fact)).count();
        for section in &mut self.own {
            let group = section.group;
            section.facts.retain(|fact| {
                let Some(spec) = group.facts.get(fact.position()) else {
                    return false;
                };
                let path = cat(&[&group.id, ".", &spec.id]);
                let open = |outcome: &Outcome| outcome.status != Status::Ineligible && outcome.missing.contains(&path);
                outcomes.iter().any(open) || view.state.form.was_answered(group, &spec.id)
            });
            order(&mut section.facts, |fact| Reverse(needing(fact)));
        }
        self.own.retain(|section| !section.facts.is_empty());
        order(&mut self.own, |section| {
            Reverse(section.facts.iter().map(needing).max().unwrap_or(0))
        });
    }

    /// Leaves out what a document alone asks where its clauses are all decided against and nothing of it is answered. Such
    /// answers decide on their own document only: nothing above the finger ever goes. Returns whether there was any.
    pub(crate) fn leave_decided(&mut self, view: &View<'a>, outcomes: &[Outcome]) -> bool {
        let before = self.own.len();
        self.own.retain(|section| {
            let group = section.group;
            let alone = view.plan.documents.iter().any(|document| document.id == group.id);
            let mut judged = view.measures.iter().zip(outcomes);
            let open =
                judged.any(|((_, asks), outcome)| section.is_asked_by(asks) && outcome.status != Status::Ineligible);
            let answered = |spec: &FactSpec| view.state.form.was_answered(group, &spec.id);
            // Without outcomes nothing is decided.
            !alone || open || outcomes.is_empty() || section.facts().any(answered)
        });
        self.own.len() < before
    }

    /// How many clauses wait for the facts of a section.
    pub(crate) fn waiting(view: &View<'a>, section: &Section<'a>) -> usize {
        let measures = view.measures.iter();
        measures.filter(|(_, asks)| section.is_asked_by(asks)).count()
    }

    /// Whether a fact of that path has a field.
    pub(crate) fn has(&self, path: &str) -> bool {
        let mut sections = self.own.iter().chain(&self.others);
        sections.any(|section| {
            let fact = path.split_once('.').filter(|(group, _)| *group == section.group.id);
            fact.is_some_and(|(_, fact)| section.facts().any(|spec| spec.id == fact))
        })
    }
}

impl<'a> Section<'a> {
    /// Whether any of its facts is among those that a measure asks.
    fn is_asked_by(&self, asks: &[Fact]) -> bool {
        self.facts.iter().any(|fact| asks.contains(fact))
    }

    /// What the catalogue says of the facts.
    pub(crate) fn facts(&self) -> impl Iterator<Item = &'a FactSpec> {
        let group = self.group;
        self.facts
            .iter()
            .filter_map(move |fact| group.facts.get(fact.position()))
    }
}

fn union(facts: impl Iterator<Item = Fact>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = facts.collect();
    order(&mut facts, |fact| *fact);
    facts.dedup();
    facts
}

/// The groups of facts that the measures of the one who asks need, whatever their topic.
fn groups<'a>(view: &View<'a>) -> Vec<&'a str> {
    let own = view.plan.measures.iter().filter(|measure| view.is_own(measure));
    let facts = union(own.flat_map(|measure| view.plan.asks(measure)));
    let groups = facts.into_iter().filter_map(|fact| view.plan.catalogue.group(fact));
    groups.map(|group| group.id.as_str()).collect()
}

fn sections<'a>(view: &View<'a>, facts: &[Fact]) -> Vec<Section<'a>> {
    let groups = view.plan.catalogue.groups.iter().map(|group| Section {
        group,
        facts: facts
            .iter()
            .filter(|fact| view.plan.catalogue.group(**fact).is_some_and(|of| of.id == group.id))
            .copied()
            .collect(),
    });
    let filled = groups.filter(|section| !section.facts.is_empty());
    let (contracts, mut sections): (Vec<_>, Vec<_>) = filled.partition(|section| section.group.repeat);
    sections.splice(0..0, contracts);
    sections
}

/// The words of a measure that need a fact; none where only the computation does.
pub(crate) fn words_for<'a>(view: &View<'a>, measure: &'a Measure, fact: Fact) -> Vec<&'a str> {
    let mut words = Vec::new();
    for condition in view.plan.conditions(measure) {
        if tests(view, condition, fact)
            && let Some(text) = &condition.words
            && !words.contains(&text.as_str())
        {
            words.push(text.as_str());
        }
    }
    words
}

fn tests(view: &View<'_>, condition: &Condition, fact: Fact) -> bool {
    let mut found = false;
    condition.each_fact(&mut |tested| found |= view.plan.catalogue.askable(tested).contains(&fact));
    found
}
