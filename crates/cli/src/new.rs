//! `huisuan new`: a pack to begin with, that passes the check as it stands.

use std::path::Path;

use crate::tongue::Options;
use crate::{Failure, outside, print, say};

const PACK: &str = include_str!("../skeleton/pack.toml");
const CASES: &str = include_str!("../skeleton/cases.toml");

/// Writes `packs/NAME.toml` and `cases/NAME.toml` into a folder. Files that exist are left alone.
pub(crate) fn run(options: Options, name: &str, folder: &str) -> Result<(), Failure> {
    let tongue = options.tongue;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(Failure::Usage(tongue.say(
            "“{0}”不能作名字，请用小写字母、数字和连字符，例如 wenzhou-2022",
            "“{0}” cannot be a name; use lower-case letters, digits and hyphens, such as wenzhou-2022",
            &[name],
        )));
    }
    let files = [("packs", PACK), ("cases", CASES)].map(|(kind, text)| {
        let path = Path::new(folder).join(kind).join(format!("{name}.toml"));
        (path, text.replace("NAME", name))
    });
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        let path = path.display().to_string();
        return Err(outside(&path, tongue.say("文件已经存在", "the file exists", &[])));
    }
    let mut written_files = Vec::new();
    for (path, text) in files {
        let shown = path.display().to_string();
        let written = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&path, text));
        written.map_err(|error| outside(&shown, error))?;
        written_files.push(shown);
    }
    if options.json {
        return print(&serde_json::json!({ "files": written_files }));
    }
    say(&(written_files.join("\n") + "\n"))
}

/// Values of the example that say something of one document: whoever drafts another pack fills them in.
const EXAMPLE: [&str; 4] = ["region", "number", "issued_on", "verified_on"];

/// The beginning of a pack, with the title, up to what is known of the document itself. What the text does not say is left
/// empty, so that the check asks for it.
pub(crate) fn head(name: &str, title: &str) -> String {
    let end = PACK.find("\n# 什么时候有效").unwrap_or(PACK.len());
    let mut head = String::new();
    for line in PACK.get(..end).unwrap_or_default().lines() {
        let key = line.split(" = ").next().unwrap_or_default();
        if EXAMPLE.contains(&key) {
            head.extend([format!("{key} = \"\"")]);
        } else if key == "zh" {
            head.extend([format!("zh = \"{title}\"")]);
        } else if key == "en" {
            head += "en = \"\"";
        } else {
            head += line;
        }
        head.push('\n');
    }
    head.replace("NAME", name)
}
