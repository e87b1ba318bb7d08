import { lowered } from '../format';
import type { parked as viParked } from './vi.parked';

export const parked: typeof viParked = {
  title: 'Events set aside, not counted',
  lede: 'Each stream below has an event that this version cannot read. From that event on the stream is set aside: the figures lack what it recorded since; other streams are counted as ever.',
  inLine: (n) => `${n} streams set aside, not in the figures`,
  see: 'See the streams set aside',
  none: 'No stream is set aside.',
  noneHint: 'Every event that was recorded is counted.',
  stream: 'Stream',
  lanes: { 'field-activity': 'work at households', 'team-organisation': 'teams and units' },
  reason: 'Why',
  unreadable: (what, version) =>
    what === ''
      ? `cannot read an event, version ${version}`
      : `cannot read an event (${lowered(what)}), version ${version}`,
  streams: {
    household: (id) => `Household ${id}`,
    team: (id) => `Team ${id}`,
    citizen: (id) => `Citizen ${id}`,
  },
  since: 'Since',
  events: 'Events',
  positions: (first, last) => `events ${first} to ${last} of the log`,
  position: (only) => `event ${only} of the log`,
  act: 'What to do',
  retry: 'Try again',
  retryOf: (stream) => `Try ${lowered(stream)} again`,
  retryAll: 'Try all again',
  retrying: 'Trying again…',
  freed: (n) => `${n} streams were read and counted.`,
  stillHeld: 'It still cannot be read; the stream stays set aside.',
  discard: 'Discard…',
  discardOf: (stream) => `Discard ${lowered(stream)}`,
  confirmTitle: (stream) => `Discard the events set aside of ${lowered(stream)}`,
  confirm: (n) =>
    `${n === '1' ? 'This event' : `These ${n} events`} will never be counted, not even when all is counted anew. It is recorded under the name of who decides, and cannot be undone. What the stream records after them is counted.`,
  why: 'Why they are discarded',
  choose: 'Choose a reason',
  whyMissing: 'A reason is needed.',
  sure: 'Discard for good',
  cancel: 'Keep them',
  discarding: 'Recording the decision…',
  discarded: (stream) => `The events set aside of ${lowered(stream)} were discarded.`,
};
