// Tells the shell when the first card of a route has been drawn (see start.rs).
{
  // Two frames: the first is asked for before the card is painted, the second comes after.
  const tell = () =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => window.__TAURI__.core.invoke('list_shown', { pageMs: performance.now() })),
    );
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-test="route-card"]')) return;
    observer.disconnect();
    tell();
  });
  observer.observe(document, { childList: true, subtree: true });
}
