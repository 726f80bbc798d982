// Where things stand in the overview, a neighbourhood and a path: columns of names that can be
// read, made for the room there is. (When everything is drawn the places computed at build time
// are used.) A place is {x, y, side}: the side of the mark on which its name stands.

const PITCH = { left: 37, right: 37, below: 60 }; // from one name to the next, in pixels
const COLUMN = 156;
const BESIDE = 640; // room for two columns of names between the hubs

function room() {
  const box = byId("graph");
  const step = (n) => Math.max(240, Math.floor(n / 40) * 40);
  return { w: step(box.clientWidth), h: step(box.clientHeight) };
}

// now -> Map of index -> {x, y, side}
function arrange(now) {
  const computed = () => new Map(now.nodes.map((i) => [i, { x: kg.nodes[i].x, y: kg.nodes[i].y, side: "below" }]));
  if (now.mode === "all") return now.nodes.length > 90 ? computed() : apart(computed(), new Set());
  if (now.mode === "path") return arrangePath(now.nodes);
  const hubs = now.mode === "focus" ? [...new Set(chosen.focus)] : kg.hubs;
  if (!hubs.length) return apart(computed(), new Set());
  const others = now.nodes.filter((index) => !hubs.includes(index));
  return hubs.length > 2 ? arrangeMany(hubs, others, now) : arrangeBands(hubs, others, now);
}

function arrangePath(nodes) {
  const { w, h } = room();
  const steps = Math.max(1, nodes.length - 1);
  const tall = isNarrow();
  const stride = tall ? Math.min(150, Math.max(80, (h - 120) / steps)) : Math.min(300, Math.max(170, (w - 160) / steps));
  return new Map(
    nodes.map((index, i) => {
      const aside = nodes.length > 2 ? (i % 2 ? 60 : -60) : 0;
      return [index, { side: "below", x: tall ? aside : i * stride, y: tall ? i * stride : aside }];
    }),
  );
}

// One or two hubs: what touches only the first on its far side, what touches both between them.
function arrangeBands(hubs, others, now) {
  const touching = new Map(others.map((index) => [index, new Set()]));
  const predicate = new Map();
  for (const i of now.edges) {
    const edge = kg.edges[i];
    for (const [hub, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
      if (!hubs.includes(hub) || !touching.has(other)) continue;
      touching.get(other).add(hub);
      if (!predicate.has(other)) predicate.set(other, predicateName(edge));
    }
  }
  const order = (a, b) => {
    const [left, right] = [a, b].map((i) => kg.nodes[i]);
    return (
      compareText(left.type, right.type) ||
      compareText(predicate.get(a) || "", predicate.get(b) || "") ||
      compareText(nameOf(a), nameOf(b)) ||
      a - b
    );
  };
  others.sort(order);
  if (hubs.length === 1) {
    const half = Math.ceil(others.length / 2);
    return isNarrow()
      ? stack([hubs, others])
      : columns([["left", others.slice(0, half)], ["below", hubs], ["right", others.slice(half)]]);
  }
  const only = (hub) => others.filter((i) => touching.get(i).size === 1 && touching.get(i).has(hub));
  const beside = isNarrow() || room().w >= BESIDE;
  const middle = others.filter((i) => touching.get(i).size === 2 || (!beside && !touching.get(i).size));
  const loose = beside ? besideThem(others.filter((i) => !touching.get(i).size), middle, now) : [];
  const [a, b] = hubs;
  return isNarrow()
    ? stack([only(a), [a], middle, loose, [b], only(b)])
    : columns([["left", only(a)], ["below", [a]], ["right", middle], ["right", loose], ["below", [b]], ["right", only(b)]]);
}

// What touches no hub stands beside what it is tied to, in the order of that.
function besideThem(loose, middle, now) {
  const row = new Map(middle.map((index, i) => [index, i]));
  const rows = new Map(loose.map((index) => [index, []]));
  for (const edge of now.edges.map((i) => kg.edges[i])) {
    for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
      if (rows.has(one) && row.has(other)) rows.get(one).push(row.get(other));
    }
  }
  const mean = (list) => (list.length ? list.reduce((sum, n) => sum + n, 0) / list.length : middle.length);
  return loose.sort((a, b) => mean(rows.get(a)) - mean(rows.get(b)) || compareText(nameOf(a), nameOf(b)));
}

const rowsFor = (side) => Math.max(3, Math.floor((room().h - 60) / PITCH[side]));

// Bands from left to right, each in as many columns as the height asks for.
function columns(bands) {
  const { h, w } = room();
  const list = [];
  for (const [side, band] of bands) {
    const n = Math.ceil(band.length / rowsFor(side));
    const rows = Math.ceil(band.length / Math.max(1, n));
    const parts = Array.from({ length: n }, (_, i) => band.slice(i * rows, (i + 1) * rows));
    if (side === "left") parts.reverse();
    parts.forEach((part, i) => list.push({ side, part, shifted: i % 2 === 1 && part.length === rows }));
  }
  const named = list.slice(1).map((next, i) => (list[i].side === "right" ? 94 : 0) + (next.side === "left" ? 94 : 0));
  const narrow = (w - 270 - named.reduce((sum, gap) => sum + gap, 0)) / Math.max(1, named.length);
  const gaps = named.map((gap) => gap + Math.max(48, Math.min(78, narrow)));
  const spare = w - 270 - gaps.reduce((sum, gap) => sum + gap, 0);
  const more = Math.max(0, Math.min(110, spare / Math.max(1, gaps.length)));
  const places = new Map();
  let x = 0;
  list.forEach(({ side, part, shifted }, i) => {
    const pitch = Math.max(PITCH[side], Math.min(PITCH[side] * 1.35, (h - 90) / part.length));
    part.forEach((index, row) => {
      const y = (row - (part.length - 1) / 2) * pitch + (shifted ? pitch / 2 : 0);
      places.set(index, { x, y, side });
    });
    x += (gaps[i] || 0) + more;
  });
  return places;
}

// The same from top to bottom, two beside each other, for a narrow screen.
function stack(bands) {
  const wide = Math.max(COLUMN, room().w / 2.2);
  const places = new Map();
  let y = 0;
  for (const band of bands) {
    band.forEach((index, i) => {
      const inRow = Math.min(2, band.length - (i - (i % 2)));
      places.set(index, { x: ((i % 2) - (inRow - 1) / 2) * wide, y: y + Math.floor(i / 2) * PITCH.below, side: "below" });
    });
    y += Math.ceil(band.length / 2) * PITCH.below + (band.length ? 8 : 0);
  }
  return places;
}

// Three hubs or more, on a circle: what touches one of them fans out from it.
function arrangeMany(hubs, others, now) {
  const radius = 110 + 14 * Math.sqrt(others.length) + 22 * hubs.length;
  const places = new Map();
  hubs.forEach((hub, i) => {
    const angle = (2 * Math.PI * i) / hubs.length - Math.PI / 2;
    places.set(hub, { x: radius * 1.4 * Math.cos(angle), y: radius * Math.sin(angle), angle, side: "below" });
  });
  const ends = new Map(others.map((index) => [index, new Set()]));
  for (const edge of now.edges.map((i) => kg.edges[i])) {
    if (ends.has(edge.from) && places.has(edge.to)) ends.get(edge.from).add(edge.to);
    if (ends.has(edge.to) && places.has(edge.from)) ends.get(edge.to).add(edge.from);
  }
  const fans = new Map(hubs.map((hub) => [hub, 0]));
  for (const [index, touched] of ends) {
    const [first] = touched;
    let spot;
    if (touched.size === 1) {
      const { x, y, angle } = places.get(first);
      const n = fans.get(first);
      fans.set(first, n + 1);
      const turn = angle + ((n % 9) - 4) * 0.34;
      const far = 130 + Math.floor(n / 9) * 120;
      spot = { x: x + far * 1.3 * Math.cos(turn), y: y + far * Math.sin(turn) };
    } else {
      const mean = (axis) => [...touched].reduce((sum, i) => sum + places.get(i)[axis], 0) / (touched.size || 1);
      spot = { x: mean("x"), y: mean("y") };
    }
    places.set(index, { ...spot, side: "below" });
  }
  return apart(places, new Set(hubs));
}

// Push names that lie on one another apart, a fixed number of times.
function apart(places, fixed) {
  const list = [...places];
  for (let round = 0; round < 60; round += 1) {
    for (let i = 0; i < list.length; i += 1) {
      for (let j = i + 1; j < list.length; j += 1) {
        const [[a, p], [b, q]] = [list[i], list[j]];
        const across = COLUMN - Math.abs(p.x - q.x);
        const down = PITCH.below - Math.abs(p.y - q.y);
        if (across <= 0 || down <= 0) continue;
        const axis = across / COLUMN < down / PITCH.below ? "x" : "y";
        const before = p[axis] < q[axis] || (p[axis] === q[axis] && a < b);
        const push = ((axis === "x" ? across : down) / 2) * (before ? 1 : -1);
        if (!fixed.has(a)) p[axis] -= push;
        if (!fixed.has(b)) q[axis] += push;
      }
    }
  }
  return places;
}
