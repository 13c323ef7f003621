//! Parties on their way to a helper.

use table::{Obstacle, Party, Record};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::packed::{Packed, Unpacked};

/// What can be wrong with the rows of a party that a worker has gathered itself, by its number.
const OBSTACLES: [Option<Obstacle>; 6] = [
    None,
    Some(Obstacle::Blank),
    Some(Obstacle::Sum),
    Some(Obstacle::NoParty),
    Some(Obstacle::Shortened),
    Some(Obstacle::TooMany),
];

/// Parties for a helper: their number, and their rows as two arrays, each of which can be taken once.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Share {
    id: u32,
    packed: Packed,
}

#[wasm_bindgen]
impl Share {
    /// The number under which the answer is taken in.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The lengths of parties, rows and cells.
    #[must_use]
    pub fn numbers(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.packed.numbers)
    }

    /// The cells, in UTF-8.
    #[must_use]
    pub fn text(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.packed.text)
    }
}

impl Share {
    pub(crate) fn new<'r, R: ExactSizeIterator<Item = &'r Record>>(
        id: u32,
        parties: impl Iterator<Item = (Option<Obstacle>, R)>,
    ) -> Self {
        let mut packed = Packed::default();
        for (obstacle, rows) in parties {
            let known = OBSTACLES.iter().position(|known| *known == obstacle);
            packed.number(known.unwrap_or_default());
            packed.number(rows.len());
            for row in rows {
                packed.number(row.len());
                row.cells().for_each(|cell| packed.text(cell));
            }
        }
        Self { id, packed }
    }
}

/// The parties of a share.
pub(crate) fn parties(numbers: &[u32], text: &[u8]) -> Vec<Party> {
    let mut packed = Unpacked::new(numbers, text);
    let mut parties = Vec::new();
    while !packed.is_done() {
        let obstacle = OBSTACLES.get(packed.number()).copied().flatten();
        let rows = (0..packed.number())
            .map(|_| (0..packed.number()).map(|_| packed.text()).collect())
            .collect();
        parties.push(Party { rows, obstacle });
    }
    parties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_arrive_as_they_were_sent() {
        let record = |cells: &[&str]| cells.iter().collect::<Record>();
        let sent = [
            (None, vec![record(&["甲", "1", ""]), record(&["甲", "2"])]),
            (Some(Obstacle::Blank), vec![record(&[])]),
            (Some(Obstacle::Sum), vec![record(&["合计", "3"])]),
            (Some(Obstacle::NoParty), vec![record(&["", "3"])]),
            (Some(Obstacle::Shortened), vec![record(&["3.3E+17", "3"])]),
            (Some(Obstacle::TooMany), vec![record(&["乙"])]),
        ];
        let mut share = Share::new(7, sent.iter().map(|(obstacle, rows)| (*obstacle, rows.iter())));
        let arrived = parties(&share.numbers(), &share.text());
        let arrived: Vec<_> = arrived.into_iter().map(|party| (party.obstacle, party.rows)).collect();
        assert_eq!(arrived, sent);
        assert_eq!(share.id(), 7);
    }
}
