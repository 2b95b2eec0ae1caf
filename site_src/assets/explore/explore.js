/* The trend chart that a reader may explore: other councils beside their own, and every figure read
   out. portal.js loads it when the button under a chart is pressed, and only then. What it needs to
   know of the indicator stands in the attributes that build_scripts/interactive.py lists; the
   figures come from the published CSV, so that chart and download cannot differ. */
import { View, interpreter, parse } from "./chart-library.js";
import { controlsFor, element } from "./controls.js";
import { drawing, inWords, readCsv, valuesOf } from "./figures.js";

// For each key that moves the point that is read: how many periods on, and how many lines.
const MOVES = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
};
const HELP =
  "Point at a line to read its figures. Or go to the chart with the Tab key: the left and right " +
  "arrow keys lead from period to period, up and down from line to line.";
const BREAKS = "Dotted upright lines: a new series begins, and lines are cut.";
const closers = new WeakMap();

const within = (number, last) => Math.min(last, Math.max(0, number));

const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return answer;
};

/** Draws the chart and its controls in a box that portal.js has prepared.

    `say` shows words in the line under the chart; unless its second argument is false, a screen
    reader says them too. Rejects, and leaves the box as it was, if something cannot be loaded. */
export const open = async (box, say) => {
  const [spec, csv] = await Promise.all([
    fetched(new URL("trend.vg.json", import.meta.url)).then((answer) => answer.json()),
    fetched(box.dataset.csv).then((answer) => answer.text()),
  ]);
  if (!box.isConnected) return; // the reader has gone on to another page
  const shown = about(box.dataset, csv, spec.usermeta);
  const [chart, canvas, help] = frame(box.dataset);
  const view = new View(parse(spec, null, { ast: true }), {
    expr: interpreter, // makes no code of expressions: the page's policy forbids that
    renderer: "svg",
    container: canvas,
    hover: false,
    tooltip: () => {}, // Vega's own would be a title that nobody can reach by keyboard
  });
  view.signal("suffix", box.dataset.unit === "percent" ? "%" : "");

  let lines = [];
  let width = 0;
  const draw = () => {
    lines = shown.lines();
    width = box.clientWidth;
    const sizes = { text: spec.usermeta.text, height: view.height(), width };
    const { rows, signals } = drawing(lines, shown, sizes);
    for (const [name, value] of Object.entries(signals)) view.signal(name, value);
    for (const [name, value] of Object.entries(rows)) view.data(name, value);
    return view.data("reading", []).width(width).resize().runAsync();
  };
  const mark = ({ area, values }, at, aloud) => {
    const value = values[at] ?? view.signal("low");
    view.data("reading", [{ at, value }]).runAsync();
    say(`${area.name}, ${shown.periods[at]}: ${shown.words(area, shown.periods[at])}`, aloud);
  };
  readable(chart, view, () => lines, mark);

  const changed = (words) => draw().then(() => say(words));
  const id = `explore-${box.dataset.measure}`;
  const controls = controlsFor(shown.choice, shown.councils, id, { ...shown, changed, say });
  const toggle = box.querySelector("[aria-expanded]");
  const back = element("button", { type: "button" }, "Back to the fixed chart");
  back.addEventListener("click", () => toggle.click());
  controls.append(...shown.notes.map((note) => element("p", { className: "note" }, note)), back);

  await draw();
  // Only now is there something to take the place of the fixed chart.
  toggle.after(help, chart);
  box.append(controls);
  box.parentElement.classList.add("exploring");
  const observer = new ResizeObserver(() => {
    // In a frame of its own: drawing changes the height of what is observed.
    if (!box.clientWidth || box.clientWidth === width) return;
    requestAnimationFrame(() => closers.has(box) && draw());
  });
  observer.observe(box);
  closers.set(box, () => {
    observer.disconnect();
    view.finalize();
    for (const part of [help, chart, controls]) part.remove();
    box.parentElement.classList.remove("exploring");
  });
  say("The chart can be explored now");
};

/** Brings the fixed chart back. */
export const close = (box) => {
  closers.get(box)?.();
  closers.delete(box);
};

/** What the chart is about: the areas in it, which of them are shown, and how each is drawn. */
const about = (asked, csv, { styles, added }) => {
  const listed = (text) => (text ?? "").split(",").filter(Boolean);
  const found = readCsv(csv, asked.measure);
  const periods = asked.periods ? listed(asked.periods) : found.periods;
  const write = inWords(asked);
  const present = (codes) => codes.map((code) => found.areas.get(code)).filter(Boolean);
  const council = found.areas.get(asked.council);
  const region = found.areas.get(asked.region);
  const comparators = present([asked.region, asked.country]);
  const choice = {
    comparators,
    shown: new Set(comparators),
    neighbours: present(listed(asked.neighbours)),
    neighboursShown: false,
    added: added.map(() => null), // an area keeps its place, and so its colour, while it stays
  };
  const words = (area, period) => write(area.figures.get(period));
  const line = (area, style, looks) => ({ area, style, values: valuesOf(area, periods), ...looks });
  /** The lines in the order in which keys lead through them: the council's own first. */
  const lines = () => {
    const plain = { labelled: true, dotted: false };
    const dotted = { labelled: true, dotted: true };
    const quiet = choice.neighboursShown ? choice.neighbours : [];
    return [
      ...(council ? [line(council, styles.council, dotted)] : []),
      ...comparators
        .filter((area) => choice.shown.has(area))
        .map((area) => line(area, area === region ? styles.region : styles.country, plain)),
      ...choice.added.flatMap((area, place) => (area ? [line(area, added[place], dotted)] : [])),
      ...quiet
        .filter((area) => !choice.added.includes(area))
        .map((area) => line(area, styles.neighbour, { labelled: false, dotted: false })),
    ];
  };
  const newest = (area) => {
    const period = periods.findLast((one) => area.figures.get(one)?.value);
    return period ? `${words(area, period)} in ${period}` : "no figure is published";
  };
  const breaks = listed(asked.breaks).map((one) => periods.indexOf(one)).filter((at) => at > 0);
  const apart = listed(asked.apart).map((one) => periods.indexOf(one));
  const cuts = [...breaks, ...apart, ...apart.map((at) => at + 1)];
  const notes = [
    ...(breaks.length ? [BREAKS] : []),
    ...(apart.length ? [`Set apart, because not comparable: ${listed(asked.apart).join(", ")}.`] : []),
  ];
  const councils = [...found.areas.values()].filter((area) => area.isCouncil && area !== council);
  return { periods, breaks, cuts, notes, council, choice, councils, words, newest, lines };
};

/** The frame of the chart, the place of the drawing in it, and the help that describes it. */
const frame = ({ measure, title }) => {
  const help = element("p", { className: "note", id: `explore-help-${measure}` }, HELP);
  const canvas = element("div", { "aria-hidden": "true" });
  // Screen readers leave the arrow keys to nothing but an application. There is nothing else in
  // this one, and all its figures stand in the page's tables and in the download too.
  const chart = element("div", {
    className: "explore-chart",
    tabIndex: 0,
    role: "application",
    "aria-label": `${title}: chart to explore`,
    "aria-describedby": help.id,
  }, canvas);
  return [chart, canvas, help];
};

/** Lets keys and pointer choose a point of the chart; `mark` is given its line and its period. */
const readable = (chart, view, lines, mark) => {
  let code = "";
  let at = -1;
  const choose = (line, place, aloud) => {
    [code, at] = [line.area.code, place];
    mark(line, place, aloud);
  };
  chart.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey || !lines().length) return;
    event.preventDefault();
    const before = Math.max(0, lines().findIndex((line) => line.area.code === code));
    const line = lines()[within(before + move[1], lines().length - 1)];
    // Nothing has been read yet: then an arrow reads the newest figure first.
    const newest = line.values.findLastIndex((value) => value !== null);
    const to = at < 0 && Number.isFinite(move[0]) ? newest : at + move[0];
    choose(line, within(to, line.values.length - 1), true);
  });
  chart.addEventListener("pointermove", (event) => {
    const svg = chart.querySelector("svg");
    const place = svg.getBoundingClientRect();
    const zoom = svg.viewBox.baseVal.width / place.width;
    const [left, top] = view.origin();
    const { left: more, top: above } = view.padding();
    const mouse = [
      (event.clientX - place.left) * zoom - left - more,
      (event.clientY - place.top) * zoom - top - above,
    ];
    const [x, y] = [view.scale("x"), view.scale("y")];
    const points = lines().flatMap((line) => line.values.flatMap((value, period) =>
      value === null
        ? []
        : [{ line, period, far: Math.hypot(x(period) - mouse[0], y(value) - mouse[1]) }]));
    if (!points.length) return;
    const nearest = points.reduce((one, other) => (other.far < one.far ? other : one));
    if (nearest.line.area.code === code && nearest.period === at) return;
    choose(nearest.line, nearest.period, false); // aloud, it would never fall silent
  });
};
