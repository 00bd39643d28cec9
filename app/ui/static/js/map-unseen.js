// A map that nobody sees yet: where it stands, and that it is not painted there.

/// So long a map that opens waits for its tiles before it shows what it has.
const HELD_MS = 2000;

/// A place as large as that of the map beside the list, and not seen: there the map cuts the tiles that it will show.
export function wings() {
  const shell = document.createElement("div");
  shell.className = "map-shell map-wings";
  shell.append(document.createElement("div"));
  shell.firstChild.className = "map-shell-map";
  document.body.append(shell);
  return shell;
}

/// A map that opens is painted once, when its tiles are there. MapLibre would paint each of them as it comes, a dozen times the
/// whole window, and a machine without a graphics card would do little else. While nobody sees it, it is not painted at all.
/// `painted` is called once, after the first time. (`painter` is MapLibre's own; where a later version has none, the map is
/// painted as before.)
export function holdPaint(map, unseen, painted) {
  const { painter } = map;
  if (typeof painter?.render !== "function") return;
  let until = null;
  painter.render = (...args) => {
    if (unseen()) return;
    // Where a tile does not come, nothing else asks for a frame then. (A map that was removed has no style, and draws none.)
    if (until === null) {
      until = performance.now() + HELD_MS;
      setTimeout(() => {
        if (Object.hasOwn(painter, "render")) map.triggerRepaint();
      }, HELD_MS);
    }
    if (!map.loaded() && performance.now() < until) return;
    delete painter.render;
    painter.render(...args);
    painted();
  };
}
