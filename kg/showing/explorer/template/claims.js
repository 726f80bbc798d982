// What stands behind a thing or relation: the quote in its sentence with its document, or the
// sources of a curated table.

// Line ends of the document become spaces; the quote stays as it is.
const oneLine = (text) => (text || "").replace(/\s+/g, " ");

function quoteView(claim) {
  const [before, after] = [oneLine(claim.before), oneLine(claim.after)];
  const quote = before || after ? el("mark", {}, claim.quote) : claim.quote;
  return el("blockquote", {}, before, quote, after);
}

function claimView(i) {
  const claim = kg.claim(i);
  if (claim.sources.length) return statementView(claim);
  const source = claim.title || claim.document;
  const [start, end] = claim.span;
  const facts = [
    claim.section ? ["Section", claim.section] : null,
    claim.attribution ? ["Said by", claim.attribution] : null,
    claim.modality ? ["Said as", claim.modality] : null,
    typeof claim.confidence === "number" ? ["Confidence", claim.confidence.toFixed(2)] : null,
    start !== null && end !== null ? ["Characters", `${start}\u2013${end}`] : null,
    claim.title && claim.document && claim.title !== claim.document ? ["File", claim.document] : null,
  ].filter(Boolean);
  return el(
    "figure",
    { class: "claim" },
    claim.quote ? quoteView(claim) : null,
    el(
      "figcaption",
      {},
      source ? el("cite", {}, webLink(claim.url, source)) : null,
      el("dl", {}, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    ),
  );
}

function statementView(claim) {
  const facts = [
    claim.attribution ? ["By", claim.attribution] : null,
    claim.worth ? ["Size", claim.worth] : null,
    claim.note ? ["Note", claim.note] : null,
  ].filter(Boolean);
  const source = ({ title, publisher, url, date }) => [
    el("cite", {}, webLink(url, title)),
    [publisher, date].filter(Boolean).length ? `, ${[publisher, date].filter(Boolean).join(", ")}` : null,
  ];
  return el(
    "div",
    { class: "claim statement-of-table" },
    el("p", {}, "A curated table, on ", count(claim.sources.length, "source"), ":"),
    el("ul", {}, claim.sources.map((one) => el("li", {}, source(one)))),
    facts.length ? el("dl", {}, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))) : null,
  );
}

// The first sentence open, the others behind "2 more sentences". `entry` is a thing or a relation.
function claimsView(entry) {
  const views = entry.claims.map(claimView);
  if (!views.length) return el("p", { class: "note" }, entry.state === "derived" ? "Worked out from other figures; no document says it." : "No sentence is kept for this.");
  const from = entry.state === "derived" ? el("p", { class: "note" }, "Worked out from what is said here:") : null;
  if (views.length === 1) return [from, views[0]];
  return [
    from,
    views[0],
    el("details", {}, el("summary", {}, `${number(views.length - 1)} more`), views.slice(1)),
  ];
}

// What is written in a table cell: the quote, else the sources.
function evidenceText(entry) {
  if (!entry.claims.length) return "";
  const claim = kg.claim(entry.claims[0]);
  return claim.quote || claim.sources.map(({ title }) => title).join("; ");
}

// [1998, 2000, 2001, 2002] -> "1998, 2000\u20132002"
function yearsText(years) {
  const runs = [];
  for (const year of years) {
    const run = runs[runs.length - 1];
    if (run && run[1] === year - 1) run[1] = year;
    else runs.push([year, year]);
  }
  return runs.map(([a, b]) => (a === b ? a : `${a}${b === a + 1 ? ", " : "\u2013"}${b}`)).join(", ");
}

function amountText(entry, dated = true) {
  const value = typeof entry.value === "number" ? number(entry.value) : entry.value;
  const parts = [value, entry.unit ? words(entry.unit) : null].filter((part) => part !== null);
  const text = parts.join(" ");
  return dated && entry.period ? (text ? `${text}, ${entry.period}` : entry.period) : text;
}
