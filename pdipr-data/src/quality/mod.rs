//! What a catalogue says of its own quality.
