//! Everything that the visitor has chosen and typed, and what changes it.

use std::rc::Rc;

use litemap::LiteMap;
use text::Language;
use yew::Reducible;

use crate::dom::cat;
use crate::words::page_words;

mod form;
mod keep;
mod link;
mod route;

pub(crate) use form::{Form, Key, day, key, part};
pub(crate) use keep::{read, write};
pub(crate) use link::{Link, MOST_ROWS, UNKNOWN, units};
pub(crate) use route::Route;

/// The group of facts of a rule that the visitor enters.
pub(crate) const RULE: &str = "rule";

/// The state of the page; texts are kept exactly as typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    /// The language of the page.
    pub(crate) language: Language,
    /// The day on which the visit began.
    pub(crate) today: String,
    /// The day asked about, as typed.
    pub(crate) day: String,
    /// The actor who asks.
    pub(crate) role: String,
    /// Letters are larger.
    pub(crate) large: bool,
    /// Colours: `light`, `dark`, `contrast`; empty for those of the device.
    pub(crate) theme: String,
    /// What is on the screen.
    pub(crate) route: Route,
    /// The calculation sheet of the page is on the screen.
    pub(crate) sheet: bool,
    /// The place of the page that shows everything; empty for all places.
    pub(crate) region: String,
    /// The measure that each calculator computes, by its address; without one, all of its topic.
    pub(crate) picks: LiteMap<String, String>,
    /// What is typed in the fields.
    pub(crate) form: Form,
    /// Cases that the visitor has kept.
    pub(crate) cases: Vec<Case>,
    /// The link that the figures came from, until it is put away.
    pub(crate) opened: Option<Rc<Link>>,
    /// The page that the link is about.
    pub(crate) opened_on: Route,
    /// How the figures of the link are computed.
    pub(crate) computed: Computed,
    /// The versions of documents that the visitor has seen: `document:digest`, by commas.
    pub(crate) seen: String,
    /// A value that is looked at without being taken.
    pub(crate) trial: Option<Trial>,
    /// What is folded and was opened, by its name.
    pub(crate) unfolded: Vec<String>,
    /// The id of the button whose erasing is asked about; empty for none.
    pub(crate) asked: String,
}

/// How the figures of a link are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Computed {
    /// With the documents that it names.
    AsItCame,
    /// The same, once more, because the visitor wants to check it.
    Again,
    /// With the documents of today.
    Today,
}

/// A case that is kept on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    /// The visitor's name for it.
    pub(crate) name: String,
    /// Its address, with everything that it carries.
    pub(crate) address: String,
    /// It stands in the comparison.
    pub(crate) compared: bool,
}

/// A value that is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trial {
    /// The measure for which it is tried.
    pub(crate) measure: String,
    /// The field.
    pub(crate) key: Key,
    /// What would be typed.
    pub(crate) text: String,
}

/// The colours that can be chosen, by their names in style sheets.
pub(crate) const THEMES: [&str; 4] = ["", "light", "dark", "contrast"];

/// The most cases that are compared.
pub(crate) const COMPARED: usize = 4;

/// The most cases that are kept.
pub(crate) const KEPT: usize = 30;

/// The longest name of a case, in characters.
const NAME: usize = 40;

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
    /// Other colours.
    Theme(String),
    /// Another page, or its calculation sheet.
    Go(Route, bool),
    /// What an address carries, and whether it came from outside.
    Open(Route, Rc<Link>, bool),
    /// The link that the figures came from was seen.
    PutAway,
    /// The link is computed again as it came.
    Check,
    /// The link is computed with the documents of today.
    Latest,
    /// These versions of documents were seen.
    Seen(String),
    /// A case is kept.
    Keep(Case),
    /// A kept case is compared, or no longer.
    Compare(usize, bool),
    /// A kept case is erased.
    Forget(usize),
    /// Another tab has kept or erased cases; all that are there now.
    Cases(Vec<Case>),
    /// A value is tried, or no longer.
    Try(Option<Trial>),
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
    /// A contract is taken out, with what belongs to it in these groups.
    DropRow(String, usize, Vec<String>),
    /// Something folded is opened, or closed.
    Unfold(String, bool),
    /// Whether something shall be erased is asked at the button with this id, or at none any more.
    Ask(String),
    /// Everything typed is erased.
    Clear,
    /// Everything typed and kept is erased.
    ClearAll,
}

impl State {
    /// The measure that the page at hand computes; empty for all of its topic.
    pub(crate) fn pick(&self) -> &str {
        self.picks.get(self.route.hash()).map_or("", String::as_str)
    }

    /// The versions of documents with which the link at hand was made, as it names them; empty where those of today count.
    pub(crate) fn versions(&self) -> &str {
        let opened = self.opened.as_ref().filter(|_| self.computed != Computed::Today);
        opened.map_or("", |link| &link.packs)
    }

    /// What a new visitor sees.
    pub(crate) fn new(day: String) -> Self {
        Self {
            language: Language::Zh,
            today: day.clone(),
            day,
            role: "firm".to_owned(),
            large: false,
            theme: String::new(),
            sheet: false,
            route: Route::Home,
            region: String::new(),
            picks: LiteMap::new(),
            form: Form::default(),
            cases: Vec::new(),
            opened: None,
            opened_on: Route::Home,
            computed: Computed::AsItCame,
            seen: String::new(),
            trial: None,
            unfolded: Vec::new(),
            asked: String::new(),
        }
    }

    /// Takes the name of colours, where it is one.
    fn set_theme(&mut self, name: &str) {
        if THEMES.contains(&name) {
            name.clone_into(&mut self.theme);
        }
    }

    /// Takes versions of documents as seen, in place of others of the same documents.
    fn see(&mut self, versions: &str) {
        let id = |version: &str| version.split(':').next().map(str::to_owned);
        let other = |before: &&str| !before.is_empty() && !versions.split(',').any(|version| id(version) == id(before));
        let kept: Vec<&str> = self.seen.split(',').filter(other).chain(versions.split(',')).collect();
        self.seen = kept.join(",");
    }

    /// Everything that makes a case, as a link.
    pub(crate) fn link(&self) -> Link {
        Link {
            day: self.day.clone(),
            role: self.role.clone(),
            region: self.region.clone(),
            pick: self.pick().to_owned(),
            form: self.form.clone(),
            ..Link::default()
        }
    }

    /// Keeps a case under a plain name.
    fn keep(&mut self, mut case: Case) {
        case.name = case.name.chars().filter(|c| !c.is_control()).take(NAME).collect();
        let compared = self.cases.iter().filter(|other| other.compared).count();
        case.compared &= compared < COMPARED;
        // What is kept without being asked for makes room for itself.
        if self.cases.len() >= KEPT {
            let same = self.cases.iter().position(|other| other.name == case.name);
            self.cases.remove(same.unwrap_or(0));
        }
        self.cases.push(case);
    }

    /// Takes what an address carries.
    pub(crate) fn open(&mut self, route: Route, link: &Rc<Link>, foreign: bool) {
        self.set_theme(&link.theme);
        self.language = Language::from_id(&link.lang).unwrap_or(self.language);
        match link.letters.as_str() {
            "large" => self.large = true,
            "normal" => self.large = false,
            _ => {}
        }
        if link.has_case() {
            // What the visitor had typed is kept, once.
            let held = |case: &Case| Link::kept(Route::of(&case.address).2).form.says(&self.form);
            if !self.form.is_empty() && !self.form.says(&link.form) && !self.cases.iter().any(held) {
                let name = page_words(self.language).before_other;
                let address = cat(&[self.route.hash(), "?", &self.link().write()]);
                self.keep(Case {
                    name: name.to_owned(),
                    address,
                    compared: false,
                });
            }
            self.form = link.form.clone();
            self.opened = None;
        }
        if foreign && (link.has_case() || link.refused > 0) {
            self.opened = Some(link.clone());
            self.opened_on = route;
            self.computed = Computed::AsItCame;
        }
        self.route = route;
        self.sheet = false;
        let take = |slot: &mut String, text: &String| {
            if !text.is_empty() {
                slot.clone_from(text);
            }
        };
        take(&mut self.day, &link.day);
        take(&mut self.role, &link.role);
        if link.has_case() || !link.region.is_empty() {
            self.region.clone_from(&link.region);
        }
        if link.has_case() || !link.pick.is_empty() {
            self.picks.insert(route.hash().to_owned(), link.pick.clone());
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        let unfolds = matches!(action, Action::Unfold(..));
        if !unfolds && !matches!(action, Action::Cases(_)) {
            state.trial = None;
        }
        // Whatever changes, the question may be about something else now.
        if !unfolds {
            state.asked.clear();
        }
        let all = matches!(action, Action::ClearAll);
        match action {
            Action::Language(language) => state.language = language,
            Action::Day(day) => state.day = day,
            Action::Role(role) => state.role = role,
            Action::Large(large) => state.large = large,
            Action::Theme(theme) => state.set_theme(&theme),
            Action::Go(route, sheet) => (state.route, state.sheet) = (route, sheet),
            Action::Open(route, link, foreign) => state.open(route, &link, foreign),
            Action::PutAway => state.opened = None,
            Action::Check => {
                if let Some(link) = state.opened.clone() {
                    state.open(state.opened_on, &link, true);
                    state.computed = Computed::Again;
                }
            }
            Action::Latest => state.computed = Computed::Today,
            Action::Seen(versions) => state.see(&versions),
            Action::Keep(case) => state.keep(case),
            Action::Compare(at, compared) => {
                let full = state.cases.iter().filter(|case| case.compared).count() >= COMPARED;
                if let Some(case) = state.cases.get_mut(at) {
                    case.compared = compared && !full;
                }
            }
            Action::Forget(at) => {
                if at < state.cases.len() {
                    state.cases.remove(at);
                }
            }
            Action::Cases(cases) => state.cases = cases,
            Action::Try(trial) => state.trial = trial,
            Action::Region(region) => state.region = region,
            Action::Pick(measure) => {
                state.picks.insert(state.route.hash().to_owned(), measure);
            }
            Action::Type(key, text) => {
                if let Some(field) = key.strip_suffix("~unit").filter(|_| text.ends_with('元')) {
                    state.form.show_in(field, &text);
                }
                state.form.set(key, text);
            }
            Action::Choose(key, id, chosen) => state.form.choose(key, &id, chosen),
            Action::Years(key, years) => state.form.show_years(&key, &years),
            Action::DropYear(key, year, left) => {
                state.form.show_years(&key, &left);
                state.form.drop_year(&key, year);
            }
            Action::AddRow(group) => state.form.add_row(group),
            Action::DropRow(group, row, parts) => state.form.drop_row(&group, row, &parts),
            Action::Ask(id) => state.asked = id,
            Action::Unfold(name, open) => {
                state.unfolded.retain(|other| *other != name);
                if open {
                    state.unfolded.push(name);
                }
            }
            Action::Clear | Action::ClearAll => {
                state.form = Form::default();
                state.opened = None;
                // The day may be that of a link or of a case.
                state.day.clone_from(&state.today);
                if all {
                    state.cases.clear();
                }
            }
        }
        Rc::new(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(rate: &str) -> Rc<State> {
        let state = Rc::new(State::new("2026-11-22".to_owned()));
        state.reduce(Action::Type("loan.0.rate".to_owned(), rate.to_owned()))
    }

    #[test]
    fn what_is_cleared_is_asked_about_today_again() {
        let link = Link::read("day=2024-03-01&loan.0.rate=3");
        let state = Rc::new(State::new("2026-11-22".to_owned()));
        let state = state.reduce(Action::Open(Route::Loan, Rc::new(link), true));
        assert_eq!(state.day, "2024-03-01");
        for clear in [Action::Clear, Action::ClearAll] {
            assert_eq!(state.clone().reduce(clear).day, "2026-11-22");
        }
    }

    #[test]
    fn a_field_that_was_emptied_makes_no_other_case() {
        let case = named("kept", "3");
        let state = typed("3").reduce(Action::Keep(case.clone()));
        let state = state.reduce(Action::Type("loan.0.lender".to_owned(), String::new()));
        assert_eq!(open(state, &case, false).cases.len(), 1);
        // What is kept once is not kept again when something else is opened over it.
        let state = typed("3").reduce(Action::Keep(case));
        let state = state.reduce(Action::Type("loan.0.lender".to_owned(), String::new()));
        assert_eq!(open(state, &named("other", "5"), true).cases.len(), 1);
    }

    #[test]
    fn what_belongs_to_a_contract_goes_with_it_and_with_its_number() {
        let mut state = typed("3");
        let mut act = |action: Action| state = state.clone().reduce(action);
        for group in ["loan", "loan", "spend", "spend"] {
            act(Action::AddRow(group.to_owned()));
        }
        for (at, loan) in ["1", "2", "3"].into_iter().enumerate() {
            act(Action::Type(
                cat(&["loan.", &at.to_string(), ".lender"]),
                loan.to_owned(),
            ));
            act(Action::Type(
                cat(&["spend.", &at.to_string(), ".loan"]),
                loan.to_owned(),
            ));
        }
        act(Action::Type("spend.1.amount".to_owned(), "10万".to_owned()));
        act(Action::DropRow("loan".to_owned(), 0, vec!["spend".to_owned()]));
        let found = |key: &str| state.form.get(key).to_owned();
        assert_eq!(["loan.0.lender", "loan.1.lender"].map(found), ["2", "3"]);
        let purchases = ["spend.0.loan", "spend.0.amount", "spend.1.loan"];
        assert_eq!(purchases.map(found), ["1", "10万", "2"]);
        assert_eq!((state.form.rows("loan"), state.form.rows("spend")), (2, 2));
    }

    fn named(name: &str, rate: &str) -> Case {
        let name = name.to_owned();
        let address = format!("#/loan?{}", typed(rate).link().write());
        let compared = false;
        Case {
            name,
            address,
            compared,
        }
    }

    fn open(state: Rc<State>, case: &Case, foreign: bool) -> Rc<State> {
        let (route, _, carried) = Route::of(&case.address);
        state.reduce(Action::Open(route, Rc::new(Link::read(carried)), foreign))
    }

    #[test]
    fn what_is_opened_over_something_typed_leaves_it_among_the_cases_once() {
        let kept = named("a", "3.5");
        for foreign in [false, true] {
            let state = typed("4").reduce(Action::Keep(kept.clone()));
            let state = open(state, &kept, foreign);
            assert_eq!(state.form.get("loan.0.rate"), "3.5");
            assert_eq!(state.cases.len(), 2, "{:?}", state.cases);
            assert!(state.cases[1].address.contains("loan.0.rate=4"), "{:?}", state.cases);
            // What stands there now is a case already, whatever is opened next.
            let state = open(state, &named("b", "5"), foreign);
            assert_eq!(state.cases.len(), 2, "{:?}", state.cases);
        }
    }

    #[test]
    fn links_never_push_out_what_the_visitor_keeps() {
        let mut state = typed("1");
        for at in 0..KEPT - 1 {
            state = state.reduce(Action::Keep(named(&format!("mine {at}"), "2")));
        }
        for rate in 3..40 {
            state = open(state, &named("", &rate.to_string()), true);
            state = state.reduce(Action::Type("loan.0.principal".to_owned(), rate.to_string()));
        }
        assert_eq!(state.cases.len(), KEPT);
        let mine = state.cases.iter().filter(|case| case.name.starts_with("mine"));
        assert_eq!(mine.count(), KEPT - 1);
    }

    #[test]
    fn a_question_goes_away_with_whatever_else_is_done() {
        let ask = || typed("1").reduce(Action::Ask("clear".to_owned()));
        assert_eq!(ask().asked, "clear");
        for action in [
            Action::Type("loan.0.rate".to_owned(), "2".to_owned()),
            Action::Cases(Vec::new()),
            Action::Go(Route::Home, false),
            Action::Clear,
        ] {
            assert_eq!(ask().reduce(action.clone()).asked, "", "{action:?}");
        }
    }
}
