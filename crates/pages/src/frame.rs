//! What all pages have around them.

use crate::Tongue;
use crate::html::Html;

/// Where a page stands and what it is called.
pub(crate) struct Place<'a> {
    /// The path of the page below the folder of its language: `index.html`, `wenzhou-2022/art-4.html`.
    pub(crate) path: &'a str,
    /// Its title.
    pub(crate) title: &'a str,
    /// One or two sentences for crawlers.
    pub(crate) description: &'a str,
    /// The pages above it below the first one: name and address.
    pub(crate) above: &'a [(&'a str, &'a str)],
}

impl Tongue<'_> {
    /// The way from a page of this language up to the folder of the site.
    pub(crate) fn up(&self, path: &str) -> String {
        "../".repeat(self.path(path).matches('/').count())
    }

    /// A page with its head, the way back, and what is said on every page.
    pub(crate) fn frame(&self, place: &Place<'_>, main: impl FnOnce(&mut Html)) -> String {
        let (page, up) = (self.page, self.up(place.path));
        let other = self.site.in_language(self.words.language.other());
        let other_lang = other.words.language.tag();
        let other = up.clone() + &other.path(place.path);
        let title = if place.above.is_empty() {
            format!("{} · {}", place.title, page.site)
        } else {
            format!("{} · {} · {}", place.title, page.clauses, page.site)
        };
        Html::page(self.words.language.tag(), |html| {
            html.element("head", &[], |html| {
                html.void("meta", &[("charset", "utf-8")]);
                html.void(
                    "meta",
                    &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")],
                );
                html.void("meta", &[("name", "renderer"), ("content", "webkit")]);
                html.void("meta", &[("name", "description"), ("content", place.description)]);
                html.line("title", &[], &title);
                html.void("link", &[("rel", "icon"), ("href", "data:,")]);
                html.void(
                    "link",
                    &[("rel", "stylesheet"), ("href", &format!("{up}styles/clauses.css"))],
                );
                html.void(
                    "link",
                    &[("rel", "alternate"), ("hreflang", other_lang), ("href", &other)],
                );
            });
            html.element("body", &[], |html| {
                html.line("a", &[("class", "skip"), ("href", "#main")], page.skip);
                html.element("header", &[], |html| {
                    html.element("nav", &[], |html| {
                        html.line("a", &[("href", &up)], page.site);
                        for (name, address) in place.above {
                            html.line("span", &[("aria-hidden", "true")], " › ");
                            html.line("a", &[("href", address)], name);
                        }
                    });
                    html.line(
                        "a",
                        &[
                            ("class", "language"),
                            ("href", &other),
                            ("hreflang", other_lang),
                            ("lang", other_lang),
                        ],
                        page.other,
                    );
                });
                html.element("main", &[("id", "main")], main);
                html.element("footer", &[], |html| {
                    html.line("p", &[], page.estimate);
                });
            });
        })
    }
}
