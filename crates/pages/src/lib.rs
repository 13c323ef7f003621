//! Static pages for each measure, each document and all of them: readable without JavaScript, by people and by crawlers.
//!
//! The Chinese pages are `clauses/<document>/<measure>.html`, the English ones `clauses/en/<document>/<measure>.html`; each
//! folder has its `index.html`. All links are relative, so that the site may live in any folder. The pages hold no script
//! and no style of their own: they name `styles/clauses.css` of the site.
//!
//! ```
//! let files = huisuan_pages::Site::embedded("2024-12-01".parse()?)?.files();
//! let page = files.iter().find(|file| file.path == "clauses/en/wenzhou-2022/art-5-firm.html").ok_or("a page")?;
//! let page = String::from_utf8(page.bytes.clone())?;
//! assert!(page.contains("单家企业年度补助不超过40万元") && page.contains("400,000.00 yuan"));
//! assert!(page.contains(r#"href="../../../"#) && !page.contains("<script"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

use policies::cases::{self, Cases};
use policies::{File, LoadError};
use rules::Date;
use rules::pack::Pack;
use rules::plan::{Document, Measure, Plan};
use text::{Language, Words};

mod boundary;
mod explanation;
mod frame;
mod html;
mod index;
mod measure;
mod words;

pub use boundary::{Boundary, Tried, boundaries};
pub use explanation::{Example, Explanation, marks};

use words::{PageWords, page_words};

/// The folder of the pages, beside the page that computes.
pub const FOLDER: &str = "clauses";

/// Everything that pages are made of.
#[derive(Debug)]
pub struct Site {
    plan: Plan,
    packs: Vec<Pack>,
    cases: Vec<(String, Cases)>,
    /// The day of the build: what is in force is said as of that day.
    day: Date,
}

impl Site {
    /// The site of the embedded packs, as of a day.
    pub fn embedded(day: Date) -> Result<Self, LoadError> {
        let cases = cases::all()?.into_iter().map(|(id, cases)| (id.to_owned(), cases));
        Ok(Self {
            plan: policies::plan()?,
            packs: policies::sources()?.into_iter().map(|source| source.pack).collect(),
            cases: cases.collect(),
            day,
        })
    }

    /// All pages, with paths below the folder of the site.
    pub fn files(&self) -> Vec<File> {
        let mut files = Vec::new();
        for language in Language::ALL {
            let tongue = self.in_language(language);
            let mut add = |path: String, text: String| {
                files.push(File {
                    path,
                    bytes: text.into_bytes(),
                });
            };
            add(tongue.path("index.html"), tongue.all());
            for (at, document) in self.plan.documents.iter().enumerate() {
                let own: Vec<&Measure> = self
                    .plan
                    .measures
                    .iter()
                    .filter(|measure| measure.document == at)
                    .collect();
                add(
                    tongue.path(&format!("{}/index.html", document.id)),
                    tongue.document(document, &own),
                );
                for measure in own {
                    add(
                        tongue.path(&format!("{}.html", measure.id)),
                        tongue.measure(document, measure),
                    );
                }
            }
        }
        files
    }

    fn in_language(&self, language: Language) -> Tongue<'_> {
        Tongue {
            site: self,
            words: Words {
                plan: &self.plan,
                language,
            },
            page: page_words(language),
        }
    }
}

/// The pages in one language.
#[derive(Clone, Copy, Debug)]
struct Tongue<'a> {
    site: &'a Site,
    words: Words<'a>,
    page: &'static PageWords,
}

impl<'a> Tongue<'a> {
    fn is_zh(&self) -> bool {
        self.words.language.is_zh()
    }

    /// One of two texts.
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.words.language.say(zh, en)
    }

    /// The path of a page below the folder of the site.
    fn path(&self, page: &str) -> String {
        [FOLDER, "/", self.page.folder, page].concat()
    }

    /// What explains a measure; its cases are asked about the days that they name.
    fn explanation(&self, document: &'a Document, measure: &'a Measure, day: Option<Date>) -> Explanation<'a> {
        let cases = self.site.cases.iter().find(|(id, _)| *id == document.id);
        Explanation {
            plan: &self.site.plan,
            measure,
            document,
            cases: cases.map(|(_, cases)| cases),
            day,
        }
    }

    /// The pack of a document: what it says beyond what is compiled.
    fn pack(&self, document: &Document) -> Option<&'a Pack> {
        self.site.packs.iter().find(|pack| pack.document.id == document.id)
    }

    /// Words with the day in their place.
    fn on_day(text: &str, day: &str) -> String {
        text.replace("{}", day)
    }
}
