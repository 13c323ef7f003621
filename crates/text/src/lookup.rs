//! What an outcome refers to in the plan, and the words of its clause.

use rules::outcome::{Block, Outcome, Why};
use rules::pack::Verification;
use rules::plan::{Cap, Condition, Force, Measure, Test, Window};

use crate::Words;

impl<'a> Words<'a> {
    pub(crate) fn measure(&self, outcome: &Outcome) -> Option<&'a Measure> {
        self.plan.measure(&outcome.measure)
    }

    pub(crate) fn force(&self, outcome: &Outcome) -> Option<&'a Force> {
        let document = self.plan.document(self.measure(outcome)?)?;
        Some(&document.force)
    }

    pub(crate) fn window(&self, outcome: &Outcome) -> Option<&'a Window> {
        self.plan.document(self.measure(outcome)?)?.window.as_ref()
    }

    /// The condition of that name; with the same words, where several test one fact.
    pub(crate) fn condition(&self, outcome: &Outcome, id: &str, words: Option<&str>) -> Option<&'a Condition> {
        let measure = self.measure(outcome)?;
        let named = || self.plan.conditions(measure).filter(|condition| condition.id == id);
        named()
            .find(|condition| condition.words.as_deref() == words)
            .or_else(|| named().next())
    }

    /// The cap of those words.
    pub(crate) fn cap(&self, outcome: &Outcome, words: &str) -> Option<&'a Cap> {
        self.measure(outcome)?.caps.iter().find(|cap| cap.words == words)
    }

    /// Several words of the clause, each quoted.
    pub(crate) fn all_quoted<'w>(&self, outcome: &Outcome, words: impl Iterator<Item = &'w str>) -> String {
        let words: Vec<String> = words.map(|words| quoted(outcome, words)).collect();
        words.join(self.say("、", ", "))
    }

    /// The words of the several ways of a condition of which one is enough.
    pub(crate) fn ways(&self, outcome: &Outcome, id: &str, words: Option<&str>) -> String {
        match self.condition(outcome, id, words).map(|condition| &condition.test) {
            Some(Test::Any(parts)) => self.all_quoted(outcome, parts.iter().filter_map(|part| part.words.as_deref())),
            _ => self.fact(id),
        }
    }

    /// Whether the one who asks is the one whom the measure pays or whose price it limits.
    pub(crate) fn own(outcome: &Outcome) -> bool {
        matches!(outcome.block, Block::Yours | Block::Price)
    }

    /// Whether a fact has to become smaller for its condition to pass.
    pub(crate) fn falls(outcome: &Outcome, condition: &str) -> bool {
        let above = |why: &Why| matches!(why, Why::Above { .. } | Why::TooLong { .. });
        let mut reasons = outcome.reasons.iter().filter(|reason| reason.condition == condition);
        reasons.any(|reason| above(&reason.why))
    }
}

/// Words of the clause, in quotation marks where the document was read; a summary is never quoted.
pub(crate) fn quoted(outcome: &Outcome, words: &str) -> String {
    match outcome.verification {
        Verification::Original => quote(words),
        Verification::Secondary => words.to_owned(),
    }
}

/// In Chinese quotation marks; marks inside become the inner ones, as GB/T 15834 has it.
fn quote(words: &str) -> String {
    let inner = words.replace('“', "‘").replace('”', "’");
    format!("“{inner}”")
}
