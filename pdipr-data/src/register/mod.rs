//! Reads the register and the base data: bytes in, values and findings out.
