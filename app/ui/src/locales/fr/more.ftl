# Storage, data, accessibility, privacy, settings.

more-title = Plus
storage-title = Hors ligne et stockage
about-title = À propos des données
a11y-title = Accessibilité
privacy-title = Confidentialité
settings-title = Réglages
