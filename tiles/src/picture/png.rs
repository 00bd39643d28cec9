//! The picture as PNG, drawn by resvg with the font that lies here: no font of the machine is asked, so the same everywhere.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use super::Size;

/// Atkinson Hyperlegible Next, 600, the letters of Western Europe (SIL Open Font License 1.1, see `fonts/OFL.txt`).
const FONT: &[u8] = include_bytes!("../../fonts/atkinson-hyperlegible-next-latin-600.ttf");
const FAMILY: &str = "Atkinson Hyperlegible Next";

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

#[derive(Debug, thiserror::Error)]
pub enum PngError {
    #[error("the drawing cannot be read")]
    Svg(#[from] resvg::usvg::Error),
    #[error("the drawing has no size that a picture can have")]
    Size,
    #[error("the picture cannot be packed: {0}")]
    Packing(String),
}

/// Paints what [`super::draw`] wrote.
pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let options =
        Options { fontdb: Arc::clone(&FONTS), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size();
    let fits = |side: u32| side <= u32::from(Size::MOST);
    let pixels = if fits(size.width()) && fits(size.height()) {
        Pixmap::new(size.width(), size.height())
    } else {
        None
    };
    let mut pixels = pixels.ok_or(PngError::Size)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError::Packing(error.to_string()))
}
