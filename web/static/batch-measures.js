// Which measures are asked about, by whom and on which day.
import { used } from "./batch-columns.js";
import { el, option } from "./batch-kit.js";
import { hide, keep, say, section, state } from "./batch-page.js";

// Clauses about contracts that the table does not have are not offered, nor others of which it says nothing.
const offered = () => {
  const facts = new Set(used());
  const groups = new Set(used().map((id) => id.split(".")[0]));
  const fits = ({ about, asks }) => (about ? groups.has(about) : asks.some((id) => facts.has(id)));
  return state.choices.documents
    .map((document) => ({ ...document, measures: document.measures.filter(fits) }))
    .filter(({ measures }) => measures.length > 0);
};

const taken = () => [].concat(...offered().map(({ measures }) => measures)).filter(({ id }) => state.measures.has(id));

export const chosen = () => taken().map(({ id }) => id);

// The facts that what is chosen asks for, each once.
export const asked = () => [...new Set([].concat(...taken().map(({ asks }) => asks)))];

// Shows what can be asked of the table; what is chosen changes what else is to be known.
export const showMeasures = (changed) => {
  const documents = offered();
  if (used().length === 0 || documents.length === 0) return hide("measures", "constants", "run", "result");
  const box = ({ id, name, article }) =>
    el(
      "label",
      { class: "answer" },
      el("input", {
        type: "checkbox",
        name: "measure",
        value: id,
        checked: state.measures.has(id),
        onchange: (event) => {
          if (event.target.checked) state.measures.add(id);
          else state.measures.delete(id);
          keep();
          count();
          changed();
        },
      }),
      `${name} · ${article}`,
    );
  const counts = [];
  const count = () => counts.forEach((update) => update());
  const list = documents.map(({ name, place, measures }) => {
    const summary = el("summary", {});
    counts.push(() => {
      const number = measures.filter(({ id }) => state.measures.has(id)).length;
      summary.textContent = `${place} · ${name}` + (number ? ` · ${say("chosen", number)}` : "");
    });
    const open = measures.some(({ id }) => state.measures.has(id));
    return el("details", { open }, summary, ...measures.map(box));
  });
  section(
    "measures",
    el("p", { class: "lead" }, say("measures_lead")),
    el("div", { class: "documents" }, ...list),
    el(
      "p",
      { class: "field" },
      el("label", { for: "role" }, say("role")),
      el(
        "span",
        { class: "control" },
        el(
          "select",
          {
            id: "role",
            class: "long",
            onchange: (event) => {
              state.role = event.target.value;
              keep();
            },
          },
          ...state.choices.roles.map(({ id, name }) => option(id, name, state.role)),
        ),
      ),
    ),
    el(
      "p",
      { class: "field" },
      el("label", { for: "day" }, say("day")),
      el(
        "span",
        { class: "control" },
        el("input", {
          id: "day",
          class: "medium",
          type: "text",
          inputmode: "numeric",
          autocomplete: "off",
          value: state.day,
          onchange: (event) => (state.day = event.target.value.trim()),
        }),
      ),
    ),
  );
  count();
  changed();
};
