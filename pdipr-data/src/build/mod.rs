//! From the bytes of the register and the base data to the whole catalogue, as one pure function.
