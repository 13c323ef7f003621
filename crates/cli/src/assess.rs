//! `huisuan assess`.

use std::io::Read as _;

use rules::request::Request;

use crate::{Failure, outside, plan, print};

/// The request on standard input; what is no request is told on standard output.
pub(crate) fn request() -> Result<Request, Failure> {
    let mut text = Vec::new();
    std::io::stdin()
        .read_to_end(&mut text)
        .map_err(|error| outside("standard input", error))?;
    match serde_json::from_slice(&text) {
        Ok(request) => Ok(request),
        Err(error) => {
            print(&serde_json::json!({ "schema": 1, "error": "json", "message": error.to_string() }))?;
            Err(Failure::Input)
        }
    }
}

pub(crate) fn run() -> Result<(), Failure> {
    let request = request()?;
    match plan()?.assess(&request) {
        Ok(mut response) => {
            let json = |value: Result<String, _>| value.map_err(|error| outside("standard output", error));
            let request = json(serde_json::to_string(&request))?;
            let sealed = json(serde_json::to_string(&response))?;
            response.seal(&request, &sealed);
            print(&response)
        }
        Err(error) => {
            print(&error)?;
            Err(Failure::Input)
        }
    }
}
