import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Running, shutDown } from './shutdown.js';

describe('a process that is told to end', () => {
  let done: string[];
  beforeEach(() => {
    jest.useFakeTimers();
    done = [];
  });
  afterEach(() => void jest.useRealTimers());
  const closing = (what: string) => async () => void done.push(what);
  const never = () => new Promise<void>(() => undefined);
  const running = (over: Partial<Running> = {}): Running => ({
    readiness: {
      set phase(phase: string) {
        done.push(phase);
      },
    } as Running['readiness'],
    bus: { close: closing('bus') },
    app: { close: closing('HTTP') },
    waitMs: 5_000,
    thenClose: [closing('relay'), closing('store')],
    onLate: (what) => void done.push(`late: ${what}`),
    ...over,
  });

  it('is not ready first, waits, and closes its stores last', async () => {
    const ended = shutDown(running());
    expect(done).toEqual(['stopping']);
    await jest.advanceTimersByTimeAsync(4_999);
    expect(done).toEqual(['stopping']);
    await jest.advanceTimersByTimeAsync(1);
    await ended;
    expect(done).toEqual(['stopping', 'bus', 'HTTP', 'relay', 'store']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('answers and closes its stores within 30 s, also when Kafka never lets it go', async () => {
    const ended = shutDown(
      running({ bus: { close: never }, app: { close: never }, thenClose: [never, closing('store')] }),
    );
    await jest.advanceTimersByTimeAsync(30_000);
    await ended;
    expect(done).toEqual(['stopping', 'late: event bus', 'late: HTTP', 'late: stores', 'store']);
  });
});
