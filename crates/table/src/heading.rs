//! Headings of tables → what the columns are: the names of the facts in both languages, and the usual words of accountants.

use std::collections::BTreeMap;

use rules::fact::{Catalogue, FactKind, SeriesKind};

use crate::column::{Column, PARTY, Unit, kind, targets, units};

mod usual;

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

/// A heading, taken apart.
struct Heading {
    text: String,
    /// Ways of reading its name, the most exact first.
    names: Vec<String>,
    unit: Option<Unit>,
    period: Option<String>,
    /// What its brackets say is not understood. It can be another unit (百万元), another currency, or another thing:
    /// what was repaid, what is left, what the rate is above the prime rate.
    strange: bool,
}

/// What stands in brackets and changes nothing.
const ASIDE: [&str; 22] = [
    "",
    "合同",
    "借据",
    "人民币",
    "本币",
    "单位",
    "全称",
    "小写",
    "年",
    "年化",
    "单利",
    "必填",
    "选填",
    "可选",
    "格式",
    "annual",
    "required",
    "optional",
    "format",
    "yyyymmdd",
    "yyyymm",
    "yyyy年mm月dd日",
];

impl Heading {
    fn read(text: &str) -> Self {
        let text = text.trim().trim_start_matches('\u{feff}').to_owned();
        let mut pieces = text.split(['（', '(', '[', '【']);
        let before = pieces.next().unwrap_or_default();
        let brackets: Vec<&str> = pieces
            .map(|piece| piece.split(['）', ')', ']', '】']).next().unwrap_or_default())
            .collect();
        let inside = brackets.first().copied().unwrap_or_default();
        let (whole, mut bare) = (plain(&text), plain(before));
        let asides: Vec<String> = brackets
            .iter()
            .flat_map(|bracket| bracket.split(['，', ',', '、', '；', ';', '：', ':']))
            .map(plain)
            .collect();
        let mut unit = asides.iter().find_map(|part| unit(part));
        if unit.is_none() {
            // 贷款金额万元, 年利率%
            for (word, of) in [
                ("万元", Unit::Wan),
                ("千元", Unit::Thousand),
                ("亿元", Unit::Yi),
                ("%", Unit::Percent),
            ] {
                if let Some(rest) = bare.strip_suffix(word) {
                    (unit, bare) = (Some(of), rest.to_owned());
                    break;
                }
            }
        }
        let (period, undated) = period(&bare, inside);
        let understood = |part: &String| {
            ASIDE.contains(&part.as_str()) || self::unit(part).is_some() || year(part.trim_end_matches(['年', '度']))
        };
        let strange = !asides.iter().all(understood);
        let mut names = vec![whole, bare];
        names.extend(undated);
        names.dedup();
        Self {
            text,
            names,
            unit,
            period,
            strange,
        }
    }

    fn meaning<'n>(&self, names: &'n BTreeMap<String, Meaning>) -> Option<&'n Meaning> {
        self.names.iter().find_map(|name| names.get(name))
    }

    /// How sure its word is, 0 the surest; the path of a fact is as sure.
    fn sureness(&self, names: &BTreeMap<String, Meaning>) -> usize {
        self.meaning(names).map_or(0, |meaning| meaning.rank)
    }

    fn targets(&self, catalogue: &Catalogue, names: &BTreeMap<String, Meaning>) -> Vec<String> {
        let path = self.text.as_str();
        if kind(catalogue, path).is_some() && (path == path.trim()) {
            return vec![path.to_owned()];
        }
        let mut targets = self
            .meaning(names)
            .map(|meaning| meaning.targets.clone())
            .unwrap_or_default();
        // Words of choices may explain themselves as they like (是/否); numbers and days may not.
        let counts = |target: &String| {
            let kind = kind(catalogue, target);
            kind.is_some_and(|kind| {
                matches!(kind, FactKind::Date | FactKind::Number | FactKind::Count) || !units(kind).is_empty()
            })
        };
        let named = self.names.first().is_some_and(|whole| names.contains_key(whole));
        targets.retain(|target| !self.strange || named || !counts(target));
        // A series needs to be told which year; a fact that is none cannot have one.
        targets.retain(|target| series(catalogue, target).is_some() == self.period.is_some());
        // Days of grace are no number of payments without principal.
        let fits = |target: &String| match (self.unit, kind(catalogue, target)) {
            (Some(_), Some(kind)) => !units(kind).is_empty(),
            _ => true,
        };
        targets.retain(fits);
        targets
    }

    /// The unit of the heading, where it fits; yuan where a heading of an amount names none.
    fn unit(&self, kind: Option<FactKind>) -> Option<Unit> {
        let kind = kind?;
        let named = self.unit.filter(|unit| units(kind).contains(unit));
        named.or((kind == FactKind::Money && self.unit.is_none()).then_some(Unit::Yuan))
    }
}

fn unit(inside: &str) -> Option<Unit> {
    let inside = inside.strip_prefix("单位").unwrap_or(inside);
    let inside = inside.strip_prefix("人民币").unwrap_or(inside);
    Some(match inside {
        "元" | "yuan" | "rmb" | "cny" => Unit::Yuan,
        "千元" | "thousandyuan" | "1000yuan" => Unit::Thousand,
        "万元" | "万" | "wan" | "10000yuan" | "tenthousandyuan" => Unit::Wan,
        "亿元" | "亿" | "yi" => Unit::Yi,
        "‰" => Unit::Permille,
        "bp" | "bps" | "基点" => Unit::BasisPoints,
        "小数" | "fraction" => Unit::Fraction,
        "月" | "个月" | "months" | "month" => Unit::Months,
        "天" | "日" | "days" => Unit::Days,
        "年" | "years" => Unit::Years,
        // A rate of a month or a day is no rate of a year.
        "percent" | "百分比" | "%" | "年%" | "%年" | "年化%" | "%年化" | "%pa" | "annual%" | "%annual" => {
            Unit::Percent
        }
        _ => return None,
    })
}

fn year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (1990..=2100).contains(&year))
}

/// The year that a heading names, in front, behind or in brackets, and the name without it.
fn period(bare: &str, inside: &str) -> (Option<String>, Option<String>) {
    let inside = plain(inside);
    let inside = inside.trim_end_matches(['年', '度']);
    if year(inside) {
        return (Some(inside.to_owned()), Some(bare.to_owned()));
    }
    if let Some((digits, rest)) = bare.split_at_checked(4)
        && year(digits)
    {
        let rest = rest
            .strip_prefix("年度")
            .or_else(|| rest.strip_prefix('年'))
            .unwrap_or(rest);
        return (Some(digits.to_owned()), Some(rest.to_owned()));
    }
    if let Some((number, rest)) = bare.strip_prefix('第').and_then(|rest| rest.split_once('年'))
        && number.parse().is_ok_and(|number: u32| (1..=50).contains(&number))
    {
        return (Some(number.to_owned()), Some(rest.to_owned()));
    }
    (None, None)
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
