//! Reading a PMTiles v3 pack: header, directories, tiles, from any source of bytes.
