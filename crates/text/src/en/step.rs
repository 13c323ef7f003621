//! How an amount came about.

use crate::step::Say;

pub(crate) fn template(say: Say) -> &'static str {
    match say {
        Say::Contract => "no. {0}, {1}",
        Say::YearOfBase => ", {0}",
        Say::Year | Say::YearColon => "{0}: ",
        Say::Base => "{0}{1}: {2}",
        Say::Whole => "{0}, all of it.",
        Say::ShareOf => "{0}; {1} of it is {2}.",
        Say::Share => "{1} of {0} is {2}.",
        Say::Stop => "{0}.",
        Say::Tier => "{0} is {1}, which lies in the tier {2}.",
        Say::SliceEmpty => "in the slice {0}: nothing.",
        Say::SliceUnpaid => "in the slice {0}: {1}, which is not compensated.",
        Say::Slice => "in the slice {0}: {1}; {2} of it is {3}.",
        Say::Factor => "multiplied by the coefficient {0} ({1}) it is {2}.",
        Say::Enough => "{0} is {1}, which is enough; nothing is added.",
        Say::Less => "less {0}, {1}, there remains {2}.",
        Say::Published => "the LPR is {0} (published on {1}).",
        Say::Given => "the LPR is the {0} that you filled in.",
        Say::Interest => "at {0} a year, {1} of interest come to {2}.",
        Say::PrincipalCut => "the principal counts up to {0} ({1}); what is above does not count.",
        Say::PrincipalFits => "the principal is not above {0} ({1}) and counts in full.",
        Say::SharedCut => {
            "The balances of all loans together count up to {0} ({1}), those paid out first come first; of this one only a part counts."
        }
        Say::SharedFits => {
            "The balances of all loans together count up to {0} ({1}), those paid out first come first; this one counts in full."
        }
        Say::ItemCut => "One purchase counts up to {0} ({1}); what is above does not.",
        Say::ItemFits => "The purchase is not above {0} ({1}), so all of it counts.",
        Say::DaysCut => "Only days {0} count; the others of this loan do not.",
        Say::DaysFit => "Only days {0} count; all days of this loan do.",
        Say::AtMostCut => "The points are at most a share of the contract rate ({1}), which is {0}, so {0} is taken.",
        Say::AtMostFits => {
            "The points are at most a share of the contract rate ({1}), which is {0}; they are not above it."
        }
        Say::LeftCut => "Another subsidy pays {0} a year, which leaves {1} of the contract rate, so {1} is taken.",
        Say::LeftFits => {
            "Another subsidy pays {0} a year, which leaves {1} of the contract rate; the points are not above it."
        }
        Say::OfRate => "The contract rate is only {0}; a subsidy is not more than the interest, so {0} is taken.",
        Say::Points => "{0}{1}: balance, time and {2} make {3}.",
        Say::Borne => "{0}of the interest of {1}, {2} counts; you bear {4} ({3} a year), the treasury the other {5}.",
        Say::BorneRepriced => {
            "{0}of the interest of {1}, {2} counts; you bear {4} (at a rate repriced with the LPR), the treasury the other {5}."
        }
        Say::TimeCut => "only interest within {0} of the payout counts ({1}); left out: {2} after that.",
        Say::TimeFits => "all interest within {0} of the payout counts ({1}).",
        Say::PerPayment => "{0}{1} with {2} of interest that counts; {3} of each, rounded to the fen, come to {4}.",
        Say::Fixed => "the clause names a sum ({0}): {1}.",
        Say::ForEach => "{0}{1}: {2}; each brings {3}, together {4}.",
        Say::Ranked => "{0}{1}: {2}, for which the clause ({3}) names {4}.",
        Say::Part => "{0} bears {1} ({2}), which is {3}.",
        Say::OfPayments => "{0}{1}: {2} of interest count, of which {3} is {4}.",
        Say::CapYearCuts => "{0}{1}; the limit is {3} a year for {2}, so it is {3}.",
        Say::CapYearFits => "{0}{1}, within the limit of {3} a year for {2}.",
        Say::CapEverCuts => "{0}{1}; the limit is {3} in all for {2}, so it is {3}.",
        Say::CapEverFits => "{0}{1}, within the limit of {3} in all for {2}.",
        Say::CapWindowCuts => "{0}{1}; the limit is {3} over the whole period for {2}, so it is {3}.",
        Say::CapWindowFits => "{0}{1}, within the limit of {3} over the whole period for {2}.",
        Say::Only => "Of these, {0}: {1}",
        Say::EachAtLender => "each borrower at one lender",
        Say::EachFirm | Say::EachBorrower | Say::Each => "each recipient",
        Say::EachOther => "each enterprise concerned",
        Say::EachProduct => "each product",
        Say::Together => "all recipients together",
        Say::EachOtherTogether => "each enterprise concerned, all recipients together",
        Say::EachProductTogether => "each product, all recipients together",
        Say::HalfUp => "{0}{1}, rounded half up to the fen, is {2}.",
        Say::Down => "{0}{1}, without fractions of a fen, is {2}.",
        Say::Years => "{0} years come to {1} in all.",
        Say::Parts => "{0} parts come to {1} in all.",
        Say::OnePayment => "{0} payment",
        Say::Payments => "{0} payments",
    }
}
