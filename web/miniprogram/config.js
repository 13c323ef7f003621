// The address of the page, and a version that changes when a new page is published.
module.exports = { address: "https://www.example.gov.cn/huisuan/", version: "1" };
