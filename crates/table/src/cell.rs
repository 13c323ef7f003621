//! A cell and what its column means → a value of a fact, as text.

use std::collections::BTreeMap;

use rules::fact::{FactKind, FactSpec, FieldProblem, Named, RawValue};
use rules::{Exact, Money, MoneyError, Rate};

use crate::column::Unit;
use crate::heading::plain;

/// How the cells of a column are read.
#[derive(Clone, Debug)]
pub(crate) struct CellReader {
    kind: FactKind,
    unit: Option<Unit>,
    /// Ids of choices and places by every way of writing them.
    names: BTreeMap<String, String>,
}

/// Other words for choices, as banks write them.
const OTHER_WORDS: [(&str, &str, &str); 13] = [
    ("firm.kind", "小型企业", "micro-small"),
    ("firm.kind", "微型企业", "micro-small"),
    ("firm.kind", "小型", "micro-small"),
    ("firm.kind", "微型", "micro-small"),
    ("firm.kind", "小微", "micro-small"),
    ("firm.kind", "中型", "medium"),
    ("firm.kind", "大型", "large"),
    ("firm.kind", "自然人", "person"),
    ("firm.kind", "个体户", "self-employed"),
    ("loan.repayment", "一次性还本付息", "bullet"),
    ("loan.repayment", "到期还本付息", "bullet"),
    ("loan.repayment", "按月结息到期还本", "interest-monthly"),
    ("loan.repayment", "按季结息到期还本", "interest-quarterly"),
];

impl CellReader {
    pub(crate) fn new(path: &str, spec: &FactSpec, unit: Option<Unit>, regions: &[Named]) -> Self {
        let mut names = BTreeMap::new();
        for choice in &spec.choices {
            for name in [&choice.id, &choice.zh, &choice.en] {
                for way in ways(name) {
                    names.entry(way).or_insert_with(|| choice.id.clone());
                }
            }
        }
        for (of, word, id) in OTHER_WORDS {
            if of == path {
                names.entry(plain(word)).or_insert_with(|| id.to_owned());
            }
        }
        if spec.kind == FactKind::Region {
            for region in regions {
                for name in [&region.zh, &region.en] {
                    names.entry(plain(name)).or_insert_with(|| region.id.clone());
                }
            }
        }
        Self {
            kind: spec.kind,
            unit,
            names,
        }
    }

    /// A day, without a fact behind it.
    pub(crate) fn day() -> Self {
        Self {
            kind: FactKind::Date,
            unit: None,
            names: BTreeMap::new(),
        }
    }

    /// The value of a cell that is not empty. The engine reads it further, and says what is wrong with it.
    pub(crate) fn read(&self, cell: &str) -> Result<RawValue, FieldProblem> {
        let cell = cell.trim();
        let text = match self.kind {
            FactKind::Money => money(cell, self.unit)?,
            FactKind::Rate => rate(cell, self.unit)?,
            FactKind::Term => with_unit(cell, self.unit),
            FactKind::Date => day(cell),
            FactKind::Choice | FactKind::Region => self.named(cell),
            FactKind::Set => return Ok(self.set(cell)),
            FactKind::Flag => return Ok(flag(cell).map_or_else(|| RawValue::Text(cell.to_owned()), RawValue::Flag)),
            FactKind::Number | FactKind::Count => ungrouped(cell),
            FactKind::Text | FactKind::Span => cell.to_owned(),
        };
        Ok(RawValue::Text(text))
    }

    /// The id of what is called so; the cell itself where nothing is.
    fn named(&self, cell: &str) -> String {
        let name = plain(cell);
        if let Some(id) = self.names.get(&name) {
            return id.clone();
        }
        // 鹿城区 for 温州市鹿城区, where no other place ends so; 城区 is no part of its name.
        if self.kind == FactKind::Region && name.chars().count() > 1 {
            let ends = |known: &str| {
                let before = known.strip_suffix(name.as_str());
                before.is_some_and(|before| before.ends_with(['省', '市', '区', '州', '盟', '县']))
            };
            let mut ends = self.names.iter().filter(|(known, _)| ends(known));
            if let (Some((_, id)), None) = (ends.next(), ends.next()) {
                return id.clone();
            }
        }
        cell.to_owned()
    }

    /// 无 or 0 says that nothing applies, which is an answer.
    fn set(&self, cell: &str) -> RawValue {
        if matches!(cell, "无" | "否" | "0" | "none" | "no") {
            return RawValue::List(Vec::new());
        }
        let parts = cell
            .split(['、', ',', '，', ';', '；', '/'])
            .filter(|part| !part.trim().is_empty());
        RawValue::List(parts.map(|part| self.named(part.trim())).collect())
    }
}

/// The ways in which a name may stand in a table: whole, without what stands in brackets, and that alone.
fn ways(name: &str) -> Vec<String> {
    let mut ways = vec![plain(name)];
    if let Some((before, rest)) = name.split_once(['（', '(']) {
        ways.push(plain(before));
        let inside = rest.split(['）', ')']).next().unwrap_or_default();
        ways.push(plain(inside));
    }
    ways.retain(|way| !way.is_empty());
    ways
}

/// Whether a cell is a number without a unit, and nothing else.
fn is_bare(cell: &str) -> bool {
    // The sign of the currency and what is not seen say nothing of a unit.
    let silent = |c: char| matches!(c, '￥' | '¥' | '\u{200b}' | '\u{feff}');
    let number = |c: char| {
        silent(c) || c.is_ascii_digit() || matches!(c, '０'..='９' | '.' | ',' | '．' | '，' | '-' | '－' | '+' | ' ')
    };
    cell.chars().all(number) && cell.chars().any(char::is_numeric)
}

fn with_unit(cell: &str, unit: Option<Unit>) -> String {
    let behind = match unit {
        Some(Unit::Wan) => "万",
        Some(Unit::Yi) => "亿",
        Some(Unit::Percent) => "%",
        Some(Unit::Permille) => "‰",
        Some(Unit::BasisPoints) => "BP",
        Some(Unit::Months) => "个月",
        Some(Unit::Days) => "天",
        Some(Unit::Years) => "年",
        Some(Unit::Yuan | Unit::Thousand | Unit::Fraction) | None => "",
    };
    if is_bare(cell) {
        [cell, behind].concat()
    } else {
        cell.to_owned()
    }
}

/// An amount in 千元 is read as one in 万元 and divided by ten, exactly.
fn money(cell: &str, unit: Option<Unit>) -> Result<String, FieldProblem> {
    if unit != Some(Unit::Thousand) || !is_bare(cell) {
        return Ok(with_unit(cell, unit));
    }
    let wrong = |error| FieldProblem::Money { error };
    let tenfold = with_unit(cell, Some(Unit::Wan)).parse::<Money>().map_err(wrong)?.fen();
    if tenfold % 10 != 0 {
        return Err(wrong(MoneyError::FinerThanFen));
    }
    Money::from_fen(tenfold / 10)
        .map(|money| money.to_string())
        .map_err(|_| wrong(MoneyError::TooLarge))
}

fn rate(cell: &str, unit: Option<Unit>) -> Result<String, FieldProblem> {
    if unit != Some(Unit::Fraction) || !is_bare(cell) {
        return Ok(with_unit(cell, unit));
    }
    match cell.parse::<Exact>() {
        Ok(fraction) => Rate::from_exact(fraction)
            .map(|rate| rate.to_string())
            .map_err(|error| FieldProblem::Rate { error }),
        // The engine says what is wrong with it.
        Err(_) => Ok(cell.to_owned()),
    }
}

/// A day also as 20240301, and without the midnight that workbooks add.
fn day(cell: &str) -> String {
    let day = cell
        .strip_suffix("00:00:00")
        .or_else(|| cell.strip_suffix(" 0:00"))
        .map_or(cell, |day| day.trim_end_matches([' ', 'T']));
    let digits = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    match (day.get(..4), day.get(4..6), day.get(6..)) {
        (Some(year), Some(month), Some(day)) if digits => [year, "-", month, "-", day].concat(),
        _ => day.to_owned(),
    }
}

/// A number without the commas between its thousands; where they stand elsewhere the engine says what is wrong.
fn ungrouped(cell: &str) -> String {
    let whole = cell.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    if (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3) {
        cell.replace(',', "")
    } else {
        cell.to_owned()
    }
}

fn flag(cell: &str) -> Option<bool> {
    match plain(cell).as_str() {
        "是" | "有" | "对" | "√" | "✓" | "y" | "yes" | "true" | "1" => Some(true),
        "否" | "无" | "没有" | "不是" | "×" | "n" | "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, unit: Option<Unit>, cell: &str) -> Result<RawValue, FieldProblem> {
        let catalogue = policies::catalogue().unwrap();
        let fact = catalogue.find(path).unwrap();
        CellReader::new(path, catalogue.spec(fact).unwrap(), unit, &catalogue.regions).read(cell)
    }

    #[track_caller]
    fn check(path: &str, unit: Option<Unit>, cell: &str, value: &str) {
        assert_eq!(
            read(path, unit, cell),
            Ok(RawValue::Text(value.to_owned())),
            "{path} {cell}"
        );
    }

    #[test]
    fn a_bare_number_takes_the_unit_of_its_column_and_others_keep_their_own() {
        check("loan.principal", Some(Unit::Wan), "50", "50万");
        check("loan.principal", Some(Unit::Wan), "50万元", "50万元");
        check("loan.principal", Some(Unit::Wan), "500000元", "500000元");
        check("loan.principal", Some(Unit::Wan), "￥500,000元", "￥500,000元");
        for cell in ["￥50", "¥ 50.00", "50\u{200b}", "\u{feff}50"] {
            let Ok(RawValue::Text(text)) = read("loan.principal", Some(Unit::Wan), cell) else {
                panic!("{cell}")
            };
            assert_eq!(text.parse::<Money>().unwrap().to_string(), "500000.00", "{cell}");
        }
        check("loan.principal", Some(Unit::Thousand), "￥1,234.5", "1234500.00");
        check("loan.principal", Some(Unit::Thousand), "1,234.56789", "1234567.89");
        check("loan.principal", None, "500000", "500000");
        check("loan.rate", Some(Unit::Percent), " 4.35 ", "4.35%");
        check("loan.rate", Some(Unit::Percent), "4.35%", "4.35%");
        check("loan.rate", Some(Unit::Fraction), "0.0435", "4.35%");
        check("loan.rate", Some(Unit::Fraction), "4.35%", "4.35%");
        check("loan.rate", Some(Unit::BasisPoints), "435", "435BP");
        check("loan.rate", None, "4.35", "4.35");
        check("loan.term", Some(Unit::Months), "36", "36个月");
        check("loan.term", Some(Unit::Months), "3年", "3年");
        let finer = read("loan.principal", Some(Unit::Thousand), "1.234567");
        assert_eq!(
            finer,
            Err(FieldProblem::Money {
                error: MoneyError::FinerThanFen
            })
        );
    }

    #[test]
    fn commas_part_thousands_and_nothing_else() {
        check("firm.staff", None, "1,000", "1000");
        check("firm.staff", None, "1000", "1000");
        check("firm.staff", None, "12,345,678", "12345678");
        for odd in ["10,00", "1,0000", ",100", "1000,000", "1,00,000"] {
            check("firm.staff", None, odd, odd);
        }
    }

    #[test]
    fn every_other_word_is_read_as_its_choice() {
        for (path, word, id) in OTHER_WORDS {
            check(path, None, word, id);
        }
    }

    #[test]
    fn days_are_read_as_programs_write_them() {
        check("loan.paid_out_on", None, "20240301", "2024-03-01");
        check("loan.paid_out_on", None, "2024-03-01 00:00:00", "2024-03-01");
        check("loan.paid_out_on", None, "2024/3/1 0:00", "2024/3/1");
        check("loan.paid_out_on", None, "2024年3月1日", "2024年3月1日");
    }

    #[test]
    fn choices_places_and_answers_are_read_as_people_write_them() {
        check("loan.repayment", None, "先息后本", "interest-monthly");
        check("loan.repayment", None, "按月付息,到期还本", "interest-monthly");
        check("loan.repayment", None, "等额 本息", "equal-payment");
        check("loan.repayment", None, "Equal payments", "equal-payment");
        check("loan.repayment", None, "bullet", "bullet");
        check("loan.repayment", None, "随便还", "随便还");
        check("firm.kind", None, "小型企业", "micro-small");
        check("firm.region", None, "鹿城区", "330302");
        check("firm.region", None, "330302", "330302");
        check("firm.region", None, "区", "区");
        check("firm.region", None, "城区", "城区");
        assert_eq!(read("firm.private", None, "√"), Ok(RawValue::Flag(true)));
        assert_eq!(
            read("firm.private", None, "不知道"),
            Ok(RawValue::Text("不知道".to_owned()))
        );
        assert_eq!(read("firm.lists", None, "无"), Ok(RawValue::List(Vec::new())));
        let lists = RawValue::List(vec!["technology".to_owned(), "zjtx".to_owned()]);
        assert_eq!(read("firm.lists", None, "科技企业、zjtx"), Ok(lists));
    }
}
