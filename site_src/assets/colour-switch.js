// Switches between light and dark colours, follows the wish of the reader's device on the first
// visit and keeps the choice. The theme's own script does the same, but has the browser work out
// the looks of the whole page four times over while it loads; this one does so only on a change.
(() => {
  "use strict";
  const form = document.querySelector("[data-colour-switch]");
  if (!form) return;
  const choices = [...form.querySelectorAll("input")];
  const kept = __md_get("__palette");
  const wished = choices.findIndex((c) => matchMedia(c.dataset.mdColorMedia).matches);

  const show = (index) => {
    const color = {};
    for (const part of ["media", "scheme", "primary", "accent"]) {
      const name = `data-md-color-${part}`;
      color[part] = choices[index].getAttribute(name);
      if (document.body.getAttribute(name) !== color[part] && part !== "media") {
        document.body.setAttribute(name, color[part]);
      }
    }
    // For what the browser draws itself, such as scroll bars.
    const own = color.scheme === "slate" ? "dark" : "";
    const root = document.documentElement;
    if (root.style.colorScheme !== own) root.style.colorScheme = own;
    choices.forEach((choice, place) => {
      // Of radio buttons only the chosen one has the focus: it has to be the one that is shown.
      choice.checked = place === index;
      choice.nextElementSibling.hidden = place !== index;
    });
    __md_set("__palette", { index, color });
  };

  choices.forEach((choice, index) => choice.addEventListener("change", () => show(index)));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const shown = choices.findIndex((choice) => !choice.nextElementSibling.hidden);
    const next = choices[(shown + 1) % choices.length];
    next.click();
    next.focus();
  });
  const first = kept ? kept.index : wished;
  show(Math.max(0, Math.min(first, choices.length - 1)));
})();
