//! The phrases of real policy documents.

use crate::reads;

#[test]
fn wenzhou() {
    reads("排名前三", "≤ 3 Places");
    reads(
        "分别给予30万元、20万元、10万元",
        "= 300000 Yuan, = 200000 Yuan, = 100000 Yuan",
    );
    reads("30%", "= 0.3 Ratio");
    reads("总规模以全市该项产品当年度贷款余额的0.5%为限", "≤ 0.005 Ratio");
    reads("不超过该产品保费收入的20%", "≤ 0.2 Ratio");
    reads("单个产品最高不超过100万元", "≤ 1000000 Yuan");
    reads("年化保险费率不超过1.2%", "≤ 0.012 Ratio");
    reads("0.5%", "= 0.005 Ratio");
    reads("单家企业年度补助不超过40万元", "≤ 400000 Yuan");
    reads("全额", "= 1 Ratio");
    reads("单家企业最高400万元", "≤ 4000000 Yuan");
    reads("5家(含)10笔(含)以上", "≥ 5 Firms, ≥ 10 Deals");
    reads("5家（含）10笔（含）以上上下游企业", "≥ 5 Firms, ≥ 10 Deals");
    reads("单户企业年度最高20万元", "≤ 200000 Yuan");
    reads("0.9%以下", "≤~ 0.009 Ratio");
    reads("按0.2%给予补助", "= 0.002 Ratio");
    reads("补助比例为0.4%", "= 0.004 Ratio");
    reads("代偿率不超过1%的部分", "≤ 0.01 Ratio");
    reads("代偿率超过1%、不超过3%的部分", "> 0.01 Ratio, ≤ 0.03 Ratio");
    reads("超过5%的部分", "> 0.05 Ratio");
    reads("不予补偿", "= 0 Ratio");
    reads("达到注册资本8倍", "≥ 8 Times");
    reads("不超过其月均在保余额0.5%", "≤ 0.005 Ratio");
    reads("放宽至5%", "=? 0.05 Ratio");
}

#[test]
fn xiangtan() {
    reads("不少于3000万元", "≥ 30000000 Yuan");
    reads("湖南省融资再担保有限公司40％", "= 0.4 Ratio");
    reads("不高于1%", "≤ 0.01 Ratio");
    reads("单户担保金额500万元及以下", "≤ 5000000 Yuan");
    reads("年担保费降低至0.5%", "=? 0.005 Ratio");
    reads("不高于当期LPR", "≤ 0 Lpr");
    reads("一次性奖励200万元", "= 2000000 Yuan");
    reads("按投资金额的1%", "= 0.01 Ratio");
    reads("最高不超过300万元", "≤ 3000000 Yuan");
    reads("全省市州前三名", "≤ 3 Places");
    reads("对年度实体经济贷款增速综合排名前三的银行机构", "≤ 3 Places");
}

#[test]
fn chenzhou() {
    reads("不超过其上年贷款平均余额2%", "≤ 0.02 Ratio");
    reads("单户担保金额500万元以下", "≤~ 5000000 Yuan");
    reads("担保费率不超过1%", "≤ 0.01 Ratio");
    reads("不低于0.5%的标准", "≥ 0.005 Ratio");
    reads("成立时间在3年以内", "≤~ 3 Years");
    reads("达1000万元", "≥ 10000000 Yuan");
    reads("投资期限满6个月", "≥ 6 Months");
    reads("不超过投资金额5%", "≤ 0.05 Ratio");
    reads("单个企业每年最高补助金额由300万元提高到500万元", "≤ 5000000 Yuan");
    reads("可展期4次", "=? 4 Occasions");
    reads("上年度国际收支规模不低于5000万美元", "≥ 50000000 Usd");
    reads("准入条件放宽至上年度国际收支规模不低于5000万美元", "≥ 50000000 Usd");
}

#[test]
fn jiashan_and_zhumadian() {
    reads("逐步下降到1%及以下", "≤ 0.01 Ratio");
    reads("容忍度提高到5%", "=? 0.05 Ratio");
    reads("不少于5%", "≥ 0.05 Ratio");
    reads("容忍度提高至3%", "=? 0.03 Ratio");
    reads("授信亿元以上企业清单", "≥~ 100000000 Yuan");
    reads("提高不超过3个百分点", "≤ 0.03 Points");
    reads("力争金融业增加值达到 60 亿元", "≥ 6000000000 Yuan");
    reads("制造业贷款余额突破 450 亿元", "> 45000000000 Yuan");
    reads("力争撮合融资金额超 200 亿元", "> 20000000000 Yuan");
}

#[test]
fn national() {
    reads("单笔5万元以下", "≤~ 50000 Yuan");
    reads("单笔5万元及以上", "≥ 50000 Yuan");
    reads("1个百分点", "= 0.01 Points");
    reads("以5万元消费额度为上限", "≤ 50000 Yuan");
    reads("最高不超过贷款合同利率的50%", "≤ 0.5 Ratio");
    reads("累计贴息上限为3000元", "≤ 3000 Yuan");
    reads(
        "单笔5万元以下的个人消费贷款累计贴息上限为1000元",
        "≤~ 50000 Yuan, ≤ 1000 Yuan",
    );
    reads("累计消费贴息上限每年3000元", "≤ 3000 Yuan");
    reads("年贴息比例为1个百分点", "= 0.01 Points");
    reads("贴息期限不超过2年", "≤ 2 Years");
    reads("规模最高可达1000万元", "≤ 10000000 Yuan");
    reads("年化1.5个百分点", "= 0.015 Points");
    reads("单户贴息贷款规模上限5000万元", "≤ 50000000 Yuan");
    reads("暂定1年", "= 1 Years");
    reads("实施期限5年", "= 5 Years");
    reads("利率上限为一年期LPR+250BP", "≤ 0.025 Lpr");
    reads("利率上限不得超过LPR+50BP", "≤ 0.005 Lpr");
    reads("利率上限为LPR+150BPs", "≤ 0.015 Lpr");
    reads("LPR-150BP以下部分", "≤~ -0.015 Lpr");
    reads("累计次数不超过3次", "≤ 3 Occasions");
    reads("贷款实际利率50%", "= 0.5 Ratio");
    reads("最高可申请额度为30万元", "≤ 300000 Yuan");
    reads("人均不超过110%", "≤ 1.1 Ratio");
    reads("期限一次最长不超过3年", "≤ 3 Years");
    reads("超过100人", "> 100 Persons");
    reads("达到企业现有在职职工人数10%", "≥ 0.1 Ratio");
    reads("10%(超过100人的企业达到5%)", "= 0.1 Ratio, > 100 Persons, ≥ 0.05 Ratio");
}
