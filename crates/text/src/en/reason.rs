//! Why not, or why it is unclear.

use crate::reason::{Misfit, Say};

pub(crate) fn template(say: Say) -> &'static str {
    match say {
        Say::Yours => "{0}",
        Say::InYear | Say::AtYearEnd | Say::YoursInYear => "{0}, {1}",
        Say::Above => "{0}: {1}; the clause requires at most {2}.",
        Say::NotBelow => "{0}: {1}; the clause requires less than {2}.",
        Say::Below => "{0}: {1}; the clause requires at least {2}.",
        Say::NotAbove => "{0}: {1}; the clause requires more than {2}.",
        Say::SlightlyMore => "{0} (slightly more)",
        Say::SlightlyLess => "{0} (slightly less)",
        Say::TooLong => "{0}: {1} to {2} is too long, {3} is the last day{4}.",
        Say::TooShort => "{0}: {1} to {2} is too short, it must reach {3}{4}.",
        Say::Compared => "{0}: {1}; {2}: {3}{4}.",
        Say::Apart => "{0}: {2} above the {1}; the clause allows at most {3}.",
        Say::TooLate => "{0}: {1} is too late, {2} is the last day{3}.",
        Say::NotAmong => "{0}: {1}; the clause covers only {2}.",
        Say::OpenList => {
            "{0}: {1}; the clause names {2} and adds 等 (and the like), which does not say whether this is covered."
        }
        Say::Excluded => "{0}: {1}{2}.",
        Say::Elsewhere => "{0}: {1}, which is outside the area of the clause{2}.",
        Say::Answer => "“{0}” was answered with {1}{2}.",
        Say::AnswerInYear => "{3}: “{0}” was answered with {1}{2}.",
        Say::NoneOf => "At least one of these must hold, and none does: {0}.",
        Say::Undefined => "{0} cannot be computed, since it would be divided by zero.",
        Say::OutsideDay => "{0}: {1}, which is outside the time that counts ({2}).",
        Say::OutsideYear => "{1} is outside the time that counts ({2}).",
        Say::NoTier => "{0}: {1}, which no tier of the clause covers.",
        Say::Contract => "{0} {1}.",
        Say::TooLarge => "The numbers are too large to be computed exactly.",
        Say::NoReferenceRate => {
            "There is no LPR to look up for {0}; the table begins on {1}. The LPR named in the contract can be filled in instead."
        }
        Say::Requires => "; the clause requires {0}",
        Say::Excludes => "; the clause excludes {0}",
        Say::Nothing => "none",
        Say::Misfit(misfit) => match misfit {
            Misfit::Negative => "cannot be below zero",
            Misfit::AboveAmount => "is above the largest amount that is computed",
            Misfit::AboveRate => "is above the highest rate that is computed",
            Misfit::Term => "cannot be zero or longer than 50 years",
            Misfit::NotWholeMonths => "must be in whole months, since this method counts months",
            Misfit::NotDays => "must be in days, or the first day must be given, since interest runs by days",
            Misfit::NotAfter => "must be later than the first day",
            Misfit::OutsideCalendar => "leads to a day outside the calendar",
            Misfit::Count => "must have one value for each year of the contract",
            Misfit::AbovePrincipal => "adds up to more than the principal of the loan",
            Misfit::NotAtEnd => "must begin after the payout and end on the last day of the loan",
            Misfit::NotThePrincipal => "must sum to the principal",
            Misfit::OutsideTerm => "lies outside the term of the loan",
            Misfit::AboveBalance => "is more than what is then owed",
            Misfit::NotForFlat => "does not go with a flat loan, whose interest does not follow the balance",
            Misfit::BeforeLpr => "is before 20 August 2019, the first day of the present LPR",
            Misfit::NotExtended => {
                "does not go with the state “Normal”; choose “Extended” for a loan that was extended"
            }
            Misfit::Unknown => "does not fit, so that nothing can be computed",
        },
    }
}
