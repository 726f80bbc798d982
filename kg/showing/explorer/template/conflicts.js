// What cannot all be right, side by side: a view of all of it, and a part of Details.

const SORTS = { figure: "Figures", worth: "Sizes of an agreement", sum: "Totals and their parts", date: "Dates", statement: "Stated and denied" };
const sortName = (sort) => (Object.hasOwn(SORTS, sort) ? SORTS[sort] : capital(words(sort)));

// The sides that say the same stand together, the one with most behind it first.
function sidesOf(conflict) {
  const sides = new Map();
  for (const side of conflict.sides) {
    if (!sides.has(side.says)) sides.set(side.says, []);
    sides.get(side.says).push(side);
  }
  const behind = (list) => list.reduce((sum, { claim }) => sum + Math.max(1, kg.claim(claim).sources.length), 0);
  return [...sides].map(([says, list]) => ({ says, list, behind: behind(list) })).sort((a, b) => b.behind - a.behind || compareText(a.says, b.says));
}

function conflictView(conflict, level) {
  const gap = typeof conflict.gap === "number" ? `they differ by ${(100 * conflict.gap).toLocaleString("en", { maximumSignificantDigits: 2 })} %` : "they cannot both be right";
  return el("section", { class: "conflict" },
    el(level, {}, capital(conflict.about)),
    el("p", { class: "note" }, `${sortName(conflict.sort)}: ${gap}.`),
    el("div", { class: "sides" }, sidesOf(conflict).map(({ says, list }) =>
      el("div", { class: "side" },
        el("p", { class: "value" }, capital(says)),
        list.map((side) => [side.thing < 0 ? null : thingButton(side.thing), claimView(side.claim)])))));
}

function conflictsOf(index) {
  const found = kg.conflicts.filter((conflict) => conflict.sides.some((side) => side.thing === index));
  if (!found.length) return null;
  return el("div", { class: "warned" }, el("h3", {}, "Told otherwise elsewhere"), found.map((conflict) => conflictView(conflict, "h4")));
}

// Those of which a side passes the filters.
function conflictsNow() {
  const { match } = passing();
  return kg.conflicts.filter((conflict) => conflict.sides.some((side) => side.thing < 0 || match.has(side.thing)));
}

function showConflicts() {
  const found = conflictsNow();
  byId("view-conflicts").replaceChildren(
    ...(found.length
      ? found.map((conflict) => conflictView(conflict, "h2"))
      : [el("p", { class: "nothing" }, kg.conflicts.length ? "No conflict passes these filters." : "Nothing here contradicts anything else.")]),
  );
}
