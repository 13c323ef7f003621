// Puts the calculator into another page:
//   <script src="https://…/embed.js" data-calculator="loan"></script>, or, after one such script anywhere,
//   <huisuan-calculator calculator="loan"></huisuan-calculator>, as often as wanted.
// Attributes (with "data-" on the script): calculator (loan, guarantee, insurance, securitisation, all), region (a code of
// six digits), lang (zh or en), theme and prefill (objects as JSON), result (the page gets the results as events
// "huisuan:result"; with the value "whole" all that the engine says of each, steps included; the visitor is told).
(() => {
  const script = document.currentScript;
  const site = new URL("./", script.src);
  const NAME = "huisuan-calculator";
  const WORDS = ["calculator", "region", "lang"];
  const OBJECTS = ["theme", "prefill"];
  let number = 0;

  // Everything is checked again where it is used; this only keeps mistakes from being sent far.
  const word = (text) => (/^[a-z0-9-]{1,32}$/.test(text) ? text : "");
  const object = (text) => {
    try {
      return text && text.length <= 8192 ? JSON.parse(text) : {};
    } catch {
      return {};
    }
  };

  class Calculator extends HTMLElement {
    connectedCallback() {
      const [calculator, region, lang] = WORDS.map((name) => word(this.getAttribute(name)));
      const [theme, prefill] = OBJECTS.map((name) => object(this.getAttribute(name)));
      const result = this.getAttribute("result") === "whole" ? "whole" : this.hasAttribute("result");
      const query = new URLSearchParams({ host: location.origin });
      if (lang) query.set("lang", lang);
      const frame = document.createElement("iframe");
      // The calculator keeps what is typed under this name, so that several on one page do not mix.
      frame.name = ["huisuan", location.pathname, calculator, (number += 1)].join(" ");
      frame.title = "惠算 · 金融支持政策计算器";
      frame.src = `${site}?${query}#/${calculator}${region ? `?region=${region}` : ""}`;
      frame.referrerPolicy = "no-referrer";
      Object.assign(frame.style, { border: "0", display: "block", height: "640px", width: "100%" });
      this.listener = ({ source, origin, data }) => {
        if (source !== frame.contentWindow || origin !== site.origin || !data || data.huisuan !== 1) return;
        if (data.type === "ready") {
          const options = { huisuan: 1, type: "options", theme, prefill, result };
          source.postMessage(options, site.origin);
        } else if (data.type === "height" && data.height >= 100 && data.height <= 50000) {
          // Whoever has seen the right height once needs no bars.
          frame.scrolling = "no";
          frame.style.height = `${data.height}px`;
        } else if (data.type === "result" && result) {
          this.dispatchEvent(new CustomEvent("huisuan:result", { bubbles: true, detail: data.outcomes }));
        }
      };
      addEventListener("message", this.listener);
      this.append(frame);
    }

    disconnectedCallback() {
      removeEventListener("message", this.listener);
      this.textContent = "";
    }
  }

  if (!customElements.get(NAME)) customElements.define(NAME, Calculator);
  // A script with a calculator stands for one; a script without only brings the element.
  if (script.dataset.calculator) {
    const calculator = document.createElement(NAME);
    for (const name of [...WORDS, ...OBJECTS, "result"]) {
      const value = script.dataset[name];
      if (value !== undefined) calculator.setAttribute(name, value);
    }
    script.after(calculator);
  }
})();
