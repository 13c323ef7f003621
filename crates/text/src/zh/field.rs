//! What is wrong with what was typed, and what is allowed.

use rules::fact::{FieldProblem, SeriesKind};
use rules::request::{FieldError, RequestError};
use rules::{DateError, Money, MoneyError, RateError, TermError};

use crate::Words;
use crate::number::clipped;

const MONEY: &str = "可以填 5000000、500万 或 1,234.50。";
const RATE: &str = "可以填 4.35%、435BP 或 43.5‰，要带单位。";
const DATE: &str = "可以填 2024-12-01、2024/12/1 或 2024年12月1日。";
const TERM: &str = "可以填 36个月、3年 或 90天，要带单位。";

pub(crate) fn field_error(words: &Words<'_>, error: &FieldError) -> String {
    let (path, name) = field(words, &error.field);
    format!(
        "{name}：{}",
        problem(words, &path, &clipped(&error.given), &error.problem)
    )
}

/// The path of the fact and the name of the field, with the number of its contract from the second on.
fn field(words: &Words<'_>, field: &str) -> (String, String) {
    let parts: Vec<&str> = field.split('.').collect();
    match parts.as_slice() {
        ["day"] => (String::new(), "查询的日期".to_owned()),
        [group] => (String::new(), words.group(group)),
        [group, row, fact] => {
            let path = format!("{group}.{fact}");
            let name = words.fact(&path);
            match row.parse::<usize>() {
                Ok(number) if number > 0 => (path, format!("第 {} 笔的{name}", number + 1)),
                _ => (path, name),
            }
        }
        _ => (field.to_owned(), words.fact(field)),
    }
}

fn problem(words: &Words<'_>, path: &str, given: &str, problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::UnknownGroup => "没有这一类信息。".to_owned(),
        FieldProblem::UnknownFact => "没有这一项。".to_owned(),
        FieldProblem::OneOnly => format!("这里只能填一份，现在有 {given} 份。"),
        FieldProblem::TooMany { most } => format!("一次最多填 {most} 笔，现在有 {given} 笔。"),
        FieldProblem::Derived => "这一项由系统算出来，不用填。".to_owned(),
        FieldProblem::NotText => format!("“{given}” 的写法不对，这里要填一个值，例如 \"500万元\"。"),
        FieldProblem::NotByYear => format!("这一项要分年填，例如 2023 年：{}。", example(words, path)),
        FieldProblem::NotSingle => format!("这一项只填一个值，不分年，现在填的是 “{given}”。"),
        FieldProblem::Year { given } => {
            let given = clipped(given);
            match words.spec(path).and_then(|spec| spec.series) {
                Some(SeriesKind::ContractYear) => format!("“{given}” 不是第几年，可以填 1 到 50。"),
                Some(SeriesKind::Year) | None => format!("“{given}” 不是年份，可以填 1990 到 2100，例如 2023。"),
            }
        }
        FieldProblem::Money { error } => money(given, *error),
        FieldProblem::Rate { error } => rate(given, *error),
        FieldProblem::Date { error } => date(given, *error),
        FieldProblem::Term { error } => term(given, *error),
        FieldProblem::Number => format!("“{given}” 不是数字。可以填 1.2 或 3。"),
        FieldProblem::Count => format!("“{given}” 不是整数。可以填 0、5 或 120。"),
        FieldProblem::Flag => format!("“{given}” 不是回答，请选“是”或“否”。"),
        FieldProblem::Choice { allowed } => {
            let allowed: Vec<String> = allowed.iter().map(|id| words.choice(path, id)).collect();
            format!("“{given}” 不在可选的范围里。可以选：{}。", allowed.join("、"))
        }
        FieldProblem::Region => format!("“{given}” 不是六位的行政区划代码，例如 330302。"),
        FieldProblem::TooLong { most } => format!("太长了，最多 {most} 个字。"),
        FieldProblem::TooSmall { min } => format!("填的是 “{given}”，不能小于 {}。", words.value(path, min)),
        FieldProblem::TooLarge { max } => format!("填的是 “{given}”，不能大于 {}。", words.value(path, max)),
    }
}

fn example(words: &Words<'_>, path: &str) -> &'static str {
    use rules::fact::FactKind;
    match words.spec(path).map(|spec| spec.kind) {
        Some(FactKind::Rate) => "4.35%",
        Some(FactKind::Count | FactKind::Number) => "12",
        Some(FactKind::Flag) => "是",
        _ => "120000.00",
    }
}

fn character(at: usize, found: char) -> String {
    format!("第 {} 个字“{found}”读不懂", at + 1)
}

fn money(given: &str, error: MoneyError) -> String {
    match error {
        MoneyError::Empty => format!("还没有填金额。{MONEY}"),
        MoneyError::NotANumber { at, found } => format!("“{given}” 不是金额，{}。{MONEY}", character(at, found)),
        MoneyError::BadGrouping => format!("“{given}” 的逗号或空格位置不对，要三位一组。{MONEY}"),
        MoneyError::FinerThanFen => format!("“{given}” 比一分钱还小，最多两位小数。{MONEY}"),
        MoneyError::TooLarge => format!("“{given}” 太大，最多 {} 元。", Money::MAX.grouped()),
    }
}

fn rate(given: &str, error: RateError) -> String {
    match error {
        RateError::Empty => format!("还没有填。{RATE}"),
        RateError::NotANumber { at, found } => format!("“{given}” 不是利率或比例，{}。{RATE}", character(at, found)),
        RateError::NoUnit => format!("“{given}” 没有带单位，不知道是 % 还是 BP。{RATE}"),
        RateError::TooFine => format!("“{given}” 的小数太多，百分数最多 10 位小数。"),
        RateError::TooLarge => format!("“{given}” 太大，最多 10,000 %。"),
    }
}

fn date(given: &str, error: DateError) -> String {
    match error {
        DateError::Empty => format!("还没有填日期。{DATE}"),
        DateError::NotADate { at, found } => format!("“{given}” 不是日期，{}。{DATE}", character(at, found)),
        DateError::NoSuchDay { year, month, day } => format!("日历上没有 {year} 年 {month} 月 {day} 日这一天。{DATE}"),
        DateError::OutOfRange { year } => format!("{year} 年不在 1900 年到 2200 年之间。{DATE}"),
    }
}

fn term(given: &str, error: TermError) -> String {
    match error {
        TermError::Empty => format!("还没有填期限。{TERM}"),
        TermError::NotATerm { at, found } => format!("“{given}” 不是期限，{}。{TERM}", character(at, found)),
        TermError::NoUnit => format!("“{given}” 没有带单位，不知道是年、月还是天。{TERM}"),
        TermError::Zero => format!("期限不能是 0。{TERM}"),
        TermError::TooLong => format!("“{given}” 太长，最多 600 个月或 20,000 天。"),
    }
}

pub(crate) fn request_error(words: &Words<'_>, error: &RequestError) -> Vec<String> {
    let sentence = match error {
        RequestError::Schema { given } => format!("请求的格式版本是 {given}，这里只认版本 1。"),
        RequestError::Day { given, problem } => format!("查询的日期：{}", date(&clipped(given), *problem)),
        RequestError::Role { given, allowed } => {
            let allowed: Vec<String> = allowed
                .iter()
                .map(|id| format!("{id}（{}）", words.actor(id)))
                .collect();
            format!("没有“{}”这种身份。可以选：{}。", clipped(given), allowed.join("、"))
        }
        RequestError::Measure { given } => format!("没有编号为“{}”的条款。", clipped(given)),
        RequestError::Document { given } => format!("没有编号为“{}”的文件。", clipped(given)),
        RequestError::Facts { fields } => return fields.iter().map(|field| field_error(words, field)).collect(),
    };
    vec![sentence]
}
