/* The controls beside the chart that can be explored: which areas it shows. Native elements only,
   so that every keyboard and screen reader knows them. Knows nothing of the drawing. */

/** An element with properties, attributes (`role`, or a name with a hyphen), and what is in it. */
export const element = (name, properties = {}, ...inside) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "role" || key.includes("-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...inside);
  return made;
};

const button = (words, press, properties = {}) => {
  const made = element("button", { type: "button", ...properties }, words);
  made.addEventListener("click", press);
  return made;
};

const checkbox = (words, checked, toggle) => {
  const input = element("input", { type: "checkbox", checked });
  input.addEventListener("change", () => toggle(input.checked));
  return element("label", {}, input, ` ${words}`);
};

/** The controls.

    `choice` is what they change: `shown`, a set of some of the `comparators`; `neighboursShown`,
    for all of the `neighbours` at once; `added`, a list with an area or null in each place.
    `newest` says an area's newest figure; `changed` draws anew and says what was done; `say` says
    why nothing was. */
export const controlsFor = (choice, councils, id, { newest, changed, say }) => {
  const compare = element("fieldset", {}, element("legend", {}, "Areas to compare"));
  for (const area of choice.comparators) {
    compare.append(checkbox(area.name, choice.shown.has(area), (on) => {
      choice.shown[on ? "add" : "delete"](area);
      changed(on ? `${area.name} shown: ${newest(area)}` : `${area.name} hidden`);
    }));
  }
  if (choice.neighbours.length) {
    compare.append(checkbox("Statistical neighbours", choice.neighboursShown, (on) => {
      choice.neighboursShown = on;
      const count = choice.neighbours.length;
      changed(on ? `${count} statistical neighbours shown` : "Statistical neighbours hidden");
    }));
  }
  const parts = [compare];
  if (councils.length) parts.push(...adding(choice, councils, id, { newest, changed, say }));
  return element("div", { className: "explore-controls" }, ...parts);
};

/** A list to choose a council from, and the list of those that were added. */
const adding = (choice, councils, id, { newest, changed, say }) => {
  const inOrder = [...councils].sort((one, other) => one.name.localeCompare(other.name, "en-GB"));
  const options = inOrder.map((area, place) => element("option", { value: place }, area.name));
  const select = element("select", { id }, ...options);
  const list = element("ul", { "aria-label": "Councils added" });
  const listAdded = () => {
    const items = choice.added.filter(Boolean).map((area) => {
      const remove = () => {
        choice.added[choice.added.indexOf(area)] = null;
        listAdded();
        select.focus(); // the button that was pressed is gone
        changed(`${area.name} removed`);
      };
      const named = { "aria-label": `Remove ${area.name}` };
      return element("li", {}, `${area.name} `, button("Remove", remove, named));
    });
    list.replaceChildren(...items);
    list.hidden = !items.length;
  };
  const add = button("Add", () => {
    const area = inOrder[select.value];
    const free = choice.added.indexOf(null);
    if (choice.added.includes(area)) return say(`${area.name} is in the chart already`);
    if (free < 0) return say(`No more than ${choice.added.length} fit: remove a council first`);
    choice.added[free] = area;
    listAdded();
    return changed(`${area.name} added: ${newest(area)}`);
  });
  listAdded();
  const label = element("label", { htmlFor: id }, "Add any council");
  return [element("div", { className: "explore-add" }, label, select, add), list];
};
