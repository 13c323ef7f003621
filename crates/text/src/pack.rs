//! What is wrong with a pack, for whoever writes packs.

use rules::fact::FactKind;
use rules::plan::{PackError, PackProblem};

use crate::fill::{fill, join};
use crate::{Language, in_language};

/// What an error of a pack can say; 0 is what the problem carries.
#[derive(Clone, Copy)]
pub(crate) enum Say {
    /// Document 0, place 1, what is wrong 2.
    Error,
    /// Text 0, what is wrong with it 1.
    Text,
    Schema,
    Duplicate,
    Missing,
    Mixture,
    NotInClause,
    Cut,
    /// From character 0 on: 1.
    Unreadable,
    Unit,
    OtherUnit,
    UnknownFact,
    UnknownFactNear,
    FactKind,
    UnknownChoice,
    UnknownId,
    UnknownIdNear,
    UnknownReading,
    UnknownReadingNear,
    NoReason,
    Overlap,
    NotWhole,
    NoTarget,
    EmptyWindow,
    Day,
    Provenance,
    /// Why a phrase cannot be read.
    Difficulty(Difficulty),
}

/// The names of [`rules::phrase::PhraseError`].
#[derive(Clone, Copy)]
pub(crate) enum Difficulty {
    NoNumber,
    UnknownUnit,
    NumberMalformed,
    DirectionWithoutNumber,
    NoDirection,
    SeveralDirections,
    Conflict,
    MarkWithoutDirection,
    Negated,
    Vague,
    SeveralNumbers,
    SeveralUnits,
    UnitMissing,
    NoBound,
    EmptyInterval,
    NoList,
    NoDate,
    SeveralDates,
    NoSuchDay,
    Unknown,
}

impl Difficulty {
    /// From the name of the variant, as the engine passes it on.
    fn named(name: &str) -> Self {
        match name {
            "NoNumber" => Self::NoNumber,
            "UnknownUnit" => Self::UnknownUnit,
            "NumberMalformed" => Self::NumberMalformed,
            "DirectionWithoutNumber" => Self::DirectionWithoutNumber,
            "NoDirection" => Self::NoDirection,
            "SeveralDirections" => Self::SeveralDirections,
            "Conflict" => Self::Conflict,
            "MarkWithoutDirection" => Self::MarkWithoutDirection,
            "Negated" => Self::Negated,
            "Vague" => Self::Vague,
            "SeveralNumbers" => Self::SeveralNumbers,
            "SeveralUnits" => Self::SeveralUnits,
            "UnitMissing" => Self::UnitMissing,
            "NoBound" => Self::NoBound,
            "EmptyInterval" => Self::EmptyInterval,
            "NoList" => Self::NoList,
            "NoDate" => Self::NoDate,
            "SeveralDates" => Self::SeveralDates,
            "NoSuchDay" => Self::NoSuchDay,
            _ => Self::Unknown,
        }
    }
}

pub(crate) fn pack_error(language: Language, error: &PackError) -> String {
    let place = [error.document.as_str(), &error.place, &pack_problem(language, error)];
    fill(in_language!(language, pack::template(Say::Error)), &place)
}

/// The kinds of facts as a catalogue names them.
fn kinds(wanted: &[FactKind]) -> String {
    let name = |kind: &FactKind| match kind {
        FactKind::Money => "money",
        FactKind::Rate => "rate",
        FactKind::Number => "number",
        FactKind::Count => "count",
        FactKind::Date => "date",
        FactKind::Term => "term",
        FactKind::Choice => "choice",
        FactKind::Set => "set",
        FactKind::Flag => "flag",
        FactKind::Region => "region",
        FactKind::Text => "text",
        FactKind::Span => "span",
    };
    join(&wanted.iter().map(name).collect::<Vec<_>>(), ", ")
}

pub(crate) fn pack_problem(language: Language, error: &PackError) -> String {
    let template = |say: Say| in_language!(language, pack::template(say));
    let (say, part) = match &error.problem {
        PackProblem::Schema => (Say::Schema, String::new()),
        PackProblem::Duplicate => (Say::Duplicate, String::new()),
        PackProblem::Missing => (Say::Missing, String::new()),
        PackProblem::Mixture => (Say::Mixture, String::new()),
        PackProblem::NotInClause => (Say::NotInClause, String::new()),
        PackProblem::Cut { clause } => (Say::Cut, clause.clone()),
        PackProblem::Unreadable { at, .. } => (Say::Unreadable, (at + 1).to_string()),
        PackProblem::Unit => (Say::Unit, String::new()),
        PackProblem::OtherUnit { wanted } => (Say::OtherUnit, join(wanted, ", ")),
        PackProblem::UnknownFact { nearest: Some(nearest) } => (Say::UnknownFactNear, nearest.clone()),
        PackProblem::UnknownFact { nearest: None } => (Say::UnknownFact, String::new()),
        PackProblem::FactKind { wanted } => (Say::FactKind, kinds(wanted)),
        PackProblem::UnknownChoice { allowed } => (Say::UnknownChoice, join(allowed, ", ")),
        PackProblem::UnknownId { nearest: Some(nearest) } => (Say::UnknownIdNear, nearest.clone()),
        PackProblem::UnknownId { nearest: None } => (Say::UnknownId, String::new()),
        PackProblem::UnknownReading { nearest: Some(nearest) } => (Say::UnknownReadingNear, nearest.clone()),
        PackProblem::UnknownReading { nearest: None } => (Say::UnknownReading, String::new()),
        PackProblem::NoReason => (Say::NoReason, String::new()),
        PackProblem::Overlap => (Say::Overlap, String::new()),
        PackProblem::NotWhole => (Say::NotWhole, String::new()),
        PackProblem::NoTarget => (Say::NoTarget, String::new()),
        PackProblem::EmptyWindow => (Say::EmptyWindow, String::new()),
        PackProblem::Day => (Say::Day, String::new()),
        PackProblem::Provenance => (Say::Provenance, String::new()),
    };
    let difficulty = match &error.problem {
        PackProblem::Unreadable { difficulty, .. } => template(Say::Difficulty(Difficulty::named(difficulty))),
        _ => "",
    };
    let what = fill(template(say), &[&part, difficulty]);
    if error.text.is_empty() {
        return what;
    }
    fill(template(Say::Text), &[&error.text, &what])
}
