// The thin glue between the Rust map pane (app/ui/src/map) and MapLibre. It draws what it is told and reports
// what happens as (kind, JSON text); every decision is taken in Rust. It contacts no host but its own.
import { drawImages } from "/js/map-images.js";
import { holdPaint, wings } from "/js/map-unseen.js";
import { tile } from "/js/packs.js";

const LINES = ["route-line", "route-liaison"];
const SIGNED = ["pois", "public_transport"];
/// Sources of the packs that the hiker has installed.
const HIKERS = /^pack-(?!base$)/;
const HOLD_MS = 550;
const MOVED_PX = 10;

let maplibre;

/// Fetches MapLibre, for which a page without a map does not wait.
export async function fetchMapLibre() {
  if (maplibre) return;
  const fetched = await import("/vendor/maplibre-gl.mjs");
  if (maplibre) return;
  maplibre = fetched;
  maplibre.addProtocol("pack", tile);
  // Its worker reads and compiles half a megabyte: not while somebody waits for a map.
  maplibre.setWorkerUrl(new URL("/vendor/maplibre-gl-worker.mjs", location.href).href);
  maplibre.prewarm();
}

/// Fetches what a map needs: MapLibre, and the fonts, because labels are painted from CSS fonts.
export async function prepare(families) {
  // A missing font is no reason for a missing map: the next family of the list is used.
  const fonts = Promise.allSettled(JSON.parse(families).map((family) => document.fonts.load(`16px ${family}`, "Éure")));
  await fetchMapLibre();
  await fonts;
}

/// Starts MapLibre inside `parent`, after `prepare`; without one it waits unseen until it is attached, drawn and told of only
/// then. `data`: GeoJSON by source, which is there from the first frame on. `report(kind, json)` is called for everything
/// that happens.
export function createMap(parent, styleText, data, boundsText, paddingText, hintId, title, report) {
  const [bounds, padding] = [boundsText, paddingText].map((text) => JSON.parse(text));
  const aside = parent ? null : wings();
  try {
    return new SenteMap(parent, aside, styleText, data, bounds, padding, hintId, title, report);
  } catch (error) {
    aside?.remove();
    throw error;
  }
}

class SenteMap {
  #map;
  #report;
  #style;
  /// The style as it was handed over last.
  #styleText;
  #data = new Map();
  #routeIds = [];
  #lit = null;
  #quiet = false;
  /// Some route is dimmed or stands back.
  #shaded = false;
  #selected = null;
  #hovered = null;
  #step = null;
  /// The style is there: sources and layers can be changed.
  #ready;
  /// Changes that were handed over before.
  #pending = 0;
  #padding = { top: 0, right: 0, bottom: 0, left: 0 };
  #hoverFrame = 0;
  #touch = false;
  #held = false;
  #element = document.createElement("div");
  /// Where the map stands until somebody opens it.
  #wings;

  constructor(parent, aside, styleText, data, bounds, padding, hintId, title, report) {
    const style = JSON.parse(styleText);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#element.className = "map-canvas";
    this.#wings = aside;
    (parent ?? aside.firstChild).append(this.#element);
    this.#padding = padding;
    this.#style = style;
    this.#styleText = styleText;
    this.#data = new Map(Object.entries(data));
    this.#routeIds = idsOf(data.routes);
    // Data of its own would come a second time: every tile of every source would be made once empty and once full.
    const sources = Object.entries(style.sources).map(([id, source]) => [id, data[id] ? { ...source, data: data[id] } : source]);
    this.#report = (kind, payload) => report(kind, JSON.stringify(payload ?? null));
    const map = new maplibre.Map({
      container: this.#element,
      style: { ...style, sources: Object.fromEntries(sources) },
      bounds: box(bounds),
      fitBoundsOptions: { padding: this.#aired(16) },
      attributionControl: false,
      renderWorldCopies: false,
      // Styles are made by us, and tests hold them against the specification.
      validateStyle: false,
      minZoom: 5,
      maxZoom: 18,
      maxPitch: 0,
      pitchWithRotate: false,
      touchPitch: false,
      localIdeographFontFamily: false,
      fadeDuration: calm ? 0 : 180,
      locale: { "Map.Title": title },
    });
    this.#map = map;
    holdPaint(map, () => this.#wings !== null, () => this.#report("painted"));
    const canvas = map.getCanvas();
    // Screen readers hand the arrow keys only to an application.
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-describedby", hintId);
    this.#ready = new Promise((resolve) => map.once("style.load", resolve));
    map.on("load", () => this.#sayView("view"));
    map.on("styledata", () => drawImages(map, this.#style));
    map.on("movestart", () => this.#busy());
    map.on("dataloading", () => this.#busy());
    map.on("move", () => this.#sayView("moving"));
    map.on("moveend", () => this.#sayView("view"));
    map.on("idle", () => {
      if (this.#pending === 0 && !this.#wings) this.#report("idle", { detail: this.#detail() });
    });
    map.on("error", (event) => this.#report("trouble", { message: String(event.error?.message ?? event.error) }));
    map.on("click", (event) => {
      // The finger that held long enough does not pick as well when it leaves, however late.
      if (!this.#held) this.#pick(event.point, false);
    });
    map.on("contextmenu", (event) => {
      event.preventDefault();
      this.#hold(event.point);
    });
    map.on("mousemove", (event) => this.#hoverSoon(event.point));
    map.on("mouseout", () => this.#sayHover(null));
    this.#listenForLongPress(canvas);
    this.#listenForKeys(canvas);
  }

  /// The screen that showed the map was left and another shows it, or the first one does: the same map moves there.
  attach(parent) {
    parent.append(this.#element);
    this.#map.resize();
    if (!this.#wings) return;
    this.#wings.remove();
    this.#wings = null;
    this.#busy();
    this.#ready.then(() => this.#sayView("view"));
  }

  setTitle(title) {
    this.#map.getCanvas().setAttribute("aria-label", title);
  }

  // ——— data and looks ———

  /// GeoJSON text into a source; parsed here, once.
  setData(source, text) {
    this.#put(source, JSON.parse(text));
  }

  async #put(source, data) {
    // What was empty and stays so costs nothing.
    if (!data.features.length && !this.#data.get(source)?.features.length) return;
    this.#data.set(source, data);
    this.#busy();
    this.#pending += 1;
    await this.#ready;
    this.#pending -= 1;
    this.#map.getSource(source)?.setData(data);
  }

  /// Another look or other packs: colours, sizes and layers change, data and states stay.
  async setStyle(styleText) {
    if (styleText === this.#styleText) return;
    this.#styleText = styleText;
    const style = JSON.parse(styleText);
    this.#pending += 1;
    await this.#ready;
    this.#pending -= 1;
    this.#busy();
    const before = this.#style;
    this.#style = style;
    this.#fitLayers(before, style);
    for (const layer of style.layers) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) this.#map.setPaintProperty(layer.id, name, value);
      for (const [name, value] of Object.entries(layer.layout ?? {})) this.#map.setLayoutProperty(layer.id, name, value);
      if (layer.filter) this.#map.setFilter(layer.id, layer.filter);
    }
    drawImages(this.#map, style);
  }

  /// Takes away and adds sources and layers where the packs have changed.
  #fitLayers(before, style) {
    const map = this.#map;
    const wanted = new Set(style.layers.map((layer) => layer.id));
    for (const { id } of before.layers) if (!wanted.has(id) && map.getLayer(id)) map.removeLayer(id);
    for (const id of Object.keys(before.sources)) if (!style.sources[id] && map.getSource(id)) map.removeSource(id);
    for (const [id, source] of Object.entries(style.sources)) if (!map.getSource(id)) map.addSource(id, source);
    let above;
    for (const layer of [...style.layers].reverse()) {
      if (!map.getLayer(layer.id)) map.addLayer(layer, above);
      above = layer.id;
    }
  }

  /// What the packs show by signs in the part of the map that nothing covers: JSON list of { kind, name, ref, at }.
  places() {
    const { left, top, width, height } = this.#room();
    const found = new Map();
    for (const [source, { type }] of Object.entries(this.#style.sources)) {
      if (type !== "vector" || !this.#map.getSource(source)) continue;
      for (const sourceLayer of SIGNED) {
        for (const { geometry, properties } of this.#map.querySourceFeatures(source, { sourceLayer })) {
          if (geometry.type !== "Point") continue;
          const { x, y } = this.#map.project(geometry.coordinates);
          if (x < left || y < top || x > left + width || y > top + height) continue;
          const { kind, name, ref } = properties;
          // Neighbouring tiles both hold what lies at their edge.
          const near = geometry.coordinates.map((degrees) => degrees.toFixed(4));
          const text = (value) => (value === undefined ? null : String(value));
          const place = { kind: text(kind), name: text(name), ref: text(ref), at: geometry.coordinates };
          found.set([kind, name, ref, near].join(), place);
        }
      }
    }
    return JSON.stringify([...found.values()]);
  }

  /// `idsText`: JSON list of the routes that are lit, or null for all. `quiet`: one route is the hero.
  setLit(idsText, quiet) {
    const ids = idsText === undefined ? null : JSON.parse(idsText);
    this.#lit = ids && new Set(ids);
    this.#quiet = quiet;
    this.#paintStates();
  }

  select(id) {
    if (this.#selected) this.#state(this.#selected, { selected: false });
    this.#selected = id ?? null;
    if (this.#selected) this.#state(this.#selected, { selected: true });
    this.#showSelected();
  }

  hover(id) {
    if (this.#hovered === (id ?? null)) return;
    if (this.#hovered) this.#state(this.#hovered, { hover: false });
    this.#hovered = id ?? null;
    if (this.#hovered) this.#state(this.#hovered, { hover: true });
  }

  hoverStep(index) {
    const mark = (step, hover) => this.#map.setFeatureState({ source: "steps", id: step }, { hover });
    this.#ready.then(() => {
      if (this.#step !== null) mark(this.#step, false);
      this.#step = index ?? null;
      if (this.#step !== null) mark(this.#step, true);
    });
  }

  // ——— camera ———

  /// What sheets and bars cover: fitted and reported extents are those of the rest.
  setPadding(paddingText) {
    this.#padding = JSON.parse(paddingText);
  }

  fit(boundsText) {
    this.#map.fitBounds(box(JSON.parse(boundsText)), { padding: this.#aired(36), maxZoom: 15.5, duration: 400 });
  }

  goTo(lon, lat, zoom) {
    const p = this.#clear();
    // What is shown stays clear of the card that tells of it.
    const card = this.#element.closest(".map")?.querySelector(".map-card")?.offsetHeight ?? 0;
    const offset = [(p.left - p.right) / 2, (p.top - p.bottom - card) / 2];
    this.#map.easeTo({ center: [lon, lat], zoom, offset, duration: 400 });
  }

  jumpTo(lon, lat, zoom) {
    this.#map.jumpTo({ center: [lon, lat], zoom });
  }

  zoomIn() {
    this.#map.zoomIn({ duration: 180 });
  }

  zoomOut() {
    this.#map.zoomOut({ duration: 180 });
  }

  north() {
    this.#map.resetNorth({ duration: 180 });
  }

  focus() {
    this.#map.getCanvas().focus();
  }

  // ——— states ———

  #state(id, state) {
    this.#ready.then(() => {
      this.#map.setFeatureState({ source: "routes", id }, state);
      this.#map.setFeatureState({ source: "starts", id }, state);
    });
  }

  #paintStates() {
    const shaded = this.#lit !== null || this.#quiet;
    if (!shaded && !this.#shaded) return;
    this.#shaded = shaded;
    for (const id of this.#routeIds) {
      this.#state(id, { dim: this.#lit !== null && !this.#lit.has(id), quiet: this.#quiet });
    }
  }

  #showSelected() {
    const of = (source) => (this.#data.get(source)?.features ?? []).filter((f) => f.properties.id === this.#selected);
    const features = this.#selected ? [...of("routes"), ...of("starts")] : [];
    this.#put("selected", { type: "FeatureCollection", features });
  }

  // ——— reports ———

  /// MapLibre says `idle` after every drawn frame that needs no other: so one is asked for.
  #busy() {
    this.#report("busy");
    this.#map.triggerRepaint();
  }

  #sayView(kind) {
    // Between two screens the map is in no page and shows nothing; before the first nobody sees it.
    if (!this.#element.clientWidth || this.#wings) return;
    const { lng, lat } = this.#map.getCenter();
    const { left, top, width, height } = this.#room();
    const corners = [[left, top], [left + width, top], [left, top + height], [left + width, top + height]];
    const seen = corners.map((corner) => this.#map.unproject(corner));
    const lons = seen.map((at) => at.lng);
    const lats = seen.map((at) => at.lat);
    this.#report(kind, {
      centre: [clamp(lng, 180), clamp(lat, 90)],
      zoom: this.#map.getZoom(),
      bearing: this.#map.getBearing(),
      bounds: {
        west: Math.min(...lons),
        south: Math.min(...lats),
        east: Math.max(...lons),
        north: Math.max(...lats),
      },
    });
  }

  /// The padding, unless it leaves hardly anything: a sheet over the whole map is no reason to see none of it.
  #clear() {
    const { clientWidth, clientHeight } = this.#element;
    const p = this.#padding;
    const enough = clientWidth - p.left - p.right > 80 && clientHeight - p.top - p.bottom > 80;
    return enough ? p : { top: 0, right: 0, bottom: 0, left: 0 };
  }

  /// The padding with some air, so that what is fitted does not touch the edges.
  #aired(most) {
    const { width, height } = this.#room();
    const air = Math.max(8, Math.min(most, width / 8, height / 8));
    const p = this.#clear();
    // The buttons stand at the right, the credits at the lower edge.
    const [buttons, credits] = [Math.min(32, width / 8), Math.min(32, height / 8)];
    const bottom = p.bottom + Math.max(air, credits);
    return { top: p.top + air, right: p.right + air + buttons, bottom, left: p.left + air };
  }

  /// The part of the map that nothing covers, in pixels.
  #room() {
    const { clientWidth, clientHeight } = this.#element;
    const p = this.#clear();
    return {
      left: p.left,
      top: p.top,
      width: clientWidth - p.left - p.right,
      height: clientHeight - p.top - p.bottom,
    };
  }

  #sayHover(id) {
    this.#map.getCanvas().style.cursor = id ? "pointer" : "";
    if (id !== this.#hovered) this.#report("hover", { id });
  }

  #hoverSoon(point) {
    cancelAnimationFrame(this.#hoverFrame);
    this.#hoverFrame = requestAnimationFrame(() => this.#sayHover(this.#idsIn(around(point, 4), LINES)[0] ?? null));
  }

  #pick(point, keyboard) {
    const reach = this.#touch || keyboard ? 20 : 8;
    const starts = this.#idsIn(around(point, reach), ["start-dot"]);
    const exact = this.#idsIn(around(point, 3), LINES);
    const lines = exact.length ? exact : this.#idsIn(around(point, reach), LINES);
    const segments = this.#idsIn(around(point, reach), ["segment-unused"]);
    const { lng, lat } = this.#map.unproject(point);
    this.#report("pick", { at: [lng, lat], keyboard, starts, lines, segments });
  }

  #hold(point) {
    this.#held = true;
    const { lng, lat } = this.#map.unproject(point);
    this.#report("hold", { at: [lng, lat] });
  }

  /// Ids of the features drawn in the box, uppermost first, each once.
  #idsIn(geometry, layers) {
    const there = layers.filter((layer) => this.#map.getLayer(layer));
    if (!there.length) return [];
    return [...new Set(this.#map.queryRenderedFeatures(geometry, { layers: there }).map((f) => f.properties.id))];
  }

  /// How many features of the hiker's map packs are drawn around the centre.
  #detail() {
    const layers = this.#style.layers.filter(({ source }) => HIKERS.test(source)).map(({ id }) => id);
    if (!layers.length) return 0;
    const box = around(this.#map.project(this.#map.getCenter()), 64);
    return this.#map.queryRenderedFeatures(box, { layers: layers.filter((id) => this.#map.getLayer(id)) }).length;
  }

  // ——— hands ———

  /// Browsers on phones do not agree on `contextmenu`: a long press is counted here.
  #listenForLongPress(canvas) {
    let timer = 0;
    let from = null;
    const stop = () => clearTimeout(timer);
    canvas.addEventListener("pointerdown", (event) => {
      stop();
      this.#held = false;
      this.#touch = event.pointerType === "touch";
      if (event.pointerType === "mouse" || !event.isPrimary) return;
      from = event;
      timer = setTimeout(() => this.#hold(pointIn(canvas, event)), HOLD_MS);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > MOVED_PX) stop();
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) canvas.addEventListener(end, stop);
  }

  /// Arrows, + and − are MapLibre's own; Enter picks under the crosshair, the context key holds there.
  #listenForKeys(canvas) {
    const centre = () => this.#map.project(this.#map.getCenter());
    canvas.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#pick(centre(), true);
      else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) this.#hold(centre());
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }
}

function idsOf({ features }) {
  return [...new Set(features.map((feature) => feature.properties.id))];
}

function box({ west, south, east, north }) {
  return [[west, south], [east, north]];
}

function around(point, reach) {
  return [[point.x - reach, point.y - reach], [point.x + reach, point.y + reach]];
}

function pointIn(canvas, event) {
  const rect = canvas.getBoundingClientRect();
  return { x: event.clientX - rect.left, y: event.clientY - rect.top };
}

function clamp(degrees, limit) {
  return Math.min(limit, Math.max(-limit, degrees));
}
