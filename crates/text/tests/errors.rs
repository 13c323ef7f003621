//! What is wrong with requests and packs, word for word.

mod common;

use common::{en, plan, refused, zh};
use huisuan_text::{Language, pack_error};
use rules::fact::FieldProblem;
use rules::outcome::{Reason, Why};
use rules::phrase::PhraseError;
use rules::plan::{PackError, PackProblem};
use rules::request::{FieldError, RequestError};

#[track_caller]
fn field(facts: &str, chinese: &str, english: &str) {
    let plan = plan();
    let error = refused(&plan, facts);
    assert_eq!(zh(&plan).request_error(&error), [chinese]);
    assert_eq!(en(&plan).request_error(&error), [english]);
}

#[test]
fn amounts_are_refused_with_an_example() {
    field(
        r#""loan": [{ "principal": "5 00 abc" }]"#,
        "贷款本金：“5 00 abc” 的逗号或空格位置不对，要三位一组。可以填 5000000、500万 或 1,234.50。",
        "Principal: “5 00 abc” has separators that do not stand between groups of three digits. \
         Write 5000000, 500万 (5 million) or 1,234.50.",
    );
    field(
        r#""loan": [{ "principal": "5" }, { "principal": "五百万" }]"#,
        "第 2 笔的贷款本金：“五百万” 不是金额，第 1 个字“五”读不懂。可以填 5000000、500万 或 1,234.50。",
        "No. 2, principal: “五百万” is no amount of money: character 1 (“五”) cannot be read. \
         Write 5000000, 500万 (5 million) or 1,234.50.",
    );
    field(
        r#""loan": [{ "principal": "-1" }]"#,
        "贷款本金：填的是 “-1”，不能小于 0.00 元。",
        "Principal: “-1” is too small; at least 0.00 yuan.",
    );
    field(
        r#""securitisation": [{ "interest": { "20233": "1.00" } }]"#,
        "各年融资利息：“20233” 不是年份，可以填 1990 到 2100，例如 2023。",
        "Interest of each year: “20233” is no year; write 1990 to 2100, such as 2023.",
    );
    field(
        r#""securitisation": [{ "interest": "1.00" }]"#,
        "各年融资利息：这一项要分年填，例如 2023 年：120000.00。",
        "Interest of each year: one value a year is needed, such as 2023: 120000.00.",
    );
}

#[test]
fn rates_dates_terms_and_choices_say_what_is_allowed() {
    field(
        r#""loan": [{ "rate": "3.45" }]"#,
        "合同年利率：“3.45” 没有带单位，不知道是 % 还是 BP。可以填 4.35%、435BP 或 43.5‰，要带单位。",
        "Contract rate (a year): “3.45” has no unit; it could be % or BP. Write 4.35%, 435BP or 43.5‰, with the unit.",
    );
    field(
        r#""loan": [{ "paid_out_on": "2024-02-30" }]"#,
        "放款日：日历上没有 “2024-02-30” 这一天。可以填 2024-12-01、2024/12/1 或 2024年12月1日。",
        "Paid out on: the calendar has no day “2024-02-30”. Write 2024-12-01, 2024/12/1 or 2024年12月1日.",
    );
    field(
        r#""loan": [{ "term": "36" }]"#,
        "贷款期限：“36” 没有带单位，不知道是年、月还是天。可以填 36个月、3年 或 90天，要带单位。",
        "Term: “36” has no unit; it could be years, months or days. \
         Write 36个月 (months), 3年 (years) or 90天 (days), with the unit.",
    );
    field(
        r#""loan": [{ "product": "mortgage" }]"#,
        "贷款品种：“mortgage” 不在可选的范围里。可以选：普通经营贷款、创业担保贷款、\
         个人消费贷款（不含信用卡）、信用卡账单分期、设备更新项目固定资产贷款、其他固定资产贷款、新型政策性金融工具资金。",
        "Kind of loan: “mortgage” is not among the choices: Ordinary business loan; Startup guarantee loan (创业担保贷款); \
         Personal consumption loan, no credit card; Credit-card bill in instalments (信用卡账单分期); \
         Fixed-asset loan of an equipment-renewal project; Another fixed-asset loan; \
         Money of the new policy-based financing tool (新型政策性金融工具).",
    );
    field(
        r#""applicant": { "registered_region": "温州" }"#,
        "注册地：“温州” 不是六位的行政区划代码，例如 330302。",
        "Place of registration: “温州” is no place code of six digits, such as 330302.",
    );
    field(
        r#""firm": { "staff": "many" }"#,
        "申请贷款时的在职职工人数：“many” 不是整数。可以填 0、5 或 120。",
        "Employees when the loan was applied for: “many” is no whole number. Write 0, 5 or 120.",
    );
}

#[test]
fn all_errors_of_a_request_come_at_once_and_long_input_is_clipped() {
    let plan = plan();
    let facts = format!(r#""loan": [{{ "principal": "{}", "rate": "x" }}]"#, "a".repeat(1000));
    let errors = zh(&plan).request_error(&refused(&plan, &facts));
    assert_eq!(errors.len(), 2);
    assert!(errors[0].starts_with(&format!("贷款本金：“{}…” 不是金额", "a".repeat(40))));
    let role = RequestError::Role {
        given: "king".to_owned(),
        allowed: vec!["firm".to_owned(), "bank".to_owned()],
    };
    assert_eq!(
        zh(&plan).request_error(&role),
        ["没有“king”这种身份。可以选：firm（企业）、bank（银行）。"]
    );
}

#[test]
fn every_problem_of_a_field_has_a_sentence() {
    let plan = plan();
    let text = |text: &str| text.to_owned();
    let problems = [
        FieldProblem::UnknownGroup,
        FieldProblem::UnknownFact,
        FieldProblem::OneOnly,
        FieldProblem::TooMany { most: 200 },
        FieldProblem::TooManyDays { most: 1000 },
        FieldProblem::Derived,
        FieldProblem::NotText,
        FieldProblem::NotByDay,
        FieldProblem::NotSingle,
        FieldProblem::Day { given: text("x") },
        FieldProblem::OnDay {
            day: text("2026-03-15"),
            given: text("2%"),
            problem: Box::new(FieldProblem::TooLarge { max: text("1%") }),
        },
        FieldProblem::Number,
        FieldProblem::Flag,
        FieldProblem::TooLong { most: 60 },
        FieldProblem::TooLarge { max: text("1%") },
    ];
    for problem in problems {
        for words in [zh(&plan), en(&plan)] {
            let error = FieldError {
                field: text("loan.0.rate"),
                given: text("7"),
                problem: problem.clone(),
            };
            let sentence = words.field_error(&error);
            let end = if words.language == Language::Zh { '。' } else { '.' };
            assert!(sentence.ends_with(end) && !sentence.contains("loan"), "{sentence}");
        }
    }
}

/// The name of a variant, as the engine passes it on.
fn name(error: &impl std::fmt::Debug) -> String {
    let name = format!("{error:?}");
    name.split([' ', '{', '(']).next().unwrap_or_default().to_owned()
}

#[test]
fn every_difficulty_of_a_phrase_has_words() {
    let at = 3;
    let errors = [
        PhraseError::NoNumber { at },
        PhraseError::UnknownUnit { at, found: None },
        PhraseError::NumberMalformed { at },
        PhraseError::DirectionWithoutNumber { at },
        PhraseError::NoDirection { at },
        PhraseError::SeveralDirections { at },
        PhraseError::Conflict { at },
        PhraseError::MarkWithoutDirection { at },
        PhraseError::Negated { at },
        PhraseError::Vague { at },
        PhraseError::SeveralNumbers { at },
        PhraseError::SeveralUnits { at },
        PhraseError::UnitMissing { at },
        PhraseError::NoBound { at },
        PhraseError::EmptyInterval { at },
        PhraseError::NoList { at },
        PhraseError::NoDate { at },
        PhraseError::SeveralDates { at },
        PhraseError::NoSuchDay { at },
    ];
    for error in errors {
        let difficulty = name(&error);
        let error = PackError {
            document: "x-2024".to_owned(),
            place: "measure a when[0].words".to_owned(),
            text: "约三成".to_owned(),
            problem: PackProblem::Unreadable { at, difficulty },
        };
        let (chinese, english) = (pack_error(Language::Zh, &error), pack_error(Language::En, &error));
        assert!(!chinese.contains("写法不认识"), "{chinese}");
        assert!(!english.contains("wording is not known"), "{english}");
        assert!(chinese.starts_with("x-2024，measure a when[0].words：“约三成” 第 4 个字起读不懂："));
    }
}

#[test]
fn every_problem_of_a_contract_has_words() {
    use rules::contract::Problem;
    let plan = plan();
    let outcome = common::outcome(&plan, "wenzhou-2022/art-5-firm", "2024-12-01", "firm", "");
    let problems = [
        Problem::Negative,
        Problem::AboveAmount {
            max: rules::contract::MAX_AMOUNT,
        },
        Problem::AboveRate {
            max: rules::contract::MAX_RATE,
        },
        Problem::Term(rules::TermError::Zero),
        Problem::NotWholeMonths,
        Problem::NotDays,
        Problem::NotAfter { other: "starts_on" },
        Problem::OutsideCalendar,
        Problem::NotAtEnd,
        Problem::NotThePrincipal,
        Problem::OutsideTerm,
        Problem::AboveBalance,
        Problem::NotForFlat,
        Problem::BeforeLpr,
        Problem::Count { expected: 3, given: 2 },
    ];
    for problem in problems {
        let reason = Reason {
            condition: "amount".to_owned(),
            period: None,
            words: None,
            why: Why::Contract {
                fact: "guarantee.balance".to_owned(),
                code: name(&problem),
            },
        };
        let sentence = zh(&plan).reason(&outcome, &reason);
        assert!(!sentence.contains("填得不合适"), "{sentence}");
        let sentence = en(&plan).reason(&outcome, &reason);
        assert!(!sentence.contains("does not fit"), "{sentence}");
    }
}

#[test]
fn errors_of_packs_say_what_to_do() {
    let error = |problem| PackError {
        document: "wenzhou-2022".to_owned(),
        place: "measure art-4 when[3].words".to_owned(),
        text: "超过1.2%".to_owned(),
        problem,
    };
    let cut = error(PackProblem::Cut {
        clause: "收取客户年化保险费率不超过1.2%的业务".to_owned(),
    });
    assert_eq!(
        pack_error(Language::Zh, &cut),
        "wenzhou-2022，measure art-4 when[3].words：“超过1.2%” 是从更长的词语里截出来的，在条文里意思不同：\
         收取客户年化保险费率不超过1.2%的业务。请把表示方向的词一起抄上。"
    );
    let unknown = error(PackProblem::UnknownFact {
        nearest: Some("loan.rate".to_owned()),
    });
    assert_eq!(
        pack_error(Language::En, &unknown),
        "wenzhou-2022, measure art-4 when[3].words: “超过1.2%” is no fact of the catalogue; loan.rate is the nearest."
    );
}
