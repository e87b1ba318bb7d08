/** One measured line: a figure, its yardstick in the same run, and the ratio that travels to other machines. */
export interface Line {
  readonly what: string;
  readonly figure: string;
  readonly yardstick: string;
  readonly ratio: string;
}

export function print(title: string, lines: readonly Line[]): void {
  process.stdout.write(`\n### ${title}\n\n| what | figure | yardstick, same run | ratio |\n|---|---|---|---|\n`);
  for (const { what, figure, yardstick, ratio } of lines)
    process.stdout.write(`| ${what} | ${figure} | ${yardstick} | ${ratio} |\n`);
}

export const perSecond = (count: number, ms: number) => `${Math.round((count / ms) * 1_000).toLocaleString('en')}/s`;
export const ratio = (one: number, other: number) => (one / other).toFixed(2);

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function quantiles(samples: readonly number[]): {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
} {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
