//! What is checked of a pack as a whole, whatever its clauses say.

use crate::pack::{Pack, Text};

use super::{PackProblem, Reader, day};

/// Ids that stand twice, wording that is missing in a language, and days that are none.
pub(super) fn check(reader: &mut Reader<'_>, pack: &Pack) {
    if pack.schema != 1 {
        reader.problem("schema", &pack.schema.to_string(), PackProblem::Schema);
    }
    day(reader, "document.verified_on", &pack.document.verified_on);
    for (number, condition) in pack.conditions.iter().enumerate() {
        if pack
            .conditions
            .iter()
            .take(number)
            .any(|other| other.id == condition.id)
        {
            reader.place(&format!("condition {}", condition.id));
            reader.problem("id", &condition.id, PackProblem::Duplicate);
        }
    }
    for (number, measure) in pack.measures.iter().enumerate() {
        if pack.measures.iter().take(number).any(|other| other.id == measure.id) {
            reader.place(&format!("measure {}", measure.id));
            reader.problem("id", &measure.id, PackProblem::Duplicate);
        }
    }
    for (table, texts) in [("reading", &pack.readings), ("question", &pack.questions)] {
        for (id, Text { zh, en }) in texts {
            for (language, words) in [("zh", zh), ("en", en)] {
                if words.trim().is_empty() {
                    reader.place(&format!("{table} {id}"));
                    reader.problem(language, "", PackProblem::Missing);
                }
            }
        }
    }
    for (number, beyond) in pack.beyond.iter().enumerate() {
        reader.place(&format!("beyond[{number}]"));
        let quote = beyond.quote.0.concat();
        for (key, words) in [("quote", &quote), ("zh", &beyond.zh), ("en", &beyond.en)] {
            if words.trim().is_empty() {
                reader.problem(key, "", PackProblem::Missing);
            }
        }
    }
    if pack.measures.is_empty() {
        reader.place("");
        reader.problem("measure", "", PackProblem::Missing);
    }
}
