// The calculator inside another page: tells how high it is, takes what the page hands over, and tells results where the page
// asked for them. Only the page around is listened to and spoken to, and only under the origin that the address names.
const host = new URLSearchParams(location.search).get("host") || "";

// Whatever comes from outside goes through here: known names, short texts, and not many of them.
const pairs = (object, name, value) =>
  typeof object === "object" && object !== null
    ? Object.entries(object)
        .slice(0, 64)
        .filter(([key, text]) => name.test(key) && typeof text === "string" && value.test(text))
    : [];
const options = (data) => ({
  region: /^\d{6}$/.test(data.region) ? data.region : "",
  theme: pairs(
    data.theme,
    /^(accent|accent-soft|on-accent|ground|surface|sunken|text|muted|line|edge|radius)$/,
    /^(#[0-9a-f]{3,8}|\d{1,2}px)$/i,
  ),
  prefill: pairs(data.prefill, /^[a-z][a-z0-9_.~-]{0,79}$/, /^[^\u0000-\u001f<>]{1,100}$/),
  result: data.result === true,
});

const tell = (type, detail) => parent.postMessage({ huisuan: 1, type, ...detail }, host);

// Calls back, a little later, after changes of a part of the page.
const onChange = (part, callback) => {
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(callback, 100);
  };
  new MutationObserver(later).observe(part, { attributes: true, characterData: true, childList: true, subtree: true });
};

const follow = () => {
  let told = 0;
  const measure = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== told) tell("height", { height: (told = height) });
  };
  measure();
  new ResizeObserver(measure).observe(document.body);
  // Frames out of sight are not painted, and sizes are only observed where something is painted.
  onChange(document.body, measure);
};

// Answers one question as a visitor would, and never in place of what the visitor has answered. Says whether it could.
const answer = (selector, value) => {
  const found = [...document.querySelectorAll(selector)];
  const [field] = found;
  if (!field) return false;
  if (field.type === "radio" || field.type === "checkbox") {
    // Not answered yet is one of the answers, without a value.
    const chosen = found.find((option) => option.value === value);
    if (chosen && !found.some((option) => option.checked && option.value)) chosen.click();
  } else if (field.value === "") {
    const wanted = [...(field.options || [])].find((option) => option.value === value || option.label.trim() === value);
    field.value = wanted ? wanted.value : value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return true;
};

// One answer brings the next question, so that fields are waited for, but not for ever.
const prefill = (answers) => {
  let open = answers;
  const end = Date.now() + 10000;
  const step = () => {
    const next = open.find(([selector, value]) => answer(selector, value));
    open = open.filter((pair) => pair !== next);
    if (open.length && Date.now() < end) setTimeout(step, next ? 0 : 100);
  };
  step();
};

const STATUS = { met: "eligible", open: "incomplete", unclear: "unclear", failed: "ineligible" };

const outcomes = () =>
  [...document.querySelectorAll("[data-measure]")].map((card) => {
    const amount = card.querySelector(".amount data");
    const kind = card.querySelector(".amount .kind");
    return {
      measure: card.dataset.measure,
      status: STATUS[[...card.classList].find((name) => name in STATUS)] || "",
      block: card.parentElement.classList.item(1),
      amount: amount && amount.value,
      kind: kind && kind.dataset.kind,
    };
  });

const report = () => {
  const english = document.documentElement.lang === "en";
  const line = document.createElement("p");
  line.id = "reported";
  line.className = "notice";
  line.textContent = english
    ? `This calculator passes its results, but not what you type, on to ${host}.`
    : `本页把计算结果告诉嵌入它的网站 ${host}，不包括您填写的内容。`;
  document.body.prepend(line);
  let told = "";
  const look = () => {
    const now = outcomes();
    const text = JSON.stringify(now);
    if (text !== told) tell("result", { outcomes: now });
    told = text;
  };
  look();
  onChange(document.getElementById("app"), look);
};

const accept = ({ region, theme, prefill: answers, result }) => {
  for (const [name, value] of theme) document.documentElement.style.setProperty(`--${name}`, value);
  if (region) prefill([["#place", region]]);
  prefill(answers.map(([name, value]) => [`[name="${name}"]`, value]));
  if (result) report();
};

if (/^https?:\/\/[^/?#\s]{1,253}$/.test(host) && parent !== window) {
  let accepted = false;
  addEventListener("message", ({ source, origin, data }) => {
    if (accepted || source !== parent || origin !== host || !data || data.huisuan !== 1 || data.type !== "options") return;
    accepted = true;
    accept(options(data));
  });
  follow();
  tell("ready");
}
