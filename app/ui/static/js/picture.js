// Makes of a picture's SVG what pages, printers and other apps take. An SVG that is an image sees no font of its page, so
// the font goes along inside it. Its Rust side is app/ui/src/device/picture.rs.
const FAMILY = 'Atkinson Hyperlegible Next';
const FONT = '/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2';

/** Shows it in this image, and comes back once it is ready to be painted. */
export async function show(image, svg) {
  const url = URL.createObjectURL(new Blob([await lettered(svg)], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** As a PNG file, painted by the browser. */
export async function png(svg, name, width, height) {
  const image = new Image(width, height);
  await show(image, svg);
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d').drawImage(image, 0, 0, width, height);
  const blob = await new Promise((painted) => canvas.toBlob(painted, 'image/png'));
  if (!blob) throw new Error('the browser paints no picture of this size');
  return new File([blob], name, { type: 'image/png' });
}

/** Whether other apps take pictures. */
export function sends() {
  return navigator.canShare?.({ files: [new File([], 'x.png', { type: 'image/png' })] }) ?? false;
}

/** Hands the file to another app; answers whether the hiker did so. */
export async function send(file, title) {
  try {
    await navigator.share({ files: [file], title });
    return true;
  } catch (error) {
    if (error?.name === 'AbortError') return false;
    throw error;
  }
}

async function lettered(svg) {
  const response = await fetch(FONT);
  if (!response.ok) throw new Error(`${FONT}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const face = `@font-face{font-family:'${FAMILY}';font-weight:200 800;src:url(data:font/woff2;base64,${letters})}`;
  return svg.replace('>', `><style>${face}</style>`);
}
