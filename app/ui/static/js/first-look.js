// Puts language, look and text size on the root element before the first paint, from the mirror that the app keeps.
// Without it the page would flash in the wrong colours until the wasm has started.
{
  const root = document.documentElement;
  let settings = {};
  try {
    settings = JSON.parse(localStorage.getItem('sente-settings') ?? '{}') ?? {};
  } catch {
    // No storage or a broken mirror: the device's own preferences hold.
  }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const looks = { day: 'day', 'full-sun': 'sun', night: 'night' };
  root.dataset.look = looks[settings.look] ?? (dark ? 'night' : 'day');
  root.lang = settings.language ?? (navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr');
  if (settings.text_percent > 100 && settings.text_percent <= 200) root.style.fontSize = `${settings.text_percent}%`;
}
