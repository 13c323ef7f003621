//! Controls that offer answers. Nothing is chosen beforehand: unanswered is neither no nor zero.

use rules::fact::FactSpec;
use rules::place::{NATION, lies_in, province_of};
use yew::prelude::*;

use super::field::Place;
use crate::dom::{all, cat, classed, el, line, maybe};
use crate::state::UNKNOWN;
use crate::view::View;

pub(super) fn select(view: &View<'_>, spec: &FactSpec, place: &Place, described: Option<String>) -> Html {
    let chosen = view.state.form.get(&place.key);
    let options = spec
        .choices
        .iter()
        .map(|choice| (choice.id.as_str(), view.words.choice(&place.path, &choice.id)));
    let explained = spec
        .choices
        .iter()
        .find(|choice| choice.id == chosen)
        .and_then(|choice| choice.help.as_ref());
    let explained = explained.map(|help| line("p", "help", view.say(&help.zh, &help.en).to_owned()));
    all(vec![
        options_of(view, place, described, chosen, options),
        maybe(explained),
    ])
}

pub(super) fn region(view: &View<'_>, place: &Place, described: Option<String>) -> Html {
    let chosen = view.state.form.get(&place.key);
    let regions = &view.plan.catalogue.regions;
    let mut options = Vec::new();
    for province in regions {
        let id = province.id.as_str();
        if id == NATION || province_of(id) != id {
            continue;
        }
        // Behind the places that lie in it, a province stands for all others of it.
        let inside = regions.iter().map(|region| region.id.as_str());
        let before = options.len();
        options.extend(
            inside
                .filter(|inner| *inner != id && lies_in(inner, id))
                .map(|inner| (inner, view.words.region(inner))),
        );
        let elsewhere = if options.len() > before {
            view.page.other_places
        } else {
            ""
        };
        options.push((id, cat(&[&view.words.region(id), elsewhere])));
    }
    options_of(view, place, described, chosen, options.into_iter())
}

fn options_of<'a>(
    view: &View<'_>,
    place: &Place,
    described: Option<String>,
    chosen: &str,
    options: impl Iterator<Item = (&'a str, String)>,
) -> Html {
    let option = |id: &str, name: String| {
        el("option")
            .set("value", id.to_owned())
            .selected(id == chosen)
            .text(name)
            .into()
    };
    let mut all = vec![option("", view.page.choose.to_owned())];
    for (id, name) in options {
        all.push(option(id, name));
    }
    all.push(option(UNKNOWN, view.page.unknown.to_owned()));
    let select = classed("select", "long")
        .set("id", place.key.clone())
        .set("name", place.key.clone())
        .set_if("aria-describedby", described)
        .with_all(all);
    classed("div", "control").with(select.into()).into()
}

/// A control with its words, which are pressed as well.
fn answer(kind: &'static str, key: &str, value: &str, name: String, checked: bool) -> Html {
    let input = el("input")
        .set("type", kind)
        .set("name", key.to_owned())
        .set("value", value.to_owned())
        .checked(checked);
    classed("label", "answer")
        .with(input.into())
        .with(line("span", "", name))
        .into()
}

pub(super) fn flag(view: &View<'_>, place: &Place) -> Html {
    let chosen = view.state.form.get(&place.key);
    let answers = [
        ("yes", view.page.yes),
        ("no", view.page.no),
        (UNKNOWN, view.page.unknown),
    ];
    let answers = answers.map(|(value, name)| answer("radio", &place.key, value, name.to_owned(), value == chosen));
    classed("div", "answers").with_all(answers.into()).into()
}

pub(super) fn set(view: &View<'_>, spec: &FactSpec, place: &Place) -> Html {
    let choices = spec
        .choices
        .iter()
        .map(|choice| (choice.id.as_str(), view.words.choice(&place.path, &choice.id)));
    let others = [("", view.page.none_of_these), (UNKNOWN, view.page.unknown)];
    let others = others.map(|(id, name)| (id, name.to_owned()));
    let answers = choices.chain(others).map(|(id, name)| {
        answer(
            "checkbox",
            &place.key,
            id,
            name,
            view.state.form.is_chosen(&place.key, id),
        )
    });
    classed("div", "answers down").with_all(answers.collect()).into()
}
