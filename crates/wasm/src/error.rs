//! What is thrown: data that names what is wrong and where.

use rules::pack::EnteredError;
use rules::plan::PackError;
use rules::request::RequestError;
use serde::Serialize;
use wasm_bindgen::prelude::JsValue;

use crate::to_js;

/// What is thrown.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum Thrown {
    /// A value has another shape than expected.
    Shape {
        /// `shape`.
        error: Shape,
        /// What is wrong, for developers.
        message: String,
    },
    /// Packs that say something wrong, all errors at once.
    Packs {
        /// `packs`.
        error: Packs,
        /// The errors.
        packs: Vec<PackError>,
    },
    /// A pack of a site's own that says something wrong.
    Own {
        /// `own`.
        error: Own,
        /// All errors at once, in words.
        messages: Vec<String>,
    },
    /// A rule that was entered, and makes no sense.
    Senseless {
        /// `entered`.
        error: Entered,
        /// All errors at once, in words.
        messages: Vec<String>,
    },
    /// A rule that was entered, with something missing or wrong.
    Entered {
        /// `entered`.
        error: Entered,
        /// All fields at once.
        fields: Vec<EnteredError>,
    },
    /// A request that says something wrong.
    Request(RequestError),
}

/// The name of an error of shape.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Shape {
    /// The only one.
    Shape,
}

/// The name of errors of packs.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Packs {
    /// The only one.
    Packs,
}

/// The name of errors of a site's own pack.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Own {
    /// The only one.
    Own,
}

/// The name of errors of a rule that was entered.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Entered {
    /// The only one.
    Entered,
}

impl From<Thrown> for JsValue {
    fn from(thrown: Thrown) -> Self {
        to_js(&thrown).unwrap_or_else(|message| message)
    }
}

pub(crate) fn shape(error: impl std::fmt::Display) -> Thrown {
    Thrown::Shape {
        error: Shape::Shape,
        message: error.to_string(),
    }
}
