// Registers the service worker, in the browser version only: the window has its pages inside already.
const inBrowser = /^https?:$/.test(location.protocol) && location.hostname !== 'tauri.localhost';
const FIRST_PAUSE = 5_000;
const LAST_PAUSE = 300_000;

if (inBrowser && 'serviceWorker' in navigator) {
  const first = !navigator.serviceWorker.controller;
  // Another version took over: this page still shows the old one, and the two must not mix.
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!first) location.reload();
  });
  register(FIRST_PAUSE);
}

/** One missing file fails the installation, and a network on the way is seldom whole: it is tried again, ever less often. */
async function register(pause) {
  const again = (error) => {
    console.warn(`the app does not start without a network yet, next attempt in ${pause / 1000} s:`, error);
    setTimeout(register, pause, Math.min(2 * pause, LAST_PAUSE));
  };
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
    // A version that was fetched last time takes over now, unless another tab still works with the old one.
    registration.waiting?.postMessage('take-over-if-alone');
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'redundant' && !registration.active) again('its installation failed');
    });
  } catch (error) {
    again(error);
  }
}
