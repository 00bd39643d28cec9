// Draws every layer of a pack plainly, each in a colour of its own, and shows what lies under a tap.
import * as maplibregl from '/vendor/maplibre-gl.mjs';

maplibregl.setWorkerUrl(new URL('/vendor/maplibre-gl-worker.mjs', location.href).href);

const pack = await (await fetch('/pack.json')).json();
const { west, south, east, north } = pack.bounds;
const source = {
  type: pack.kind === 'mvt' ? 'vector' : 'raster',
  tiles: [`${location.origin}/{z}/{x}/{y}`],
  minzoom: pack.zooms[0],
  maxzoom: pack.zooms[1],
  bounds: [west, south, east, north],
};

// Colours by the golden angle: neighbours in the list never look alike.
const colour = (index) => `hsl(${(index * 137.5) % 360} 65% 40%)`;

const vector = (name, index) => {
  const of = { source: 'pack', 'source-layer': name };
  const shape = (type) => ['==', ['geometry-type'], type];
  return [
    { ...of, id: `${name}-area`, type: 'fill', filter: shape('Polygon'), paint: { 'fill-color': colour(index), 'fill-opacity': 0.3 } },
    { ...of, id: `${name}-line`, type: 'line', filter: shape('LineString'), paint: { 'line-color': colour(index) } },
    { ...of, id: `${name}-point`, type: 'circle', filter: shape('Point'), paint: { 'circle-color': colour(index), 'circle-radius': 4 } },
  ];
};

const names = (pack.metadata.vector_layers ?? []).map((layer) => layer.id);
const layers = source.type === 'vector' ? names.flatMap(vector) : [{ id: 'picture', type: 'raster', source: 'pack' }];

const map = new maplibregl.Map({
  container: 'map',
  center: [pack.centre.lon, pack.centre.lat],
  zoom: pack.centre.zoom,
  hash: true,
  style: { version: 8, sources: { pack: source }, layers },
});
map.addControl(new maplibregl.NavigationControl());
map.addControl(new maplibregl.ScaleControl());
map.showTileBoundaries = location.search.includes('tiles');
map.on('click', ({ point }) => {
  const found = map.queryRenderedFeatures(point).map((feature) => ({
    layer: feature.sourceLayer,
    id: feature.id,
    ...feature.properties,
  }));
  document.getElementById('tapped').textContent = found.length ? JSON.stringify(found, null, 1) : 'Nothing here.';
});
// For whoever watches from outside.
window.map = map;
