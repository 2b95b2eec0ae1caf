/* From a published CSV to what a chart draws and what is said of it. Knows nothing of the page.
   Everything is worked out as the build does it for the fixed chart (charts.py, numbers.py), so
   that the two charts and the sentences agree. */

// A label needs this many heights of its text, or it touches the next; a period's name on the axis
// is this many wide.
const LABEL_PITCH = 1.25;
const PERIOD_WIDTH = 5;

// Vega's own reader makes code of the column names, which the page's security policy forbids.
const cellsOf = (line) =>
  Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'));

/** The areas with figures of a measure, by code, and the periods there are, the oldest first. */
export const readCsv = (text, measure) => {
  const [head, ...lines] = text.split("\n");
  const columns = cellsOf(head);
  const areas = new Map();
  const ends = new Map();
  for (const line of lines) {
    if (!line.startsWith(`${measure},`)) continue;
    const cells = cellsOf(line);
    const row = Object.fromEntries(columns.map((name, place) => [name, cells[place]]));
    if (row.breakdown_topic !== "Total") continue;
    const area = areas.get(row.area_code) ?? {
      code: row.area_code,
      name: row.area_name,
      isCouncil: row.area_level === "local_authority",
      figures: new Map(),
    };
    area.figures.set(row.period, { value: row.value, status: row.status });
    areas.set(area.code, area);
    ends.set(row.period, row.period_end);
  }
  const inOrder = [...ends].sort(([, one], [, other]) => (one < other ? -1 : 1));
  const periods = inOrder.map(([period]) => period);
  tellApart([...areas.values()], periods);
  return { areas, periods };
};

/** Adds its years to the name of an area that shares it with another, before or after a reform. */
const tellApart = (areas, periods) => {
  const names = areas.map((area) => area.name);
  for (const area of areas) {
    if (names.indexOf(area.name) === names.lastIndexOf(area.name)) continue;
    const own = periods.filter((period) => area.figures.has(period));
    area.years = ` (${own.at(0)} to ${own.at(-1)})`;
  }
  for (const area of areas) area.name += area.years ?? "";
};

/** The values of an area for each period: numbers, or null where there is none. */
export const valuesOf = (area, periods) =>
  periods.map((period) => {
    const value = area.figures.get(period)?.value;
    return value ? Number(value) : null;
  });

/** A function that writes figures for readers: `74.2%`, `12 children (provisional)`. */
export const inWords = ({ unit, unitWords, decimals, symbols }) => {
  const digits = Number(decimals);
  const format = new Intl.NumberFormat("en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const meanings = JSON.parse(symbols || "{}");
  const written = (value) => {
    // From text, so that it is rounded as written and not as a computer's number.
    const number = format.format(value).replace(/^-(?=[0.]*$)/, "").replace("-", "−");
    if (unit === "percent") return `${number}%`;
    if (Number(number) !== 1 || /\bper\b/.test(unitWords)) return `${number} ${unitWords}`;
    return `${number} ${unitWords === "children" ? "child" : unitWords.replace(/s$/, "")}`;
  };
  return (figure) => {
    if (!figure) return "no figure is published";
    const meaning = figure.status && (meanings[figure.status] ?? `marked ${figure.status}`);
    if (figure.value === "") return `no figure, ${meaning || "not available"}`;
    return written(figure.value) + (meaning ? ` (${meaning})` : "");
  };
};

/** The points of a line, in pieces that end at every gap and every break. */
const pointsOf = (line, cuts) => {
  let piece = 0;
  return line.values.flatMap((value, at) => {
    if (value === null || cuts.includes(at)) piece += 1;
    const point = { at, value, piece: `${line.area.code}-${piece}`, ...line.style };
    return value === null ? [] : [point];
  });
};

/** Bounds of the value axis: from zero where that does not flatten the lines. */
const boundsOf = (lines) => {
  const values = lines.flatMap((line) => line.values).filter((value) => value !== null);
  if (!values.length) return [0, 1];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least) * 0.08 || Math.max(Math.abs(most), 1) * 0.1;
  return [least === 0 || (least > 0 && least < most / 2) ? 0 : least - room, most + room];
};

/** A name at the end of each line, moved apart where two would touch. */
const labelsOf = (lines, last, pitch, top) => {
  const labels = lines.map((line) => {
    const value = line.values.findLast((one) => one !== null);
    return { at: last, value, text: line.area.name, ...line.style };
  });
  labels.sort((one, other) => one.value - other.value);
  labels.forEach((label, place) => {
    if (place) label.value = Math.max(label.value, labels[place - 1].value + pitch);
  });
  // Back down from the top of the plot, moving only the names that are in the way.
  labels.reduceRight((ceiling, label) => {
    label.value = Math.min(label.value, ceiling);
    return label.value - pitch;
  }, top);
  return labels;
};

/** The rows and signals of the specification.

    `lines` are { area, style, values, labelled, dotted }; `periods` those of the axis, `breaks`
    the places in it with which a new series begins, and `cuts` those that no line reaches from the
    one before; `council` the area whose missing figures are
    marked; `text`, `height` and `width` the sizes of letters, plot and chart in pixels. */
export const drawing = (lines, { periods, breaks, cuts, council }, { text, height, width }) => {
  const [low, high] = boundsOf(lines);
  const last = periods.length - 1;
  const rows = { quiet: [], lines: [], own: [], dots: [], missing: [] };
  rows.breaks = breaks.map((at) => ({ at: at - 0.5 }));
  // The last is drawn on top: that is the council's own, which comes first to the keys.
  for (const line of [...lines].reverse()) {
    const points = pointsOf(line, cuts);
    const inPiece = (point) => points.filter((other) => other.piece === point.piece).length;
    const table = line.area === council ? "own" : line.labelled ? "lines" : "quiet";
    rows[table].push(...points);
    // A point no line reaches would not be seen without a dot.
    const dots = points.filter((point) => line.dotted || inPiece(point) === 1);
    rows.dots.push(...dots.map((point) => ({ ...point })));
  }
  periods.forEach((period, at) => {
    const figure = council?.figures.get(period);
    if (figure?.value === "") rows.missing.push({ at, value: low, text: `[${figure.status}]` });
  });
  const named = lines.filter((line) => line.labelled && line.values.some((one) => one !== null));
  rows.labels = labelsOf(named, last, (text * LABEL_PITCH * (high - low)) / height, high);
  // Names of periods: as many as there is room for, counted from the newest.
  const room = Math.max(2, Math.floor((width * 0.55) / (text * PERIOD_WIDTH)));
  const step = Math.ceil(periods.length / room);
  const shown = periods.map((_, at) => at).filter((at) => (last - at) % step === 0);
  const signals = { low, high, last: Math.max(1, last), names: periods, named: shown };
  return { rows, signals: { ...signals, room: width * 0.39 } };
};
