//! The policy packs and the catalogue of facts.
