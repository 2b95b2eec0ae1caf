/* What the site's own script does: one file for every page, each part under a heading of its own.
   Nothing needs it: without JavaScript a page is whole and says the same.
   The page's policy allows no inline styles, so looks are left to portal.css. */
(() => {
  "use strict";

  /* Every page */

  /** Calls `prepare` now, and again for each page that the theme puts in place of this one.
      It may see a page twice, and must not mind. */
  const onEachPage = (prepare) => {
    if (window.document$) window.document$.subscribe(prepare);
    else if (document.readyState !== "loading") prepare();
    else document.addEventListener("DOMContentLoaded", prepare);
  };

  /** An element with properties, and what stands in it. */
  const element = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };

  /* Tables: in a table with `data-sortable`, a header with `data-sort` (text or number) sorts by
     its column; `data-filter` with the words of a label puts a field above the table that finds
     rows. A cell that sorts otherwise than by its text has a `data-value`; an empty one comes last
     in both directions. */

  // One language, whatever the reader's own: the order is the same for everybody. Numbers inside
  // a text count as numbers, so that key stage 2 comes before key stage 10.
  const words = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  // Each press leads to the next. Neither direction is the better one: low is good here, bad there.
  const NEXT = { "": "ascending", ascending: "descending", descending: "" };

  /** The text of a cell as it is read: without the descriptions of its drawings, or its signs. */
  const textOf = (cell) => {
    const copy = cell.cloneNode(true);
    for (const unread of copy.querySelectorAll("svg, [aria-hidden=true]")) unread.remove();
    for (const newLine of copy.querySelectorAll("br")) newLine.replaceWith(" ");
    return copy.textContent.trim();
  };

  /** What a cell is sorted by: a text, a number, or null for one that comes last. */
  const sortedBy = (cell, kind) => {
    const text = cell.dataset.value ?? textOf(cell);
    if (kind !== "number") return text || null;
    // As written for people (−1,234.5%) or for machines (-1.2e-05).
    const number = text.replaceAll(",", "").replace("−", "-").match(/-?\d*\.?\d+(e[-+]?\d+)?/i);
    return number && Number(number[0]);
  };

  /** Rows in the order of one column; those that are equal stay in the order they are given in. */
  const inOrder = (rows, column, kind, direction) => {
    const sign = { ascending: 1, descending: -1 }[direction];
    if (!sign) return rows;
    const compare = kind === "number" ? (one, other) => one - other : words.compare;
    const known = rows.map((row) => [sortedBy(row.cells[column], kind), row]);
    const last = known.filter(([value]) => value === null);
    const first = known.filter(([value]) => value !== null);
    first.sort(([one], [other]) => sign * compare(one, other));
    return [...first, ...last].map(([, row]) => row);
  };

  /** Text as it is looked for: capitals and the kind of apostrophe or dash do not matter. */
  const plain = (text) =>
    text.toLowerCase().replace(/[‘’]/g, "'").replace(/[\u2010-\u2015\u2212]/g, "-");

  /** A line whose changes a screen reader says when the reader has finished what they do. */
  const saidLine = (className) => {
    const line = element("p", { className });
    line.setAttribute("role", "status");
    return line;
  };

  /** Puts a button into each header that sorts. Says in `line` what was done. */
  const makeSortable = (table, rows, line) => {
    const headers = [...table.tHead.rows[0].cells];
    for (const header of headers) {
      const kind = header.dataset.sort;
      if (kind !== "text" && kind !== "number") continue;
      const name = textOf(header);
      const button = element("button", { type: "button" }, name);
      button.addEventListener("click", () => {
        const direction = NEXT[header.getAttribute("aria-sort") ?? ""];
        for (const other of headers) other.removeAttribute("aria-sort");
        if (direction) header.setAttribute("aria-sort", direction);
        table.tBodies[0].append(...inOrder(rows, header.cellIndex, kind, direction));
        line.textContent = direction ? `Sorted by ${name}, ${direction}` : "In the original order";
      });
      header.replaceChildren(button);
    }
    table.classList.add("sortable");
  };

  /** A field that shows only the rows in which every word occurs. Says in `line` how many. */
  const filterFor = (table, rows, line) => {
    const field = element("input", { type: "search", autocomplete: "off", spellcheck: false });
    let texts;
    field.addEventListener("input", () => {
      texts ??= rows.map((row) => plain([...row.cells].map(textOf).join(" ")));
      const wanted = plain(field.value).split(/\s+/).filter(Boolean);
      rows.forEach((row, place) => {
        row.hidden = !wanted.every((word) => texts[place].includes(word));
      });
      const shown = rows.filter((row) => !row.hidden).length;
      if (!wanted.length) line.textContent = `All ${rows.length} shown`;
      else if (shown) line.textContent = `${shown} of ${rows.length} shown`;
      else line.textContent = "Nothing found. Try fewer words, or only the beginning of one.";
    });
    return element("label", {}, table.dataset.filter, field);
  };

  /** Gives a table its sort buttons and, if it asks for one, its filter. */
  const prepareTable = (table) => {
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    if (rows.length < 2) {
      delete table.dataset.sortable; // nothing to put in order
      return;
    }
    const [order, count] = [saidLine("said-only"), saidLine("count")];
    const tools = element("div", { className: "listing-tools" });
    // There may be several tables on a page: a screen reader says whose tools these are.
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", table.caption?.textContent.trim() || "Table");
    if (table.dataset.filter) tools.append(filterFor(table, rows, count), count);
    tools.append(order);
    (table.closest(".table") ?? table).before(tools);
    makeSortable(table, rows, order);
  };

  onEachPage(() => {
    document.querySelectorAll("table[data-sortable]:not(.sortable)").forEach(prepareTable);
  });

  /* Explore: a button under a trend chart loads the chart that can be explored, and only then.
     The fixed chart stays until the other has been drawn; a second press brings it back. */

  /** Puts the button into its box, and the line under the chart: once to be seen, once to be said,
      because a screen reader should not say all that a mouse passes over. */
  const prepareExplore = (box) => {
    const button = element("button", { type: "button" }, "Explore this chart");
    const seen = element("p", { className: "explore-line" });
    const said = saidLine("said-only");
    seen.setAttribute("aria-hidden", "true");
    button.setAttribute("aria-expanded", "false");
    const say = (words, aloud = true) => {
      seen.textContent = words;
      if (aloud) said.textContent = words;
    };
    let busy = false;
    button.addEventListener("click", async () => {
      if (busy) return;
      busy = true;
      const isOpen = button.getAttribute("aria-expanded") === "true";
      say(isOpen ? "The fixed chart is shown again" : "Loading the chart");
      try {
        const explore = await import("./explore/explore.js");
        await (isOpen ? explore.close(box) : explore.open(box, say));
        button.setAttribute("aria-expanded", String(!isOpen));
        if (isOpen) button.focus(); // perhaps another button was pressed, which is gone now
      } catch {
        say("The chart could not be loaded, so the fixed chart stays. Try again later.");
      }
      busy = false;
    });
    box.replaceChildren(button, seen, said);
    box.hidden = false;
  };

  onEachPage(() => document.querySelectorAll(".explore[hidden]").forEach(prepareExplore));
})();
