// The names are those of the addresses of the page, behind the #.
const calculators = [
  { id: "loan", name: "贷款贴息" },
  { id: "guarantee", name: "担保费" },
  { id: "insurance", name: "保险费补贴" },
  { id: "securitisation", name: "技术产权证券化" },
  { id: "all", name: "我能享受什么" },
];

Page({
  data: { calculators },
  open(event) {
    wx.navigateTo({ url: `../calculator/calculator?id=${event.currentTarget.dataset.id}` });
  },
});
