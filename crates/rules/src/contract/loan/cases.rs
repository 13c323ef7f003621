//! Methods and events by hand: the numbers were computed apart from the engine, row by row.

use super::{AfterPrepayment, Extension, Frequency, Loan, Problem, Repayment, Repricing, RepricingDay, Schedule};
use crate::{
    Date, Money, Rate,
    contract::{ContractError, DayBasis},
    lpr::{Fixing, Lpr, Tenor},
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

/// 12万元 at 6%, paid out on 15 January 2026.
fn loan(repayment: Repayment, term: &str) -> Loan {
    Loan {
        paid_out_on: Some(day("2026-01-15")),
        ..Loan::new(money("120000"), rate("6%"), term.parse().unwrap(), repayment)
    }
}

fn yearly(repayment: Repayment) -> Loan {
    loan(repayment, "12个月")
}

fn schedule(loan: &Loan) -> Schedule {
    loan.schedule().unwrap()
}

/// Day, principal, interest and balance of the rows from one number on, with their event.
#[track_caller]
fn rows(schedule: &Schedule, from: usize, expected: &[&str]) {
    let rows: Vec<String> = schedule
        .rows
        .iter()
        .skip(from)
        .take(expected.len())
        .map(|row| {
            let due_on = row.due_on.map(|day| day.to_string()).unwrap_or_default();
            let event = row.event.map(|event| format!(" {}", event.id())).unwrap_or_default();
            let (number, closing) = (row.number, row.closing);
            format!(
                "{number} {due_on} {} + {}, {closing}{event}",
                row.principal, row.interest
            )
        })
        .collect();
    assert_eq!(rows, expected);
}

#[track_caller]
fn refused(loan: &Loan, field: &'static str, problem: Problem) {
    assert_eq!(loan.schedule(), Err(ContractError { field, problem }));
}

#[test]
fn a_rate_change_on_a_due_date_changes_the_instalment_from_there() {
    let mut loan = yearly(Repayment::EqualPayment);
    loan.rate_changes.set(day("2026-04-15"), rate("3%"));
    let schedule = schedule(&loan);
    assert_eq!(schedule.instalment, Some(money("10327.97")));
    rows(
        &schedule,
        2,
        &[
            "3 2026-04-15 9825.49 + 502.48, 90669.93",
            "4 2026-05-15 9974.12 + 226.67, 80695.81",
        ],
    );
    rows(&schedule, 11, &["12 2027-01-15 10175.30 + 25.44, 0.00"]);
    let rates: Vec<String> = schedule.rows.iter().map(|row| row.rate.to_string()).collect();
    assert_eq!(rates.get(2..4), Some(["6%".to_owned(), "3%".to_owned()].as_slice()));
}

#[test]
fn a_rate_change_inside_a_period_cuts_it() {
    let mut loan = yearly(Repayment::EqualPayment);
    loan.rate_changes.set(day("2026-05-01"), rate("3%"));
    let schedule = schedule(&loan);
    // 16 of 30 days at 6%, 14 at 3%, with the instalment of before.
    rows(
        &schedule,
        3,
        &[
            "4 2026-05-15 9980.40 + 347.57, 80689.53",
            "5 2026-06-15 9998.27 + 201.72, 70691.26",
        ],
    );
    rows(&schedule, 11, &["12 2027-01-15 10174.57 + 25.44, 0.00"]);
    let row = schedule.rows.get(3).unwrap();
    let days: Vec<Option<u32>> = row.segments.iter().map(|part| part.days).collect();
    assert_eq!(days, [Some(16), Some(14)]);
    assert_eq!(row.rate, rate("3%"));
}

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
            settlement: Some(super::Settlement::Twentieth),
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
        &["1 2027-03-15 1000000.00 + 51805.23, 0.00 extended"],
    );
    loan.extended = Some(Extension {
        to: day("2027-01-15"),
        rate: None,
    });
    refused(&loan, "extended_to", Problem::NotAfter { other: "term" });
}

#[test]
fn a_grace_period_pays_interest_only() {
    let mut loan = Loan {
        principal: money("60000"),
        grace: 2,
        ..loan(Repayment::EqualPayment, "6个月")
    };
    let payments = schedule(&loan);
    assert_eq!(payments.instalment, Some(money("15187.97")));
    rows(
        &payments,
        1,
        &[
            "2 2026-03-15 0.00 + 300.00, 60000.00",
            "3 2026-04-15 14887.97 + 300.00, 45112.03",
        ],
    );
    loan.repayment = Repayment::EqualPrincipal;
    rows(
        &schedule(&loan),
        1,
        &[
            "2 2026-03-15 0.00 + 300.00, 60000.00",
            "3 2026-04-15 15000.00 + 300.00, 45000.00",
        ],
    );
    loan.grace = 5;
    rows(&schedule(&loan), 5, &["6 2026-07-15 60000.00 + 300.00, 0.00"]);
    loan.grace = 6;
    refused(&loan, "grace", Problem::OutsideTerm);
}

#[test]
fn quarters_pay_a_quarter_of_the_rate() {
    let mut loan = Loan {
        principal: money("100万元"),
        rate: rate("4.35%"),
        frequency: Frequency::Quarterly,
        ..loan(Repayment::EqualPayment, "36个月")
    };
    let payments = schedule(&loan);
    assert_eq!(
        (payments.rows.len(), payments.instalment),
        (12, Some(money("89340.74")))
    );
    rows(&payments, 0, &["1 2026-04-15 78465.74 + 10875.00, 921534.26"]);
    // Seven months are two quarters and a month.
    loan.repayment = Repayment::EqualPrincipal;
    loan.term = "7个月".parse().unwrap();
    loan.paid_out_on = None;
    rows(
        &schedule(&loan),
        0,
        &[
            "1  333333.33 + 10875.00, 666666.67",
            "2  333333.33 + 7250.00, 333333.34",
            "3  333333.34 + 1208.33, 0.00",
        ],
    );
}

#[test]
fn a_flat_loan_pays_interest_on_what_was_lent() {
    let mut loan = Loan {
        principal: money("100000"),
        rate: rate("5.4%"),
        ..loan(Repayment::Flat, "7个月")
    };
    let payments = schedule(&loan);
    assert_eq!(payments.instalment, Some(money("14735.71")));
    rows(&payments, 0, &["1 2026-02-15 14285.71 + 450.00, 85714.29"]);
    rows(&payments, 6, &["7 2026-08-15 14285.74 + 450.00, 0.00"]);
    loan.prepaid_in_full_on = Some(day("2026-02-16"));
    rows(
        &schedule(&loan),
        1,
        &["1 2026-02-16 85714.29 + 450.00, 0.00 prepaid-in-full"],
    );
    loan.prepaid_in_full_on = None;
    loan.prepayments.set(day("2026-03-01"), money("1"));
    refused(&loan, "prepayments", Problem::NotForFlat);
    loan.rate_changes.set(day("2026-03-01"), rate("1%"));
    refused(&loan, "rate_changes", Problem::NotForFlat);
    loan.grace = 1;
    refused(&loan, "grace", Problem::NotForFlat);
}

#[test]
fn a_table_repays_on_its_days() {
    let mut loan = Loan {
        principal: money("100万元"),
        rate: rate("4.35%"),
        ..loan(Repayment::Table, "167天")
    };
    loan.repayments.set(day("2026-03-15"), money("40万元"));
    refused(&loan, "repayments", Problem::NotAtEnd);
    loan.repayments.set(day("2026-07-01"), money("59.9999万元"));
    refused(&loan, "repayments", Problem::NotThePrincipal);
    loan.repayments.set(day("2026-07-01"), money("60万元"));
    rows(
        &schedule(&loan),
        0,
        &[
            "1 2026-03-15 400000.00 + 7129.17, 600000.00",
            "2 2026-07-01 600000.00 + 7830.00, 0.00",
        ],
    );
    // What is prepaid reduces the next rows in their order: 30 days on 50万元, 29 on nothing less.
    loan.prepayments.set(day("2026-02-14"), money("50万元"));
    rows(
        &schedule(&loan),
        0,
        &[
            "0 2026-02-14 500000.00 + 0.00, 500000.00 prepayment",
            "1 2026-03-15 0.00 + 5377.08, 500000.00",
            "2 2026-07-01 500000.00 + 6525.00, 0.00",
        ],
    );
    loan.extended = Some(Extension {
        to: day("2026-07-31"),
        rate: None,
    });
    rows(
        &schedule(&loan),
        2,
        &[
            "2 2026-07-01 0.00 + 6525.00, 500000.00 extended",
            "3 2026-07-31 500000.00 + 1812.50, 0.00",
        ],
    );
}

#[test]
fn a_broken_first_period_has_its_months_and_days() {
    // From 15 January to 20 February is a month and five days: 35/360 of a year.
    let loan = Loan {
        first_due_on: Some(day("2026-02-20")),
        ..loan(Repayment::EqualPrincipal, "3个月")
    };
    rows(
        &schedule(&loan),
        0,
        &[
            "1 2026-02-20 40000.00 + 700.00, 80000.00",
            "2 2026-03-20 40000.00 + 400.00, 40000.00",
            "3 2026-04-15 40000.00 + 173.33, 0.00",
        ],
    );
    for (first, problem) in [
        ("2026-01-15", Some(Problem::NotAfter { other: "paid_out_on" })),
        ("2026-01-16", None),
        ("2026-04-15", None),
        ("2026-04-16", Some(Problem::OutsideTerm)),
    ] {
        let loan = Loan {
            first_due_on: Some(day(first)),
            ..loan.clone()
        };
        match problem {
            Some(problem) => refused(&loan, "first_due_on", problem),
            None => assert!(loan.schedule().is_ok()),
        }
    }
}

#[test]
fn interest_accrues_in_the_year_of_its_days() {
    let loan = Loan {
        paid_out_on: Some(day("2026-12-15")),
        ..loan(Repayment::Bullet, "2个月")
    };
    // 62 days cost 1,240.00; 17 of them lie in 2026.
    let payments = schedule(&loan);
    let years = |years: std::collections::BTreeMap<i32, Money>| -> Vec<String> {
        years.iter().map(|(year, sum)| format!("{year} {sum}")).collect()
    };
    assert_eq!(years(payments.interest_by_year().unwrap()), ["2027 1240.00"]);
    assert_eq!(
        years(payments.accrued_by_year(&loan).unwrap()),
        ["2026 340.00", "2027 900.00"]
    );
    // Two thirds of a fen and one third: the fen goes to the larger remainder, of equal ones to the earlier.
    let fen = |paid_out: &str, term: &str| Loan {
        principal: money("0.60"),
        rate: rate("100%"),
        paid_out_on: Some(day(paid_out)),
        ..Loan::new(Money::ZERO, Rate::ZERO, term.parse().unwrap(), Repayment::Bullet)
    };
    for (paid_out, term, expected) in [
        ("2026-12-28", "6天", ["2026 0.01", "2027 0.00"]),
        ("2026-12-29", "6天", ["2026 0.01", "2027 0.00"]),
        ("2026-12-30", "6天", ["2026 0.00", "2027 0.01"]),
    ] {
        let loan = fen(paid_out, term);
        let accrued = schedule(&loan).accrued_by_year(&loan).unwrap();
        assert_eq!(years(accrued), expected, "{paid_out}");
    }
}

fn lpr() -> Lpr {
    let fixing = |from: &str, percent: &str| Fixing {
        from: day(from),
        rate: rate(percent),
    };
    Lpr {
        verified_through: Some(day("2026-09-20")),
        sources: Vec::new(),
        one_year: vec![fixing("2019-08-20", "4.25%"), fixing("2025-05-20", "3.00%")],
        over_five_years: vec![fixing("2019-08-20", "4.85%"), fixing("2025-05-20", "3.50%")],
    }
}

#[test]
fn a_rate_follows_the_prime_rate_of_its_day() {
    let repricing = |day, tenor| Repricing {
        day,
        spread: rate("60BP"),
        tenor,
    };
    let check = |paid_out: &str, term: &str, repricing: Repricing, expected: &[&str], unknown: Option<&str>| {
        let mut loan = Loan {
            paid_out_on: Some(day(paid_out)),
            ..loan(Repayment::InterestMonthly, term)
        };
        let after = repricing.apply(&mut loan, &lpr()).unwrap();
        let changes: Vec<String> = loan
            .rate_changes
            .iter()
            .map(|(day, rate)| format!("{day} {rate}"))
            .collect();
        assert_eq!(changes, expected);
        assert_eq!(after, unknown.map(day));
    };
    let anniversary = repricing(RepricingDay::Anniversary, Tenor::OneYear);
    check(
        "2023-05-20",
        "36个月",
        anniversary,
        &["2024-05-20 4.85%", "2025-05-20 3.6%"],
        None,
    );
    check(
        "2023-05-19",
        "36个月",
        anniversary,
        &["2024-05-19 4.85%", "2025-05-19 4.85%"],
        None,
    );
    let new_year = repricing(RepricingDay::NewYear, Tenor::OverFiveYears);
    check("2025-01-01", "12个月", new_year, &[], None);
    check(
        "2024-12-31",
        "24个月",
        new_year,
        &["2025-01-01 5.45%", "2026-01-01 4.1%"],
        None,
    );
    // A day beyond the table changes nothing.
    check(
        "2024-02-29",
        "48个月",
        new_year,
        &["2025-01-01 5.45%", "2026-01-01 4.1%"],
        Some("2026-09-20"),
    );
    check(
        "2024-02-29",
        "36个月",
        anniversary,
        &["2025-02-28 4.85%", "2026-02-28 3.6%"],
        None,
    );
}

#[test]
fn repricing_gives_way_to_what_was_agreed() {
    let repricing = Repricing {
        day: RepricingDay::NewYear,
        spread: rate("-310BP"),
        tenor: Tenor::OneYear,
    };
    let mut early = Loan {
        paid_out_on: Some(day("2018-06-01")),
        ..yearly(Repayment::Bullet)
    };
    let before = ContractError {
        field: "paid_out_on",
        problem: Problem::BeforeLpr,
    };
    assert_eq!(repricing.apply(&mut early, &lpr()), Err(before));
    // 3.00% − 3.10% is below zero.
    let mut loan = Loan {
        paid_out_on: Some(day("2025-06-01")),
        ..yearly(Repayment::Bullet)
    };
    let negative = ContractError {
        field: "spread",
        problem: Problem::Negative,
    };
    assert_eq!(repricing.apply(&mut loan, &lpr()), Err(negative));
    loan.rate_changes.set(day("2026-01-01"), rate("2%"));
    assert_eq!(repricing.apply(&mut loan, &lpr()), Ok(None));
    // The agreed rate of an extension ends the repricing.
    loan.extended = Some(Extension {
        to: day("2028-01-01"),
        rate: Some(rate("5%")),
    });
    assert_eq!(repricing.apply(&mut loan, &lpr()), Ok(None));
    assert_eq!(loan.rate_changes.len(), 1);
    loan.rate_changes.set(day("2025-06-01"), rate("2%"));
    refused(&loan, "rate_changes", Problem::OutsideTerm);
}
