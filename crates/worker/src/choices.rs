//! What the page shows of a plan and of totals, in words.

use rules::fact::FactSpec;
use serde_json::{Value, json};
use table::{Totals, kind, targets, units};
use text::Words;

use crate::part::RowError;

/// Documents with their measures and what those ask for, roles, and what a column can be.
pub(crate) fn choices(words: Words<'_>) -> Value {
    let plan = words.plan;
    let documents = plan.documents.iter().map(|document| {
        let own = plan
            .measures
            .iter()
            .filter(|measure| measure.is_judged() && plan.document(measure).is_some_and(|of| of.id == document.id));
        let measures = own.map(|measure| {
            json!({
                "id": measure.id,
                "name": words.measure_title(&measure.id),
                "article": measure.source.article,
                "about": measure.rows.and_then(|fact| plan.catalogue.groups.get(fact.group())).map(|group| &group.id),
                "asks": plan.asks(measure).into_iter().map(|fact| plan.catalogue.path(fact)).collect::<Vec<_>>(),
            })
        });
        json!({
            "id": document.id,
            "name": words.document_title(&document.id),
            "place": words.region(&document.region),
            "measures": measures.collect::<Vec<_>>(),
        })
    });
    let roles = plan
        .catalogue
        .actors
        .iter()
        .map(|actor| json!({ "id": actor.id, "name": words.actor(&actor.id) }));
    let targets = targets(&plan.catalogue).into_iter().map(|id| target(words, &id));
    json!({
        "documents": documents.collect::<Vec<_>>(),
        "roles": roles.collect::<Vec<_>>(),
        "targets": targets.collect::<Vec<_>>(),
        "engine": table::ENGINE,
    })
}

fn target(words: Words<'_>, id: &str) -> Value {
    let catalogue = &words.plan.catalogue;
    let group = id.split('.').next().unwrap_or_default();
    let spec: Option<&FactSpec> = catalogue.find(id).and_then(|fact| catalogue.spec(fact));
    let last_day = words.language.say("到期日（由它算期限）", "Last day (gives the term)");
    let units = kind(catalogue, id).map(units).unwrap_or_default();
    json!({
        "id": id,
        "group": words.group(group),
        "name": if spec.is_some() { words.fact(id) } else { last_day.to_owned() },
        "units": units,
        "series": spec.and_then(|spec| spec.series),
        "kind": kind(catalogue, id),
        "choices": spec.map(|spec| spec.choices.iter().map(|choice| {
            json!({ "id": choice.id, "name": words.choice(id, &choice.id) })
        }).collect::<Vec<_>>()),
        "help": words.fact_help(id),
    })
}

/// The totals with their names, and the errors that are shown.
pub(crate) fn totals(words: Words<'_>, totals: &Totals, errors: &[RowError]) -> Value {
    let measures = totals.measures.iter().map(|total| {
        json!({
            "name": words.measure_title(&total.measure),
            "measure": total.measure,
            "recipient": words.recipient(&total.recipient),
            "block": total.block,
            "block_name": words.block(total.block),
            "kind": total.kind.map(|kind| words.kind(kind)),
            "eligible": total.eligible,
            "open": total.open,
            "ineligible": total.ineligible,
            "capped": total.capped,
        })
    });
    let recipients = totals.recipients.iter().map(|total| {
        json!({
            "name": words.recipient(&total.recipient),
            "block": total.block,
            "block_name": words.block(total.block),
            "kind": words.kind(total.kind),
            "amount": total.amount,
            "results": total.results,
            "alternatives": total.alternatives,
        })
    });
    json!({
        "rows": totals.rows,
        "parties": totals.parties,
        "bad_rows": totals.bad_rows,
        "measures": measures.collect::<Vec<_>>(),
        "recipients": recipients.collect::<Vec<_>>(),
        "errors": errors,
    })
}
