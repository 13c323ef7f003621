// The page of tables: what the columns are, what is asked, how far it is, and what came out. The worker computes.
import { el, fill, keepOwn, number, option, own, remember, settings, today } from "./batch-kit.js";
import { result } from "./batch-result.js";
import { words } from "./batch-words.js";

const { dataset } = document.querySelector("script[data-worker]");
const address = (name) => new URL(name, document.baseURI).href;
const of = (id) => document.getElementById(id);

const asked = new URLSearchParams(location.search).get("lang");
const look = settings();
const state = {
  language: ["zh", "en"].includes(asked) ? asked : look.get("language") === "en" ? "en" : "zh",
  role: own().role || look.get("role") || "firm",
  day: today(),
  phase: "empty",
  columns: [],
  measures: new Set(own().measures || []),
  constants: own().constants || {},
  asks: [],
  rows: 0,
};
for (const [name, key] of [["theme", "theme"], ["letters", "large"]]) {
  if (look.get(key)) document.documentElement.setAttribute(`data-${name}`, key === "large" ? "large" : look.get(key));
}

const keep = () => {
  const { columns, measures, role, constants } = state;
  const known = own().columns || {};
  for (const { column } of columns) known[column.heading] = { as: column.as, unit: column.unit, period: column.period };
  keepOwn({ columns: known, measures: [...measures], role, constants });
};

const say = (key, ...parts) => parts.reduce((text, part, at) => text.split(`{${at}}`).join(part), words[state.language][key]);
// The parts of the page stand in their order and are filled as they come.
const sections = {};
for (const name of ["file", "columns", "measures", "constants", "run", "result"]) {
  sections[name] = el("section", { id: name, "aria-labelledby": `${name}-title`, hidden: true });
  of("steps").append(sections[name]);
}
const section = (name, ...inside) => {
  sections[name].hidden = false;
  fill(sections[name], el("h2", { id: `${name}-title` }, say(`${name}_title`)), ...inside);
};
const hide = (...names) => names.forEach((name) => (sections[name].hidden = true));

// A worker that the browser has ended, as where memory is short, says nothing any more: after so many seconds of silence, counted
// while the page is awake, it counts as stopped. One slice is told at a time; a file is read or written in one piece.
const PATIENCE = { reading: 180, computing: 30, saving: 180 };
let silent = 0;
setInterval(() => {
  silent = PATIENCE[state.phase] ? silent + 1 : 0;
  if (silent > PATIENCE[state.phase]) heard.failed({ code: "stopped" });
}, 1000);

let worker;
const start = () => {
  silent = 0;
  worker = new Worker(address(dataset.worker));
  worker.onmessage = ({ data }) => {
    silent = 0;
    heard[data.type](data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    heard.failed({ code: "stopped", given: event.message });
  };
  worker.postMessage({
    type: "load",
    addresses: {
      base: document.baseURI,
      table: address(dataset.table),
      tableWasm: address(dataset.tableWasm),
      xlsx: address(dataset.xlsx),
      xlsxWasm: address(dataset.xlsxWasm),
    },
  });
  ask();
};
const ask = () => worker.postMessage({ type: "choices", language: state.language });

// One region says how far it is to those who listen, another one what is wrong.
const status = el("p", { class: "state", role: "status" });
const alert = el("p", { class: "error", role: "alert" });
const complain = (text) => {
  alert.textContent = text;
  alert.hidden = !text;
};
complain("");

const showFile = () => {
  const input = el("input", {
    type: "file",
    id: "table",
    accept: ".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    onchange: () => input.files[0] && open(input.files[0]),
  });
  section(
    "file",
    el("p", { class: "lead" }, say("file_lead")),
    el("p", { class: "field" }, el("label", { for: "table" }, say("choose_file")), input),
    el("p", { class: "links" }, el("a", { href: address("batch-sample.csv"), download: "batch-sample.csv" }, say("sample"))),
    state.name ? el("p", { class: "muted", id: "opened" }, say("opened", state.name, number(state.rows))) : null,
    status,
    alert,
  );
};

const open = (file) => {
  complain("");
  hide("columns", "measures", "constants", "run", "result");
  state.columns = [];
  state.file = file;
  state.name = file.name;
  read();
};

const read = () => {
  state.phase = "reading";
  status.textContent = say("reading", "0");
  worker.postMessage({ type: "open", file: state.file });
};

const target = (id) => (state.choices ? state.choices.targets.find((known) => known.id === id) : undefined);
const used = () => state.columns.map(({ column }) => column.as).filter(Boolean);

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

const columnRow = (entry, at) => {
  const { column, cells } = entry;
  const change = (key, value) => {
    column[key] = value || undefined;
    if (key === "as") {
      const what = target(column.as);
      if (!what || !what.units.includes(column.unit)) column.unit = what && what.kind === "money" ? "yuan" : undefined;
      if (!what || !what.series) column.period = undefined;
    }
    keep();
    showColumns();
    of(`${key}-${at}`) && of(`${key}-${at}`).focus();
    showMeasures();
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

const showColumns = () => {
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
      el("tbody", {}, ...state.columns.map(columnRow)),
    ),
  );
};

// Clauses about contracts that the table does not have are not offered.
const offered = () => {
  const groups = new Set(used().map((id) => id.split(".")[0]));
  const fits = ({ about }) => !about || groups.has(about);
  return state.choices.documents
    .map((document) => ({ ...document, measures: document.measures.filter(fits) }))
    .filter(({ measures }) => measures.length > 0);
};

const chosen = () => {
  const all = [].concat(...offered().map(({ measures }) => measures.map(({ id }) => id)));
  return all.filter((id) => state.measures.has(id));
};

const showMeasures = () => {
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
          needed();
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
  needed();
};

const needed = () => {
  worker.postMessage({ type: "asks", measures: chosen() });
  showRun();
};

// What the clauses ask for and the table does not have, with one value for every row.
const missing = () => {
  const have = used();
  const ends = { "loan.term": "loan.ends_on", "guarantee.term": "guarantee.ends_on", "insurance.term": "insurance.ends_on" };
  const groups = new Set(have.map((id) => id.split(".")[0]));
  const repeats = new Set(["loan", "guarantee", "insurance", "securitisation", "spend", "loss", "appraisal", "institution", "investment"]);
  return state.asks.filter((id) => {
    const [group] = id.split(".");
    const what = target(id);
    const given = have.includes(id) || have.includes(ends[id]);
    return what && !given && (!what.series || what.kind === "flag") && (!repeats.has(group) || groups.has(group));
  });
};

const showConstants = () => {
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

const bar = el("progress", { max: 1, value: 0 });
const told = el("p", { class: "state", role: "status" });
const wrong = el("p", { class: "error", role: "alert" });

const job = () => ({
  schema: 1,
  day: state.day,
  role: state.role,
  language: state.language,
  measures: chosen(),
  constants: missing()
    .filter((id) => state.constants[id])
    .map((id) => ({ as: id, value: state.constants[id] })),
  columns: state.columns.map(({ column }) => column),
});

const showRun = () => {
  const running = ["computing", "paused", "saving"].includes(state.phase);
  bar.setAttribute("aria-label", say("progress"));
  bar.hidden = !running;
  const button = (id, key, act, given) => el("button", { type: "button", id, onclick: act, ...given }, say(key));
  section(
    "run",
    el(
      "div",
      { class: "tools" },
      button("compute", "compute", compute, { class: "main", disabled: running || state.phase === "reading" || chosen().length === 0 }),
      button("pause", state.phase === "paused" ? "resume" : "pause", pause, { disabled: !["computing", "paused"].includes(state.phase) }),
      button("cancel", "cancel", () => worker.postMessage({ type: "cancel" }), { disabled: !running }),
    ),
    chosen().length === 0 ? el("p", { class: "state" }, say("choose_measures")) : null,
    bar,
    told,
    wrong,
  );
};

const compute = () => {
  wrong.textContent = "";
  hide("result");
  state.phase = "computing";
  state.totals = undefined;
  bar.value = 0;
  told.textContent = say("computing", "0", number(state.rows));
  worker.postMessage({ type: "compute", job: job() });
  showRun();
  of("pause").focus();
};

const pause = () => {
  state.phase = state.phase === "paused" ? "computing" : "paused";
  worker.postMessage({ type: "pause", paused: state.phase === "paused" });
  if (state.phase === "paused") told.textContent = say("paused");
  showRun();
  of("pause").focus();
};

const save = (as) => {
  wrong.textContent = "";
  state.phase = "saving";
  worker.postMessage({ type: "save", as, rows: state.rows });
  showRun();
  of("run").scrollIntoView({ block: "nearest" });
};

const failure = ({ code, given }) => (words[state.language][`failed_${code}`] ? say(`failed_${code}`, given === undefined ? "" : given) : String(given));

const heard = {
  ready: () => {},
  choices: ({ choices }) => {
    state.choices = choices;
    if (state.columns.length > 0 && state.phase !== "reading") {
      showColumns();
      showMeasures();
    }
  },
  asks: ({ asks }) => {
    state.asks = asks;
    showConstants();
  },
  encoding: ({ name }) => {
    state.encoding = name;
  },
  reading: ({ rows }) => {
    status.textContent = say("reading", number(rows));
  },
  opened: ({ rows, columns }) => {
    const known = own().columns || {};
    // What was corrected once for a heading is taken again; what was chosen for this very file stays.
    if (state.columns.length === 0) state.columns = columns.map(({ column, cells }) => ({ cells, column: { ...column, ...(known[column.heading] || {}) } }));
    state.rows = rows;
    state.phase = "opened";
    status.textContent = "";
    showFile();
    if (state.choices) heard.choices({ choices: state.choices });
  },
  computing: ({ done, total }) => {
    if (state.phase !== "computing") return;
    bar.value = done / Math.max(1, total);
    told.textContent = say("computing", number(done), number(total));
  },
  computed: ({ totals, took }) => {
    state.phase = "computed";
    Object.assign(state, { totals, took });
    told.textContent = say("done");
    showRun();
    section("result", ...result(state, say, save));
    of("result").scrollIntoView({ block: "start" });
  },
  saving: ({ done, total }) => {
    bar.value = done / Math.max(1, total);
    told.textContent = say("saving", number(done), number(total));
  },
  saved: ({ as, blob }) => {
    state.phase = "computed";
    told.textContent = say("saved");
    showRun();
    const link = el("a", { href: URL.createObjectURL(blob), download: state.name.replace(/\.[^.]*$/, "") + say("result_name") + as });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  },
  cancelled: () => {
    // Another file was chosen while one was read.
    if (!["computing", "paused", "saving"].includes(state.phase)) return;
    state.phase = state.totals ? "computed" : "opened";
    told.textContent = say("cancelled");
    showRun();
    of("compute").focus();
  },
  failed: (error) => {
    const stopped = error.code === "stopped";
    // A table that was read once is read again, and what was chosen for it stays.
    const again = stopped && state.columns.length > 0 && state.phase !== "reading";
    if (stopped || error.code === "load") worker.terminate();
    told.textContent = "";
    if (again || ["computing", "paused", "saving"].includes(state.phase)) {
      wrong.textContent = again ? say("stopped_run") : failure(error);
      state.phase = "opened";
      if (again) {
        hide("result");
        start();
        read();
      }
      showRun();
    } else {
      status.textContent = "";
      state.name = "";
      state.columns = [];
      showFile();
      complain(failure(error));
      hide("columns", "measures", "constants", "run", "result");
      if (stopped) start();
    }
  },
};

const speak = () => {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.title = say("page_title");
  of("language").textContent = say("other_language");
  of("language").lang = state.language === "zh" ? "en" : "zh-CN";
  for (const id of ["skip", "title", "lead", "estimate"]) of(id).textContent = say(id);
  showFile();
};

of("language").onclick = () => {
  state.language = state.language === "zh" ? "en" : "zh";
  remember("language", state.language);
  speak();
  hide("result");
  ask();
};

addEventListener("beforeunload", (event) => {
  if (["computing", "paused", "saving"].includes(state.phase)) event.preventDefault();
});

speak();
if (typeof WebAssembly === "object" && typeof Worker === "function") start();
else complain(say("failed_old"));
