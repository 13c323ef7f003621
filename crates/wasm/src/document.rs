//! What there is to ask about: documents and their measures.

use rules::Plan;
use rules::pack::{Effect, Standing, Verification};
use serde::Serialize;

/// A document and its measures.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Document {
    /// Name of the document inside 惠算.
    id: String,
    /// The digest of the pack, which names its version.
    hash: String,
    /// Code of the place that issued it (GB/T 2260), `000000` for the whole country.
    region: String,
    /// Title as published.
    zh: String,
    /// Unofficial English title.
    en: String,
    /// Draft or issued.
    standing: Standing,
    /// Whether the document itself was read.
    verification: Verification,
    /// Its measures, in the order of the clauses.
    measures: Vec<Measure>,
}

/// A measure, by what a list of them shows.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Measure {
    /// `document/measure`, as requests name it.
    id: String,
    /// Where it stands in the document.
    article: String,
    /// Title.
    zh: String,
    /// English title.
    en: String,
    /// Subject, an id of the catalogue.
    topic: String,
    /// What it does.
    effect: Effect,
    /// Whom it pays, or whose price it limits; an id of the catalogue.
    recipient: String,
}

/// All documents of a plan.
pub(crate) fn all(plan: &Plan) -> Vec<Document> {
    let of = |at: usize| {
        let measures = plan.measures.iter().filter(move |measure| measure.document == at);
        measures.map(|measure| {
            let source = &measure.source;
            Measure {
                id: measure.id.clone(),
                article: source.article.clone(),
                zh: source.zh.clone(),
                en: source.en.clone(),
                topic: source.topic.clone(),
                effect: source.effect,
                recipient: source.recipient.clone(),
            }
        })
    };
    let documents = plan.documents.iter().enumerate().map(|(at, document)| Document {
        id: document.id.clone(),
        hash: document.hash.clone(),
        region: document.region.clone(),
        zh: document.zh.clone(),
        en: document.en.clone(),
        standing: document.standing,
        verification: document.verification,
        measures: of(at).collect(),
    });
    documents.collect()
}
