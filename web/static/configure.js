// Writes the line that puts a calculator into a page, and shows what it gives.
const of = (id) => document.getElementById(id);
const plain = "#0b5a6b";

const attributes = () => {
  const accent = of("accent").value;
  return [
    ["calculator", of("calculator").value],
    ["region", /^\d{6}$/.test(of("region").value) ? of("region").value : ""],
    ["lang", of("lang").value],
    ["theme", accent === plain ? "" : JSON.stringify({ accent })],
  ].filter(([, value]) => value);
};

const update = () => {
  const chosen = attributes();
  const asks = of("result").checked;
  const words = chosen.map(([name, value]) => `data-${name}='${value}'`);
  const address = new URL("embed.js", document.baseURI).href;
  of("code").value = [`<script src="${address}"`, ...words, ...(asks ? ["data-result"] : [])].join(" ") + "></" + "script>";
  const calculator = document.createElement("huisuan-calculator");
  for (const [name, value] of chosen) calculator.setAttribute(name, value);
  if (asks) calculator.setAttribute("result", "");
  of("preview").textContent = "";
  of("preview").append(calculator);
};

// The places with documents, to choose from; without them a code can still be typed.
const places = async () => {
  const read = async (name) => (await fetch(new URL(`data/${name}`, document.baseURI).href)).json();
  const { packs } = await read("index.json");
  for (const { region, zh } of await read(packs)) {
    const option = document.createElement("option");
    option.value = region;
    option.label = zh;
    of("places").append(option);
  }
};
places().catch(() => {});

const script = document.createElement("script");
script.src = "embed.js";
script.onload = update;
document.head.append(script);
of("choices").addEventListener("change", update);
of("code").addEventListener("focus", () => of("code").select());
