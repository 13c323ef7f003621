//! What is wrong with a pack.

use crate::pack::{Difficulty, Say};

pub(crate) fn template(say: Say) -> &'static str {
    match say {
        Say::Error => "{0}, {1}: {2}",
        Say::Text => "“{0}” {1}",
        Say::Schema => "is no format version that can be read; only schema = 1 is.",
        Say::Duplicate => "stands twice; choose another id.",
        Say::Missing => "is missing and must be there.",
        Say::Mixture => "does not fit with the keys beside it; keep one way of writing.",
        Say::NotInClause => "does not stand in the quoted clause; copy the words as they stand there.",
        Say::Cut => {
            "was cut out of a larger phrase and reads differently in the clause: {0}. Copy the word of direction with it."
        }
        Say::Unreadable => "cannot be read from character {0} on: {1}.",
        Say::Unit => "has a unit or a direction that does not fit here.",
        Say::OtherUnit => "has a unit that does not fit here; it must be one of: {0}.",
        Say::UnknownFact => "is no fact of the catalogue.",
        Say::UnknownFactNear => "is no fact of the catalogue; {0} is the nearest.",
        Say::FactKind => "is a fact of a kind that does not fit here; it must be one of: {0}.",
        Say::UnknownChoice => "is no choice of the fact; these are: {0}.",
        Say::UnknownId => "is no id of the catalogue or of this pack.",
        Say::UnknownIdNear => "is no id of the catalogue or of this pack; {0} is the nearest.",
        Say::UnknownReadingNear => "is no reading or question of this pack; {0} is the nearest.",
        Say::UnknownReading => "is no reading or question of this pack.",
        Say::NoReason => "is not said by the text itself and needs a reason under `derived`.",
        Say::Overlap => "leaves a gap or an overlap between the bounds.",
        Say::NotWhole => "does not sum to 100 %: the shares of the parties make up the whole.",
        Say::NoTarget => "has nothing that it could limit.",
        Say::EmptyWindow => "ends before it starts.",
        Say::Day => "is no day; write it like 2024-12-31.",
        Say::Provenance => "must be under `quote` where the document was read and under `summary` where it was not.",
        Say::Difficulty(difficulty) => match difficulty {
            Difficulty::NoNumber => "a number is expected here",
            Difficulty::UnknownUnit => "the unit behind the number is not known",
            Difficulty::NumberMalformed => "the number is malformed or too long",
            Difficulty::DirectionWithoutNumber => "a word such as 不超过 or 以上 has no number",
            Difficulty::NoDirection => "there is no word of direction such as 超过 or 不低于",
            Difficulty::SeveralDirections => "there are two words of direction where one is expected",
            Difficulty::Conflict => "two words about the same number contradict each other",
            Difficulty::MarkWithoutDirection => "（含） or （不含） stands without a word of direction",
            Difficulty::Negated => "the negation is not understood",
            Difficulty::Vague => "a word such as 约 or 左右 makes the number approximate",
            Difficulty::SeveralNumbers => "there are more or fewer numbers than expected",
            Difficulty::SeveralUnits => "the numbers have different units and none was chosen",
            Difficulty::UnitMissing => "no number has this unit",
            Difficulty::NoBound => "the number has no word of direction",
            Difficulty::EmptyInterval => "no number lies between the bounds",
            Difficulty::NoList => "a list of numbers is expected here",
            Difficulty::NoDate => "a date is expected here",
            Difficulty::SeveralDates => "there are several dates where one is expected",
            Difficulty::NoSuchDay => "the calendar has no such day",
            Difficulty::Unknown => "the wording is not known",
        },
    }
}
