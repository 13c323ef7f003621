// What the page of tables is made of: what is kept on the device, numbers as they are read, elements.
// What the main page keeps, a line a field: the language and the look are shared with it.
const KEPT = "huisuan";
const OWN = "huisuan-batch";
const attempt = (act) => {
  try {
    return act();
  } catch (error) {
    return null;
  }
};
const storage = (act) => attempt(() => act(localStorage));
// As on the main page: what this tab keeps comes first, and what all tabs share is there for a new one.
const storages = [() => sessionStorage, () => localStorage];
const kept = (of) => attempt(() => of().getItem(KEPT));
const lines = (text) => (text || "").split("\n").filter(Boolean);
export const settings = () => new Map(lines(storages.map(kept).find(Boolean)).map((line) => line.split("\t")));
// Changes one setting; cases, of which many lines have the same name, stay as they are.
export const remember = (name, value) =>
  storages.forEach((of, at) => {
    const text = kept(of);
    // A tab that keeps nothing yet is left so: what it would keep would hide what all tabs share.
    if (!text && at === 0) return;
    const others = lines(text).filter((line) => !line.startsWith(`${name}\t`));
    attempt(() => of().setItem(KEPT, [`${name}\t${value}`, ...others].map((line) => line + "\n").join("")));
  });
export const own = () => {
  try {
    return JSON.parse(storage((s) => s.getItem(OWN))) || {};
  } catch (error) {
    return {};
  }
};
export const today = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

export const keepOwn = (kept) => storage((s) => s.setItem(OWN, JSON.stringify(kept)));

export const number = (value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
export const money = (text) => {
  const [whole, fen] = text.split(".");
  return `${number(whole)}.${fen}`;
};

// Elements by hand: a name, attributes, and what is inside.
export const el = (name, given, ...inside) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given || {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") element[key] = value;
    else if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...inside.filter((part) => part !== null && part !== undefined && part !== ""));
  return element;
};
export const fill = (element, ...inside) => {
  element.textContent = "";
  element.append(...inside.filter(Boolean));
};

export const option = (value, text, chosen) => el("option", { value, selected: value === chosen }, text);
