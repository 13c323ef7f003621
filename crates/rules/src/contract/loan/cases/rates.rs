//! Rate changes and repricing.

use super::*;

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
    assert!(schedule.rows.iter().all(|row| row.segments.len() == 1));
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
