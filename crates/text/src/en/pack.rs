//! What is wrong with a pack.

use rules::plan::{PackError, PackProblem};

pub(crate) fn pack_error(error: &PackError) -> String {
    let PackError {
        document,
        place,
        text,
        problem,
    } = error;
    let text = if text.is_empty() {
        String::new()
    } else {
        format!("“{text}” ")
    };
    format!("{document}, {place}: {text}{}", what(problem))
}

fn what(problem: &PackProblem) -> String {
    let plain = match problem {
        PackProblem::Schema => "is no format version that can be read; only schema = 1 is.",
        PackProblem::Duplicate => "stands twice; choose another id.",
        PackProblem::Missing => "is missing and must be there.",
        PackProblem::Mixture => "does not fit with the keys beside it; keep one way of writing.",
        PackProblem::NotInClause => "does not stand in the quoted clause; copy the words as they stand there.",
        PackProblem::Cut { clause } => {
            return format!(
                "was cut out of a larger phrase and reads differently in the clause: {clause}. Copy the word of direction with it."
            );
        }
        PackProblem::Unreadable { at, difficulty } => {
            return format!(
                "cannot be read from character {} on: {}.",
                at + 1,
                difficulty_of(difficulty)
            );
        }
        PackProblem::Unit => "has a unit or a direction that does not fit here.",
        PackProblem::UnknownFact { nearest: Some(nearest) } => {
            return format!("is no fact of the catalogue; {nearest} is the nearest.");
        }
        PackProblem::UnknownFact { nearest: None } => "is no fact of the catalogue.",
        PackProblem::FactKind => "is a fact of a kind that does not fit here.",
        PackProblem::UnknownChoice { allowed } => {
            return format!("is no choice of the fact; these are: {}.", allowed.join(", "));
        }
        PackProblem::UnknownId => "is no id of the catalogue or of this pack.",
        PackProblem::UnknownReading => "is no reading or question of this pack.",
        PackProblem::NoReason => "is not said by the text itself and needs a reason under `derived`.",
        PackProblem::Overlap => "leaves a gap or an overlap between the bounds.",
        PackProblem::EmptyWindow => "ends before it starts.",
        PackProblem::Day => "is no day; write it like 2024-12-31.",
        PackProblem::Provenance => {
            "must be under `quote` where the document was read and under `summary` where it was not."
        }
    };
    plain.to_owned()
}

/// The names of [`rules::phrase::PhraseError`].
fn difficulty_of(name: &str) -> &'static str {
    match name {
        "NoNumber" => "a number is expected here",
        "UnknownUnit" => "the unit behind the number is not known",
        "NumberMalformed" => "the number is malformed or too long",
        "DirectionWithoutNumber" => "a word such as 不超过 or 以上 has no number",
        "NoDirection" => "there is no word of direction such as 超过 or 不低于",
        "SeveralDirections" => "there are two words of direction where one is expected",
        "Conflict" => "two words about the same number contradict each other",
        "MarkWithoutDirection" => "（含） or （不含） stands without a word of direction",
        "Negated" => "the negation is not understood",
        "Vague" => "a word such as 约 or 左右 makes the number approximate",
        "SeveralNumbers" => "there are more or fewer numbers than expected",
        "SeveralUnits" => "the numbers have different units and none was chosen",
        "UnitMissing" => "no number has this unit",
        "NoBound" => "the number has no word of direction",
        "EmptyInterval" => "no number lies between the bounds",
        "NoList" => "a list of numbers is expected here",
        "NoDate" => "a date is expected here",
        "SeveralDates" => "there are several dates where one is expected",
        "NoSuchDay" => "the calendar has no such day",
        _ => "the wording is not known",
    }
}
