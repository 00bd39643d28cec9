//! The few words that stand outside the screens: the menu and what the shell says of an opened file.
//! They follow the language of the system, for the shell shows them before any setting is read.

pub struct Words {
    pub file: &'static str,
    pub open_gpx: &'static str,
    pub gpx_files: &'static str,
    pub quit: &'static str,
    pub edit: &'static str,
    pub undo: &'static str,
    pub redo: &'static str,
    pub cut: &'static str,
    pub copy: &'static str,
    pub paste: &'static str,
    pub select_all: &'static str,
    pub view: &'static str,
    pub full_screen: &'static str,
}

const FRENCH: Words = Words {
    file: "Fichier",
    open_gpx: "Ouvrir un fichier GPX…",
    gpx_files: "Traces GPX",
    quit: "Quitter",
    edit: "Édition",
    undo: "Annuler",
    redo: "Rétablir",
    cut: "Couper",
    copy: "Copier",
    paste: "Coller",
    select_all: "Tout sélectionner",
    view: "Affichage",
    full_screen: "Plein écran",
};

const ENGLISH: Words = Words {
    file: "File",
    open_gpx: "Open a GPX file…",
    gpx_files: "GPX tracks",
    quit: "Quit",
    edit: "Edit",
    undo: "Undo",
    redo: "Redo",
    cut: "Cut",
    copy: "Copy",
    paste: "Paste",
    select_all: "Select all",
    view: "View",
    full_screen: "Full screen",
};

/// In the language of the system; French where it says nothing.
pub fn words() -> &'static Words {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    for_locale(locale.as_deref().unwrap_or_default())
}

fn for_locale(locale: &str) -> &'static Words {
    if locale.starts_with("en") { &ENGLISH } else { &FRENCH }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_is_spoken_where_the_system_says_nothing() {
        assert_eq!(for_locale("C.UTF-8").quit, "Quitter");
        assert_eq!(for_locale("en_GB.UTF-8").quit, "Quit");
    }
}
