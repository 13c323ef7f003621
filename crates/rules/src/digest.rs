//! The digest that lets a result be checked by someone else.
//!
//! ```
//! use huisuan_rules::{Plan, digest};
//! # use huisuan_rules::{lpr::Lpr, plan::Source};
//! # let facts = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/facts.json")))?;
//! # let pack = serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/pack.json")))?;
//! # let source = Source { pack, hash: digest::sha256(b"the pack") };
//! # let plan = Plan::new(facts, Lpr::default(), vec![source]).map_err(|errors| format!("{errors:?}"))?;
//! let request = serde_json::from_str(r#"{ "schema": 1, "day": "2026-06-30" }"#)?;
//! let mut response = plan.assess(&request).map_err(|error| format!("{error:?}"))?;
//! let (asked, answered) = (serde_json::to_string(&request)?, serde_json::to_string(&response)?);
//! response.seal(&asked, &answered);
//! assert_eq!(response.digest, Some(digest::sha256([asked, answered].join("\n").as_bytes())));
//!
//! // What stands beside the digest is what it was made of.
//! assert_eq!(response.outcomes[0].pack, digest::sha256(b"the pack"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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

#[cfg(test)]
mod tests {
    use crate::sample;

    #[test]
    fn a_seal_is_the_digest_of_question_and_answer_on_a_line_each() {
        let request = serde_json::from_str(r#"{ "schema": 1, "day": "2026-06-30" }"#).unwrap();
        let mut response = sample::plan(&[]).assess(&request).unwrap();
        assert_eq!(response.digest, None);
        response.seal(r#"{"schema":1}"#, r#"{"outcomes":[]}"#);
        // As `sha256sum` tells it of the two texts with a line feed between them.
        let digest = "sha256:6d372431facf1b113b9abf97ec7adcb0309b11752cb00f57acca86d760a02e23";
        assert_eq!(response.digest.as_deref(), Some(digest));
    }
}
