//! A case as the part of an address behind its question mark, so that it can be passed on.
//!
//! Whatever stands in an address may have been written by anybody: it is read here, by one strict reader, and only becomes
//! values of fields that the catalogue knows. Nothing of it is ever shown as a title, an office or a clause.

use rules::Plan;
use rules::fact::{FactKind, FactSpec, SeriesKind};
use rules::place::is_code;

use super::Form;
use crate::dom::cat;

/// The longest address that is read, in bytes: more than as many contracts as a form takes, each with a table of
/// repayments, so that what was passed on can be read.
pub(crate) const MOST: usize = 128 * 1024;

/// The longest value, in characters: a table of repayments in one field, a day and an amount for each of thirty years'
/// months.
const LONGEST: usize = 12_000;

/// The longest value of any other field.
const LONGEST_VALUE: usize = 120;

/// The longest free text, which only tells contracts apart.
const LONGEST_TEXT: usize = 20;

/// Most contracts of one kind that a form and an address hold.
pub(crate) const MOST_ROWS: usize = 50;

/// An answer that says that the answer is not known.
pub(crate) const UNKNOWN: &str = "?";

/// What an address carries. An empty text is not carried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Link {
    /// The day asked about, as typed.
    pub(crate) day: String,
    /// Who asks.
    pub(crate) role: String,
    /// The place.
    pub(crate) region: String,
    /// The measure that was picked.
    pub(crate) pick: String,
    /// The documents that were computed with and the beginnings of their digests: `document:digest`, by commas.
    pub(crate) packs: String,
    /// The version of the engine.
    pub(crate) engine: String,
    /// The beginning of the digest of inputs and results.
    pub(crate) check: String,
    /// How a host wants the page to look.
    pub(crate) theme: String,
    /// The language that a host wants.
    pub(crate) lang: String,
    /// The size of letters that a host wants.
    pub(crate) letters: String,
    /// What was typed.
    pub(crate) form: Form,
    /// How many parts were not understood and left out.
    pub(crate) refused: usize,
}

impl Link {
    /// Reads the part of an address behind its question mark. What is not understood is counted and left out; of an
    /// address that is too long nothing is read.
    pub(crate) fn read(query: &str) -> Self {
        if query.len() > MOST {
            return Self {
                refused: 1,
                ..Self::default()
            };
        }
        Self::parse(query, LONGEST)
    }

    /// Reads what this page has kept, which is as long as what was typed.
    pub(crate) fn kept(query: &str) -> Self {
        Self::parse(query, usize::MAX)
    }

    fn parse(query: &str, longest: usize) -> Self {
        let mut link = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let taken = decoded(name)
                .zip(decoded(value))
                .is_some_and(|(name, value)| link.take(name, value, longest));
            link.refused += usize::from(!taken);
        }
        link
    }

    fn take(&mut self, name: String, value: String, longest: usize) -> bool {
        let most = if name == "packs" { MOST } else { longest };
        if value.is_empty() || value.chars().count() > most || value.chars().any(char::is_control) {
            return false;
        }
        let slot = match name.as_str() {
            "day" => &mut self.day,
            "role" => &mut self.role,
            "region" => &mut self.region,
            "pick" => &mut self.pick,
            "packs" => &mut self.packs,
            "engine" => &mut self.engine,
            "check" => &mut self.check,
            "theme" => &mut self.theme,
            "lang" => &mut self.lang,
            "letters" => &mut self.letters,
            _ => return self.take_field(name, value),
        };
        // The first of two says it; a second would only hide what the first one was.
        let first = slot.is_empty();
        if first {
            *slot = value;
        }
        first
    }

    fn take_field(&mut self, name: String, value: String) -> bool {
        if let Some(group) = name.strip_prefix("rows.") {
            return match value.parse() {
                Ok(rows @ 2..=MOST_ROWS) => self.form.rows.insert(group.to_owned(), rows).is_none(),
                _ => false,
            };
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~');
        name.contains('.') && name.chars().all(plain) && self.form.texts.insert(name, value).is_none()
    }

    /// Leaves only what the catalogue and the documents know.
    pub(crate) fn settle(&mut self, plan: &Plan) {
        let catalogue = &plan.catalogue;
        let mut refused = 0;
        let mut known = |text: &mut String, known: bool| {
            if !text.is_empty() && !known {
                text.clear();
                refused += 1;
            }
        };
        let role = catalogue.actors.iter().any(|actor| actor.id == self.role);
        known(&mut self.role, role);
        let region = is_code(&self.region);
        known(&mut self.region, region);
        // Its document may not be loaded yet.
        let pick = self.pick.contains('/') && self.pick.bytes().all(|byte| byte.is_ascii_graphic());
        known(&mut self.pick, pick);
        let day = self.day.chars().count() <= LONGEST_TEXT;
        known(&mut self.day, day);
        let before = self.form.texts.len() + self.form.rows.len();
        self.form.texts.retain(|key, value| fits(plan, key, value));
        let repeats = |id: &str| catalogue.groups.iter().any(|group| group.repeat && group.id == id);
        self.form.rows.retain(|group, _| repeats(group));
        self.refused += refused + before - self.form.texts.len() - self.form.rows.len();
        self.form.reach();
    }

    /// Whether it carries a case, and not only how the page shall look.
    pub(crate) fn has_case(&self) -> bool {
        !self.form.is_empty() || !self.check.is_empty()
    }

    /// The same as text, of only ASCII characters. What is refused is left out.
    pub(crate) fn write(&self) -> String {
        let mut text = self.inputs();
        for (name, value) in [("packs", &self.packs), ("engine", &self.engine), ("check", &self.check)] {
            pair(&mut text, name, value);
        }
        text
    }

    /// The part of the text that says what was asked, without what came out.
    pub(crate) fn inputs(&self) -> String {
        let mut text = String::new();
        for (name, value) in [
            ("day", &self.day),
            ("role", &self.role),
            ("region", &self.region),
            ("pick", &self.pick),
        ] {
            pair(&mut text, name, value);
        }
        for (group, rows) in &self.form.rows {
            pair(&mut text, &cat(&["rows.", group]), &rows.to_string());
        }
        for (key, value) in &self.form.texts {
            pair(&mut text, key, value);
        }
        text
    }
}

/// Whether a field is known and could have been filled in like that.
fn fits(plan: &Plan, key: &str, value: &str) -> bool {
    let catalogue = &plan.catalogue;
    let (field, part) = key.split_once('~').unwrap_or((key, ""));
    let Some((id, rest)) = field.split_once('.') else {
        return false;
    };
    let Some(group) = catalogue.groups.iter().find(|group| group.id == id) else {
        return false;
    };
    let fact = if group.repeat {
        let Some((row, fact)) = rest.split_once('.') else {
            return false;
        };
        // In the one way in which it is written, so that no field has two names.
        match row.parse::<usize>() {
            Ok(number) if number < MOST_ROWS && number.to_string() == row => fact,
            _ => return false,
        }
    } else {
        rest
    };
    let Some(spec) = group.facts.iter().find(|spec| spec.id == fact) else {
        return false;
    };
    if spec.derive.is_some() && !spec.asked {
        return false;
    }
    match part {
        "" if spec.series == Some(SeriesKind::Day) => true,
        "" => (spec.series.is_none() || spec.kind == FactKind::Flag) && is_answer(spec, value),
        "unit" => units(spec.kind).contains(&value),
        year => {
            spec.series.is_some_and(|kind| kind != SeriesKind::Day)
                && value.chars().count() <= LONGEST_VALUE
                && year
                    .parse()
                    .is_ok_and(|at: i32| at.to_string() == year && (-9_999..=9_999).contains(&at))
        }
    }
}

/// The units that can stand beside a field, the usual one first.
pub(crate) const fn units(kind: FactKind) -> &'static [&'static str] {
    match kind {
        FactKind::Money => &["元", "万元"],
        FactKind::Term => &["个月", "天", "年"],
        _ => &[],
    }
}

fn is_answer(spec: &FactSpec, value: &str) -> bool {
    let chosen = |id: &str| spec.choices.iter().any(|choice| choice.id == id);
    match spec.kind {
        FactKind::Flag => ["yes", "no", UNKNOWN].contains(&value),
        FactKind::Choice => value == UNKNOWN || chosen(value),
        FactKind::Region => value == UNKNOWN || is_code(value),
        FactKind::Set => [super::form::NONE, UNKNOWN].contains(&value) || value.split(',').all(chosen),
        FactKind::Text => value.chars().count() <= LONGEST_TEXT,
        _ => value.chars().count() <= LONGEST_VALUE,
    }
}

fn pair(text: &mut String, name: &str, value: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    if value.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push('&');
    }
    text.push_str(name);
    text.push('=');
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:,/?".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push('%');
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from(DIGITS[usize::from(digit)]));
            }
        }
    }
}

/// A percent-encoded text; none where it is not one, or not UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            // Not a blank: a form would write one so, and an address does not.
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Link, MOST};

    fn plan() -> rules::Plan {
        policies::plan().unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let query = "day=2024-03-01&role=firm&region=330300&pick=wenzhou-2022/art-5-firm&rows.loan=2&loan.0.principal=\
                     %EF%BC%93%EF%BC%90%E4%B8%87&loan.1.principal=1,234.50&packs=wenzhou-2022:0a1b2c3d&engine=0.1.0&check=00ff";
        let mut link = Link::read(query);
        link.settle(&plan());
        assert_eq!(link.refused, 0);
        assert_eq!(link.form.get("loan.0.principal"), "３０万");
        assert_eq!(link.write(), query);
        assert!(query.starts_with(&link.inputs()));
    }

    #[test]
    fn a_row_of_which_something_is_said_is_there() {
        let mut link = Link::read("loan.2.principal=5&rows.guarantee=3&guarantee.0.amount=1&firm.staff=3");
        link.settle(&plan());
        assert_eq!((link.form.rows("loan"), link.form.rows("guarantee")), (3, 3));
        assert_eq!(link.refused, 0);
        let written = "rows.guarantee=3&rows.loan=3&firm.staff=3&guarantee.0.amount=1&loan.2.principal=5";
        assert_eq!(link.write(), written);
    }

    #[test]
    fn what_nobody_knows_is_counted_and_left_out() {
        for query in [
            "title=%E5%9B%BD%E5%8A%A1%E9%99%A2",
            "loan.0.nothing=1",
            "loan.0.principal=1&loan.0.principal=2",
            "loan.00.principal=1",
            "loan.principal=1",
            "loan.50.principal=1",
            "firm.kind=whatever",
            "firm.private=maybe",
            "loan.0.rate=%FF",
            "loan.0.rate=%4",
            "loan.0.rate=%0a",
            "rows.loan=51",
            "rows.firm=2",
            "role=king",
            "pick=nothing at all",
            "loan.0.principal~unit=%E4%BA%BF",
        ] {
            let mut link = Link::read(query);
            link.settle(&plan());
            assert_eq!(link.refused, 1, "{query}");
        }
        let long = ["loan.0.rate=", &"1".repeat(MOST)].concat();
        assert_eq!(
            Link::read(&long),
            Link {
                refused: 1,
                ..Link::default()
            }
        );
    }

    #[test]
    fn what_the_page_keeps_it_reads_again_however_long_it_is() {
        let mut link = Link::default();
        let table = "2025-03-01 100000；".repeat(600);
        for row in 0..40 {
            link.form.texts.insert(format!("loan.{row}.repayments"), table.clone());
        }
        link.form.rows.insert("loan".to_owned(), 40);
        let written = link.write();
        assert!(written.len() > MOST);
        let mut kept = Link::kept(&written);
        kept.settle(&plan());
        assert_eq!((&kept.form, kept.refused), (&link.form, 0));
    }

    #[test]
    fn as_many_loans_as_a_form_takes_can_be_passed_on_with_years_of_repayments() {
        let mut link = Link::default();
        for row in 0..super::MOST_ROWS {
            let mut set = |fact: &str, text: &str| {
                link.form.texts.insert(format!("loan.{row}.{fact}"), text.to_owned());
            };
            set("principal", "1,000,000.00");
            set("lender", "中国农业银行");
            set("repayments", &"2025-03-01 100000;".repeat(60));
        }
        (0..60).for_each(|_| link.form.add_row("loan".to_owned()));
        assert_eq!(link.form.rows("loan"), super::MOST_ROWS);
        for language in text::Language::ALL {
            let told = crate::words::page_words(language).rows_full;
            assert!(told.contains(&super::MOST_ROWS.to_string()), "{told}");
        }
        let mut read = Link::read(&link.write());
        read.settle(&plan());
        assert_eq!((&read.form, read.refused), (&link.form, 0));
    }

    /// Messengers and portals put parameters of their own behind addresses: they are no case, and replace nothing.
    #[test]
    fn what_others_add_is_no_case() {
        let link = Link::read("from=singlemessage&theme=dark");
        assert_eq!((link.has_case(), link.refused, link.theme.as_str()), (false, 1, "dark"));
    }

    #[test]
    fn no_text_from_an_address_is_longer_than_a_field() {
        for (field, longest) in [("loan.0.rate", 120), ("loan.0.repayments", super::LONGEST)] {
            let read = |length: usize| {
                let mut link = Link::read(&[field, "=", &"1".repeat(length)].concat());
                link.settle(&plan());
                (link.form.is_empty(), link.refused)
            };
            assert_eq!(read(longest), (false, 0), "{field}");
            assert_eq!(read(longest + 1), (true, 1), "{field}");
        }
    }

    /// Whatever the address is: nothing panics, only known fields are left, and writing and reading again changes nothing.
    #[test]
    fn a_hundred_thousand_addresses_do_no_harm() {
        let plan = plan();
        let mut names: Vec<String> = [
            "day", "role", "region", "pick", "packs", "engine", "check", "theme", "lang",
        ]
        .map(str::to_owned)
        .into();
        for group in &plan.catalogue.groups {
            names.push(format!("rows.{}", group.id));
            for fact in &group.facts {
                names.push(format!("{}.{}", group.id, fact.id));
                names.push(format!("{}.0.{}", group.id, fact.id));
                names.push(format!("{}.1.{}~2023", group.id, fact.id));
                names.push(format!("{}.0.{}~unit", group.id, fact.id));
            }
        }
        let values = [
            "1",
            "2",
            "5",
            "50",
            "2023",
            "yes",
            "no",
            "-",
            "?",
            "firm",
            "330300",
            "%E4%B8%87%E5%85%83",
            "%E5%A4%A9",
            "%",
            "%4",
            "%FF",
            "%00",
            "%0A",
            "&",
            "=",
            "#",
            "~",
            ".",
            ",",
            "+",
            "500万",
            "🙂",
            "\u{202e}",
            "",
            "title",
            "rows.loan",
            "..",
            "~unit",
            "loan.0.",
            "zjtx,",
            "\u{0}",
        ];
        // The same numbers each time, so that a failure comes back; `cargo xtask fuzz` asks for others.
        let seed = std::env::var("HUISUAN_SEED").map_or(1, |seed| seed.parse().unwrap());
        let mut random = fastrand::Rng::with_seed(seed);
        let mut next = |below: usize| random.usize(..below);
        for _ in 0..100_000 {
            let mut query = String::new();
            for _ in 0..next(5) {
                match next(8) {
                    0 => query.push_str(values[next(values.len())]),
                    _ => query.push_str(&names[next(names.len())]),
                }
                query.push('=');
                for _ in 0..=next(3) {
                    query.push_str(values[next(values.len())]);
                }
                query.push('&');
            }
            let mut link = Link::read(&query);
            link.settle(&plan);
            for (key, text) in &link.form.texts {
                assert!(super::fits(&plan, key, text), "{query}");
            }
            let mut again = Link::read(&link.write());
            again.settle(&plan);
            assert_eq!(again.refused, 0, "{query}");
            assert_eq!(again.write(), link.write(), "{query}");
            assert_eq!(again.form, link.form, "{query}");
        }
    }
}
