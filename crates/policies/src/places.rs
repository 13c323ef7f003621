//! The places that a visitor can search for: the names in `places.toml`, in files that are loaded when somebody searches.

use std::collections::BTreeMap;

use rules::fact::Named;
use rules::library::{Place, PlaceShard, Places};
use rules::pack::Text;
use rules::place::{NATION, is_code, province_of};
use serde::Deserialize;

use crate::export::named;
use crate::{File, LoadError, read};

const PLACES: &str = include_str!("../places.toml");

/// The file of names, for messages.
const NAME: &str = "places.toml";

/// The most that a file with places may hold, in bytes; compressed it is a third of that.
const SHARD: usize = 40 * 1024;

/// The names of places.
#[derive(Clone, Debug)]
pub struct Gazetteer(BTreeMap<String, Name>);

/// What a place is called.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// Its own name: 鹿城区.
    pub zh: String,
    /// The English name.
    pub en: String,
    /// A syllable of pinyin without tones for each character, by blanks; ü is v.
    pub pinyin: String,
}

impl Gazetteer {
    /// The embedded names.
    pub fn embedded() -> Result<Self, LoadError> {
        Self::new(read(NAME, PLACES)?)
    }

    /// Names by code. A code that is none, a place whose province has no name, and pinyin that does not have a syllable for
    /// each character are errors.
    pub fn new(names: BTreeMap<String, Name>) -> Result<Self, LoadError> {
        for (code, Name { zh, pinyin, .. }) in &names {
            let syllables: Vec<&str> = pinyin.split(' ').collect();
            let letters =
                |syllable: &&str| !syllable.is_empty() && syllable.bytes().all(|byte| byte.is_ascii_lowercase());
            if !is_code(code) || !names.contains_key(&province_of(code)) {
                return Err(wrong(code, "no code of a place in a province that has a name"));
            }
            if syllables.len() != zh.chars().count() || !syllables.iter().all(letters) {
                return Err(wrong(
                    code,
                    &format!("{zh} is not spelt {pinyin:?}: a syllable for each character is needed"),
                ));
            }
        }
        Ok(Self(names))
    }

    /// Whether a place has a name.
    pub fn knows(&self, code: &str) -> bool {
        self.0.contains_key(code)
    }

    /// The provinces, by code.
    pub(crate) fn provinces(self) -> impl Iterator<Item = Named> {
        let provinces = self.0.into_iter().filter(|(code, _)| province_of(code) == *code);
        provinces.map(|(id, Name { zh, en, .. })| Named { id, zh, en })
    }

    /// All places with the number of their documents, by code. A document of a place without a name is an error.
    fn places(&self, issuers: &[&str]) -> Result<Vec<Place>, LoadError> {
        let mut documents: BTreeMap<&str, u32> = BTreeMap::new();
        for place in issuers.iter().filter(|place| **place != NATION) {
            if !self.knows(place) {
                return Err(wrong(
                    place,
                    "a document of this place, but no name; add it with its pinyin",
                ));
            }
            *documents.entry(place).or_default() += 1;
        }
        let place = |(code, name): (&String, &Name)| Place {
            id: code.clone(),
            zh: name.zh.clone(),
            en: name.en.clone(),
            pinyin: name.pinyin.clone(),
            within: self.around(code),
            documents: documents.get(code.as_str()).copied().unwrap_or_default(),
        };
        Ok(self.0.iter().map(place).collect())
    }

    /// The names of the places around one: 浙江省温州市; “Wenzhou, Zhejiang”.
    fn around(&self, code: &str) -> Text {
        let province = province_of(code);
        let city = code.get(..4).map(|digits| format!("{digits}00")).unwrap_or_default();
        let mut larger = vec![province.as_str(), city.as_str()];
        larger.dedup();
        larger.retain(|larger| *larger != code);
        let names: Vec<&Name> = larger.into_iter().filter_map(|code| self.0.get(code)).collect();
        Text {
            zh: names.iter().map(|name| name.zh.as_str()).collect(),
            en: names
                .iter()
                .rev()
                .map(|name| name.en.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        }
    }

    /// Adds the places to the data of a page, and returns the name of the file that a search loads first. `issuers` are the
    /// codes of the places of all documents.
    pub fn export(&self, files: &mut Vec<File>, issuers: &[&str]) -> Result<String, LoadError> {
        // A place stands under the first letter of its pinyin, and of its English name where that is another.
        let mut listed: Vec<(char, Place)> = Vec::new();
        for place in self.places(issuers)? {
            let first = |text: &str| {
                text.chars()
                    .find(char::is_ascii_alphabetic)
                    .map(|letter| letter.to_ascii_lowercase())
            };
            let (pinyin, english) = (first(&place.pinyin), first(&place.en));
            listed.extend(
                english
                    .filter(|letter| pinyin != Some(*letter))
                    .map(|letter| (letter, place.clone())),
            );
            listed.extend(pinyin.map(|letter| (letter, place)));
        }
        listed.sort_by(|(one, first), (other, second)| {
            (one, &first.pinyin, &first.id).cmp(&(other, &second.pinyin, &second.id))
        });
        let mut places = Places::default();
        let mut rest = &listed[..];
        while let Some((first, _)) = rest.first() {
            let mut size = 0;
            let fits = rest.iter().take_while(|(_, place)| {
                size += Place::list_to_bytes(&vec![place.clone()]).len();
                size <= SHARD
            });
            let (shard, after) = rest.split_at(fits.count().max(1));
            let last = shard.last().map_or(*first, |(letter, _)| *letter);
            let places_of: Vec<Place> = shard.iter().map(|(_, place)| place.clone()).collect();
            places.shards.push(PlaceShard {
                first: first.to_string(),
                last: last.to_string(),
                file: named(files, "places", "bin", Place::list_to_bytes(&places_of)),
            });
            rest = after;
        }
        Ok(named(files, "places-index", "bin", places.to_bytes()))
    }
}

fn wrong(code: &str, message: &str) -> LoadError {
    LoadError::Structure {
        file: NAME.to_owned(),
        message: format!("{code}: {message}"),
    }
}
