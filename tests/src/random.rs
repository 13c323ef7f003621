//! Random requests, the same for the same seed on every machine: values near the numbers of the clauses are frequent, and
//! some facts are missing or nonsense.

use litemap::LiteMap;
use rules::fact::{Catalogue, FactKind, FactSpec, RawValue, SeriesKind};
use rules::plan::{Measure, Plan};
use rules::request::{RawRows, Request};

/// A small generator of pseudo-random numbers (xorshift), so that requests do not change with a library.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Starts from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`, or 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from((self.0 >> 11) % end).unwrap_or_default()
    }

    /// One of some things.
    pub fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        things.get(self.below(things.len()))
    }

    /// Whether something that happens once in `times` happens.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn text(&mut self, texts: &[&str]) -> String {
        self.pick(texts).map_or_else(String::new, |text| (*text).to_owned())
    }
}

const MONEY: [&str; 22] = [
    "0",
    "0.01",
    "0.15",
    "1",
    "999.99",
    "12000",
    "12000.01",
    "300000",
    "300000.01",
    "1333333.33",
    "1333333.34",
    "5000000",
    "5000000.01",
    "9999999.99",
    "10000000",
    "20000000.01",
    "100000000.01",
    "200000000",
    "300000000.01",
    "2400000000",
    "999999999999.99",
    "1000000000000",
];
const RATES: [&str; 16] = [
    "0%",
    "0.49%",
    "0.5%",
    "0.50000001%",
    "0.7%",
    "0.9%",
    "0.91%",
    "1%",
    "1.01%",
    "1.2%",
    "3.45%",
    "3.5%",
    "4.35%",
    "18%",
    "36%",
    "100%",
];
const DATES: [&str; 16] = [
    "2019-08-19",
    "2020-02-29",
    "2021-07-06",
    "2021-12-31",
    "2022-01-01",
    "2023-09-30",
    "2023-10-01",
    "2023-10-24",
    "2024-01-31",
    "2024-05-01",
    "2024-10-31",
    "2024-11-01",
    "2024-12-31",
    "2025-01-01",
    "2026-07-06",
    "2026-07-07",
];
const TERMS: [&str; 10] = [
    "1个月", "3个月", "12个月", "24个月", "36个月", "37个月", "61个月", "365天", "366天", "1天",
];
const NONSENSE: [&str; 6] = ["", "abc", "1.2", "10^30", "99999999999999999999999999999999", "-1"];
const YEARS: [&str; 6] = ["2021", "2022", "2023", "2024", "2025", "2026"];

/// So many random requests about the measures of a plan.
#[must_use]
pub fn requests(plan: &Plan, seed: u64, count: usize) -> Vec<Request> {
    let mut random = Random::new(seed);
    (0..count).map(|_| request(plan, &mut random)).collect()
}

/// A random request about some measures.
#[must_use]
pub fn request(plan: &Plan, random: &mut Random) -> Request {
    let mut facts: LiteMap<String, RawRows> = LiteMap::new();
    let mut measures = Vec::new();
    for _ in 0..=random.below(3) {
        if let Some(measure) = random.pick(&plan.measures) {
            measures.push(measure.id.clone());
            answer(plan, measure, random, &mut facts);
        }
    }
    let roles = plan
        .catalogue
        .actors
        .iter()
        .map(|actor| actor.id.clone())
        .collect::<Vec<_>>();
    Request {
        schema: 1,
        day: random.text(&DATES),
        role: random.pick(&roles).cloned(),
        measures,
        documents: Vec::new(),
        region: None,
        trace: random.once_in(2),
        facts,
    }
}

/// Answers most of what a measure asks for.
fn answer(plan: &Plan, measure: &Measure, random: &mut Random, facts: &mut LiteMap<String, RawRows>) {
    let nonsense = random.once_in(20);
    for fact in plan.asks(measure) {
        if random.once_in(8) {
            continue;
        }
        let (Some(group), Some(spec)) = (plan.catalogue.group(fact), plan.catalogue.spec(fact)) else {
            continue;
        };
        let rows = facts.entry(group.id.clone()).or_default();
        let wanted = if group.repeat && random.once_in(4) { 2 } else { 1 };
        while rows.0.len() < wanted {
            rows.0.push(LiteMap::new());
        }
        for row in &mut rows.0 {
            let value = if nonsense && random.once_in(6) {
                RawValue::Text(random.text(&NONSENSE))
            } else {
                value(&plan.catalogue, spec, random)
            };
            row.entry(spec.id.clone()).or_insert(value);
        }
    }
    more(plan, random, facts);
}

/// Answers now and then what nobody is asked for.
fn more(plan: &Plan, random: &mut Random, facts: &mut LiteMap<String, RawRows>) {
    if !random.once_in(4) {
        return;
    }
    for group in &plan.catalogue.groups {
        let Some(rows) = facts.get_mut(&group.id) else { continue };
        for spec in group.facts.iter().filter(|spec| spec.optional) {
            for row in &mut rows.0 {
                if random.once_in(6) {
                    let value = value(&plan.catalogue, spec, random);
                    row.entry(spec.id.clone()).or_insert(value);
                }
            }
        }
    }
}

fn value(catalogue: &Catalogue, spec: &FactSpec, random: &mut Random) -> RawValue {
    match spec.series {
        None => single(catalogue, spec, random),
        Some(kind) => {
            let mut years = LiteMap::new();
            for number in 0..=random.below(3) {
                let year = match kind {
                    SeriesKind::Year => random.text(&YEARS),
                    SeriesKind::ContractYear => (number + 1).to_string(),
                    SeriesKind::Day => random.text(&DATES),
                };
                years.insert(year, single(catalogue, spec, random));
            }
            RawValue::Years(years)
        }
    }
}

fn single(catalogue: &Catalogue, spec: &FactSpec, random: &mut Random) -> RawValue {
    RawValue::Text(match spec.kind {
        FactKind::Money if random.once_in(2) => random.text(&MONEY),
        FactKind::Money => {
            let fen = random.below(1_000_000_000_000);
            format!("{}.{:02}", fen / 100, fen % 100)
        }
        FactKind::Rate if random.once_in(2) => random.text(&RATES),
        FactKind::Rate => format!("0.{:04}%", random.below(10_000)),
        FactKind::Number => random.text(&["0", "0.8", "1", "1.25"]),
        FactKind::Count => random.text(&["1", "2", "4", "5", "9", "10", "100", "101"]),
        FactKind::Date => random.text(&DATES),
        FactKind::Term => random.text(&TERMS),
        FactKind::Choice | FactKind::Set => {
            let ids: Vec<&str> = spec.choices.iter().map(|choice| choice.id.as_str()).collect();
            random.text(&ids)
        }
        FactKind::Flag => return RawValue::Flag(random.once_in(2)),
        FactKind::Region => random
            .pick(&catalogue.regions)
            .map(|region| region.id.clone())
            .unwrap_or_default(),
        FactKind::Text => random.text(&["甲", "乙"]),
        FactKind::Span => String::new(),
    })
}
