//! Joins the segments of a code into an ordered walk: legs, liaisons, parts. Pure.
