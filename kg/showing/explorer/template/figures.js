// Trade figures: who sold what to whom in which year, read from the relations of each figure.

const WHOLE_YEAR = /^\d{4}$|^\d{4}-(\d\d){1,2} \(fiscal\)$/;

function endsOf(node, name) {
  return node.edges
    .map((i) => kg.edges[i])
    .filter((edge) => edge.from === node.index && edge.predicate.split(/[/#]/).pop() === name)
    .map((edge) => edge.to);
}

// {index, year, value, unit, series, goods, whole, support}; of goods null is all of them
function figureOf(node) {
  const [exporter] = endsOf(node, "exporter");
  const [importer] = endsOf(node, "importer");
  const goods = endsOf(node, "commodity")[0] ?? null;
  const flow = exporter !== undefined && importer !== undefined;
  const fiscal = /fiscal/.test(node.period || "");
  const what = flow && ["exports", "imports"].includes(node.kind) ? "" : capital(wordName(node.kind || "figure"));
  const who = flow && node.kind !== "total" ? `${nameOf(exporter)} to ${nameOf(importer)}` : "";
  return {
    index: node.index,
    year: node.years[0],
    value: node.value,
    unit: node.unit || "",
    goods,
    series: [what, who].filter(Boolean).join(", ") + (fiscal ? ", fiscal years" : ""),
    whole: WHOLE_YEAR.test(node.period || ""),
    support: node.claims.reduce((sum, i) => sum + Math.max(1, kg.claim(i).sources.length), 0),
  };
}

function figuresNow() {
  return [...passing().match]
    .map((index) => kg.nodes[index])
    .filter((node) => node.type === "trade" && typeof node.value === "number" && node.years.length)
    .map(figureOf);
}

// 63840000000 -> "63.84 billion"
function shortNumber(value) {
  const [size, name] = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]].find(([n]) => Math.abs(value) >= n) || [1, ""];
  return `${(value / size).toLocaleString("en", { maximumFractionDigits: 2 })}${name ? ` ${name}` : ""}`;
}

// Round steps for an axis: 5 or fewer up to the largest value.
function ticks(most) {
  const rough = most / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}
