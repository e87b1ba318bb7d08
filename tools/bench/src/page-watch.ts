/// <reference lib="dom" />

/** What the page under measurement keeps of itself. */
export interface Watched {
  /** ms from the beginning of the navigation. */
  firstFigures: number;
  mapDrawn: number;
  /** When the last long task so far ended. */
  lastBusy: number;
  /** Sum of layout shifts that no press caused. */
  shift: number;
  /** ms from a press to the paint of all it changes, once it is there. */
  changed: Promise<number>;
}

type Watching = typeof globalThis & { watched: Watched };
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

/** Runs in the page, before its own programs: notes when what is waited for is there. */
export function watch(): void {
  const watched: Watched = { firstFigures: 0, mapDrawn: 0, lastBusy: 0, shift: 0, changed: Promise.resolve(0) };
  (globalThis as Watching).watched = watched;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) if (!entry.hadRecentInput) watched.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watched.lastBusy = startTime + duration;
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (watched.firstFigures === 0 && document.querySelector('.big .why')) watched.firstFigures = performance.now();
    if (watched.mapDrawn === 0 && document.querySelector('.map .u[fill]')) watched.mapDrawn = performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

/** Presses what the selector finds, and times until the page shows the figures, or the figures and the map, of it. */
export function pressAndTime({ selector, map }: { selector: string; map: boolean }): Promise<number> {
  const pressed = document.querySelector<HTMLElement>(selector)!;
  const before = location.href;
  const drawn = document.querySelector('.map .ln-c')?.getAttribute('d');
  const from = performance.now();
  pressed.click();
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`nothing came of pressing ${selector}`)), 20_000);
    const isThere = () =>
      location.href !== before &&
      document.querySelector('main')?.getAttribute('aria-busy') === 'false' &&
      document.querySelector('.big .why') !== null &&
      (!map ||
        (document.querySelector('.map .ln-c')?.getAttribute('d') !== drawn &&
          document.querySelector('.map .u[fill]') !== null));
    const look = () =>
      isThere()
        ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)))
        : setTimeout(look, 1);
    setTimeout(look);
  });
}
