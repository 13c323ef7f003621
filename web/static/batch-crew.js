// The workers of the page: one holds the table, and others help it where the machine has processors for them.
import { address, dataset, state } from "./batch-page.js";

// A helper has to load the engine: below so many rows that takes longer than it helps.
const ROWS_OF_A_HELPER = 5000;
// The one that holds the table can feed so many.
const MOST_HELPERS = 15;

// A worker that the browser has ended, as where memory is short, says nothing any more: after so many seconds of silence, counted
// while the page is awake, it counts as stopped. One slice is told at a time; a file is read or written in one piece.
const PATIENCE = { reading: 180, computing: 30, saving: 180 };

let worker;
let helpers = [];
let hear = () => {};
let silent = 0;

setInterval(() => {
  silent = PATIENCE[state.phase] ? silent + 1 : 0;
  if (silent > PATIENCE[state.phase]) hear({ type: "failed", code: "stopped" });
}, 1000);

const addresses = () => ({
  base: document.baseURI,
  table: address(dataset.table),
  tableWasm: address(dataset.tableWasm),
  compute: address(dataset.compute),
  xlsx: address(dataset.xlsx),
  xlsxWasm: address(dataset.xlsxWasm),
});

export const tell = (message) => worker.postMessage(message);

// Begins anew; what is heard goes to the one who began.
export const start = (listen) => {
  hear = listen;
  silent = 0;
  worker = new Worker(address(dataset.worker));
  worker.onmessage = ({ data }) => {
    silent = 0;
    hear(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    hear({ type: "failed", code: "stopped", given: event.message });
  };
  tell({ type: "load", addresses: addresses() });
};

export const stop = () => {
  [worker, ...helpers].forEach((one) => one.terminate());
  helpers = [];
};

// One more worker, and a channel between it and the one with the table.
const engage = () => {
  const [helper, { port1, port2 }] = [new Worker(address(dataset.worker)), new MessageChannel()];
  const number = helpers.push(helper);
  helper.onerror = (event) => {
    event.preventDefault();
    // The table is computed without it.
    helper.terminate();
    tell({ type: "lost", number });
  };
  helper.postMessage({ type: "help", addresses: addresses() }, [port1]);
  worker.postMessage({ type: "helper", number }, [port2]);
};

// Has as many helpers as there are processors beside that of the worker, and rows for them.
export const staff = (rows) => {
  const wanted = Math.min((navigator.hardwareConcurrency || 1) - 1, Math.floor(rows / ROWS_OF_A_HELPER), MOST_HELPERS);
  while (helpers.length < wanted) engage();
};
