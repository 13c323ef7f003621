//! The sentence above everything else, and the comparison with a price.

use crate::headline::Say;

pub(crate) fn template(say: Say) -> &'static str {
    match say {
        Say::Draft => "under this draft for comments (no official document), ",
        Say::DraftOver => "under this draft for comments (no official document, and its own period is over), ",
        Say::Ended => "the document is no longer in force; by what it said, ",
        Say::NotYet => "the document is not in force yet; by what it says, ",
        Say::EnteredRule => "by the rule that you entered (no published policy), ",
        Say::OwnRule => "by a rule of this site (no published policy), ",
        Say::Reported => "by public reports (not checked against the text), ",
        Say::AsGiven => "",
        Say::IfCovered => "if the clause covers this case, which it does not say, ",
        Say::WithoutWrong => "without what was entered and does not fit, ",
        Say::IfMet => "if all open conditions are met, ",
        Say::AsFilled => "as far as the numbers are filled in, ",
        Say::IfMetAsFilled => "if all open conditions are met, and as far as the numbers are filled in, ",
        Say::AtMost => "at most ",
        Say::AtLeast => "at least ",
        Say::YourFirm => "your firm",
        Say::You => "you",
        Say::Them => "{0}",
        Say::YouAs => "you ({0})",
        Say::Yours => "the subsidy for {2} is {1}{3}, from {0}.",
        Say::YoursInPrinciple => "in principle the subsidy for {2} is {1}{3}, from {0}.",
        Say::YoursHelp => {
            "{2} can get support for applying to {0} for a subsidy of {1}{3}; whether and how much is decided there."
        }
        Say::YoursFromNobody => "the subsidy for {2} is {1}{3}.",
        Say::Others => "{1}{3} from {0} goes to {2}; this is not money for you.",
        Say::OthersHelp => {
            "{2} can get support for applying to {0} for {1}{3}, which is decided there; this is not money for you."
        }
        Say::OthersFromNobody => "{1}{3} goes to {2}; this is not money for you.",
        Say::Price => "{0}: {1}{2}{3}",
        Say::InPrinciple => "in principle ",
        Say::InterestAt => "at most {0} a year, which makes at most {1} of interest over the whole term",
        Say::Interest => "at most {1} of interest over the whole term",
        Say::SumAt => "at most {1} in all ({0} a year)",
        Say::AmountAt => "at most {1} ({0} a year)",
        Say::Amount => "at most {1}",
        Say::NoPromise => ". This is a condition of the other side's subsidy, not a promise to you.",
        Say::PaidBy => ". This is paid by {0}, not by you.",
        Say::Stop => ".",
        Say::Fund => {
            "{2} has to be added to {1} by {0}. This is a rule for the treasury's own budget and is paid to no applicant."
        }
        Say::FundEnough => "there is enough in {1}; nothing ({2}) has to be added by {0}.",
        Say::AsRequired => "{0}: as required. This clause only says yes or no and pays nothing.",
        Say::AsRequiredInPart => "{0}: as required only in part. {1} This clause only says yes or no and pays nothing.",
        Say::CannotDecide => "{0}: cannot be decided yet, {1} missing.",
        Say::UnclearClause => "{0}: {1}",
        Say::NotForYou => "this is for {0}, not for you; {1}",
        Say::NoAmount => "no amount can be computed yet.",
        Say::NoAmountYet => "no amount can be computed yet, {0} missing.",
        Say::NoAmountBecause => "no amount can be computed: {0}",
        Say::NoAmountUnclear => "the clause does not decide this case, and no amount can be computed: {0}",
        Say::MissingOne => "{0} answer is",
        Say::MissingSome => "{0} answers are",
        Say::Pointer => "this clause names no amount; another document decides: {0}. Ask {1}.",
        Say::Goal => "this is a target and no promise; nothing can be claimed from it. Ask {1}.",
        Say::AtMostMet => "{0}: {1}; the target is at most {2} and is met.",
        Say::AtMostMissed => "{0}: {1}; the target is at most {2}, and this is above it.",
        Say::AtLeastMet => "{0}: {1}; the target is at least {2} and is met.",
        Say::AtLeastMissed => "{0}: {1}; the target is at least {2}, and this is below it.",
        Say::SplitOwn => "the loss of {0} is shared by {1} parties; you ({2}) bear {3}.",
        Say::Split => "the loss of {0} is shared by {1} parties; you are none of them, so the whole loss is shown.",
        Say::Partly => " The parts that do not meet the conditions are left out.",
        Say::Refused => "not eligible: {0}",
        Say::RefusedOther => "{1} is not eligible under this clause: {0}",
        Say::RefusedPrice => "this price ceiling does not apply: {0}",
        Say::RefusedClause => "not as required: {0}",
        Say::RefusedFund => "this clause does not apply: {0}",
        Say::Unexplained => "the conditions are not met.",
        Say::AllContracts => "all contracts together: ",
        Say::PaysAt => "you pay {0} ({1} a year)",
        Say::Pays => "you pay {0}",
        Say::PaysInterestAt => "at your rate of {1} a year the interest is {0}",
        Say::PaysInterest => "your interest is {0}",
        Say::Exactly => ", exactly the ceiling and not above it.",
        Say::Within => ", {0} below the ceiling.",
        Say::WithinButRounded => "; the rate is not above the ceiling, and {0} come from rounding.",
        Say::AboveBy => ", above the ceiling by {0}.",
        Say::SomeAboveBy => ", those above the ceiling by {0} in all.",
        Say::AboveUnseen => "; the rate is above the ceiling by less than shows in whole fen.",
    }
}
