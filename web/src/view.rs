//! What every part of the page looks at: the plan, the words, the state and what the engine says of it.

use std::rc::Rc;

use gloo::utils::window;
use rules::fact::Fact;
use rules::outcome::Outcome;
use rules::place::{NATION, is_code};
use rules::plan::Measure;
use rules::request::{Facts, FieldError, Request, RequestError};
use rules::schedule::{Answer, Costs, LoanContract};
use rules::{Money, Plan};
use text::{Language, Words};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::dom::cat;
use crate::load::{Policies, Wanted};
use crate::pages;
use crate::state::{Action, State, Trial, day};
use crate::words::{PageWords, page_words};

/// The role that is taken where the kept one is unknown to the catalogue.
const USUAL_ROLE: &str = "firm";

/// Everything that a part of the page needs, made anew for each change.
pub(crate) struct View<'a> {
    /// What is loaded.
    pub(crate) policies: &'a Rc<Policies>,
    /// The documents that are loaded, with everything around them.
    pub(crate) plan: &'a Plan,
    /// The words of the engine.
    pub(crate) words: Words<'a>,
    /// The words of the page.
    pub(crate) page: &'static PageWords,
    /// What was chosen and typed.
    pub(crate) state: &'a Rc<State>,
    /// Takes what changes it.
    pub(crate) dispatch: UseReducerDispatcher<State>,
    /// The measures of the page at hand, each with the facts that it asks for.
    pub(crate) measures: Vec<(&'a Measure, Vec<Fact>)>,
    /// What is wrong with the fields.
    pub(crate) errors: Vec<FieldError>,
    /// The page is one file on a disk, with no other page of the site beside it.
    pub(crate) alone: bool,
    /// A page around it may be told of every result (`web/static/framed.js`), of what is folded, too.
    pub(crate) framed: bool,
    facts: Facts,
}

impl<'a> View<'a> {
    /// Reads all fields.
    pub(crate) fn new(policies: &'a Rc<Policies>, state: &'a Rc<State>, dispatch: UseReducerDispatcher<State>) -> Self {
        let plan = &policies.plan;
        let (facts, errors) = Facts::read(&plan.catalogue, &state.form.facts(&plan.catalogue));
        let mut view = Self {
            policies,
            plan,
            measures: Vec::new(),
            words: Words {
                plan,
                language: state.language,
            },
            page: page_words(state.language),
            state,
            dispatch,
            errors,
            framed: window()
                .location()
                .search()
                .is_ok_and(|search| search.contains("host=")),
            alone: window().location().protocol().is_ok_and(|protocol| protocol == "file:"),
            facts,
        };
        view.measures = pages::measures(&view)
            .into_iter()
            .map(|measure| (measure, plan.asks(measure)))
            .collect();
        // Of the contracts that a measure asks for it changes the result, so that it must be seen beside it.
        let told = told(plan, state);
        for (_, asks) in &mut view.measures {
            let beside = |fact: &Fact| !asks.contains(fact) && asks.iter().any(|asked| asked.group() == fact.group());
            let beside: Vec<Fact> = told.iter().copied().filter(beside).collect();
            asks.extend(beside);
        }
        view
    }

    /// Whether the page at hand asks for a fact.
    pub(crate) fn asks(&self, fact: Fact) -> bool {
        pages::asks(self, fact) || self.measures.iter().any(|(_, asks)| asks.contains(&fact))
    }

    /// The loans, with their payments.
    pub(crate) fn loans(&self) -> Vec<Answer<LoanContract>> {
        self.plan.loans(&self.facts)
    }

    /// What the first loan costs with everything beside it.
    pub(crate) fn costs(&self) -> Option<Answer<Costs>> {
        self.plan.costs(&self.facts)
    }

    /// Whether what the page needs is still on its way.
    pub(crate) fn is_waiting(&self) -> bool {
        self.policies.wanted != Wanted::of(self.state)
    }

    /// Whether the page is Chinese.
    pub(crate) fn is_zh(&self) -> bool {
        self.state.language.is_zh()
    }

    /// Who asks.
    pub(crate) fn role(&self) -> &str {
        let actors = &self.plan.catalogue.actors;
        let known = actors.iter().any(|actor| actor.id == self.state.role);
        if known { &self.state.role } else { USUAL_ROLE }
    }

    /// The place that was chosen; without one, the whole country.
    pub(crate) fn place(&self) -> &str {
        let chosen = self.state.region.as_str();
        if is_code(chosen) { chosen } else { NATION }
    }

    /// Whether money of that measure is money of the one who asks, or of those for whom he answers, or a price that he pays.
    pub(crate) fn is_own(&self, measure: &Measure) -> bool {
        let role = self.role();
        let actor = self.plan.catalogue.actors.iter().find(|actor| actor.id == role);
        actor.is_some_and(|actor| measure.is_for(actor))
    }

    /// What the engine says of the measures of the page at hand.
    pub(crate) fn outcomes(&self) -> Result<Vec<Outcome>, RequestError> {
        let measures: Vec<&Measure> = self.measures.iter().map(|(measure, _)| *measure).collect();
        self.outcomes_of(&measures)
    }

    /// What the engine says of measures, in the order given.
    pub(crate) fn outcomes_of(&self, measures: &[&Measure]) -> Result<Vec<Outcome>, RequestError> {
        self.assess(measures, &self.facts)
    }

    /// What the engine would say of the measure of a trial, with the value that is tried.
    pub(crate) fn tried(&self, trial: &Trial) -> Option<Outcome> {
        let measure = self.plan.measure(&trial.measure)?;
        let form = self.state.form.with(trial.key.clone(), trial.text.clone());
        let (facts, _) = Facts::read(&self.plan.catalogue, &form.facts(&self.plan.catalogue));
        self.assess(&[measure], &facts).ok()?.pop()
    }

    fn assess(&self, measures: &[&Measure], facts: &Facts) -> Result<Vec<Outcome>, RequestError> {
        if measures.is_empty() {
            return Ok(Vec::new());
        }
        let request = Request {
            schema: 1,
            day: day(&self.state.day),
            role: Some(self.role().to_owned()),
            measures: measures.iter().map(|measure| measure.id.clone()).collect(),
            documents: Vec::new(),
            region: None,
            trace: true,
            facts: litemap::LiteMap::new(),
        };
        Ok(self.plan.assess_facts(&request, facts)?.outcomes)
    }

    /// The error of a field, in words.
    pub(crate) fn error(&self, key: &str) -> Option<String> {
        let error = self.errors.iter().find(|error| error.field == key)?;
        Some(self.words.field_error(error))
    }

    /// A callback that changes the state.
    pub(crate) fn on<E>(&self, action: Action) -> Callback<E> {
        let dispatch = self.dispatch.clone();
        let action = Rc::new(action);
        Callback::from(move |_| dispatch.dispatch(Action::clone(&action)))
    }

    /// A callback that changes the state to what a list of choices shows.
    pub(crate) fn chosen(&self, action: fn(String) -> Action) -> Callback<Event> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |event: Event| {
            let select = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            if let Some(select) = select {
                dispatch.dispatch(action(select.value()));
            }
        })
    }

    /// An amount in 万元 or millions where that is shorter, otherwise in yuan.
    pub(crate) fn short(&self, amount: Money) -> String {
        let language = self.state.language;
        text::money_wan(language, amount).unwrap_or_else(|| text::money(language, amount))
    }

    /// Names of fields as one text.
    pub(crate) fn listed(&self, names: &[String]) -> String {
        let names: Vec<&str> = names.iter().map(|name| name.trim_end_matches(['？', '?'])).collect();
        names.join(self.say("、", "; "))
    }

    /// How many there are of something.
    pub(crate) fn counted(&self, count: &str, what: &str) -> String {
        counted(self.state.language, count, what)
    }

    /// One of two words by language.
    pub(crate) fn say(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.state.language.say(zh, en)
    }
}

/// How many there are of something; the English words do not change with the number.
pub(crate) fn counted(language: Language, count: &str, what: &str) -> String {
    match language {
        Language::Zh => cat(&[count, " ", what]),
        Language::En => cat(&[what, ": ", count]),
    }
}

/// What nobody is asked for and was told nevertheless.
fn told(plan: &Plan, state: &State) -> Vec<Fact> {
    let mut told = Vec::new();
    for group in &plan.catalogue.groups {
        for spec in group.facts.iter().filter(|spec| spec.optional) {
            if state.form.was_answered(group, &spec.id) {
                told.extend(plan.catalogue.find(&cat(&[&group.id, ".", &spec.id])));
            }
        }
    }
    told
}
