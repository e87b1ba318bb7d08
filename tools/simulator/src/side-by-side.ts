import type { LocalDate } from '@tung-nha/kernel';

export interface Queued {
  readonly recorded: LocalDate;
  /** What is told in one queue stays in order. */
  readonly queue: string;
}

const COMMANDS_AT_ONCE = 512;
const TOLD_EVERY = 2_000;

/**
 * Plays in order of days, so many at once that commands which wait together share a commit: a disk takes some 1,000 of
 * those a second. One waits for the one before it in its queue, not for the others of its day. `told` is in order of
 * telling within each queue.
 */
export async function playSideBySide<Told extends Queued>(
  told: readonly Told[],
  play: (one: Told) => Promise<void>,
  meanwhile: (played: number, day: LocalDate) => void = () => {},
): Promise<void> {
  const inOrder = [...told].sort((one, other) =>
    one.recorded < other.recorded ? -1 : one.recorded > other.recorded ? 1 : 0,
  );
  const last = new Map<string, Promise<void>>();
  let begun = 0;
  const work = async () => {
    while (begun < inOrder.length) {
      const one = inOrder[begun]!;
      begun += 1;
      if (begun % TOLD_EVERY === 0) meanwhile(begun - COMMANDS_AT_ONCE, one.recorded);
      const before = last.get(one.queue);
      const playing = before ? before.then(() => play(one)) : play(one);
      last.set(one.queue, playing);
      await playing;
      if (last.get(one.queue) === playing) last.delete(one.queue);
    }
  };
  await Promise.all(Array.from({ length: Math.min(COMMANDS_AT_ONCE, inOrder.length) }, work));
}
