//! Controls that offer answers. Nothing is chosen beforehand: unanswered is neither no nor zero.

use rules::fact::FactSpec;
use yew::prelude::*;

use super::field::Place;
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
    html! {
        <>
            { options_of(view, place, described, chosen, options) }
            if let Some(help) = explained {
                <p class="help">{ view.say(&help.zh, &help.en).to_owned() }</p>
            }
        </>
    }
}

pub(super) fn region(view: &View<'_>, place: &Place, described: Option<String>) -> Html {
    let chosen = view.state.form.get(&place.key);
    let regions = view.plan.catalogue.regions.iter().filter(|region| region.id != NATION);
    let options = regions.map(|region| (region.id.as_str(), view.words.region(&region.id)));
    options_of(view, place, described, chosen, options)
}

/// The code of the whole country, where nobody in particular is.
pub(crate) const NATION: &str = "000000";

fn options_of<'a>(
    view: &View<'_>,
    place: &Place,
    described: Option<String>,
    chosen: &str,
    options: impl Iterator<Item = (&'a str, String)>,
) -> Html {
    html! {
        <div class="control">
            <select class="long" id={place.key.clone()} name={place.key.clone()} aria-describedby={described}>
                <option value="" selected={chosen.is_empty()}>{ view.page.choose }</option>
                { for options.map(|(id, name)| html! {
                    <option value={id.to_owned()} selected={id == chosen}>{ name }</option>
                }) }
            </select>
        </div>
    }
}

pub(super) fn flag(view: &View<'_>, place: &Place) -> Html {
    let chosen = view.state.form.get(&place.key);
    let answers = [("yes", view.page.yes), ("no", view.page.no), ("", view.page.unanswered)];
    html! {
        <div class="answers">
            { for answers.into_iter().map(|(value, name)| html! {
                <label class="answer">
                    <input type="radio" name={place.key.clone()} {value} checked={value == chosen} />
                    <span>{ name }</span>
                </label>
            }) }
        </div>
    }
}

pub(super) fn set(view: &View<'_>, spec: &FactSpec, place: &Place) -> Html {
    let choices = spec
        .choices
        .iter()
        .map(|choice| (choice.id.as_str(), view.words.choice(&place.path, &choice.id)));
    let none = std::iter::once(("", view.page.none_of_these.to_owned()));
    html! {
        <div class="answers down">
            { for choices.chain(none).map(|(id, name)| html! {
                <label class="answer">
                    <input type="checkbox" name={place.key.clone()} value={id.to_owned()}
                        checked={view.state.form.is_chosen(&place.key, id)} />
                    <span>{ name }</span>
                </label>
            }) }
        </div>
    }
}
