//! Everything that a headline can say.

/// What a headline can say. The places of each template are named here.
#[derive(Clone, Copy)]
pub(crate) enum Say {
    /// Under a draft.
    Draft,
    /// Under a draft whose own period is over.
    DraftOver,
    /// By a document that is no longer in force.
    Ended,
    /// By a document that is not in force yet.
    NotYet,
    /// By public reports.
    Reported,
    /// A rule of the owner of the site.
    OwnRule,
    /// A rule that the visitor has entered.
    EnteredRule,
    /// As the facts stand.
    AsGiven,
    /// If the clause covers the case.
    IfCovered,
    /// Part of what was entered does not fit, and is left out.
    WithoutWrong,
    /// If the open conditions are met.
    IfMet,
    /// As far as numbers are filled in.
    AsFilled,
    /// Both.
    IfMetAsFilled,
    /// At most, in front of an amount.
    AtMost,
    /// At least, in front of an amount.
    AtLeast,
    /// The firm of the one who asks.
    YourFirm,
    /// The one who asks.
    You,
    /// The one who asks, as recipient 0.
    YouAs,
    /// Someone else, 0.
    Them,
    /// Payer 0 pays 1 (at most) to 2: amount 3.
    Yours,
    /// The same, in principle.
    YoursInPrinciple,
    /// The same, if it is granted on application.
    YoursHelp,
    /// The same without a payer.
    YoursFromNobody,
    /// Payer 0 pays 1 (at most) to someone else, 2: amount 3.
    Others,
    /// The same, if it is granted on application.
    OthersHelp,
    /// The same without a payer.
    OthersFromNobody,
    /// Price 0: 1 (in principle) 2, whose it is 3.
    Price,
    /// In principle, in front of a price.
    InPrinciple,
    /// At most 0 a year, amount of interest 1.
    InterestAt,
    /// Amount of interest 1 at most.
    Interest,
    /// Amount 1 at most in all, 0 a year.
    SumAt,
    /// Amount 1 at most, 0 a year.
    AmountAt,
    /// Amount 1 at most.
    Amount,
    /// The price is a condition of someone else's subsidy.
    NoPromise,
    /// The price is paid by 0.
    PaidBy,
    /// End of a sentence.
    Stop,
    /// Payer 0 adds 2 to the fund 1.
    Fund,
    /// Payer 0 need not add anything, 2, to the fund 1.
    FundEnough,
    /// Clause 0 is met.
    AsRequired,
    /// Clause 0 is met in some years and not in others; 1 says what fails.
    AsRequiredInPart,
    /// Clause 0 cannot be decided, 1 missing.
    CannotDecide,
    /// Clause 0 is unclear: 1.
    UnclearClause,
    /// For 0, not for the one who asks: 1.
    NotForYou,
    /// No amount.
    NoAmount,
    /// No amount, 0 missing.
    NoAmountYet,
    /// No amount, too large: 0.
    NoAmountBecause,
    /// No amount, unclear: 0.
    NoAmountUnclear,
    /// One thing.
    MissingOne,
    /// Things, 0 of them.
    MissingSome,
    /// No amount here: the document 0 decides, 1 can be asked.
    Pointer,
    /// A target of the place; 1 can be asked.
    Goal,
    /// Fact 0 is 1, the target is 2: met as the most, missed, met as the least, missed.
    AtMostMet,
    AtMostMissed,
    AtLeastMet,
    AtLeastMissed,
    /// Loss 0, shared by 1 parties; the one who asks is 2 and bears 3.
    SplitOwn,
    /// Loss 0, shared by 1 parties, none of which asks.
    Split,
    /// Some parts are left out.
    Partly,
    /// Refusals, each because of 0; of 1.
    Refused,
    RefusedOther,
    RefusedPrice,
    RefusedClause,
    RefusedFund,
    /// No reason is known.
    Unexplained,
    /// Several contracts together.
    AllContracts,
    /// What is paid: amount 0 at rate 1.
    PaysAt,
    Pays,
    PaysInterestAt,
    PaysInterest,
    /// Against the ceiling, by 0.
    Exactly,
    Within,
    WithinButRounded,
    AboveBy,
    /// Of several contracts those above it, together by 0.
    SomeAboveBy,
    AboveUnseen,
}
