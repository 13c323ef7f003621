//! The rule that the owner of a site puts beside the published ones.

use rules::fact::Catalogue;
use rules::lpr::Lpr;
use rules::pack::Pack;
use text::Language;

use crate::error::{Own, Thrown, shape};
use crate::packs;

/// The most that a pack of a site's own may have, in bytes.
const LARGEST: usize = 256 * 1024;

/// What the id of such a pack begins with, so that it cannot stand for a published document.
const OWN: &str = "own-";

/// Reads a pack and compiles it, marked as the site's own.
pub(crate) fn compile(pack: &str, facts: Catalogue, lpr: Lpr, language: Language) -> Result<Vec<u8>, Thrown> {
    if pack.len() > LARGEST {
        return Err(shape(format_args!("{} > {LARGEST} bytes", pack.len())));
    }
    let pack: Pack = toml::from_str(pack).map_err(shape)?;
    let refused = |messages: Vec<String>| Thrown::Own {
        error: Own::Own,
        messages,
    };
    if !pack.document.id.starts_with(OWN) {
        return Err(refused(vec![format!(
            "document.id: \"{}\" → \"{OWN}…\"",
            pack.document.id
        )]));
    }
    let plan = packs::alone(pack, facts, lpr, language)?.map_err(refused)?;
    Ok(plan.own_document().unwrap_or_default())
}

#[cfg(test)]
mod tests {

    use rules::pack::Verification;

    use rules::plan::Plan;

    use super::*;

    const RULE: &str = include_str!("../../../tests/data/own.toml");

    #[test]
    fn a_sound_rule_is_marked_and_never_quoted() {
        let (facts, lpr) = (policies::catalogue().unwrap(), policies::lpr().unwrap());
        let bytes = compile(RULE, facts.clone(), lpr.clone(), Language::Zh).ok().unwrap();
        let mut plan = Plan::new(facts, lpr, Vec::new()).unwrap();
        plan.add_document(&bytes).unwrap();
        assert_eq!(plan.documents[0].verification, Verification::Own);
        assert!(plan.measures.iter().all(|measure| measure.source.quote.is_empty()));
        assert!(!plan.measures[0].source.summary.is_empty());
    }

    /// However a rule is broken, it is read or refused with words, and nothing panics.
    #[test]
    fn ten_thousand_broken_rules_do_no_harm() {
        const ODD: [&str; 16] = [
            "\"",
            "[",
            "]",
            "{",
            "}",
            "=",
            "#",
            "\n",
            "\u{0}",
            "🙂",
            "％",
            "9999999999999999999",
            "不超过",
            "-",
            "own-",
            "\u{202e}",
        ];
        let (facts, lpr) = (policies::catalogue().unwrap(), policies::lpr().unwrap());
        // The same numbers each time, so that a failure comes back.
        let mut random = fastrand::Rng::with_seed(1);
        let mut next = |below: usize| random.usize(..below);
        let characters: Vec<char> = RULE.chars().collect();
        let mut sound = 0;
        for _ in 0..10_000 {
            let mut broken = characters.clone();
            for _ in 0..=next(3) {
                let at = next(broken.len());
                match next(4) {
                    0 => drop(broken.remove(at)),
                    1 => {
                        let with = broken[next(broken.len())];
                        broken[at] = with;
                    }
                    2 => drop(broken.splice(at..at, ODD[next(ODD.len())].chars())),
                    _ => {
                        let end = (at + next(40)).min(broken.len());
                        broken.drain(at..end);
                    }
                }
            }
            let broken: String = broken.into_iter().collect();
            match compile(&broken, facts.clone(), lpr.clone(), Language::En) {
                Ok(bytes) => sound += usize::from(!bytes.is_empty()),
                Err(Thrown::Own { messages, .. }) => assert!(!messages.is_empty(), "{broken}"),
                Err(Thrown::Shape { message, .. }) => assert!(!message.is_empty(), "{broken}"),
                Err(_) => unreachable!("thrown by other functions"),
            }
        }
        assert!(sound > 100, "hardly anything was compiled: {sound}");
    }
}
