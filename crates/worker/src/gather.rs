//! The parties of a whole table, whose rows may stand anywhere.

use std::collections::HashMap;

use table::{Obstacle, Record};

/// The places of the rows of a party.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(crate) rows: Vec<usize>,
    pub(crate) obstacle: Option<Obstacle>,
}

/// The rows of each party, in the order of their first rows.
pub(crate) fn gather(rows: &[Record], party: Option<usize>) -> Vec<Gathered> {
    let mut parties: Vec<Gathered> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (number, row) in rows.iter().enumerate() {
        let key = party.map(|at| row.cell(at).trim());
        let obstacle = Obstacle::of(row, party);
        let rows = vec![number];
        let (None, Some(key)) = (obstacle, key) else {
            parties.push(Gathered { rows, obstacle });
            continue;
        };
        if let Some(party) = known.get(key).and_then(|at| parties.get_mut(*at)) {
            party.rows.push(number);
        } else {
            known.insert(key, parties.len());
            parties.push(Gathered { rows, obstacle });
        }
    }
    for party in &mut parties {
        if party.rows.len() > rules::request::MOST_ROWS {
            party.obstacle = Some(Obstacle::TooMany);
        }
    }
    parties
}
