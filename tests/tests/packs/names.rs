//! Names that packs give and use.

use rules::plan::PackProblem;

use crate::{HEAD, accepted, bound, pays, problems, problems_of, refused};

#[test]
fn a_name_that_nothing_has_is_refused_with_the_one_that_was_meant() {
    let near = |name: &str| Some(name.to_owned());
    let clause = "quote = \"平均担保费率不高于1%\"";
    let payer = |payer: &str| {
        pays(
            "奖励200万元",
            &format!("payer = \"{payer}\"\namount.fixed = {{ words = \"奖励200万元\" }}"),
        )
    };
    accepted(&payer("330300"));
    refused(
        &payer("330301"),
        &PackProblem::UnknownId {
            nearest: near("330300"),
        },
    );
    let condition = |fact: &str| {
        bound(
            "平均担保费率不高于1%",
            &format!("fact = \"{fact}\", words = \"不高于1%\""),
        )
    };
    assert!(condition("guarantor.average_fee_rate").contains(clause));
    // The same fact of another group.
    let nearest = near("insurance.premium_rate");
    refused(&condition("bank.premium_rate"), &PackProblem::UnknownFact { nearest });
    let exempt = |id: &str| {
        let scope = "\n[[condition]]\nid = \"scope\"\narticle = \"1\"\nquote = \"独立法人企业\"\n\
             when = [ { fact = \"applicant.legal_person\", is = true, words = \"独立法人企业\" } ]\n";
        let measure = format!(
            "exempt = {{ conditions = [\"{id}\"], why = \"why\" }}\n{}",
            condition("guarantor.average_fee_rate")
        );
        problems_of(&(HEAD.to_owned() + scope), &[&measure])
    };
    assert_eq!(exempt("scope"), []);
    let nearest = near("scope");
    assert_eq!(exempt("scopes"), [PackProblem::UnknownId { nearest }]);
    let choice = |id: &str| {
        bound(
            "支小业务",
            &format!("fact = \"guarantee.purpose\", in = {{ \"支小\" = [\"{id}\"] }}"),
        )
    };
    accepted(&choice("small"));
    let allowed = ["small", "farm", "emerging", "other"].map(str::to_owned).to_vec();
    refused(&choice("tiny"), &PackProblem::UnknownChoice { allowed });
}

#[test]
fn a_choice_of_which_it_is_not_clear_whether_it_is_meant_exists_and_is_not_meant_elsewhere() {
    let with = |unclear: &str| {
        let condition =
            format!("fact = \"guarantee.purpose\", in = {{ \"支小\" = [\"small\"] }}, unclear = {{ {unclear} }}");
        bound("支小业务", &condition)
    };
    accepted(&with("farm = \"why\""));
    refused(&with("small = \"why\""), &PackProblem::Overlap);
    assert!(!problems(&[&with("nobody = \"why\"")]).is_empty());
    assert!(!problems(&[&with("farm = \"unknown\"")]).is_empty());
}

#[test]
fn only_the_other_answer_to_a_question_can_leave_a_clause_open_and_then_needs_no_words() {
    let with = |more: &str| {
        let condition = format!("fact = \"loan.central_subsidy\", is = false{more}");
        bound("支小业务", &condition)
    };
    accepted(&with(", unclear = { true = \"why\" }"));
    accepted(&with(", words = \"支小业务\", unclear = { true = \"why\" }"));
    let allowed = vec!["true".to_owned()];
    refused(
        &with(", unclear = { false = \"why\" }"),
        &PackProblem::UnknownChoice { allowed },
    );
    assert!(!problems(&[&with(", unclear = { true = \"unknown\" }")]).is_empty());
    refused(&with(""), &PackProblem::Missing);
}

#[test]
fn a_condition_of_a_document_is_unclear_in_a_part_that_it_has() {
    let clause = bound(
        "平均担保费率不高于1%",
        "fact = \"guarantor.average_fee_rate\", words = \"不高于1%\"",
    );
    let with = |fact: &str| {
        let condition = format!(
            "\n[[condition]]\nid = \"scope\"\narticle = \"1\"\nquote = \"独立法人企业\"\n\
             when = [ {{ fact = \"applicant.legal_person\", is = true, words = \"独立法人企业\" }} ]\n\
             unclear_for = {{ measures = [\"m0\"], facts = [\"{fact}\"], why = \"why\" }}\n"
        );
        problems_of(&(HEAD.to_owned() + &condition), &[&clause])
    };
    assert_eq!(with("applicant.legal_person"), []);
    let nearest = None;
    assert_eq!(with("firm.private"), [PackProblem::UnknownId { nearest }]);
}
