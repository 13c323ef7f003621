//! What was assumed about a contract, word for word.

mod common;

use common::{en, plan, zh};
use rules::Date;
use rules::outcome::Assumption;
use rules::schedule::Misfit;

#[test]
fn each_assumption_about_a_contract_is_a_sentence_of_its_own() {
    let plan = plan();
    let told = |assumption: Assumption| {
        let (chinese, english) = (zh(&plan), en(&plan));
        (
            chinese.contract_assumption(&assumption).unwrap(),
            english.contract_assumption(&assumption).unwrap(),
        )
    };
    let basis = "30/360".to_owned();
    let settlement = "twentieth".to_owned();
    let tenor = "1y".to_owned();
    let choice = "lower-instalment".to_owned();
    let verified_through = Date::parse("2026-10-20").unwrap();
    for (assumption, chinese, english) in [
        (
            Assumption::DayBasis { basis },
            "没有填计息方式，按这种还款方式的通常做法：按月计息（年利率÷12）。",
            "The day count was not given; the usual one of this repayment method was taken: by whole months (30/360).",
        ),
        (
            Assumption::NoDates,
            "没有填放款日，所以不知道每期利息落在哪一年。",
            "The day of payout was not given, so that the years in which interest falls due are not known.",
        ),
        (
            Assumption::Settlement { settlement },
            "没有填结息日，按这种还款方式的通常做法：20 日结息、21 日付息。",
            "The settlement of interest was not given; the usual one of the repayment method was taken: settled on the 20th, \
             paid on the 21st.",
        ),
        (
            Assumption::Tenor { tenor },
            "没有填用哪个期限的 LPR，按贷款期限取 1 年期 LPR。",
            "Which LPR the loan follows was not given; by its term this one was taken: LPR of one year.",
        ),
        (
            Assumption::AfterPrepayment { choice },
            "没有填提前还本以后怎么还，按这一种算：减少每期还款额，期限不变。",
            "What follows a prepayment was not given; this was taken: a lower instalment, the same term.",
        ),
        (
            Assumption::FlatFullPeriod,
            "等本等息提前结清时，当期利息按整期付。",
            "A flat loan that is repaid in full early pays the whole interest of the period.",
        ),
        (
            Assumption::LprUnknownAfter { verified_through },
            "利率表只核对到 2026-10-20，之后的重定价日还不知道 LPR，利率按不变算。",
            "The table of the LPR was checked up to 2026-10-20 only; on later repricing days the rate is taken to stay.",
        ),
    ] {
        assert_eq!(told(assumption), (chinese.to_owned(), english.to_owned()));
    }
}

/// Beside a schedule stands nothing that was assumed about a clause.
#[test]
fn an_assumption_about_a_clause_is_none_about_a_contract() {
    let plan = plan();
    let id = "interest-paid-in-year".to_owned();
    assert_eq!(zh(&plan).contract_assumption(&Assumption::Reading { id }), None);
    assert_eq!(en(&plan).contract_assumption(&Assumption::CustomerTotalAlone), None);
}

#[test]
fn what_does_not_fit_is_told_of_its_field() {
    let plan = plan();
    for (code, chinese, english) in [
        (
            "OutsideTerm",
            "提前还本：各日还的本金不在贷款期限以内。",
            "Principal repaid early, by day lies outside the term of the loan.",
        ),
        (
            "AbovePrincipal",
            "提前还本：各日还的本金加起来超过了贷款本金。",
            "Principal repaid early, by day adds up to more than the principal of the loan.",
        ),
        (
            "NotExtended",
            "提前还本：各日还的本金和贷款状态“正常”对不上，展期的贷款请选“展期”。",
            "Principal repaid early, by day does not go with the state “Normal”; choose “Extended” for a loan that was extended.",
        ),
    ] {
        let misfit = Misfit {
            fact: "loan.prepayments".to_owned(),
            code: code.to_owned(),
        };
        assert_eq!(zh(&plan).misfit(&misfit), chinese);
        assert_eq!(en(&plan).misfit(&misfit), english);
    }
}
