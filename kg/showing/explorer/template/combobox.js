// Search by name: an input that lists the things whose label or alias fits what is typed.

const MOST = 10;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function rank(folded, wanted) {
  if (folded === wanted) return 0;
  if (folded.startsWith(wanted)) return 1;
  const at = folded.indexOf(wanted);
  if (at < 0) return 9;
  return /[\p{L}\p{N}]/u.test(folded[at - 1]) ? 3 : 2;
}

// Every name of every thing, made when a name is first looked for; the label has no alias.
let namesFolded = null;
function allNames() {
  namesFolded ??= kg.nodes.flatMap(({ index, label, aliases, names }) => [
    { index, folded: fold(label), alias: null },
    ...[...aliases, ...Object.values(names)].map((alias) => ({ index, folded: fold(alias), alias })),
  ]);
  return namesFolded;
}

// "delh" -> [{index, alias}], the best first; alias is null where the label itself fits
function findThings(text) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const best = new Map();
  for (const { index, folded, alias } of allNames()) {
    const found = rank(folded, wanted) + (alias === null ? 0 : 0.5);
    if (found < 9 && !(best.get(index)?.rank <= found)) best.set(index, { index, rank: found, alias });
  }
  const hits = [...best.values()];
  hits.sort((a, b) => a.rank - b.rank || byDegree(a.index, b.index));
  return hits;
}

function combobox(input, pick) {
  const list = el("ul", { class: "hits", role: "listbox", id: `${input.id}-hits`, "aria-label": "Things found", hidden: true });
  fill(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }, []);
  input.after(list);
  let hits = [];
  let at = -1;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const take = (i) => {
    const hit = hits[i];
    close();
    if (hit) pick(hit.index);
  };
  const open = () => {
    const all = findThings(input.value);
    hits = all.slice(0, MOST);
    list.replaceChildren(
      ...hits.map((hit, i) => {
        const node = kg.nodes[hit.index];
        return el(
          "li",
          { role: "option", id: `${input.id}-hit-${i}`, "aria-selected": "false", onmousedown: (event) => (event.preventDefault(), take(i)) },
          typeMark(node.type),
          el("span", { class: "hit-name" }, nameOf(node.index), hit.alias && hit.alias !== nameOf(node.index) ? el("small", {}, ` also ${hit.alias}`) : null),
          el("small", {}, typeName(node.type, 1)),
        );
      }),
    );
    if (input.value.trim() && !hits.length) {
      list.replaceChildren(el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing has this name"));
    }
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    at = -1;
    if (input.value.trim()) announce(`${count(all.length, "thing")} found`);
  };
  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      if (!hits.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + hits.length + (at < 0 && step < 0 ? 1 : 0)) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list.hidden) open();
      take(Math.max(0, at));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden) input.value = "";
      close();
    }
  });
}
