//! The static pages: one for each measure, well-formed, without scripts, true to the clause, and with links that lead
//! somewhere.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use huisuan_pages::{Explanation, Site, boundaries};
use policies::cases;
use rules::outcome::State;
use rules::pack::Verification;
use rules::plan::Plan;
use text::Language;

static PLAN: LazyLock<Plan> = LazyLock::new(|| policies::plan().expect("sound packs"));

/// The pages by their paths.
static PAGES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let day = "2026-11-22".parse().expect("a day");
    let files = Site::embedded(day).expect("sound packs").files();
    let pages = files
        .into_iter()
        .map(|file| (file.path, String::from_utf8(file.bytes).expect("a text")));
    pages.collect()
});

/// Elements that hold nothing and are not closed.
const VOID: [&str; 2] = ["link", "meta"];

/// The path of a page of a measure, in every language.
fn paths(measure: &str) -> [String; Language::ALL.len()] {
    Language::ALL.map(|language| match language.id() {
        "zh" => format!("clauses/{measure}.html"),
        id => format!("clauses/{id}/{measure}.html"),
    })
}

/// The tags of a page, without the type of the document: what stands between `<` and `>`.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.split('<')
        .skip(2)
        .map(|part| part.split('>').next().unwrap_or_default())
}

/// The text of a part of a page.
fn plain(html: &str) -> String {
    let text: String = html
        .split('<')
        .enumerate()
        .map(|(at, part)| {
            if at == 0 {
                part
            } else {
                part.split_once('>').map_or("", |(_, text)| text)
            }
        })
        .collect();
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// What stands between the tags of elements of a name.
fn elements<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once(&open) {
        let Some((inside, after)) = after.split_once(&close) else {
            break;
        };
        found.push(inside.split_once('>').map_or("", |(_, inside)| inside));
        rest = after;
    }
    found
}

/// The values of an attribute.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let begin = format!(" {attribute}=\"");
    page.split(&begin)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect()
}

#[test]
fn every_measure_has_a_page_in_each_language_and_nothing_else_has_one() {
    let mut expected: Vec<String> = Vec::new();
    for measure in &PLAN.measures {
        expected.extend(paths(&measure.id));
    }
    for document in &PLAN.documents {
        expected.extend(paths(&format!("{}/index", document.id)));
    }
    expected.extend(paths("index"));
    expected.sort();
    let given: Vec<&String> = PAGES.keys().collect();
    assert_eq!(given, expected.iter().collect::<Vec<_>>());
}

#[test]
fn every_page_is_well_formed() {
    for (path, page) in PAGES.iter() {
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\""), "{path}");
        let mut open: Vec<&str> = Vec::new();
        for tag in tags(page) {
            let name = tag.split(' ').next().unwrap_or_default();
            match name.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{path}"),
                None if VOID.contains(&name) => {}
                None => open.push(name),
            }
            assert_eq!(tag.matches('"').count() % 2, 0, "{path}: {tag}");
        }
        assert!(open.is_empty(), "{path}: {open:?}");
        let ids = values(page, "id");
        assert_eq!(ids, ["main"], "{path}");
        assert_eq!(elements(page, "h1").len(), 1, "{path}");
        assert_eq!(elements(page, "title").len(), 1, "{path}");
        // What is not markup holds none of its marks: an ampersand begins a reference.
        for part in page.split('&').skip(1) {
            let reference = ["lt;", "gt;", "quot;", "amp;"]
                .iter()
                .any(|name| part.starts_with(name));
            assert!(reference, "{path}: &{}", part.chars().take(20).collect::<String>());
        }
    }
}

#[test]
fn no_page_needs_more_than_the_strict_policy_allows() {
    for (path, page) in PAGES.iter() {
        for tag in tags(page) {
            let mut words = tag.split(' ');
            let name = words.next().unwrap_or_default();
            assert!(
                !["script", "style", "iframe", "object", "base", "form"].contains(&name),
                "{path}: {tag}"
            );
            let attributes = tag.split("=\"").filter_map(|part| part.rsplit([' ', '"']).next());
            for attribute in attributes {
                assert!(attribute != "style" && !attribute.starts_with("on"), "{path}: {tag}");
            }
        }
        assert!(!page.contains("javascript:"), "{path}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let mut followed = 0;
    for (path, page) in PAGES.iter() {
        for address in values(page, "href") {
            if address == "data:," || address == "#main" || address.starts_with("http") {
                continue;
            }
            let file = address.split('#').next().unwrap_or_default();
            let mut place: Vec<&str> = path.split('/').collect();
            place.pop();
            for step in file.split('/') {
                match step {
                    ".." => assert!(place.pop().is_some(), "{path} leaves the site: {address}"),
                    "" => {}
                    step => place.push(step),
                }
            }
            let target = place.join("/");
            // The page that computes, and the styles that stand in the sources of the page.
            let known = target.is_empty() || target == "styles/clauses.css" || PAGES.contains_key(&target);
            assert!(known, "{path}: {address} is {target}");
            followed += 1;
        }
    }
    assert!(followed > 5 * PAGES.len(), "{followed}");
}

#[test]
fn the_clause_stands_in_its_page_verbatim_and_what_was_not_read_is_not_quoted() {
    let mut marked = 0;
    for measure in &PLAN.measures {
        let document = PLAN.document(measure).expect("its document");
        for path in paths(&measure.id) {
            let page = &PAGES[&path];
            let quotes: Vec<String> = elements(page, "blockquote").into_iter().map(plain).collect();
            if document.verification == Verification::Original {
                for sentence in &measure.source.quote {
                    assert!(quotes[0].lines().any(|line| line == sentence), "{path}: {sentence}");
                }
                marked += elements(page, "mark").len();
            } else {
                assert!(quotes.is_empty(), "{path}");
                let text = plain(page);
                assert!(text.contains(&measure.source.summary[0]), "{path}");
                for mark in elements(page, "mark").into_iter().map(plain) {
                    assert!(!text.contains(&format!("“{mark}”")), "{path}: “{mark}”");
                }
            }
            if path.starts_with("clauses/en/") {
                let translation = measure.source.translation.as_deref().unwrap_or_default();
                assert!(plain(page).contains(translation), "{path}: {translation}");
            }
        }
    }
    assert!(marked > 200, "only {marked} words are marked");
}

#[test]
fn every_page_of_a_measure_names_the_day_on_which_its_standing_is_told() {
    for measure in &PLAN.measures {
        for path in paths(&measure.id) {
            let page = &PAGES[&path];
            assert!(
                page.contains("<time datetime=\"2026-11-22\">2026-11-22</time>"),
                "{path}"
            );
            assert!(page.contains("<ul class=\"badges\"><li"), "{path}");
        }
    }
    // The draft of Wenzhou gave itself a period that was over by then.
    assert!(PAGES["clauses/wenzhou-2022/art-5-firm.html"].contains("2024-12-31 届满"));
}

#[test]
fn links_into_the_calculator_carry_the_measure() {
    let page = &PAGES["clauses/wenzhou-2022/art-5-firm.html"];
    let into = "href=\"../../#/securitisation?region=330300&amp;pick=wenzhou-2022/art-5-firm\"";
    assert!(page.contains(into), "{page}");
    let page = &PAGES["clauses/en/wenzhou-2022/art-5-firm.html"];
    assert!(page.contains("href=\"../../../#/securitisation?"));
    // Nobody can compute a pointer.
    let pointer = "clauses/wenzhou-2022/art-7-other.html";
    assert!(!PAGES[pointer].contains("#/"), "{pointer}");
}

#[test]
fn the_page_knows_every_address_that_leads_into_it() {
    fn texts(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                texts(&entry.path(), found);
            } else {
                found.push(fs::read_to_string(entry.path()).expect("a text"));
            }
        }
    }
    let mut sources = Vec::new();
    texts(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src"),
        &mut sources,
    );
    let addresses = PAGES.values().flat_map(|page| values(page, "href"));
    let into: BTreeSet<&str> = addresses
        .filter_map(|address| address.split_once("#/")?.1.split('?').next())
        .collect();
    assert!(into.len() >= 5, "{into:?}");
    for page in into {
        let named = format!("\"#/{page}\"");
        assert!(
            sources.iter().any(|text| text.contains(&named)),
            "the page has no {named}"
        );
    }
}

#[test]
fn examples_stand_on_both_sides_of_a_bound() {
    let mut tables = 0;
    for (document_id, cases) in cases::all().expect("sound cases") {
        for measure in &PLAN.measures {
            let document = PLAN.document(measure).expect("its document");
            if document.id != document_id {
                continue;
            }
            let explanation = Explanation {
                plan: &PLAN,
                measure,
                document,
                cases: Some(&cases),
                day: None,
            };
            for boundary in boundaries(&explanation) {
                tables += 1;
                let states: Vec<State> = boundary
                    .tried
                    .iter()
                    .filter_map(|tried| Some(tried.check.as_ref()?.state))
                    .collect();
                // A condition passes on one side and fails on the other.
                if !states.is_empty() {
                    assert_eq!(states.len(), 3, "{} {}", measure.id, boundary.words);
                    assert_ne!(states[0], states[2], "{} {}", measure.id, boundary.words);
                }
            }
        }
    }
    assert!(tables >= 30, "{tables}");
    let page = plain(&PAGES["clauses/wenzhou-2022/art-4.html"]);
    assert!(page.contains("12,000.01 元 → 1.200001 %✗ 不符合不符合条件"), "{page}");
    assert!(page.contains("12,000.00 元 → 1.2 %✓ 符合精确 5,000.00 元"), "{page}");
}

#[test]
fn examples_stand_on_both_sides_of_each_end_of_a_term() {
    let pack = r#"
schema = 1
document = { id = "made-up", region = "330300", zh = "例", en = "Example", standing = "issued", verification = "original", verified_on = "2026-11-21" }

[[measure]]
id = "m"
article = "1"
zh = "例"
en = "Example"
topic = "interest-subsidy"
recipient = "borrower"
effect = "bound"
unit = "contract"
quote = "期限6个月以上、短于2年的贷款"
when = [ { fact = "loan.term", words = "期限6个月以上、短于2年" } ]
"#;
    let pack = policies::pack("made-up", pack).expect("a pack");
    let plan = policies::plan_of(vec![policies::source(pack).expect("a pack")]).expect("a sound pack");
    let cases = r#"{ "day": "2026-11-22", "base": { "m": { "role": "person", "facts": { "loan": [{ "term": "12个月" }] } } },
        "case": [{ "name": "in between", "measure": "m", "expect": { "status": "eligible" } }] }"#;
    let cases = serde_json::from_str(cases).expect("cases");
    let explanation = Explanation {
        plan: &plan,
        measure: &plan.measures[0],
        document: &plan.documents[0],
        cases: Some(&cases),
        day: None,
    };
    let tried: Vec<(String, State)> = boundaries(&explanation)
        .into_iter()
        .flat_map(|boundary| boundary.tried)
        .filter_map(|tried| Some((tried.value, tried.check?.state)))
        .collect();
    let expected = [
        ("5个月", State::Failed),
        ("6个月", State::Met),
        ("7个月", State::Met),
        ("23个月", State::Met),
        ("24个月", State::Failed),
        ("25个月", State::Failed),
    ];
    assert_eq!(tried, expected.map(|(term, state)| (term.to_owned(), state)));
}

#[test]
fn what_a_page_of_cases_says_is_what_the_cases_promise() {
    let mut told = 0;
    for (document, cases) in cases::all().expect("sound cases") {
        for case in &cases.cases {
            let page = &PAGES[&format!("clauses/{document}/{}.html", case.measure)];
            let lines = plain(page);
            let mut told_of = lines.lines().skip_while(|line| *line != case.name);
            assert!(told_of.next().is_some(), "{document}: {}", case.name);
            let Some(amount) = &case.expect.amount else { continue };
            let amount: rules::Money = amount.parse().expect("an amount");
            let shown = text::money(text::Language::Zh, amount);
            let headline = told_of.next().unwrap_or_default();
            assert!(headline.contains(&shown), "{document}: {}: {headline}", case.name);
            told += 1;
        }
    }
    assert!(told >= 150, "{told}");
}
