//! Controls that are typed into. They show exactly what was typed: the caret and the input method are left alone.

use rules::fact::FactKind;
use yew::prelude::*;

use super::field::Place;
use crate::state::part;
use crate::view::View;

pub(super) fn typed(view: &View<'_>, kind: FactKind, place: &Place, described: Option<String>, wrong: bool) -> Html {
    html! {
        <div class="control">
            <input type="text" inputmode={keyboard(kind)} id={place.key.clone()} name={place.key.clone()}
                class={width(kind)} value={view.state.form.get(&place.key).to_owned()}
                aria-describedby={described} aria-invalid={wrong.then_some("true")} />
            { unit(view, kind, place) }
        </div>
    }
}

/// The keyboard that a phone shows. A term and money may be typed with their Chinese units, so that no keyboard of digits
/// alone is forced on them where such a unit stands already.
pub(super) const fn keyboard(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Money | FactKind::Rate | FactKind::Number => "decimal",
        FactKind::Count | FactKind::Date | FactKind::Term => "numeric",
        _ => "text",
    }
}

const fn width(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Rate | FactKind::Number | FactKind::Count | FactKind::Term => "short",
        FactKind::Date => "medium",
        _ => "long",
    }
}

/// The unit beside the control.
pub(super) fn unit(view: &View<'_>, kind: FactKind, place: &Place) -> Html {
    match kind {
        FactKind::Money => html! { <span class="unit">{ view.page.yuan }</span> },
        FactKind::Rate => html! { <span class="unit">{ "%" }</span> },
        FactKind::Term => {
            let chosen = view.state.form.unit(&place.key);
            let units = [
                ("个月", view.page.months),
                ("天", view.page.days),
                ("年", view.page.years),
            ];
            html! {
                <select name={part(&place.key, "unit")} aria-label={
                    [&view.words.fact(&place.path), view.say("：", ": "), view.page.unit].concat()
                }>
                    { for units.into_iter().map(|(value, name)| html! {
                        <option {value} selected={value == chosen}>{ name }</option>
                    }) }
                </select>
            }
        }
        _ => Html::default(),
    }
}
