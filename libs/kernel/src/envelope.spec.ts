import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.js';
import { defineEvent, registryOf } from './define-event.js';
import { recordedOn, seal, storedDataOf } from './envelope.js';
import { commandIdOf, subjectRef, unitId } from './ids.js';
import { instant, localDate } from './local-date.js';

const visited = defineEvent({
  type: 'field-activity.sample-visited',
  version: 2,
  about: 'A sample was visited.',
  data: z.strictObject({ on: localDate }),
});
const actor = subjectRef.parse('an');
const request = {
  commandId: commandIdOf(actor, 'key-1'),
  actor,
  recordedTime: instant.parse('2024-05-10T18:30:00.000Z'),
  correlationId: 'correlation-1',
  causationId: 'cause-1',
};
const destination = {
  context: 'field-activity',
  stream: 'sample/1',
  after: 4,
  unit: unitId.parse('lang-a'),
  partitionKey: 'xa-a',
} as const;
const events = [
  { type: visited.type, data: { on: '2024-03-10' } },
  { type: visited.type, data: {} },
];
const sealed = () => seal(events, registryOf([visited]), destination, request);

describe('the envelope of an event (X1)', () => {
  it('says the next versions of the stream, the schema and who asked', () => {
    expect(sealed()[0]).toMatchObject({
      subject: 'sample/1',
      streamversion: 5,
      dataschema: 'urn:tung-nha:schema:field-activity.sample-visited:2',
      actor: 'an',
      source: '/field-activity',
    });
  });

  it('is at the start of its day in Vietnam, or at its recording where no day is said', () => {
    expect(sealed().map(({ time }) => time)).toEqual(['2024-03-10T00:00:00+07:00', request.recordedTime]);
  });

  it('was recorded on the day it was in Vietnam', () => {
    expect(recordedOn(sealed()[0]!)).toBe('2024-05-11');
  });

  it('has the same ids when the command is made again, and others for another command', () => {
    const other = seal(events, registryOf([visited]), destination, {
      ...request,
      commandId: commandIdOf(actor, 'key-2'),
    });
    expect(sealed()).toEqual(sealed());
    expect(other[0]!.id).not.toBe(sealed()[0]!.id);
  });

  it('has its keys in canonical order, so that storing it needs no sorting', () => {
    expect(JSON.stringify(sealed()[0])).toBe(canonicalJson(sealed()[0]!));
  });

  it('gives its reader type and version, and version 0 for a schema that is not ours', () => {
    expect(storedDataOf(sealed()[0]!)).toEqual({ type: visited.type, schemaVersion: 2, data: { on: '2024-03-10' } });
    expect(storedDataOf({ ...sealed()[0]!, dataschema: 'https://elsewhere.example/1' }).schemaVersion).toBe(0);
  });
});
