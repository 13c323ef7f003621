//! Tables as accountants keep them, computed as a request of the same facts would be.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::{Arc, LazyLock};

use huisuan_table::{
    Answer, BYTE_ORDER_MARK, Constant, Job, JobError, Party, RowProblem, Splitter, Table, Totals, write_row,
};
use rules::Plan;
use rules::request::Request;

static PLAN: LazyLock<Arc<Plan>> = LazyLock::new(|| Arc::new(policies::plan().unwrap()));

const LOANS: &str = "\
统一社会信用代码,企业名称,企业类型,贷款品种,贷款金额(万元),年利率(%),期限(月),放款日,还款方式
A1,甲公司,小微企业,创业担保贷款,200,3.5,24,2024-01-15,先息后本
A2,乙公司,小型企业,创业担保贷款,100,3.5%,24,20240115,先息后本
A2,乙公司,小型企业,创业担保贷款,50,3.50,24,2024年1月15日,先息后本
A3,丙公司,大型企业,创业担保贷款,100,3.5,24,2024/1/15,先息后本
";

fn job(text: &str) -> Job {
    serde_json::from_str(text).unwrap()
}

fn startup() -> Job {
    job(
        r#"{ "schema": 1, "day": "2026-11-22", "measures": ["national-startup-2023/firm"],
        "facts": { "firm": { "staff": "20", "new_hires": "2" }, "national-startup-2023": { "recognised": true },
            "loan": { "status": "normal", "day_basis": "30/360" } } }"#,
    )
}

/// The parties of a table in CSV, and the table.
fn open(job: &Job, csv: &str) -> Result<(Table, Vec<Party>), JobError> {
    let mut rows = Vec::new();
    let mut splitter = Splitter::default();
    splitter.push(csv.as_bytes(), &mut |row| rows.push(row));
    splitter.finish(&mut |row| rows.push(row));
    let mut rows = rows.into_iter();
    let head = rows.next().unwrap_or_default();
    let table = Table::new(PLAN.clone(), job, &head.cells().collect::<Vec<_>>())?;
    let (mut gatherer, mut parties) = (table.gatherer(), Vec::new());
    for row in rows {
        gatherer.push(row, &mut |party| parties.push(party));
    }
    gatherer.finish(&mut |party| parties.push(party));
    Ok((table, parties))
}

fn compute(job: &Job, csv: &str) -> (Table, Vec<Answer>) {
    let (table, parties) = open(job, csv).unwrap();
    let computer = table.computer();
    let answers = parties.iter().map(|party| computer.compute(party)).collect();
    (table, answers)
}

/// The error of each row, in words.
fn errors(table: &Table, answers: &[Answer]) -> Vec<String> {
    let rows = answers
        .iter()
        .flat_map(|answer| (0..answer.rows.len()).map(move |row| (answer, row)));
    let said = rows.map(|(answer, row)| table.added(answer, row).errors);
    said.map(|errors| errors.into_iter().map(|error| error.message).collect())
        .collect()
}

#[test]
fn a_row_gives_what_a_request_of_its_facts_gives() {
    let (table, answers) = compute(&startup(), LOANS);
    assert_eq!(errors(&table, &answers), ["", "", "", ""]);
    let request: Request = serde_json::from_str(
        r#"{ "schema": 1, "day": "2026-11-22", "trace": false, "measures": ["national-startup-2023/firm"], "facts": {
        "firm": { "kind": "micro-small", "staff": "20", "new_hires": "2" },
        "national-startup-2023": { "recognised": true },
        "loan": [
            { "product": "startup", "principal": "100万元", "rate": "3.5%", "term": "24个月", "paid_out_on": "2024-01-15",
              "repayment": "interest-monthly", "status": "normal", "day_basis": "30/360" },
            { "product": "startup", "principal": "50万元", "rate": "3.5%", "term": "24个月", "paid_out_on": "2024-01-15",
              "repayment": "interest-monthly", "status": "normal", "day_basis": "30/360" } ] } }"#,
    )
    .unwrap();
    let mut expected = PLAN.assess(&request).unwrap().outcomes;
    // A row shows no condition that is met.
    expected[0].checks.clear();
    assert_eq!(
        serde_json::to_string(&answers[1].outcomes).unwrap(),
        serde_json::to_string(&expected).unwrap()
    );
}

#[test]
fn the_parts_of_the_rows_sum_to_the_amount_of_the_party_on_its_first_row() {
    let (table, answers) = compute(&startup(), LOANS);
    let (first, second) = (table.added(&answers[1], 0), table.added(&answers[1], 1));
    let whole = first.outcomes[0].amount.unwrap();
    assert_eq!(second.outcomes[0].amount, None);
    let parts = [
        first.outcomes[0].row_amount.unwrap(),
        second.outcomes[0].row_amount.unwrap(),
    ];
    assert_eq!(parts[0].plus(parts[1]), Ok(whole));
    assert!(!parts[0].is_zero() && !parts[1].is_zero() && parts[0] != parts[1]);
    let cells = second.cells();
    assert_eq!(cells.len(), table.added_headings().len());
    assert_eq!((cells[0].as_str(), cells[2].as_str()), ("", ""));
    assert_eq!(cells[3], parts[1].to_string());
}

#[test]
fn an_error_names_the_column_what_was_given_and_what_is_allowed() {
    let bad = LOANS.replace("A1,甲公司,小微企业", "A1,甲公司,特大").replace(
        "A2,乙公司,小型企业,创业担保贷款,50,3.50",
        "A2,乙公司,小型企业,创业担保贷款,50,三点五",
    );
    let (table, answers) = compute(&startup(), &bad);
    let said = errors(&table, &answers);
    assert!(
        said[0].starts_with("列“企业类型”——") && said[0].contains("“特大”") && said[0].contains("小微企业"),
        "{}",
        said[0]
    );
    assert_eq!(said[1], "同一户的另一行有错，所以整户没有算。");
    assert!(
        said[2].contains("“年利率(%)”") && said[2].contains("“三点五”") && said[2].contains("4.35%"),
        "{}",
        said[2]
    );
    assert_eq!(said[3], "");
    assert!(answers[0].outcomes.is_empty() && answers[1].outcomes.is_empty() && answers[2].outcomes.len() == 1);
}

#[test]
fn a_bare_rate_without_a_unit_is_an_error_until_the_column_has_one() {
    let bare = LOANS.replace("年利率(%)", "年利率").replace("3.5%", "3.5");
    let (table, answers) = compute(&startup(), &bare);
    assert!(errors(&table, &answers).iter().all(|said| said.contains("没有带单位")));
    let mut job = startup();
    job.columns = table.columns().to_vec();
    for column in job.columns.iter_mut().filter(|column| column.heading == "年利率") {
        column.unit = Some(huisuan_table::Unit::Percent);
    }
    let (table, answers) = compute(&job, &bare);
    assert_eq!(errors(&table, &answers), ["", "", "", ""]);
}

#[test]
fn rows_of_one_party_must_agree_on_the_party() {
    let (table, answers) = compute(
        &startup(),
        &LOANS.replace(
            "A2,乙公司,小型企业,创业担保贷款,50",
            "A2,乙公司,大型企业,创业担保贷款,50",
        ),
    );
    assert!(matches!(&answers[1].rows[1].errors[0].problem, RowProblem::Differs { other } if other == "micro-small"));
    assert!(errors(&table, &answers)[2].contains("大型企业"));
}

#[test]
fn the_last_day_of_a_loan_gives_its_term() {
    let dated = LOANS.replace("期限(月)", "到期日").replace(",24,", ",2026-01-15,");
    let (_, by_day) = compute(&startup(), &dated);
    let (_, by_term) = compute(&startup(), LOANS);
    for (day, term) in by_day.iter().zip(&by_term) {
        assert_eq!(
            serde_json::to_string(&day.outcomes).unwrap(),
            serde_json::to_string(&term.outcomes).unwrap()
        );
    }
    let (table, answers) = compute(&startup(), &dated.replace("3.5,2026-01-15", "3.5,2023-01-15"));
    assert!(errors(&table, &answers)[0].contains("不在起始日之后"));
    // Both columns: the day before counts as the last one too, anything else does not fit.
    for (day, fits) in [("2026-01-15", true), ("2026-01-14", true), ("2026-01-13", false)] {
        let both = "贷款金额,年利率(%),到期日,期限(月),放款日\n1000,3,DAY,24,2024-01-15\n".replace("DAY", day);
        let (table, answers) = compute(&startup(), &both);
        assert_eq!(errors(&table, &answers)[0].is_empty(), fits, "{day}");
    }
}

#[test]
fn cover_lasts_through_its_last_day_and_a_loan_is_repaid_on_it() {
    let insurance = job(
        r#"{ "schema": 1, "day": "2026-11-22", "measures": ["wenzhou-2022/art-4-price"],
        "facts": { "firm": { "kind": "micro-small" }, "insurance": { "kind": "small-loan-guarantee", "year_basis": "365" } } }"#,
    );
    let csv = "保险金额,保费,起保日,保险到期日\n1000000,12000,2023-03-01,DAY\n";
    for (last, amount) in [
        ("2024-02-29", "12000.00"),
        ("2024-03-01", "12000.00"),
        ("2023-08-31", "6000.00"),
        ("2024-02-28", "11967.12"),
    ] {
        let (table, answers) = compute(&insurance, &csv.replace("DAY", last));
        assert_eq!(errors(&table, &answers), [""], "{last}");
        let found = answers[0].outcomes[0].amount.map(|amount| amount.to_string());
        assert_eq!(
            found.as_deref(),
            Some(amount),
            "{last} {:?}",
            answers[0].outcomes[0].missing
        );
    }
    // From the 15th to the 14th are eleven months less a day of a loan.
    let dated = LOANS.replace("期限(月)", "到期日").replace(",24,", ",2024-12-14,");
    let (_, less) = compute(&startup(), &dated);
    let (_, whole) = compute(&startup(), &LOANS.replace(",24,", ",11,"));
    assert_ne!(less[0].outcomes[0].amount, whole[0].outcomes[0].amount);
}

#[test]
fn an_amount_with_separators_and_no_marks_is_found() {
    let (table, answers) = compute(&startup(), &LOANS.replace("先息后本\nA2", "先息后本,5\nA2"));
    assert!(errors(&table, &answers)[0].contains("表头只有 9 格"));
}

#[test]
fn totals_count_parties_and_never_join_recipients() {
    let mut job = startup();
    job.measures.push("national-startup-2023/person".to_owned());
    let (table, answers) = compute(&job, &LOANS.replace("A1,甲公司,小微企业", "A1,甲公司,x"));
    let mut totals = Totals::default();
    let mut halves = (Totals::default(), Totals::default());
    for (at, answer) in answers.iter().enumerate() {
        totals.count(answer);
        if at == 0 {
            halves.1.count(answer);
        } else {
            halves.0.count(answer);
        }
    }
    assert_eq!((totals.rows, totals.parties, totals.bad_rows), (4, 2, 1));
    halves.0.join(halves.1);
    halves.0.settle(table.measures());
    totals.settle(table.measures());
    assert_eq!(halves.0, totals);
    let firm: Vec<_> = totals
        .measures
        .iter()
        .filter(|total| total.measure == "national-startup-2023/firm")
        .collect();
    let [firm] = firm.as_slice() else {
        unreachable!("{totals:?}")
    };
    assert_eq!((firm.eligible.parties, firm.ineligible), (1, 1));
    let whole = answers[1].outcomes[0].amount.unwrap().to_string();
    assert_eq!(firm.eligible.amount.to_string(), whole);
    let named: Vec<_> = totals
        .recipients
        .iter()
        .map(|total| (total.recipient.clone(), total.amount.to_string()))
        .collect();
    assert_eq!(named, [("borrower".to_owned(), whole)]);
}

#[test]
fn what_holds_for_every_row_is_written_as_a_cell_would_be() {
    let (_, facts) = compute(&startup(), LOANS);
    let mut written = startup();
    written.facts.clear();
    let constant = |target: &str, value: &str| Constant {
        target: target.to_owned(),
        value: value.to_owned(),
        period: None,
    };
    written.constants = vec![
        constant("firm.staff", "20"),
        constant("firm.new_hires", "2"),
        constant("national-startup-2023.recognised", "是"),
        constant("loan.status", "正常"),
        constant("loan.day_basis", "按月计息"),
    ];
    let (_, constants) = compute(&written, LOANS);
    for (fact, constant) in facts.iter().zip(&constants) {
        assert_eq!(
            serde_json::to_string(&fact.outcomes).unwrap(),
            serde_json::to_string(&constant.outcomes).unwrap()
        );
    }
    written.constants[0].value = "二十".to_owned();
    assert!(matches!(open(&written, LOANS), Err(JobError::Constant { .. })));
    written.constants[0] = constant("guarantee.amount", "5");
    assert!(matches!(open(&written, LOANS), Err(JobError::Target { .. })));
}

#[test]
fn measures_about_what_the_table_has_not_are_left_out() {
    let mut job = startup();
    job.measures.clear();
    job.documents = vec!["xiangtan-2023".to_owned()];
    let (table, _) = open(&job, LOANS).unwrap();
    assert!(table.measures().iter().any(|id| id == "xiangtan-2023/item-2-lpr"));
    assert!(!table.measures().iter().any(|id| id == "xiangtan-2023/item-2-fee05"));
}

#[test]
fn a_job_that_fits_nothing_says_why() {
    let check = |job: &Job, csv: &str| open(job, csv).map(|_| ()).unwrap_err();
    assert_eq!(check(&startup(), "备注,说明\n1,2\n"), JobError::NoFacts);
    let mut unknown = startup();
    unknown.measures = vec!["no/such".to_owned()];
    assert!(matches!(check(&unknown, LOANS), JobError::Request(_)));
    let mut columns = startup();
    columns.columns =
        serde_json::from_str(r#"[{ "heading": "贷款金额(万元)", "as": "loan.rate", "unit": "wan" }]"#).unwrap();
    assert!(matches!(check(&columns, LOANS), JobError::Unit { .. }));
    columns.columns = serde_json::from_str(r#"[{ "heading": "没有", "as": "loan.rate" }]"#).unwrap();
    assert!(matches!(check(&columns, LOANS), JobError::Missing { .. }));
    columns.columns = serde_json::from_str(r#"[{ "heading": "期限(月)", "as": "loan.interest" }]"#).unwrap();
    assert!(matches!(check(&columns, LOANS), JobError::Target { .. }));
    columns.columns = serde_json::from_str(r#"[{ "heading": "期限(月)", "as": "securitisation.interest" }]"#).unwrap();
    assert!(matches!(check(&columns, LOANS), JobError::Period { .. }));
    let words = |language| text::Words { plan: &PLAN, language };
    for error in [JobError::NoFacts, JobError::NoMeasures, check(&columns, LOANS)] {
        let (zh, en) = (
            error.message(words(text::Language::Zh)),
            error.message(words(text::Language::En)),
        );
        assert!(!zh.is_empty() && !en.is_empty() && zh != en, "{zh} {en}");
    }
}

#[test]
fn a_result_in_csv_holds_no_formula() {
    let (table, answers) = compute(&startup(), &LOANS.replace("A3,丙公司", "A3,\"=HYPERLINK(\"\"x\"\")\""));
    let (_, parties) = open(&startup(), &LOANS.replace("A3,丙公司", "A3,\"=HYPERLINK(\"\"x\"\")\"")).unwrap();
    let mut text = BYTE_ORDER_MARK.to_owned();
    for (party, answer) in parties.iter().zip(&answers) {
        for (at, row) in party.rows.iter().enumerate() {
            let added = table.added(answer, at).cells();
            write_row(&mut text, row.cells().chain(added.iter().map(String::as_str)));
        }
    }
    assert!(
        text.contains("'=HYPERLINK") && !text.contains(",=") && !text.contains("\"="),
        "{text}"
    );
}
