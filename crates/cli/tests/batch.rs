//! `huisuan batch`: tables in, the same rows with their results out.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Output;

use common::huisuan;
use serde_json::Value;

const HEADINGS: &str = "信用代码,企业类型,贷款品种,贷款金额(万元),年利率(%),期限(月),放款日,还款方式";

const JOB: &str = r#"{ "schema": 1, "day": "2026-11-22", "measures": ["national-startup-2023/firm"],
    "facts": { "firm": { "staff": "20", "new_hires": "2" }, "national-startup-2023": { "recognised": true },
        "loan": { "status": "normal", "day_basis": "30/360" } } }"#;

/// A file of this test alone.
fn file(name: &str, text: &str) -> String {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, text).unwrap();
    file.display().to_string()
}

fn batch(job: &str, arguments: &[&str], input: &[u8]) -> Output {
    huisuan(&[&["batch", "--job", job], arguments].concat(), input)
}

#[track_caller]
fn text(output: &Output, code: i32) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{errors}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A table of so many parties, each third with two loans.
fn table(parties: usize) -> String {
    let mut text = format!("{HEADINGS}\n");
    for party in 0..parties {
        for loan in 0..=usize::from(party % 3 == 0) {
            let principal = 10 + (party * 7 + loan) % 400;
            let firm = format!("A{party:06},小微企业,创业担保贷款");
            text.extend([format!("{firm},{principal}.5,3.{loan},24,2024-01-15,先息后本\n")]);
        }
    }
    text
}

/// The rows of CSV without quoted cells that hold commas.
fn column(csv: &str, heading: &str) -> Vec<String> {
    let mut rows = Vec::new();
    let mut splitter = table::Splitter::default();
    splitter.push(csv.as_bytes(), &mut |row| rows.push(row));
    splitter.finish(&mut |row| rows.push(row));
    let at = rows[0].cells().position(|cell| cell.contains(heading)).unwrap();
    rows.iter().skip(1).map(|row| row.cell(at).to_owned()).collect()
}

#[test]
fn rows_come_back_in_their_order_with_their_results() {
    let job = file("order.json", JOB);
    let input = table(2_000);
    let output = text(&batch(&job, &[], input.as_bytes()), 0);
    assert!(output.starts_with("\u{feff}信用代码,"));
    assert_eq!(column(&output, "信用代码"), column(&input, "信用代码"));
    let (amounts, parts) = (column(&output, "全户合计"), column(&output, "本行金额"));
    // The first party has two loans, the second one.
    assert!(!amounts[0].is_empty() && amounts[1].is_empty() && !amounts[2].is_empty());
    assert_eq!(amounts[2], parts[2]);
    assert!(column(&output, "错误").iter().all(String::is_empty));
}

#[test]
fn both_encodings_and_json_lines_give_the_same_results() {
    let job = file("formats.json", JOB);
    let input = table(40);
    let csv = text(&batch(&job, &[], input.as_bytes()), 0);
    let gb = encoding_rs::GB18030.encode(&input).0.into_owned();
    assert_eq!(text(&batch(&job, &[], &gb), 0), csv);
    let lines = text(&batch(&job, &["--json"], input.as_bytes()), 0);
    // What has a result is a row again.
    assert_eq!(text(&batch(&job, &[], lines.as_bytes()), 0), lines);
    let amounts: Vec<String> = lines
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["huisuan"]["outcomes"][0]["amount"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    assert_eq!(amounts, column(&csv, "全户合计"));
}

#[test]
fn what_only_a_later_line_says_is_no_less_than_a_cell_too_many() {
    let job = file("keys.json", JOB);
    let lines = text(&batch(&job, &["--json"], table(2).as_bytes()), 0);
    let with = |rest: &str| {
        let (first, last) = lines.trim_end().rsplit_once('\n').unwrap();
        let last = last.split_once(",\"huisuan\"").unwrap().0;
        batch(&job, &[], format!("{first}\n{last}{rest}}}\n").as_bytes())
    };
    assert_eq!(
        text(&with(",\"全部提前还清日\":null"), 0).matches("\"amount\"").count(),
        lines.matches("\"amount\"").count()
    );
    let said = text(&with(",\"全部提前还清日\":\"2024-07-15\""), 1);
    let last: Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    assert_eq!(last["全部提前还清日"], "2024-07-15");
    assert!(last["huisuan"].to_string().contains("9 格，表头只有 8 格"), "{last}");
    assert!(!last["huisuan"].to_string().contains("\"amount\""), "{last}");
}

#[test]
fn bad_rows_are_marked_and_the_others_computed() {
    let job = file("bad.json", JOB);
    let input = table(30).replace("A000004,小微企业,创业担保贷款,3", "A000004,小微企业,创业担保贷款,x");
    let output = batch(
        &job,
        &["--lang", "en", "--totals", &file("bad-totals.json", "")],
        input.as_bytes(),
    );
    let csv = text(&output, 1);
    let errors = column(&csv, "错误");
    assert_eq!(errors.iter().filter(|error| !error.is_empty()).count(), 1);
    assert!(
        errors
            .iter()
            .any(|error| error.contains("贷款金额(万元)") && error.contains('x')),
        "{errors:?}"
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("29 parties computed, 1 rows with an error"), "{said}");
    assert!(
        said.contains("startup guarantee loan (the borrower, exact): "),
        "{said}"
    );
    let totals: Value = serde_json::from_str(&std::fs::read_to_string(file_path("bad-totals.json")).unwrap()).unwrap();
    assert_eq!((&totals["rows"], &totals["bad_rows"]), (&40.into(), &1.into()));
}

fn file_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name)
}

#[test]
fn a_party_out_of_order_is_an_error() {
    let job = file("sorted.json", JOB);
    let mut lines: Vec<String> = table(5).lines().map(str::to_owned).collect();
    lines.swap(1, 6);
    let csv = text(&batch(&job, &[], lines.join("\n").as_bytes()), 1);
    assert!(column(&csv, "错误").iter().any(|error| error.contains("没有按顺序")));
}

#[test]
fn what_was_interrupted_goes_on_at_the_end_of_a_party() {
    let job = file("skip.json", JOB);
    let input = table(50);
    let whole = text(&batch(&job, &[], input.as_bytes()), 0);
    // Rows 1 and 2 are the first party.
    let rest = text(&batch(&job, &["--skip", "2"], input.as_bytes()), 0);
    assert!(whole.ends_with(&rest) && whole.lines().count() == rest.lines().count() + 3);
    let cut = batch(&job, &["--skip", "1"], input.as_bytes());
    assert_eq!(text(&cut, 1), "");
    assert!(String::from_utf8(cut.stderr).unwrap().contains("同一户"));
    assert_eq!(text(&batch(&job, &["--skip", "1000"], input.as_bytes()), 0), "");
}

#[test]
fn a_line_that_is_no_row_is_kept_and_marked() {
    let job = file("lines.json", JOB);
    let lines = text(&batch(&job, &["--json"], table(3).as_bytes()), 0);
    let broken = lines.replacen("{\"信用代码\":\"A000001\"", "{\"信用代码\":A000001", 1);
    let output = text(&batch(&job, &[], broken.as_bytes()), 1);
    let line = output.lines().nth(2).unwrap();
    let line: Value = serde_json::from_str(line).unwrap();
    assert!(line["line"].as_str().unwrap().contains("A000001") && line["huisuan"]["errors"][0]["message"].is_string());
    assert_eq!(output.lines().count(), lines.lines().count());
}

#[test]
fn the_columns_that_were_guessed_make_a_job_that_gives_the_same() {
    let job = file("columns.json", JOB);
    let input = table(9);
    let columns = text(&batch(&job, &["--columns"], input.as_bytes()), 0);
    let guessed: Value = serde_json::from_str(&columns).unwrap();
    assert_eq!(guessed["columns"][3]["as"], "loan.principal");
    assert_eq!(guessed["columns"][3]["unit"], "wan");
    let named = file("named.json", &columns);
    assert_eq!(
        text(&batch(&named, &[], input.as_bytes()), 0),
        text(&batch(&job, &[], input.as_bytes()), 0)
    );
}

#[test]
fn a_job_that_does_not_fit_is_told_in_both_languages() {
    let job = file("wrong.json", JOB);
    for (language, said) in [("zh", "没有一列认得出"), ("en", "No column is known")] {
        let output = batch(&job, &["--lang", language], "备注\n1\n".as_bytes());
        assert_eq!(text(&output, 1), "");
        assert!(String::from_utf8(output.stderr).unwrap().contains(said));
    }
    assert_eq!(text(&batch(&job, &[], b""), 1), "");
    let unknown = batch(&job, &["--measure", "no/such"], table(1).as_bytes());
    assert_eq!(text(&unknown, 1), "");
}
