// Tells whether a part of the page is in sight (app/ui/src/parts/in_view.rs): `told(inSight)` at once and at each change,
// until the watch is disconnected.
export function watch(element, told) {
  const observer = new IntersectionObserver((entries) => told(entries.at(-1).isIntersecting));
  observer.observe(element);
  return observer;
}
