//! What a visitor does on the page, whatever the browser.

use crate::browser::Browser;
use anyhow::{Context as _, Result, ensure};
use huisuan_xtask::{
    dist,
    server::{Policy, Server},
};

/// One thing that a visitor does to a field; fields are named as the engine names them.
#[derive(Clone, Copy, Debug)]
pub enum Do {
    /// Types into it, in place of what it holds.
    Type(&'static str, &'static str),
    /// Pastes into it.
    Paste(&'static str, &'static str),
    /// Chooses what is shown under that name.
    Choose(&'static str, &'static str),
    /// Ticks one of several answers.
    Tick(&'static str, &'static str),
}
use Do::{Choose, Paste, Tick, Type};

/// The site as it is put on a server, below a path, as a column of a portal is.
pub fn site(policy: Policy) -> Result<Server> {
    let directory = dist::directory();
    ensure!(
        directory.join("index.html").is_file(),
        "there is no site yet: run `cargo xtask dist` first"
    );
    Server::start_below(&directory, "/finance/huisuan/", policy, 0)
}

/// Every page of the application, by its address behind `#/`, in the order of the navigation.
pub const PAGES: [&str; 9] = [
    "",
    "loan",
    "guarantee",
    "insurance",
    "securitisation",
    "all",
    "contract",
    "rule",
    "compare",
];

/// Finds a field by its name.
#[must_use]
pub fn named(name: &str) -> String {
    format!("[name='{name}']")
}

/// The address of a page, in the place whose clauses the visitors here look at.
#[must_use]
pub fn address(page: &str) -> String {
    let place = match page {
        "securitisation" | "insurance" => "?region=330300",
        "guarantee" => "?region=430300",
        _ => "",
    };
    format!("#/{page}{place}")
}

/// Loads a page; what was typed before is kept by the browser.
pub fn open(browser: &mut Browser, site: &Server, page: &str) -> Result<()> {
    // Another query makes it another document: a change of the fragment alone would load nothing.
    browser.open(&format!("{}?{page}{}", site.url(), address(page)))?;
    browser.wait_for("#main[aria-busy='false'] h1")
}

/// Does one thing after the other.
pub fn act(browser: &mut Browser, steps: &[Do]) -> Result<()> {
    for step in steps {
        match *step {
            Type(field, text) => browser.fill(&named(field), text)?,
            Paste(field, text) => browser.paste_into(&named(field), text)?,
            Choose(field, label) => browser.choose(&named(field), label)?,
            Tick(field, value) => {
                browser.click_until(&format!("[name='{field}'][value='{value}']"), "element.checked")?;
            }
        }
    }
    browser.settle()
}

/// Finds the result of a measure.
#[must_use]
pub fn card(measure: &str) -> String {
    format!("[data-measure='{measure}']")
}

/// Waits until a result shows an amount, to the fen.
pub fn expect_amount(browser: &mut Browser, measure: &str, amount: &str) -> Result<()> {
    browser
        .wait_for_text(&format!("{} .amount data", card(measure)), amount)
        .with_context(|| format!("{measure} should show {amount}"))
}

/// The price of the insurance of [`compute`].
pub const PRICE: &str = "wenzhou-2022/art-4-price";

/// Computes a case of insurance to the fen, on its page.
pub fn compute(browser: &mut Browser) -> Result<()> {
    act(browser, INSURANCE)?;
    expect_amount(browser, PRICE, "12,000.00")
}

/// A securitisation in Wenzhou, over three years.
pub const SECURITISATION: &[Do] = &[
    Choose("securitisation.0.kind", "技术产权证券化"),
    Type("securitisation.0.principal", "３０００万"),
    Type("securitisation.0.coupon", "5.5"),
    Type("securitisation.0.starts_on", "2022-04-01"),
    Type("securitisation.0.ends_on", "20250401"),
    Choose("securitisation.0.day_basis", "按天，一年 365 天"),
    Choose("applicant.registered_region", "温州市鹿城区"),
    Choose("applicant.tax_region", "温州市鹿城区"),
    Tick("applicant.legal_person", "yes"),
    Tick("applicant.real_estate", "no"),
    Choose("applicant.mujun_grade", "A 类"),
    Tick("applicant.major_accident", "no"),
    Tick("applicant.mass_incident", "no"),
    Choose("firm.kind", "小微企业"),
    Tick("firm.private", "yes"),
];

/// A guarantee in Xiangtan, with the fee of each year.
pub const GUARANTEE: &[Do] = &[
    Choose("guarantee.0.guarantor", "市级政府性融资担保机构"),
    Type("guarantee.0.amount", "５００万"),
    Type("guarantee.0.customer_total", "500万元"),
    Type("guarantee.0.term", "36"),
    Type("guarantee.0.starts_on", "20240115"),
    Choose("guarantee.0.charging", "每年年初按在保余额收"),
    Type("guarantee.0.balance~1", "500万"),
    Type("guarantee.0.balance~2", "400万"),
    Paste("guarantee.0.balance~3", "2,500,000.00"),
    Tick("firm.lists", "zjtx"),
];

/// An insurance of a loan in Wenzhou, at the highest premium that counts.
pub const INSURANCE: &[Do] = &[
    Choose("insurance.0.kind", "小额贷款保证保险"),
    Type("insurance.0.insured", "100万"),
    Type("insurance.0.premium", "12,000"),
    Type("insurance.0.term", "12"),
    Type("insurance.0.starts_on", "2023-03-01"),
    Choose("firm.kind", "小微企业"),
];

/// A startup loan of one person.
pub const LOAN: &[Do] = &[
    Choose("loan.0.product", "创业担保贷款"),
    Type("loan.0.principal", "30万"),
    Type("loan.0.rate", "３．５"),
    Type("loan.0.term", "36"),
    Type("loan.0.paid_out_on", "2024-03-01"),
    Choose("loan.0.repayment", "先息后本（按月付息，到期还本）"),
    Choose("loan.0.status", "正常"),
    Choose("firm.kind", "个人"),
    Type("firm.partners", "1"),
    Tick("national-startup-2023.recognised", "yes"),
];

/// What an institution in Wenzhou says of itself.
pub const INSTITUTION: &[Do] = &[
    Choose("applicant.registered_region", "温州市鹿城区"),
    Choose("applicant.tax_region", "温州市鹿城区"),
    Tick("applicant.legal_person", "yes"),
    Tick("applicant.real_estate", "no"),
    Choose("applicant.mujun_grade", "没有参评"),
    Tick("applicant.major_accident", "no"),
    Tick("applicant.mass_incident", "no"),
];

/// The year of a guarantor: fees in the lowest of three tiers, payouts in two of four slices.
pub const GUARANTOR: &[Do] = &[
    Choose("guarantor.kind", "市级政府性融资担保机构"),
    Type("guarantor.average_fee_rate~2023", "0.5"),
    Type("guarantor.new_outstanding~2023", "5亿"),
    Type("guarantor.payouts~2023", "2500万"),
    Type("guarantor.payout_base~2023", "10亿元"),
    Type("guarantor.coefficient", "1"),
];

/// A loan in equal payments.
pub const CONTRACT: &[Do] = &[
    Type("loan.0.principal", "100万"),
    Type("loan.0.rate", "4.35"),
    Type("loan.0.term", "36"),
    Type("loan.0.paid_out_on", "2024-01-10"),
    Choose("loan.0.repayment", "等额本息"),
];

/// Every calculator: its page, what is typed, and what one result then shows.
pub const CALCULATORS: &[(&str, &[Do], &str, &str)] = &[
    (
        "securitisation",
        SECURITISATION,
        "wenzhou-2022/art-5-firm",
        "1,172,945.20",
    ),
    ("guarantee", GUARANTEE, "xiangtan-2023/item-2-fee05", "57,500.00"),
    ("insurance", INSURANCE, PRICE, "12,000.00"),
    ("loan", LOAN, "national-startup-2023/person", "15,750.00"),
];
