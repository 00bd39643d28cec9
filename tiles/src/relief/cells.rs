//! A window on a relief: cells in rows from north to south, `NaN` where nothing is known.

/// Elevations in metres, `columns × rows`, the north-west one first. `at` is the cell of the whole relief that stands first.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    at: [i64; 2],
    columns: usize,
    rows: usize,
    values: Vec<f32>,
}

impl Cells {
    /// Nothing known yet.
    pub fn unknown(at: [i64; 2], columns: usize, rows: usize) -> Cells {
        Cells { at, columns, rows, values: vec![f32::NAN; columns * rows] }
    }

    /// `None` where the number of values is another one than `columns × rows`.
    pub fn new(at: [i64; 2], columns: usize, rows: usize, values: Vec<f32>) -> Option<Cells> {
        (columns.checked_mul(rows)? == values.len()).then_some(Cells { at, columns, rows, values })
    }

    pub fn at(&self) -> [i64; 2] {
        self.at
    }

    pub fn columns(&self) -> usize {
        self.columns
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// The same cells at another place: as far from `begin` as they were from (0, 0).
    pub(super) fn moved(self, begin: [i64; 2]) -> Cells {
        Cells { at: [self.at[0] + begin[0], self.at[1] + begin[1]], ..self }
    }

    /// Row by row, from the north.
    pub fn lines(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.columns.max(1))
    }

    /// The cell of this window; `NaN` outside.
    pub fn get(&self, column: usize, row: usize) -> f32 {
        let inside = column < self.columns && row < self.rows;
        if inside {
            self.values.get(row * self.columns + column).copied().unwrap_or(f32::NAN)
        } else {
            f32::NAN
        }
    }

    pub fn is_unknown(&self) -> bool {
        self.values.iter().all(|value| value.is_nan())
    }

    /// Takes over the values of `other` where none is known here.
    pub(super) fn fill_from(&mut self, other: &Cells) {
        let (west, east) = overlap(self.at[0], self.columns, other.at[0], other.columns);
        let (north, south) = overlap(self.at[1], self.rows, other.at[1], other.rows);
        for row in north..south {
            let mine = (row - self.at[1]) as usize * self.columns;
            let theirs = (row - other.at[1]) as usize * other.columns;
            for column in west..east {
                let from = other.values.get(theirs + (column - other.at[0]) as usize);
                let to = self.values.get_mut(mine + (column - self.at[0]) as usize);
                if let (Some(from), Some(to)) = (from, to)
                    && to.is_nan()
                {
                    *to = *from;
                }
            }
        }
    }

    /// Between the centres of cells, in cells of the whole relief; bilinear over the known ones. `None` where the nearest
    /// cell is unknown.
    pub fn between(&self, column: f64, row: f64) -> Option<f64> {
        let (column, row) = (column - self.at[0] as f64, row - self.at[1] as f64);
        let value = |c: f64, r: f64| {
            let inside = c >= 0.0 && r >= 0.0;
            if inside { f64::from(self.get(c as usize, r as usize)) } else { f64::NAN }
        };
        if value(column.round(), row.round()).is_nan() {
            return None;
        }
        let (left, top) = (column.floor(), row.floor());
        let (right, down) = (column - left, row - top);
        let corners = [
            (value(left, top), (1.0 - right) * (1.0 - down)),
            (value(left + 1.0, top), right * (1.0 - down)),
            (value(left, top + 1.0), (1.0 - right) * down),
            (value(left + 1.0, top + 1.0), right * down),
        ];
        let (sum, weight) = corners
            .iter()
            .filter(|(value, _)| !value.is_nan())
            .fold((0.0, 0.0), |(sum, total), (value, weight)| (sum + value * weight, total + weight));
        (weight > 0.0).then(|| sum / weight)
    }
}

/// Where two runs of cells meet, as `from..to`.
fn overlap(a: i64, a_length: usize, b: i64, b_length: usize) -> (i64, i64) {
    (a.max(b), (a + a_length as i64).min(b + b_length as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square() -> Cells {
        Cells::new([10, 20], 2, 2, vec![0.0, 10.0, 20.0, 30.0]).unwrap()
    }

    #[test]
    fn between_four_cells_it_is_bilinear() {
        assert_eq!(square().between(10.5, 20.5), Some(15.0));
        assert_eq!(square().between(10.25, 20.0), Some(2.5));
        assert_eq!(square().between(11.0, 21.0), Some(30.0));
    }

    #[test]
    fn half_a_cell_beyond_the_edge_is_known_and_no_further() {
        assert_eq!(square().between(9.6, 20.0), Some(0.0));
        assert_eq!(square().between(9.4, 20.0), None);
        assert_eq!(square().between(11.6, 20.0), None);
    }

    #[test]
    fn an_unknown_cell_is_never_zero() {
        let mut cells = square();
        cells.values[3] = f32::NAN;
        assert_eq!(cells.between(10.9, 20.9), None);
        assert_eq!(cells.between(10.0, 20.5), Some(10.0));
    }

    #[test]
    fn the_first_to_know_a_cell_has_the_word() {
        let mut cells = Cells::unknown([9, 20], 3, 1);
        cells.fill_from(&Cells::new([9, 20], 1, 1, vec![7.0]).unwrap());
        cells.fill_from(&Cells::new([9, 19], 3, 2, vec![1.0; 6]).unwrap());
        assert_eq!(cells.values, [7.0, 1.0, 1.0]);
    }
}
