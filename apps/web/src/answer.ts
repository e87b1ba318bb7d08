import { useCallback, useEffect, useRef, useState } from 'react';
import { Problem } from './problem';

export interface Answer<T> {
  /** The last answer that came, also while a newer one is awaited or after that one failed. */
  value: T | undefined;
  problem: Problem | undefined;
  waiting: boolean;
  retry: () => void;
  /** Asks the same again behind the answer shown: nothing waits, and only what changed moves. */
  refresh: () => void;
}

const asProblem = (error: unknown) => (error instanceof Problem ? error : new Problem(0));

/** Asks again whenever `key` changes; the older request is aborted, and its answer never shows. */
export function useAnswer<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{ asked: string | null; value?: T; problem?: Problem }>({ asked: null });
  const [revision, setRevision] = useState(0);
  const latestLoad = useRef(load);
  latestLoad.current = load;
  const asked = key === null ? null : `${attempt} ${key}`;

  useEffect(() => {
    if (asked === null) return;
    const controller = new AbortController();
    const unlessAborted = (change: () => void) => (controller.signal.aborted ? undefined : change());
    latestLoad.current(controller.signal).then(
      (value) => unlessAborted(() => setState({ asked, value })),
      (error: unknown) => unlessAborted(() => setState(({ value }) => ({ asked, value, problem: asProblem(error) }))),
    );
    return () => controller.abort();
  }, [asked, revision]);

  const waiting = asked !== null && state.asked !== asked;
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const refresh = useCallback(() => setRevision((count) => count + 1), []);
  return { value: state.value, problem: waiting ? undefined : state.problem, waiting, retry, refresh };
}

/** True once `waiting` has lasted, so that a quick answer does not flicker. */
export function useLasting(waiting: boolean, afterMs = 150): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!waiting) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), afterMs);
    return () => clearTimeout(timer);
  }, [waiting, afterMs]);
  return waiting && lasting;
}

/** The value once it has rested, so that typing does not ask at every key. */
export function useSettled<T>(value: T, afterMs = 180): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
