//! The words that only the page needs: titles, buttons, hints and notices.

use text::Language;

use crate::state::Route;

mod en;
mod zh;

/// The words of the page in one language.
pub(crate) struct PageWords {
    /// The name of the application.
    pub(crate) brand: &'static str,
    /// The title of the document.
    pub(crate) title: &'static str,
    /// What the application is for.
    pub(crate) lead: &'static str,
    /// Names of the pages, in the order of [`Route::ALL`].
    pub(crate) routes: [&'static str; Route::ALL.len()],
    /// What each page is for.
    pub(crate) leads: [&'static str; Route::ALL.len()],
    pub(crate) loading: &'static str,
    pub(crate) load_failed: &'static str,
    pub(crate) retry: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) nav: &'static str,
    pub(crate) role: &'static str,
    pub(crate) day: &'static str,
    pub(crate) large: &'static str,
    pub(crate) other_language: &'static str,
    pub(crate) your_case: &'static str,
    pub(crate) result: &'static str,
    pub(crate) which_clause: &'static str,
    pub(crate) all_clauses: &'static str,
    pub(crate) place: &'static str,
    pub(crate) search: &'static str,
    pub(crate) search_help: &'static str,
    pub(crate) no_place: &'static str,
    pub(crate) no_documents: &'static str,
    pub(crate) number_of_documents: &'static str,
    pub(crate) elsewhere: &'static str,
    pub(crate) other_places: &'static str,
    pub(crate) nation: &'static str,
    pub(crate) whole_province: &'static str,
    pub(crate) city: &'static str,
    pub(crate) clear: &'static str,
    pub(crate) clear_note: &'static str,
    pub(crate) not_kept: &'static str,
    /// That questions of clauses that are decided against are not asked.
    pub(crate) left_out: &'static str,
    pub(crate) others_only: &'static str,
    pub(crate) nothing_to_ask: &'static str,
    pub(crate) add_row: &'static str,
    pub(crate) rows_full: &'static str,
    pub(crate) drop_row: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) none_of_these: &'static str,
    pub(crate) yuan: &'static str,
    pub(crate) yuan_hint: &'static str,
    pub(crate) few_yuan: &'static str,
    pub(crate) rate_hint: &'static str,
    pub(crate) date_hint: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) months: &'static str,
    pub(crate) days: &'static str,
    pub(crate) years: &'static str,
    pub(crate) add_year: &'static str,
    pub(crate) drop_year: &'static str,
    pub(crate) why: &'static str,
    pub(crate) why_base: &'static str,
    pub(crate) needed: &'static str,
    pub(crate) if_open: &'static str,
    pub(crate) still_missing: &'static str,
    pub(crate) not_yours: &'static str,
    pub(crate) no_amount_yet: &'static str,
    pub(crate) how: &'static str,
    pub(crate) conditions: &'static str,
    pub(crate) what_if: &'static str,
    pub(crate) readings: &'static str,
    pub(crate) clause_pages: &'static str,
    pub(crate) tables: &'static str,
    pub(crate) clause_page: &'static str,
    pub(crate) clause: &'static str,
    pub(crate) by_part: &'static str,
    pub(crate) part: &'static str,
    pub(crate) base: &'static str,
    pub(crate) amount: &'static str,
    pub(crate) total: &'static str,
    pub(crate) capped: &'static str,
    pub(crate) own_rule: &'static str,
    pub(crate) entered_rule: &'static str,
    pub(crate) entered_words: &'static str,
    pub(crate) entered_notice: &'static str,
    pub(crate) entered_missing: &'static str,
    pub(crate) entered_before: &'static str,
    pub(crate) entered_bounds: &'static str,
    pub(crate) entered_keep: &'static str,
    pub(crate) entered_keep_note: &'static str,
    pub(crate) own_refused: &'static str,
    pub(crate) secondary: &'static str,
    pub(crate) sources: &'static str,
    pub(crate) translation: &'static str,
    pub(crate) pays: &'static str,
    pub(crate) estimate: &'static str,
    pub(crate) report: &'static str,
    pub(crate) privacy: &'static str,
    pub(crate) no_result: &'static str,
    pub(crate) no_rule: &'static str,
    pub(crate) day_wrong: &'static str,
    pub(crate) documents: &'static str,
    pub(crate) documents_lead: &'static str,
    pub(crate) number_of_clauses: &'static str,
    pub(crate) calculators: &'static str,
    pub(crate) schedule: &'static str,
    pub(crate) schedule_note: &'static str,
    pub(crate) each_payment: &'static str,
    pub(crate) show_all: &'static str,
    pub(crate) amounts_hint: &'static str,
    pub(crate) rates_hint: &'static str,
    pub(crate) loan_rest: &'static str,
    pub(crate) cost_of_all: &'static str,
    pub(crate) instalment: &'static str,
    pub(crate) all_interest: &'static str,
    pub(crate) all_paid: &'static str,
    pub(crate) irr: &'static str,
    pub(crate) effective: &'static str,
    pub(crate) xirr: &'static str,
    pub(crate) disclosure: &'static str,
    pub(crate) none_unique: &'static str,
    pub(crate) total_cost: &'static str,
    pub(crate) before_subsidy: &'static str,
    pub(crate) after_subsidy: &'static str,
    pub(crate) cost_lead: &'static str,
    pub(crate) paid_in_year: &'static str,
    pub(crate) accrued_in_year: &'static str,
    pub(crate) year: &'static str,
    pub(crate) copy_table: &'static str,
    pub(crate) save_table: &'static str,
    pub(crate) table_file: &'static str,
    pub(crate) events_more: &'static str,
    pub(crate) assumed_here: &'static str,
    pub(crate) year_cost: &'static str,
    /// What makes a payment differ from the plan: repaid early, repaid in full, extended.
    pub(crate) events: [&'static str; 3],
    pub(crate) columns: [&'static str; 8],
    pub(crate) chart: &'static str,
    pub(crate) chart_cap: &'static str,
    pub(crate) chart_you: &'static str,
    pub(crate) not_added: &'static str,
    pub(crate) flows: &'static str,
    pub(crate) flow_from: &'static str,
    pub(crate) flow_to: &'static str,
    pub(crate) flow_charges: &'static str,
    pub(crate) more: &'static str,
    pub(crate) field_count: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) wan: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) before_other: &'static str,
    pub(crate) from_link: &'static str,
    pub(crate) link_changed_by_you: &'static str,
    pub(crate) old_version: &'static str,
    pub(crate) changed_since: &'static str,
    pub(crate) use_latest: &'static str,
    pub(crate) change_wording: &'static str,
    pub(crate) change_added: &'static str,
    pub(crate) change_removed: &'static str,
    pub(crate) change_document: &'static str,
    pub(crate) news: &'static str,
    pub(crate) link_packs: &'static str,
    pub(crate) link_engine: &'static str,
    pub(crate) link_same: &'static str,
    pub(crate) link_differs: &'static str,
    pub(crate) check_link: &'static str,
    pub(crate) check_done: &'static str,
    pub(crate) link_code: &'static str,
    pub(crate) link_refused: &'static str,
    pub(crate) put_away: &'static str,
    pub(crate) pass_on: &'static str,
    pub(crate) pass_note: &'static str,
    pub(crate) copy_link: &'static str,
    pub(crate) copy_text: &'static str,
    pub(crate) picture: &'static str,
    pub(crate) picture_note: &'static str,
    pub(crate) picture_without_code: &'static str,
    pub(crate) picture_failed: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) copy_failed: &'static str,
    pub(crate) passed_text: &'static str,
    pub(crate) sheet: &'static str,
    pub(crate) print: &'static str,
    pub(crate) back: &'static str,
    pub(crate) case_name: &'static str,
    pub(crate) keep_case: &'static str,
    pub(crate) put_aside: &'static str,
    pub(crate) case_word: &'static str,
    pub(crate) compare_full: &'static str,
    pub(crate) kept_full: &'static str,
    pub(crate) cases: &'static str,
    pub(crate) no_cases: &'static str,
    pub(crate) open_case: &'static str,
    pub(crate) erase: &'static str,
    pub(crate) leave: &'static str,
    pub(crate) sure: &'static str,
    pub(crate) lost_fields: &'static str,
    pub(crate) lost_cases: &'static str,
    pub(crate) nothing_typed: &'static str,
    pub(crate) clear_all: &'static str,
    pub(crate) comparison: &'static str,
    pub(crate) what: &'static str,
    pub(crate) differs: &'static str,
    pub(crate) digest: &'static str,
    pub(crate) digest_note: &'static str,
    pub(crate) engine: &'static str,
    pub(crate) versions: &'static str,
    pub(crate) try_value: &'static str,
    pub(crate) tried: &'static str,
    pub(crate) take_value: &'static str,
    pub(crate) leave_value: &'static str,
    pub(crate) waiting: &'static str,
    pub(crate) by_year: &'static str,
    pub(crate) remains: &'static str,
    pub(crate) basis: &'static str,
    pub(crate) check_head: &'static str,
    /// Names of the colours, in the order of [`crate::state::THEMES`].
    pub(crate) themes: [&'static str; 4],
}

/// The words of the page as a property of a component.
#[derive(Clone, Copy)]
pub(crate) struct Words(pub(crate) &'static PageWords);

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

/// The words of the page in a language.
pub(crate) fn page_words(language: Language) -> &'static PageWords {
    match language {
        Language::Zh => &zh::WORDS,
        Language::En => &en::WORDS,
    }
}

impl PageWords {
    fn of(words: &[&'static str; Route::ALL.len()], route: Route) -> &'static str {
        let mut pages = Route::ALL.into_iter().zip(words);
        pages.find(|(page, _)| *page == route).map_or("", |(_, word)| word)
    }

    /// The name of a page.
    pub(crate) fn route(&self, route: Route) -> &'static str {
        Self::of(&self.routes, route)
    }

    /// What a page is for.
    pub(crate) fn route_lead(&self, route: Route) -> &'static str {
        Self::of(&self.leads, route)
    }
}

#[cfg(test)]
mod tests {
    use super::zh::WORDS;
    use crate::state::Route;

    /// The addresses to which a part of `index.html` leads.
    fn links(part: &str) -> Vec<&str> {
        let links = part.split("<a href=\"").skip(1);
        links.filter_map(|link| Some(link.split_once('"')?.0)).collect()
    }

    #[test]
    fn what_paints_first_leads_to_every_page_in_the_order_of_the_navigation() {
        let (head, doors) = include_str!("../../index.html").split_once("<main").unwrap_or_default();
        let pages = Route::ALL.map(Route::hash);
        assert_eq!(links(head), pages);
        assert_eq!(links(doors), pages[1..]);
    }

    #[test]
    fn what_paints_first_says_what_the_page_says() {
        let first = include_str!("../../index.html");
        let told = |words: &str| assert!(first.contains(words), "{words}");
        for words in [
            WORDS.title,
            WORDS.lead,
            WORDS.loading,
            WORDS.calculators,
            WORDS.privacy,
            WORDS.estimate,
        ] {
            told(words);
        }
        for (at, route) in Route::ALL.into_iter().enumerate() {
            let (name, lead) = (WORDS.routes[at], WORDS.leads[at]);
            told(&format!("href=\"{}\">{name}<", route.hash()));
            told(lead);
        }
    }
}
