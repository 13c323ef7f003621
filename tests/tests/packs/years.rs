//! What a year may get at most, where the year of a contract is not known.

use rules::outcome::Status;
use rules::plan::Plan;

use crate::judged::judged;
use crate::{HEAD, pays, plan_of};

/// A share of what contracts cost, of which a year gets 10,000 at most.
fn capped(share: &str, amount: &str, dated: &str) -> Plan {
    let quote = format!("{share}，每年最高不超过1万元");
    let rest = format!(
        "unit = \"contract\"\ndated = \"{dated}\"\namount.{amount}\n\
         caps = [ {{ words = \"每年最高不超过1万元\", scope = \"recipient\", per = \"year\", derived = \"why\" }} ]"
    );
    let clause = pays(&quote, &rest).replace("unit = \"recipient-year\"\n", "");
    plan_of(HEAD, &[&clause.replace("\"once\"", "\"per-year\"")]).unwrap()
}

/// How a case stands: its amount, or what is asked for.
#[track_caller]
fn stands(plan: &Plan, facts: &str, expected: Result<&str, &str>) {
    let outcome = judged(plan, facts);
    let amount = outcome.amount.map(|amount| amount.to_string());
    match expected {
        Ok(expected) => {
            assert_eq!(outcome.missing, [""; 0], "{facts}");
            let found = (outcome.status, amount.as_deref());
            assert_eq!(found, (Status::Eligible, Some(expected)), "{facts}");
        }
        Err(asked) => {
            assert_eq!(outcome.missing, [asked], "{facts}");
            assert_eq!(outcome.status, Status::Incomplete, "{facts}");
        }
    }
}

#[test]
fn a_loan_without_a_day_has_no_year_that_a_cap_could_be_held_against() {
    let share = "按实际支付利息的50%给予贴息";
    let plan = capped(
        share,
        &format!("interest_share = {{ words = \"{share}\" }}"),
        "loan.paid_out_on",
    );
    let loan = |principal: &str, day: &str| {
        format!(
            r#"{{ "principal": "{principal}", "rate": "4.8%", "term": "36个月", "repayment": "interest-monthly"{day} }}"#
        )
    };
    let day = r#", "paid_out_on": "2026-01-01""#;
    let case = |loans: &[String]| format!(r#"{{ "loan": [{}] }}"#, loans.join(", "));
    // Half of 4,000 a month: eleven months in 2026, twelve in 2027 and 2028, one in 2029.
    stands(&plan, &case(&[loan("1000000", day)]), Ok("32000.00"));
    stands(&plan, &case(&[loan("1000000", "")]), Err("loan.paid_out_on"));
    // All of it is no more than a year may get, whichever years it falls in.
    stands(&plan, &case(&[loan("100000", "")]), Ok("7200.00"));
    // Beside what 2027 and 2028 get, it may be too much for them.
    stands(
        &plan,
        &case(&[loan("100000", ""), loan("400000", day)]),
        Err("loan.paid_out_on"),
    );
    stands(&plan, &case(&[loan("25000", ""), loan("300000", day)]), Ok("23400.00"));
}

#[test]
fn policies_of_years_that_are_not_known_may_share_one() {
    let share = "按保费的50%给予补贴";
    let amount = format!("share = {{ words = \"{share}\", of = \"insurance.premium\" }}");
    let plan = capped(share, &amount, "insurance.starts_on");
    let case = |days: [&str; 2]| {
        let policies = days.map(|day| {
            let day = if day.is_empty() {
                String::new()
            } else {
                format!(r#", "starts_on": "{day}""#)
            };
            format!(r#"{{ "premium": "20000"{day} }}"#)
        });
        format!(r#"{{ "insurance": [{}] }}"#, policies.join(", "))
    };
    stands(&plan, &case(["2026-01-01", "2026-12-31"]), Ok("10000.00"));
    stands(&plan, &case(["2026-12-31", "2027-01-01"]), Ok("20000.00"));
    stands(&plan, &case(["2026-01-01", ""]), Err("insurance.starts_on"));
    stands(&plan, &case(["", ""]), Err("insurance.starts_on"));
}
