// Dragging a large picture: what is painted is moved as it is, and painted anew where the hand
// rests or lets go. A small one is painted at every step.

const LARGE = 150; // things and lines; more of them take too long to be painted 60 times a second
const RESTS = 150; // milliseconds without a move

function startPanning() {
  const source = byId("graph").querySelector("canvas");
  const still = el("canvas", { class: "moved", "aria-hidden": "true", hidden: true });
  byId("graph").after(still);
  let from = null; // where the pointer was when the picture was painted last
  let timer = 0;

  const lift = (pointer) => {
    from = { ...pointer };
    still.width = source.width;
    still.height = source.height;
    still.getContext("2d").drawImage(source, 0, 0);
    still.style.transform = "";
    net.body.emitter.emit("_blockRedraw");
  };
  const paint = () => {
    clearTimeout(timer);
    net.body.emitter.emit("_allowRedraw");
    net.redraw();
  };
  const showStill = (on) => {
    still.hidden = !on;
    byId("graph").classList.toggle("moving", on);
  };
  net.on("dragStart", ({ nodes, pointer }) => {
    if (nodes.length || drawn.scene.nodes.length + drawn.scene.lines.length < LARGE) return;
    lift(pointer.DOM);
    showStill(true);
  });
  net.on("dragging", ({ pointer: { DOM } }) => {
    if (!from) return;
    still.style.transform = `translate(${DOM.x - from.x}px, ${DOM.y - from.y}px)`;
    clearTimeout(timer);
    timer = setTimeout(() => {
      paint();
      lift(DOM);
    }, RESTS);
  });
  net.on("dragEnd", () => {
    if (!from) return;
    from = null;
    paint();
    showStill(false);
  });
}
