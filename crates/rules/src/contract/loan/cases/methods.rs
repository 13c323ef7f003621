//! Methods of repayment.

use super::*;

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
    let years = |years: litemap::LiteMap<i32, Money>| -> Vec<String> {
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
