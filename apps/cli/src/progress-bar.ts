import { SingleBar } from 'cli-progress';
import type { Session } from './session.js';

/** A bar on a terminal; nothing where a program reads. */
export function barTo({ json }: Session): ((done: number, of: number) => void) | undefined {
  if (json || !process.stderr.isTTY) return undefined;
  const bar = new SingleBar({ clearOnComplete: true, hideCursor: true });
  let started = false;
  return (done, of) => {
    if (!started) bar.start(of, done);
    started = true;
    bar.setTotal(of);
    bar.update(done);
    if (done >= of) bar.stop();
  };
}
