//! The French sentences inside exported files. They follow the sheet, which is written in French; the words of the
//! screens stand in the word catalogues.

use jiff::civil::Date;

use super::marks::MarkKind;
use crate::domain::{
    DataSource, Lengths, Metres, Network, Origin, RouteClosure, RouteShape, RouteSheet, SheetPlaceKind,
};

pub(super) const MARK_NOTE: &str = "GR® et GR de Pays® sont des marques déposées de la Fédération française de la \
randonnée pédestre (FFRandonnée).";
pub(super) const LIAISON_NOTE: &str = "Liaison non inscrite, à vérifier sur place.";

pub(super) fn withheld(reason: &str) -> String {
    format!("Le tracé de cet itinéraire ne peut pas quitter l’application : {reason}")
}

/// The mark of the federation is named on its own networks only.
pub(super) const fn mark_note(network: Network) -> Option<&'static str> {
    match network {
        Network::Gr | Network::Grp => Some(MARK_NOTE),
        _ => None,
    }
}

pub(super) const fn network(network: Network) -> &'static str {
    match network {
        Network::Gr => "GR®",
        Network::Grp => "GR de Pays®",
        Network::Pr => "PR",
        Network::Riding => "équestre",
        Network::MountainBike => "VTT",
        Network::Local => "local",
    }
}

const fn shape(shape: RouteShape) -> &'static str {
    match shape {
        RouteShape::Loop => "Boucle",
        RouteShape::ThereAndBack => "Aller-retour",
        RouteShape::Traverse => "Traversée",
        RouteShape::Itinerant => "Itinérance",
        RouteShape::Stage => "Étape",
    }
}

/// `F15.E — Boucle de Saint-Prest`, without saying the code twice.
pub(super) fn title(sheet: &RouteSheet) -> String {
    let (code, name) = (&sheet.card.code, &sheet.card.name);
    let compact = |text: &str| text.replace(' ', "");
    if compact(name).contains(&compact(code)) { name.clone() } else { format!("{code} — {name}") }
}

/// What somebody reads who opens the file in another tool.
pub(super) fn description(sheet: &RouteSheet, sources: &[DataSource]) -> String {
    let mut lines = Vec::new();
    let kind = sheet.card.shape.map(|figure| format!("{}. ", shape(figure.value))).unwrap_or_default();
    lines.push(format!("{kind}Réseau {}. {}", network(sheet.card.network), lengths(&sheet.card.lengths)));
    if sheet.card.partial {
        lines.push(partial(sheet));
    }
    for told in &sheet.state.closures {
        let place = format!("à {} du départ, sur {}", distance(told.from_start), distance(told.length));
        lines.push(format!("{}, {place}.", closure(told)));
    }
    if let Some(duration) = sheet.card.duration {
        let minutes = duration.value.minutes.0;
        let flat = if duration.value.counts_ascent { "" } else { " hors dénivelé" };
        lines.push(format!("Durée calculée : {}{flat}.", hours(minutes)));
    }
    let texts = &sheet.texts;
    for (label, text) in [
        ("", &texts.introduction),
        ("Pratique : ", &texts.practical),
        ("Parking : ", &texts.parking),
        ("Eau : ", &texts.water),
        ("Accessibilité : ", &texts.accessibility),
        ("Zones sensibles : ", &texts.sensitive_areas),
    ] {
        lines.extend(text.as_deref().map(|text| format!("{label}{text}")));
    }
    lines.extend(mark_note(sheet.card.network).map(str::to_owned));
    // The register gives the line; the other sources stand in the extensions.
    if let Some(source) = sources.first() {
        lines.push(format!("Source : {}, {} ({}).", source.name, source.holder, source.licence));
    }
    lines.join("\n")
}

fn partial(sheet: &RouteSheet) -> String {
    let mut text = "Itinéraire partiel".to_owned();
    if sheet.parts.len() > 1 {
        text += &format!(" en {} parties séparées par plus de 2\u{a0}km", sheet.parts.len());
    }
    if super::mostly_liaison(sheet) {
        text += " : moins de la moitié est inscrite ; seuls les chemins inscrits sont tracés";
    }
    text + ", sans ligne continue à suivre."
}

fn lengths(lengths: &Lengths) -> String {
    let mut text = format!(
        "{} à parcourir, dont {} inscrits au PDIPR",
        distance(lengths.total()),
        distance(lengths.inscribed + lengths.retraced)
    );
    if lengths.liaison > Metres::ZERO {
        text += &format!(" et {} de liaison non inscrite, à vérifier sur place", distance(lengths.liaison));
    }
    text.push('.');
    if lengths.gaps > Metres::ZERO {
        text += &format!(" Interruptions non comptées : {}.", distance(lengths.gaps));
    }
    text
}

fn distance(length: Metres) -> String {
    if length.value() < 995.0 {
        format!("{:.0}\u{a0}m", (length.value() / 10.0).round() * 10.0)
    } else {
        format!("{:.1}\u{a0}km", length.kilometres()).replace('.', ",")
    }
}

fn hours(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}

pub(super) const fn origin_of_start(origin: Origin) -> &'static str {
    match origin {
        Origin::Official => "Départ indiqué par l’agence.",
        Origin::Computed | Origin::Hint => "Départ calculé : le registre n’en donne pas.",
    }
}

/// `Fermé du 03/12/2026 au 20/12/2026 : gué submergé`.
pub(super) fn closure(closure: &RouteClosure) -> String {
    let day = |day: Date| format!("{:02}/{:02}/{}", day.day(), day.month(), day.year());
    let from = day(closure.days.from);
    let days = match closure.days.until {
        Some(until) => format!("du {from} au {}", day(until)),
        None => format!("à partir du {from}, jusqu’à nouvel ordre"),
    };
    format!("Fermé {days} : {}", closure.reason.as_deref().unwrap_or("motif non renseigné"))
}

pub(super) fn closure_note(closure: &RouteClosure) -> Option<String> {
    closure.source.as_ref().map(|source| format!("Source : {source}."))
}

pub(super) fn station_note(distance_from_start: Metres) -> String {
    format!("À {} à vol d’oiseau ; desserte à vérifier.", distance(distance_from_start))
}

pub(super) fn mark_name(kind: MarkKind, of: &str) -> String {
    match kind {
        MarkKind::Start => format!("Départ {of}"),
        MarkKind::StartAndFinish => format!("Départ et arrivée {of}"),
        MarkKind::Finish => format!("Arrivée {of}"),
        MarkKind::End => format!("Extrémité {of}"),
        MarkKind::Station => format!("Gare de {of}"),
        MarkKind::Closure | MarkKind::Place(_) => of.to_owned(),
    }
}

pub(super) const fn mark_type(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Start => "Départ",
        MarkKind::StartAndFinish => "Départ et arrivée",
        MarkKind::Finish => "Arrivée",
        MarkKind::End => "Extrémité",
        MarkKind::Station => "Gare",
        MarkKind::Closure => "Fermeture",
        MarkKind::Place(SheetPlaceKind::Parking) => "Parking",
        MarkKind::Place(SheetPlaceKind::Water) => "Eau potable",
        MarkKind::Place(SheetPlaceKind::Toilets) => "Toilettes",
        MarkKind::Place(SheetPlaceKind::PointOfInterest) => "Point d’intérêt",
    }
}

/// The address of a licence that everybody knows by name.
pub(super) fn licence_address(licence: &str) -> Option<&'static str> {
    if licence.contains("Licence Ouverte") {
        Some("https://www.etalab.gouv.fr/licence-ouverte-open-licence/")
    } else if licence.contains("CC BY 4.0") {
        Some("https://creativecommons.org/licenses/by/4.0/")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;

    #[test]
    fn the_description_keeps_inscribed_and_liaison_apart() {
        let text = description(&a_loop(), &sources());
        assert!(text.contains("12,4\u{a0}km à parcourir, dont 12,2\u{a0}km inscrits au PDIPR"), "{text}");
        assert!(text.contains("210\u{a0}m de liaison non inscrite, à vérifier sur place"), "{text}");
        assert!(text.contains("Licence Ouverte 2.0"), "{text}");
    }

    #[test]
    fn the_mark_of_the_federation_is_named_on_its_networks_only() {
        let mut sheet = a_loop();
        assert!(!description(&sheet, &[]).contains("GR®"));
        sheet.card.network = Network::Grp;
        assert!(description(&sheet, &[]).contains("marques déposées"));
    }

    #[test]
    fn a_code_inside_the_name_is_not_said_twice() {
        let mut sheet = a_loop();
        assert_eq!(title(&sheet), "F15.E — Boucle de Saint-Prest");
        sheet.card.name = "Circuit F15.E".into();
        assert_eq!(title(&sheet), "Circuit F15.E");
    }
}
