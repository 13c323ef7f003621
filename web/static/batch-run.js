// The computing of a table, and what is saved of it.
import { missing } from "./batch-constants.js";
import { tell } from "./batch-crew.js";
import { el, number } from "./batch-kit.js";
import { chosen } from "./batch-measures.js";
import { hide, of, say, section, state } from "./batch-page.js";
import { result } from "./batch-result.js";

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

export const showRun = () => {
  bar.setAttribute("aria-label", say("progress"));
  bar.hidden = !running();
  const button = (id, key, act, given) => el("button", { type: "button", id, onclick: act, ...given }, say(key));
  section(
    "run",
    el(
      "div",
      { class: "tools" },
      button("compute", "compute", compute, { class: "main", disabled: running() || state.phase === "reading" || chosen().length === 0 }),
      button("pause", state.phase === "paused" ? "resume" : "pause", pause, { disabled: !["computing", "paused"].includes(state.phase) }),
      button("cancel", "cancel", () => tell({ type: "cancel" }), { disabled: !running() }),
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
  tell({ type: "compute", job: job() });
  showRun();
  of("pause").focus();
};

const pause = () => {
  state.phase = state.phase === "paused" ? "computing" : "paused";
  tell({ type: "pause", paused: state.phase === "paused" });
  if (state.phase === "paused") told.textContent = say("paused");
  showRun();
  of("pause").focus();
};

const save = (as) => {
  wrong.textContent = "";
  state.phase = "saving";
  tell({ type: "save", as, rows: state.rows });
  showRun();
  of("run").scrollIntoView({ block: "nearest" });
};

// Whether something is under way that closing the page would end.
export const running = () => ["computing", "paused", "saving"].includes(state.phase);

// What went wrong with it.
export const stopped = (text) => {
  state.phase = "opened";
  told.textContent = "";
  wrong.textContent = text;
  showRun();
};

// What the worker says of it.
export const heard = {
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
    if (!running()) return;
    state.phase = state.totals ? "computed" : "opened";
    told.textContent = say("cancelled");
    showRun();
    of("compute").focus();
  },
};
