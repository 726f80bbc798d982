// The keyboard: / searches anywhere; in the picture arrows go to neighbours, Enter shows what is
// next to the chosen thing, Esc goes back, + and - zoom, 0 fits.

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function startKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea");
    if (event.key === "/" && (!typing || typing.matches("select")) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      byId("find").focus();
      byId("find").select();
    } else if (event.key === "Escape") stepBack();
  });
  byId("graph").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = pictureKey(event.key);
    if (act) {
      event.preventDefault();
      act();
    }
  });
}

function pictureKey(key) {
  if (Object.hasOwn(DIRECTIONS, key)) return () => go(DIRECTIONS[key]);
  return {
    Enter: () => chosen.node !== null && expand(chosen.node),
    "+": () => zoom(1.3),
    "=": () => zoom(1.3),
    "-": () => zoom(1 / 1.3),
    0: fitPicture,
  }[key];
}

// The nearest neighbour in that direction; where there is none, the nearest thing.
function go([dx, dy]) {
  const now = drawn.scene;
  if (!now.nodes.length) return;
  if (chosen.node === null || !drawn.has(chosen.node)) {
    choose((now.mode === "focus" ? chosen.focus : kg.hubs).find(drawn.has) ?? now.nodes[0]);
    return;
  }
  const here = net.getPosition(chosen.node);
  const near = new Set(now.lines.filter((l) => l.from === chosen.node || l.to === chosen.node).flatMap((l) => [l.from, l.to]));
  const nearest = (candidates, slope) => {
    let best = null;
    for (const index of candidates) {
      const spot = net.getPosition(index);
      const along = (spot.x - here.x) * dx + (spot.y - here.y) * dy;
      const across = Math.abs((spot.x - here.x) * dy) + Math.abs((spot.y - here.y) * dx);
      if (index === chosen.node || along <= 1 || across > along * slope) continue;
      const far = along + across * 2;
      if (!best || far < best.far || (far === best.far && index < best.index)) best = { index, far };
    }
    return best?.index ?? null;
  };
  const next = nearest(near, 1) ?? nearest(now.nodes, 1) ?? nearest(now.nodes, 4);
  if (next !== null) choose(next);
}

function choose(index) {
  change({ node: index, pair: null });
  const node = kg.nodes[index];
  announce(`${nameOf(index)}, ${typeName(node.type, 1)}, ${count(node.degree, "relation")}`);
  const spot = net.canvasToDOM(net.getPosition(index));
  const box = byId("graph");
  if (spot.x < 20 || spot.y < 20 || spot.x > box.clientWidth - 20 || spot.y > box.clientHeight - 20) {
    net.moveTo({ position: net.getPosition(index) });
  }
}

// One step at a time: menu, filters on a phone, chosen thing, path, neighbourhood, everything.
function stepBack() {
  if (byId("save").open) {
    byId("save").open = false;
    byId("save").querySelector("summary").focus();
  } else if (document.body.classList.contains("has-filters")) {
    openFilters(false);
    byId("filters-button").focus();
  } else if (chosen.node !== null || chosen.pair) change({ node: null, pair: null });
  else if (chosen.path) change({ path: null });
  else if (chosen.focus.length) {
    const last = chosen.focus[chosen.focus.length - 1];
    change({ focus: chosen.focus.slice(0, -1), node: chosen.focus.length > 1 ? last : null });
  } else if (chosen.all) change({ all: false });
}
