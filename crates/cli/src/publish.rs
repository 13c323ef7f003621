//! `huisuan publish`: keeps the present version of each pack for ever, so that links which name it can be computed again.

use std::path::Path;

use policies::{Published, Version};
use rules::library::{Change, What};

use crate::tongue::{Options, Tongue};
use crate::{Failure, complain, export, outside, print, say};

/// The folder of published versions, seen from the root of the clone.
pub(crate) const FOLDER: &str = "crates/policies/published";

/// Publishes what is new, or with `check` only tells it, which is then an error.
pub(crate) fn run(options: Options, folder: &str, check: bool) -> Result<(), Failure> {
    let tongue = options.tongue;
    let Some(day) = options.day.map(|day| day.to_string()) else {
        let text = tongue.say("要用 --day 写明发布的日子", "--day must say on which day that is", &[]);
        return Err(Failure::Usage(text));
    };
    let failed = |error| outside(folder, error);
    let mut published = Published::read(Path::new(folder)).map_err(failed)?;
    let sources = policies::sources().map_err(|error| outside("built-in packs", error))?;
    let new = published.unpublished(&sources, &day).map_err(failed)?;
    if options.json {
        print(&new)?;
    } else {
        say(&new.iter().map(|version| told(tongue, version)).collect::<String>())?;
    }
    if check {
        if new.is_empty() {
            return Ok(());
        }
        complain(&tongue.say(
            "这些版本还没有发布，以后的链接会找不到它们。请运行：cargo xtask publish",
            "these versions are not published: links that name them could not be computed again; run: cargo xtask publish",
            &[],
        ));
        return Err(Failure::Input);
    }
    let files = published.publish(&sources, &day).map_err(failed)?;
    export::save(folder, files)
}

/// A version in one line: 温州……：第五条规则有变.
fn told(tongue: Tongue, version: &Version) -> String {
    let digits: String = version.hash.chars().skip("sha256:".len()).take(8).collect();
    if version.changes.is_empty() {
        return tongue.say("{0} {1}：新版本\n", "{0} {1}: a new version\n", &[&version.id, &digits]);
    }
    let changes: Vec<String> = version.changes.iter().map(|change| changed(tongue, change)).collect();
    let changes = tongue.list(&changes);
    tongue.say("{0} {1}：{2}\n", "{0} {1}: {2}\n", &[&version.id, &digits, &changes])
}

fn changed(tongue: Tongue, change: &Change) -> String {
    let (zh, en) = match change.what {
        What::Wording => ("说明有变", "other words"),
        What::Rule => ("规则有变", "another rule"),
        What::Added => ("新增", "new"),
        What::Removed => ("删去", "gone"),
    };
    let what = tongue.say(zh, en, &[]);
    if change.article.is_empty() {
        return tongue.say("{0} {1}", "{0}: {1}", &[&change.part, &what]);
    }
    let parts = [change.article.as_str(), change.part.as_str(), what.as_str()];
    tongue.say("{0}（{1}）{2}", "{0} ({1}): {2}", &parts)
}
