// Small helpers to make elements. Text only ever becomes a text node: no markup is parsed.

const byId = (id) => document.getElementById(id);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

// el("p", {class: "quote"}, "text", otherElement, null)
function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function button(text, act, attributes) {
  return el("button", { type: "button", onclick: act, ...attributes }, text);
}

const numbers = new Intl.NumberFormat("en");
const number = (value) => numbers.format(value);
const count = (n, one, many) => `${number(n)} ${n === 1 ? one : many || one + "s"}`;
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const words = (text) => String(text).replaceAll("_", " ");

// A link only to the web: any other address is shown as text.
function webLink(address, text) {
  if (!/^https?:\/\//i.test(address || "")) return text;
  return el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);
}

const compareText = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
