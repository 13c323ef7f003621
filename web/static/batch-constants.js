// What holds for every row.
import { target, used } from "./batch-columns.js";
import { el, option } from "./batch-kit.js";
import { asked } from "./batch-measures.js";
import { hide, keep, say, section, state } from "./batch-page.js";

// What the clauses ask for and the table does not have, with one value for every row.
export const missing = () => {
  const have = used();
  const ends = { "loan.term": "loan.ends_on", "guarantee.term": "guarantee.ends_on", "insurance.term": "insurance.ends_on" };
  const groups = new Set(have.map((id) => id.split(".")[0]));
  const repeats = new Set(["loan", "guarantee", "insurance", "securitisation", "spend", "loss", "appraisal", "institution", "investment"]);
  return asked().filter((id) => {
    const [group] = id.split(".");
    const what = target(id);
    const given = have.includes(id) || have.includes(ends[id]);
    return what && !given && (!what.series || what.kind === "flag") && (!repeats.has(group) || groups.has(group));
  });
};

export const showConstants = () => {
  const asks = missing();
  if (asks.length === 0) return hide("constants");
  const field = (id) => {
    const what = target(id);
    const value = state.constants[id] || "";
    const set = (event) => {
      const text = event.target.value.trim();
      if (text) state.constants[id] = text;
      else delete state.constants[id];
      keep();
    };
    const given = { id: `given-${id}`, onchange: set };
    const options = what.kind === "flag" ? [["是", say("yes")], ["否", say("no")]] : (what.choices || []).map(({ id, name }) => [id, name]);
    const control =
      options.length > 0 && what.kind !== "set"
        ? el("select", given, option("", say("open"), value), ...options.map(([id, name]) => option(id, name, value)))
        : el("input", { ...given, type: "text", autocomplete: "off", value, placeholder: say(`example_${what.kind}`) || "" });
    return el("p", { class: "field" }, el("label", { for: `given-${id}` }, `${what.group} · ${what.name}`), control);
  };
  section("constants", el("p", { class: "lead" }, say("constants_lead")), el("div", { class: "given" }, ...asks.map(field)));
};
