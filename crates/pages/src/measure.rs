//! The page of one measure: what it is worth and to whom, the clause with its operative words marked, the rule in words,
//! examples on both sides of each bound, readings assumed, and the worked cases.

use rules::outcome::{Outcome, State, Status};
use rules::pack::{Effect, Verification};
use rules::plan::{Document, Measure};
use text::{Tone, money};

use crate::Tongue;
use crate::boundary::{Boundary, Tried, boundaries};
use crate::explanation::{Example, Explanation, marks};
use crate::frame::Place;
use crate::html::Html;

/// The calculator of a subject, as the page that computes names its pages. What has none of its own is computed where
/// everything is.
pub(crate) fn calculator(topic: &str) -> &'static str {
    match topic {
        "interest-subsidy" | "loan-rate" => "#/loan",
        "guarantee-fee" => "#/guarantee",
        "insurance-premium" => "#/insurance",
        "securitisation" => "#/securitisation",
        _ => "#/all",
    }
}

/// Characters of the description for crawlers; more is cut off in their lists.
const DESCRIPTION: usize = 150;

impl<'a> Tongue<'a> {
    /// The page of a measure.
    pub(crate) fn measure(&self, document: &'a Document, measure: &'a Measure) -> String {
        let source = &measure.source;
        let title = self.say(&source.zh, &source.en);
        let explanation = self.explanation(document, measure, None);
        let today = self.explanation(document, measure, Some(self.site.day)).unanswered();
        let examples = explanation.examples();
        let path = format!("{}.html", measure.id);
        let sentences = source.quote.iter().chain(&source.summary);
        let described: Vec<&str> = if self.is_zh() {
            sentences.map(String::as_str).collect()
        } else {
            source.translation.iter().map(String::as_str).collect()
        };
        let described = format!("{}{}", self.document_name(document), described.concat());
        let description: String = described.chars().take(DESCRIPTION).collect();
        let place = Place {
            path: &path,
            title,
            description: &description,
            above: &[(self.page.clauses, "../index.html")],
        };
        self.frame(&place, |html| {
            html.line("h1", &[], title);
            html.element("p", &[("class", "where")], |html| {
                html.line("a", &[("href", "index.html")], self.document_name(document));
                html.text(" ");
                html.line("span", &[("lang", "zh-CN")], &source.article);
            });
            if let Some(today) = &today {
                self.standing(html, today);
            }
            self.worth(html, &explanation, &examples, today.as_ref());
            self.compute(html, document, measure, &path);
            self.clause(html, &explanation, &examples);
            self.conditions(html, &explanation);
            self.steps(html, &examples);
            self.boundaries(html, &explanation);
            self.readings(html, &examples);
            self.cases(html, &explanation, &examples);
        })
    }

    /// The title of a document in the language of the page.
    pub(crate) fn document_name(&self, document: &'a Document) -> &'a str {
        self.say(&document.zh, &document.en)
    }

    /// Standing and force on the day of the build.
    pub(crate) fn standing(&self, html: &mut Html, today: &Outcome) {
        let day = self.site.day.to_string();
        html.element("p", &[("class", "as-of")], |html| {
            let (before, after) = self.page.as_of.split_once("{}").unwrap_or((self.page.as_of, ""));
            html.text(before);
            html.line("time", &[("datetime", &day)], &day);
            html.text(after);
        });
        html.element("ul", &[("class", "badges")], |html| {
            for badge in self.words.badges(today) {
                let tone = match badge.tone {
                    Tone::Plain => "",
                    Tone::Warn => "warn",
                    Tone::Good => "good",
                };
                html.line("li", &[("class", tone)], &badge.text);
            }
        });
    }

    /// What it is worth in the example that shows the whole computation, for whom, and who pays; whether it is law is said
    /// as of the day of the build.
    fn worth(&self, html: &mut Html, explanation: &Explanation<'_>, examples: &[Example], today: Option<&Outcome>) {
        let source = &explanation.measure.source;
        section(html, self.page.worth, |html| {
            if let Some(example) = examples.first() {
                if !example.name.is_empty() {
                    self.named_example(html, &example.name);
                }
                let mut outcome = example.outcome.clone();
                if let Some(today) = today {
                    outcome.force = today.force;
                }
                html.line("p", &[("class", "worth")], &self.words.headline(&outcome));
            }
            html.element("dl", &[], |html| {
                let payer = source.payer.as_ref().map(|payer| self.words.payer(payer));
                let [whom, who, subject, place] = self.page.facts;
                for (name, value) in [
                    (whom, Some(self.words.recipient(&source.recipient))),
                    (who, payer),
                    (subject, Some(self.words.topic(&source.topic))),
                    (place, Some(self.words.region(&explanation.document.region))),
                ] {
                    if let Some(value) = value {
                        html.line("dt", &[], name);
                        html.line("dd", &[], &value);
                    }
                }
            });
        });
    }

    /// The name of a case, which is Chinese.
    fn named_example(&self, html: &mut Html, name: &str) {
        html.element("p", &[("class", "example")], |html| {
            html.text(self.page.example);
            html.line("span", &[("lang", "zh-CN")], name);
        });
    }

    /// The way into the calculator, for what computes something.
    fn compute(&self, html: &mut Html, document: &Document, measure: &Measure, path: &str) {
        if matches!(measure.source.effect, Effect::Pointer | Effect::Goal) {
            return;
        }
        let address = format!(
            "{}{}?region={}&pick={}{}",
            self.up(path),
            calculator(&measure.source.topic),
            document.region,
            measure.id,
            self.say("", "&lang=en")
        );
        html.element("p", &[("class", "compute")], |html| {
            html.line("a", &[("href", &address)], self.page.compute);
            html.line("small", &[], self.page.compute_hint);
        });
    }

    /// The clause with the words that decide, or what is known of it, and where it was read.
    fn clause(&self, html: &mut Html, explanation: &Explanation<'_>, examples: &[Example]) {
        let (source, document) = (&explanation.measure.source, explanation.document);
        let original = document.verification == Verification::Original;
        let heading = if original { self.page.clause } else { self.page.summary };
        section(html, heading, |html| {
            let words = explanation.operative();
            let operative = |html: &mut Html, sentences: &[String]| {
                for sentence in sentences {
                    marked(html, sentence, &words);
                }
            };
            if original {
                html.element("blockquote", &[("lang", "zh-CN")], |html| {
                    html.line("p", &[("class", "article")], &source.article);
                    operative(html, &source.quote);
                });
                html.line("p", &[("class", "hint")], self.page.marked);
            } else {
                html.line("p", &[("class", "warning")], self.page.secondary);
                html.element("div", &[("class", "summary"), ("lang", "zh-CN")], |html| {
                    html.line("p", &[("class", "article")], &source.article);
                    operative(html, &source.summary);
                });
            }
            self.translation(html, source.translation.as_deref());
            let tested = |id: &str| {
                let mut checks = examples.iter().flat_map(|example| &example.outcome.checks);
                checks.any(|check| check.condition.as_deref() == Some(id))
            };
            for condition in document.conditions.iter().filter(|condition| tested(&condition.id)) {
                html.element("h3", &[], |html| {
                    html.text(self.page.document_condition);
                    html.text(self.say("（", " ("));
                    html.line("span", &[("lang", "zh-CN")], &condition.article);
                    html.text(self.say("）", ")"));
                });
                html.element("blockquote", &[("lang", "zh-CN")], |html| {
                    operative(html, &condition.quote);
                });
                self.translation(html, condition.translation.as_deref());
            }
            self.provenance(html, document);
        });
    }

    /// The unofficial translation, where the page is read in English.
    fn translation(&self, html: &mut Html, translation: Option<&str>) {
        if let Some(translation) = translation.filter(|_| !self.is_zh()) {
            html.element("p", &[("class", "translation")], |html| {
                html.line("strong", &[], self.page.translation);
                html.text(": ");
                html.text(translation);
            });
        }
    }

    /// Where and when the document was read.
    pub(crate) fn provenance(&self, html: &mut Html, document: &Document) {
        html.element("p", &[("class", "source")], |html| {
            html.line("cite", &[("lang", "zh-CN")], &document.zh);
            if let Some(number) = &document.number {
                html.text(" ");
                html.line("span", &[("lang", "zh-CN")], number);
            }
            html.text(self.say("。", ". "));
            html.text(self.page.read_on);
            html.line("time", &[("datetime", &document.verified_on)], &document.verified_on);
            html.text(self.say("。", "."));
        });
        if !document.sources.is_empty() {
            html.line("p", &[("class", "source")], self.page.sources);
            html.element("ul", &[("class", "sources"), ("lang", "zh-CN")], |html| {
                for source in &document.sources {
                    html.element("li", &[], |html| linked(html, source));
                }
            });
        }
    }

    /// What the clause asks, with nothing answered.
    fn conditions(&self, html: &mut Html, explanation: &Explanation<'_>) {
        let Some(outcome) = explanation.unanswered().filter(|outcome| !outcome.checks.is_empty()) else {
            return;
        };
        section(html, self.page.conditions, |html| {
            html.element("ul", &[], |html| {
                for check in &outcome.checks {
                    html.line("li", &[], &self.words.check(&outcome, check));
                }
            });
        });
    }

    /// The computation of the example, sentence by sentence, each with its formula.
    fn steps(&self, html: &mut Html, examples: &[Example]) {
        let Some(Example { name, outcome }) = examples.first().filter(|example| !example.outcome.steps.is_empty())
        else {
            return;
        };
        section(html, self.page.steps, |html| {
            self.named_example(html, name);
            html.element("ol", &[], |html| {
                for step in self.words.steps(outcome) {
                    html.element("li", &[], |html| {
                        html.text(&step.text);
                        if let Some(formula) = &step.formula {
                            html.line("code", &[], formula);
                        }
                    });
                }
            });
        });
    }

    /// Every bound with the values around it.
    fn boundaries(&self, html: &mut Html, explanation: &Explanation<'_>) {
        let boundaries = boundaries(explanation);
        if boundaries.is_empty() {
            return;
        }
        section(html, self.page.boundaries, |html| {
            html.line("p", &[("class", "hint")], self.page.boundaries_hint);
            for boundary in &boundaries {
                self.boundary(html, explanation, boundary);
            }
        });
    }

    fn boundary(&self, html: &mut Html, explanation: &Explanation<'_>, boundary: &Boundary) {
        let of_condition = boundary.tried.iter().any(|tried| tried.check.is_some());
        let original = explanation.document.verification == Verification::Original;
        html.element("table", &[], |html| {
            html.element("caption", &[], |html| {
                html.element("span", &[("lang", "zh-CN")], |html| {
                    let quoted = if original { ["“", "”"] } else { ["", ""] };
                    html.text(quoted[0]);
                    html.text(&boundary.words);
                    html.text(quoted[1]);
                });
                html.text(self.say("：", ": "));
                html.text(&self.words.fact(&boundary.moved));
                if let Some(bounded) = &boundary.bounded {
                    html.text(" → ");
                    html.text(&self.words.fact(bounded));
                }
            });
            let [value, condition, result] = self.page.boundary_columns;
            html.element("thead", &[], |html| {
                html.element("tr", &[], |html| {
                    html.line("th", &[("scope", "col")], value);
                    if of_condition {
                        html.line("th", &[("scope", "col")], condition);
                    }
                    html.line("th", &[("scope", "col")], result);
                });
            });
            html.element("tbody", &[], |html| {
                for tried in &boundary.tried {
                    html.element("tr", &[], |html| self.tried(html, boundary, tried, of_condition));
                }
            });
        });
    }

    fn tried(&self, html: &mut Html, boundary: &Boundary, tried: &Tried, of_condition: bool) {
        let check = tried.check.as_ref();
        html.element("th", &[("scope", "row")], |html| {
            html.text(&self.words.value(&boundary.moved, &tried.value));
            let given = check.and_then(|check| check.given.as_ref());
            if let (Some(bounded), Some(given)) = (&boundary.bounded, given) {
                html.text(" → ");
                html.text(&self.words.value(bounded, given));
            }
        });
        if of_condition {
            html.element("td", &[], |html| {
                if let Some(check) = check {
                    html.line("span", &[("aria-hidden", "true")], sign(check.state));
                    html.text(self.words.state(check.state));
                }
            });
        }
        html.line("td", &[], &self.result(&tried.outcome));
    }

    /// What comes out, in a few words.
    fn result(&self, outcome: &Outcome) -> String {
        let status = self.words.status(outcome.status);
        let amount = outcome
            .amount
            .filter(|_| !outcome.periods.is_empty() && outcome.status != Status::Ineligible);
        let (Some(amount), Some(kind)) = (amount, outcome.kind) else {
            return status.to_owned();
        };
        let mut text = format!(
            "{}{}{}",
            self.words.kind(kind),
            self.say(" ", " "),
            money(self.words.language, amount)
        );
        if outcome.capped {
            text += self.say("，", ", ");
            text += self.page.capped;
        }
        text
    }

    /// What every example rests on, each once.
    fn readings(&self, html: &mut Html, examples: &[Example]) {
        let Some(example) = examples
            .first()
            .filter(|example| !example.outcome.assumptions.is_empty())
        else {
            return;
        };
        let outcome = &example.outcome;
        section(html, self.page.readings, |html| {
            html.element("ul", &[], |html| {
                for assumption in &outcome.assumptions {
                    html.line("li", &[], &self.words.assumption(outcome, assumption));
                }
            });
        });
    }

    /// The worked cases with what comes out.
    fn cases(&self, html: &mut Html, explanation: &Explanation<'_>, examples: &[Example]) {
        let Some(cases) = explanation.cases else { return };
        if examples.iter().all(|example| example.name.is_empty()) {
            return;
        }
        section(html, self.page.cases, |html| {
            html.line(
                "p",
                &[("class", "hint")],
                &Self::on_day(self.page.cases_hint, &cases.day),
            );
            html.element("dl", &[("class", "cases")], |html| {
                for Example { name, outcome } in examples {
                    html.line("dt", &[("lang", "zh-CN")], name);
                    html.line("dd", &[], &self.words.headline(outcome));
                }
            });
        });
    }
}

fn section(html: &mut Html, heading: &str, inside: impl FnOnce(&mut Html)) {
    html.element("section", &[], |html| {
        html.line("h2", &[], heading);
        inside(html);
    });
}

/// A sentence with the words that decide.
fn marked(html: &mut Html, sentence: &str, words: &[&str]) {
    html.element("p", &[], |html| {
        let mut done = 0;
        for mark in marks(sentence, words) {
            html.text(sentence.get(done..mark.start).unwrap_or_default());
            html.line("mark", &[], sentence.get(mark.clone()).unwrap_or_default());
            done = mark.end;
        }
        html.text(sentence.get(done..).unwrap_or_default());
    });
}

/// A source, with what is an address in it as a link.
fn linked(html: &mut Html, source: &str) {
    let Some(at) = source.find("https://").or_else(|| source.find("http://")) else {
        return html.text(source);
    };
    let (before, rest) = source.split_at(at);
    let end = rest
        .find(|c: char| !c.is_ascii_graphic() || matches!(c, '"' | '<' | '>'))
        .unwrap_or(rest.len());
    let (address, after) = rest.split_at(end);
    html.text(before);
    html.line("a", &[("href", address), ("rel", "noreferrer")], address);
    html.text(after);
}

const fn sign(state: State) -> &'static str {
    match state {
        State::Met => "✓ ",
        State::Failed => "✗ ",
        State::Open | State::Unclear => "？ ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_source_is_a_link() {
        let page = Html::page("zh-CN", |html| {
            linked(html, "政策解读 https://example.gov.cn/a?b=1&c=2（2025）");
        });
        assert!(
            page.contains("解读 <a href=\"https://example.gov.cn/a?b=1&amp;c=2\" rel=\"noreferrer\">https://example.gov.cn/a?b=1&amp;c=2</a>（2025）"),
            "{page}"
        );
        let page = Html::page("zh-CN", |html| linked(html, "政策解读"));
        assert!(page.contains(">政策解读<"), "{page}");
    }
}
