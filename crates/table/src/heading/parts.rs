//! What one heading says: a name, a unit, a year, and what its brackets add.

use std::collections::BTreeMap;

use rules::fact::{Catalogue, FactKind};

use super::{Meaning, plain, series};
use crate::column::{Unit, kind, units};

/// A heading, taken apart.
pub(super) struct Heading {
    pub(super) text: String,
    /// Ways of reading its name, the most exact first.
    pub(super) names: Vec<String>,
    unit: Option<Unit>,
    pub(super) period: Option<String>,
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
    pub(super) fn read(text: &str) -> Self {
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
    pub(super) fn sureness(&self, names: &BTreeMap<String, Meaning>) -> usize {
        self.meaning(names).map_or(0, |meaning| meaning.rank)
    }

    pub(super) fn targets(&self, catalogue: &Catalogue, names: &BTreeMap<String, Meaning>) -> Vec<String> {
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
        let as_a_whole = self.names.first().is_some_and(|whole| names.contains_key(whole));
        targets.retain(|target| !self.strange || as_a_whole || !counts(target));
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
    pub(super) fn unit(&self, kind: Option<FactKind>) -> Option<Unit> {
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
