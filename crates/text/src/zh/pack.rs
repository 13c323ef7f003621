//! What is wrong with a pack.

use rules::plan::{PackError, PackProblem};

pub(crate) fn pack_error(error: &PackError) -> String {
    let PackError {
        document,
        place,
        text,
        problem,
    } = error;
    let text = if text.is_empty() {
        String::new()
    } else {
        format!("“{text}” ")
    };
    format!("{document}，{place}：{text}{}", what(problem))
}

fn what(problem: &PackProblem) -> String {
    let plain = match problem {
        PackProblem::Schema => "不是能读的文件格式版本，这里只认 schema = 1。",
        PackProblem::Duplicate => "这个编号已经用过，请换一个。",
        PackProblem::Missing => "缺少这一项，请补上。",
        PackProblem::Mixture => "这几个键不能放在一起，请只留一种写法。",
        PackProblem::NotInClause => "在引用的条文里找不到这些字，请照条文逐字抄录。",
        PackProblem::Cut { clause } => {
            return format!("是从更长的词语里截出来的，在条文里意思不同：{clause}。请把表示方向的词一起抄上。");
        }
        PackProblem::Unreadable { at, difficulty } => {
            return format!("第 {} 个字起读不懂：{}。", at + 1, difficulty_of(difficulty));
        }
        PackProblem::Unit => "单位或方向不适合放在这里。",
        PackProblem::UnknownFact { nearest: Some(nearest) } => {
            return format!("没有这个信息项，是不是想写 {nearest}？");
        }
        PackProblem::UnknownFact { nearest: None } => "没有这个信息项。",
        PackProblem::FactKind => "这个信息项的类型不适合放在这里。",
        PackProblem::UnknownChoice { allowed } => {
            return format!("没有这个选项，可以用：{}。", allowed.join("、"));
        }
        PackProblem::UnknownId => "目录或本文件里没有这个编号。",
        PackProblem::UnknownReading => "本文件里没有这条理解说明或问题。",
        PackProblem::NoReason => "条文没有直接写明，需要用 derived 写出理由。",
        PackProblem::Overlap => "各档之间有空缺或者重叠。",
        PackProblem::EmptyWindow => "结束的日期早于开始的日期。",
        PackProblem::Day => "不是日期，请写成 2024-12-31 的样子。",
        PackProblem::Provenance => "读过原文的文件用 quote，来自报道的文件用 summary，不能混用。",
    };
    plain.to_owned()
}

/// The names of [`rules::phrase::PhraseError`].
fn difficulty_of(name: &str) -> &'static str {
    match name {
        "NoNumber" => "这里应当有一个数",
        "UnknownUnit" => "数字后面的单位不认识",
        "NumberMalformed" => "数字的写法不对，或者太长",
        "DirectionWithoutNumber" => "“不超过”“以上”这类词后面没有数字",
        "NoDirection" => "没有“超过”“不低于”这类表示方向的词",
        "SeveralDirections" => "有两个表示方向的词，这里只能有一个",
        "Conflict" => "两个词对同一个数的说法互相矛盾",
        "MarkWithoutDirection" => "“（含）”“（不含）”前后没有表示方向的词",
        "Negated" => "否定的说法读不懂",
        "Vague" => "“约”“左右”这类词使数字不确定",
        "SeveralNumbers" => "数字的个数不对",
        "SeveralUnits" => "几个数的单位不同，需要写明用哪一个",
        "UnitMissing" => "没有带这个单位的数",
        "NoBound" => "这个数没有表示方向的词",
        "EmptyInterval" => "上下限之间没有任何数",
        "NoList" => "这里应当是几个并列的数",
        "NoDate" => "这里应当有日期",
        "SeveralDates" => "有几个日期，这里只能有一个",
        "NoSuchDay" => "日历上没有这一天",
        _ => "写法不认识",
    }
}
