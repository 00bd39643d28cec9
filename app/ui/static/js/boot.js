// Starts the screens; where that fails, the page says so instead of staying grey.
import init from '/sente-ui.js';

try {
  await init();
  document.getElementById('first-frame')?.remove();
} catch (error) {
  console.error(error);
  document.getElementById('first-frame')?.remove();
  document.getElementById('boot-failed').hidden = false;
}
