import type { Context } from '@tung-nha/kernel';

/** Up to where each context is counted, and who waits for it (P7). */
export class CountedPositions {
  private readonly positions = new Map<Context, number>();
  private readonly waiting = new Set<() => void>();

  reached(lane: Context, position: number): void {
    this.positions.set(lane, position);
    for (const wake of this.waiting) wake();
  }

  /** Waits at most so long. */
  async hasReached(lane: Context, position: number, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while ((this.positions.get(lane) ?? 0) < position) {
      const left = deadline - performance.now();
      if (left <= 0) return false;
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, left);
        this.waiting.add(wake);
      });
    }
    return true;
  }
}
