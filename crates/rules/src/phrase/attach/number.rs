//! A number and the words around it.

use super::{Pass, Pending};
use crate::phrase::lex::{Kind, Token};
use crate::phrase::number;
use crate::phrase::reader::{Found, What};
use crate::phrase::settle::{Around, Number, Settled, settle};
use crate::phrase::words::Role;
use crate::phrase::{Basis, Relation, Unit};

impl Pass<'_> {
    /// Reads the number at `i` with everything around it, and returns how many tokens it takes.
    pub(super) fn number(&mut self, i: usize, token: &Token) -> usize {
        let Some(number) = Number::of(self.tokens, i) else {
            return 1;
        };
        let next = self.tokens.get(i + number.count);
        let chain = std::mem::take(&mut self.chain);
        self.award(token);
        if self.old_level(&number, next) {
            self.unused_marks(&chain);
            return number.count;
        }
        if next.is_some_and(|next| next.kind == Kind::Range && next.from == number.behind.to)
            && let Some(second) = Number::of(self.tokens, i + number.count + 1)
        {
            self.unused_marks(&chain);
            self.range(&number, &second);
            return number.count + 1 + second.count;
        }
        if number.rank || self.frame.crossed {
            self.out_of_reach(&number);
        }
        let before = self.frame.pending.take();
        let around = Around {
            before: before.and_then(|pending| match pending.role {
                Role::Compare(relation) | Role::Limit(relation) => Some(relation),
                _ => None,
            }),
            // A new level stands near its number; farther away the word is about something else.
            sense: before.is_some_and(|pending| pending.role == Role::Sense && token.from - pending.to <= 12),
            may: number.unit == Unit::Occasions && self.frame.may.is_some_and(|may| token.from - may <= 8),
        };
        let settled = settle(around, &number);
        let opened = match before {
            Some(pending) if around.before.is_some() => Some(pending.from),
            Some(pending) if around.sense && settled.by_sense => Some(pending.from),
            _ => self.frame.may.filter(|_| settled.by_sense),
        };
        let from = opened
            .into_iter()
            .chain(self.frame.old.take())
            .fold(token.from, usize::min);
        self.push(&number, &settled, from);
        self.follow(&number, &settled, chain, next);
        number.count
    }

    /// Keeps a word from a rank (达到一定规模、且排名前三) and from a number behind 、.
    fn out_of_reach(&mut self, number: &Number) {
        let crossed = std::mem::take(&mut self.frame.crossed);
        if let Some(pending) = self.frame.pending.take() {
            let to = if crossed && !number.rank { number.to } else { pending.to };
            self.fault(What::Orphan, pending.from, pending.from..to);
        }
    }

    fn push(&mut self, number: &Number, settled: &Settled, from: usize) {
        let place = from..number.behind.to;
        if let Some(fault) = self
            .frame
            .spoiled
            .take()
            .and_then(|spoiled| self.faults.get_mut(spoiled))
        {
            fault.place.end = place.end;
        }
        if let Some(at) = settled.conflict {
            self.fault(What::Conflict, at, place.clone());
        }
        self.frame.last = Some(self.items.len());
        self.items.push(Found {
            value: number.value,
            unit: number.unit,
            relation: settled.relation,
            basis: settled.basis,
            by_sense: settled.by_sense,
            place,
            number: number.from..number.to,
        });
    }

    /// Gives the direction behind a number to the numbers directly before it, and lets this one wait for the next.
    fn follow(&mut self, number: &Number, settled: &Settled, chain: Vec<(usize, Number)>, next: Option<&Token>) {
        if number.behind.suffix.is_some() {
            return self.share_direction(number, &chain);
        }
        let free = settled.relation == Relation::Is && !settled.by_sense;
        let waits = next.is_some_and(|next| {
            matches!(next.kind, Kind::Number { unit, .. } if unit != number.unit) && next.from == number.behind.to
        });
        match self.frame.last {
            Some(last) if free && waits => {
                self.chain = chain.into_iter().chain([(last, *number)]).collect();
            }
            _ => {
                self.unused_marks(&chain);
                if free {
                    self.unused_mark(number);
                }
            }
        }
    }

    fn share_direction(&mut self, number: &Number, chain: &[(usize, Number)]) {
        for (index, waiting) in chain.iter().rev() {
            let shared = settle(Around::default(), &waiting.with_suffix_of(&number.behind));
            if let Some(item) = self.items.get_mut(*index) {
                item.relation = shared.relation;
                item.basis = shared.basis;
                item.place.end = number.behind.to;
                let place = item.place.clone();
                if let Some(at) = shared.conflict {
                    self.fault(What::Conflict, at, place);
                }
            }
        }
    }

    fn unused_marks(&mut self, chain: &[(usize, Number)]) {
        for (_, waiting) in chain {
            self.unused_mark(waiting);
        }
    }

    fn unused_mark(&mut self, number: &Number) {
        if let Some(mark) = number.behind.mark {
            self.fault(What::Mark, mark.from, number.from..number.behind.to);
        }
    }

    /// The old level of 由300万元提高到500万元 is no item.
    fn old_level(&mut self, number: &Number, next: Option<&Token>) -> bool {
        let Some(next) = next.filter(|next| next.kind == Kind::Word(Role::Sense)) else {
            return false;
        };
        let gap = next.from - number.behind.to;
        let old = gap == 0 || (gap <= 6 && self.frame.origin.is_some());
        if old && number.behind.suffix.is_none() {
            self.frame.old = Some(self.frame.origin.take().unwrap_or(number.from));
            return true;
        }
        false
    }

    /// 超过停售标准的企业补助20%: the number is what is granted, not what is compared.
    fn award(&mut self, token: &Token) {
        const AWARDS: &[&str] = &["奖励", "补助", "补贴", "补偿", "贴息", "资助", "奖补"];
        if let Some(Pending {
            role: Role::Compare(_),
            to,
            ..
        }) = self.frame.pending
            && self.glyphs.ends(token.from, AWARDS)
            && self.glyphs.has(to..token.from, '的')
        {
            self.orphan();
        }
    }

    /// 3—5年, 1%（不含）至3%: both ends belong to the range unless the words say otherwise.
    fn range(&mut self, first: &Number, second: &Number) {
        let place = first.from..second.behind.to;
        let before = self.frame.pending.take();
        let from = before.map_or(first.from, |pending| pending.from);
        let readable = before.is_none_or(|pending| pending.role == Role::Sense);
        // 6个月至3年 counts the same in both: a year has twelve months. 90天至1年 is a floor in days and a ceiling in years,
        // with something between them where no month has more than 31 days.
        let alike = match (first.unit, first.unit.in_months(), second.unit.in_months()) {
            (Unit::Days, _, Some(months)) => {
                let days = second.value.mantissa() * i128::from(31 * months);
                number::exact(days, second.value.scale(), 0).is_some_and(|days| first.value <= days)
            }
            (_, Some(_), Some(_)) => true,
            _ => first.unit == second.unit,
        };
        if !readable || !alike || first.behind.suffix.is_some() || second.behind.suffix.is_some() {
            self.fault(What::Conflict, first.from, from..place.end);
        }
        let ends = [
            (first, Relation::AtLeast, Relation::Above),
            (second, Relation::AtMost, Relation::Below),
        ];
        for (number, inclusive, exclusive) in ends {
            let mark = number.behind.mark;
            let settled = Settled {
                relation: if mark.is_none_or(|mark| mark.inclusive) {
                    inclusive
                } else {
                    exclusive
                },
                basis: if mark.is_some() {
                    Basis::Explicit
                } else {
                    Basis::Convention
                },
                by_sense: false,
                conflict: number.behind.again,
            };
            self.push(number, &settled, first.from);
            if let Some(item) = self.items.last_mut() {
                item.place = place.clone();
            }
        }
    }
}
