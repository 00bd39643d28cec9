// Draws the small images of the map style (arrow, badges, signs) on a canvas, from the list that the style carries in
// `metadata["sente:images"]`. No sprite file, so every look has its own colours. The legend draws the same ones.

const RATIO = 2;

/// Adds or repaints every image of the style. Outlines of signs are fetched where the style has signs.
export function drawImages(map, style) {
  const images = style.metadata?.["sente:images"] ?? [];
  if (!outlines && images.some(isSign)) {
    fetchOutlines().then(() => add(map, images.filter(isSign)), (error) => console.warn(error));
  }
  add(map, outlines ? images : images.filter((image) => !isSign(image)));
}

/// Draws the images of a style (JSON text) before a map wants them; the first words in a font take longest.
export function drawAhead(styleText) {
  for (const image of JSON.parse(styleText).metadata?.["sente:images"] ?? []) {
    if (!isSign(image)) ahead.set(JSON.stringify(image), pixels(image));
  }
}

/// Draws one image (JSON text) on a canvas of the page, as large as the reader's text wants it.
export async function paint(canvas, imageText) {
  const image = JSON.parse(imageText);
  if (isSign(image)) await fetchOutlines();
  draw(canvas, image, RATIO * devicePixelRatio);
}

const seen = new Map();
/// What was drawn ahead, by its image's JSON text.
const ahead = new Map();

/// Name of a sign to its outline on 15 × 15, once it is there.
let outlines;
let fetching;

function fetchOutlines() {
  fetching ??= fetch("/js/map-icons.json")
    .then((answer) => answer.json())
    .then((all) => (outlines = all))
    .catch((error) => {
      // The next one who wants them tries again.
      fetching = undefined;
      throw error;
    });
  return fetching;
}

function isSign({ shape }) {
  return shape === "sign" || shape === "plate";
}

function add(map, images) {
  for (const image of images) {
    if (map.hasImage(image.id) && image.key === seen.get(image.id)) continue;
    const text = JSON.stringify(image);
    const data = ahead.get(text) ?? pixels(image);
    ahead.delete(text);
    if (!map.hasImage(image.id)) map.addImage(image.id, data, { pixelRatio: RATIO });
    else map.updateImage(image.id, data);
    seen.set(image.id, image.key);
  }
}

function pixels(image) {
  const canvas = document.createElement("canvas");
  return draw(canvas, image, RATIO).getImageData(0, 0, canvas.width, canvas.height);
}

function draw(canvas, { shape, size, fill, ring, ink, text }, ratio) {
  canvas.width = canvas.height = Math.round(size * ratio);
  // Read back at once: from a graphics card each would take as long as all of them take in memory.
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.scale(ratio, ratio);
  pen.lineJoin = pen.lineCap = "round";
  SHAPES[shape](pen, size, { fill, ring, ink, text });
  return pen;
}

/// The outline of a sign, `room` pixels broad, in the middle of the image.
function outlined(pen, size, room, name) {
  const scale = room / 15;
  const path = new Path2D();
  path.addPath(new Path2D(outlines[name]), new DOMMatrix([scale, 0, 0, scale, (size - room) / 2, (size - room) / 2]));
  return path;
}

const SHAPES = {
  /// A chevron that points along the line (to the east, as MapLibre lays images along lines).
  arrow(pen, size, { fill, ring }) {
    const path = () => {
      pen.beginPath();
      pen.moveTo(size * 0.36, size * 0.22);
      pen.lineTo(size * 0.68, size * 0.5);
      pen.lineTo(size * 0.36, size * 0.78);
    };
    stroke(pen, path, ring, size * 0.34);
    stroke(pen, path, fill, size * 0.17);
  },
  /// A disc with a letter or two.
  disc(pen, size, { fill, ring, ink, text }) {
    pen.beginPath();
    pen.arc(size / 2, size / 2, size / 2 - 2, 0, 2 * Math.PI);
    pen.fillStyle = fill;
    pen.fill();
    pen.lineWidth = 2.5;
    pen.strokeStyle = ring;
    pen.stroke();
    pen.fillStyle = ink;
    pen.font = `700 ${size * (text.length > 1 ? 0.38 : 0.54)}px "Atkinson Hyperlegible Next Variable", sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(text, size / 2, size / 2 + size * 0.03);
  },
  /// A station: a carriage seen from the front.
  train(pen, size, { fill, ring, ink }) {
    const s = size / 16;
    pen.beginPath();
    pen.roundRect(1 * s, 1 * s, 14 * s, 14 * s, 3.5 * s);
    pen.fillStyle = fill;
    pen.fill();
    pen.lineWidth = 1.2 * s;
    pen.strokeStyle = ring;
    pen.stroke();
    pen.fillStyle = ink;
    pen.beginPath();
    pen.roundRect(4.6 * s, 3.4 * s, 6.8 * s, 7.4 * s, 1.6 * s);
    pen.fill();
    pen.fillStyle = fill;
    pen.fillRect(5.8 * s, 4.8 * s, 4.4 * s, 2.4 * s);
    for (const x of [6.6, 9.4]) {
      pen.beginPath();
      pen.arc(x * s, 9.1 * s, 0.65 * s, 0, 2 * Math.PI);
      pen.fill();
    }
    stroke(pen, () => line(pen, 6 * s, 11.2 * s, 4.8 * s, 13 * s), ink, 1.1 * s);
    stroke(pen, () => line(pen, 10 * s, 11.2 * s, 11.2 * s, 13 * s), ink, 1.1 * s);
  },
  /// A wedge that points where the walker looks.
  heading(pen, size, { fill, ring }) {
    pen.beginPath();
    pen.moveTo(size / 2, size * 0.12);
    pen.lineTo(size * 0.84, size * 0.84);
    pen.quadraticCurveTo(size / 2, size * 0.56, size * 0.16, size * 0.84);
    pen.closePath();
    pen.lineWidth = 2;
    pen.strokeStyle = ring;
    pen.stroke();
    pen.fillStyle = fill;
    pen.fill();
  },
  /// A sign in the light of its ring.
  sign(pen, size, { fill, ring, text }) {
    const path = outlined(pen, size, size - 5, text);
    pen.lineWidth = 3.2;
    pen.strokeStyle = ring;
    pen.stroke(path);
    pen.fillStyle = fill;
    pen.fill(path);
  },
  /// A sign on a plate.
  plate(pen, size, { fill, ring, ink, text }) {
    pen.beginPath();
    pen.roundRect(1, 1, size - 2, size - 2, 5);
    pen.fillStyle = fill;
    pen.fill();
    pen.lineWidth = 1.5;
    pen.strokeStyle = ring;
    pen.stroke();
    pen.fillStyle = ink;
    pen.fill(outlined(pen, size, size - 8, text));
  },
  /// A pin whose point is the place.
  pin(pen, size, { fill, ring }) {
    pen.beginPath();
    pen.moveTo(size / 2, size * 0.96);
    pen.bezierCurveTo(size * 0.1, size * 0.5, size * 0.2, size * 0.08, size / 2, size * 0.08);
    pen.bezierCurveTo(size * 0.8, size * 0.08, size * 0.9, size * 0.5, size / 2, size * 0.96);
    pen.fillStyle = fill;
    pen.fill();
    pen.lineWidth = 2;
    pen.strokeStyle = ring;
    pen.stroke();
    pen.beginPath();
    pen.arc(size / 2, size * 0.38, size * 0.12, 0, 2 * Math.PI);
    pen.fillStyle = ring;
    pen.fill();
  },
};

function stroke(pen, path, colour, width) {
  path();
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.stroke();
}

function line(pen, x1, y1, x2, y2) {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
}
