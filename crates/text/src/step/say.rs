//! Everything that a step can say.

/// What a step can say. The places of each template are named here.
#[derive(Clone, Copy)]
pub(crate) enum Say {
    /// Contract 0 in front of a sentence.
    Contract,
    /// Year 0 in front of a base, and of other sentences.
    YearOfBase,
    Year,
    YearColon,
    /// Base 0 of the year 1: amount 2.
    Base,
    /// The whole of base 0.
    Whole,
    /// Share 1 of base 0 is 2.
    ShareOf,
    /// Share 1 of amount 0 is 2.
    Share,
    /// End of a sentence after 0.
    Stop,
    /// Fact 0 is 1, tier 2.
    Tier,
    /// Slice 0: nothing, or 1 unpaid, or 1 of which share 2 is 3.
    SliceEmpty,
    SliceUnpaid,
    Slice,
    /// Coefficient 0, clause 1, result 2.
    Factor,
    /// Fact 0 has 1, enough or 2 missing.
    Enough,
    Less,
    /// LPR 0, published 1 or given.
    Published,
    Given,
    /// Rate 0, payments 1, interest 2.
    Interest,
    /// Limit 0, clause 1.
    PrincipalCut,
    PrincipalFits,
    /// Shared limit 0, clause 1.
    SharedCut,
    SharedFits,
    /// Limit 0 of one use, clause 1.
    ItemCut,
    ItemFits,
    /// Days 0 that count.
    DaysCut,
    DaysFit,
    /// Points: share of the rate 0, clause 1.
    AtMostCut,
    AtMostFits,
    /// Points: rate of another subsidy 0, what it leaves 1.
    LeftCut,
    LeftFits,
    /// Points: the rate of the contract 0 is less.
    OfRate,
    /// Year 0 in front, payments 1, points 2, result 3.
    Points,
    /// Year 0 in front, payments 1, interest 2, rate 3, borrower's part 4, rest 5.
    Borne,
    /// The same at rates that change.
    BorneRepriced,
    /// Months 0, clause 1, payments left out 2.
    TimeCut,
    TimeFits,
    /// Year 0 in front, payments 1, interest 2, share 3, result 4.
    PerPayment,
    OfPayments,
    /// Clause 0, sum 1.
    Fixed,
    /// Year 0 in front, fact 1, number 2, sum for one 3, result 4.
    ForEach,
    /// Year 0 in front, fact 1, rank 2, clause 3, sum 4.
    Ranked,
    /// Party 0, share 1, clause 2, amount 3.
    Part,
    /// Year 0 in front, sum 1, whose 2, limit 3.
    CapYearCuts,
    CapYearFits,
    CapEverCuts,
    CapEverFits,
    CapWindowCuts,
    CapWindowFits,
    /// Of some parts 0 only: sentence 1.
    Only,
    /// Whose cap it is; of recipient 0.
    EachFirm,
    EachBorrower,
    Each,
    EachOther,
    EachProduct,
    EachAtLender,
    Together,
    EachOtherTogether,
    EachProductTogether,
    /// Year 0 in front, from 1 to 2, half up or down.
    HalfUp,
    Down,
    /// Sum 1 of 0 years or parts.
    Years,
    Parts,
    /// Number 0 of payments.
    OnePayment,
    Payments,
}
