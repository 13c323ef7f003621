//! The places with documents, found by name, by pinyin or its initials, or by code. They lie in files of a few kilobytes,
//! of which a search loads those that can hold what was typed; nothing of it is loaded before somebody searches.

use super::{bytes, read};
use crate::compact::compact;
use crate::pack::Text;

/// What a search loads first: where the places lie.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The files.
    pub shards: Vec<PlaceShard>,
}

compact!(struct Places { shards });

/// A file with places, by the letters with which their names begin in pinyin or in English.
#[derive(Clone, Debug)]
pub struct PlaceShard {
    /// The first letter, `a` to `z`.
    pub first: String,
    /// The last letter.
    pub last: String,
    /// Name of the file, a list of places in their compact form.
    pub file: String,
}

compact!(struct PlaceShard { first, last, file });

/// A place that can be found.
///
/// ```
/// use huisuan_rules::library::Place;
/// let place = |id: &str, zh: &str, pinyin: &str| Place {
///     id: id.to_owned(), zh: zh.to_owned(), en: String::new(), pinyin: pinyin.to_owned(), within: Default::default(), documents: 1,
/// };
/// let places = [place("330300", "温州市", "wen zhou shi"), place("330302", "鹿城区", "lu cheng qu")];
/// let first = |typed: &str| Place::find(&places, typed).first().map(|place| place.id.as_str());
/// assert_eq!((first("温州"), first("wz"), first("３３０３０２")), (Some("330300"), Some("330300"), Some("330302")));
/// assert_eq!(first("长沙"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its GB/T 2260 code.
    pub id: String,
    /// Its own name: 鹿城区.
    pub zh: String,
    /// Its English name.
    pub en: String,
    /// Its Chinese name in pinyin, a syllable for each character, by blanks: `lu cheng qu`.
    pub pinyin: String,
    /// The places around it, the largest first in Chinese: 浙江省温州市; empty for a province.
    pub within: Text,
    /// Number of documents of the place itself.
    pub documents: u32,
}

compact!(struct Place { id, zh, en, pinyin, within, documents });

/// How well a place fits what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is what was typed.
    Whole,
    /// Its name or code begins with it.
    Begins,
    /// Its name holds it.
    Holds,
    /// It lies in a place that was typed.
    Inside,
}

impl Places {
    /// The list in the form that [`Places::from_bytes`] reads, for engines of the same version.
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes(self)
    }

    /// A list that was written; `None` where the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        read(bytes)
    }

    /// The files that can hold a place that fits what was typed: all of them where that is no letter.
    pub fn files(&self, typed: &str) -> Vec<&str> {
        let typed = plain(typed);
        let letter = typed.chars().next().filter(char::is_ascii_lowercase);
        let lies = |shard: &&PlaceShard| {
            letter.is_none_or(|letter| {
                shard.first.chars().next() <= Some(letter) && Some(letter) <= shard.last.chars().next()
            })
        };
        let shards = self.shards.iter().filter(lies).filter(|_| !typed.is_empty());
        shards.map(|shard| shard.file.as_str()).collect()
    }
}

impl Place {
    /// The places of a file in the form that [`Place::list_from_bytes`] reads, for engines of the same version.
    pub fn list_to_bytes(places: &Vec<Self>) -> Vec<u8> {
        bytes(places)
    }

    /// The places of a file; `None` where the bytes are none.
    pub fn list_from_bytes(bytes: &[u8]) -> Option<Vec<Self>> {
        read(bytes)
    }

    /// The places that fit what was typed, the best first, then the larger ones, then by code; each once.
    ///
    /// Typed may be a name or a part of it (温州, 鹿城), pinyin (`wenzhou`, `wen zh`), its initials (`wz`), an English name,
    /// or the beginning of a code (`3303`). Full-width digits and letters, blanks and apostrophes make no difference.
    pub fn find<'p>(places: &'p [Self], typed: &str) -> Vec<&'p Self> {
        let typed = plain(typed);
        let mut found: Vec<(Fit, usize, &Self)> = places
            .iter()
            .filter_map(|place| Some((place.fit(&typed)?, crate::place::digits(&place.id).len(), place)))
            .collect();
        found.sort_by(|one, other| (one.0, one.1, &one.2.id).cmp(&(other.0, other.1, &other.2.id)));
        found.dedup_by(|one, other| one.2.id == other.2.id);
        found.into_iter().map(|(_, _, place)| place).collect()
    }

    fn fit(&self, typed: &str) -> Option<Fit> {
        let first = typed.chars().next()?;
        if first.is_ascii_digit() {
            return whole_or_beginning(&self.id, typed);
        }
        if first.is_ascii_lowercase() {
            let syllables: Vec<&str> = self.pinyin.split(' ').collect();
            let english = plain(&self.en);
            if syllables.concat() == typed || english == typed {
                return Some(Fit::Whole);
            }
            let begins = spells(&syllables, typed) || english.starts_with(typed);
            return begins.then_some(Fit::Begins);
        }
        whole_or_beginning(&self.zh, typed)
            .or_else(|| self.zh.contains(typed).then_some(Fit::Holds))
            .or_else(|| {
                // 温州鹿城 leaves out the 市 between the two.
                let around = [self.within.zh.as_str(), &self.zh].concat();
                let mut rest = around.chars();
                typed
                    .chars()
                    .all(|wanted| rest.any(|character| character == wanted))
                    .then_some(Fit::Inside)
            })
    }
}

fn whole_or_beginning(text: &str, typed: &str) -> Option<Fit> {
    let rest = text.strip_prefix(typed)?;
    Some(if rest.is_empty() { Fit::Whole } else { Fit::Begins })
}

/// Whether letters are beginnings of syllables, one after the other from the first: `wenz`, `wz`, `wzhou`.
fn spells(syllables: &[&str], letters: &str) -> bool {
    if letters.is_empty() {
        return true;
    }
    let Some((syllable, rest)) = syllables.split_first() else {
        return false;
    };
    let common = syllable
        .bytes()
        .zip(letters.bytes())
        .take_while(|(one, other)| one == other);
    // The longest beginning need not be the right one: in 西安 `xa` is x, a and in 先锋 `xf` is x, f.
    (1..=common.count())
        .rev()
        .any(|taken| letters.get(taken..).is_some_and(|letters| spells(rest, letters)))
}

/// What was typed without blanks and signs, full-width characters as ASCII, small letters.
fn plain(typed: &str) -> String {
    let narrow = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        'ü' | 'Ü' => 'v',
        other => other,
    };
    let kept =
        |character: &char| character.is_ascii_alphanumeric() || !(character.is_ascii() || character.is_whitespace());
    typed
        .chars()
        .map(narrow)
        .filter(kept)
        .filter(|character| *character != '’')
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: &str, zh: &str, en: &str, pinyin: &str, within: &str) -> Place {
        Place {
            id: id.to_owned(),
            zh: zh.to_owned(),
            en: en.to_owned(),
            pinyin: pinyin.to_owned(),
            within: Text {
                zh: within.to_owned(),
                en: String::new(),
            },
            documents: 1,
        }
    }

    fn places() -> Vec<Place> {
        vec![
            place("330302", "鹿城区", "Lucheng", "lu cheng qu", "浙江省温州市"),
            place("330381", "瑞安市", "Rui'an", "rui an shi", "浙江省温州市"),
            place("330300", "温州市", "Wenzhou", "wen zhou shi", "浙江省"),
            place("330000", "浙江省", "Zhejiang", "zhe jiang sheng", ""),
            place("150000", "内蒙古自治区", "Inner Mongolia", "nei meng gu zi zhi qu", ""),
            place("610100", "西安市", "Xi'an", "xi an shi", "陕西省"),
            place("141100", "吕梁市", "Lüliang", "lv liang shi", "山西省"),
            place("330328", "文成县", "Wencheng", "wen cheng xian", "浙江省温州市"),
        ]
    }

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let places = places();
        let found: Vec<&str> = Place::find(&places, typed)
            .into_iter()
            .map(|place| place.zh.as_str())
            .collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn a_place_is_found_by_its_name() {
        check("温州市", &["温州市", "鹿城区", "文成县", "瑞安市"]);
        check("鹿城", &["鹿城区"]);
        check("蒙古", &["内蒙古自治区"]);
        check("温州鹿城", &["鹿城区"]);
        check("鹿城温州", &[]);
    }

    #[test]
    fn a_place_is_found_by_pinyin_and_its_initials() {
        for typed in [
            "wenzhou",
            "wen zhou",
            "Wenzhou",
            "ｗｅｎｚ",
            "wzs",
            "wz",
            "wenzhoushi",
            "wzhou",
        ] {
            check(typed, &["温州市"]);
        }
        check("wen", &["温州市", "文成县"]);
        check("w", &["温州市", "文成县"]);
        check("wc", &["文成县"]);
        for typed in ["xian", "Xi'an", "Xi’an", "xa", "xas"] {
            check(typed, &["西安市"]);
        }
        check("lvl", &["吕梁市"]);
        check("lül", &["吕梁市"]);
        check("zhou", &[]);
    }

    #[test]
    fn a_place_is_found_by_its_english_name_and_by_its_code() {
        check("inner mon", &["内蒙古自治区"]);
        check("nmg", &["内蒙古自治区"]);
        check("3303", &["温州市", "鹿城区", "文成县", "瑞安市"]);
        check("３３０３８１", &["瑞安市"]);
        check("33", &["浙江省", "温州市", "鹿城区", "文成县", "瑞安市"]);
        check("99", &[]);
        check(" ", &[]);
        check("", &[]);
    }

    #[test]
    fn a_whole_english_name_comes_before_a_larger_place_that_begins_with_it() {
        let jiangsu = place("320000", "江苏省", "Jiangsu", "jiang su sheng", "");
        let jian = place("360800", "吉安市", "Ji'an", "ji an shi", "江西省");
        let places = [jiangsu, jian];
        let found: Vec<&str> = Place::find(&places, "jian")
            .iter()
            .map(|place| place.zh.as_str())
            .collect();
        assert_eq!(found, ["吉安市", "江苏省"]);
    }

    #[test]
    fn blanks_of_either_width_and_apostrophes_make_no_difference() {
        check("鹿\u{3000}城", &["鹿城区"]);
        check("wen'zhou", &["温州市"]);
        check("wen\u{3000}zhou", &["温州市"]);
    }

    #[test]
    fn a_place_that_lies_in_two_files_is_found_once() {
        let twice = [places(), places()].concat();
        assert_eq!(Place::find(&twice, "nmg").len(), 1);
    }

    #[test]
    fn only_files_that_can_hold_it_are_loaded() {
        let shard = |first: &str, last: &str| PlaceShard {
            first: first.to_owned(),
            last: last.to_owned(),
            file: format!("{first}{last}"),
        };
        let places = Places {
            shards: vec![shard("a", "k"), shard("k", "w"), shard("x", "z")],
        };
        assert_eq!(places.files("Wenzhou"), ["kw"]);
        assert_eq!(places.files("ＫＭ"), ["ak", "kw"]);
        assert_eq!(places.files("温州"), ["ak", "kw", "xz"]);
        assert_eq!(places.files("3303"), ["ak", "kw", "xz"]);
        assert_eq!(places.files(" "), Vec::<&str>::new());
        let again = Places::from_bytes(&places.to_bytes()).expect("a list");
        assert_eq!(again.files("wz"), ["kw"]);
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = Place::list_to_bytes(&places());
        assert_eq!(Place::list_from_bytes(&bytes), Some(places()));
        for end in 0..bytes.len() {
            assert_eq!(Place::list_from_bytes(&bytes[..end]), None, "{end} bytes");
        }
    }

    /// However long it is, what was typed is answered at once.
    #[test]
    fn letters_that_spell_nothing_end_soon() {
        let long = place("1", "一", "x", &["a"; 60].join(" "), "");
        assert!(Place::find(&[long], &["a"; 59].concat().replace("aaaaaaaa", "aaaaaaab")).is_empty());
    }
}
