//! Pictures of the pages, for people to look at.
use anyhow::Result;
use huisuan_tests::browser::Browser;
use huisuan_xtask::{
    dist,
    server::{Policy, Server},
    shell::root,
};
use serde_json::json;

fn shot(browser: &mut Browser, name: &str, y: u64, w: u64, h: u64, scale: u64) -> Result<()> {
    let _ = scale;
    let answer = browser.devtools(
        "Page.captureScreenshot",
        &json!({"clip": {"x": 0, "y": y, "width": w, "height": h, "scale": 1}, "captureBeyondViewport": true}),
    )?;
    let bytes = data_encoding::BASE64.decode(answer["data"].as_str().unwrap_or_default().as_bytes())?;
    std::fs::create_dir_all(root().join("target/shots"))?;
    std::fs::write(root().join(format!("target/shots/{name}.png")), bytes)?;
    Ok(())
}

#[test]
#[ignore = "makes pictures"]
fn pictures() -> Result<()> {
    let site = Server::start_below(&dist::directory(), "/finance/huisuan/", Policy::Strict, 0)?;
    let mut browser = Browser::current()?;
    let fill = r#"
      const set = (n, v) => { const e = document.querySelector(`[name='${n}']`); if (!e) return; 
        if (e.type === 'radio' || e.type === 'checkbox') { const r = document.querySelector(`[name='${n}'][value='${v}']`); r && r.click(); return; }
        if (e.tagName === 'INPUT') { e.focus(); }
        e.value = v; e.dispatchEvent(new Event('input', {bubbles:true})); e.dispatchEvent(new Event('change', {bubbles:true})); };
      const facts = {'securitisation.0.kind':'technology-rights','securitisation.0.principal':'３０００万','securitisation.0.coupon':'5.5','securitisation.0.starts_on':'2022-04-01','securitisation.0.ends_on':'2025-04-01','securitisation.0.day_basis':'act/365','applicant.registered_region':'330302','applicant.tax_region':'330302','applicant.legal_person':'yes','applicant.real_estate':'no','applicant.mujun_grade':'A','applicant.major_accident':'no','firm.kind':'micro-small','firm.private':'yes',
       'loan.0.product':'startup','loan.0.principal':'30万','loan.0.rate':'3.5','loan.0.term':'36','loan.0.repayment':'interest-monthly','loan.0.paid_out_on':'20240301','loan.0.status':'normal','firm.partners':'1','national-startup-2023.recognised':'yes',
       'insurance.0.kind':'small-loan-guarantee','insurance.0.insured':'100万','insurance.0.premium':'12000.01','insurance.0.term':'12','insurance.0.starts_on':'2023-03-01',
       'guarantee.0.guarantor':'city-government','guarantee.0.amount':'500万','guarantee.0.customer_total':'500万','guarantee.0.term':'36','guarantee.0.starts_on':'2024-01-15','guarantee.0.charging':'yearly-outstanding','guarantee.0.balance~1':'500万','guarantee.0.balance~2':'400万','guarantee.0.balance~3':'250万','guarantee.0.fee_rate':'1','firm.lists':'zjtx'};
      (async () => { for (const k in facts) { set(k, facts[k]); await new Promise(r => setTimeout(r, 30)); } document.activeElement.blur(); scrollTo(0,0); })()
    "#;
    for page in ["", "loan", "guarantee", "insurance", "securitisation", "all"] {
        browser.resize(1280, 900)?;
        browser.open(&format!("{}?{page}#/{page}", site.url()))?;
        browser.wait_for("#main h2")?;
        if page != "" {
            browser.evaluate(fill)?;
        }
        shot(&mut browser, &format!("{page}-desk"), 0, 1280, 1000, 1)?;
        browser.resize(375, 800)?;
        shot(&mut browser, &format!("{page}-phone"), 0, 375, 900, 1)?;
        let y = browser.evaluate("Math.round((document.querySelector('#result') || document.body).getBoundingClientRect().top + scrollY)")?.as_u64().unwrap_or(0);
        shot(&mut browser, &format!("{page}-phone2"), y, 375, 1000, 1)?;
    }
    println!("{:#?}", browser.problems()?);
    Ok(())
}
