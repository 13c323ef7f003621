//! Checking a pack: TOML as it is written.

use rules::Plan;
use rules::fact::Catalogue;
use rules::lpr::Lpr;
use rules::pack::Pack;
use rules::plan::{PackError, Source};
use serde::Serialize;
use text::Language;

use crate::error::{Thrown, shape};
use crate::json;

/// What the check of a pack finds.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Checked {
    /// The digest of the pack, which names its version.
    hash: String,
    /// How many measures it has.
    measures: usize,
    /// What it says wrong, all at once; nothing where it is sound.
    errors: Vec<Mistake>,
}

/// An error of a pack, with its words.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Mistake {
    /// The error as data.
    #[serde(flatten)]
    error: PackError,
    /// The same in words.
    message: String,
}

/// A pack with the digest that names its version.
pub(crate) fn source(pack: Pack) -> Result<Source, Thrown> {
    let hash = rules::digest::sha256(json(&pack)?.as_bytes());
    Ok(Source { pack, hash })
}

/// Compiles a pack that stands alone, or says what is wrong with it in words of the language, all at once.
pub(crate) fn alone(
    pack: Pack,
    facts: Catalogue,
    lpr: Lpr,
    language: Language,
) -> Result<Result<Plan, Vec<String>>, Thrown> {
    let plan = Plan::new(facts, lpr, vec![source(pack)?]);
    let told = |errors: Vec<PackError>| errors.iter().map(|error| text::pack_error(language, error)).collect();
    Ok(plan.map_err(told))
}

/// Reads a pack and compiles it, as the command line does; cases are not looked at.
pub(crate) fn check(facts: &Catalogue, lpr: &Lpr, pack: &str, language: Language) -> Result<Checked, Thrown> {
    let pack: Pack = toml::from_str(pack).map_err(shape)?;
    let measures = pack.measures.len();
    let source = source(pack)?;
    let hash = source.hash.clone();
    let errors = Plan::new(facts.clone(), lpr.clone(), vec![source])
        .err()
        .unwrap_or_default();
    let errors = errors.into_iter().map(|error| Mistake {
        message: text::pack_error(language, &error),
        error,
    });
    Ok(Checked {
        hash,
        measures,
        errors: errors.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = include_str!("../../../tests/data/own.toml");

    #[test]
    fn a_pack_is_sound_or_its_errors_are_named_with_their_words() {
        let (facts, lpr) = (policies::catalogue().unwrap(), policies::lpr().unwrap());
        let check = |pack: &str| check(&facts, &lpr, pack, Language::En).ok();
        let sound = check(RULE).unwrap();
        assert_eq!((sound.measures, sound.errors.len()), (1, 0));
        let wrong = check(&RULE.replace("words = \"单笔500万元及以下\"", "words = \"单笔300万元及以下\"")).unwrap();
        let places: Vec<_> = wrong.errors.iter().map(|error| error.error.place.as_str()).collect();
        assert!(
            places.iter().any(|place| place.starts_with("measure interest ")),
            "{places:?}"
        );
        assert!(wrong.errors.iter().all(|error| !error.message.is_empty()));
        assert!(check("no pack").is_none());
    }
}
