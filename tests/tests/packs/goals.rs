//! What an effect needs, and the targets of goals.

use rules::plan::PackProblem;

use crate::{accepted, refused};

#[test]
fn an_effect_has_its_own_keys_and_no_others() {
    let pointer = "effect = \"pointer\"\nquote = \"按规定给予补贴\"\ndecides = \"why\"\nask = \"why\"\n";
    accepted(pointer);
    refused(&pointer.replace("ask = \"why\"\n", ""), &PackProblem::Missing);
    refused(
        &pointer.replace("quote = \"按规定给予补贴\"\n", ""),
        &PackProblem::Missing,
    );
    refused(&(pointer.to_owned() + "rounding = \"once\"\n"), &PackProblem::Mixture);
    refused(&pointer.replace("pointer", "goal"), &PackProblem::Mixture);
    let goal = "effect = \"goal\"\nquote = \"力争新增贷款300亿元\"\n";
    accepted(&(goal.to_owned() + "ask = \"why\"\n"));
    refused(goal, &PackProblem::Missing);
    refused(
        "effect = \"receive\"\nunit = \"contract\"\nquote = \"给予奖励\"\n",
        &PackProblem::Missing,
    );
    refused(
        "effect = \"bound\"\nunit = \"contract\"\nquote = \"给予奖励\"\n",
        &PackProblem::Missing,
    );
}

/// A goal in a table.
fn table(row: &str, years: &str) -> String {
    format!(
        "effect = \"goal\"\nask = \"why\"\nquote = [\"指标 2021 年 2022 年\", \"{row}\"]\nbenchmark = {{ fact = \"guarantor.average_fee_rate\", years = {{ {years} }}, as = \"at-most\", derived = \"why\" }}\n"
    )
}

#[test]
fn a_target_of_a_year_is_the_number_of_its_column() {
    let years = "2021 = \"4.90\", 2022 = \"4.85\"";
    accepted(&table("利率(%) 时期指标 4.90 4.85", years));
    refused(&table("利率(%) 时期指标 4.85 4.90", years), &PackProblem::NotInClause);
    refused(&table("利率(%) 时期指标 4.90 4.86", years), &PackProblem::NotInClause);
    refused(&table("利率(%) 时期指标 4.90 4.85 4.75", years), &PackProblem::Missing);
    refused(
        &table("利率(%) 时期指标 4.90 4.85", "2021 = \"4.90\""),
        &PackProblem::Missing,
    );
    refused(&table("利率(亿元) 时期指标 4.90 4.85", years), &PackProblem::Unit);
    // What begins with a digit is a number only where it goes on as one.
    accepted(&table("1年期利率(%) 时期指标 4.90 4.85", years));
    let bare = table("利率(%) 时期指标 4.90 4.85", years).replace(", derived = \"why\"", "");
    refused(&bare, &PackProblem::NoReason);
}

#[test]
fn a_target_in_words_names_one_side_and_includes_it() {
    let with = |words: &str| {
        let benchmark = format!("benchmark = {{ fact = \"guarantor.average_fee_rate\", words = \"{words}\" }}\n");
        format!("effect = \"goal\"\nask = \"why\"\nquote = \"力争{words}\"\n{benchmark}")
    };
    accepted(&with("下降至5.2%以下"));
    refused(&with("下降至5.2%"), &PackProblem::NoReason);
    refused(&with("超过1%、不超过3%"), &PackProblem::Unit);
    refused(&with("低于3%"), &PackProblem::Unit);
}
