//! The pieces of one tile to its bytes, held to a size.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;

use super::join;
use super::piece::{Key, Piece};
use crate::gzip::gzip;
use crate::layers::Layer;
use crate::mvt::write::{Commands, Kind, LayerWriter, Mix};

/// How large a tile may be, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    pub raw: usize,
    pub stored: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { raw: 200_000, stored: 60_000 }
    }
}

/// Names of layers by their number, and of keys by theirs.
#[derive(Debug, Default)]
pub struct Names {
    pub layers: BTreeMap<u8, Layer>,
    pub keys: Vec<&'static str>,
}

/// A tile as it goes into the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembled {
    pub raw: usize,
    pub stored: Vec<u8>,
    /// How many features of which layer found no room.
    pub lost: BTreeMap<Layer, u32>,
}

/// Of gzip: the highest level costs twice the time for two hundredths of the bytes.
pub const LEVEL: u32 = 6;

/// After so many rounds half of what is left goes each time.
const PATIENT_ROUNDS: u32 = 8;

/// The tile of these pieces, which are in order. Where it is too large, pieces go: those of the least rank first, of the
/// same rank the smallest. `first_try` is what [`encode`] made of all of them.
pub fn fit(pieces: &[(Key, Piece)], names: &Names, budget: Budget, first_try: Vec<u8>) -> Assembled {
    let mut raw = first_try;
    let mut stored = gzip(&raw, LEVEL);
    let mut lost = BTreeMap::new();
    if raw.len() <= budget.raw && stored.len() <= budget.stored {
        return Assembled { raw: raw.len(), stored, lost };
    }
    // The most important first.
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|index| {
        let (key, piece) = &pieces[*index];
        (std::cmp::Reverse((key.rank(), piece.size)), key.number(), *index)
    });
    let weight = |index: &usize| pieces[*index].1.geometry.len() + pieces[*index].1.attributes.len() + 4;
    let mut kept = order.len();
    let mut round = 0;
    while kept > 0 && (raw.len() > budget.raw || stored.len() > budget.stored) {
        let share = |limit: usize, size: usize| limit as f64 / size.max(1) as f64;
        let share = share(budget.raw, raw.len()).min(share(budget.stored, stored.len())) * 0.98;
        let all: usize = order[..kept].iter().map(weight).sum();
        let room = if round < PATIENT_ROUNDS { (all as f64 * share) as usize } else { all / 2 };
        let mut sum = 0;
        let fits = order[..kept].iter().take_while(|index| {
            sum += weight(index);
            sum <= room
        });
        kept = fits.count().min(kept - 1);
        round += 1;
        let mut chosen = order[..kept].to_vec();
        chosen.sort_unstable();
        let chosen: Vec<(Key, Piece)> = chosen.into_iter().map(|index| pieces[index]).collect();
        raw = encode(&chosen, names);
        stored = gzip(&raw, LEVEL);
    }
    for index in &order[kept..] {
        if let Some(layer) = names.layers.get(&pieces[*index].0.layer()) {
            *lost.entry(*layer).or_default() += 1;
        }
    }
    Assembled { raw: raw.len(), stored, lost }
}

/// The bytes of a tile. Pieces without an id that have kind, attributes and rank in common become one feature.
pub fn encode(pieces: &[(Key, Piece)], names: &Names) -> Vec<u8> {
    let mut tile = Vec::new();
    for layer in pieces.chunk_by(|a, b| a.0.layer() == b.0.layer()) {
        let Some(name) = layer.first().and_then(|(key, _)| names.layers.get(&key.layer())) else { continue };
        let mut writer = LayerWriter::default();
        for rank in layer.chunk_by(|a, b| a.0.rank() == b.0.rank()) {
            match rank {
                [(_, piece)] => single(&mut writer, piece, names),
                many => together(&mut writer, many, names),
            }
        }
        writer.finish(name.name(), &mut tile);
    }
    tile
}

fn single<'a>(writer: &mut LayerWriter<'a>, piece: &Piece<'a>, names: &'a Names) {
    writer.feature(piece.id, piece.kind, piece.geometry, piece.attributes(&names.keys));
}

/// Features that may be one, in the order of their first pieces.
fn together<'a>(writer: &mut LayerWriter<'a>, pieces: &[(Key, Piece<'a>)], names: &'a Names) {
    let mut groups: Vec<Vec<&Piece>> = Vec::with_capacity(pieces.len());
    let mut index: HashMap<(Kind, &[u8]), usize, BuildHasherDefault<Mix>> = HashMap::default();
    for (_, piece) in pieces {
        if piece.id == 0 && piece.kind != Kind::Points {
            let group = *index.entry((piece.kind, piece.attributes)).or_insert(groups.len());
            if let Some(group) = groups.get_mut(group) {
                group.push(piece);
                continue;
            }
        }
        groups.push(vec![piece]);
    }
    let mut commands = Commands::default();
    for group in groups {
        let [first, _, ..] = group[..] else {
            group.iter().for_each(|piece| single(writer, piece, names));
            continue;
        };
        commands.clear();
        if first.kind == Kind::Lines {
            join::lines(group.iter().map(|piece| piece.geometry), &mut commands);
        } else {
            for piece in &group {
                // What we encoded begins with a move.
                commands.join(piece.geometry, piece.pen).unwrap_or_default();
            }
        }
        writer.feature(0, first.kind, commands.bytes(), first.attributes(&names.keys));
    }
}
