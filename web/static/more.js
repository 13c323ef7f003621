// What few visits need, loaded when it is asked for: the engine that checks packs, and pictures to pass on.
const file = async (name, as) => {
  const response = await fetch(new URL(name, document.baseURI).href);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response[as]();
};

// What was made once is there for whoever asks again; what failed is tried again.
const once = (make) => {
  let made;
  return () =>
    (made =
      made ||
      make().catch((error) => {
        made = undefined;
        throw error;
      }));
};
const engine = once(() =>
  import(new URL("engine/huisuan.js", document.baseURI).href).then((module) => module.default().then(() => module)),
);
const data = (name) => file(`data/${name}`, "json");
const index = once(() => data("index.json"));

// The facts that can be given and the loan prime rate, which every document is compiled against.
const given = once(async () => {
  const { facts, lpr } = await index();
  return Promise.all([data(facts), data(lpr)]);
});

// A rule that the owner of the site puts beside the published ones: a pack in TOML, which index.html names in
// <meta name="huisuan-own" content="own.toml">. It is checked by the code that checks every pack; what it says is shown as the
// site's own, and where it says something wrong, everything else goes on.
const ruled = {};
export const own = (language) => (ruled[language] = ruled[language] || rule(language));
const rule = async (language) => {
  try {
    const { content } = document.querySelector("meta[name=huisuan-own]");
    const [{ ownDocument }, pack, known] = await Promise.all([engine(), file(content, "text"), given()]);
    return { document: ownDocument(...known, pack, language) };
  } catch (error) {
    return { refused: (error.messages || [error.message || String(error)]).join("; ") };
  }
};

// A rule that the visitor enters, as names and answers in turn: what the page computes with, or the first thing that hinders it.
const answers = (told) => {
  const rule = {};
  for (let at = 0; at < told.length; at += 2) rule[told[at]] = told[at + 1];
  return rule;
};
export const entered = async (language, ...told) => {
  const [{ enteredDocument }, known] = await Promise.all([engine(), given()]);
  try {
    return { document: enteredDocument(...known, answers(told), language) };
  } catch (error) {
    const { field, why } = (error.fields || [])[0] || {};
    return { field, why: why || "wrong", words: (error.messages || []).join(" ") };
  }
};

// The same rule as the beginning of a pack, as a file.
export const pack = async (today, ...told) => {
  const text = (await engine()).enteredPack(answers(told), today);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
  link.download = "huisuan-rule.toml";
  link.click();
};

// What the engine says of a request, with the documents that it is about.
export const assessed = async (text) => {
  const request = JSON.parse(text);
  const listed = index().then(({ packs }) => data(packs));
  const [{ Engine }, known, packs] = await Promise.all([engine(), given(), listed]);
  const wanted = packs.filter(({ id }) => request.measures.some((measure) => measure.startsWith(`${id}/`)));
  const has = (measure) => wanted.some(({ id }) => measure.startsWith(`${id}/`));
  const plan = new Engine(...known, await Promise.all(wanted.map((pack) => data(pack.file))));
  const answer = plan.assess({ ...request, measures: request.measures.filter(has) });
  plan.free();
  return answer;
};

// The lines of a text as they fit into a width.
const wrapped = (canvas, text, width) =>
  text.split("\n").reduce((lines, paragraph) => {
    let line = "";
    for (const sign of paragraph) {
      if (canvas.measureText(line + sign).width > width) {
        lines.push(line);
        line = "";
      }
      line += sign;
    }
    return [...lines, line];
  }, []);

// A picture of a result: its text, and the link as a QR code below it. A link that is too long for one is left out.
export const picture = async (text, link) => {
  const code = (await engine()).qr(link);
  const rows = code ? code.split("\n") : [];
  const [width, margin, step, dot] = [750, 40, 42, 5];
  const square = rows.length * dot;
  const canvas = document.createElement("canvas");
  const font = (size) => `${size}px system-ui, sans-serif`;
  let context = canvas.getContext("2d");
  context.font = font(26);
  const lines = wrapped(context, text, width - 2 * margin);
  canvas.width = Math.max(width, square + 2 * margin);
  canvas.height = 2 * margin + lines.length * step + (square && square + 2 * margin);
  // A canvas forgets everything when its size changes.
  context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  context.font = font(26);
  lines.forEach((line, at) => context.fillText(line, margin, margin + (at + 0.7) * step));
  const [left, top] = [(canvas.width - square) / 2, 2 * margin + lines.length * step];
  rows.forEach((row, y) => {
    [...row].forEach((sign, x) => sign === "1" && context.fillRect(left + x * dot, top + y * dot, dot, dot));
  });
  return { image: canvas.toDataURL("image/png"), coded: square > 0 };
};
