// The page of tables: what the columns are, what is asked, how far it is, and what came out. Workers compute.
import { showColumns } from "./batch-columns.js";
import { showConstants } from "./batch-constants.js";
import { staff, start, stop, tell } from "./batch-crew.js";
import { el, number, own, remember } from "./batch-kit.js";
import { showMeasures } from "./batch-measures.js";
import { address, hide, of, say, section, state } from "./batch-page.js";
import { heard as heardOfRun, running, showRun, stopped } from "./batch-run.js";
import { words } from "./batch-words.js";

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
  tell({ type: "open", file: state.file });
};

const ask = () => tell({ type: "choices", language: state.language });

const measuresChanged = () => {
  showConstants();
  showRun();
};
const columnsChanged = () => showMeasures(measuresChanged);

const failure = ({ code, given }) => (words[state.language][`failed_${code}`] ? say(`failed_${code}`, given === undefined ? "" : given) : String(given));

const heard = {
  ...heardOfRun,
  ready: () => {},
  choices: ({ choices }) => {
    state.choices = choices;
    if (state.columns.length > 0 && state.phase !== "reading") {
      showColumns(columnsChanged);
      columnsChanged();
    }
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
    staff(rows);
    status.textContent = "";
    showFile();
    if (state.choices) heard.choices({ choices: state.choices });
  },
  failed: (error) => {
    const ended = error.code === "stopped";
    // A table that was read once is read again, and what was chosen for it stays.
    const again = ended && state.columns.length > 0 && state.phase !== "reading";
    if (ended || error.code === "load") stop();
    if (again || running()) stopped(again ? say("stopped_run") : failure(error));
    else {
      status.textContent = "";
      state.name = "";
      state.columns = [];
      showFile();
      complain(failure(error));
      hide("columns", "measures", "constants", "run", "result");
      if (ended) begin();
    }
    if (again) {
      hide("result");
      begin();
      read();
      showRun();
    }
  },
};

const begin = () => {
  start((data) => heard[data.type](data));
  ask();
};

const speak = () => {
  document.documentElement.lang = say("tag");
  document.title = say("page_title");
  of("language").textContent = say("other_language");
  of("language").lang = words[say("other")].tag;
  for (const id of ["skip", "title", "lead", "estimate"]) of(id).textContent = say(id);
  showFile();
};

of("language").onclick = () => {
  state.language = say("other");
  remember("language", state.language);
  speak();
  hide("result");
  ask();
};

addEventListener("beforeunload", (event) => {
  if (running()) event.preventDefault();
});

speak();
if (typeof WebAssembly === "object" && typeof Worker === "function") begin();
else complain(say("failed_old"));
