// What all parts of the page of tables share: what is known, where it is shown, in which words.
import { el, fill, keepOwn, own, settings, today } from "./batch-kit.js";
import { words } from "./batch-words.js";

export const { dataset } = document.querySelector("script[data-worker]");
export const address = (name) => new URL(name, document.baseURI).href;
export const of = (id) => document.getElementById(id);

const asked = new URLSearchParams(location.search).get("lang");
const look = settings();
export const state = {
  language: [asked, look.get("language")].find((name) => Object.keys(words).includes(name)) || "zh",
  role: own().role || look.get("role") || "firm",
  day: today(),
  phase: "empty",
  columns: [],
  measures: new Set(own().measures || []),
  constants: own().constants || {},
  rows: 0,
};
for (const [name, key] of [["theme", "theme"], ["letters", "large"]]) {
  if (look.get(key)) document.documentElement.setAttribute(`data-${name}`, key === "large" ? "large" : look.get(key));
}

export const keep = () => {
  const { columns, measures, role, constants } = state;
  const known = own().columns || {};
  for (const { column } of columns) known[column.heading] = { as: column.as, unit: column.unit, period: column.period };
  keepOwn({ columns: known, measures: [...measures], role, constants });
};

export const say = (key, ...parts) => parts.reduce((text, part, at) => text.split(`{${at}}`).join(part), words[state.language][key]);
// The parts of the page stand in their order and are filled as they come.
const sections = {};
for (const name of ["file", "columns", "measures", "constants", "run", "result"]) {
  sections[name] = el("section", { id: name, "aria-labelledby": `${name}-title`, hidden: true });
  of("steps").append(sections[name]);
}
export const section = (name, ...inside) => {
  sections[name].hidden = false;
  fill(sections[name], el("h2", { id: `${name}-title` }, say(`${name}_title`)), ...inside);
};
export const hide = (...names) => names.forEach((name) => (sections[name].hidden = true));
