//! Small extracts made by hand, and reading them whole.
#![allow(dead_code)]

use std::path::Path;
use std::sync::atomic::AtomicBool;

use tiles::feature::Feature;
use tiles::osm::synth::{Member, Packing, Writer};
use tiles::osm::{self, Kind, Options, OsmError, Report};

pub fn read(path: &Path, options: Options) -> Result<(Report, Vec<Feature>), OsmError> {
    let mut features = Vec::new();
    let report =
        osm::read(path, options, &|_| (), &AtomicBool::new(false), &mut |feature| features.push(feature))?;
    Ok((report, features))
}

pub fn read_bytes(bytes: &[u8], options: Options) -> Result<(Report, Vec<Feature>), OsmError> {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), bytes).expect("the temporary folder takes a file");
    read(file.path(), options)
}

/// A hamlet with one of each: tagged nodes, a street, a wood of two ways with a hole, a border, a walk.
pub fn hamlet(packing: Packing) -> Vec<u8> {
    let mut out = Writer::new(Vec::new(), packing, true).expect("memory takes it");
    let mut write = || -> std::io::Result<()> {
        let place = |index: i64| (484_000_000 + index % 5 * 20_000, 14_000_000 + index / 5 * 20_000);
        for id in 1..=25 {
            let (lat, lon) = place(id - 1);
            match id {
                3 => out.node(
                    id,
                    lat,
                    lon,
                    &[("place", "hamlet"), ("name", "Le Moulin"), ("name:en", "The Mill")],
                )?,
                7 => out.node(id, lat, lon, &[("amenity", "drinking_water"), ("name", "Source")])?,
                8 => out.node(
                    id,
                    lat,
                    lon,
                    &[
                        ("information", "guidepost"),
                        ("tourism", "information"),
                        ("ref", "28-17"),
                        ("ele", "143.5"),
                    ],
                )?,
                _ => out.node(id, lat, lon, &[])?,
            }
        }
        out.way(
            1,
            &[1, 2, 3, 4],
            &[("highway", "track"), ("tracktype", "grade3"), ("name", "Chemin du Moulin")],
        )?;
        out.way(2, &[1, 5, 25], &[])?;
        out.way(3, &[25, 21, 1], &[])?;
        out.way(4, &[7, 8, 13, 12, 7], &[])?;
        out.way(5, &[9, 10, 15, 14, 9], &[("building", "yes"), ("amenity", "cafe"), ("name", "Chez Élise")])?;
        let members =
            [(2, "outer"), (4, "inner"), (3, "outer")].map(|(id, role)| Member { kind: Kind::Way, id, role });
        out.relation(1, &members, &[("type", "multipolygon"), ("natural", "wood"), ("name", "Bois Brûlé")])?;
        let members = [(1, ""), (2, "")].map(|(id, role)| Member { kind: Kind::Way, id, role });
        out.relation(
            2,
            &members,
            &[
                ("type", "boundary"),
                ("boundary", "administrative"),
                ("admin_level", "8"),
                ("name", "Exemple"),
            ],
        )?;
        out.relation(
            3,
            &members,
            &[
                ("type", "route"),
                ("route", "hiking"),
                ("network", "lwn"),
                ("name", "Tour"),
                ("osmc:symbol", "yellow:white:yellow_bar"),
            ],
        )?;
        Ok(())
    };
    write().expect("memory takes it");
    out.finish().expect("memory takes it")
}
