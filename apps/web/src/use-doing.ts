import { useCallback, useEffect, useRef, useState } from 'react';
import { Problem } from './problem';

export interface Doing {
  /** What is being done now; null when nothing is. */
  now: string | null;
  /** Of what was done last. */
  problem: Problem | undefined;
  /** Does one thing at a time: while one is under way another is not begun. Resolves to whether it was done. */
  run: (what: string, work: (signal: AbortSignal) => Promise<void>) => Promise<boolean>;
}

/** Something a person asked to be done, told of while it lasts and when it fails; given up with the page. */
export function useDoing(): Doing {
  const [state, setState] = useState<{ now: string | null; problem?: Problem }>({ now: null });
  const pending = useRef<AbortController | null>(null);
  useEffect(() => () => pending.current?.abort(), []);
  const run = useCallback<Doing['run']>(async (what, work) => {
    if (pending.current) return false;
    const controller = new AbortController();
    pending.current = controller;
    setState({ now: what });
    let problem: Problem | undefined;
    try {
      await work(controller.signal);
    } catch (error) {
      problem = error instanceof Problem ? error : new Problem(0);
    }
    pending.current = null;
    if (!controller.signal.aborted) setState({ now: null, ...(problem && { problem }) });
    return problem === undefined && !controller.signal.aborted;
  }, []);
  return { now: state.now, problem: state.problem, run };
}
