//! How phrases of clauses read, for whoever writes packs: ≤ 1.2 %, > 0 元.

use rules::Exact;
use rules::phrase::{self, DateWords, Item, Unit};

use crate::tongue::Tongue;

/// What words say: their numbers, or their date, or their direction.
pub(crate) fn read(tongue: Tongue, words: &str) -> String {
    if let Ok(items) = phrase::read(words) {
        let items: Vec<String> = items.iter().map(|item| show(tongue, item)).collect();
        return tongue.list(&items);
    }
    if let Ok(reading) = phrase::date(words) {
        return date(tongue, reading.words);
    }
    match phrase::direction(words) {
        Ok((relation, _, _)) => relation.sign().to_owned(),
        Err(_) => tongue.say("没有数字", "no number", &[]),
    }
}

/// One number with its direction.
pub(crate) fn show(tongue: Tongue, item: &Item) -> String {
    let value = Exact::from_decimal(item.value);
    let shown = match item.unit {
        Unit::Ratio | Unit::Points | Unit::Lpr => value.mul(Exact::integer(100)).unwrap_or(value),
        _ => value,
    };
    let number = shown.terminating().unwrap_or_else(|| shown.to_string());
    let text = match item.unit {
        Unit::Yuan => tongue.say("{0} 元", "{0} yuan", &[&number]),
        Unit::Usd => tongue.say("{0} 美元", "{0} US dollars", &[&number]),
        Unit::Ratio => format!("{number} %"),
        Unit::Points => tongue.say("{0} 个百分点", "{0} percentage points", &[&number]),
        Unit::Times => tongue.say("{0} 倍", "{0} times", &[&number]),
        Unit::Firms => tongue.say("{0} 家", "{0} firms (家)", &[&number]),
        Unit::Deals => tongue.say("{0} 笔", "{0} deals (笔)", &[&number]),
        Unit::Occasions => tongue.say("{0} 次", "{0} times (次)", &[&number]),
        Unit::Persons => tongue.say("{0} 人", "{0} persons", &[&number]),
        Unit::Places => tongue.say("第 {0} 名", "rank {0}", &[&number]),
        Unit::Count => tongue.say("{0} 个", "{0} (个)", &[&number]),
        Unit::Months => tongue.say("{0} 个月", "{0} months", &[&number]),
        Unit::Years => tongue.say("{0} 年", "{0} years", &[&number]),
        Unit::Days => tongue.say("{0} 天", "{0} days", &[&number]),
        Unit::Lpr => {
            let sign = if item.value.is_sign_negative() { "" } else { "+" };
            format!("LPR{sign}{number} %")
        }
    };
    let symbol = item.relation.sign();
    if item.by_sense {
        return tongue.say("{0}（方向要靠意思）", "{0} (direction by sense)", &[&text]);
    }
    format!("{symbol} {text}")
}

/// A date as far as the words give it.
pub(crate) fn date(tongue: Tongue, words: DateWords) -> String {
    match words {
        DateWords::Day { year, month, day } => format!("{year}-{month:02}-{day:02}"),
        DateWords::Month { year, month } => format!("{year}-{month:02}"),
        DateWords::Year { year } => tongue.say("{0} 年", "the year {0}", &[&year.to_string()]),
        DateWords::DayUnknown { year } => tongue.say("{0} 年的某一天", "some day of {0}", &[&year.to_string()]),
        DateWords::DayOfYear { month, day } => tongue.say(
            "每年 {0} 月 {1} 日",
            "day {1} of month {0} of a year",
            &[&month.to_string(), &day.to_string()],
        ),
    }
}
