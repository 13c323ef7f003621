//! `huisuan schedule`, from a request to a document and to rows.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::huisuan;
use serde_json::{Value, json};

fn request(facts: &Value) -> String {
    json!({ "schema": 1, "day": "2026-06-30", "facts": facts }).to_string()
}

fn schedule(facts: &Value) -> Value {
    let output = huisuan(&["schedule"], request(facts));
    assert_eq!(output.status.code(), Some(0));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn loan() -> Value {
    json!({ "principal": "100万元", "rate": "4.35%", "term": "3个月", "paid_out_on": "2026-11-15", "repayment": "interest-monthly" })
}

#[test]
fn a_loan_comes_out_row_by_row() {
    let document = schedule(&json!({ "loan": [loan()] }));
    assert_eq!(document.get("schema"), Some(&json!(1)));
    assert!(document.get("guarantee").is_none() && document.get("cost").is_none());
    assert_eq!(
        document.get("loan"),
        Some(&json!([{ "ok": {
            "instalment": null,
            "rows": [
                { "number": 1, "due_on": "2026-12-15", "rate": "4.35%", "days": 30, "opening": "1000000.00",
                  "principal": "0.00", "interest": "3625.00", "payment": "3625.00", "closing": "1000000.00", "event": null },
                { "number": 2, "due_on": "2027-01-15", "rate": "4.35%", "days": 31, "opening": "1000000.00",
                  "principal": "0.00", "interest": "3625.00", "payment": "3625.00", "closing": "1000000.00", "event": null },
                { "number": 3, "due_on": "2027-02-15", "rate": "4.35%", "days": 31, "opening": "1000000.00",
                  "principal": "1000000.00", "interest": "3625.00", "payment": "1003625.00", "closing": "0.00", "event": null },
            ],
            "totals": { "principal": "1000000.00", "interest": "10875.00", "payment": "1010875.00" },
            "paid_by_year": { "2026": "3625.00", "2027": "7250.00" },
            // 17 of the 31 days of the second period lie in 2026: 1,987.903….
            "accrued_by_year": { "2026": "5612.90", "2027": "5262.10" },
            "annual_rate": { "monthly_irr_x12": "4.350000%", "effective": "4.437785%", "xirr": "4.400999%", "solution": "unique" },
            "assumptions": ["day-basis", "settlement"],
        } }]))
    );
}

#[test]
fn what_is_missing_or_wrong_is_told_contract_by_contract() {
    let mut wrong = loan();
    wrong["prepayments"] = json!({ "2027-02-15": "1万元" });
    let document = schedule(&json!({
        "loan": [{ "rate": "4.35%", "repayment": "table", "repricing": "new-year" }, wrong],
        "guarantee": [{ "amount": "500万元", "term": "18个月", "charging": "yearly-outstanding", "part_years": "days" }],
        "cost": { "fees": { "2026-12-01": "100" } },
    }));
    // Interest that is settled on the 20th needs the day of payout, whatever the term.
    let settled = json!({ "principal": "300000.00", "rate": "4.35%", "repayment": "interest-quarterly" });
    let settled = schedule(&json!({ "loan": [settled] }));
    let payout = json!([{ "missing": ["loan.term", "loan.paid_out_on"] }]);
    assert_eq!(settled.get("loan"), Some(&payout));
    let missing = json!({ "missing": ["loan.principal", "loan.paid_out_on", "loan.repayments", "loan.spread"] });
    let problem = json!({ "problem": { "fact": "loan.prepayments", "code": "OutsideTerm" } });
    assert_eq!(document.get("loan"), Some(&json!([missing, problem])));
    assert_eq!(document.get("cost"), Some(&missing));
    let missing = json!({ "missing": ["guarantee.starts_on", "guarantee.balance", "guarantee.fee_rate"] });
    assert_eq!(document.get("guarantee"), Some(&json!([missing])));
}

#[test]
fn fees_premiums_and_interest_come_out() {
    let document = schedule(&json!({
        "guarantee": [{ "amount": "500万元", "term": "3年", "charging": "yearly-outstanding", "fee_rate": "0.5%",
            "balance": { "1": "500万", "2": "400万", "3": "250万" }, "starts_on": "2024-02-29" }],
        "insurance": [{ "insured": "100万元", "premium_rate": "1.2%", "term": "365天", "year_basis": "360" }],
        "securitisation": [{ "principal": "3000万元", "coupon": "5.5%", "starts_on": "2023-08-31", "ends_on": "2024-09-15",
            "payments": "half-yearly" }],
    }));
    assert_eq!(
        document.get("guarantee"),
        Some(&json!([{ "ok": {
            "rows": [
                { "year": 1, "starts_on": "2024-02-29", "base": "5000000.00", "months": 12, "days": null, "fee": "25000.00" },
                { "year": 2, "starts_on": "2025-02-28", "base": "4000000.00", "months": 12, "days": null, "fee": "20000.00" },
                { "year": 3, "starts_on": "2026-02-28", "base": "2500000.00", "months": 12, "days": null, "fee": "12500.00" },
            ],
            "total": "57500.00",
            "annualised": { "rate": "0.383333%", "exact": false },
            "assumptions": [],
        } }]))
    );
    assert_eq!(
        document.get("insurance"),
        Some(&json!([{ "ok": { "premium": "12166.67", "years": "73/72",
            "annualised": { "rate": "1.200000%", "exact": false }, "assumptions": [] } }]))
    );
    assert_eq!(
        document.get("securitisation"),
        Some(&json!([{ "ok": {
            "rows": [
                { "from": "2023-08-31", "due_on": "2024-02-29", "days": 182, "interest": "822739.73" },
                { "from": "2024-02-29", "due_on": "2024-08-31", "days": 184, "interest": "831780.82" },
                { "from": "2024-08-31", "due_on": "2024-09-15", "days": 15, "interest": "67808.22" },
            ],
            "total": "1722328.77",
            "by_year": { "2024": "1722328.77" },
            "assumptions": ["day-basis"],
        } }]))
    );
}

#[test]
fn the_cost_of_the_first_loan_follows_its_fees() {
    let loan = json!({ "principal": "100万元", "rate": "4%", "term": "12个月", "repayment": "interest-monthly", "fees_upfront": "6000" });
    let document = schedule(&json!({ "loan": loan }));
    let cost = json!({ "monthly_irr_x12": "4.615101%", "effective": "4.713984%", "xirr": null, "disclosure": "4.601958%",
        "total_cost": "45999.96", "solution": "unique" });
    assert_eq!(
        document.get("cost"),
        Some(&json!({ "ok": { "before": cost, "after": cost } }))
    );
}

#[test]
fn a_repricing_day_beyond_the_table_is_told() {
    let loan = json!({ "principal": "100万元", "rate": "3.6%", "term": "36个月", "paid_out_on": "2024-06-01",
        "repayment": "equal-payment", "repricing": "anniversary", "spread": "60BP" });
    let document = schedule(&json!({ "loan": loan }));
    let loan = document.pointer("/loan/0/ok").unwrap();
    assert_eq!(loan.pointer("/rows/12/rate"), Some(&json!("3.6%")));
    assert_eq!(loan.get("assumptions"), Some(&json!(["day-basis", "tenor"])));
    let loan = json!({ "principal": "100万元", "rate": "3.6%", "term": "36个月", "paid_out_on": "2024-10-01",
        "repayment": "equal-payment", "repricing": "anniversary", "spread": "60BP", "tenor": "5y" });
    let document = schedule(&json!({ "loan": loan }));
    let loan = document.pointer("/loan/0/ok").unwrap();
    assert_eq!(loan.pointer("/rows/12/rate"), Some(&json!("4.1%")));
    assert_eq!(
        loan.get("assumptions"),
        Some(&json!(["day-basis", "lpr-unknown-after"]))
    );
    assert_eq!(loan.get("lpr_verified_through"), Some(&json!("2026-09-20")));
}

#[test]
fn every_row_is_a_line() {
    let mut prepaid = loan();
    prepaid["prepayments"] = json!({ "2026-12-25": "40万元" });
    let facts = json!({
        "loan": [loan(), prepaid],
        "guarantee": { "amount": "500万元", "term": "7个月", "charging": "upfront-original", "fee_rate": "0.5%" },
        "insurance": { "insured": "100万元", "premium": "3000", "term": "3个月" },
        "securitisation": { "principal": "3000万元", "coupon": "5.5%", "starts_on": "2024-01-01", "ends_on": "2025-01-01" },
    });
    let output = huisuan(&["schedule", "--csv"], request(&facts));
    assert_eq!(output.status.code(), Some(0));
    let expected = "\
group,contract,number,from,due_on,event,rate,months,days,opening,principal,interest,payment,closing
loan,0,1,,2026-12-15,,4.35%,,30,1000000.00,0.00,3625.00,3625.00,1000000.00
loan,0,2,,2027-01-15,,4.35%,,31,1000000.00,0.00,3625.00,3625.00,1000000.00
loan,0,3,,2027-02-15,,4.35%,,31,1000000.00,1000000.00,3625.00,1003625.00,0.00
loan,1,1,,2026-12-15,,4.35%,,30,1000000.00,0.00,3625.00,3625.00,1000000.00
loan,1,1,,2026-12-25,prepayment,4.35%,,,1000000.00,400000.00,0.00,400000.00,600000.00
loan,1,2,,2027-01-15,,4.35%,,31,600000.00,0.00,2658.33,2658.33,600000.00
loan,1,3,,2027-02-15,,4.35%,,31,600000.00,600000.00,2175.00,602175.00,0.00
guarantee,0,1,,,,,7,,5000000.00,,,14583.33,
insurance,0,1,,,,,,,,,,3000.00,
securitisation,0,1,2024-01-01,2025-01-01,,,,366,,,1654520.55,1654520.55,
";
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
}

#[test]
fn a_contract_without_rows_is_told_in_the_words_of_the_page() {
    let mut wrong = loan();
    wrong["prepayments"] = json!({ "2027-02-15": "1万元" });
    let case = request(&json!({ "loan": [loan(), {}, wrong] }));
    for (language, expected) in [
        (
            "zh",
            "huisuan: 贷款 第 2 笔：缺 贷款本金、合同年利率、贷款期限、还款方式\n\
             huisuan: 贷款 第 3 笔：提前还本：各日还的本金不在贷款期限以内。\n",
        ),
        (
            "en",
            "huisuan: Loan 2: missing: Principal, Contract rate (a year), Term, Repayment\n\
             huisuan: Loan 3: Principal repaid early, by day lies outside the term of the loan.\n",
        ),
    ] {
        let output = huisuan(&["schedule", "--csv", "--lang", language], &case);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 4);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), expected);
    }
}

#[test]
fn a_bad_request_is_told_as_for_an_assessment() {
    let wrong = request(&json!({ "loan": { "prepayments": { "2026-02-30": "1" }, "rate": "4" } }));
    let [schedule, assess] = ["schedule", "assess"].map(|command| huisuan(&[command], &wrong));
    assert_eq!(schedule.status.code(), Some(1));
    assert_eq!(schedule.stdout, assess.stdout);
    let error: Value = serde_json::from_slice(&schedule.stdout).unwrap();
    assert_eq!(
        error.pointer("/fields/0/problem"),
        Some(&json!({ "code": "day", "given": "2026-02-30" }))
    );
    assert_eq!(huisuan(&["schedule"], "{}").status.code(), Some(1));
}
