import { describe, expect, it } from '@jest/globals';
import { type FieldActivityEvent, fieldActivityEvents, readFieldActivityEvent } from '@tung-nha/field-activity-events';
import { type CommandId, type Instant, registryOf, seal, storedDataOf, subjectRef, unitId } from '@tung-nha/kernel';
import { quickRead } from './quick-read.js';

const village = unitId.parse('v1');

function envelopeOf(event: { readonly type: string; readonly data: unknown }) {
  const [envelope] = seal(
    [event],
    registryOf(fieldActivityEvents),
    { context: 'field-activity', stream: 'household/h', after: 0, unit: village, partitionKey: 'c' },
    {
      commandId: 'c' as CommandId,
      actor: subjectRef.parse('an'),
      recordedTime: '2024-05-10T05:00:00.000Z' as Instant,
      correlationId: 'x',
      causationId: 'x',
    },
  );
  return envelope!;
}

const interval = { village, from: '2024-01-01', to: null };
const standing = (data: object) => ({
  type: 'field-activity.household-standing-restated',
  data: { standing: 'visited', was: [], is: [interval], ...data },
});
const record = {
  type: 'field-activity.household-record-restated',
  data: { record: 'r', kind: 'visit', on: '2024-01-01', team: 't', was: null, is: 'v1' },
};

describe('the quick way to read restatements', () => {
  it('reads what the schema reads, and to the same event', () => {
    const citizen = {
      ...standing({ citizen: 'an', standing: 'vneid' }),
      type: 'field-activity.citizen-standing-restated',
    };
    for (const event of [standing({}), citizen, record]) {
      const envelope = envelopeOf(event);
      expect(quickRead(envelope)).toEqual(readFieldActivityEvent(storedDataOf(envelope)) satisfies FieldActivityEvent);
    }
  });

  it('leaves to the schema what is odd, or of another version or type', () => {
    const odd = [
      standing({ is: [{ ...interval, from: 3 }] }),
      standing({ is: [{ from: '2024-01-01', to: null }] }),
      standing({ was: null }),
      standing({ is: [null] }),
      { ...record, data: { ...record.data, team: undefined } },
      { type: 'field-activity.household-registered', data: { village, on: '2024-01-01' } },
    ];
    for (const event of odd) expect(quickRead(envelopeOf(event))).toBeUndefined();
    const current = envelopeOf(standing({}));
    expect(quickRead({ ...current, dataschema: `urn:tung-nha:schema:${current.type}:2` })).toBeUndefined();
  });
});
