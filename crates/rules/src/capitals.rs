//! Amounts in capital numerals, as cheques and invoices write them.

use crate::money::Money;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

/// The amount in capital numerals (人民币大写), by 《正确填写票据和结算凭证的基本规定》.
///
/// - 拾 keeps 壹 in front of it; several zeros in a row read as one 零, and none stands before 元.
/// - An amount that ends at 元 has 整 behind it; one that ends at 角 or 分 has not.
/// - 角 zero and 分 not reads 零 after 元. Where the rules allow a form with and one without 零
///   (107000.53), it is written only where a digit is missing between two others.
/// - A negative amount has 负 behind 人民币.
///
/// ```
/// use huisuan_rules::capitals;
/// assert_eq!(capitals("16409.02".parse()?), "人民币壹万陆仟肆佰零玖元零贰分");
/// # Ok::<(), huisuan_rules::MoneyError>(())
/// ```
pub fn capitals(amount: Money) -> String {
    let fen = amount.fen().unsigned_abs();
    let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
    let mut text = String::from("人民币");
    if amount.is_negative() {
        text.push('负');
    }
    write_yuan(&mut text, yuan);
    if jiao > 0 {
        text.push_str(digit(jiao));
        text.push('角');
    }
    if fen > 0 {
        if jiao == 0 && yuan > 0 {
            text.push('零');
        }
        text.push_str(digit(fen));
        text.push('分');
    }
    if yuan == 0 && jiao == 0 && fen == 0 {
        text.push_str("零元");
    }
    if jiao == 0 && fen == 0 {
        text.push('整');
    }
    text
}

/// The whole yuan with 元 behind them; nothing for zero.
fn write_yuan(text: &mut String, yuan: u128) {
    if yuan == 0 {
        return;
    }
    let mut started = false;
    let mut gap = false;
    // Groups of four digits, the highest first. 万亿 is the unit of the fourth group.
    for (power, unit) in [(12, "万"), (8, "亿"), (4, "万"), (0, "")] {
        let group = yuan / 10_u128.pow(power) % 10_000;
        for (power, place) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
            let number = group / power % 10;
            if number == 0 {
                gap = started;
                continue;
            }
            if gap {
                text.push('零');
            }
            text.push_str(digit(number));
            text.push_str(place);
            (started, gap) = (true, false);
        }
        // 亿 also closes a group of zeros that stands below 万亿: 壹万亿元.
        if group > 0 || (power == 8 && started) {
            text.push_str(unit);
        }
    }
    text.push('元');
}

fn digit(number: u128) -> &'static str {
    usize::try_from(number)
        .ok()
        .and_then(|at| DIGITS.get(at))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(amount: &str, expected: &str) {
        assert_eq!(capitals(amount.parse().unwrap()), expected, "{amount}");
    }

    #[test]
    fn amounts_end_at_yuan_jiao_or_fen() {
        check("0", "人民币零元整");
        check("0.05", "人民币伍分");
        check("0.50", "人民币伍角");
        check("0.55", "人民币伍角伍分");
        check("400000", "人民币肆拾万元整");
        check("1409.50", "人民币壹仟肆佰零玖元伍角");
        check("6007.14", "人民币陆仟零柒元壹角肆分");
        check("4055.55", "人民币肆仟零伍拾伍元伍角伍分");
        check("16409.02", "人民币壹万陆仟肆佰零玖元零贰分");
        check("107000.53", "人民币壹拾万零柒仟元伍角叁分");
        check("-12.30", "人民币负壹拾贰元叁角");
    }

    #[test]
    fn zeros_in_a_row_read_as_one() {
        check("10", "人民币壹拾元整");
        check("1680.32", "人民币壹仟陆佰捌拾元叁角贰分");
        check("100000000.05", "人民币壹亿元零伍分");
        check("100010000", "人民币壹亿零壹万元整");
        check("320000002000.00", "人民币叁仟贰佰亿零贰仟元整");
        check("1000000000000", "人民币壹万亿元整");
        check("1000100000000", "人民币壹万零壹亿元整");
        check("1000000010000", "人民币壹万亿零壹万元整");
        check("10000001", "人民币壹仟万零壹元整");
        check("10010001", "人民币壹仟零壹万零壹元整");
    }

    #[test]
    fn the_largest_amount_is_written_in_full() {
        check(
            "999999999999999.99",
            "人民币玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
        );
    }
}
