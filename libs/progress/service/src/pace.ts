/** Nobody waits longer for the event loop while a long work goes on (L23). */
const SLICE_MS = 8;

/** Lets a long work give way to whoever waits. */
export class Pace {
  private since = performance.now();

  /** Resolves at once while the slice lasts; else after everything that waits has had its turn. */
  async rest(): Promise<void> {
    if (performance.now() - this.since < SLICE_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.since = performance.now();
  }

  get over(): boolean {
    return performance.now() - this.since >= SLICE_MS;
  }
}
