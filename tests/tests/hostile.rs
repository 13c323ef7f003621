//! What comes from outside the page and is not written in Rust: the reader of messages of a page around it.
//!
//! Addresses and kept states are tried beside their readers in `web`, packs of a site's own in `crates/wasm`.

use std::process::Command;

use huisuan_xtask::shell::root;

/// How many messages are read.
const COUNT: &str = "100000";

#[test]
fn a_hundred_thousand_messages_do_no_harm() {
    let status = Command::new("node")
        .arg(root().join("tests/src/messages.mjs"))
        .arg(root().join("web/static/framed.js"))
        .arg(COUNT)
        .status()
        .unwrap();
    assert!(status.success());
}
