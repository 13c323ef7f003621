//! Diagnostics with their place in a file, rendered as compilers do: the line, the text underlined, what is expected.

use std::io::{IsTerminal as _, Write as _};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::tongue::Tongue;

/// A file with its text.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Its name as it is shown.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// The pack cannot be used.
    Error,
    /// Somebody should look.
    Warning,
}

/// Something to be said about a place of a file.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    pub(crate) weight: Weight,
    /// What is wrong.
    pub(crate) title: String,
    /// The bytes that are underlined.
    pub(crate) span: Range<usize>,
    /// What is said beside them.
    pub(crate) label: String,
    /// Another place of the file that explains, and what is said there.
    pub(crate) context: Option<(Range<usize>, String)>,
    /// What to do.
    pub(crate) help: Vec<String>,
}

impl Diagnostic {
    pub(crate) fn error(span: Range<usize>, title: String) -> Self {
        Self {
            weight: Weight::Error,
            title,
            span,
            label: String::new(),
            context: None,
            help: Vec::new(),
        }
    }

    pub(crate) fn warning(span: Range<usize>, title: String) -> Self {
        Self {
            weight: Weight::Warning,
            ..Self::error(span, title)
        }
    }

    pub(crate) fn label(mut self, label: String) -> Self {
        self.label = label;
        self
    }

    pub(crate) fn help(mut self, help: String) -> Self {
        self.help.push(help);
        self
    }
}

/// The diagnostics of one file as JSON, in the order of their places. Lines and columns count from 1, columns in characters.
pub(crate) fn json(file: &File, diagnostics: &mut [Diagnostic]) -> Vec<Value> {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.weight));
    let place = |span: &Range<usize>| {
        let span = within(&file.text, span);
        let (line, column) = position(&file.text, span.start);
        let (end_line, end_column) = position(&file.text, span.end);
        json!({ "line": line, "column": column, "end_line": end_line, "end_column": end_column })
    };
    diagnostics
        .iter()
        .map(|diagnostic| {
            let context = diagnostic.context.as_ref();
            json!({
                "file": file.name,
                "level": match diagnostic.weight {
                    Weight::Error => "error",
                    Weight::Warning => "warning",
                },
                "place": place(&diagnostic.span),
                "title": diagnostic.title,
                "label": diagnostic.label,
                "context": context.map(|(span, label)| json!({ "place": place(span), "label": label })),
                "help": diagnostic.help,
            })
        })
        .collect()
}

/// Line and column of a byte, both from 1.
pub(crate) fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Writes the diagnostics of one file to standard error, in the order of their places.
pub(crate) fn print(tongue: Tongue, file: &File, diagnostics: &mut [Diagnostic]) {
    let renderer = if std::io::stderr().is_terminal() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.weight));
    for diagnostic in diagnostics.iter() {
        let text = render(&renderer, tongue, file, diagnostic);
        // Where it cannot be written, the exit code still tells.
        drop(writeln!(std::io::stderr(), "{text}\n"));
    }
}

fn render(renderer: &Renderer, tongue: Tongue, file: &File, diagnostic: &Diagnostic) -> String {
    let named = |level: Level<'static>, zh| {
        if tongue.0.is_zh() {
            level.with_name(Some(zh))
        } else {
            level
        }
    };
    let level = match diagnostic.weight {
        Weight::Error => named(Level::ERROR, "错误"),
        Weight::Warning => named(Level::WARNING, "提醒"),
    };
    let mut primary = AnnotationKind::Primary.span(within(&file.text, &diagnostic.span));
    if !diagnostic.label.is_empty() {
        primary = primary.label(diagnostic.label.as_str());
    }
    let mut snippet = Snippet::source(file.text.as_str())
        .path(file.name.as_str())
        .annotation(primary);
    if let Some((span, label)) = &diagnostic.context {
        let context = AnnotationKind::Context.span(within(&file.text, span));
        snippet = snippet.annotation(context.label(label.as_str()));
    }
    let mut group = level.primary_title(diagnostic.title.as_str()).element(snippet);
    for help in &diagnostic.help {
        group = group.element(named(Level::HELP, "建议").message(help.as_str()));
    }
    renderer.render(&[group])
}

/// A span that lies in the text, on the boundaries of characters.
fn within(text: &str, span: &Range<usize>) -> Range<usize> {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}
