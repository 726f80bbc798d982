// What the reader has chosen, and the same in the address after #, so that a link brings it back.
// `change({...})` sets some of it, writes the address and redraws; nothing else changes `chosen`.

const VIEWS = ["picture", "table", "timeline", "trade", "conflicts"];

const NOTHING_CHOSEN = () => ({
  view: "picture",
  types: new Set(),
  sectors: new Set(),
  states: new Set(),
  told: new Set(), // documents, tables
  from: null, // years
  to: null,
  alone: false, // without direct neighbours
  all: false, // everything rather than the overview
  focus: [], // indices; one that is there twice shows more of its neighbours
  node: null, // index of the chosen thing
  path: null, // two indices
  pair: null, // two indices: what joins them is in Details
  rows: "relations",
  goods: null, // index of the goods whose trade is plotted; null for all goods
  unit: null, // the unit of the plot
  theme: null,
  lang: null,
  lost: false, // the address named something that is not in this graph
});
let chosen = NOTHING_CHOSEN();
const listeners = [];
let written = null;

const hasFilters = () =>
  chosen.types.size + chosen.sectors.size + chosen.states.size + chosen.told.size > 0 ||
  chosen.from !== null ||
  chosen.to !== null;

// Until all is read, a change waits.
let readyForChange;
let waiting = new Promise((done) => (readyForChange = done)).then(() => (waiting = null));

function change(part) {
  if (waiting) {
    waiting.then(() => change(part));
    return;
  }
  chosen = { ...chosen, lost: false, ...part };
  write();
  for (const listener of listeners) listener(part);
}

function write() {
  const out = new URLSearchParams();
  const id = (index) => kg.nodes[index].id;
  if (chosen.view !== "picture") out.set("view", chosen.view);
  for (const value of chosen.types) out.append("type", value);
  for (const value of chosen.sectors) out.append("sector", value);
  for (const value of chosen.states) out.append("state", value);
  for (const value of chosen.told) out.append("told", value);
  for (const key of ["from", "to"]) if (chosen[key] !== null) out.set(key, chosen[key]);
  for (const key of ["alone", "all"]) if (chosen[key]) out.set(key, "1");
  for (const index of chosen.focus) out.append("focus", id(index));
  if (chosen.path) for (const index of chosen.path) out.append("path", id(index));
  if (chosen.pair) for (const index of chosen.pair) out.append("pair", id(index));
  if (chosen.node !== null) out.set("node", id(chosen.node));
  if (chosen.rows !== "relations") out.set("rows", chosen.rows);
  if (chosen.goods !== null) out.set("goods", id(chosen.goods));
  if (chosen.unit) out.set("unit", chosen.unit);
  if (chosen.lang) out.set("lang", chosen.lang);
  if (chosen.theme) out.set("theme", chosen.theme);
  written = out.toString();
  if (written !== location.hash.slice(1)) location.hash = written;
}

function readHash() {
  const text = location.hash.slice(1) || kg.start;
  const given = new URLSearchParams(text);
  const next = NOTHING_CHOSEN();
  const known = (key, list) => new Set(given.getAll(key).filter((value) => list.includes(value)));
  const year = (key) => (/^\d{4}$/.test(given.get(key) || "") ? Number(given.get(key)) : null);
  const indices = (key) =>
    given.getAll(key).map(indexOf).filter((index) => index !== undefined);
  next.lost = ["focus", "path", "pair", "node", "goods"].some((key) => given.getAll(key).some((id) => indexOf(id) === undefined));
  if (VIEWS.includes(given.get("view"))) next.view = given.get("view");
  next.types = known("type", kg.types);
  next.sectors = known("sector", kg.sectors);
  next.states = known("state", kg.states);
  next.told = known("told", kg.told);
  next.from = year("from");
  next.to = year("to");
  next.alone = given.get("alone") === "1";
  next.all = given.get("all") === "1";
  next.focus = indices("focus");
  for (const key of ["path", "pair"]) {
    const ends = indices(key);
    next[key] = ends.length === 2 && ends[0] !== ends[1] ? ends : null;
  }
  next.node = indices("node")[0] ?? null;
  if (given.get("rows") === "things") next.rows = "things";
  next.goods = indices("goods")[0] ?? null;
  next.unit = given.get("unit");
  if (kg.languages.includes(given.get("lang"))) next.lang = given.get("lang");
  if (["light", "dark"].includes(given.get("theme"))) next.theme = given.get("theme");
  return next;
}

// Back, Forward, or a link pasted into the same page.
function followAddress() {
  const text = location.hash.slice(1);
  if (text === written || (text && !text.includes("="))) return;
  written = text;
  chosen = readHash();
  for (const listener of listeners) listener(chosen);
}
