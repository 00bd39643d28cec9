//! Ten thousand reviews that differ as people's do: without a text, or with one to four sentences, of any route, with or
//! without criteria. Drawn from a seed, so that each run sends the same ones.

use protocol::{Audience, Condition, Criteria, Pseudonym, Review, RouteRef, Stars};

const OPENINGS: [&str; 24] = [
    "Très belle boucle",
    "Randonnée agréable",
    "Parcours assez monotone au début",
    "Nous avons adoré cette balade",
    "Promenade facile",
    "Jolie sortie du dimanche",
    "Circuit bien pensé",
    "Un peu déçus par l'itinéraire",
    "Superbe découverte",
    "Marche tranquille",
    "Beau sentier ombragé",
    "Chemin en mauvais état",
    "Une de mes préférées du coin",
    "Faite pour la troisième fois",
    "Idéale par temps chaud",
    "À éviter après la pluie",
    "Trop de route goudronnée",
    "Des paysages variés",
    "Sortie en famille réussie",
    "Belle vallée sauvage",
    "Départ difficile à trouver",
    "Plus long qu'annoncé",
    "Calme absolu",
    "Rien d'exceptionnel",
];
const WHERE: [&str; 28] = [
    "entre Maintenon et Nogent-le-Roi",
    "le long de l'Eure",
    "autour de l'étang",
    "dans la forêt de Dreux",
    "depuis la gare de Courville",
    "jusqu'au lavoir",
    "près du vieux moulin",
    "derrière l'église",
    "à la sortie du hameau",
    "par les champs de colza",
    "vers la chapelle Saint-Blaise",
    "au bord du Loir",
    "sous les châtaigniers",
    "après le pont de pierre",
    "côté Perche",
    "au-dessus de la voie ferrée",
    "dans le vallon de la Blaise",
    "à travers la Beauce",
    "sur la crête",
    "en lisière du bois de Bailleau",
    "près de l'aqueduc",
    "devant le manoir",
    "au carrefour des quatre chemins",
    "à hauteur du dolmen",
    "en contrebas du château",
    "après la ferme des Boulayes",
    "vers Illiers-Combray",
    "du côté de Cloyes",
];
const DETAILS: [&str; 36] = [
    "le balisage est effacé sur deux poteaux",
    "un arbre barre le passage, mais on contourne sans peine",
    "beaucoup de boue au gué",
    "les enfants ont compté onze chevreuils",
    "nous n'avons croisé personne",
    "prévoir de bonnes chaussures",
    "le chien a dû rester en laisse",
    "il manque un banc pour pique-niquer",
    "la vue sur la cathédrale vaut le détour",
    "les orties arrivent aux genoux",
    "attention aux voitures sur la départementale",
    "panneau arraché, nous avons fait demi-tour",
    "passage étroit pour la poussette",
    "l'eau de la fontaine n'est pas potable",
    "stationnement facile devant la mairie",
    "le café du village était fermé",
    "les marques jaunes sont bien visibles",
    "la pente surprend en fin de parcours",
    "on entend l'autoroute pendant un bon kilomètre",
    "les jonquilles étaient en fleurs",
    "le pont de bois bouge un peu",
    "le tracé GPS nous a bien aidés",
    "une clôture électrique traverse le chemin",
    "deux vélos nous ont frôlés dans la descente",
    "la description parle d'un calvaire que nous n'avons pas vu",
    "le sol est sableux et roule sous les pas",
    "chasse en cours le samedi matin",
    "les champs venaient d'être labourés",
    "un agriculteur nous a indiqué le chemin",
    "les mûres étaient délicieuses",
    "le retour par la plaine est un peu long",
    "beaucoup de moustiques près de la rivière",
    "ma mère de soixante-quinze ans a suivi sans souci",
    "il faudrait faucher avant juin",
    "les explications sur le patrimoine sont passionnantes",
    "nous avons mis une heure de plus que prévu",
];
const ENDINGS: [&str; 16] = [
    "À refaire au printemps.",
    "Merci aux baliseurs !",
    "Je recommande.",
    "Dommage.",
    "Bravo à l'agence.",
    "On reviendra.",
    "Compter trois heures avec les pauses.",
    "Parfait pour un dimanche.",
    "À faire une fois.",
    "Vivement les beaux jours.",
    "Note sévère, mais juste.",
    "Bonne marche à tous.",
    "Le parking était plein à onze heures.",
    "Nous étions six, tous ravis.",
    "Moyen.",
    "Sans regret.",
];
const NAMES: [&str; 12] = [
    "",
    "",
    "",
    "Ana",
    "Jean-Luc",
    "Marcheur28",
    "Famille B.",
    "Odile",
    "Les Trotteurs",
    "K.",
    "Hugo",
    "Mme R.",
];

/// SplitMix64.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    pub fn seed(&mut self) -> [u8; 32] {
        std::array::from_fn(|_| self.next() as u8)
    }
}

fn stars(chance: &mut Chance) -> Stars {
    // People rather say that they liked it.
    Stars::try_from([5, 5, 5, 4, 4, 4, 4, 3, 3, 2, 1][chance.below(11)]).unwrap()
}

fn text(chance: &mut Chance) -> String {
    let mut text = String::new();
    // Some give stars only, most write a sentence, few tell all of it.
    let sentences = [0, 0, 1, 1, 1, 1, 1, 2, 2, 3][chance.below(10)];
    for _ in 0..sentences {
        let (opening, place) = (chance.one(&OPENINGS), chance.one(&WHERE));
        text += &format!("{opening} {place}, {}. ", chance.one(&DETAILS));
    }
    if sentences > 0 && chance.below(3) == 0 {
        text += chance.one(&ENDINGS);
    }
    text
}

/// One review of a route.
pub fn review(chance: &mut Chance, route: &str, by: &str) -> Review {
    let mut criterion = |share: usize| (chance.below(10) < share).then(|| stars(chance));
    let criteria = Criteria { description: criterion(4), waymarks: criterion(6), interest: criterion(5) };
    let condition = chance.below(Condition::ALL.len() * 2);
    let audience = chance.below(Audience::ALL.len() * 2);
    Review {
        route: RouteRef(route.to_owned()),
        line: String::new(),
        stars: stars(chance),
        criteria,
        text: text(chance),
        walked: format!("2026-{:02}", 1 + chance.below(10)).parse().unwrap(),
        conditions: Condition::ALL.get(condition).copied().into_iter().collect(),
        recommends: Audience::ALL.get(audience).copied().into_iter().collect(),
        photos: vec![],
        by: Pseudonym(by.to_owned()),
    }
}

/// How a hiker signs.
pub fn name(chance: &mut Chance) -> &'static str {
    chance.one(&NAMES)
}
