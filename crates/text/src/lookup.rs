//! What an outcome refers to in the plan, and the words of its clause.

use rules::outcome::{Block, Outcome, Why};
use rules::pack::Verification;
use rules::plan::{Cap, Condition, Force, Measure, Test, Window};

use crate::Words;
use crate::fill::join;

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

    /// The path of the date that places the fact of an outcome in the window.
    pub(crate) fn dated(&self, outcome: &Outcome) -> Option<String> {
        Some(self.path(self.measure(outcome)?.dated?))
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

    /// The words of the clause that ask for a condition, each piece quoted by itself.
    pub(crate) fn clause(&self, outcome: &Outcome, id: &str, words: Option<&str>) -> Option<String> {
        match self.condition(outcome, id, words).map(|condition| &condition.test) {
            Some(Test::Any(parts)) => {
                let ways = parts.iter().filter_map(|part| part.words.as_deref());
                Some(self.all_quoted(outcome, ways))
            }
            // Without words of its own a list is known by the joined words of what it lists, which stand nowhere so.
            Some(Test::OneOf { allowed, .. }) if allowed.len() > 1 && Some(joined(allowed).as_str()) == words => {
                Some(self.all_quoted(outcome, allowed.iter().map(|(words, _)| words.as_str())))
            }
            Some(Test::Chosen { branches, .. }) => {
                let bounds = branches.iter().map(|branch| {
                    let when = branch.when.as_ref().map(|when| quoted(outcome, &when.words));
                    when.unwrap_or_default() + &quoted(outcome, &branch.interval.words)
                });
                Some(join(&bounds.collect::<Vec<_>>(), self.say("；", "; ")))
            }
            _ => words.map(|words| quoted(outcome, words)),
        }
    }

    /// Several words of the clause, each quoted.
    pub(crate) fn all_quoted<'w>(&self, outcome: &Outcome, words: impl Iterator<Item = &'w str>) -> String {
        let words: Vec<String> = words.map(|words| quoted(outcome, words)).collect();
        join(&words, self.say("、", ", "))
    }

    /// Whether the one who asks is the one whom the measure pays or whose price it limits.
    pub(crate) fn own(outcome: &Outcome) -> bool {
        matches!(outcome.block, Block::Yours | Block::Price)
    }

    /// Whether a fact has to become smaller for its condition to pass.
    pub(crate) fn falls(outcome: &Outcome, condition: &str) -> bool {
        let above = |why: &Why| matches!(why, Why::Above { .. } | Why::Apart { .. } | Why::TooLong { .. });
        let mut reasons = outcome.reasons.iter().filter(|reason| reason.condition == condition);
        reasons.any(|reason| above(&reason.why))
    }
}

/// Words of the clause, in quotation marks where the document was read; a summary is never quoted.
pub(crate) fn quoted(outcome: &Outcome, words: &str) -> String {
    match outcome.verification {
        Verification::Original => quote(words),
        Verification::Secondary | Verification::Own | Verification::Entered => words.to_owned(),
    }
}

/// The words of a list as the plan joins them.
fn joined(allowed: &[(String, Vec<String>)]) -> String {
    let words: Vec<&str> = allowed.iter().map(|(words, _)| words.as_str()).collect();
    join(&words, "、")
}

/// In Chinese quotation marks; marks inside become the inner ones, as GB/T 15834 has it.
fn quote(words: &str) -> String {
    if words.starts_with('“') && words.find('”') == Some(words.len() - '”'.len_utf8()) {
        return words.to_owned();
    }
    let mut quoted = String::from('“');
    quoted.extend(words.chars().map(|mark| match mark {
        '“' => '‘',
        '”' => '’',
        other => other,
    }));
    quoted.push('”');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_keeps_its_own_marks_or_gets_them_inside() {
        for (words, quoted) in [
            ("专精特新", "“专精特新”"),
            ("“专精特新”", "“专精特新”"),
            ("“白名单”、“专精特新”", "“‘白名单’、‘专精特新’”"),
            ("“专精特新”企业", "“‘专精特新’企业”"),
        ] {
            assert_eq!(quote(words), quoted);
        }
    }
}
