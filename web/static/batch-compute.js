// The computing of a table: this worker holds it and shares its parties out among its helpers, which are workers like it.
// A slice of work is about so many milliseconds long: as often, progress is told and a pause or an end is heard.
const SLICE = 60;
// A helper has so many shares of so many milliseconds, so that there is one to do while another one travels.
const SHARES = 2;
const SHARE = 100;
// A helper that the browser has ended says nothing any more: whoever answers no share for so many milliseconds is not waited for.
const PATIENCE = 10000;

let helpers = [];
// What is computed at present: the run, the job, how many rows are done.
let task = {};

// What took too long makes the next piece smaller, and the other way round.
const sized = (size, wanted, took) => Math.max(50, Math.min(20000, Math.round((size * wanted) / Math.max(1, took))));

const lose = (helper) => {
  helpers = helpers.filter((other) => other !== helper);
  helper.port.close();
  if (helper.run === run) helper.out.forEach((id) => batch.put_back(id));
  wake();
};

const feed = (helper) => {
  if (!helper.ready || paused || task.run !== run) return;
  if (helper.run !== run) {
    helper.run = run;
    helper.out.clear();
    helper.port.postMessage({ type: "job", job: task.job, headings: task.headings });
  }
  while (helper.out.size < SHARES) {
    // At the end the shares become small, so that all are done at about the same time.
    const fair = Math.ceil(batch.left() / (helpers.length + 1) / SHARES);
    const share = batch.hand_out(Math.max(50, Math.min(helper.size, fair)));
    if (!share) return;
    const [id, numbers, text] = [share.id(), share.numbers(), share.text()];
    share.free();
    if (helper.out.size === 0) helper.since = performance.now();
    helper.out.add(id);
    helper.port.postMessage({ type: "share", run, id, numbers, text }, [numbers.buffer, text.buffer]);
  }
};

// Whether somebody answers at last; the shares of those who do not are computed here.
const answers = async () => {
  const bell = setTimeout(() => wake(), 1000);
  await new Promise((resolve) => (wake = resolve));
  clearTimeout(bell);
  const late = performance.now() - PATIENCE;
  helpers.filter((helper) => helper.out.size > 0 && helper.since < late).forEach(lose);
};

const hear = (helper, { type, run: of, id, numbers, text, report, took }) => {
  helper.since = performance.now();
  if (type === "ready") helper.ready = true;
  else if (type === "failed") return lose(helper);
  else if (of === run && helper.out.delete(id)) {
    const rows = batch.take_in(id, numbers, text, report);
    task.done += rows;
    helper.size = sized(rows, SHARE, took);
    feed(helper);
  }
  wake();
};

// Another worker helps, over a port.
const engage = (number, port) => {
  const helper = { number, port, ready: false, out: new Set(), size: 200 };
  helpers.push(helper);
  port.onmessage = ({ data }) => hear(helper, data);
};

const dismiss = (number) => helpers.filter((helper) => helper.number === number).forEach(lose);

// This worker helps another one, over a port.
const help = (port) => {
  port.onmessage = ({ data: { type, run: of, id, numbers, text, job, headings } }) => {
    try {
      if (type === "job") return batch.prepare(headings, job);
      const begun = performance.now();
      const answer = batch.answer(numbers, text);
      const [cells, texts, report] = [answer.numbers(), answer.text(), answer.report()];
      answer.free();
      const took = performance.now() - begun;
      port.postMessage({ type: "done", run: of, id, numbers: cells, text: texts, report, took }, [cells.buffer, texts.buffer]);
    } catch (error) {
      port.postMessage({ type: "failed" });
    }
  };
  port.postMessage({ type: "ready" });
};

const compute = async (mine, { job }) => {
  const begun = performance.now();
  let total;
  try {
    total = batch.start(JSON.stringify(job));
  } catch (message) {
    throw { code: "job", given: String(message) };
  }
  task = { run: mine, job: JSON.stringify(job), headings: batch.headings(), done: 0 };
  let size = 200;
  for (;;) {
    helpers.forEach(feed);
    const before = performance.now();
    const step = batch.step(size);
    task.done += step;
    if (step > 0) size = sized(size, SLICE, performance.now() - before);
    else if (task.done === total) break;
    // What is left is with the helpers.
    else await answers();
    tell("computing", { done: task.done, total });
    await going(mine);
  }
  tell("computed", { totals: JSON.parse(batch.totals()), took: Math.round(performance.now() - begun) });
};
