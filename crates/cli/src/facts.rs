//! `huisuan facts` and `huisuan documents`.

use serde_json::{Value, json};

use crate::{Failure, plan, print};

/// The whole catalogue, with the questions of each pack as a group named after it.
pub(crate) fn all() -> Result<(), Failure> {
    print(&plan()?.catalogue)
}

/// What a measure asks for, in the order in which it decides.
pub(crate) fn of(id: &str) -> Result<(), Failure> {
    let plan = plan()?;
    let Some(measure) = plan.measure(id) else {
        return Err(Failure::Usage(format!(
            "there is no measure {id}; `huisuan documents` lists them"
        )));
    };
    let facts: Vec<Value> = plan
        .asks(measure)
        .into_iter()
        .map(|fact| json!({ "fact": plan.catalogue.path(fact), "spec": plan.catalogue.spec(fact) }))
        .collect();
    print(&facts)
}

/// Documents with the ids and titles of their measures.
pub(crate) fn documents() -> Result<(), Failure> {
    let plan = plan()?;
    let documents: Vec<Value> = plan
        .documents
        .iter()
        .map(|document| {
            let head = &document.pack.document;
            let measures: Vec<Value> = document
                .pack
                .measures
                .iter()
                .map(|measure| {
                    let id = format!("{}/{}", head.id, measure.id);
                    json!({ "id": id, "article": measure.article, "zh": measure.zh, "en": measure.en, "topic": measure.topic })
                })
                .collect();
            json!({ "id": head.id, "zh": head.zh, "en": head.en, "region": head.region, "standing": head.standing, "pack": document.hash, "measures": measures })
        })
        .collect();
    print(&documents)
}
