//! A search for a place: three thousand of them in files that stay small, of which few are loaded, and none at first.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "common/country.rs"]
mod country;

use std::collections::BTreeMap;

use country::{PROVINCES, gzip};
use huisuan_policies::{File, Gazetteer, PlaceName, Published};
use rules::library::{Place, Places};

/// The most that a file may weigh, compressed.
const SHARD: usize = 20 * 1024;

/// Syllables and characters that sound like them.
const SYLLABLES: [(&str, &str); 40] = [
    ("an", "安"),
    ("bei", "北"),
    ("chang", "昌"),
    ("cheng", "城"),
    ("dong", "东"),
    ("fu", "福"),
    ("gao", "高"),
    ("guang", "广"),
    ("hai", "海"),
    ("he", "河"),
    ("hua", "华"),
    ("jiang", "江"),
    ("jin", "金"),
    ("kang", "康"),
    ("lan", "兰"),
    ("li", "利"),
    ("ling", "陵"),
    ("long", "龙"),
    ("ma", "马"),
    ("nan", "南"),
    ("ning", "宁"),
    ("ping", "平"),
    ("qing", "清"),
    ("quan", "泉"),
    ("rui", "瑞"),
    ("shan", "山"),
    ("shun", "顺"),
    ("tai", "泰"),
    ("tong", "通"),
    ("wan", "湾"),
    ("wen", "文"),
    ("wu", "武"),
    ("xi", "西"),
    ("xing", "兴"),
    ("yang", "阳"),
    ("yong", "永"),
    ("yuan", "原"),
    ("zhang", "漳"),
    ("zhou", "州"),
    ("zhu", "珠"),
];

/// A name of two characters and what kind of place it is, no two alike.
fn name(number: usize) -> PlaceName {
    let (first, second) = (SYLLABLES[number % 40], SYLLABLES[number / 40 % 40]);
    let (kind, spelt) = [("市", "shi"), ("县", "xian"), ("区", "qu")][number / 1_600 % 3];
    let english = format!("{}{}", first.0, second.0);
    let (initial, rest) = english.split_at(1);
    PlaceName {
        zh: [first.1, second.1, kind].concat(),
        en: initial.to_uppercase() + rest,
        pinyin: [first.0, second.0, spelt].join(" "),
    }
}

/// The places of a site with so many documents, each of a place of its own, and the name of their index.
fn site(count: usize) -> (Vec<File>, String) {
    let mut names: BTreeMap<String, PlaceName> = BTreeMap::new();
    for province in PROVINCES {
        names.insert(format!("{province}0000"), name(province as usize));
    }
    let code = |number: usize| format!("{}{:02}00", PROVINCES[number % 31], number / 31 + 1);
    let issuers: Vec<String> = (0..count).map(code).collect();
    for (number, code) in issuers.iter().enumerate() {
        names.insert(code.clone(), name(number));
    }
    let issuers: Vec<&str> = issuers.iter().map(String::as_str).collect();
    let mut files = Vec::new();
    let gazetteer = Gazetteer::new(names).expect("sound names");
    let index = gazetteer.export(&mut files, &issuers).expect("places");
    (files, index)
}

fn file<'f>(files: &'f [File], name: &str) -> &'f [u8] {
    let file = files.iter().find(|file| file.path == name);
    &file.expect("a file that is named").bytes
}

/// Searches as a page does: the index, the files that can hold it, the places. Returns what is found and what was loaded.
fn search(files: &[File], index: &str, typed: &str) -> (Vec<Place>, usize) {
    let index = Places::from_bytes(file(files, index)).expect("an index");
    let mut places = Vec::new();
    let named = index.files(typed);
    for name in &named {
        places.extend(Place::list_from_bytes(file(files, name)).expect("places"));
    }
    (Place::find(&places, typed).into_iter().cloned().collect(), named.len())
}

#[test]
fn among_three_thousand_places_a_search_loads_little() {
    let (files, index) = site(3_000);
    let shards = Places::from_bytes(file(&files, &index)).expect("an index").shards;
    let mut weight = 0;
    for shard in &shards {
        let size = gzip(file(&files, &shard.file));
        assert!(size <= SHARD, "{}: {size} bytes", shard.file);
        weight += size;
    }
    let first = gzip(file(&files, &index));
    println!(
        "{} files with {weight} bytes together, an index of {first} bytes",
        shards.len()
    );
    assert!(first <= 1_024, "{first}");
    assert!(shards.len() >= 3, "{}", shards.len());
    for number in [0, 7, 1_234, 2_999] {
        let PlaceName { zh, en, pinyin } = name(number);
        let initials: String = pinyin
            .split(' ')
            .filter_map(|syllable| syllable.chars().next())
            .collect();
        let code = format!("{}{:02}00", PROVINCES[number % 31], number / 31 + 1);
        for typed in [zh.clone(), en, pinyin, initials, code.clone()] {
            let (found, loaded) = search(&files, &index, &typed);
            let place = found.iter().find(|place| place.id == code);
            let place = place.unwrap_or_else(|| unreachable!("{typed} does not find {zh} {code}"));
            assert_eq!((place.zh.as_str(), place.documents), (zh.as_str(), 1));
            assert!(!place.within.zh.is_empty());
            if typed.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
                assert!(loaded <= 2, "{typed} loads {loaded} files");
            }
        }
    }
}

#[test]
fn all_that_is_loaded_at_first_is_a_name_as_long_as_any_other() {
    let [few, many] = [10, 3_000].map(|count| site(count).1.len());
    assert_eq!(few, many);
    let files = huisuan_policies::export(&Published::default()).expect("sound packs");
    let index = String::from_utf8(file(&files, "index.json").to_vec()).expect("a text");
    assert!(index.contains("\"places\":\"places-index-"), "{index}");
    for visit in huisuan_policies::visits().expect("sound packs") {
        assert!(visit.files.iter().all(|name| !name.starts_with("places")), "{visit:?}");
    }
}

#[test]
fn a_document_of_a_place_without_a_name_is_an_error() {
    let names = BTreeMap::from([("330000".to_owned(), name(0))]);
    let gazetteer = Gazetteer::new(names).expect("sound names");
    let refused = gazetteer
        .export(&mut Vec::new(), &["000000", "330300"])
        .expect_err("no name");
    assert!(refused.to_string().starts_with("places.toml: 330300: "), "{refused}");
}

#[test]
fn every_place_of_the_site_is_found() {
    let gazetteer = Gazetteer::embedded().expect("sound names");
    let catalogue = huisuan_policies::catalogue().expect("a catalogue");
    for region in &catalogue.regions {
        if region.id != "000000" {
            assert!(
                gazetteer.knows(&region.id),
                "places.toml has no {} {}",
                region.id,
                region.zh
            );
        }
    }
    let files = huisuan_policies::export(&Published::default()).expect("every document has a place with a name");
    let names = files.iter().map(|file| file.path.as_str());
    let index = names
        .into_iter()
        .find(|name| name.starts_with("places-index-"))
        .expect("an index");
    for (typed, wanted) in [
        ("温州", "330300"),
        ("wz", "330300"),
        ("yueqing", "330382"),
        ("lcq", "330302"),
        ("Inner Mongolia", "150000"),
        ("nmg", "150000"),
        ("4310", "431000"),
        ("嘉善", "330421"),
    ] {
        let (found, _) = search(&files, index, typed);
        assert_eq!(found.first().map(|place| place.id.as_str()), Some(wanted), "{typed}");
    }
    let (found, _) = search(&files, index, "鹿城");
    assert_eq!(found[0].within.zh, "浙江省温州市");
    assert_eq!(found[0].within.en, "Wenzhou, Zhejiang");
    let (found, _) = search(&files, index, "wenzhou");
    assert_eq!(found[0].documents, 1);
}

#[test]
fn names_that_cannot_be_found_are_refused() {
    let refused = |code: &str, zh: &str, pinyin: &str| {
        let mut names = BTreeMap::from([("330000".to_owned(), name(0))]);
        let name = PlaceName {
            zh: zh.to_owned(),
            en: "Wenzhou".to_owned(),
            pinyin: pinyin.to_owned(),
        };
        names.insert(code.to_owned(), name);
        Gazetteer::new(names).err().map(|error| error.to_string())
    };
    assert_eq!(refused("330300", "温州市", "wen zhou shi"), None);
    for (code, pinyin) in [
        ("330300", "wenzhou"),
        ("330300", "wēn zhōu shì"),
        ("330300", "wen  zhou"),
        ("430300", "wen zhou shi"),
        ("33030", "wen zhou shi"),
    ] {
        let message = refused(code, "温州市", pinyin).unwrap_or_default();
        assert!(
            message.starts_with(&format!("places.toml: {code}: ")),
            "{code} {pinyin}: {message}"
        );
    }
}
