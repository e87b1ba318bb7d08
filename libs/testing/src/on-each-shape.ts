import { describe } from '@jest/globals';
import { hasServers } from './distributed-system.js';
import type { Shape } from './system.js';

const missing = 'skipped without servers: KAFKA_BROKERS and MONGODB_URI, Java and Maven, or containers';

/** The same journey on both shapes (ARCHITECTURE §2); `suite` where something else may be missing as well. */
export function onEachShape(
  title: string,
  journey: (shape: Shape) => void,
  suite: typeof describe | typeof describe.skip = describe,
): void {
  suite(`${title}: embedded`, () => journey('embedded'));
  if (hasServers()) suite(`${title}: distributed`, () => journey('distributed'));
  else describe.skip(`${title}: distributed (${missing})`, () => journey('distributed'));
}
