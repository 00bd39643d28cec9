# Storage, data, accessibility, privacy, settings.

more-title = More
storage-title = Offline and storage
about-title = About the data
a11y-title = Accessibility
privacy-title = Privacy
settings-title = Settings
