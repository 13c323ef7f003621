//! What a screen reader announces on each journey: the places and headings in order, what a field says of itself, and a result
//! once when it stands.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first. What was heard is in `target/announced`.

use anyhow::{Result, ensure};
use huisuan_tests::{
    announced::{Spoken, expect_order, listen, outline},
    browser::Browser,
    visitor::{
        CALCULATORS, CONTRACT, GUARANTEE, INSURANCE, PRICE, act, card, compute, expect_amount, named, open, site,
    },
};
use huisuan_xtask::server::{Policy, Server};

const FRAME: [&str; 3] = ["banner", "navigation 主要栏目", "main"];
const CASE: [&str; 2] = ["region 您的情况", "2 您的情况"];
const RESULT: [&str; 2] = ["region 结果", "2 结果"];
const KEEP: [&str; 2] = ["region 保存和传递", "3 保存和传递"];
const END: [&str; 1] = ["contentinfo"];

/// Listens to a page, and checks what holds on each and that the way through it is this one.
fn heard(browser: &mut Browser, name: &str, way: &[&[&str]]) -> Result<Vec<Spoken>> {
    let spoken = listen(browser, name)?;
    expect_order(&spoken, name)?;
    let (found, way) = (outline(&spoken), way.concat());
    ensure!(found == way, "{name}: heard {found:#?}, expected {way:#?}");
    Ok(spoken)
}

/// What is read between a heading and the next place or heading.
fn below(spoken: &[Spoken], heading: &str) -> String {
    let from = spoken
        .iter()
        .skip_while(|one| one.role != "heading" || one.name != heading);
    let part = from
        .skip(1)
        .take_while(|one| one.role != "heading" && !one.is_landmark());
    let text = part.filter(|one| one.role == "StaticText").map(|one| one.name.as_str());
    text.collect::<Vec<_>>().join(" ")
}

fn field<'a>(spoken: &'a [Spoken], role: &str, name: &str) -> Result<&'a Spoken> {
    let found = spoken.iter().find(|one| one.role == role && one.name == name);
    found.ok_or_else(|| anyhow::anyhow!("no {role} is called {name}"))
}

fn with_result(page: usize) -> Result<(Server, Browser)> {
    let (page, steps, measure, amount) = CALCULATORS[page];
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, page)?;
    act(&mut browser, steps)?;
    expect_amount(&mut browser, measure, amount)?;
    Ok((site, browser))
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_securitisation_is_announced_in_order() -> Result<()> {
    let (_site, mut browser) = with_result(0)?;
    let spoken = heard(
        &mut browser,
        "securitisation",
        &[
            &FRAME,
            &["1 技术产权证券化"],
            &CASE,
            &["3 证券化融资", "3 领取人（申报主体）", "3 用款的企业或个人"],
            &RESULT,
            &[
                "region 给您的钱",
                "3 给您的钱",
                "4 技术产权证券化利息补助",
                "5 什么会改变结果",
            ],
            &[
                "region 付给别人的钱",
                "3 付给别人的钱",
                "4 技术产权证券化中介费用补贴（付给发行机构）",
                "4 技术产权证券化担保损失补偿（付给担保机构）",
            ],
            &KEEP,
            &END,
        ],
    )?;
    let result = below(&spoken, "技术产权证券化利息补助");
    // Place, article and standing are heard before the amount, and the amount with what it is.
    let order = ["温州市", "第五条", "征求意见稿", "1,172,945.20", "元"];
    let at: Vec<_> = order.iter().map(|words| result.find(words)).collect();
    ensure!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?} in {result}");
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_guarantee_is_announced_with_its_reasons_when_it_is_refused() -> Result<()> {
    let (_site, mut browser) = with_result(1)?;
    let case: &[&str] = &["1 担保费"];
    let parts: &[&str] = &["3 担保", "3 用款的企业或个人"];
    let price: &[&str] = &["region 您最多付", "3 您最多付", "4 名单内企业的年担保费"];
    let reference: &[&str] = &["region 供参考", "3 供参考", "4 政府性担保机构的平均担保费率"];
    heard(
        &mut browser,
        "guarantee",
        &[&FRAME, case, &CASE, parts, &RESULT, price, reference, &KEEP, &END],
    )?;
    browser.fill(&named("guarantee.0.customer_total"), "5,000,000.01")?;
    browser.wait_for_text(".what-if", "5,000,000.00")?;
    let change: &[&str] = &["5 什么会改变结果"];
    let way: [&[&str]; 10] = [
        &FRAME, case, &CASE, parts, &RESULT, price, change, reference, &KEEP, &END,
    ];
    let spoken = heard(&mut browser, "refused", &way)?;
    let reasons = below(&spoken, "名单内企业的年担保费");
    ensure!(
        reasons.contains("不符合条件") && reasons.contains("是 5,000,000.01 元，条款要求不超过 5,000,000.00 元"),
        "{reasons}"
    );
    // What a mark says to eyes is said in a word, and the list of conditions is unfolded by itself.
    let conditions = below(&spoken, "什么会改变结果");
    ensure!(
        conditions.contains("不符合") && !conditions.contains('✗'),
        "{conditions}"
    );
    field(&spoken, "button", "试试这个值")?;
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn an_insurance_is_announced_in_order() -> Result<()> {
    let (_site, mut browser) = with_result(2)?;
    let spoken = heard(
        &mut browser,
        "insurance",
        &[
            &FRAME,
            &["1 保险费补贴"],
            &CASE,
            &["3 保险", "3 用款的企业或个人"],
            &RESULT,
            &["region 您最多付", "3 您最多付", "4 您交的保险费"],
            &[
                "region 付给别人的钱",
                "3 付给别人的钱",
                "4 小额贷款保证保险保费补助（付给保险机构）",
            ],
            &["region 供参考", "3 供参考"],
            &KEEP,
            &END,
        ],
    )?;
    let insured = field(&spoken, "textbox", "保险金额")?;
    ensure!(
        insured.value == "100万" && insured.description.ends_with("= 1,000,000.00 元 = 100 万元"),
        "{insured}"
    );
    field(&spoken, "combobox", "保险金额：单位")?;
    let large = field(&spoken, "button", "A⁺ 大字")?;
    ensure!(large.states == ["pressed=false"], "{large}");
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_loan_is_announced_in_order_and_says_which_field_is_wrong() -> Result<()> {
    let (_site, mut browser) = with_result(3)?;
    // Of the documents, those whose clauses are open: what the others would ask is left out.
    let documents: &[&str] = &["3 普惠金融发展专项资金管理办法（创业担保贷款贴息）"];
    let case: &[&str] = &["1 贷款贴息"];
    let parts: &[&str] = &["3 贷款", "3 消费支出", "3 用款的企业或个人"];
    let result: &[&str] = &[
        "region 给您的钱",
        "3 给您的钱",
        "4 个人创业担保贷款贴息",
        "region 供参考",
        "3 供参考",
    ];
    let plan: &[&str] = &["3 还款计划"];
    let before: [&[&str]; 6] = [&FRAME, case, &CASE, parts, documents, &RESULT];
    heard(&mut browser, "loan", &[&before.concat(), result, plan, &KEEP, &END])?;
    let rate = named("loan.0.rate");
    browser.fill(&rate, "3.5厘")?;
    browser.wait_for(&format!("{rate}[aria-invalid='true']"))?;
    let spoken = heard(&mut browser, "wrong-field", &[&before.concat(), result, &KEEP, &END])?;
    let wrong = field(&spoken, "textbox", "合同年利率")?;
    ensure!(
        wrong.states == ["invalid"] && wrong.description.contains("第 4 个字“厘”读不懂。可以填 4.35%"),
        "{wrong}"
    );
    ensure!(
        spoken
            .iter()
            .filter(|one| one.states.contains(&"invalid".to_owned()))
            .count()
            == 1
    );
    browser.fill(&rate, "3.5")?;
    browser.wait_until(&format!(
        "!document.querySelector(\"{rate}\").hasAttribute('aria-invalid')"
    ))?;
    let spoken = heard(&mut browser, "loan", &[&before.concat(), result, plan, &KEEP, &END])?;
    let right = field(&spoken, "textbox", "合同年利率")?;
    ensure!(right.states.is_empty() && !right.description.contains('厘'), "{right}");
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_way_in_and_what_stands_beside_the_calculators_are_announced_in_order() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "")?;
    let spoken = listen(&mut browser, "home")?;
    expect_order(&spoken, "home")?;
    let way = outline(&spoken);
    let begins = [
        "1 惠算 金融支持政策计算器",
        "region 算什么",
        "2 算什么",
        "region 已收录的文件",
        "2 已收录的文件",
    ];
    ensure!(
        way.starts_with(&FRAME.map(str::to_owned)) && way[3..].starts_with(&begins.map(str::to_owned)),
        "{way:#?}"
    );
    let search = field(&spoken, "searchbox", "找地方")?;
    ensure!(search.description.contains("拼音"), "{search}");

    browser.open(&format!("{}?all#/all?region=330300", site.url()))?;
    browser.wait_for(&card("wenzhou-2022/art-5-firm"))?;
    let spoken = listen(&mut browser, "all")?;
    expect_order(&spoken, "all")?;
    let way = outline(&spoken);
    let blocks: Vec<_> = way
        .iter()
        .filter(|place| place.starts_with("region "))
        .map(String::as_str)
        .collect();
    let expected = ["您的情况", "结果", "给您的钱", "您最多付", "供参考"].map(|name| format!("region {name}"));
    ensure!(blocks == expected, "{blocks:#?}");
    ensure!(way.contains(&"1 我能享受什么".to_owned()), "{way:#?}");

    open(&mut browser, &site, "contract")?;
    act(&mut browser, CONTRACT)?;
    browser.wait_for(".schedule table")?;
    let parts: [&[&str]; 2] = [&["3 贷款", "3 综合融资成本"], &["3 还款计划"]];
    heard(
        &mut browser,
        "contract",
        &[
            &FRAME,
            &["1 还款计划和成本"],
            &CASE,
            parts[0],
            &RESULT,
            parts[1],
            &KEEP,
            &END,
        ],
    )?;

    open(&mut browser, &site, "rule")?;
    browser.wait_for_text(".case .muted", "补的是什么")?;
    let spoken = heard(
        &mut browser,
        "rule",
        &[
            &FRAME,
            &["1 自己填一条规则"],
            &CASE,
            &["3 您手里的通知怎么规定"],
            &RESULT,
            &END,
        ],
    )?;
    // That it is no published policy is heard before anything can be typed.
    let mark = spoken.iter().position(|one| one.name.contains("不是公布的政策"));
    let first = spoken
        .iter()
        .position(|one| one.role == "combobox" && one.name == "补的是什么");
    ensure!(mark.is_some() && mark < first, "{mark:?} {first:?}");
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn compared_cases_are_announced_as_a_table_with_headings() -> Result<()> {
    let (site, mut browser) = with_result(2)?;
    for (name, premium) in [("甲", "12000"), ("乙", "12001")] {
        browser.fill(&named("insurance.0.premium"), premium)?;
        browser.fill("#case-name", name)?;
        browser.click(".keep .field .tools button:nth-child(2)")?;
        browser.wait_until("document.querySelector('.keep .field .tools button').disabled")?;
    }
    open(&mut browser, &site, "compare")?;
    browser.wait_until("document.querySelectorAll('.compared thead th').length === 3")?;
    let cases: &[&str] = &["region 保存的方案", "2 保存的方案"];
    let spoken = listen(&mut browser, "compare")?;
    expect_order(&spoken, "compare")?;
    let way = outline(&spoken);
    ensure!(
        way.starts_with(
            &[&FRAME[..], &["1 对比"], cases]
                .concat()
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        ),
        "{way:#?}"
    );
    for name in ["甲", "乙"] {
        let pressed = field(&spoken, "button", &format!("放入对比：{name}"))?;
        ensure!(pressed.states == ["pressed"], "{pressed}");
        field(&spoken, "button", &format!("打开：{name}"))?;
        field(&spoken, "columnheader", name)?;
    }
    // The difference is said in a word, not only shown by weight.
    let differs = spoken
        .iter()
        .any(|one| one.role == "rowheader" && one.name.contains("不同"));
    ensure!(differs, "no row is said to differ");
    browser.expect_clean(&site)
}

/// Keeps each text that a live region of the page comes to hold.
const LISTEN: &str = "(() => {
  window.said = [];
  const region = (node) => node && (node.nodeType === 1 && node.matches('[aria-live],[role=status],[role=alert]') ? node : region(node.parentNode));
  new MutationObserver((changes) => {
    for (const live of new Set(changes.map(({ target }) => region(target)).filter(Boolean))) {
      const text = live.textContent.trim();
      if (text && said[said.length - 1] !== text) said.push(text);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
})()";

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_result_is_said_once_when_it_stands() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    browser.evaluate(LISTEN)?;
    compute(&mut browser)?;
    browser.wait_until("said.length > 0 && said[said.length - 1].includes('最多 12,000.00 元')")?;
    browser.evaluate("said.length = 0")?;
    // Seven keys, each of which gives a result, and only the last one that stands.
    browser.fill(&named("insurance.0.insured"), "2000000")?;
    browser.wait_until("said.length > 0")?;
    browser.evaluate("new Promise((resolve) => setTimeout(resolve, 2500))")?;
    let said = browser.evaluate("said.join(' | ')")?;
    let said = said.as_str().unwrap_or_default();
    ensure!(
        !said.contains(" | ") && said.contains("您交的保险费，最多 24,000.00 元"),
        "{said}"
    );
    // That there is no amount any more is said as well.
    browser.fill(&named("insurance.0.insured"), "")?;
    browser.wait_until("said[said.length - 1] === '还缺信息'")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn what_would_be_lost_is_said_before_and_that_it_is_gone_afterwards() -> Result<()> {
    let (site, mut browser) = with_result(2)?;
    browser.evaluate(LISTEN)?;
    for (question, leave, erase, gone) in [
        (
            format!("真的删除吗？删除以后找不回来：{} 项填写的内容。", INSURANCE.len()),
            "不删除",
            "删除",
            "现在没有填写的内容。",
        ),
        (
            "Really erase this? It does not come back: fields filled in: 1.".to_owned(),
            "Do not erase",
            "Erase",
            "Nothing is typed now.",
        ),
    ] {
        browser.click("#clear")?;
        browser.wait_until("document.activeElement.id === 'leave'")?;
        browser.wait_for_text(".sure", &question)?;
        let spoken = listen(&mut browser, "erasing")?;
        // The focus enters a group: a screen reader says its name, and then the button.
        let at = spoken
            .iter()
            .position(|one| one.role == "group" && one.name == question);
        let at = at.ok_or_else(|| anyhow::anyhow!("no group is called {question}"))?;
        let buttons = spoken[at..].iter().filter(|one| one.role == "button");
        let buttons: Vec<&str> = buttons.take(2).map(|one| one.name.as_str()).collect();
        ensure!(buttons == [leave, erase], "{buttons:?}");
        browser.evaluate("said.length = 0")?;
        browser.click(".sure button:last-child")?;
        browser.wait_until(&format!("said.includes('{gone}')"))?;
        if leave == "不删除" {
            browser.click(".look button:last-child")?;
            // The names come with their own file, and move what stands below them.
            browser.wait_for_text("h1", "nsurance")?;
            browser.fill(&named("insurance.0.premium"), "1")?;
            browser.wait_for_text(".case", "= 1.00 yuan")?;
        }
    }
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn english_is_announced_as_english_and_clauses_as_chinese() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    act(&mut browser, INSURANCE)?;
    browser.click(".look button:last-child")?;
    browser.wait_until("document.documentElement.lang === 'en'")?;
    browser.wait_for_text("h1", "nsurance")?;
    let spoken = listen(&mut browser, "insurance-en")?;
    expect_order(&spoken, "insurance-en")?;
    ensure!(
        spoken.iter().all(|one| !one.is_landmark() || one.name.is_ascii()),
        "{:#?}",
        outline(&spoken)
    );
    browser.click(&format!("{} > details:last-child summary", card(PRICE)))?;
    browser.wait_for("blockquote")?;
    let quoted = browser.evaluate(
        "(() => { const all = [...document.querySelectorAll('blockquote')];
           return all.length > 0 && all.every((e) => e.closest('[lang]').lang.startsWith('zh')); })()",
    )?;
    ensure!(quoted == true, "a clause is not marked as Chinese");
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_refused_guarantee_in_english_is_no_dead_end() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "guarantee")?;
    act(&mut browser, GUARANTEE)?;
    browser.click(".look button:last-child")?;
    browser.wait_until("document.documentElement.lang === 'en'")?;
    browser.fill(&named("guarantee.0.customer_total"), "5,000,000.01")?;
    browser.wait_for_text(".what-if", "5,000,000.00")?;
    let spoken = listen(&mut browser, "refused-en")?;
    expect_order(&spoken, "refused-en")?;
    ensure!(
        spoken
            .iter()
            .any(|one| one.role == "button" && one.name.starts_with("Try")),
        "no way on is offered"
    );
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn whoever_speaks_to_a_control_says_what_stands_on_it() -> Result<()> {
    let (_site, mut browser) = with_result(2)?;
    let silent = browser.evaluate(
        "(() => {
           const plain = (text) => text.replace(/[\\s⁺]/g, '').toLowerCase();
           const others = (e) => !plain(e.getAttribute('aria-label')).includes(plain(e.innerText));
           return [...document.querySelectorAll('button[aria-label],a[aria-label]')].filter(others).map((e) => e.outerHTML).join(' ');
         })()",
    )?;
    ensure!(silent == "", "the name leaves out what is to be seen: {silent}");
    Ok(())
}
