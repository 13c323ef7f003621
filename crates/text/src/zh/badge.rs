//! What must be said beside every outcome.

use crate::badge::Say;

pub(crate) fn template(say: Say) -> &'static str {
    match say {
        Say::Draft => "征求意见稿（不是正式文件）",
        Say::DraftOver => "草案自定的期限已过（{0} 届满）",
        Say::DraftRunning => "草案自定的期限内{0}",
        Say::Ended => "已失效（{0} 届满）",
        Say::NotYet => "尚未施行",
        Say::NotBefore => "尚未施行（{0} 起）",
        Say::InForce => "有效{0}",
        Say::NoEnd => "已施行，终止日没有查到",
        Say::WindowOver => "只算到 {0} 的业务，已经过了",
        Say::StartUnknown => "施行日期未写明",
        Say::EnteredRule => "您填写的规则，不是公布的政策",
        Say::OwnRule => "本网站自己加的规则，不是公布的政策",
        Say::Secondary => "参数来自公开报道，未与原文核对",
        Say::InPrinciple => "原则上",
        Say::HelpToApply => "支持申请，由上级决定",
        Say::ConditionOfAnother => "是他人受补的条件",
        Say::LastDay => "（最后一天）",
        Say::OneDayLeft | Say::DaysLeft => "（剩 {0} 天）",
        Say::Until => "（到 {0}）",
    }
}
