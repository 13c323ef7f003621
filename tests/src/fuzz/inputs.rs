//! Inputs of a target, the same for the same seed.

use super::Target;
use crate::random::Random;

/// Longest input, in characters: longer ones are cut, as the readers before have limits of their own.
const LONGEST: usize = 20_000;

/// Characters that readers stumble over.
const ODD: [char; 16] = [
    '\0', '\u{feff}', '\u{202e}', '\u{3000}', '\u{a0}', '０', '％', '．', '，', '〇', '兆', '🙂', '\u{0301}',
    '\u{ffff}', '"', '\\',
];

/// A source of inputs: what the repository holds, changed in a few places.
#[derive(Debug)]
pub struct Inputs {
    target: Target,
    pieces: Vec<&'static str>,
    seeds: Vec<String>,
    random: Random,
}

impl Inputs {
    /// Begins with a seed.
    #[must_use]
    pub fn new(target: Target, seed: u64) -> Self {
        Self {
            target,
            pieces: target.pieces().split('|').collect(),
            seeds: target.seeds(),
            random: Random::new(seed),
        }
    }

    fn seed(&mut self) -> Vec<char> {
        let seed = self.random.pick(&self.seeds);
        seed.map(|text| text.chars().collect()).unwrap_or_default()
    }

    fn place(&mut self, text: &[char]) -> usize {
        self.random.below(text.len() + 1)
    }

    /// A part of a text: from a place, mostly short.
    fn part(&mut self, text: &[char]) -> std::ops::Range<usize> {
        let from = self.place(text);
        let most = if self.random.once_in(8) { text.len() } else { 12 };
        from..(from + self.random.below(most + 1)).min(text.len())
    }

    fn change(&mut self, text: &mut Vec<char>) {
        let part = self.part(text);
        // JSON and TOML are seldom read any further when a mark is lost: another number often gets to the end.
        let numbers = matches!(self.target, Target::Requests | Target::Packs) && !self.random.once_in(4);
        match if numbers { 6 } else { self.random.below(8) } {
            0 => drop(text.drain(part)),
            1 => {
                let twice: Vec<char> = text[part.clone()].to_vec();
                let times = 1 + self.random.below(4);
                text.splice(part.end..part.end, twice.repeat(times));
            }
            2 | 3 => {
                let piece = self.random.pick(&self.pieces).copied().unwrap_or_default();
                text.splice(part, piece.chars());
            }
            4 => {
                let odd = self.random.pick(&ODD).copied();
                text.splice(part.start..part.start, odd);
            }
            5 => {
                let other = self.seed();
                let taken = self.part(&other);
                text.splice(part, other[taken].iter().copied());
            }
            6 => {
                // A digit becomes another, or many.
                let digit = text.iter().skip(part.start).position(char::is_ascii_digit);
                if let Some(at) = digit.map(|at| at + part.start) {
                    let digits = [
                        "0",
                        "1",
                        "9",
                        "5.5",
                        "00000000000000000001",
                        "99999999999999999999999999999",
                    ];
                    let digits = self.random.pick(&digits).copied().unwrap_or_default();
                    text.splice(at..=at, digits.chars());
                }
            }
            _ => {
                let any = u32::try_from(self.random.below(0x0011_0000))
                    .ok()
                    .and_then(char::from_u32);
                text.splice(part.start..part.start, any);
            }
        }
    }
}

impl Iterator for Inputs {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut text = self.seed();
        for _ in 0..=self.random.below(4) {
            self.change(&mut text);
        }
        text.truncate(LONGEST);
        Some(text.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_inputs_and_another_one_others() {
        let some = |seed| Inputs::new(Target::Tables, seed).take(20).collect::<Vec<_>>();
        assert_eq!(some(1), some(1));
        assert_ne!(some(1), some(2));
    }
}
