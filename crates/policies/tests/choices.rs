//! What may be chosen is what the engine knows.

use rules::contract::{DayBasis, Frequency, Repayment, Settlement};

#[test]
fn what_may_be_chosen_of_a_loan_is_what_the_engine_knows() {
    let catalogue = huisuan_policies::catalogue().expect("a catalogue");
    let same = |fact: &str, mut known: Vec<&str>| {
        let spec = catalogue.find(fact).and_then(|fact| catalogue.spec(fact)).expect(fact);
        let mut chosen: Vec<&str> = spec.choices.iter().map(|choice| choice.id.as_str()).collect();
        chosen.sort_unstable();
        known.sort_unstable();
        assert_eq!(chosen, known, "{fact}");
    };
    same("loan.repayment", Repayment::ALL.map(Repayment::id).to_vec());
    same("loan.frequency", Frequency::ALL.map(Frequency::id).to_vec());
    same("loan.settlement", Settlement::ALL.map(Settlement::id).to_vec());
    same("loan.day_basis", DayBasis::ALL.map(DayBasis::id).to_vec());
}
