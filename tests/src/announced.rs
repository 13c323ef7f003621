//! What a screen reader is given: the accessibility tree of Chromium, in the order in which it is read.

use crate::browser::Browser;
use anyhow::{Context as _, Result, ensure};
use huisuan_xtask::shell::root;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt, fs};

/// Roles that are a place of the page.
const LANDMARKS: [&str; 7] = [
    "banner",
    "navigation",
    "main",
    "region",
    "form",
    "complementary",
    "contentinfo",
];

/// Roles that somebody acts on.
const CONTROLS: [&str; 12] = [
    "button",
    "link",
    "textbox",
    "searchbox",
    "combobox",
    "MenuListPopup",
    "listbox",
    "radio",
    "checkbox",
    "switch",
    "DisclosureTriangle",
    "slider",
];

/// States that are said beside a name, where they are set.
const STATES: [&str; 7] = [
    "invalid", "checked", "pressed", "expanded", "disabled", "required", "busy",
];

/// One thing that is read out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// `heading`, `textbox`, `region`, … as the browser names them.
    pub role: String,
    /// What it is called.
    pub name: String,
    /// Of a heading, from 1.
    pub level: u64,
    /// What a field holds.
    pub value: String,
    /// What is said after the name: a hint, an error.
    pub description: String,
    /// `invalid`, `checked`, `pressed=false`, …
    pub states: Vec<String>,
}

impl Spoken {
    /// Whether it is a place that a reader can jump to.
    #[must_use]
    pub fn is_landmark(&self) -> bool {
        // A region without a name is no landmark.
        LANDMARKS.contains(&&*self.role) && (!self.name.is_empty() || !["region", "form"].contains(&&*self.role))
    }

    /// Whether somebody acts on it.
    #[must_use]
    pub fn is_control(&self) -> bool {
        CONTROLS.contains(&&*self.role)
    }

    fn of(node: &Value) -> Self {
        let text = |key: &str| words(&node[key]["value"]);
        let mut spoken = Self {
            role: text("role"),
            name: text("name"),
            value: text("value"),
            description: text("description"),
            ..Self::default()
        };
        for property in node["properties"].as_array().into_iter().flatten() {
            let (name, value) = (words(&property["name"]), &property["value"]["value"]);
            match words(value).as_str() {
                _ if name == "level" => spoken.level = value.as_u64().unwrap_or_default(),
                _ if !STATES.contains(&&*name) => {}
                // A button that is not pressed is another than one that cannot be.
                "false" if !["pressed", "checked", "expanded"].contains(&&*name) => {}
                "true" => spoken.states.push(name),
                said => spoken.states.push(format!("{name}={said}")),
            }
        }
        spoken
    }
}

impl fmt::Display for Spoken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.role)?;
        if self.role == "heading" {
            write!(out, " {}", self.level)?;
        }
        if !self.name.is_empty() {
            write!(out, " “{}”", self.name)?;
        }
        if !self.value.is_empty() {
            write!(out, " = {}", self.value)?;
        }
        for state in &self.states {
            write!(out, ", {state}")?;
        }
        if !self.description.is_empty() {
            write!(out, " ({})", self.description)?;
        }
        Ok(())
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Everything that is read out, from top to bottom; it is also written to `target/announced`.
pub fn listen(browser: &mut Browser, name: &str) -> Result<Vec<Spoken>> {
    let tree = browser.devtools("Accessibility.getFullAXTree", &json!({}))?;
    let nodes = tree["nodes"].as_array().context("there is no tree")?;
    let by_id: BTreeMap<&str, &Value> = nodes
        .iter()
        .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
        .collect();
    let mut spoken = Vec::new();
    let mut waiting = vec![nodes.first().context("the tree is empty")?];
    while let Some(node) = waiting.pop() {
        if node["ignored"] != true {
            spoken.push(Spoken::of(node));
        }
        let children = node["childIds"].as_array().into_iter().flatten();
        let children = children.filter_map(|id| by_id.get(id.as_str()?).copied());
        waiting.extend(children.collect::<Vec<_>>().into_iter().rev());
    }
    let directory = root().join("target/announced");
    fs::create_dir_all(&directory)?;
    let lines: Vec<String> = spoken.iter().map(ToString::to_string).collect();
    fs::write(directory.join(format!("{name}.txt")), lines.join("\n"))?;
    Ok(spoken)
}

/// The places and headings of a page, by which a reader finds the way.
#[must_use]
pub fn outline(spoken: &[Spoken]) -> Vec<String> {
    let way = spoken
        .iter()
        .filter(|one| one.is_landmark() || one.role == "heading")
        .map(|one| match one.role.as_str() {
            "heading" => format!("{} {}", one.level, one.name),
            role if one.name.is_empty() => role.to_owned(),
            role => format!("{role} {}", one.name),
        });
    way.collect()
}

/// What must hold on each page: a title that holds the first heading, one main, no level left out, no two places alike,
/// and a name for whatever somebody acts on.
pub fn expect_order(spoken: &[Spoken], page: &str) -> Result<()> {
    let count = |role: &str, level: u64| {
        let same = spoken.iter().filter(|one| one.role == role && one.level == level);
        same.count()
    };
    ensure!(count("main", 0) == 1, "{page}: {} main places", count("main", 0));
    ensure!(
        count("heading", 1) == 1,
        "{page}: {} first headings",
        count("heading", 1)
    );
    let title = spoken.first().map_or("", |root| &root.name);
    let first = spoken
        .iter()
        .find(|one| one.role == "heading")
        .map_or("", |one| &one.name);
    ensure!(
        title.contains(first),
        "{page}: the title is {title}, the first heading {first}"
    );
    let mut above = 0;
    for heading in spoken.iter().filter(|one| one.role == "heading") {
        ensure!(
            heading.level <= above + 1,
            "{page}: a level is left out before {heading}"
        );
        ensure!(!heading.name.is_empty(), "{page}: a heading without a name");
        above = heading.level;
    }
    let places: Vec<_> = spoken.iter().filter(|one| one.is_landmark()).collect();
    for (at, place) in places.iter().enumerate() {
        let twice = places[..at]
            .iter()
            .any(|other| other.role == place.role && other.name == place.name);
        ensure!(!twice, "{page}: two places are called {place}");
    }
    for control in spoken
        .iter()
        .filter(|one| one.is_control() && one.role != "MenuListPopup")
    {
        ensure!(!control.name.is_empty(), "{page}: {control} has no name");
    }
    Ok(())
}
