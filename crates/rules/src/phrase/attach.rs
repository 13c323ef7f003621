//! Attaching words to numbers: the pass over the tokens.

mod number;

use std::ops::Range;

use super::chars::Glyphs;
use super::lex::{Kind, Token, Trouble};
use super::reader::{Fault, Found, What};
use super::settle::Number;
use super::words::Role;
use super::{Basis, Relation};

/// The items of a text and the parts that cannot be read.
pub(super) fn attach(glyphs: &Glyphs, tokens: &[Token]) -> (Vec<Found>, Vec<Fault>) {
    let mut pass = Pass {
        glyphs,
        tokens,
        outer: Vec::new(),
        frame: Frame::default(),
        chain: Vec::new(),
        items: Vec::new(),
        faults: Vec::new(),
    };
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        i += pass.step(i, token);
    }
    pass.orphan();
    while let Some(frame) = pass.outer.pop() {
        pass.frame = frame;
        pass.orphan();
    }
    (pass.items, pass.faults)
}

/// A word that waits for its number.
#[derive(Clone, Copy, Debug)]
struct Pending {
    role: Role,
    from: usize,
    to: usize,
}

/// What is open within a piece or bracket.
#[derive(Clone, Debug, Default)]
struct Frame {
    pending: Option<Pending>,
    /// Whether that word stands before 、.
    crossed: bool,
    /// The 由 that may open 由300万元提高到500万元.
    origin: Option<usize>,
    /// The start of the old level that was read.
    old: Option<usize>,
    /// The start of 以…为限.
    with: Option<usize>,
    /// The start of 可展期4次.
    may: Option<usize>,
    /// The fault whose word would govern the next number.
    spoiled: Option<usize>,
    /// The last bracket of the piece.
    bracket: Option<Range<usize>>,
    /// The last item of the piece.
    last: Option<usize>,
}

struct Pass<'a> {
    glyphs: &'a Glyphs,
    tokens: &'a [Token],
    /// The pieces around the bracket that is read.
    outer: Vec<Frame>,
    frame: Frame,
    /// Items without a direction directly before the next number: 5家(含)10笔(含)以上.
    chain: Vec<(usize, Number)>,
    items: Vec<Found>,
    faults: Vec<Fault>,
}

impl Pass<'_> {
    /// Takes the token at `i` and returns how many tokens are done.
    fn step(&mut self, i: usize, token: &Token) -> usize {
        match token.kind {
            Kind::Number { .. } => return self.number(i, token),
            Kind::Word(role) => self.word(i, token, role),
            Kind::Bad(trouble) => self.bad(token, trouble),
            Kind::Date(..) => self.date(token),
            Kind::Stop { weak } => self.stop(weak, token.to),
            Kind::Open => {
                self.frame.bracket = Some(token.from..token.from);
                self.outer.push(std::mem::take(&mut self.frame));
            }
            Kind::Close => {
                self.orphan();
                self.frame = self.outer.pop().unwrap_or_default();
                if let Some(bracket) = &mut self.frame.bracket {
                    bracket.end = token.to;
                }
            }
            Kind::Mark { .. } | Kind::Range | Kind::Skip => {}
        }
        1
    }

    fn fault(&mut self, what: What, at: usize, place: Range<usize>) {
        self.faults.push(Fault { what, at, place });
    }

    /// Gives up the word that waits for a number.
    fn orphan(&mut self) {
        if let Some(pending) = self.frame.pending.take()
            && pending.role != Role::Sense
        {
            self.fault(What::Orphan, pending.from, pending.from..pending.to);
        }
    }

    /// Ends a piece. After 、 what is compared may go on (不超过其上年、当年贷款余额2%) or something else may begin; which, only
    /// the sense tells, so that a number reached this way is refused.
    fn stop(&mut self, weak: bool, next: usize) {
        const BEGINS: &str = "且并或给按奖补单每最不超高低达";
        let begins = self.glyphs.get(next).is_none() || self.glyphs.is(next, BEGINS);
        let crosses = self
            .frame
            .pending
            .filter(|pending| weak && !begins && pending.role != Role::Sense);
        if crosses.is_none() {
            self.orphan();
        }
        let with = self.frame.with.filter(|_| weak);
        self.frame = Frame {
            pending: crosses,
            crossed: crosses.is_some(),
            with,
            ..Frame::default()
        };
    }

    fn bad(&mut self, token: &Token, trouble: Trouble) {
        let (what, at) = match trouble {
            Trouble::Unit => (What::UnknownUnit, token.to),
            Trouble::Number => (What::Malformed, token.from),
            Trouble::Vague => (What::Vague, token.from),
            Trouble::Negated => (What::Negated, token.from),
        };
        let mut from = token.from;
        if trouble == Trouble::Negated {
            self.frame.spoiled = Some(self.faults.len());
        } else if let Some(pending) = self.frame.pending.take() {
            from = pending.from;
        }
        self.fault(what, at, from..token.to);
    }

    /// A date is no item; 最长至2025年 is a direction that it takes with it.
    fn date(&mut self, token: &Token) {
        let opened = matches!(self.glyphs.get(token.from), Some('至' | '到' | '截'));
        if opened && self.frame.pending.is_some_and(|pending| pending.to == token.from) {
            self.frame.pending = None;
        }
    }

    fn word(&mut self, i: usize, token: &Token, role: Role) {
        match role {
            // 20万元的上限 closes the number before it.
            Role::Limit(relation) if self.glyphs.is(token.from, "上下") && self.reaches_back(token) => {
                self.close(token, relation);
            }
            Role::Compare(_) | Role::Limit(_) | Role::Sense => self.prefix(token, role),
            Role::Touch(relation) => self.prefix(token, Role::Compare(relation)),
            Role::Suffix(relation, basis) if self.behind_bracket(token) => {
                if let Some(item) = self.frame.last.and_then(|last| self.items.get_mut(last)) {
                    item.relation = relation;
                    item.basis = basis;
                    item.by_sense = false;
                    item.place.end = token.to;
                }
            }
            Role::Suffix(..) | Role::Within => self.loose(token),
            Role::Close(relation) => self.close(token, relation),
            Role::Origin => self.frame.origin = Some(token.from),
            Role::With => self.frame.with = Some(token.from),
            Role::May => self.frame.may = Some(token.from),
            Role::Barrier => self.barrier(token),
            Role::About => {
                let to = self.tokens.get(i + 1).map_or(token.to, |next| next.to);
                self.fault(What::Vague, token.from, token.from..to);
            }
            Role::Roughly => {
                let from = self.last_item().map_or(token.from, |item| item.place.start);
                self.fault(What::Vague, token.from, from..token.to);
            }
            Role::Each | Role::Plain => {}
        }
    }

    /// Lets a word wait for its number, together with the word that already waits if the two go together.
    fn prefix(&mut self, token: &Token, role: Role) {
        let new = Pending {
            role,
            from: token.from,
            to: token.to,
        };
        let leads = matches!(self.glyphs.get(token.from), Some('达' | '满' | '届' | '可'));
        let joined = match (self.frame.pending, role) {
            (Some(old), Role::Sense) if matches!(old.role, Role::Limit(_)) => Some(old),
            // 最高额度达到500万元: the ceiling stays one.
            (Some(old), Role::Compare(Relation::AtLeast)) if leads && matches!(old.role, Role::Limit(_)) => Some(old),
            (Some(old), Role::Compare(relation) | Role::Limit(relation)) => match old.role {
                // 最高不超过 and 上限不得超过 say one thing twice.
                Role::Limit(limit) if same_side(limit, relation) => Some(Pending { from: old.from, ..new }),
                Role::Compare(limit) if matches!(role, Role::Limit(_)) && same_side(limit, relation) => Some(old),
                _ => None,
            },
            _ => None,
        };
        if joined.is_none() {
            self.orphan();
        }
        self.frame.crossed &= joined.is_some();
        self.frame.pending = Some(joined.unwrap_or(new));
    }

    /// Begins what is granted: 超过停售标准的给予20%. A limit may stand before it: 最高给予20万元.
    fn barrier(&mut self, token: &Token) {
        let Some(pending) = self.frame.pending else {
            return;
        };
        let reaches = matches!(pending.role, Role::Limit(_)) && !self.glyphs.has(pending.to..token.from, '的');
        if !reaches {
            self.orphan();
        }
    }

    /// Whether only a bracket stands between the last number and its suffix: 500万元（人民币）以下.
    fn behind_bracket(&self, token: &Token) -> bool {
        let free = self.last_item().filter(|item| item.relation == Relation::Is);
        free.zip(self.frame.bracket.as_ref())
            .is_some_and(|(item, bracket)| *bracket == (item.place.end..token.from))
    }

    /// A 以内 that follows no number directly. If it seems to bound the number before it (30万元额度以内), neither can be
    /// taken alone; otherwise (省级以上) it belongs to the words before it.
    fn loose(&mut self, token: &Token) {
        const TAKES_OVER: &str = "级于给对按将把向是和及与在";
        let Some(item) = self.last_item() else { return };
        let (start, gap) = (item.place.start, item.place.end..token.from);
        let near = (1..=6).contains(&gap.len()) && !self.glyphs.has(gap, '的');
        let other = self.glyphs.after(token.from, TAKES_OVER);
        if item.relation == Relation::Is && near && !other {
            self.fault(What::Orphan, token.from, start..token.to);
        }
    }

    /// 以5万元消费额度为上限, 20万元封顶.
    fn close(&mut self, token: &Token, relation: Relation) {
        let with = self.frame.with.take();
        let behind = self.reaches_back(token);
        let Some(item) = self.frame.last.and_then(|last| self.items.get_mut(last)) else {
            return self.fault(What::Orphan, token.from, token.from..token.to);
        };
        let opened = with.filter(|with| *with < item.place.start);
        let what = if opened.is_none() && !behind {
            What::Orphan
        } else if item.relation == Relation::Is {
            item.relation = relation;
            item.basis = Basis::Explicit;
            item.by_sense = false;
            item.place = opened.unwrap_or(item.place.start)..token.to;
            return;
        } else if item.relation == relation {
            item.place.end = token.to;
            return;
        } else {
            What::Conflict
        };
        let place = item.place.start..token.to;
        self.fault(what, token.from, place);
    }

    /// Whether nothing but 的 stands between the last number and a token.
    fn reaches_back(&self, token: &Token) -> bool {
        self.last_item().is_some_and(|item| {
            let end = item.place.end;
            end == token.from || (end + 1 == token.from && self.glyphs.is(end, "的"))
        })
    }

    fn last_item(&self) -> Option<&Found> {
        self.frame.last.and_then(|last| self.items.get(last))
    }
}

fn same_side(one: Relation, other: Relation) -> bool {
    let upper = |relation| matches!(relation, Relation::AtMost | Relation::Below);
    upper(one) == upper(other)
}
