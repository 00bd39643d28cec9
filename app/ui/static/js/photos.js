// Makes of a file of the hiker a photo that may leave the device: drawn anew, so that neither place nor date nor the name of
// the camera is left. Its Rust side is app/ui/src/device/photos.rs.
const QUALITIES = [0.85, 0.7, 0.5];

/** The picture as JPEG bytes, upright, its longer side and its size within limits. Throws where it is no picture. */
export async function redrawn(file, side, bytes) {
  const picture = await decoded(file);
  try {
    const [width, height] = [picture.naturalWidth ?? picture.width, picture.naturalHeight ?? picture.height];
    const scale = Math.min(1, side / Math.max(width, height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext('2d');
    // A JPEG has no clear parts: they would turn black.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const jpeg = await new Promise((drawn) => canvas.toBlob(drawn, 'image/jpeg', quality));
      if (!jpeg) break;
      if (jpeg.size <= bytes) return new Uint8Array(await jpeg.arrayBuffer());
    }
    throw new Error('the browser draws no photo of this size');
  } finally {
    picture.close?.();
  }
}

/** Some browsers read more kinds of files in one way than in the other. */
async function decoded(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    const image = new Image();
    const url = URL.createObjectURL(file);
    try {
      image.src = url;
      await image.decode();
      return image;
    } finally {
      URL.revokeObjectURL(url);
    }
  }
}
