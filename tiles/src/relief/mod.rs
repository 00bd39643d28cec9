//! Relief: elevations from grids, contour lines, shaded tiles.
