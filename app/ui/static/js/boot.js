// Starts the screens; where that fails, the page says so instead of staying grey.
import init from '/sente-ui.js';

const firstFrame = document.getElementById('first-frame');

try {
  await init();
  await drawn(document.getElementById('main'));
  firstFrame?.remove();
} catch (error) {
  console.error(error);
  firstFrame?.remove();
  document.getElementById('boot-failed').hidden = false;
}

/** A screen that is fetched apart stands a moment after the start. */
function drawn(main) {
  return new Promise((resolve) => {
    const look = () => main.firstElementChild !== null && (observer.disconnect(), resolve());
    const observer = new MutationObserver(look);
    observer.observe(main, { childList: true });
    look();
  });
}
