// The blocks of the page as they were made at build time (blocks.py): base 64, gzip, then one
// value of JSON, or a line of JSON for each thing or claim.

function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

// The bytes of a block; its text is taken out of the page.
async function unpack(name) {
  const bytes = fromBase64(byId(name).textContent.trim());
  byId(name).remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const asText = (bytes) => new TextDecoder().decode(bytes);

// Lines of JSON kept as bytes; a line is read when it is asked for, those asked for last are kept.
class Lines {
  constructor(bytes) {
    this.bytes = bytes;
    this.starts = [0];
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) this.starts.push(at + 1);
    this.starts = Uint32Array.from([...this.starts, bytes.length + 1]);
    this.decoder = new TextDecoder();
    this.read = new Map();
  }
  at(i) {
    const known = this.read.get(i);
    if (known) return known;
    const row = JSON.parse(this.decoder.decode(this.bytes.subarray(this.starts[i], this.starts[i + 1] - 1)));
    if (this.read.size > 1000) this.read.clear();
    this.read.set(i, row);
    return row;
  }
}

// Numbers from how much each is above the one before it.
function sums(deltas) {
  const out = new Int32Array(deltas.length);
  let at = 0;
  for (let i = 0; i < deltas.length; i += 1) out[i] = at += deltas[i];
  return out;
}

// A list of numbers for each thing or relation, all in one array.
class Lists {
  constructor([lengths, deltas]) {
    this.ends = sums(lengths);
    this.all = sums(deltas);
  }
  at(i) {
    return Array.from(this.all.subarray(i ? this.ends[i - 1] : 0, this.ends[i]));
  }
}

// A column of which most entries are nothing.
class Sparse {
  constructor(column) {
    this.known = new Map();
    column.forEach((value, i) => value !== null && this.known.set(i, value));
  }
  at(i) {
    return this.known.has(i) ? this.known.get(i) : null;
  }
}
