//! HTML as text: every element that is opened is closed, and every text and value is escaped.

/// Elements after which the line ends, so that the source of a page can be read and compared.
const BLOCKS: [&str; 26] = [
    "html",
    "head",
    "body",
    "title",
    "header",
    "nav",
    "main",
    "footer",
    "section",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "div",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "dl",
    "dt",
    "dd",
];

/// A page, or a part of one, that is being written.
#[derive(Debug, Default)]
pub(crate) struct Html(String);

/// Names of attributes with their values.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Html {
    /// A whole page: the type of the document and its root.
    pub(crate) fn page(language: &str, inside: impl FnOnce(&mut Self)) -> String {
        let mut html = Self(String::from("<!DOCTYPE html>\n"));
        html.element("html", &[("lang", language)], inside);
        html.0
    }

    /// Text, escaped.
    pub(crate) fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
    }

    /// An element with what is inside it.
    pub(crate) fn element(&mut self, name: &str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.begin(name, attributes);
        inside(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        if BLOCKS.contains(&name) {
            self.0.push('\n');
        }
    }

    /// An element with nothing but text inside.
    pub(crate) fn line(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// An element that can hold nothing.
    pub(crate) fn void(&mut self, name: &str, attributes: Attributes<'_>) {
        self.begin(name, attributes);
        self.0.push('\n');
    }

    fn begin(&mut self, name: &str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_values_cannot_become_markup() {
        let page = Html::page("zh-CN", |html| {
            html.line("p", &[("class", "a\"><b")], "1 < 2 & \"3\"");
            html.void("meta", &[("name", "x"), ("content", "")]);
        });
        let expected = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><p class=\"a&quot;&gt;&lt;b\">1 &lt; 2 &amp; &quot;3&quot;</p>\n\
                        <meta name=\"x\">\n</html>\n";
        assert_eq!(page, expected);
    }
}
