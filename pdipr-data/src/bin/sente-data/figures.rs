//! Figures and reasons in words, for the commands that show routes.

use pdipr_data::domain::{Metres, Minutes, RouteCard};
use pdipr_data::filter::Why;
use pdipr_data::terminal;
use pdipr_data::words::{Arg, Tongue, Words};

use crate::language;

/// The language of the locale and its words.
pub struct Speech {
    pub tongue: Tongue,
    pub words: Words,
}

impl Speech {
    pub fn new() -> anyhow::Result<Self> {
        let tongue = terminal::tongue();
        Ok(Speech { tongue, words: language::words(tongue)? })
    }

    pub fn unknown(&self) -> String {
        self.words.text("figure-unknown")
    }

    /// "12,4 km"; below 1 km metres rounded to 10.
    pub fn distance(&self, length: Metres) -> String {
        if length.value() < 995.0 {
            format!("{}\u{a0}m", (length.value() / 10.0).round() * 10.0)
        } else {
            language::kilometres(self.tongue, length.value())
        }
    }

    /// "3 h 30", "45 min".
    pub fn duration(&self, time: Minutes) -> String {
        match (time.0 / 60, time.0 % 60) {
            (0, minutes) => format!("{minutes}\u{a0}min"),
            (hours, 0) => format!("{hours}\u{a0}h"),
            (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
        }
    }

    pub fn percent(&self, percent: u8) -> String {
        match self.tongue {
            Tongue::French => format!("{percent}\u{a0}%"),
            Tongue::English => format!("{percent}%"),
        }
    }

    /// The figures of a card in their order; what is unknown says so.
    pub fn card(&self, card: &RouteCard) -> String {
        let words = &self.words;
        let network = words.text(&format!("network-{}", card.network.as_str()));
        let practices = card.practices.iter().map(|it| words.text(&format!("practice-{}", it.as_str())));
        // A network of mountain bikes is for mountain bikes: once is enough.
        let practices: Vec<String> =
            practices.filter(|practice| practice.to_lowercase() != network.to_lowercase()).collect();
        let mut parts = vec![network];
        parts.extend(practices);
        parts.extend(card.shape.map(|shape| words.text(&format!("shape-{}", shape.value.as_str()))));
        parts.push(card.duration.map_or_else(
            || words.text_with("card-duration", &[("time", Arg::Text(&self.unknown()))]),
            |figure| {
                let time = self.duration(figure.value.minutes);
                let key = if figure.value.counts_ascent { "card-duration" } else { "card-duration-flat" };
                words.text_with(key, &[("time", Arg::Text(&time))])
            },
        ));
        parts.push(self.distance(card.lengths.total()));
        if let Some(share) = card.lengths.inscribed_share() {
            let percent = self.percent((share.value() * 100.0).round() as u8);
            parts.push(words.text_with("card-inscribed", &[("percent", Arg::Text(&percent))]));
        }
        if card.partial {
            parts.push(words.text("card-partial"));
        }
        if let Some(commune) = &card.start_commune {
            parts.push(words.text_with("card-start", &[("commune", Arg::Text(commune))]));
        }
        parts.join(" · ")
    }

    pub fn why(&self, why: &Why) -> String {
        let words = &self.words;
        let with = |key: &str, name: &str, value: &str| words.text_with(key, &[(name, Arg::Text(value))]);
        match why {
            Why::Name => words.text("why-name"),
            Why::StartsIn { commune } => with("why-starts-in", "commune", commune),
            Why::Crosses { commune } => with("why-crosses", "commune", commune),
            Why::Way { name } => with("why-way", "name", name),
            Why::Town { name } => with("why-town", "name", name),
            Why::Station { name, distance } => {
                let distance = self.distance(*distance);
                let args = [("name", Arg::Text(name)), ("distance", Arg::Text(&distance))];
                words.text_with("why-station", &args)
            }
            Why::Distance { distance } => with("why-distance", "distance", &self.distance(*distance)),
            Why::Loop => words.text("why-loop"),
            Why::Inscribed { percent } => with("why-inscribed", "percent", &self.percent(*percent)),
        }
    }
}
