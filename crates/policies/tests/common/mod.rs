//! What made-up packs have in common.

/// The head of a document that was issued and is in force from March 2024 to the end of 2026.
pub(crate) fn head(id: &str, region: &str, zh: &str, en: &str) -> String {
    format!(
        r#"schema = 1

[document]
id = "{id}"
region = "{region}"
zh = "{zh}"
en = "{en}"
standing = "issued"
issued_on = "2024-01-15"
verification = "original"
verified_on = "2026-11-21"

[document.force]
quote = "本办法自2024年3月1日起施行，有效期至2026年12月31日"
from = "自2024年3月1日起施行"
to = "有效期至2026年12月31日"
"#
    )
}
