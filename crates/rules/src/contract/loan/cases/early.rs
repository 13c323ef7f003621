//! Early repayment and extension.

use super::*;

#[test]
fn a_prepayment_lowers_the_instalment() {
    let mut loan = yearly(Repayment::EqualPayment);
    loan.prepayments.set(day("2026-04-15"), money("50000"));
    rows(
        &schedule(&loan),
        2,
        &[
            "3 2026-04-15 9825.49 + 502.48, 90669.93",
            "3 2026-04-15 50000.00 + 0.00, 40669.93 prepayment",
            "4 2026-05-15 4429.25 + 203.35, 36240.68",
        ],
    );
    rows(&schedule(&loan), 12, &["12 2027-01-15 4609.60 + 23.05, 0.00"]);
}

#[test]
fn a_prepayment_inside_a_period_pays_its_interest_with_the_rest_of_it() {
    let mut loan = yearly(Repayment::EqualPayment);
    loan.prepayments.set(day("2026-04-25"), money("50000"));
    // 10 of 30 days on 90,669.93, 20 on 40,669.93, with the instalment of before.
    rows(
        &schedule(&loan),
        3,
        &[
            "3 2026-04-25 50000.00 + 0.00, 40669.93 prepayment",
            "4 2026-05-15 10041.29 + 286.68, 30628.64",
            "5 2026-06-15 3762.08 + 153.14, 26866.56",
        ],
    );
    rows(&schedule(&loan), 12, &["12 2027-01-15 3895.78 + 19.48, 0.00"]);
}

#[test]
fn a_prepayment_shortens_the_term() {
    let mut loan = yearly(Repayment::EqualPayment);
    loan.after_prepayment = AfterPrepayment::ShorterTerm;
    loan.prepayments.set(day("2026-04-15"), money("50000"));
    rows(
        &schedule(&loan),
        4,
        &[
            "4 2026-05-15 10124.62 + 203.35, 30545.31",
            "5 2026-06-15 10175.24 + 152.73, 20370.07",
            "6 2026-07-15 10226.12 + 101.85, 10143.95",
            "7 2026-08-15 10143.95 + 50.72, 0.00",
        ],
    );
    assert_eq!(schedule(&loan).rows.len(), 8);
    // A later rate change keeps the shorter term: two periods are left.
    loan.rate_changes.set(day("2026-06-15"), rate("3%"));
    rows(
        &schedule(&loan),
        6,
        &[
            "6 2026-07-15 10172.31 + 50.93, 10197.76",
            "7 2026-08-15 10197.76 + 25.49, 0.00",
        ],
    );
    assert_eq!(schedule(&loan).rows.len(), 8);
}

#[test]
fn a_prepayment_of_equal_principal_lowers_the_part_or_shortens_the_term() {
    let mut loan = yearly(Repayment::EqualPrincipal);
    loan.prepayments.set(day("2026-04-15"), money("50000"));
    let lower = schedule(&loan);
    rows(&lower, 4, &["4 2026-05-15 4444.44 + 200.00, 35555.56"]);
    rows(&lower, 12, &["12 2027-01-15 4444.48 + 22.22, 0.00"]);
    assert_eq!(lower.totals.interest, money("2650.00"));
    loan.after_prepayment = AfterPrepayment::ShorterTerm;
    let shorter = schedule(&loan);
    rows(&shorter, 7, &["7 2026-08-15 10000.00 + 50.00, 0.00"]);
    assert_eq!((shorter.rows.len(), shorter.totals.interest), (8, money("2150.00")));
}

#[test]
fn everything_may_be_repaid_on_any_day() {
    let mut loan = yearly(Repayment::EqualPayment);
    loan.prepaid_in_full_on = Some(day("2026-04-25"));
    rows(
        &schedule(&loan),
        2,
        &[
            "3 2026-04-15 9825.49 + 502.48, 90669.93",
            "3 2026-04-25 90669.93 + 151.12, 0.00 prepaid-in-full",
        ],
    );
    assert_eq!(schedule(&loan).rows.len(), 4);
    loan.prepaid_in_full_on = Some(day("2026-04-15"));
    rows(
        &schedule(&loan),
        2,
        &["3 2026-04-15 100495.42 + 502.48, 0.00 prepaid-in-full"],
    );
    assert_eq!(schedule(&loan).rows.len(), 3);
}

#[test]
fn on_thirty_days_a_month_what_is_repaid_early_has_cost_whole_months_and_odd_days() {
    let repaid = |term: &str, on: &str| {
        let loan = Loan {
            principal: money("100万元"),
            rate: rate("4.35%"),
            term: term.parse().unwrap(),
            basis: DayBasis::Thirty360,
            prepaid_in_full_on: Some(day(on)),
            ..yearly(Repayment::Bullet)
        };
        schedule(&loan).totals.interest.to_string()
    };
    // From 15 January: 6/12, 6/12 + 15/360, 19/360; of a term in days 181/360.
    assert_eq!(repaid("12个月", "2026-07-15"), "21750.00");
    assert_eq!(repaid("12个月", "2026-07-30"), "23562.50");
    assert_eq!(repaid("12个月", "2026-02-03"), "2295.83");
    assert_eq!(repaid("365天", "2026-07-15"), "21870.83");
    // A period of one month: 30 of its 31 days are the whole month, and no day makes it more.
    let mut monthly = yearly(Repayment::InterestMonthly);
    monthly.prepaid_in_full_on = Some(day("2026-02-14"));
    assert_eq!(schedule(&monthly).totals.interest, money("600.00"));
    // What is repaid in part after six months costs nothing from then on.
    let mut half = Loan {
        basis: DayBasis::Thirty360,
        ..yearly(Repayment::Bullet)
    };
    half.prepayments.set(day("2026-07-15"), money("60000"));
    assert_eq!(schedule(&half).totals.interest, money("5400.00"));
}

#[test]
fn a_prepayment_of_the_whole_balance_is_repayment_in_full() {
    let mut loan = yearly(Repayment::EqualPayment);
    loan.prepayments.set(day("2026-04-25"), money("90669.93"));
    let row = "3 2026-04-25 90669.93 + 151.12, 0.00 prepaid-in-full";
    rows(&schedule(&loan), 3, &[row]);
    loan.prepayments.set(day("2026-04-26"), money("0.01"));
    refused(&loan, "prepayments", Problem::AboveBalance);
    let mut loan = yearly(Repayment::EqualPayment);
    loan.prepayments.set(day("2026-04-15"), money("90669.93"));
    rows(
        &schedule(&loan),
        3,
        &["3 2026-04-15 90669.93 + 0.00, 0.00 prepaid-in-full"],
    );
    assert_eq!(schedule(&loan).rows.len(), 4);
}

#[test]
fn early_repayment_keeps_within_the_balance_and_the_term() {
    let prepaid = |on: &str, amount: &str| {
        let mut loan = yearly(Repayment::InterestMonthly);
        loan.prepayments.set(day(on), money(amount));
        loan
    };
    for (amount, fits) in [("119999.99", true), ("120000.00", true), ("120000.01", false)] {
        let loan = prepaid("2026-04-20", amount);
        assert_eq!(loan.schedule().is_ok(), fits);
        if !fits {
            refused(&loan, "prepayments", Problem::AboveBalance);
        }
    }
    for (on, fits) in [
        ("2026-01-15", false),
        ("2026-01-16", true),
        ("2027-01-14", true),
        ("2027-01-15", false),
    ] {
        let loan = prepaid(on, "1");
        assert_eq!(loan.schedule().is_ok(), fits, "{on}");
        let mut whole = yearly(Repayment::Flat);
        whole.prepaid_in_full_on = Some(day(on));
        assert_eq!(whole.schedule().is_ok(), fits, "{on}");
        if !fits {
            refused(&loan, "prepayments", Problem::OutsideTerm);
            refused(&whole, "prepaid_in_full_on", Problem::OutsideTerm);
        }
    }
    // Nothing is owed any more on that day.
    let mut loan = prepaid("2026-04-20", "120000");
    loan.prepaid_in_full_on = Some(day("2026-05-20"));
    refused(&loan, "prepaid_in_full_on", Problem::OutsideTerm);
    // What is prepaid before it then is named first, in the same period or in a later one.
    for more in ["2026-04-25", "2026-05-18"] {
        let mut loan = loan.clone();
        loan.prepayments.set(day(more), money("0.01"));
        refused(&loan, "prepayments", Problem::AboveBalance);
    }
}

#[test]
fn an_extension_moves_the_last_principal_and_pays_interest_until_then() {
    let extended = |repayment| Loan {
        principal: money("30000"),
        extended: Some(Extension {
            to: day("2026-06-01"),
            rate: Some(rate("9%")),
        }),
        ..loan(repayment, "3个月")
    };
    rows(
        &schedule(&extended(Repayment::EqualPayment)),
        1,
        &[
            "2 2026-03-15 9999.92 + 100.25, 10049.91",
            "3 2026-04-15 0.00 + 50.25, 10049.91 extended",
            "4 2026-05-15 0.00 + 75.37, 10049.91",
            "5 2026-06-01 10049.91 + 42.71, 0.00",
        ],
    );
    rows(
        &schedule(&extended(Repayment::InterestMonthly)),
        2,
        &[
            "3 2026-04-15 0.00 + 150.00, 30000.00 extended",
            "4 2026-05-15 0.00 + 225.00, 30000.00",
            "5 2026-06-01 30000.00 + 127.50, 0.00",
        ],
    );
    // From 15 April to 21 April 6 days, then to 1 June 41 days.
    rows(
        &schedule(&Loan {
            basis: DayBasis::Act360,
            settlement: Some(Settlement::Twentieth),
            ..extended(Repayment::InterestMonthly)
        }),
        3,
        &[
            "4 2026-04-15 0.00 + 125.00, 30000.00 extended",
            "5 2026-04-21 0.00 + 45.00, 30000.00",
            "6 2026-05-21 0.00 + 225.00, 30000.00",
            "7 2026-06-01 30000.00 + 82.50, 0.00",
        ],
    );
}

#[test]
fn the_rate_of_an_extension_is_one_that_a_loan_may_have() {
    let mut loan = yearly(Repayment::EqualPayment);
    let mut extend = |annual: &str| {
        let rate = Some(rate(annual));
        let to = day("2027-03-15");
        loan.extended = Some(Extension { to, rate });
        loan.clone()
    };
    assert!(extend("100%").schedule().is_ok());
    let max = rate("100%");
    refused(&extend("100.01%"), "extension_rate", Problem::AboveRate { max });
    refused(&extend("-1%"), "extension_rate", Problem::Negative);
}

#[test]
fn a_bullet_loan_that_is_extended_has_one_longer_period() {
    let mut loan = Loan {
        principal: money("100万元"),
        rate: rate("4.35%"),
        extended: Some(Extension {
            to: day("2027-03-15"),
            rate: Some(rate("5%")),
        }),
        ..yearly(Repayment::Bullet)
    };
    rows(
        &schedule(&loan),
        0,
        &["1 2027-03-15 1000000.00 + 52298.61, 0.00 extended"],
    );
    loan.basis = DayBasis::Thirty360;
    rows(
        &schedule(&loan),
        0,
        // A year at 4.35% and two months at 5%.
        &["1 2027-03-15 1000000.00 + 51833.33, 0.00 extended"],
    );
    loan.extended = Some(Extension {
        to: day("2027-01-15"),
        rate: None,
    });
    refused(&loan, "extended_to", Problem::NotAfter { other: "term" });
}
