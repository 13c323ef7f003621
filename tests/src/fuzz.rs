//! Random and mutated inputs for whatever reads what strangers write: phrases, packs, requests and tables.
//!
//! A target takes any text and comes back: with an answer, or with an error as data. Addresses are tried beside their reader
//! in `web`, messages of other pages in `tests/tests/hostile.rs`.

mod inputs;

pub use inputs::Inputs;

use crate::random;
use policies::cases;
use rules::{
    Plan,
    outcome::{Outcome, Response},
    phrase,
    request::Request,
};
use std::{
    hint::black_box,
    sync::{Arc, OnceLock},
};
use table::{Job, Splitter, Table, Totals, is_formula, write_cell, write_row};
use text::{Language, Words, pack_error, pack_problem};

/// What is fed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The reader of the words of clauses.
    Phrases,
    /// The reader of packs, as a site's owner may write them.
    Packs,
    /// Requests as JSON, and the words for what comes out.
    Requests,
    /// Tables as CSV.
    Tables,
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Phrases, Self::Packs, Self::Requests, Self::Tables];

    /// Its name in files and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phrases => "phrases",
            Self::Packs => "packs",
            Self::Requests => "requests",
            Self::Tables => "tables",
        }
    }

    /// The target of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.name() == name)
    }

    /// Feeds one input; whatever it says, this comes back.
    pub fn feed(self, input: &str) {
        match self {
            Self::Phrases => phrases(input),
            Self::Packs => pack(input),
            Self::Requests => request(input),
            Self::Tables => rows(input),
        }
    }

    /// What the inputs are made from: what the repository holds of that kind.
    #[must_use]
    pub fn seeds(self) -> Vec<String> {
        let packs = || policies::PACKS.iter().map(|(_, text, _)| (*text).to_owned());
        match self {
            // Chinese in quotation marks: clauses and the words of bounds.
            Self::Phrases => packs()
                .flat_map(|text| {
                    text.split('"')
                        .skip(1)
                        .step_by(2)
                        .filter(|text| !text.is_ascii())
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                })
                .collect(),
            Self::Packs => packs().collect(),
            Self::Requests => {
                let drawn = random::requests(plan(), 1, 40);
                let drawn = drawn.iter().filter_map(|request| serde_json::to_string(request).ok());
                let cases = cases::all().unwrap_or_default();
                let asked = cases.iter().flat_map(|(document, cases)| {
                    cases
                        .cases
                        .iter()
                        .step_by(7)
                        .filter_map(|case| cases.request(document, case))
                });
                drawn
                    .chain(asked.filter_map(|request| serde_json::to_string(&request).ok()))
                    .collect()
            }
            Self::Tables => TABLES.map(str::to_owned).into(),
        }
    }

    /// Pieces that mean something to the reader, between bars.
    const fn pieces(self) -> &'static str {
        match self {
            Self::Phrases => {
                "不超过|超过|以上|及以下|以内|低于|不低于|至|（含）|不含|500万元|1.2%|‰|BP|个百分点|LPR|倍|亿元|分别给予|、|，|。|“|〔2025〕81号|第3条\
                 |2024年2月30日|年|个月|全额|零|十|０|9999999999999999999|."
            }
            Self::Packs => {
                "\n|[[measure]]|[document]|when = [|]|{ | }|words = |\"|= 0|cap|share = |derived = \"…\"|effect = \"price\"|1e999|true|-1\
                 |999999999999999999999|id = \"x\"|quote = \"\"|reading = []|\\u0000"
            }
            Self::Requests => {
                "{|}|[|]|:|,|null|true|\"\"|-0|1e400|\"999999999999999999999999999999999\"|\"0.000000000000000000000000000001%\"|\"12000个月\"\
                 |\"9999-12-31\"|\"0001-01-01\"|\"language\":\"en\"|\"day\":\"2024-02-29\"|\"trace\":true|\"loan\":|\"rate\":|\"10000%\"|\"1个月\""
            }
            Self::Tables => {
                ",|\n|\r|\"|\"\"|\t|;|\u{feff}|=1+1|一百|1,000.50|12/31/2024|2024年1月|500万|3.5%|-|\0|\u{202e}|999999999999999999999999\
                 |贷款金额(万元)|年利率(%)|信用代码"
            }
        }
    }
}

/// A ledger as a bank keeps it, the same with other separators, and one of insurance.
const TABLES: [&str; 3] = [
    "信用代码,企业名称,企业类型,贷款品种,贷款金额(万元),年利率(%),期限(月),放款日,还款方式,贷款状态\n\
     A1,甲公司,小微企业,创业担保贷款,200,3.50,24,2024/1/15,先息后本,正常\n\
     A2,乙公司,小型企业,创业担保贷款,100,3.50,24,2024/3/1,等额本息,正常\n\
     A2,乙公司,小型企业,创业担保贷款,\"1,000.50\",3.45,12,2024/6/10,等额本金,正常\n",
    "信用代码\t贷款金额\t年利率\t期限\t放款日\tfirm.kind\nB1\t200万\t3.5%\t24个月\t2024-01-15\t小微企业\nB1\t1亿\t350BP\t730天\t2024-02-29\t个人\n",
    "企业名称;保险金额(元);保费(元);保险期限(月);起保日\r\n甲;1000000;12000;12;2023-03-01\r\n乙;1000000.01;12000.01;13;2022-12-31\r\n",
];

/// The plan of all policies, made once.
fn plan() -> &'static Arc<Plan> {
    static PLAN: OnceLock<Arc<Plan>> = OnceLock::new();
    #[expect(clippy::panic, reason = "the policies of the repository are checked by other tests")]
    PLAN.get_or_init(|| Arc::new(policies::plan().unwrap_or_else(|error| panic!("{error}"))))
}

fn phrases(input: &str) {
    if let Ok(items) = phrase::read(input) {
        for item in items {
            // What was read is found again at the place that it says it has.
            assert!(
                input.get(item.span.clone()).is_some(),
                "a span cuts a character: {item:?}"
            );
        }
    }
    drop(black_box((phrase::share(input), phrase::list(input))));
    drop(black_box((
        phrase::bound(input, None),
        phrase::date(input),
        phrase::survey(input),
    )));
    let half = input
        .char_indices()
        .nth(input.chars().count() / 2)
        .map_or(0, |(at, _)| at);
    black_box(phrase::stands_in(&input[half..], input).is_ok());
}

fn pack(input: &str) {
    let Ok(pack) = policies::pack("fuzz.toml", input) else {
        return;
    };
    let (Ok(source), Ok(catalogue), Ok(lpr)) = (policies::source(pack), policies::catalogue(), policies::lpr()) else {
        return;
    };
    match Plan::new(catalogue, lpr, vec![source]) {
        Ok(plan) => {
            for request in random::requests(&plan, 1, 2) {
                answer(&plan, &request);
            }
        }
        Err(errors) => {
            for (error, language) in errors
                .iter()
                .flat_map(|error| Language::ALL.map(|language| (error, language)))
            {
                black_box((pack_error(language, error), pack_problem(language, error)));
            }
        }
    }
}

fn request(input: &str) {
    if let Ok(request) = serde_json::from_str::<Request>(input) {
        answer(plan(), &request);
    }
}

fn answer(plan: &Plan, request: &Request) {
    let answered = plan.assess(request);
    for language in Language::ALL {
        let words = Words { plan, language };
        match &answered {
            Ok(Response { outcomes, .. }) => outcomes.iter().for_each(|outcome| say(words, outcome)),
            Err(error) => drop(black_box(words.request_error(error))),
        }
    }
    if let Ok(response) = answered {
        let text = serde_json::to_string(&response);
        assert!(text.is_ok(), "an answer cannot be written: {text:?}");
    }
}

/// Everything that is said of an outcome.
fn say(words: Words<'_>, outcome: &Outcome) {
    black_box((
        words.headline(outcome),
        words.badges(outcome),
        words.paid(outcome),
        words.missing(outcome),
    ));
    black_box(words.steps(outcome));
    for reason in &outcome.reasons {
        black_box(words.reason(outcome, reason));
    }
    for check in &outcome.checks {
        black_box(words.check(outcome, check));
    }
    for what_if in &outcome.what_if {
        black_box(words.what_if(outcome, what_if));
    }
    for assumption in &outcome.assumptions {
        black_box(words.assumption(outcome, assumption));
    }
}

fn rows(input: &str) {
    const JOB: &str = r#"{ "schema": 1, "day": "2026-11-22", "measures": ["national-startup-2023/firm", "wenzhou-2022/art-4-price"],
        "constants": [{ "as": "firm.staff", "value": "20" }] }"#;
    let Ok(job) = serde_json::from_str::<Job>(JOB) else {
        return;
    };
    let mut records = Vec::new();
    let mut splitter = Splitter::default();
    // In two pieces, which may cut a character.
    let (head, tail) = input.as_bytes().split_at(input.len() / 2);
    splitter.push(head, &mut |row| records.push(row));
    splitter.push(tail, &mut |row| records.push(row));
    splitter.finish(&mut |row| records.push(row));
    let Some((headings, rows)) = records.split_first() else {
        return;
    };
    let headings: Vec<&str> = headings.cells().collect();
    let Ok(table) = Table::new(Arc::clone(plan()), &job, &headings) else {
        return;
    };
    let (mut gatherer, mut parties) = (table.gatherer(), Vec::new());
    for row in rows {
        gatherer.push(row.clone(), &mut |party| parties.push(party));
    }
    gatherer.finish(&mut |party| parties.push(party));
    let (computer, mut totals, mut text) = (table.computer(), Totals::default(), String::new());
    for party in &parties {
        let answer = computer.compute(party);
        totals.count(&answer);
        for (at, row) in party.rows.iter().enumerate() {
            let added = table.added(&answer, at).cells();
            let cells: Vec<&str> = row.cells().chain(added.iter().map(String::as_str)).collect();
            for cell in &cells {
                let mut written = String::new();
                write_cell(&mut written, cell);
                let quoted = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                let value = quoted.map_or_else(|| written.clone(), |quoted| quoted.replace("\"\"", "\""));
                assert!(!is_formula(&value), "a spreadsheet would run {written}");
            }
            write_row(&mut text, cells);
        }
    }
    totals.settle(table.measures());
    black_box(text);
}
