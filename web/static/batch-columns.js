// What the columns of a table are.
import { el, option } from "./batch-kit.js";
import { keep, of, say, section, state } from "./batch-page.js";

export const target = (id) => (state.choices ? state.choices.targets.find((known) => known.id === id) : undefined);
export const used = () => state.columns.map(({ column }) => column.as).filter(Boolean);

// What can be wrong with a column before anything is computed.
const doubts = ({ column, cells }) => {
  const what = target(column.as);
  if (!what) return "";
  const same = state.columns.filter((other) => other.column.as === column.as && other.column.period === column.period);
  if (same.length > 1) return say("twice");
  if (what.series && what.kind !== "flag" && !column.period) return say("needs_period");
  const bare = cells.some((cell) => /^[\d.,\s-]+$/.test(cell));
  if (what.units.length > 0 && !column.unit && bare) return say("needs_unit");
  return "";
};

const targetOptions = (chosen) => {
  const groups = new Map();
  for (const known of state.choices.targets) {
    if (!groups.has(known.group)) groups.set(known.group, []);
    groups.get(known.group).push(known);
  }
  return [
    option("", say("unused"), chosen || ""),
    option("party", say("party"), chosen),
    ...[...groups].map(([label, known]) => el("optgroup", { label }, ...known.map(({ id, name }) => option(id, name, chosen)))),
  ];
};

const columnRow = (changed) => (entry, at) => {
  const { column, cells } = entry;
  const change = (key, value) => {
    // What is cleared stays cleared: null is kept, where undefined would not be.
    column[key] = value || null;
    if (key === "as") {
      const what = target(column.as);
      if (!what || !what.units.includes(column.unit)) column.unit = what && what.kind === "money" ? "yuan" : null;
      if (!what || !what.series) column.period = null;
    }
    keep();
    showColumns(changed);
    of(`${key}-${at}`) && of(`${key}-${at}`).focus();
    changed();
  };
  const what = target(column.as);
  const doubt = doubts(entry);
  const label = (key) => `${column.heading || say("nameless", at + 1)} · ${say(key)}`;
  const unit =
    what && what.units.length > 0
      ? el(
          "select",
          { id: `unit-${at}`, class: "unit", "aria-label": label("unit"), onchange: (event) => change("unit", event.target.value) },
          option("", say("unit_none"), column.unit || ""),
          ...what.units.map((id) => option(id, say(`unit_${id}`), column.unit)),
        )
      : null;
  const period =
    what && what.series
      ? el("input", {
          id: `period-${at}`,
          class: "unit",
          type: "text",
          "aria-label": label(what.series === "day" ? "day_of" : "year_of"),
          placeholder: say(what.series === "day" ? "day_of" : "year_of"),
          value: column.period || "",
          onchange: (event) => change("period", event.target.value.trim()),
        })
      : null;
  const shown = cells.filter(Boolean).slice(0, 3).join(say("between")).slice(0, 60);
  return el(
    "tr",
    { class: column.as ? "" : "unused" },
    el("th", { scope: "row" }, column.heading || say("nameless", at + 1)),
    el("td", { "data-label": say("first_cells") }, shown),
    el(
      "td",
      {},
      el(
        "select",
        { id: `as-${at}`, "aria-label": label("meaning"), onchange: (event) => change("as", event.target.value) },
        ...targetOptions(column.as),
      ),
      doubt ? el("p", { class: "warn" }, doubt) : null,
    ),
    el("td", {}, unit, period),
  );
};

// Shows the columns; what is chosen for one changes what can be asked.
export const showColumns = (changed) => {
  const heads = ["heading", "first_cells", "meaning", "unit"].map((key) => el("th", { scope: "col" }, say(key)));
  const known = used().filter((id) => id !== "party");
  section(
    "columns",
    el("p", { class: "lead" }, say("columns_lead")),
    known.length === 0 ? el("p", { class: "notice", role: "alert" }, say("bad_heading")) : null,
    used().includes("party") ? null : el("p", { class: "warn" }, say("no_party")),
    el(
      "table",
      { class: "columns stacked" },
      el("thead", {}, el("tr", {}, ...heads)),
      el("tbody", {}, ...state.columns.map(columnRow(changed))),
    ),
  );
};
