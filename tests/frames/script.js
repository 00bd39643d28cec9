// Moves a map for some seconds over a fixed path, one step a frame, and answers how long each frame took and how much of it
// the page's own thread was at work for the map. `bare`: not ours, but one with an empty style in its place. `few`: with a
// hundredth of the pixels, so that all is done but hardly anything is painted.
const [seconds, bare, few, done] = arguments;
const FEW = 0.1;

/** The living map of the page: it shows itself when something asks it for its canvas. */
function living({ Map }) {
  const own = Map.prototype.getCanvas;
  let found = null;
  Map.prototype.getCanvas = function () {
    found = this;
    return own.call(this);
  };
  document.querySelector('.map-canvas canvas').dispatchEvent(new MouseEvent('mouseout', { bubbles: true }));
  Map.prototype.getCanvas = own;
  return found;
}

/** Two rounds through the country, in and out, with the time in seconds. */
function camera(time) {
  const turn = (2 * Math.PI * time) / seconds;
  return {
    center: [1.25 + 0.12 * Math.sin(2 * turn), 48.25 + 0.1 * Math.sin(3 * turn)],
    zoom: 11.5 - 3 * Math.cos(2 * turn),
  };
}

async function drive(map) {
  const pixels = map.getPixelRatio();
  if (few) map.setPixelRatio(FEW);
  const frames = [];
  const work = [];
  const render = map._render;
  map._render = function (...args) {
    const begin = performance.now();
    const rendered = render.apply(this, args);
    work.push(performance.now() - begin);
    return rendered;
  };
  await new Promise((resolve) => {
    let begin = null;
    let last = null;
    const step = (now) => {
      begin ??= now;
      if (last !== null) frames.push(now - last);
      last = now;
      if (now - begin >= seconds * 1000) {
        return resolve();
      }
      map.jumpTo(camera((now - begin) / 1000));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  map._render = render;
  map.setPixelRatio(pixels);
  return { frames, work };
}

async function run() {
  const maplibre = await import('/vendor/maplibre-gl.mjs');
  const ours = living(maplibre);
  if (!bare) return drive(ours);
  const place = ours.getContainer();
  const container = document.createElement('div');
  container.className = place.className;
  place.parentElement.append(container);
  place.hidden = true;
  const options = { attributionControl: false, renderWorldCopies: false, minZoom: 5, maxZoom: 18, maxPitch: 0 };
  const map = new maplibre.Map({ container, style: { version: 8, sources: {}, layers: [] }, ...options });
  await new Promise((resolve) => map.once('load', resolve));
  const measured = await drive(map);
  map.remove();
  container.remove();
  place.hidden = false;
  return measured;
}

run().then(done, (error) => done(String(error)));
