// How each type of thing and each state of a relation looks: a shape and a colour, a line and a
// mark, so that nothing is told by colour alone. A type that is not listed takes what is left.

const TYPE_LOOKS = {
  country: ["dot", "blue"],
  person: ["triangle", "orange"],
  organisation: ["square", "green"],
  bloc: ["hexagon", "green"],
  place: ["triangleDown", "grey"],
  sector: ["hexagon", "yellow"],
  commodity: ["diamond", "red"],
  trade: ["dot", "red"],
  agreement: ["square", "purple"],
  plan: ["diamond", "sky"],
  visit: ["star", "blue"],
  event: ["star", "orange"],
  implication: ["triangleDown", "purple"],
  flow: ["diamond", "orange"],
  cause: ["triangle", "red"],
  denial: ["hexagon", "red"],
  derived: ["hexagon", "purple"],
  actor: ["dot", "grey"],
  occasion: ["star", "green"],
  project: ["square", "sky"],
};
const SPARE_LOOKS = [
  ["dot", "grey"],
  ["diamond", "green"],
  ["triangle", "sky"],
  ["hexagon", "purple"],
  ["square", "orange"],
  ["star", "red"],
  ["triangleDown", "blue"],
  ["square", "grey"],
];
// Lengths of line and gap in pixels, and a mark in the middle of the line; a firm mark is always
// drawn, the others only where the line has room for words.
const STATE_LOOKS = {
  stated: { dashes: false, mark: "", colour: "line", says: "Stated" },
  reported: { dashes: false, mark: "\u201d", colour: "line", says: "Reported" },
  uncertain: { dashes: [9, 6], mark: "?", colour: "line", says: "Uncertain" },
  planned: { dashes: [9, 6], mark: "", colour: "planned", says: "Planned" },
  denied: { dashes: [2, 5], mark: "\u2715", firm: true, colour: "denied", says: "Denied" },
  ended: { dashes: [12, 4, 2, 4], mark: "", colour: "faint", says: "Ended" },
  derived: { dashes: [4, 3], mark: "\u03a3", firm: true, colour: "derived", says: "Derived, not stated" },
};
const TYPE_NAMES = {
  country: ["country", "countries"],
  commodity: ["commodity", "commodities"],
  trade: ["trade figure", "trade figures"],
  flow: ["goods flow", "goods flows"],
  cause: ["cause and effect", "causes and effects"],
  derived: ["derived figure", "derived figures"],
  occasion: ["meeting or event", "meetings and events"],
  event: ["act", "acts"],
  implication: ["view or effect", "views and effects"],
  person: ["person", "people"],
};
function typeLook(type) {
  if (Object.hasOwn(TYPE_LOOKS, type)) return TYPE_LOOKS[type];
  const unknown = kg.types.filter((t) => !Object.hasOwn(TYPE_LOOKS, t)).sort(compareText);
  return SPARE_LOOKS[Math.max(0, unknown.indexOf(type)) % SPARE_LOOKS.length];
}
const stateLook = (state) => STATE_LOOKS[state];

// Colours of the present theme, each looked up once.
const colours = new Map();
function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return colours.get(name);
}

// Corners of each shape in a box of 16 by 16.
const CORNERS = {
  square: "2,2 14,2 14,14 2,14",
  triangle: "8,1 15,14 1,14",
  triangleDown: "1,2 15,2 8,15",
  diamond: "8,0 16,8 8,16 0,8",
  hexagon: "4,1 12,1 16,8 12,15 4,15 0,8",
  star: "8,0 10.2,5.4 16,5.9 11.6,9.7 13,15.5 8,12.4 3,15.5 4.4,9.7 0,5.9 5.8,5.4",
};

function typeMark(type) {
  const [shape, name] = typeLook(type);
  const attributes = { class: `fill-${name}` };
  const form =
    shape === "dot"
      ? svg("circle", { cx: 8, cy: 8, r: 7, ...attributes })
      : svg("polygon", { points: CORNERS[shape], ...attributes });
  return svg("svg", { class: "mark", viewBox: "-1 -1 18 18", "aria-hidden": "true" }, form);
}

function stateMark(state) {
  const look = stateLook(state);
  return svg(
    "svg",
    { class: "line-mark", viewBox: "0 0 40 14", "aria-hidden": "true" },
    svg("line", {
      x1: 1, y1: 7, x2: 39, y2: 7,
      class: `stroke-${look.colour}`,
      "stroke-dasharray": look.dashes ? look.dashes.join(" ") : null,
    }),
    look.mark ? svg("circle", { cx: 20, cy: 7, r: 7, class: "mark-ground" }) : null,
    look.mark ? svg("text", { x: 20, y: 11.5, class: `fill-${look.colour}` }, look.mark) : null,
  );
}

// A word in a frame, for every state but the plain one.
function stateChip(state, status) {
  if (state === "stated" && !status) return null;
  const look = stateLook(state);
  const text = status ? capital(wordName(status)) : look.says;
  return el("span", { class: `chip chip-${state}` }, look.mark ? look.mark + " " : "", text);
}
