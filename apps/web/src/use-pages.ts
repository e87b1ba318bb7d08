import { useEffect, useRef, useState } from 'react';
import { useAnswer } from './answer';
import { Problem } from './problem';

type Next = string | number | null;

export interface Pages<P> {
  first: P | undefined;
  pages: P[];
  next: Next;
  /** For the first page. */
  waiting: boolean;
  /** A later page. */
  loading: boolean;
  problem: Problem | undefined;
  retry: () => void;
  more: () => void;
}

/** An answer that comes page by page; later pages are kept only for the question they answer. */
export function usePages<P extends { next: Next }>(
  key: string | null,
  load: (after: Next, signal: AbortSignal) => Promise<P>,
): Pages<P> {
  const answer = useAnswer(key, async (signal) => ({ key, page: await load(null, signal) }));
  const first = answer.value?.key === key ? answer.value.page : undefined;
  const [later, setLater] = useState<{ first: P; pages: P[] } | null>(null);
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const pending = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      pending.current?.abort();
      setLoading(false);
      setProblem(undefined);
    },
    [key],
  );
  const pages = first ? [first, ...(later?.first === first ? later.pages : [])] : [];
  const next = pages.at(-1)?.next ?? null;

  async function more() {
    if (!first || next === null) return;
    const controller = new AbortController();
    pending.current?.abort();
    pending.current = controller;
    setLoading(true);
    setProblem(undefined);
    try {
      const page = await load(next, controller.signal);
      if (!controller.signal.aborted) setLater({ first, pages: [...pages.slice(1), page] });
    } catch (error) {
      if (!controller.signal.aborted) setProblem(error instanceof Problem ? error : new Problem(0));
    } finally {
      if (pending.current === controller) setLoading(false);
    }
  }
  return {
    first,
    pages,
    next,
    waiting: answer.waiting,
    loading,
    problem: answer.problem ?? problem,
    retry: answer.retry,
    more: () => void more(),
  };
}
