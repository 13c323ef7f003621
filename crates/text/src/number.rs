//! Numbers, dates and periods as people read them: every digit, thousands separated, no floats.

use rules::outcome::Period;
use rules::{Date, Exact, Money, Rate, Term};

use crate::Language;
use crate::fill::fill;

/// Decimals of a number that does not end; it is then marked as rounded.
const DECIMALS: usize = 8;

/// An amount of money: "400,000.00 元", "400,000.00 yuan".
pub fn money(language: Language, amount: Money) -> String {
    amount.grouped() + unit_of_money(language)
}

/// The same amount in 万元 ("40 万元") or 亿元, in English in millions; none where that is no easier to read.
pub fn money_wan(language: Language, amount: Money) -> Option<String> {
    let yuan = amount.fen().unsigned_abs() / 100;
    match language {
        Language::Zh if yuan >= 100_000_000 => Some(amount.in_yi() + " 亿元"),
        Language::Zh if yuan >= 10_000 => Some(amount.in_wan() + " 万元"),
        Language::En if yuan >= 1_000_000 => {
            let millions = amount.exact().div(Exact::integer(1_000_000)).ok()?;
            Some(millions.terminating()? + " million yuan")
        }
        Language::Zh | Language::En => None,
    }
}

const fn unit_of_money(language: Language) -> &'static str {
    language.say(" 元", " yuan")
}

const fn sign_of_percent(language: Language) -> &'static str {
    language.say(" %", "%")
}

/// An unrounded amount with its unit: all digits where it ends, else marked as rounded.
pub(crate) fn yuan(language: Language, amount: &Exact) -> String {
    number(language, amount, 2) + unit_of_money(language)
}

/// A share or rate in percent: "30 %", "30%".
pub(crate) fn percent(language: Language, share: &Exact) -> String {
    match share.mul(Exact::integer(100)) {
        Ok(percent) => number(language, &percent, 0) + sign_of_percent(language),
        Err(_) => share.to_string(),
    }
}

/// A rate with every digit.
pub(crate) fn rate(language: Language, rate: Rate) -> String {
    rate.to_string().trim_end_matches('%').to_owned() + sign_of_percent(language)
}

/// A plain number with at least so many decimals, marked as rounded where it does not end.
pub(crate) fn number(language: Language, value: &Exact, least: usize) -> String {
    match digits(value, least) {
        (digits, false) => digits,
        (digits, true) => language.say("约 ", "about ").to_owned() + &digits,
    }
}

/// The right side of a formula: "= 495,000.00", "≈ 0.33333333".
pub(crate) fn equals(value: &Exact) -> String {
    let (digits, rounded) = digits(value, 2);
    (if rounded { "≈ " } else { "= " }).to_owned() + &digits
}

/// Digits for a formula; a number that does not end is a fraction there.
pub(crate) fn term(value: &Exact) -> String {
    match digits(value, 2) {
        (digits, false) => digits,
        (_, true) => value.to_string(),
    }
}

/// Grouped digits, and whether they had to be rounded.
fn digits(value: &Exact, least: usize) -> (String, bool) {
    let (text, rounded) = match value.terminating() {
        Some(text) => (text, false),
        None => (rounded(value), true),
    };
    (grouped(&text, least), rounded)
}

/// Rounded half up to [`DECIMALS`], without trailing zeros.
///
/// The remainder is below the denominator, which is below 2^127: a sum of two fits `u128`, so that each digit is found by
/// adding the remainder ten times.
fn rounded(value: &Exact) -> String {
    let den = value.denominator().unsigned_abs();
    let magnitude = value.numerator().unsigned_abs();
    let (mut whole, mut rest) = (magnitude / den, magnitude % den);
    let mut fraction: u128 = 0;
    for _ in 0..DECIMALS {
        let (mut digit, mut left) = (0, 0);
        for _ in 0..10 {
            left += rest;
            if left >= den {
                left -= den;
                digit += 1;
            }
        }
        fraction = fraction * 10 + digit;
        rest = left;
    }
    if rest * 2 >= den {
        fraction += 1;
    }
    let unit = 10_u128.pow(8);
    whole += fraction / unit;
    // A digit in front, which is dropped again, keeps the zeros behind the point.
    let decimals = (unit + fraction).to_string();
    let decimals = decimals.get(1..).unwrap_or_default().trim_end_matches('0');
    let mut text = String::from(if value.is_negative() { "-" } else { "" });
    text += &whole.to_string();
    if !decimals.is_empty() {
        text.push('.');
        text += decimals;
    }
    text
}

/// Thousands separated, with at least so many decimals.
pub(crate) fn grouped(text: &str, least: usize) -> String {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let mut result = String::with_capacity(text.len() * 2);
    if digits.len() < whole.len() {
        result.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            result.push(',');
        }
        result.push(digit);
    }
    if !decimals.is_empty() || least > 0 {
        result.push('.');
    }
    result.push_str(decimals);
    for _ in decimals.len()..least {
        result.push('0');
    }
    result
}

/// A length of time: "36 个月", "36 months".
pub(crate) fn length(language: Language, term: Term) -> String {
    let (number, zh, en) = match term {
        Term::Months(months) => (months, " 个月", " month"),
        Term::Days(days) => (days, " 天", " day"),
    };
    let text = number.to_string();
    match language {
        Language::Zh => text + zh,
        Language::En if number == 1 => text + en,
        Language::En => text + en + "s",
    }
}

/// "2023 年", "第 1 年"; "2023", "year 1".
pub(crate) fn period(language: Language, period: Period) -> String {
    let (zh, en, year) = match period {
        Period::Year(year) => ("{0}年", "{0}", year),
        Period::ContractYear(year) => ("第{0}年", "year {0}", year),
    };
    fill(language.say(zh, en), &[&year.to_string()])
}

/// "2022-01-01 到 2024-12-31", or one side only.
pub(crate) fn days(language: Language, from: Option<Date>, to: Option<Date>) -> String {
    let (zh, en) = match (from, to) {
        (Some(_), Some(_)) => ("{0}到{1}", "{0} to {1}"),
        (Some(_), None) => ("{0}起", "from {0}"),
        (None, Some(_)) => ("{1}为止", "until {1}"),
        (None, None) => ("没有写明期限", "no period stated"),
    };
    let [from, to] = [from, to].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    fill(language.say(zh, en), &[&from, &to])
}

/// Typed text for an error message, cut where it is long.
pub(crate) fn clipped(text: &str) -> String {
    const MOST: usize = 40;
    let mut clipped: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        clipped.push('…');
    }
    clipped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(num: i128, den: i128) -> Exact {
        Exact::new(num, den).unwrap()
    }

    #[test]
    fn amounts_that_end_keep_every_digit() {
        assert_eq!(yuan(Language::Zh, &exact(495_000, 1)), "495,000.00 元");
        assert_eq!(yuan(Language::Zh, &exact(399_999_999, 1000)), "399,999.999 元");
        assert_eq!(yuan(Language::En, &exact(-1_234_567, 10)), "-123,456.70 yuan");
        assert_eq!(yuan(Language::Zh, &exact(1, 1 << 10)), "0.0009765625 元");
        assert_eq!(percent(Language::Zh, &exact(3, 10)), "30 %");
        assert_eq!(percent(Language::En, &exact(12, 1000)), "1.2%");
        assert_eq!(percent(Language::Zh, &exact(10, 1)), "1,000 %");
    }

    #[test]
    fn amounts_that_do_not_end_are_marked_as_rounded() {
        assert_eq!(yuan(Language::Zh, &exact(1, 3)), "约 0.33333333 元");
        assert_eq!(yuan(Language::En, &exact(2, 3)), "about 0.66666667 yuan");
        assert_eq!(yuan(Language::Zh, &exact(2_999_999_999, 3_000_000_000)), "约 1.00 元");
        assert_eq!(yuan(Language::Zh, &exact(-4_000_000, 3)), "约 -1,333,333.33333333 元");
        assert_eq!(percent(Language::Zh, &exact(1, 30)), "约 3.33333333 %");
        assert_eq!(number(Language::Zh, &exact(1, i128::MAX), 0), "约 0");
        assert_eq!(number(Language::Zh, &exact(i128::MAX - 1, i128::MAX), 0), "约 1");
        assert_eq!(equals(&exact(1, 3)), "≈ 0.33333333");
        assert_eq!(term(&exact(1, 3)), "1/3");
    }

    #[test]
    fn large_amounts_read_in_wan_and_yi() {
        let wan = |text: &str| money_wan(Language::Zh, text.parse().unwrap());
        assert_eq!(wan("9999.99"), None);
        assert_eq!(wan("400000").as_deref(), Some("40 万元"));
        assert_eq!(wan("1172945.20").as_deref(), Some("117.29452 万元"));
        assert_eq!(wan("500000000").as_deref(), Some("5 亿元"));
        let million = |text: &str| money_wan(Language::En, text.parse().unwrap());
        assert_eq!(million("999999.99"), None);
        assert_eq!(million("1172945.20").as_deref(), Some("1.1729452 million yuan"));
    }

    #[test]
    fn only_one_month_or_day_is_told_in_the_singular() {
        for (term, chinese, english) in [
            (Term::Months(1), "1 个月", "1 month"),
            (Term::Months(12), "12 个月", "12 months"),
            (Term::Days(1), "1 天", "1 day"),
            (Term::Days(21), "21 天", "21 days"),
        ] {
            assert_eq!(length(Language::Zh, term), chinese);
            assert_eq!(length(Language::En, term), english);
        }
    }

    #[test]
    fn long_text_is_clipped() {
        assert_eq!(clipped("abc"), "abc");
        assert_eq!(clipped(&"字".repeat(41)), format!("{}…", "字".repeat(40)));
    }
}
