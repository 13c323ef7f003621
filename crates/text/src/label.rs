//! Names from the catalogue and the packs, in the language asked for.

use rules::fact::{Fact, FactKind, FactSpec, Named, named};
use rules::outcome::Period;
use rules::{Exact, Money, Rate, Term};

use crate::fill::join;
use crate::number::{self, money};
use crate::{Language, Words};

impl Words<'_> {
    /// The one of two texts that is in the language.
    pub(crate) fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.language.say(zh, en)
    }

    pub(crate) fn spec(&self, path: &str) -> Option<&FactSpec> {
        self.plan.catalogue.spec(self.plan.catalogue.find(path)?)
    }

    pub(crate) fn path(&self, fact: Fact) -> String {
        self.plan.catalogue.path(fact)
    }

    /// The name of a fact, or the question that asks for it. A condition with several ways has several paths, `a|b`.
    pub fn fact(&self, path: &str) -> String {
        let names: Vec<&str> = path
            .split('|')
            .map(|path| self.spec(path).map_or(path, |spec| self.say(&spec.zh, &spec.en)))
            .collect();
        join(&names, self.say("，或者", ", or "))
    }

    /// Whether a fact has one value a year.
    pub(crate) fn yearly(&self, path: &str) -> bool {
        self.spec(path).is_some_and(|spec| spec.series.is_some())
    }

    /// The name of a fact of some year that is not named.
    pub(crate) fn fact_of_a_year(&self, path: &str) -> String {
        self.fact_in(path, Some(Period::ContractYear(1)))
    }

    /// The name of a fact beside the year in which it is meant: without 各年, 当年 or “of each year”.
    pub(crate) fn fact_in(&self, path: &str, period: Option<Period>) -> String {
        let name = self.fact(path);
        if period.is_none() || !self.yearly(path) {
            return name;
        }
        let bare = match self.language {
            Language::Zh => ["各年", "当年", "年度"].iter().find_map(|word| name.strip_prefix(word)),
            Language::En => [" of each year", " in each year", " of the year", " in that year?"]
                .iter()
                .find_map(|words| name.strip_suffix(words)),
        };
        let bare = bare.unwrap_or(&name);
        bare.strip_prefix('的').unwrap_or(bare).to_owned()
    }

    /// One line that explains a fact.
    pub fn fact_help(&self, path: &str) -> Option<String> {
        let help = self.spec(path)?.help.as_ref()?;
        Some(self.say(&help.zh, &help.en).to_owned())
    }

    /// The name of a choice of a fact.
    pub fn choice(&self, path: &str, id: &str) -> String {
        let choices = self.spec(path).map_or(&[][..], |spec| &spec.choices);
        let choice = choices.iter().find(|choice| choice.id == id);
        choice.map_or(id, |choice| self.say(&choice.zh, &choice.en)).to_owned()
    }

    /// A value of a fact, given in the notation of requests, as people read it.
    pub fn value(&self, path: &str, given: &str) -> String {
        let Some(spec) = self.spec(path) else {
            return given.to_owned();
        };
        if spec.series.is_some() && given.contains(": ") {
            let years = given.split(", ").map(|part| match part.split_once(": ") {
                Some((year, value)) => format!("{year}{}{}", self.say("：", ": "), self.single(path, spec, value)),
                None => part.to_owned(),
            });
            return join(&years.collect::<Vec<_>>(), self.say("；", "; "));
        }
        self.single(path, spec, given)
    }

    fn single(&self, path: &str, spec: &FactSpec, given: &str) -> String {
        let language = self.language;
        match spec.kind {
            FactKind::Money => match (given.parse::<Money>(), given.parse()) {
                (Ok(amount), _) => money(language, amount),
                (Err(_), Ok(amount)) => number::yuan(language, &amount),
                _ => given.to_owned(),
            },
            FactKind::Rate => match (given.parse::<Rate>(), fraction_of_percent(given)) {
                (Ok(rate), _) => number::rate(language, rate),
                (Err(_), Some(rate)) => number::percent(language, &rate),
                _ => given.to_owned(),
            },
            FactKind::Number | FactKind::Count => given
                .parse()
                .map_or_else(|_| given.to_owned(), |value| number::number(language, &value, 0)),
            FactKind::Term => given
                .parse::<Term>()
                .map_or_else(|_| given.to_owned(), |term| number::length(language, term)),
            FactKind::Choice => self.choice(path, given),
            FactKind::Set => {
                let names: Vec<String> = given.split(", ").map(|id| self.choice(path, id)).collect();
                join(&names, self.say("、", ", "))
            }
            FactKind::Flag => match given {
                "true" => self.say("是", "yes").to_owned(),
                "false" => self.say("否", "no").to_owned(),
                _ => given.to_owned(),
            },
            FactKind::Region => self.region(given),
            FactKind::Span => given.replace(" – ", self.say(" 到 ", " to ")),
            FactKind::Date | FactKind::Text => given.to_owned(),
        }
    }

    fn named(&self, names: &[Named], id: &str) -> String {
        let name = named(names, id);
        name.map_or(id, |name| self.say(&name.zh, &name.en)).to_owned()
    }

    /// The name of a group of facts.
    pub fn group(&self, id: &str) -> String {
        let group = self.plan.catalogue.groups.iter().find(|group| group.id == id);
        group.map_or(id, |group| self.say(&group.zh, &group.en)).to_owned()
    }

    /// The name of a place by its code; a place that the catalogue does not know is named by the larger one around it.
    pub fn region(&self, code: &str) -> String {
        let regions = &self.plan.catalogue.regions;
        let around = |digits: usize| code.get(..digits).map(|prefix| format!("{prefix:0<6}"));
        let larger = [around(4), around(2)];
        match named(regions, code) {
            Some(region) => self.say(&region.zh, &region.en).to_owned(),
            None => match larger.iter().flatten().find_map(|code| named(regions, code)) {
                Some(region) => {
                    self.say(&region.zh, &region.en).to_owned() + self.say("（", " (") + code + self.say("）", ")")
                }
                None => self.say("行政区划代码 ", "place with code ").to_owned() + code,
            },
        }
    }

    /// The name of a subject.
    pub fn topic(&self, id: &str) -> String {
        self.named(&self.plan.catalogue.topics, id)
    }

    /// The name of a group of measures of which only one counts.
    pub(crate) fn exclusive(&self, id: &str) -> String {
        self.named(&self.plan.catalogue.exclusive, id)
    }

    /// The name of whoever receives money or pays a limited price.
    pub fn recipient(&self, id: &str) -> String {
        self.named(&self.plan.catalogue.recipients, id)
    }

    /// The name of a treasury; in English with its Chinese name.
    pub fn payer(&self, id: &str) -> String {
        match (self.language, named(&self.plan.catalogue.payers, id)) {
            (_, None) => id.to_owned(),
            (Language::Zh, Some(payer)) => payer.zh.clone(),
            (Language::En, Some(payer)) => format!("{} ({})", payer.en, payer.zh),
        }
    }

    /// The name of someone who asks.
    pub fn actor(&self, id: &str) -> String {
        let actor = self.plan.catalogue.actors.iter().find(|actor| actor.id == id);
        actor.map_or(id, |actor| self.say(&actor.zh, &actor.en)).to_owned()
    }

    /// What a measure is, in a few words.
    pub fn measure_title(&self, measure_id: &str) -> String {
        let measure = self.plan.measure(measure_id).map(|measure| &measure.source);
        measure
            .map_or(measure_id, |source| self.say(&source.zh, &source.en))
            .to_owned()
    }

    /// Where the clause of a measure stands in its document, as the document counts.
    pub fn article(&self, measure_id: &str) -> String {
        let measure = self.plan.measure(measure_id);
        measure
            .map(|measure| measure.source.article.clone())
            .unwrap_or_default()
    }

    /// The title of a document as published; in English the translation with the title itself.
    pub fn document_title(&self, document_id: &str) -> String {
        let mut documents = self.plan.documents.iter();
        match (self.language, documents.find(|document| document.id == document_id)) {
            (_, None) => document_id.to_owned(),
            (Language::Zh, Some(document)) => document.zh.clone(),
            (Language::En, Some(document)) => format!("{} ({})", document.en, document.zh),
        }
    }

    /// How an unclear text was read, in the words of the pack.
    pub fn reading(&self, measure_id: &str, reading_id: &str) -> String {
        let document = self
            .plan
            .measure(measure_id)
            .and_then(|measure| self.plan.document(measure));
        let text = document.and_then(|document| document.reading(reading_id));
        text.map_or(reading_id, |text| self.say(&text.zh, &text.en)).to_owned()
    }

    /// The name of what tells the parts of an amount apart: a product by its name, a counterparty as the user typed it.
    pub(crate) fn key(&self, key: &str, measure: Option<&rules::plan::Measure>) -> String {
        let measures = match measure {
            Some(measure) => std::slice::from_ref(measure),
            None => &self.plan.measures[..],
        };
        let mut products = measures
            .iter()
            .filter_map(|measure| self.plan.catalogue.spec(measure.by?));
        let choice = products.find_map(|spec| spec.choices.iter().find(|choice| choice.id == key));
        choice.map_or(key, |choice| self.say(&choice.zh, &choice.en)).to_owned()
    }
}

/// "(4/3)%", as the engine writes a rate without a finite decimal.
fn fraction_of_percent(given: &str) -> Option<Exact> {
    let fraction = given.strip_prefix('(')?.strip_suffix(")%")?;
    fraction.parse::<Exact>().ok()?.div(Exact::integer(100)).ok()
}
