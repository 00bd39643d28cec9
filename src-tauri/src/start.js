// Tells the shell when what is measured is there (see start.rs, which says WHAT and READ_MS above): the first card of a
// route, painted, or the first rest of the map that is opened once a person has seen that card. (A map rests when it has been
// painted.)
{
  // Two frames: the first is asked for before a thing is painted, the second comes after.
  const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  const once = (css, then) => {
    const look = () => {
      if (!document.querySelector(css)) return;
      observer.disconnect();
      then();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, attributeFilter: ['data-idle'] });
    look();
  };
  const tell = (since) => window.__TAURI__.core.invoke('shown', { pageMs: performance.now() - since });
  const openMap = () => {
    const opened = performance.now();
    document.querySelector('[data-test="tab-map"]').click();
    once('[data-test="map"][data-idle="true"]', () => tell(opened));
  };
  once('[data-test="route-card"]', () => {
    if (WHAT === 'map') setTimeout(openMap, READ_MS);
    else painted(() => tell(0));
  });
}
