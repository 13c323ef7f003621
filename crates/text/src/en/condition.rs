//! Conditions, what is missing, what was assumed and what would change the result.

use crate::condition::Say;

pub(crate) fn template(say: Say) -> &'static str {
    match say {
        Say::InYear => "{0}, {1}",
        Say::Known | Say::KnownYear => "{0}: {1}",
        Say::Answered => "{0} {1}",
        Say::NoneChosen => "{0}: none",
        Say::Difference => "{0} less {1}",
        Say::Points => "{0} percentage points",
        Say::Plain => "{0}.",
        Say::Noted => "{0} ({1}).",
        Say::Requires => "the clause requires {0}",
        Say::Excludes => "the clause excludes {0}",
        Say::DecidedBy => "decided by {0}",
        Say::OneOf => "At least one of these: {0}.",
        Say::YearOfFacts => "Year of the facts",
        Say::Counts => "what counts: {0}",
        Say::Between => "; ",
        Say::AfterQuestion => " ",
        Say::End => ".",
        Say::Missing => "Still needed: {0}",
        Say::MissingFrom => "To be confirmed by {1}: {0}",
        Say::Convention => {
            "{0} includes its number: the clause does not say so, but article 1259 of the Civil Code reads such words that way."
        }
        Say::DayBasis => "The day count was not given; the usual one of this repayment method was taken: {0}.",
        Say::ReferenceRate => "The LPR published by {0} was taken: {2}, published on {1}.",
        Say::ReferenceRateUnchecked => {
            "The LPR published by {0} was taken: {2}, published on {1}. That day is later than the last one the table was checked for; there may be a newer LPR."
        }
        Say::ReferenceRateGiven => {
            "The LPR that you gave, {3}, was taken; the one published by {0} is {2} (published on {1}). Please check it against the contract and the clause."
        }
        Say::NoMoreThanInterest => {
            "The contract rate is below the points: the clause does not say it, but the subsidy is taken not to exceed the interest."
        }
        Say::PartOfYear => "Only a part of {0} lies in the time that counts; the whole year was counted.",
        Say::InterestFromContract => {
            "The interest paid in each year was not given; it was split over the years by days from amount, rate and dates, and rounded to the fen for each year; without a day count of its own a year has 365 days."
        }
        Say::AllottedInOrder => "Where a limit cuts a sum, what is left is shown with the earliest parts first.",
        Say::NoDates => "The day of payout was not given, so that the years in which interest falls due are not known.",
        Say::Settlement => {
            "The settlement of interest was not given; the usual one of the repayment method was taken: {0}."
        }
        Say::Tenor => "Which LPR the loan follows was not given; by its term this one was taken: {0}.",
        Say::AfterPrepayment => "What follows a prepayment was not given; this was taken: {0}.",
        Say::FlatFullPeriod => "A flat loan that is repaid in full early pays the whole interest of the period.",
        Say::LprUnknownAfter => {
            "The table of the LPR was checked up to {0} only; on later repricing days the rate is taken to stay."
        }
        Say::CustomerTotalAlone => "The customer's total was not given; this guarantee is taken to be the only one.",
        Say::CustomerTotalRaised => {
            "The customer's total that was given is less than this guarantee, whose amount was taken."
        }
        Say::OneOfGroup => {
            "Only one {0} counts for a loan, and the amounts do not add up; also computed for the same loan: {1}."
        }
        Say::OneOfGroupForSome => {
            "Only one {0} counts for a loan, and the amounts do not add up; also computed for some of these loans: {1}. A loan that takes the other leaves its part of the limit to the rest: take it out and compute again for their amount."
        }
        Say::PassesBelow => "{0}: with {1} or less this condition would be met.",
        Say::PassesAbove => "{0}: with {1} or more this condition would be met.",
        Say::CapBindsInYear => "{0} in a year: from {1} on, the limit of {2} begins to cut the amount.",
        Say::CapBindsEver => "{0} in all: from {1} on, the limit of {2} begins to cut the amount.",
        Say::CapBindsForOneInYear => {
            "{0} on one enterprise in a year: from {1} on, the limit of {2} begins to cut the amount."
        }
        Say::CapBindsForOneEver => {
            "{0} on one enterprise in all: from {1} on, the limit of {2} begins to cut the amount."
        }
        Say::NextTier => "{0}: with {1} the next tier is reached ({2}), which comes to {3}.",
    }
}
