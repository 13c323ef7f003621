// What came out of a table.
import { el, money, number } from "./batch-kit.js";

// The totals, the errors and the ways to save, as the inside of a section.
export const result = ({ totals, took }, say, save) => {
  const tally = (label, { parties, amount }, kind) =>
    el("td", { class: "num", "data-label": say(label) }, kind ? el("b", {}, money(amount)) : "—", el("br"), el("small", {}, say("parties", number(parties))));
  const head = (...keys) => el("thead", {}, el("tr", {}, ...keys.map((key, at) => el("th", { scope: "col", class: at > 0 ? "num" : "" }, say(key)))));
  const measures = totals.measures.map((total) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, total.name, el("br"), el("small", {}, [total.block_name, total.recipient, total.kind].filter(Boolean).join(" · "))),
      tally("eligible", total.eligible, total.kind),
      tally("open_sum", total.open, total.kind),
      el("td", { class: "num", "data-label": say("ineligible") }, say("parties", number(total.ineligible))),
    ),
  );
  const recipients = totals.recipients.map((total) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, total.name, el("br"), el("small", {}, [total.block_name, total.kind].join(" · "))),
      el("td", { class: "num", "data-label": say("sum") }, el("b", {}, money(total.amount)), el("br"), el("small", {}, say("results", number(total.results)))),
      el("td", { class: "num", "data-label": say("alternatives") }, number(total.alternatives)),
    ),
  );
  const errors = totals.errors.map(({ row, column, message }) =>
    el("tr", {}, el("th", { scope: "row" }, number(row)), el("td", { "data-label": say("heading") }, column || "—"), el("td", {}, message)),
  );
  const table = (caption, header, rows) =>
    el("div", { class: "table", tabindex: 0, role: "region", "aria-label": caption }, el("table", { class: "sums stacked" }, el("caption", {}, caption), header, el("tbody", {}, ...rows)));
  const wechat = /MicroMessenger/.test(navigator.userAgent);
  return [
    el("p", { id: "summary" }, say("summary", number(totals.rows), number(totals.parties), number(totals.bad_rows), (took / 1000).toFixed(1))),
    el(
      "div",
      { class: "tools" },
      el("button", { type: "button", id: "save-csv", onclick: () => save("csv") }, say("save_csv")),
      el("button", { type: "button", id: "save-xlsx", onclick: () => save("xlsx") }, say("save_xlsx")),
    ),
    el("p", { class: "muted" }, say(wechat ? "wechat" : "save_lead")),
    table(say("per_measure"), head("measure", "eligible", "open_sum", "ineligible"), measures),
    recipients.length > 0 ? table(say("per_recipient"), head("recipient", "sum", "alternatives"), recipients) : null,
    el("p", { class: "muted" }, say("never_added")),
    errors.length > 0
      ? el(
          "table",
          { class: "stacked", id: "errors" },
          el("caption", {}, say(totals.bad_rows > errors.length ? "errors_first" : "errors_all", number(errors.length))),
          el("thead", {}, el("tr", {}, ...["row", "heading", "what_is_wrong"].map((key) => el("th", { scope: "col" }, say(key))))),
          el("tbody", {}, ...errors),
        )
      : null,
  ];
};
