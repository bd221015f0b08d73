/** Polling must not keep a session alive by itself: it rests when nobody has touched the desk for five minutes. */
const restAfterMs = 5 * 60_000;
let lastTouch = performance.now();

for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
  window.addEventListener(event, () => (lastTouch = performance.now()), { passive: true, capture: true });
}

export function isPresent(): boolean {
  return document.visibilityState === 'visible' && performance.now() - lastTouch < restAfterMs;
}
