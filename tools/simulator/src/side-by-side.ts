import { dayNumber, type LocalDate } from '@tung-nha/kernel';

export interface Queued {
  readonly recorded: LocalDate;
  /** What is told in one queue stays in order. */
  readonly queue: string;
}

const COMMANDS_AT_ONCE = 512;

/**
 * Plays so many days after one another, the queues of those days side by side: commands that wait together share one
 * commit, and a disk takes some 1,000 of those a second. `told` is in order of telling within each queue.
 */
export async function playSideBySide<Told extends Queued>(
  told: readonly Told[],
  daysAtOnce: number,
  play: (one: Told) => Promise<void>,
  afterwards: (played: number, day: LocalDate) => void = () => {},
): Promise<void> {
  const spans = groupedBy(told, ({ recorded }) => Math.floor(dayNumber(recorded) / daysAtOnce));
  let played = 0;
  for (const [, ofSpan] of [...spans].sort(([one], [other]) => one - other)) {
    const queues = [...groupedBy(ofSpan, ({ queue }) => queue).values()];
    const work = async () => {
      for (let queue = queues.pop(); queue; queue = queues.pop()) for (const one of queue) await play(one);
    };
    await Promise.all(Array.from({ length: Math.min(COMMANDS_AT_ONCE, queues.length) }, work));
    played += ofSpan.length;
    afterwards(played, ofSpan.at(-1)!.recorded);
  }
}

function groupedBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
