//! The page of a document with its measures, and the page of all documents.

use rules::pack::Strength;
use rules::plan::{Document, Measure};

use crate::Tongue;
use crate::frame::Place;
use crate::html::Html;

impl<'a> Tongue<'a> {
    /// The page of all documents.
    pub(crate) fn all(&self) -> String {
        let place = Place {
            path: "index.html",
            title: self.page.clauses,
            description: self.page.about,
            above: &[],
        };
        let plan = &self.site.plan;
        self.frame(&place, |html| {
            html.line("h1", &[], self.page.clauses);
            html.line("p", &[], self.page.about);
            for document in &plan.documents {
                html.element("section", &[], |html| {
                    html.element("h2", &[], |html| {
                        let address = format!("{}/index.html", document.id);
                        html.line("a", &[("href", &address)], self.document_name(document));
                    });
                    html.line("p", &[("class", "where")], &self.words.region(&document.region));
                    let at = plan.documents.iter().position(|other| other.id == document.id);
                    let own = plan.measures.iter().filter(|measure| Some(measure.document) == at);
                    let own: Vec<&Measure> = own.collect();
                    self.today(html, document, &own);
                    self.list(html, &own, &format!("{}/", document.id));
                });
            }
        })
    }

    /// The page of a document.
    pub(crate) fn document(&self, document: &'a Document, measures: &[&'a Measure]) -> String {
        let path = format!("{}/index.html", document.id);
        let title = self.document_name(document);
        let place = Place {
            path: &path,
            title,
            description: title,
            above: &[(self.page.clauses, "../index.html")],
        };
        self.frame(&place, |html| {
            html.line("h1", &[], title);
            html.line("p", &[("class", "where")], &self.words.region(&document.region));
            self.today(html, document, measures);
            if let Some(force) = self.pack(document).and_then(|pack| pack.document.force.as_ref()) {
                html.element("section", &[], |html| {
                    html.line("h2", &[], self.page.force);
                    if !force.quote.is_empty() {
                        html.element("blockquote", &[("lang", "zh-CN")], |html| {
                            for sentence in force.quote.iter() {
                                html.line("p", &[], sentence);
                            }
                        });
                    }
                    for sentence in force.summary.iter() {
                        html.line("p", &[("lang", "zh-CN")], sentence);
                    }
                });
            }
            html.element("section", &[], |html| {
                html.line("h2", &[], self.page.measures);
                self.list(html, measures, "");
            });
            html.element("section", &[], |html| {
                html.line("h2", &[], self.page.documents);
                self.provenance(html, document);
            });
        })
    }

    /// How the document stands on the day of the build.
    fn today(&self, html: &mut Html, document: &'a Document, measures: &[&'a Measure]) {
        // Of a measure that binds, nothing is said that holds for it alone.
        let binding = measures
            .iter()
            .find(|measure| measure.source.strength == Strength::Binding);
        let first = binding.or(measures.first());
        let explanation = first.map(|measure| self.explanation(document, measure, Some(self.site.day)));
        if let Some(today) = explanation.and_then(|explanation| explanation.unanswered()) {
            self.standing(html, &today);
        }
    }

    /// Measures with where they stand, as links.
    fn list(&self, html: &mut Html, measures: &[&Measure], folder: &str) {
        html.element("ul", &[("class", "measures")], |html| {
            for measure in measures {
                let source = &measure.source;
                html.element("li", &[], |html| {
                    html.line("span", &[("class", "article"), ("lang", "zh-CN")], &source.article);
                    html.text(" ");
                    let address = format!("{folder}{}.html", source.id);
                    html.line("a", &[("href", &address)], self.say(&source.zh, &source.en));
                });
            }
        });
    }
}
