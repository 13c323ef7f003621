//! The whole site as one file that is opened from a disk.

use super::{TARGETS, files, relative};
use crate::shell::output;
use anyhow::{Context as _, Result, ensure};
use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};
use std::{ffi::OsStr, fmt::Write as _, fs, path::Path, process::Command};

const START: &str = include_str!("single.js");

/// The page with its styles, scripts, module and data inside, made from a site whose names have no digests yet.
///
/// Its own policy lets it run nothing else, and ask nobody for anything.
pub(super) fn page(site: &Path, esbuild: &Path) -> Result<String> {
    let mut page = fs::read_to_string(site.join("index.html"))?;
    let styles = fs::read_to_string(site.join("styles/main.css"))?;
    let old_browser = fs::read_to_string(site.join("old-browser.js"))?;
    let script = script(site, esbuild)?;
    let (style, script) = (
        element("style", "", styles.trim())?,
        element("script", "", script.trim())?,
    );
    let nomodule = element("script", " nomodule", old_browser.trim())?;
    // Where a page from a disk cannot be had, as on a site that forbids scripts in pages, it says how it can be used.
    let hint = "<p>如果一直停在这里，请先把本文件保存到电脑上，再用浏览器打开。</p>\n  </div>\n";
    let policy = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         script-src {} {} 'wasm-unsafe-eval' 'unsafe-eval'; style-src {}; img-src data: blob:; base-uri 'none'; \
         form-action 'none'\">",
        script.digest, nomodule.digest, style.digest
    );
    let charset = "<meta charset=\"utf-8\">";
    replace(&mut page, charset, charset, &format!("{charset}\n  {policy}"))?;
    replace(&mut page, "<script type=\"module\"", "</script>", "")?;
    replace(&mut page, "<link rel=\"modulepreload\"", ">", "")?;
    replace(&mut page, "<link rel=\"stylesheet\"", ">", &style.text)?;
    // All of it is there at once: nothing has to be shown before.
    replace(&mut page, "<script src=\"./first.js\"", "</script>", "")?;
    replace(&mut page, "<script nomodule", "</script>", &nomodule.text)?;
    replace(
        &mut page,
        "</div>\n</body>",
        "</body>",
        &format!("{hint}{}\n</body>", script.text),
    )?;
    // The pages beside it are not on the disk: their names stay, without the links.
    while page.contains("<a class=\"beside\"") {
        let words = between(&page, "<a class=\"beside\"", "</a>")?;
        let words = words.split_once('>').map_or("", |(_, words)| words).to_owned();
        replace(&mut page, "<a class=\"beside\"", "</a>", &words)?;
    }
    ensure!(
        !page.contains("=\"./"),
        "the page in one file still names another: {page}"
    );
    Ok(page)
}

struct Element {
    text: String,
    /// The source expression that allows it.
    digest: String,
}

fn element(name: &str, attributes: &str, contents: &str) -> Result<Element> {
    ensure!(
        !contents.contains("</") && !contents.contains("<!--"),
        "text that would end a <{name}> too early"
    );
    Ok(Element {
        text: format!("<{name}{attributes}>{contents}</{name}>"),
        digest: format!("'sha256-{}'", BASE64.encode(&Sha256::digest(contents))),
    })
}

/// The glue, the files and what starts them, as one classic script.
fn script(site: &Path, esbuild: &Path) -> Result<String> {
    let mut names = files(site)?;
    // The one of the page, not of the engine beside it.
    names.retain(|file| file.extension() == Some(OsStr::new("wasm")) && file.parent() == Some(site));
    let [module] = &names[..] else {
        anyhow::bail!("the site has {} modules", names.len());
    };
    let glue = module.with_file_name("huisuan-web.js");
    let glue = output(
        Command::new(esbuild)
            .arg(&glue)
            // What the glue would ask the address of its own for is handed to it.
            .args([
                "--format=iife",
                "--global-name=glue",
                "--log-override:empty-import-meta=silent",
            ])
            .args(["--minify", "--charset=utf8", "--log-level=warning", TARGETS]),
    )?;
    let mut script = format!("(()=>{{{glue}const files={{\n");
    for file in files(&site.join("data"))? {
        let name = relative(&site.join("data"), &file)?;
        // Earlier versions grow in number; a page on a disk is computed with its own.
        if name.starts_with("versions/") {
            continue;
        }
        writeln!(script, "\"{name}\":\"{}\",", BASE64.encode(&fs::read(file)?))?;
    }
    writeln!(
        script,
        "module:\"{}\"}};{START}}})();",
        BASE64.encode(&fs::read(module)?)
    )?;
    Ok(script)
}

/// Replaces what begins with one text and ends with the next occurrence of another.
fn between<'a>(page: &'a str, begin: &str, end: &str) -> Result<&'a str> {
    let (_, rest) = page
        .split_once(begin)
        .with_context(|| format!("the page has no {begin}"))?;
    let (inside, _) = rest.split_once(end).with_context(|| format!("{begin} has no end"))?;
    Ok(inside)
}

fn replace(page: &mut String, begin: &str, end: &str, by: &str) -> Result<()> {
    let start = page.find(begin).with_context(|| format!("the page has no {begin}"))?;
    let rest = page.get(start..).unwrap_or_default();
    let length = rest
        .find(end)
        .with_context(|| format!("{begin} does not end with {end}"))?
        + end.len();
    page.replace_range(start..start + length, by);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_page_are_replaced_once() -> Result<()> {
        let mut page = String::from("<a><b 1></b><b 2></b>");
        replace(&mut page, "<b", "</b>", "x")?;
        assert_eq!(page, "<a>x<b 2></b>");
        assert!(replace(&mut page, "<c", ">", "").is_err());
        assert!(replace(&mut page, "<b", "</c>", "").is_err());
        Ok(())
    }

    #[test]
    fn a_script_cannot_end_its_element() -> Result<()> {
        assert!(element("script", "", "'</script>'").is_err());
        let empty = element("script", " nomodule", "")?;
        assert_eq!(empty.text, "<script nomodule></script>");
        assert_eq!(empty.digest, "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
        Ok(())
    }
}
