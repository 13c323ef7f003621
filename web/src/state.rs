//! Everything that the visitor has chosen and typed, and what changes it.

use std::collections::BTreeMap;
use std::rc::Rc;

use text::Language;
use yew::Reducible;

mod form;
mod keep;
mod route;

pub(crate) use form::{Form, Key, day, key, part};
pub(crate) use keep::{read, write};
pub(crate) use route::Route;

/// The state of the page; texts are kept exactly as typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    /// The language of the page.
    pub(crate) language: Language,
    /// The day asked about, as typed.
    pub(crate) day: String,
    /// The actor who asks.
    pub(crate) role: String,
    /// Letters are larger.
    pub(crate) large: bool,
    /// What is on the screen.
    pub(crate) route: Route,
    /// The place of the page that shows everything; empty for all places.
    pub(crate) region: String,
    /// The measure that each calculator computes, by its address; without one, all of its topic.
    pub(crate) picks: BTreeMap<String, String>,
    /// What is typed in the fields.
    pub(crate) form: Form,
}

/// What changes the state.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Another language.
    Language(Language),
    /// Another day.
    Day(String),
    /// Someone else asks.
    Role(String),
    /// Larger or normal letters.
    Large(bool),
    /// Another page.
    Go(Route),
    /// Another place.
    Region(String),
    /// Another measure of the calculator at hand; empty for all.
    Pick(String),
    /// A field holds another text.
    Type(Key, String),
    /// One of a set is chosen, or no longer.
    Choose(Key, String, bool),
    /// Years of a series that are shown, with or without values.
    Years(Key, Vec<i32>),
    /// A year is taken out of a series, in which these are left.
    DropYear(Key, i32, Vec<i32>),
    /// One more contract.
    AddRow(String),
    /// A contract is taken out.
    DropRow(String, usize),
    /// Everything typed is erased.
    Clear,
}

impl State {
    /// The measure that the page at hand computes; empty for all of its topic.
    pub(crate) fn pick(&self) -> &str {
        self.picks.get(self.route.hash()).map_or("", String::as_str)
    }

    /// What a new visitor sees.
    pub(crate) fn new(day: String) -> Self {
        Self {
            language: Language::Zh,
            day,
            role: "firm".to_owned(),
            large: false,
            route: Route::Home,
            region: String::new(),
            picks: BTreeMap::new(),
            form: Form::default(),
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        match action {
            Action::Language(language) => state.language = language,
            Action::Day(day) => state.day = day,
            Action::Role(role) => state.role = role,
            Action::Large(large) => state.large = large,
            Action::Go(route) => state.route = route,
            Action::Region(region) => state.region = region,
            Action::Pick(measure) => {
                state.picks.insert(state.route.hash().to_owned(), measure);
            }
            Action::Type(key, text) => state.form.set(key, text),
            Action::Choose(key, id, chosen) => state.form.choose(key, &id, chosen),
            Action::Years(key, years) => state.form.show_years(&key, &years),
            Action::DropYear(key, year, left) => {
                state.form.show_years(&key, &left);
                state.form.drop_year(&key, year);
            }
            Action::AddRow(group) => state.form.add_row(group),
            Action::DropRow(group, row) => state.form.drop_row(&group, row),
            Action::Clear => state.form = Form::default(),
        }
        Rc::new(state)
    }
}
