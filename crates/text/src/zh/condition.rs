//! Conditions, what is missing, what was assumed and what would change the result.

use crate::condition::Say;

pub(crate) fn template(say: Say) -> &'static str {
    match say {
        Say::InYear => "{1}，{0}",
        Say::Known => "{0}：{1}",
        Say::Answered => "{0}{1}",
        Say::NoneChosen => "{0}：没有",
        Say::Difference => "{0}减{1}",
        Say::Points => "{0}个百分点",
        Say::Plain => "{0}。",
        Say::Noted => "{0}（{1}）。",
        Say::Requires => "条款要求{0}",
        Say::Excludes => "条款排除{0}",
        Say::DecidedBy => "由{0}认定",
        Say::OneOf => "至少符合一项：{0}。",
        Say::YearOfFacts => "发生的年份",
        Say::KnownYear => "{0}：{1}年",
        Say::Counts => "计入的时间：{0}",
        Say::Between => "；",
        Say::AfterQuestion => "",
        Say::End => "。",
        Say::Missing => "还要知道：{0}",
        Say::MissingFrom => "要由{1}确认：{0}",
        Say::Convention => "{0}包括本数：条款自己没有写明，按民法典第一千二百五十九条的通例理解。",
        Say::DayBasis => "没有填计息方式，按这种还款方式的通常做法：{0}。",
        Say::ReferenceRate => "LPR 用{0}当天已经公布的那一次：{1}公布，{2}。",
        Say::ReferenceRateUnchecked => {
            "LPR 用{0}当天已经公布的那一次：{1}公布，{2}。这一天晚于利率表核对到的日子，之后可能有新的 LPR。"
        }
        Say::ReferenceRateGiven => "按您填的 LPR（{3}）算；{0}当天已经公布的是 {2}（{1}公布），请对照合同和条款核对。",
        Say::NoMoreThanInterest => "合同利率低于贴息的百分点：条款没有写，这里按贴息不超过实际利息算。",
        Say::PartOfYear => "{0}年只有一部分在计入的时间里，按整年计入。",
        Say::InterestFromContract => {
            "没有填每年实际付的利息，按合同的金额、利率和起止日期，按天分到各年，每年的利息四舍五入到分；没有填计息方式时，一年按 365 天。"
        }
        Say::AllottedInOrder => "合计碰到上限时，显示的金额从最早的一项开始分。",
        Say::NoDates => "没有填放款日，所以不知道每期利息落在哪一年。",
        Say::Settlement => "没有填结息日，按这种还款方式的通常做法：{0}。",
        Say::Tenor => "没有填用哪个期限的 LPR，按贷款期限取{0}。",
        Say::AfterPrepayment => "没有填提前还本以后怎么还，按这一种算：{0}。",
        Say::FlatFullPeriod => "等本等息提前结清时，当期利息按整期付。",
        Say::LprUnknownAfter => "利率表只核对到{0}，之后的重定价日还不知道 LPR，利率按不变算。",
        Say::CustomerTotalAlone => "没有填单户合计，按只有这一笔担保计算。",
        Say::CustomerTotalRaised => "填的单户合计比这一笔担保还小，按这一笔的金额计算。",
        Say::OneOfGroup => "{0}，同一笔贷款只能享受一项，金额不能相加；这笔贷款还算出了：{1}。",
        Say::OneOfGroupForSome => {
            "{0}，同一笔贷款只能享受一项，金额不能相加；这里有的贷款还算出了：{1}。选另一项的贷款不再占这一项的额度，把它去掉再算一次，就是其余贷款的金额。"
        }
        Say::PassesBelow => "{0}不超过{1}，这一条就成立。",
        Say::PassesAbove => "{0}达到{1}，这一条就成立。",
        Say::CapBindsInYear => "一年的{0}到{1}起，{2}的上限开始起作用。",
        Say::CapBindsEver => "累计的{0}到{1}起，{2}的上限开始起作用。",
        Say::CapBindsForOneInYear => "同一家企业一年的{0}到{1}起，{2}的上限开始起作用。",
        Say::CapBindsForOneEver => "同一家企业累计的{0}到{1}起，{2}的上限开始起作用。",
        Say::NextTier => "{0}降到{1}，就进入下一档（{2}），算出来是{3}。",
    }
}
