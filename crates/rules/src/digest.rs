//! The digest that lets a result be checked by someone else.

use sha2::{Digest as _, Sha256};

use crate::outcome::Response;

/// `sha256:` and the SHA-256 of some bytes in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let mut text = "sha256:".to_owned();
    for byte in Sha256::digest(bytes) {
        for digit in [byte >> 4, byte & 15] {
            text.extend(DIGITS.get(usize::from(digit)));
        }
    }
    text
}

impl Response {
    /// Adds the digest over the canonical JSON of the request, a line feed, and that of the response without its digest.
    ///
    /// Canonical JSON has no white space and the keys in the order of this crate's types. The response names the engine
    /// and the digest of each pack, so that the digest stands for inputs, rules, engine and outcomes. Both texts are made
    /// by the caller, since this crate has no JSON of its own.
    pub fn seal(&mut self, request: &str, response: &str) {
        self.digest = Some(sha256([request, "\n", response].concat().as_bytes()));
    }
}
