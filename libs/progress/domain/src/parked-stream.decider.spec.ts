import { describe, it } from '@jest/globals';
import { askTwice, specify } from '@tung-nha/kernel/testing';
import { discardReasons, type ParkedStreamEvent } from '@tung-nha/progress-events';
import fc from 'fast-check';
import { type Held, type ParkedStreamCommand, parkedStreamDecider } from './parked-stream.decider.js';

const address = { consumer: 'progress.projection', lane: 'field-activity', stream: 'household/h-1' } as const;
const held: Held = { first: 5, last: 9, events: 3 };
const discard = (said: Partial<ParkedStreamCommand> = {}): ParkedStreamCommand => ({
  type: 'discard-parked-stream',
  address,
  held,
  upTo: 9,
  reason: 'test-data',
  ...said,
});
const discarded: ParkedStreamEvent = {
  type: 'progress.parked-stream-discarded',
  data: { ...address, first: 5, upTo: 9, events: 3, reason: 'test-data' },
};

describe('discarding what is parked (X7)', () => {
  const stream = specify(parkedStreamDecider);

  it('records which events are never counted, and why', () => {
    stream.given().when(discard()).then([discarded]);
  });

  it('says nothing when asked again, also once nothing is held any more', () => {
    stream
      .given(discarded)
      .when(discard({ held: undefined }))
      .then([]);
  });

  it('gives up what was parked later on its own', () => {
    const later = { first: 12, last: 12, events: 1 };
    stream
      .given(discarded)
      .when(discard({ held: later, upTo: 12, reason: 'forged' }))
      .then([{ ...discarded, data: { ...address, first: 12, upTo: 12, events: 1, reason: 'forged' } }]);
  });

  it('refuses where nothing is held, where more is held than was seen, and another reason', () => {
    stream
      .given()
      .when(discard({ held: undefined }))
      .thenRefused('NothingParkedThere');
    stream
      .given()
      .when(discard({ upTo: 8 }))
      .thenRefused('NotTheLastHeld');
    stream
      .given(discarded)
      .when(discard({ reason: 'forged' }))
      .thenRefused('DiscardedForAnotherReason');
  });

  it('asked twice says nothing new (X6)', () => {
    const anyHeld = fc.option(
      fc.record({
        first: fc.integer({ min: 1, max: 4 }),
        last: fc.integer({ min: 4, max: 7 }),
        events: fc.constant(2),
      }),
      { nil: undefined },
    );
    askTwice(
      parkedStreamDecider,
      fc.record({
        type: fc.constant('discard-parked-stream' as const),
        address: fc.constant(address),
        held: anyHeld,
        upTo: fc.integer({ min: 4, max: 7 }),
        reason: fc.constantFrom(...discardReasons),
      }),
    );
  });
});
