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
export const options = (data) => ({
  theme: pairs(
    data.theme,
    /^(accent|on-accent|ground|surface|sunken|text|muted|line|edge|radius)$/,
    /^(#[0-9a-f]{3,8}|\d{1,2}px)$/i,
  ),
  prefill: pairs(data.prefill, /^[a-z][a-z0-9_.~-]{0,79}$/, /^[^\u0000-\u001f<>]{1,100}$/),
  result: data.result === "whole" ? "whole" : data.result === true,
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

const fields = (selector) => [...document.querySelectorAll(selector)];
const UNIT = "~unit";
const isChoice = ({ type }) => type === "radio" || type === "checkbox";
// Not answered yet is one of the choices, without a value.
const isAnswered = (selector, value) => fields(selector).some((field) => (isUnit(field) ? fits(field, value) : field.value && (field.checked || !isChoice(field))));
// A unit stands beside its field from the beginning. It is chosen before the field has a text, which it would convert.
const isUnit = ({ name }) => name.endsWith(UNIT);
const fits = (unit, value) => isSaid(unit.selectedOptions[0], value) || fields(`[name="${unit.name.slice(0, -UNIT.length)}"]`).some((field) => field.value);
const isSaid = (option, value) => option.value === value || option.label.trim() === value;

// Answers one question as a visitor would. Says whether it could: the question or the choice may be still to come.
const answer = (selector, value) => {
  const found = fields(selector);
  const [field] = found;
  if (!field) return false;
  if (isChoice(field)) {
    const chosen = found.find((option) => option.value === value);
    if (chosen) chosen.click();
    return Boolean(chosen);
  }
  if (field.options) {
    const wanted = [...field.options].find((option) => isSaid(option, value));
    if (!wanted) return false;
    field.value = wanted.value;
  } else {
    field.value = value;
  }
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
};

// One answer brings the next question, so that questions are waited for, but not for ever. What is answered, by whomever,
// is never answered again.
const prefill = (answers) => {
  let open = answers;
  const end = Date.now() + 30000;
  const step = () => {
    open = open.filter(([selector, value]) => !isAnswered(selector, value));
    const at = open.findIndex(([selector, value]) => answer(selector, value));
    // One that does not take its answer must not keep the others waiting.
    if (at >= 0) open.push(...open.splice(at, 1));
    if (open.length && Date.now() < end) setTimeout(step, at >= 0 ? 20 : 200);
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

// All that the engine says of a result, in place of what the page shows of it. Where the two do not say the same, as with a
// link that is computed by clauses of its time, or with a rule of the site's own, what the page shows stays.
const whole = async (shown) => {
  const { request } = document.getElementById("result").dataset;
  const { outcomes: all } = await window.huisuan("assessed", request);
  return shown.map((brief) => {
    const found = all.find(({ measure }) => measure === brief.measure);
    const same = found && (!brief.status || found.status === brief.status) && (!brief.amount || found.amount === brief.amount);
    return same ? found : brief;
  });
};

const report = (asked) => {
  const english = document.documentElement.lang === "en";
  const line = document.createElement("p");
  line.id = "reported";
  line.className = "notice";
  const [zh, en] =
    asked === "whole"
      ? [
          `本页把计算结果连同计算步骤（里面有您填写的数字）告诉嵌入它的网站 ${host}。`,
          `This calculator passes its results with all steps, which hold figures that you type, on to ${host}.`,
        ]
      : [
          `本页把计算结果告诉嵌入它的网站 ${host}，不包括您填写的内容。`,
          `This calculator passes its results, but not what you type, on to ${host}.`,
        ];
  line.textContent = english ? en : zh;
  document.body.prepend(line);
  let told = "";
  const look = async () => {
    const now = outcomes();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    const all = asked === "whole" && now.length ? await whole(now).catch(() => now) : now;
    // A later look has something newer to tell.
    if (text === told) tell("result", { outcomes: all });
  };
  look();
  onChange(document.getElementById("app"), look);
};

const accept = ({ theme, prefill: answers, result }) => {
  for (const [name, value] of theme) document.documentElement.style.setProperty(`--${name}`, value);
  const unitsFirst = [...answers].sort(([one], [other]) => other.endsWith(UNIT) - one.endsWith(UNIT));
  prefill(unitsFirst.map(([name, value]) => [`[name="${name}"]`, value]));
  if (result) report(result);
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
