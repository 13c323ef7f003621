//! What is said of rows and jobs that are wrong: the column, what was given, what is allowed.

use rules::request::{FieldError, RequestError};
use text::Words;

use crate::added::{AddedError, say};
use crate::party::Obstacle;
use crate::table::{JobError, RowError, RowProblem, Table};

/// What is wrong with a row, as a sentence that begins with the heading of its column.
pub(crate) fn row_error(table: &Table, error: &RowError) -> AddedError {
    let said = problem(table, error);
    let message = if error.column.is_empty() {
        said
    } else {
        let own = |zh, en| say(table, zh, en);
        [own("列“", "Column “"), &error.column, own("”——", "”: "), &said].concat()
    };
    AddedError {
        column: error.column.clone(),
        given: error.given.clone(),
        message,
    }
}

fn problem(table: &Table, error: &RowError) -> String {
    let own = |zh: &'static str, en: &'static str| say(table, zh, en).to_owned();
    match &error.problem {
        RowProblem::Field { fact, problem } => {
            // The day asked about is the only field without a fact; a last day is worded as one.
            let field = FieldError {
                field: if fact.is_empty() {
                    "loan.paid_out_on".to_owned()
                } else {
                    fact.clone()
                },
                given: error.given.clone(),
                problem: problem.clone(),
            };
            let sentence = table.words().field_error(&field);
            if fact.is_empty() {
                // Without the name of the fact, which is another.
                let (_, rest) = sentence.split_once(say(table, "：", ": ")).unwrap_or(("", &sentence));
                return rest.to_owned();
            }
            sentence
        }
        RowProblem::Differs { other } => {
            own("同一户的另一行写的是“", "another row of the same party says “")
                + other
                + &own("”，这里写的是“", "”, this one “")
                + &error.given
                + &own("”。两行要一致。", "”. The rows of a party must agree.")
        }
        RowProblem::Ends => {
            own("到期日“", "the last day “") + &error.given + &own("”不在起始日之后。", "” is not after the first day.")
        }
        RowProblem::TermDiffers { by_term } => {
            own("到期日“", "the last day “")
                + &error.given
                + &own("”和期限对不上：按期限算是 ", "” does not fit the term, which ends on ")
                + by_term
                + &own(
                    "。改其中一个，或者只留一列。",
                    ". Change one of them, or use only one column.",
                )
        }
        RowProblem::TooManyCells { most } => {
            own("这一行有 ", "This row has ")
                + &error.given
                + &own(" 格，表头只有 ", " cells, the heading line only ")
                + &most.to_string()
                + &own(
                    " 格。金额里的逗号要放在引号里；JSON 行的第一行要写出所有的键，没有的写 null。",
                    ". An amount with commas needs quotation marks; of JSON lines the first has all keys, with null for what it has not.",
                )
        }
        RowProblem::OtherRow => own(
            "同一户的另一行有错，所以整户没有算。",
            "Another row of the same party is wrong, so that the party was not computed.",
        ),
        RowProblem::Obstacle(obstacle) => match obstacle {
            Obstacle::Blank => String::new(),
            Obstacle::Unreadable => own(
                "这一行不是 JSON 对象，或者其中有值不是文字、数字、true、false、null。",
                "This line is no JSON object, or one of its values is no text, number, true, false or null.",
            ),
            Obstacle::Sum => own(
                "这一行是合计，不是一户，没有算。",
                "This row is a sum and no party; it was not computed.",
            ),
            Obstacle::NoParty => own("没有写是哪一户。", "The party is not named."),
            Obstacle::Shortened => own(
                "号码被表格软件写成了科学计数，后面的数字丢了，分不清是哪一户，没有算。请把这一列设成文本，重新填号码。",
                "The program for tables has shortened the number and lost its last digits, so that the party cannot be told; it was not computed. Make the column text and enter the numbers again.",
            ),
            Obstacle::OutOfOrder => own(
                "各户没有按顺序排在一起：这一户的其他行在别处，没有一起算。请按这一列排序（按字节，LC_ALL=C sort）。",
                "The parties are not in order: other rows of this one stand elsewhere and were not computed with it. Sort by this column (by bytes, LC_ALL=C sort).",
            ),
            Obstacle::TooMany => {
                own("一户最多 ", "A party has at most ")
                    + &rules::request::MOST_ROWS.to_string()
                    + &own(
                        " 行，这一户更多，没有算。",
                        " rows; this one has more and was not computed.",
                    )
            }
        },
    }
}

/// What is wrong with a job, in a sentence.
fn job_error(words: Words<'_>, error: &JobError) -> String {
    let own = |zh: &str, en: &str| words.language.say(zh, en).to_owned();
    let column = |heading: &str, zh: &str, en: &str| own("列“", "Column “") + heading + &own(zh, en);
    match error {
        JobError::Schema(given) => words.request_error(&RequestError::Schema { given: *given }).join(" "),
        JobError::Language(given) => own("语言要写 zh 或 en，现在是 ", "The language is zh or en, not ") + given,
        JobError::Target { heading, target } => {
            column(
                heading,
                "”：没有这一项信息，或者不能填：",
                "”: there is no such fact, or it cannot be given: ",
            ) + target
        }
        JobError::Period { heading } => column(
            heading,
            "”：这一项要写明是哪一年（period），或者不分年。",
            "”: this fact needs its year (period), or has none.",
        ),
        JobError::Unit { heading } => column(
            heading,
            "”：单位和这一项信息不合。",
            "”: the unit does not fit the fact.",
        ),
        JobError::Constant { error } => words.field_error(error),
        JobError::Twice { heading } => column(
            heading,
            "”：这一项信息已经有另一列。",
            "”: another column is this fact already.",
        ),
        JobError::Missing { heading } => column(heading, "”：表里没有这一列。", "”: the table has no such column."),
        JobError::NoFacts => own(
            "没有一列认得出是什么。请说明至少一列是什么。",
            "No column is known to be a fact. Say of at least one what it is.",
        ),
        JobError::NoMeasures => own(
            "所选的文件里，没有这张表能算的措施。",
            "The chosen documents have no measure that this table could be computed for.",
        ),
        JobError::Request(error) => words.request_error(error).join(" "),
    }
}

impl JobError {
    /// What is wrong, in the language of the words.
    pub fn message(&self, words: Words<'_>) -> String {
        job_error(words, self)
    }
}
