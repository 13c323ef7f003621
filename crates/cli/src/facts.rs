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
        .enumerate()
        .map(|(at, document)| {
            let own = plan.measures.iter().filter(|measure| measure.document == at);
            let measures: Vec<Value> = own
                .map(|measure| {
                    let clause = &measure.source;
                    json!({ "id": measure.id, "article": clause.article, "zh": clause.zh, "en": clause.en, "topic": clause.topic })
                })
                .collect();
            json!({ "id": document.id, "zh": document.zh, "en": document.en, "region": document.region, "standing": document.standing, "pack": document.hash, "measures": measures })
        })
        .collect();
    print(&documents)
}
