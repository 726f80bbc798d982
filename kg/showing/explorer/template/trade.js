// Trade by year for all goods or one, and by goods in a year: plots in plain SVG, and the same
// figures as a list. Figures for parts of a year are in the list, not on the lines.

const SERIES_LOOKS = [["dot", "blue"], ["square", "red"], ["triangle", "green"], ["diamond", "purple"], ["triangleDown", "orange"], ["star", "sky"], ["hexagon", "grey"], ["dot", "yellow"]];
const MOST_GOODS = 15;

function showTrade() {
  const view = byId("view-trade");
  const all = figuresNow();
  if (!all.length) {
    view.replaceChildren(el("p", { class: "nothing" }, "There are no trade figures among what passes the filters."));
    return;
  }
  const goods = all.some((f) => f.goods === chosen.goods) ? chosen.goods : all.some((f) => f.goods === null) ? null : all[0].goods;
  const ofGoods = all.filter((f) => f.goods === goods);
  const counts = new Map();
  for (const f of ofGoods) counts.set(f.unit, (counts.get(f.unit) || 0) + 1);
  const units = byCount(counts);
  const unit = units.includes(chosen.unit) ? chosen.unit : units[0];
  const figures = ofGoods.filter((f) => f.unit === unit).sort((a, b) => b.year - a.year || compareText(a.series, b.series) || b.support - a.support || a.index - b.index);
  const lines = seriesOf(figures.filter((f) => f.whole));
  view.replaceChildren(
    el("div", { class: "choices" },
      choice("goods", "Goods", goodsOptions(all), goods === null ? "" : String(goods), (value) => change({ goods: value === "" ? null : Number(value), unit: null })),
      choice("unit", "Unit", units.map((u) => [u, unitName(u)]), unit, (value) => change({ unit: value }))),
    el("h2", {}, `${goods === null ? "All goods" : capital(nameOf(goods))} by year, ${unitName(unit)}`),
    lines.length ? yearPlot(lines, unit) : el("p", { class: "note" }, "No figure here is for a whole year."),
    el("p", { class: "note" }, `${count(figures.length, "figure")}, ${number(figures.filter((f) => !f.whole).length)} of them for a part of a year and only in the list. Where several figures are given for a year, the line goes through the one with most sources behind it and the others are hollow.`),
    ...goodsPlot(all, unit),
    el("h2", {}, "The figures"),
    figureList(figures),
  );
}

const unitName = (unit) => (unit ? words(unit) : "without a unit");

function choice(id, text, options, value, act) {
  const select = el("select", { id: `trade-${id}`, onchange: () => { act(select.value); byId(`trade-${id}`)?.focus(); } }, options.map(([key, name]) => el("option", { value: key, selected: key === value }, name)));
  return el("label", { for: select.id }, el("span", {}, text), select);
}

function goodsOptions(all) {
  const counts = new Map();
  for (const f of all) counts.set(f.goods, (counts.get(f.goods) || 0) + 1);
  const named = [...counts].map(([goods, n]) => [goods === null ? "" : String(goods), `${goods === null ? "All goods" : capital(nameOf(goods))} (${number(n)})`]);
  return named.sort((a, b) => (a[0] !== "") - (b[0] !== "") || compareText(a[1], b[1]));
}

// [{name, points: [{year, figure, others}]}], the best filled first
function seriesOf(figures) {
  const found = new Map();
  for (const figure of figures) {
    if (!found.has(figure.series)) found.set(figure.series, new Map());
    const years = found.get(figure.series);
    if (!years.has(figure.year)) years.set(figure.year, []);
    years.get(figure.year).push(figure);
  }
  const series = [...found].map(([name, years]) => ({
    name,
    points: [...years].sort((a, b) => a[0] - b[0]).map(([year, [figure, ...others]]) => ({ year, figure, others })),
  }));
  return series.sort((a, b) => b.points.length - a.points.length || compareText(a.name, b.name)).slice(0, SERIES_LOOKS.length);
}

function plotMark(look, x, y, size, hollow, title, act) {
  const [shape, name] = look;
  const attributes = { class: hollow ? `hollow stroke-${name}` : `fill-${name} mark-edge`, onclick: act };
  const form = shape === "dot" ? svg("circle", { cx: 8, cy: 8, r: 7, ...attributes }, svg("title", {}, title)) : svg("polygon", { points: CORNERS[shape], ...attributes }, svg("title", {}, title));
  return svg("g", { transform: `translate(${x - size / 2} ${y - size / 2}) scale(${size / 16})` }, form);
}

function yearPlot(lines, unit) {
  const figures = lines.flatMap((line) => line.points.flatMap((p) => [p.figure, ...p.others]));
  const [first, last] = [Math.min(...figures.map((f) => f.year)), Math.max(...figures.map((f) => f.year))];
  const most = Math.max(...figures.map((f) => f.value), 0);
  const width = Math.max(300, byId("view-trade").clientWidth - 28);
  const [left, top, height] = [64, 10, 240];
  const across = (year) => left + (last === first ? 0.5 : (year - first) / (last - first)) * (width - left - 24);
  const down = (value) => top + height - (most ? Math.max(0, value) / most : 0) * height;
  const scale = shortNumber(most).split(" ")[1] || "";
  const size = { trillion: 1e12, billion: 1e9, million: 1e6 }[scale] || 1;
  const grid = ticks(most).map((value) => [
    svg("line", { x1: left, x2: width - 8, y1: down(value), y2: down(value), class: "grid" }),
    svg("text", { x: left - 8, y: down(value) + 4, class: "tick end" }, number(value / size)),
  ]);
  const every = [1, 2, 5, 10, 20].find((n) => (n * (width - left)) / Math.max(1, last - first) >= 46) || 50;
  const years = [];
  for (let year = first; year <= last; year += 1) if (year % every === 0 || first === last) years.push(svg("text", { x: across(year), y: top + height + 18, class: "tick" }, year));
  const shapes = lines.map((line, i) => {
    const look = SERIES_LOOKS[i];
    const says = (f) => `${line.name}, ${kg.nodes[f.index].period}: ${shortNumber(f.value)} ${unitName(unit)}`;
    const mark = (f, hollow) => plotMark(look, across(f.year), down(f.value), hollow ? 9 : 11, hollow, says(f), () => change({ node: f.index, pair: null }));
    return [
      svg("polyline", { points: line.points.map((p) => `${across(p.year)},${down(p.figure.value)}`).join(" "), class: `trend stroke-${look[1]}`, "stroke-dasharray": i > 3 ? "6 4" : null }),
      line.points.map((p) => [p.others.map((f) => mark(f, true)), mark(p.figure, false)]),
    ];
  });
  const says = `${lines.map((l) => l.name).join("; ")}: from ${first} to ${last}, at most ${shortNumber(most)} ${unitName(unit)}. The list below has every figure.`;
  return el("figure", { class: "plot" },
    el("ul", { class: "key" }, lines.map((line, i) => el("li", {}, seriesMark(SERIES_LOOKS[i]), line.name))),
    el("p", { class: "note" }, [capital(scale ? `${scale}s of` : "in"), " ", unitName(unit)]),
    svg("svg", { viewBox: `0 0 ${width} ${top + height + 26}`, role: "img", "aria-label": says }, grid, years, shapes));
}

function seriesMark([shape, name]) {
  const form = shape === "dot" ? svg("circle", { cx: 8, cy: 8, r: 7, class: `fill-${name}` }) : svg("polygon", { points: CORNERS[shape], class: `fill-${name}` });
  return svg("svg", { class: "mark", viewBox: "-1 -1 18 18", "aria-hidden": "true" }, form);
}

// The goods of the flow and period of which most goods have a figure.
function goodsPlot(all, unit) {
  const groups = new Map();
  for (const f of all) {
    if (f.goods === null || f.unit !== unit || !f.whole) continue;
    const key = JSON.stringify([f.series, kg.nodes[f.index].period]);
    if (!groups.has(key)) groups.set(key, new Map());
    const known = groups.get(key).get(f.goods);
    if (!known || known.support < f.support) groups.get(key).set(f.goods, f);
  }
  const told = [...groups].filter(([, goods]) => goods.size > 2).sort((a, b) => b[0].localeCompare(a[0], "en", { numeric: true })).sort((a, b) => JSON.parse(b[0])[1].localeCompare(JSON.parse(a[0])[1], "en", { numeric: true }));
  return told.slice(0, 2).map(([key, goods]) => {
    const [series, period] = JSON.parse(key);
    const list = [...goods.values()].sort((a, b) => b.value - a.value || a.index - b.index);
    const most = list[0].value || 1;
    return el("section", { class: "by-goods" },
      el("h2", {}, `${series.replace(/, fiscal years$/, "")}, ${period}: by goods`),
      el("ul", { class: "goods-bars" }, list.slice(0, MOST_GOODS).map((f) =>
        el("li", {}, thingButton(f.goods), svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { x: 0, y: 0, width: Math.max(0.4, (100 * f.value) / most), height: 10, class: "bar" })), button(`${shortNumber(f.value)} ${unitName(unit)}`, () => change({ node: f.index, pair: null }), { class: "quiet" })))),
      list.length > MOST_GOODS ? el("p", { class: "note" }, `${count(list.length - MOST_GOODS, "other")} in the table.`) : null);
  });
}

function figureList(figures) {
  const row = (f) => el("tr", {}, el("th", { scope: "row" }, kg.nodes[f.index].period || String(f.year)), el("td", { "data-heading": "Flow" }, f.series.replace(/, fiscal years$/, "")), el("td", { "data-heading": "Value" }, button(shortNumber(f.value), () => change({ node: f.index, pair: null }), { class: "quiet" })), el("td", { "data-heading": "Behind it" }, count(f.support, "source")));
  return el("table", { class: "figures" }, el("caption", { class: "hidden-text" }, "Trade figures"), el("thead", {}, el("tr", {}, ["Period", "Flow", "Value", "Behind it"].map((text) => el("th", { scope: "col" }, text)))), el("tbody", {}, figures.map(row)));
}
