//! Headings of tables → what the columns are: the names of the facts in both languages, and the usual words of accountants.

use std::collections::BTreeMap;

use rules::fact::{Catalogue, SeriesKind};

use crate::column::{Column, PARTY, kind, targets};

mod parts;
mod usual;

use parts::Heading;
use usual::{PARTIES, USUAL};

/// A text without white space, brackets and punctuation, in half-width small letters.
pub(crate) fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        other => other,
    };
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '%' | '‰' | '√' | '✓' | '×');
    text.chars()
        .map(narrow)
        .filter(kept)
        .flat_map(char::to_lowercase)
        .collect()
}

/// What the columns of these headings are, as far as that can be guessed. Each fact is taken from one column only.
///
/// ```
/// # use huisuan_table::{Unit, guess};
/// let catalogue = policies::catalogue()?;
/// let columns = guess(&catalogue, &["企业名称", "贷款金额（万元）", "备注"]);
/// assert_eq!(columns[1].target.as_deref(), Some("loan.principal"));
/// assert_eq!(columns[1].unit, Some(Unit::Wan));
/// assert_eq!(columns[2].target, None);
/// # Ok::<(), policies::LoadError>(())
/// ```
pub fn guess<S: AsRef<str>>(catalogue: &Catalogue, headings: &[S]) -> Vec<Column> {
    let names = names(catalogue);
    let read: Vec<Heading> = headings.iter().map(|heading| Heading::read(heading.as_ref())).collect();
    let found: Vec<Vec<String>> = read.iter().map(|heading| heading.targets(catalogue, &names)).collect();
    // What is certain says which contract the table is about.
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for targets in &found {
        if let [only] = targets.as_slice() {
            *votes.entry(group(only)).or_default() += 1;
        }
    }
    let party = PARTIES.iter().find_map(|name| {
        read.iter()
            .position(|heading| heading.names.iter().any(|own| own == name))
    });
    let mut columns: Vec<Column> = Vec::new();
    for (at, (heading, targets)) in read.iter().zip(&found).enumerate() {
        let mut column = Column {
            heading: heading.text.clone(),
            ..Column::default()
        };
        if party == Some(at) {
            column.target = Some(PARTY.to_owned());
        } else {
            let mut best: Option<(&String, usize)> = None;
            for target in targets {
                let votes = votes.get(group(target)).copied().unwrap_or_default();
                if best.is_none_or(|(_, most)| votes > most) {
                    best = Some((target, votes));
                }
            }
            if let Some((target, _)) = best {
                column.period = series(catalogue, target).and_then(|_| heading.period.clone());
                column.unit = heading.unit(kind(catalogue, target));
                column.target = Some(target.clone());
            }
        }
        columns.push(column);
    }
    // Of several columns for one fact the one with the surest word is taken, of equal ones the first.
    let mut surest: BTreeMap<(Option<String>, Option<String>), (usize, usize)> = BTreeMap::new();
    for (at, (column, heading)) in columns.iter().zip(&read).enumerate() {
        let own = (heading.sureness(&names), at);
        let best = surest
            .entry((column.target.clone(), column.period.clone()))
            .or_insert(own);
        *best = own.min(*best);
    }
    for (at, column) in columns.iter_mut().enumerate() {
        let best = surest.get(&(column.target.clone(), column.period.clone()));
        if best.is_some_and(|(_, best)| *best != at) {
            (column.target, column.period, column.unit) = (None, None, None);
        }
    }
    columns
}

fn group(target: &str) -> &str {
    target.split('.').next().unwrap_or_default()
}

fn series(catalogue: &Catalogue, target: &str) -> Option<SeriesKind> {
    catalogue.spec(catalogue.find(target)?)?.series
}

/// What a name can mean, and how sure it is among the names of the same: 0 is the surest.
#[derive(Default)]
struct Meaning {
    targets: Vec<String>,
    rank: usize,
}

/// Targets by every name that the catalogue and the usual words give them.
fn names(catalogue: &Catalogue) -> BTreeMap<String, Meaning> {
    let mut names: BTreeMap<String, Meaning> = BTreeMap::new();
    let mut add = |name: String, target: &str, rank: usize| {
        let meaning = names.entry(name).or_insert_with(|| Meaning {
            targets: Vec::new(),
            rank,
        });
        if !meaning.targets.iter().any(|known| known == target) {
            meaning.targets.push(target.to_owned());
        }
    };
    let all = targets(catalogue);
    for (words, facts) in USUAL {
        for (rank, word) in words.iter().enumerate() {
            for fact in facts.iter().filter(|fact| all.iter().any(|known| known == *fact)) {
                add((*word).to_owned(), fact, rank);
            }
        }
    }
    for target in &all {
        let Some(spec) = catalogue.find(target).and_then(|fact| catalogue.spec(fact)) else {
            continue;
        };
        for name in [&spec.zh, &spec.en] {
            // As the page writes it, whatever its brackets say.
            add(plain(name), target, 0);
            let name = plain(name.split(['（', '(']).next().unwrap_or_default());
            let bare = ["各年", "各日", "当年", "年度"]
                .iter()
                .find_map(|word| name.strip_prefix(word));
            if let Some(bare) = bare {
                add(bare.to_owned(), target, 0);
            }
            add(name, target, 0);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headings: &[&str], expected: &[&str]) {
        let catalogue = policies::catalogue().unwrap();
        let shown = |column: &Column| {
            let unit = column
                .unit
                .map(|unit| serde_json::to_string(&unit).unwrap().replace('"', ""));
            let parts = [column.target.clone(), column.period.clone(), unit];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        let found: Vec<String> = guess(&catalogue, headings).iter().map(shown).collect();
        assert_eq!(found, expected, "{headings:?}");
    }

    #[test]
    fn chinese_headings_of_a_loan_ledger_are_understood() {
        check(
            &[
                "统一社会信用代码",
                "企业名称",
                "贷款金额(万元)",
                "年利率（%）",
                "期限(月)",
                "放款日",
                "到期日",
                "备注",
            ],
            &[
                "party",
                "",
                "loan.principal wan",
                "loan.rate percent",
                "loan.term months",
                "loan.paid_out_on",
                "loan.ends_on",
                "",
            ],
        );
        check(
            &["贷款金额万元", "执行利率%", "企业名称"],
            &["loan.principal wan", "loan.rate percent", "party"],
        );
        check(&["贷款本金", "合同年利率"], &["loan.principal yuan", "loan.rate"]);
    }

    #[test]
    fn a_heading_whose_unit_is_not_understood_is_left_to_the_visitor() {
        for heading in [
            "贷款金额(折人民币、万元)",
            "贷款金额（百万元）",
            "贷款金额（仟元）",
            "贷款金额（万美元）",
            "贷款金额(USD)",
            "利率(月息%)",
            "利率（%/月）",
            "利率（日利率%）",
            "利率(月‰)",
            "利率(下浮%)",
            "利率（贴息%）",
            "利率（LPR+BP）",
            "贷款金额（余额）",
            "贷款金额（元，余额）",
            "贷款金额（人民币，余额）",
            "贷款金额（万元必填）",
            "贷款金额（2024年末）",
            "到期日（展期后）",
            "期限（授信）",
        ] {
            check(&[heading], &[""]);
        }
        check(&["贷款金额（合同）（万元）"], &["loan.principal wan"]);
        check(&["贷款金额（合同）"], &["loan.principal yuan"]);
        check(
            &["放款日（格式：YYYY-MM-DD）", "年利率（%，年化）"],
            &["loan.paid_out_on", "loan.rate percent"],
        );
        check(&["民营企业（是/否）", "银行（支行）"], &["firm.private", "loan.lender"]);
        for heading in [
            "贷款金额（万元）（必填）",
            "贷款金额（单位：万元）",
            "贷款金额（必填，万元）",
            "贷款金额（人民币万元）",
        ] {
            check(&[heading], &["loan.principal wan"]);
        }
        check(&["宽限期(天)"], &[""]);
        // Of one year among several, for what has none.
        check(&["第1年利率(%)", "第2年利率(%)", "2022年贷款金额(万元)"], &["", "", ""]);
    }

    #[test]
    fn english_headings_and_paths_are_understood() {
        check(
            &[
                "Borrower",
                "Loan amount (yuan)",
                "Interest rate (%)",
                "Maturity date",
                "firm.private",
            ],
            &[
                "party",
                "loan.principal yuan",
                "loan.rate percent",
                "loan.ends_on",
                "firm.private",
            ],
        );
    }

    #[test]
    fn the_other_columns_say_which_contract_is_meant() {
        check(
            &[
                "客户名称",
                "担保金额(万元)",
                "担保费率(%)",
                "期限(月)",
                "起始日",
                "担保机构",
            ],
            &[
                "party",
                "guarantee.amount wan",
                "guarantee.fee_rate percent",
                "guarantee.term months",
                "guarantee.starts_on",
                "guarantee.guarantor",
            ],
        );
    }

    #[test]
    fn a_year_in_a_heading_is_that_of_the_series() {
        check(
            &[
                "2023年融资利息（元）",
                "融资利息(2024)",
                "第1年年初的在保余额",
                "融资利息",
            ],
            &[
                "securitisation.interest 2023 yuan",
                "securitisation.interest 2024 yuan",
                "guarantee.balance 1 yuan",
                "",
            ],
        );
    }

    #[test]
    fn a_unit_that_does_not_fit_is_no_unit_and_a_second_column_is_left_alone() {
        check(&["贷款金额(%)", "年利率(万元)"], &["loan.principal", "loan.rate"]);
        check(&["贷款金额", "贷款本金"], &["", "loan.principal yuan"]);
        check(&["贷款金额", "贷款金额"], &["loan.principal yuan", ""]);
    }

    #[test]
    fn of_several_columns_for_one_fact_the_surest_is_taken() {
        // A contract of 500 paid out in drawdowns.
        check(&["合同金额", "借据金额"], &["", "loan.principal yuan"]);
        check(&["合同金额（万元）"], &["loan.principal wan"]);
        check(&["执行利率(%)", "合同利率(%)"], &["", "loan.rate percent"]);
        check(&["loan.principal", "借据金额"], &["loan.principal yuan", ""]);
        check(&["身份证号", "企业名称"], &["", "party"]);
        check(&["姓名", "身份证号"], &["", "party"]);
        check(&["企业名称", "统一社会信用代码"], &["", "party"]);
    }

    #[test]
    fn the_day_from_which_interest_runs_is_that_of_the_contract_of_the_table() {
        check(&["贷款金额", "起息日"], &["loan.principal yuan", "loan.paid_out_on"]);
        check(
            &["融资利息(2024)", "起息日"],
            &["securitisation.interest 2024 yuan", "securitisation.starts_on"],
        );
    }

    #[test]
    fn every_usual_word_names_a_fact_that_can_be_given() {
        let catalogue = policies::catalogue().unwrap();
        let targets = targets(&catalogue);
        for (words, facts) in USUAL {
            for fact in facts {
                assert!(targets.iter().any(|target| target == fact), "{fact}");
            }
            for word in words {
                assert_eq!(plain(word), *word);
            }
        }
    }
}
