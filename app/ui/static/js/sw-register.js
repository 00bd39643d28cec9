// Registers the service worker, in the browser version only: the window has its pages inside already.
const inBrowser = /^https?:$/.test(location.protocol) && location.hostname !== 'tauri.localhost';

if (inBrowser && 'serviceWorker' in navigator) {
  const first = !navigator.serviceWorker.controller;
  // Another version took over: this page still shows the old one, and the two must not mix.
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!first) location.reload();
  });
  navigator.serviceWorker
    .register('/sw.js', { updateViaCache: 'none' })
    // A version that was fetched last time takes over now, unless another tab still works with the old one.
    .then((registration) => registration.waiting?.postMessage('take-over-if-alone'))
    .catch((error) => console.warn('the app will not start without a network:', error));
}
