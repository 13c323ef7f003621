//! Fetches the policies: an index, the library that it names, and of what the library lists only what the page at hand needs.

use std::cell::RefCell;

use js_sys::Promise;
use rules::Plan;
use rules::digest::sha256;
use rules::fact::FactKind;
use rules::library::{Change, Entry, History, Library, Place, Places, Province, Shelf};
use rules::place::{NATION, is_code, lies_in};
use text::Language;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

use crate::dom::cat;
use crate::state::{Link, RULE, Route, State};
use crate::words::page_words;

/// Why there are no policies, in words for whoever reports it.
pub(crate) type Failure = String;

/// The most places that are listed.
const FOUND: usize = 12;

/// What the page asks for first; the files that it names never change under the same name.
const INDEX: &str = "index.json";

/// What the page at hand needs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wanted {
    /// The language of the names.
    pub(crate) language: Language,
    /// Codes of the places, the whole country among them.
    places: Vec<String>,
    /// The pages for whose subjects documents are loaded.
    routes: Vec<Route>,
    /// The versions of documents with which a link was made, as the link names them.
    versions: String,
    /// What was entered of a rule: names and answers in turn. Empty where no rule is on the page.
    pub(crate) rule: Vec<String>,
}

/// The facts of a rule that is entered.
const RULE_FACTS: [(&str, FactKind); 14] = [
    ("kind", FactKind::Choice),
    ("interest_share", FactKind::Rate),
    ("points", FactKind::Rate),
    ("fee", FactKind::Rate),
    ("premium_share", FactKind::Rate),
    ("most", FactKind::Money),
    ("most_rate", FactKind::Rate),
    ("most_months", FactKind::Count),
    ("limit", FactKind::Money),
    ("limit_months", FactKind::Count),
    ("cap", FactKind::Money),
    ("cap_per", FactKind::Choice),
    ("from", FactKind::Date),
    ("to", FactKind::Date),
];

/// Why there is no rule of what was entered.
#[derive(Debug)]
pub(crate) enum Unfinished {
    /// A fact that it needs, by name.
    Missing(String),
    /// The last day lies before the first.
    Before,
    /// Something else, in words.
    Wrong(String),
}

impl Wanted {
    /// What a state needs: a page its own place and subject, the comparison those of every case.
    pub(crate) fn of(state: &State) -> Self {
        let mut wanted = Self {
            language: state.language,
            places: vec![NATION.to_owned()],
            routes: vec![state.route],
            versions: state.versions().to_owned(),
            rule: Vec::new(),
        };
        if state.route == Route::Rule {
            for (fact, kind) in RULE_FACTS {
                let key = cat(&[RULE, ".", fact]);
                if let Some(text) = state.form.text(kind, &key) {
                    wanted.rule.extend([fact.to_owned(), text]);
                }
            }
        }
        wanted.add(&state.region);
        if state.route == Route::Compare {
            for case in state.cases.iter().filter(|case| case.compared) {
                let (route, _, carried) = Route::of(&case.address);
                wanted.add(&Link::kept(carried).region);
                wanted.routes.push(route);
            }
        }
        wanted
    }

    fn add(&mut self, place: &str) {
        if is_code(place) && !self.places.iter().any(|known| known == place) {
            self.places.push(place.to_owned());
        }
    }

    /// Whether a place or what lies around it is wanted.
    pub(crate) fn is_around(&self, region: &str) -> bool {
        self.places.iter().any(|place| lies_in(place, region))
    }

    fn wants(&self, document: &Entry) -> bool {
        let wanted = |route: &Route| match route {
            Route::Home | Route::Contract | Route::Rule | Route::Compare => false,
            Route::Everything => true,
            Route::Loan | Route::Guarantee | Route::Insurance | Route::Securitisation => document
                .topics
                .iter()
                .any(|topic| route.topics().contains(&topic.as_str())),
        };
        self.is_around(&document.region) && self.routes.iter().any(wanted)
    }
}

/// The policies that were wanted.
#[derive(Debug)]
pub(crate) struct Policies {
    /// What was wanted.
    pub(crate) wanted: Wanted,
    /// The documents with everything around them.
    pub(crate) plan: Plan,
    /// All provinces, and how many documents each has.
    pub(crate) provinces: Vec<Province>,
    /// The lists of the wanted provinces and of the whole country.
    pub(crate) documents: Vec<Entry>,
    /// The file that says where places are found.
    pub(crate) places: String,
    /// What is wrong with the rule of the site's own.
    pub(crate) refused: Option<String>,
    /// Why there is no rule of what was entered.
    pub(crate) unfinished: Option<Unfinished>,
    /// Documents in the version of a link instead of the present one.
    pub(crate) old: Vec<Old>,
    /// Documents that the visitor has seen in an older version.
    pub(crate) news: Vec<Old>,
}

/// A document in an older version.
#[derive(Debug)]
pub(crate) struct Old {
    /// The document.
    pub(crate) id: String,
    /// The file with the version.
    file: String,
    /// The digits of the present version.
    pub(crate) now: String,
    /// The day on which the version was published.
    pub(crate) day: String,
    /// What has changed since.
    pub(crate) changes: Vec<Change>,
}

thread_local! {
    /// The index, once it was loaded.
    static INDEX_KEPT: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
    /// The files that were loaded, by name. What a visit has needed once it never asks for again, so that it goes on without a
    /// network.
    static KEPT: RefCell<Vec<(String, Vec<u8>)>> = const { RefCell::new(Vec::new()) };
}

/// Loads what is wanted, and says what has changed since the versions that were seen.
pub(crate) async fn policies(wanted: Wanted, seen: String) -> Result<Policies, Failure> {
    let mut index = INDEX_KEPT.with_borrow(Clone::clone);
    if index.is_undefined() {
        index = value(INDEX, answer(INDEX, ask(INDEX)?).await?.json()).await?;
        INDEX_KEPT.set(index.clone());
    }
    let get = |key: &str| js_sys::Reflect::get(&index, &JsValue::from_str(key)).unwrap_or_default();
    let name = match get(wanted.language.id()).as_string() {
        Some(name) if get("schema") == 2 => name,
        _ => return Err(cat(&[INDEX, ": schema"])),
    };
    let library = files(vec![name]).await?;
    let library = library.first().and_then(|(_, bytes)| Library::from_bytes(bytes));
    let Library {
        mut plan,
        provinces,
        shelves,
    } = library.ok_or("library")?;
    let around = provinces
        .iter()
        .filter(|province| province.documents > 0 && wanted.is_around(&province.id));
    let around = around.map(|province| Library::shelf(&shelves, &province.id));
    let mut documents = Vec::new();
    for (name, bytes) in files(around.collect()).await? {
        let shelf = Shelf::from_bytes(&bytes).ok_or(name)?;
        plan.catalogue.regions.extend(shelf.regions);
        plan.catalogue.payers.extend(shelf.payers);
        documents.extend(shelf.documents);
    }
    let here: Vec<&Entry> = documents.iter().filter(|document| wanted.wants(document)).collect();
    let loaded = files(here.iter().map(|document| document.file.clone()).collect()).await?;
    let (mut old, mut news) = (Vec::new(), Vec::new());
    for (document, (name, bytes)) in here.into_iter().zip(loaded) {
        if let Some(digits) = digits(&wanted.versions, &document.id) {
            if let Some(version) = older(document, digits, wanted.language).await
                && let Ok(before) = files(vec![version.file.clone()]).await
                // Bytes that are no document add nothing.
                && before.first().and_then(|(_, bytes)| plan.add_document(bytes)).is_some()
            {
                old.push(version);
                continue;
            }
        } else if let Some(digits) = digits(&seen, &document.id) {
            news.extend(older(document, digits, wanted.language).await);
        }
        plan.add_document(&bytes).ok_or(name)?;
    }
    let refused = match own(wanted.language).await {
        Ok(Some(bytes)) => plan.add_document(&bytes).is_none().then(String::new),
        Ok(None) => None,
        Err(refused) => Some(refused),
    };
    let unfinished = if wanted.routes.contains(&Route::Rule) {
        match entered(wanted.language, &wanted.rule).await {
            Ok(bytes) => plan
                .add_document(&bytes)
                .is_none()
                .then(|| Unfinished::Wrong(String::new())),
            Err(unfinished) => Some(unfinished),
        }
    } else {
        None
    };
    Ok(Policies {
        wanted,
        plan,
        provinces,
        documents,
        places: get("places").as_string().unwrap_or_default(),
        refused,
        unfinished,
        old,
        news,
    })
}

/// The digits of a digest that stand behind the name of a document in a list of versions.
pub(crate) fn digits<'v>(versions: &'v str, document: &str) -> Option<&'v str> {
    let mut versions = versions.split(',').filter_map(|version| version.split_once(':'));
    versions.find(|(id, _)| *id == document).map(|(_, digits)| digits)
}

/// An older version of a document, by the beginning of its digest; none where it is the present one, or was never published.
async fn older(document: &Entry, digits: &str, language: Language) -> Option<Old> {
    if document.digits == digits {
        return None;
    }
    let history = files(vec![cat(&["versions/", &document.id, ".bin"])]).await.ok()?;
    let history = History::from_bytes(&history.first()?.1)?;
    let version = history.find(digits)?;
    let file = language.say(&version.zh, &version.en).to_owned();
    Some(Old {
        id: document.id.clone(),
        file,
        now: document.digits.clone(),
        day: version.day.clone(),
        changes: history.changes_since(digits)?,
    })
}

/// The places that fit what was typed, the best first, not more than a list should have. `names` is the file that says where
/// they are.
pub(crate) async fn places(names: String, typed: String) -> Result<Vec<Place>, Failure> {
    let places = files(vec![names]).await?;
    let places = places
        .first()
        .and_then(|(_, bytes)| Places::from_bytes(bytes))
        .ok_or("places")?;
    let wanted = places.files(&typed).into_iter().map(str::to_owned).collect();
    let mut all = Vec::new();
    for (name, bytes) in files(wanted).await? {
        all.extend(Place::list_from_bytes(&bytes).ok_or(name)?);
    }
    Ok(Place::find(&all, &typed).into_iter().take(FOUND).cloned().collect())
}

/// The rule that the owner of the site has put beside the published ones, compiled and marked as such; none for most sites.
/// What is wrong with it is told, and hinders nothing.
async fn own(language: Language) -> Result<Option<Vec<u8>>, Failure> {
    let named = gloo::utils::document().query_selector("meta[name=huisuan-own]");
    let named = named.ok().flatten().and_then(|meta| meta.get_attribute("content"));
    if named.unwrap_or_default().is_empty() {
        return Ok(None);
    }
    let answer = more("own", &[language.id()]).await?;
    let get = |key: &str| js_sys::Reflect::get(&answer, &JsValue::from_str(key)).unwrap_or_default();
    match get("refused").as_string() {
        Some(refused) => Err(refused),
        None => Ok(Some(js_sys::Uint8Array::new(&get("document")).to_vec())),
    }
}

/// The rule that was entered, compiled and marked as such, or why there is none.
async fn entered(language: Language, rule: &[String]) -> Result<Vec<u8>, Unfinished> {
    let answer = of_rule("entered", language.id(), rule).await;
    // A page in one file has no engine beside it that reads rules.
    let answer =
        answer.map_err(|failure| Unfinished::Wrong(cat(&[page_words(language).load_failed, failure.as_str()])))?;
    let get = |key: &str| js_sys::Reflect::get(&answer, &JsValue::from_str(key)).unwrap_or_default();
    let told = |key: &str| get(key).as_string().unwrap_or_default();
    match told("why").as_str() {
        "" => Ok(js_sys::Uint8Array::new(&get("document")).to_vec()),
        "missing" => Err(Unfinished::Missing(told("field"))),
        "before-first" => Err(Unfinished::Before),
        _ => Err(Unfinished::Wrong(told("words"))),
    }
}

/// Keeps the rule that was entered as the beginning of a pack, in a file.
pub(crate) async fn keep_rule(today: &str, rule: &[String]) -> Result<JsValue, Failure> {
    of_rule("pack", today, rule).await
}

/// Asks for something of the rule that was entered.
async fn of_rule(name: &str, first: &str, rule: &[String]) -> Result<JsValue, Failure> {
    let given: Vec<&str> = std::iter::once(first).chain(rule.iter().map(String::as_str)).collect();
    more(name, &given).await
}

/// Asks for what few visits need, by its name in `more.js`.
pub(crate) async fn more(name: &str, given: &[&str]) -> Result<JsValue, Failure> {
    let load = js_sys::Reflect::get(&gloo::utils::window(), &JsValue::from_str("huisuan"));
    // A page in one file has nothing beside it.
    let load = load
        .ok()
        .and_then(|load| load.dyn_into::<js_sys::Function>().ok())
        .ok_or(name)?;
    let given = [name].iter().chain(given).map(|text| JsValue::from_str(text)).collect();
    let promise = load.apply(&JsValue::NULL, &given);
    value(name, promise.map(|promise| Promise::resolve(&promise))).await
}

/// Files with their names. All that are not there yet are asked for before the first is waited for.
async fn files(names: Vec<String>) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut asked = Vec::new();
    for name in &names {
        if !KEPT.with_borrow(|kept| kept.iter().any(|(known, _)| known == name)) {
            asked.push((name, ask(name)?));
        }
    }
    for (name, promise) in asked {
        let body = value(name, answer(name, promise).await?.array_buffer()).await?;
        let bytes = js_sys::Uint8Array::new(&body).to_vec();
        if !agrees(name, &bytes) {
            return Err(cat(&[name, ": sha256"]));
        }
        KEPT.with_borrow_mut(|kept| kept.push((name.clone(), bytes)));
    }
    let kept = |name: &String| KEPT.with_borrow(|kept| kept.iter().find(|(known, _)| known == name).cloned());
    Ok(names.iter().filter_map(kept).collect())
}

/// Whether a file is what its name says: the digits before the ending are those of its digest. A name without such digits says
/// nothing.
fn agrees(name: &str, bytes: &[u8]) -> bool {
    // The lists of all provinces bear one digest together.
    if name.contains("-shelf-") {
        return true;
    }
    let digits = name.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('-'));
    let digits = digits
        .map(|(_, digits)| digits)
        .filter(|digits| digits.len() == 16 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
    digits.is_none_or(|digits| sha256(bytes).split(':').any(|digest| digest.starts_with(digits)))
}

/// Asks for a file, relative to the page, so that a site may live in any folder.
fn ask(name: &str) -> Result<Promise, Failure> {
    let base = gloo::utils::document().base_uri().ok().flatten().unwrap_or_default();
    let path = cat(&["data/", name]);
    let url = Url::new_with_base(&path, &base).map_err(|error| failure(name, &error))?;
    Ok(gloo::utils::window().fetch_with_str(&url.href()))
}

async fn answer(name: &str, asked: Promise) -> Result<Response, Failure> {
    let answer = JsFuture::from(asked).await;
    let response: Response = answer
        .and_then(wasm_bindgen::JsCast::dyn_into)
        .map_err(|error| failure(name, &error))?;
    if response.ok() {
        Ok(response)
    } else {
        Err(cat(&[name, ": ", &response.status().to_string()]))
    }
}

async fn value(name: &str, promise: Result<Promise, JsValue>) -> Result<JsValue, Failure> {
    let promise = promise.map_err(|error| failure(name, &error))?;
    JsFuture::from(promise).await.map_err(|error| failure(name, &error))
}

fn failure(name: &str, error: &JsValue) -> Failure {
    let message = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    cat(&[name, ": ", &message.unwrap_or_default()])
}
