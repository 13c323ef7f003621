// Reads a table, has it computed and gives it back, beside the page, so that the page stays alive. A classic script: the oldest
// browsers know no others here.
const PIECE = 1 << 20;
const LARGEST = { csv: 100 << 20, xlsx: 30 << 20 };
const MOST_ROWS = 1000000;
const OUTPUT_ROWS = 5000;

let addresses, batch, run = 0, paused = false, resume = () => {}, wake = () => {};

const tell = (type, given) => postMessage({ type, ...given });
// A message to itself comes behind those that wait, and sooner than a timer.
const itself = new MessageChannel();
const breathe = () =>
  new Promise((resolve) => {
    itself.port1.onmessage = resolve;
    itself.port2.postMessage(0);
  });

// What was asked for later ends what is under way.
const going = async (mine) => {
  await breathe();
  while (paused && run === mine) await new Promise((resolve) => (resume = resolve));
  if (run !== mine) throw { code: "cancelled" };
};

const load = async (name, as) => {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response[as]();
};

const engine = async () => {
  importScripts(addresses.table, addresses.compute);
  const data = (name) => new URL(`data/${name}`, addresses.base).href;
  const index = await load(data("index.json"), "json");
  const [facts, lpr, list] = await Promise.all([
    load(data(index.facts), "text"),
    load(data(index.lpr), "text"),
    load(data(index.packs), "json"),
    tableModule({ module_or_path: addresses.tableWasm }),
  ]);
  const packs = await Promise.all(list.map(({ file }) => load(data(file), "text")));
  batch = new tableModule.Batch(facts, lpr, `[${packs.join(",")}]`);
};

let workbooks;
const xlsx = () => {
  if (!workbooks) {
    importScripts(addresses.xlsx);
    workbooks = xlsxModule({ module_or_path: addresses.xlsxWasm }).then(() => xlsxModule);
  }
  return workbooks;
};

const piece = (file, from) => new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(from, from + PIECE)));

// Chinese spreadsheets write UTF-8 with a mark, UTF-16 with a mark, or GB18030 without one.
const encoding = (start) => {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: true });
    return "utf-8";
  } catch (error) {
    return "gb18030";
  }
};

const rows = async (mine, file, from) => {
  const done = batch.push(from);
  if (done > MOST_ROWS) throw { code: "rows", given: MOST_ROWS };
  tell("reading", { rows: done });
  await going(mine);
};

const text = async (mine, file) => {
  let decoder, encoder;
  for (let from = 0; from < file.size; from += PIECE) {
    const bytes = piece(file, from);
    if (from === 0) {
      const name = encoding(bytes);
      tell("encoding", { name });
      if (name !== "utf-8") [decoder, encoder] = [new TextDecoder(name), new TextEncoder()];
    }
    await rows(mine, file, decoder ? encoder.encode(decoder.decode(bytes, { stream: true })) : bytes);
  }
  if (decoder) batch.push(encoder.encode(decoder.decode()));
};

const open = async (mine, { file }) => {
  const start = piece(file, 0);
  const begins = (...bytes) => bytes.every((byte, at) => start[at] === byte);
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw { code: "xls" };
  const book = begins(0x50, 0x4b, 3, 4);
  const most = book ? LARGEST.xlsx : LARGEST.csv;
  if (file.size > most) throw { code: "large", given: most >> 20 };
  // Zeros stand in no table but in one of two bytes a character.
  if (!book && encoding(start) !== "utf-16le" && start.includes(0)) throw { code: "binary" };
  batch.clear();
  if (book) {
    const { toCsv } = await xlsx();
    let csv;
    try {
      csv = toCsv(new Uint8Array(new FileReaderSync().readAsArrayBuffer(file)));
    } catch (code) {
      throw { code: code === "empty" ? "empty" : "workbook" };
    }
    await going(mine);
    await rows(mine, file, new TextEncoder().encode(csv));
  } else {
    await text(mine, file);
  }
  const count = batch.finish();
  if (count === 0) throw { code: "empty" };
  tell("opened", { rows: count, columns: JSON.parse(batch.columns()) });
};

const save = async (mine, { as, rows: total }) => {
  const parts = [];
  const writer = as === "xlsx" ? new (await xlsx()).Writer() : undefined;
  const encoder = new TextEncoder();
  for (let from = 0; from < total; from += OUTPUT_ROWS) {
    const csv = batch.csv(from, OUTPUT_ROWS);
    if (writer) writer.push(encoder.encode(csv));
    else parts.push(csv);
    tell("saving", { done: Math.min(total, from + OUTPUT_ROWS), total });
    await going(mine);
  }
  if (writer) {
    try {
      parts.push(writer.finish());
    } catch (code) {
      throw { code: "sheet" };
    }
  }
  const type = writer ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv;charset=utf-8";
  tell("saved", { as, blob: new Blob(parts, { type }) });
};

// How it is computed stands in a script of its own.
const work = { open, compute: (mine, given) => compute(mine, given), save };
let loaded, last = Promise.resolve();

onmessage = ({ data, ports }) => {
  const { type } = data;
  if (type === "load") {
    addresses = data.addresses;
    loaded = engine();
    loaded.then(() => tell("ready"), (error) => tell("failed", { code: "load", given: String((error && error.message) || error) }));
  } else if (type === "pause") {
    paused = data.paused;
    resume();
  } else if (type === "cancel") {
    run += 1;
    paused = false;
    resume();
    wake();
  } else if (type === "helper") {
    loaded.then(() => engage(data.number, ports[0]));
  } else if (type === "lost") {
    loaded.then(() => dismiss(data.number));
  } else if (type === "help") {
    addresses = data.addresses;
    loaded = engine();
    loaded.then(() => help(ports[0]), () => ports[0].postMessage({ type: "failed" }));
  } else if (type === "choices") {
    loaded.then(() => tell("choices", { choices: JSON.parse(batch.choices(data.language)) }));
  } else {
    const mine = (run += 1);
    paused = false;
    resume();
    wake();
    last = last
      .then(() => loaded)
      .then(() => run === mine && work[type](mine, data))
      .catch((error) => {
        if (error && error.code) tell(error.code === "cancelled" ? "cancelled" : "failed", error);
        else tell("failed", { code: "stopped", given: String(error) });
      });
  }
};
