//! The table of words: what each says about the number beside it, and why.
//!
//! The Civil Code, art. 1259, says: “民法所称的‘以上’、‘以下’、‘以内’、‘届满’，包括本数；所称的‘不满’、‘超过’、‘以外’，不包括本数。”
//! It speaks for civil law; that other documents follow it is a convention, and a bare 以上, 以下 or 以内 is therefore
//! marked [`Basis::Convention`]. 及以上, 及以下 and （含） say themselves that they include the number. Every other word is
//! read in its plain meaning: 超过, 高于, 低于, 不满 leave the number out, their negations (不超过, 不低于) take it in,
//! 达到 and 满 are fulfilled by the number itself, 最高 and 上限 name the greatest value allowed.
//! 放宽至, 提高到 and the like name a new level and no side of it.

use super::chars::Glyphs;
use super::{Basis, Relation};

/// What a word does to the number it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Before the number, perhaps with what is compared in between: 不超过该产品保费收入的20%.
    Compare(Relation),
    /// Directly before the number and nowhere else: 达1000万元, 满6个月.
    Touch(Relation),
    /// Names the greatest or least value, perhaps far before the number: 最高可申请额度为30万元.
    Limit(Relation),
    /// A new level without a side: 放宽至5%.
    Sense,
    /// Directly after the number: 5万元及以上.
    Suffix(Relation, Basis),
    /// Directly after a length of time: 1年内.
    Within,
    /// After the number, perhaps with words in between if 以 opens the phrase: 以5万元消费额度为上限.
    Close(Relation),
    /// Makes a list of the numbers that follow: 分别给予30万元、20万元、10万元.
    Each,
    /// Opens the old level of 由300万元提高到500万元.
    Origin,
    /// Opens 以…为限.
    With,
    /// Grants a number of occasions: 可展期4次.
    May,
    /// Begins what is granted; a comparison does not reach over it: 超过停售标准的给予20%.
    Barrier,
    /// Makes the number approximate from before: 约20%.
    About,
    /// Makes the number approximate from behind: 20%左右.
    Roughly,
    /// A common word that contains one of the others and says nothing about a number: 以及.
    Plain,
}

use Relation::{Above, AtLeast, AtMost, Below};
use Role::{
    About, Barrier, Close, Compare, Each, Limit, May, Origin, Plain, Roughly, Sense, Suffix, Touch, With, Within,
};

const TABLE: &[(&str, Role)] = &[
    // Plain meaning. 不足 and 不到 leave the number out like 不满.
    ("不足", Compare(Below)),
    ("不到", Compare(Below)),
    ("未到", Compare(Below)),
    ("不及", Compare(Below)),
    ("达到或超过", Compare(AtLeast)),
    ("等于或超过", Compare(AtLeast)),
    ("大于等于", Compare(AtLeast)),
    ("大于或等于", Compare(AtLeast)),
    ("小于等于", Compare(AtMost)),
    ("小于或等于", Compare(AtMost)),
    ("≥", Touch(AtLeast)),
    ("≤", Touch(AtMost)),
    (">", Touch(Above)),
    ("<", Touch(Below)),
    ("至少", Limit(AtLeast)),
    ("至多", Limit(AtMost)),
    // Art. 1259 for the bare words; what says 及 or 含 says it itself.
    ("以上", Suffix(AtLeast, Basis::Convention)),
    ("以下", Suffix(AtMost, Basis::Convention)),
    ("以内", Suffix(AtMost, Basis::Convention)),
    ("之内", Suffix(AtMost, Basis::Convention)),
    ("内", Within),
    ("及以上", Suffix(AtLeast, Basis::Explicit)),
    ("及以下", Suffix(AtMost, Basis::Explicit)),
    ("及以内", Suffix(AtMost, Basis::Explicit)),
    ("或以上", Suffix(AtLeast, Basis::Explicit)),
    ("或以下", Suffix(AtMost, Basis::Explicit)),
    ("含以上", Suffix(AtLeast, Basis::Explicit)),
    ("含以下", Suffix(AtMost, Basis::Explicit)),
    // Art. 1259: 以外 excludes the number.
    ("以外", Suffix(Above, Basis::Explicit)),
    ("起", Suffix(AtLeast, Basis::Explicit)),
    ("起步", Suffix(AtLeast, Basis::Explicit)),
    ("为限", Close(AtMost)),
    ("为上限", Close(AtMost)),
    ("为最高限额", Close(AtMost)),
    ("封顶", Close(AtMost)),
    ("为下限", Close(AtLeast)),
    ("为最低限额", Close(AtLeast)),
    // "As low as" is an example of a level and no floor.
    ("最低至", Sense),
    ("最低可至", Sense),
    ("最低可达", Sense),
    ("最低达", Sense),
    ("低至", Sense),
    ("控制在", Sense),
    ("稳定在", Sense),
    ("保持在", Sense),
    ("维持在", Sense),
    ("分别", Each),
    ("依次", Each),
    ("由", Origin),
    ("从", Origin),
    ("自", Origin),
    ("以", With),
    ("可", May),
    ("可以", May),
    ("给予", Barrier),
    ("给与", Barrier),
    ("予以", Barrier),
    ("享受", Barrier),
    ("按照", Barrier),
    ("按", Barrier),
    ("约", About),
    ("大约", About),
    ("左右", Roughly),
    ("上下", Roughly),
    ("有余", Roughly),
    // Words that only look like the ones above.
    ("上下游", Plain),
    ("不满意", Plain),
    ("不满足", Plain),
    ("未满足", Plain),
    ("不达标", Plain),
    ("未达标", Plain),
    ("不及时", Plain),
    ("未到期", Plain),
    ("不足以", Plain),
    ("不足部分", Plain),
    ("不到位", Plain),
    ("不设上限", Plain),
    ("上限的", Plain),
    ("下限的", Plain),
    ("最高的", Plain),
    ("最低的", Plain),
    ("最高人民法院", Plain),
    ("最高人民检察院", Plain),
    ("最高档", Plain),
    ("最高级", Plain),
    ("最高等级", Plain),
    ("最大限度", Plain),
    ("最大程度", Plain),
    ("最大力度", Plain),
    ("最大化", Plain),
    ("最小化", Plain),
    ("为限制", Plain),
    ("超过部分", Plain),
    ("超过的部分", Plain),
    ("超出部分", Plain),
    ("超出的部分", Plain),
    ("零突破", Plain),
    ("新突破", Plain),
    ("重点突破", Plain),
    ("突破性", Plain),
    ("以及", Plain),
    ("以来", Plain),
    ("以便", Plain),
    ("以前", Plain),
    ("以后", Plain),
    ("所以", Plain),
    ("加以", Plain),
    ("用以", Plain),
    ("得以", Plain),
    ("难以", Plain),
    ("以上市", Plain),
    ("认可", Plain),
    ("许可", Plain),
    ("可持续", Plain),
    ("按揭", Plain),
    ("按时", Plain),
    ("按期", Plain),
    ("自主", Plain),
    ("自身", Plain),
    ("自有", Plain),
    ("自筹", Plain),
    ("自愿", Plain),
    ("自行", Plain),
    ("自然", Plain),
    ("自贸", Plain),
    ("来自", Plain),
    ("各自", Plain),
    ("自由", Plain),
    ("经由", Plain),
    ("由于", Plain),
    ("理由", Plain),
    ("从事", Plain),
    ("从业", Plain),
    ("从而", Plain),
    ("合约", Plain),
    ("签约", Plain),
    ("节约", Plain),
    ("履约", Plain),
    ("违约", Plain),
    ("条约", Plain),
    ("预约", Plain),
    ("制约", Plain),
];

/// Comparisons that may be negated: 超过 excludes the number, so 不超过 includes it.
const COMPARISONS: &[(&str, Relation)] = &[
    ("超过", Above),
    ("超出", Above),
    ("高于", Above),
    ("大于", Above),
    ("多于", Above),
    ("长于", Above),
    ("突破", Above),
    ("低于", Below),
    ("少于", Below),
    ("小于", Below),
    ("短于", Below),
    ("达到", AtLeast),
];

/// The short ones, which are words of their own only beside a number. 届满 includes it by art. 1259.
const SHORT: &[(&str, Relation)] = &[
    ("届满", AtLeast),
    ("可达", AtLeast),
    ("达", AtLeast),
    ("满", AtLeast),
    ("超", Above),
    ("逾", Above),
];

const NEGATIONS: &[&str] = &["不", "不得", "不能", "不应", "不可", "不宜", "不会", "未", "没有"];

const LIMITS: &[(&str, Relation)] = &[
    ("最高", AtMost),
    ("最多", AtMost),
    ("最长", AtMost),
    ("最大", AtMost),
    ("上限", AtMost),
    ("最低", AtLeast),
    ("最少", AtLeast),
    ("最短", AtLeast),
    ("最小", AtLeast),
    ("下限", AtLeast),
];

/// After a limit these only lead to its number: 最高可达1000万元 is a ceiling although 达 alone is a floor.
const LEADS: &[&str] = &["可达到", "可达", "达到", "达"];

const CHANGES: &[&str] = &[
    "放宽", "提高", "降低", "下降", "提升", "上升", "增加", "增长", "扩大", "放大", "调整", "上调", "下调", "调高",
    "调低", "压降", "压减", "压缩", "缩短", "延长", "减少", "上浮", "下浮", "降", "升", "增", "减", "提", "调",
];

/// The characters that begin a word, in order, so that most places of a text are done with one look.
const FIRST: &[char] = &[
    '<', '>', '≤', '≥', '上', '下', '不', '为', '之', '予', '享', '从', '以', '低', '依', '保', '内', '减', '分', '制',
    '加', '升', '压', '及', '可', '各', '合', '含', '增', '多', '大', '封', '小', '少', '届', '履', '左', '延', '得',
    '或', '所', '扩', '按', '控', '提', '放', '新', '最', '有', '未', '条', '来', '没', '满', '理', '用', '由', '短',
    '稳', '突', '等', '签', '约', '经', '给', '维', '缩', '自', '至', '节', '认', '许', '调', '起', '超', '达', '违',
    '逾', '重', '长', '降', '难', '零', '预', '高',
];

/// The longest word that stands at `i`, and the position after it.
#[inline(never)]
pub(super) fn find(glyphs: &Glyphs, i: usize) -> Option<(Role, usize)> {
    if glyphs.get(i).is_none_or(|c| FIRST.binary_search(&c).is_err()) {
        return None;
    }
    // The table comes first, so that it may overrule what is composed.
    let candidates = [
        glyphs.pick(i, TABLE),
        compare(glyphs, i),
        limit(glyphs, i),
        sense(glyphs, i),
    ];
    let found = candidates.into_iter().flatten();
    found.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn compare(glyphs: &Glyphs, i: usize) -> Option<(Role, usize)> {
    if let Some((relation, end)) = glyphs.pick(i, COMPARISONS) {
        return Some((Compare(relation), end));
    }
    if let Some((relation, end)) = glyphs.pick(i, SHORT) {
        return Some((Touch(relation), end));
    }
    NEGATIONS.iter().find_map(|negation| {
        let after = glyphs.starts(i, negation)?;
        // 不可达 is no comparison.
        let short = || glyphs.pick(after, SHORT).filter(|_| glyphs.get(after) != Some('可'));
        let (relation, end) = glyphs.pick(after, COMPARISONS).or_else(short)?;
        Some((Compare(negate(relation)), end))
    })
}

fn negate(relation: Relation) -> Relation {
    match relation {
        Above => AtMost,
        Below => AtLeast,
        AtLeast => Below,
        AtMost => Above,
        Relation::Is => Relation::Is,
    }
}

fn limit(glyphs: &Glyphs, i: usize) -> Option<(Role, usize)> {
    let (relation, end) = glyphs.pick(i, LIMITS)?;
    Some((Limit(relation), glyphs.any(end, LEADS).unwrap_or(end)))
}

fn sense(glyphs: &Glyphs, i: usize) -> Option<(Role, usize)> {
    let verb = glyphs.any(i, CHANGES)?;
    let end = glyphs.any(verb, &["至", "到", "为"])?;
    // 调整到位 and 延长到期 are other words.
    let other = glyphs.before(end) == Some('到') && matches!(glyphs.get(end), Some('位' | '期' | '账' | '场'));
    (!other).then_some((Sense, end))
}

/// Whether the comparison at `i` stands under a negation that is no part of a known word: 不允许超过.
///
/// Reading it would turn a ceiling into a floor, so that the reader refuses it.
pub(super) fn negated_from_afar(glyphs: &Glyphs, i: usize) -> Option<usize> {
    const HARMLESS: &str = "良动足锈同仅含断少来分上成";
    (1..=3).filter_map(|back| i.checked_sub(back)).find(|at| {
        let negation = matches!(
            glyphs.get(*at),
            Some('不' | '未' | '没' | '勿' | '莫' | '禁' | '无' | '非')
        );
        let far = matches!(glyphs.get(*at), Some('无' | '非')) && *at + 1 != i;
        negation && !far && !glyphs.is(*at + 1, HARMLESS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, role: Role, length: usize) {
        assert_eq!(find(&Glyphs::new(text), 0), Some((role, length)), "{text}");
    }

    #[test]
    fn the_longest_word_wins() {
        check("最高可达1000万元", Limit(AtMost), 4);
        check("不超过1%", Compare(AtMost), 3);
        check("不得超过1%", Compare(AtMost), 4);
        check("不低于1%", Compare(AtLeast), 3);
        check("未达到8倍", Compare(Below), 3);
        check("不满3年", Compare(Below), 2);
        check("以及", Plain, 2);
        check("以内", Suffix(AtMost, Basis::Convention), 2);
        check("及以下", Suffix(AtMost, Basis::Explicit), 3);
        check("为上限", Close(AtMost), 3);
        check("最低可达2.9%", Sense, 4);
        check("下降到1%", Sense, 3);
    }

    #[test]
    fn every_word_is_found_by_its_first_character() {
        assert!(FIRST.is_sorted());
        let composed = [COMPARISONS, SHORT, LIMITS].concat();
        let words = TABLE
            .iter()
            .map(|(word, _)| *word)
            .chain(composed.iter().map(|(word, _)| *word));
        for word in words.chain(NEGATIONS.iter().copied()).chain(CHANGES.iter().copied()) {
            assert!(word.starts_with(FIRST), "{word}");
        }
    }

    #[test]
    fn a_change_that_leads_nowhere_is_no_new_level() {
        assert_eq!(find(&Glyphs::new("调整到位"), 0), None);
    }

    #[test]
    fn an_unknown_negation_is_seen_and_a_harmless_one_is_not() {
        assert_eq!(negated_from_afar(&Glyphs::new("不允许超过5%"), 3), Some(0));
        assert_eq!(negated_from_afar(&Glyphs::new("不良率超过5%"), 3), None);
        // 无 and 非 negate what stands directly behind them.
        assert_eq!(negated_from_afar(&Glyphs::new("企业无超过5%"), 3), Some(2));
        assert_eq!(negated_from_afar(&Glyphs::new("企业无抵押超过5%"), 5), None);
    }
}
