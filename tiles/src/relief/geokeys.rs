//! What the tags of a GeoTIFF 1.1 (OGC 19-008r4) and of GDAL say: where the grid lies, in which projection, and what its
//! stored numbers mean.

use std::io::{Read, Seek};

use tiff::decoder::Decoder;
use tiff::tags::Tag;

use super::Fault;

const GDAL_METADATA: Tag = Tag::Unknown(42_112);

/// Where the north-west cell's centre lies, and how far it is to the next ones.
#[derive(Debug, PartialEq)]
pub(super) struct Place {
    pub first: [f64; 2],
    pub step: [f64; 2],
    pub epsg: Option<u32>,
}

/// Keys of the directory that are looked at.
#[derive(Debug, Default)]
struct Keys {
    point: bool,
    projected: bool,
    geographic: Option<u32>,
    projection: Option<u32>,
    linear: Option<u16>,
    angular: Option<u16>,
}

/// Reads the place from the tags.
pub(super) fn place<R: Read + Seek>(decoder: &mut Decoder<R>) -> Result<Place, Fault> {
    let keys = keys(&decoder.get_tag_u16_vec(Tag::GeoKeyDirectoryTag).unwrap_or_default());
    if keys.linear.is_some_and(|unit| unit != 9_001 && keys.projected)
        || keys.angular.is_some_and(|unit| unit != 9_102 && !keys.projected)
    {
        return Err(Fault::Unit);
    }
    let (corner, step) = corner(decoder)?;
    // A point is the centre of a cell, an area has it half a cell further in.
    let inset = if keys.point { 0.0 } else { 0.5 };
    let first = [corner[0] + step[0] * inset, corner[1] - step[1] * inset];
    // 32767 is a projection of the file's own, which only its words describe.
    let epsg = if keys.projected { keys.projection } else { keys.geographic };
    Ok(Place { first, step, epsg: epsg.filter(|code| *code != 32_767 && *code != 0) })
}

fn corner<R: Read + Seek>(decoder: &mut Decoder<R>) -> Result<([f64; 2], [f64; 2]), Fault> {
    if let Ok(matrix) = decoder.get_tag_f64_vec(Tag::ModelTransformationTag) {
        let [a, b, _, x, c, d, _, y, ..] = matrix[..] else { return Err(Fault::NoPlace) };
        if b != 0.0 || c != 0.0 || a <= 0.0 || d >= 0.0 {
            return Err(Fault::Turned);
        }
        return Ok(([x, y], [a, -d]));
    }
    let tags = [Tag::ModelPixelScaleTag, Tag::ModelTiepointTag].map(|tag| decoder.get_tag_f64_vec(tag));
    let [Ok(scale), Ok(tie)] = tags else { return Err(Fault::NoPlace) };
    let ([dx, dy, ..], [column, row, _, x, y, ..]) = (&scale[..], &tie[..]) else {
        return Err(Fault::NoPlace);
    };
    if *dx <= 0.0 || *dy <= 0.0 {
        return Err(Fault::Turned);
    }
    Ok(([x - column * dx, y + row * dy], [*dx, *dy]))
}

fn keys(directory: &[u16]) -> Keys {
    let mut keys = Keys::default();
    for entry in directory.get(4..).unwrap_or_default().as_chunks::<4>().0 {
        let [key, location, _, value] = *entry;
        if location != 0 {
            continue;
        }
        match key {
            1_024 => keys.projected = value == 1,
            1_025 => keys.point = value == 2,
            2_048 => keys.geographic = Some(u32::from(value)),
            2_054 => keys.angular = Some(value),
            3_072 => keys.projection = Some(u32::from(value)),
            3_076 => keys.linear = Some(value),
            _ => {}
        }
    }
    keys
}

/// What a stored number means.
#[derive(Debug, PartialEq)]
pub(super) struct Values {
    nodata: Option<f64>,
    scale: f64,
    offset: f64,
}

impl Values {
    /// Metres, or `NaN` where nothing is known.
    pub fn metres(&self, stored: f64) -> f32 {
        // GDAL writes the text of a 32-bit float with more digits than it has.
        let unknown = self.nodata.is_some_and(|nodata| nodata == stored || nodata as f32 == stored as f32);
        let metres = (stored * self.scale + self.offset) as f32;
        if unknown || !metres.is_finite() { f32::NAN } else { metres }
    }
}

/// Nodata, scale and offset, as GDAL writes them.
pub(super) fn values<R: Read + Seek>(decoder: &mut Decoder<R>) -> Values {
    let mut text = |tag| decoder.get_tag_ascii_string(tag).ok();
    let nodata = text(Tag::GdalNodata).and_then(|text| text.trim_matches(['\0', ' ']).parse().ok());
    let metadata = text(GDAL_METADATA).unwrap_or_default();
    let number = |role, otherwise| item(&metadata, role).unwrap_or(otherwise);
    Values { nodata, scale: number("role=\"scale\"", 1.0), offset: number("role=\"offset\"", 0.0) }
}

/// The text of the item with a role: `<Item name="SCALE" sample="0" role="scale">0.1</Item>`.
fn item(metadata: &str, role: &str) -> Option<f64> {
    let (_, after) = metadata.split_once(role)?;
    let (_, text) = after.split_once('>')?;
    text.split_once('<')?.0.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scale_and_offset_of_gdal_are_honoured() {
        let metadata = r#"<GDALMetadata><Item name="OFFSET" sample="0" role="offset">-10</Item>
            <Item name="SCALE" sample="0" role="scale">0.1</Item></GDALMetadata>"#;
        assert_eq!(item(metadata, "role=\"scale\""), Some(0.1));
        assert_eq!(item(metadata, "role=\"offset\""), Some(-10.0));
        let values = Values { nodata: Some(-9999.0), scale: 0.1, offset: -10.0 };
        assert_eq!(values.metres(1_200.0), 110.0);
        assert!(values.metres(-9_999.0).is_nan());
    }

    #[test]
    fn nodata_of_a_float_may_have_digits_too_many() {
        let values = Values { nodata: Some(-3.402_823_466_385_288_6e38), scale: 1.0, offset: 0.0 };
        assert!(values.metres(f64::from(f32::MIN)).is_nan());
    }
}
