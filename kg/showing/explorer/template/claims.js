// A claim: the sentence, where it stands, who says so, how sure it is.

function claimView(claim) {
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
    claim.quote ? el("blockquote", {}, claim.quote) : null,
    el(
      "figcaption",
      {},
      source ? el("cite", {}, webLink(claim.url, source)) : null,
      el("dl", {}, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    ),
  );
}

// The first sentence open, the others behind "2 more sentences". `entry` is a thing or a relation.
function claimsView(entry) {
  const views = entry.claims.map((i) => claimView(kg.claim(i)));
  if (!views.length) return el("p", { class: "note" }, entry.state === "derived" ? "Computed from other relations; no document says it." : "No sentence is kept for this.");
  if (views.length === 1) return views[0];
  return [
    views[0],
    el("details", {}, el("summary", {}, count(views.length - 1, "more sentence")), views.slice(1)),
  ];
}

function amountText(entry) {
  const value = typeof entry.value === "number" ? number(entry.value) : entry.value;
  const parts = [value, entry.unit ? words(entry.unit) : null].filter((part) => part !== null);
  const text = parts.join(" ");
  return entry.period ? (text ? `${text}, ${entry.period}` : entry.period) : text;
}
