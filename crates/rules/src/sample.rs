//! Plans of made-up documents for tests of this crate.

use serde_json::{Value, json};

use crate::digest::sha256;
use crate::lpr::Lpr;
use crate::plan::{Plan, Source};

/// A document's id, the code of its place, and the subject of each of its measures, which are named by their number from 1.
pub(crate) type Sample<'a> = (&'a str, &'a str, &'a [&'a str]);

/// The plan of some documents, each with the digest of its id. There are two provinces, each with its city, and treasuries of the
/// country, of a city and of a fund.
pub(crate) fn plan(documents: &[Sample<'_>]) -> Plan {
    let mut facts: Value = serde_json::from_str(include_str!("../tests/sample/facts.json")).unwrap();
    let named = |ids: &[&str]| {
        ids.iter()
            .map(|id| json!({ "id": id, "zh": id, "en": id }))
            .collect::<Value>()
    };
    facts["region"] = named(&["000000", "330000", "330300", "430000", "430300"]);
    facts["payer"] = named(&["000000", "330300", "430300", "fund"]);
    facts["topic"] = named(&["interest", "fee"]);
    let sources = documents.iter().map(source).collect();
    Plan::new(serde_json::from_value(facts).unwrap(), Lpr::default(), sources).unwrap()
}

fn source(&(id, region, topics): &Sample<'_>) -> Source {
    let mut pack: Value = serde_json::from_str(include_str!("../tests/sample/pack.json")).unwrap();
    pack["document"]["id"] = json!(id);
    pack["document"]["region"] = json!(region);
    let measure = pack["measure"][0].clone();
    let measures = (1..).zip(topics).map(|(number, topic)| {
        let mut measure = measure.clone();
        measure["id"] = json!(format!("{number}"));
        measure["topic"] = json!(topic);
        measure
    });
    pack["measure"] = measures.collect();
    Source {
        pack: serde_json::from_value(pack).unwrap(),
        hash: sha256(id.as_bytes()),
    }
}
