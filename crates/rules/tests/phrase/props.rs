//! What holds for every text: no panic, one reading for every width of the characters, places inside the words.

use huisuan_rules::phrase::{Item, PhraseError, Unit, bound, date, direction, list, read, share, stands_in};
use proptest::prelude::*;

/// Pieces of the language of the documents, and signs that break it.
const PIECES: &[&str] = &[
    "不",
    "得",
    "超过",
    "不超过",
    "不低于",
    "达到",
    "达",
    "满",
    "未",
    "不满",
    "最高",
    "最高可达",
    "上限",
    "下限",
    "以",
    "为限",
    "为上限",
    "封顶",
    "以上",
    "及以下",
    "以内",
    "内",
    "起",
    "（含）",
    "(不含)",
    "（含5%）",
    "由",
    "提高到",
    "放宽至",
    "降低至0.5%",
    "可展期",
    "分别",
    "给予",
    "按",
    "的",
    "补助",
    "全额",
    "减半",
    "不予补偿",
    "前三",
    "前3名",
    "第3条",
    "〔2025〕81号",
    "财金",
    "LPR",
    "LPR-150BP",
    "LPR+",
    "一年期",
    "年期",
    "个百分点",
    "百分之",
    "三十",
    "亿元",
    "万",
    "元",
    "美元",
    "%",
    "％",
    "‰",
    "倍",
    "家",
    "笔",
    "次",
    "人",
    "名",
    "个",
    "个月",
    "月",
    "年",
    "天",
    "日",
    "底前",
    "x月x日",
    "2025年",
    "12月31日",
    "至",
    "到",
    "自",
    "2023",
    "2026-07-06",
    "1",
    "0.5",
    "5,000",
    "1.2.3",
    "30万元",
    "５％",
    "（",
    "）",
    "(",
    ")",
    "，",
    "、",
    "；",
    "。",
    "：",
    "—",
    "-",
    "~",
    " ",
    "\n",
    "约",
    "左右",
    "余",
    "零点五",
    "Ａ",
    "BP",
    "99999999999999999999",
    "贷款",
    "企业",
    "“",
    "”",
    "+",
    "㎡",
    "😀",
    "\u{200B}",
];

fn phrase() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.concat())
}

/// The wide form of the ASCII signs. The comma keeps its width: between digits the wide one is punctuation.
fn widen(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' if c != ',' => u32::from(c).checked_add(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        other => other,
    };
    text.chars().map(wide).collect()
}

/// A reading without places, and an error without the character that was found.
fn meaning(words: &str) -> Result<Vec<Item>, PhraseError> {
    let bare = |item: Item| Item { span: 0..0, ..item };
    let items = read(words).map(|items| items.into_iter().map(bare).collect());
    items.map_err(|error| match error {
        PhraseError::UnknownUnit { at, .. } => PhraseError::UnknownUnit { at, found: None },
        other => other,
    })
}

fn everything(words: &str, quote: &str) {
    let _ = (
        read(words),
        share(words),
        list(words),
        date(words),
        direction(words),
        stands_in(words, quote),
    );
    let _ = (bound(words, None), bound(words, Some(Unit::Ratio)));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(words in any::<String>(), quote in any::<String>()) {
        everything(&words, &quote);
    }

    #[test]
    fn any_mix_of_the_vocabulary_is_read_or_refused(words in phrase(), quote in phrase()) {
        everything(&words, &quote);
        everything(&words, &format!("{quote}{words}{quote}"));
    }

    #[test]
    fn the_width_of_the_signs_does_not_matter(words in phrase()) {
        prop_assert_eq!(meaning(&words), meaning(&widen(&words)));
        let day = |words: &str| date(words).map(|date| (date.words, date.edge));
        prop_assert_eq!(day(&words), day(&widen(&words)));
    }

    #[test]
    fn white_space_around_words_does_not_matter(words in phrase()) {
        let errors = |found: Result<Vec<Item>, PhraseError>| found.map_err(|_| ());
        prop_assert_eq!(errors(meaning(&words)), errors(meaning(&format!(" {words}\n"))));
    }

    #[test]
    fn spans_and_errors_point_into_the_words(words in phrase()) {
        let length = words.chars().count();
        match read(&words) {
            Ok(items) => for item in items {
                prop_assert!(words.get(item.span.clone()).is_some_and(|part| !part.is_empty()), "{:?}", item);
            },
            Err(error) => prop_assert!(error.at() <= length, "{:?}", error),
        }
        if let Ok(date) = date(&words) {
            prop_assert!(words.get(date.span).is_some());
        }
        if let Ok((_, _, span)) = direction(&words) {
            prop_assert!(words.get(span).is_some());
        }
    }

    #[test]
    fn a_phrase_stands_where_punctuation_sets_it_apart(words in phrase()) {
        if read(&words).is_ok() && !words.contains(['(', ')', '（', '）']) {
            let quote = format!("政策如下，{words}，按年兑付。");
            prop_assert!(stands_in(&words, &words).is_ok());
            prop_assert!(stands_in(&words, &quote).is_ok(), "{:?}", stands_in(&words, &quote));
        }
    }

    #[test]
    fn what_stands_reads_the_same(words in phrase(), before in phrase(), after in phrase()) {
        let quote = format!("{before}{words}{after}");
        if let (Ok(alone), Ok(whole), Ok(place)) = (read(&words), read(&quote), stands_in(&words, &quote)) {
            let inside = whole.into_iter().filter(|item| item.span.start >= place.start && item.span.end <= place.end);
            let bare = |item: Item| Item { span: 0..0, ..item };
            let inside: Vec<Item> = inside.map(bare).collect();
            let alone: Vec<Item> = alone.into_iter().map(bare).collect();
            prop_assert_eq!(alone, inside);
        }
    }
}
