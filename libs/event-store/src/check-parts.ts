import { canonicalJson } from '@tung-nha/kernel';
import { LIMITS, type Part } from './event-store.js';

/** A part as an adapter stores it: the bytes made once, the place checked. */
export interface CheckedPart {
  readonly stream: string;
  readonly expectedVersion: number;
  readonly texts: readonly string[];
}

/** What every adapter refuses in the same way, before anything is written. @throws RangeError */
export function checkParts(parts: readonly Part[]): CheckedPart[] {
  const checked = parts.map(checkPart);
  const events = checked.reduce((sum, { texts }) => sum + texts.length, 0);
  const bytes = checked.reduce((sum, { texts }) => sum + texts.reduce((n, text) => n + Buffer.byteLength(text), 0), 0);

  if (parts.length === 0) throw new RangeError('an append needs a part');
  if (new Set(parts.map(({ stream }) => stream)).size < parts.length) throw new RangeError('one stream twice');
  if (events > LIMITS.eventsPerAppend) throw new RangeError(`${events} events, at most ${LIMITS.eventsPerAppend}`);
  if (bytes > LIMITS.bytesPerAppend) throw new RangeError(`${bytes} bytes, at most ${LIMITS.bytesPerAppend}`);
  return checked;
}

function checkPart({ stream, expectedVersion, events }: Part): CheckedPart {
  if (!Number.isSafeInteger(expectedVersion) || expectedVersion < 0) throw new RangeError(`version ${expectedVersion}`);
  if (events.length === 0) throw new RangeError(`${stream}: no events`);
  events.forEach(({ subject, streamversion }, index) => {
    if (subject !== stream) throw new RangeError(`${stream}: an event of ${subject}`);
    if (streamversion !== expectedVersion + index + 1) throw new RangeError(`${stream}: version ${streamversion}`);
  });
  return { stream, expectedVersion, texts: events.map(canonicalJson) };
}
