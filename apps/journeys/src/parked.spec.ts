import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Delivery } from '@tung-nha/event-bus';
import { digestOf, type EventStore } from '@tung-nha/event-store';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { addDays, canonicalJson, commandIdOf, type Instant, localDate, subjectRef, unitId } from '@tung-nha/kernel';
import type { DiscardReason } from '@tung-nha/progress-events';
import { type ParkedNotice, Progress } from '@tung-nha/progress-service';
import type { ReadModels } from '@tung-nha/read-store';
import { openSqliteReadModels } from '@tung-nha/read-store/sqlite';
import { type CommandRequest, Reference } from '@tung-nha/service-runtime';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logOf, start } from './any-logs.js';

const lane = 'field-activity';
const days = { from: start, on: addDays(start, 99), known: addDays(start, 99) };

const emptyLog = { readAll: async () => [], head: async () => 0 };

/** As a newer release would have written it. */
function ofNewerVersion({ position, envelope }: Delivery): Delivery {
  const newer = { ...envelope, dataschema: `urn:tung-nha:schema:${envelope.type}:2` };
  return { position, envelope: newer, bytes: canonicalJson(newer) };
}

describe('parked streams (X7)', () => {
  const log = logOf(7);
  const restated = log.filter(({ envelope }) => envelope.type.endsWith('standing-restated'));
  const victim = restated[0]!.envelope.subject;
  const ofVictim = restated.filter(({ envelope }) => envelope.subject === victim);
  /** The events of the victim that nobody can read: its third restatement, as a newer release would have said it. */
  const unreadable = ofVictim[2]!.position;
  const withUnreadable = log.map((one) => (one.position === unreadable ? ofNewerVersion(one) : one));
  const heldIn = (upTo: number) =>
    withUnreadable.filter(
      ({ position, envelope }) =>
        envelope.subject === victim && position >= unreadable && position <= upTo && isCounted(envelope.type),
    );

  let folder: string;
  let readModels: ReadModels;
  let opened: ReadModels[];
  let ownEvents: EventStore;
  let told: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tung-nha-parked-'));
    readModels = openSqliteReadModels({ folder });
    opened = [readModels];
    ownEvents = openSqliteEventStore({ folder });
    told = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((models) => models.close()));
    await ownEvents.close();
    rmSync(folder, { recursive: true });
  });

  /** A process that counts this log, as far as it is told to. */
  const startOn = (events: readonly Delivery[]) => {
    const readAll = async (after: number, limit: number) => events.slice(after, after + limit);
    const histories = {
      [lane]: { readAll, head: async () => events.length },
      'team-organisation': emptyLog,
    };
    const ports = {
      ownEvents,
      onParked: ({ stream, position }: ParkedNotice) => void told.push(`parked ${stream} ${position}`),
      onSettled: ({ stream }: { stream: string }) => void told.push(`settled ${stream}`),
    };
    return new Progress(readModels, histories, new Reference(), ports).open();
  };
  const count = (progress: Progress, events: readonly Delivery[], from: number, upTo: number) =>
    progress.apply({ lane, upTo, deliveries: events.slice(from, upTo) });
  const discard = (progress: Progress, upTo: number, reason: DiscardReason = 'test-data', key = `${upTo} ${reason}`) =>
    progress.discardParked({ lane, stream: victim, upTo, reason }, unitId.parse('v1'), requestWith(key));
  const totals = (progress: Progress) => [...progress.current.columns.totals(days)].sort();
  const digest = (progress: Progress) => progress.current.store.digest();
  /** What a process counts to whom these events never came. */
  const withoutEvents = async (never: readonly Delivery[]) => {
    const positions = new Set(never.map(({ position }) => position));
    const elsewhere = mkdtempSync(join(tmpdir(), 'tung-nha-parked-'));
    const models = openSqliteReadModels({ folder: elsewhere });
    const events = openSqliteEventStore({ folder: elsewhere });
    const progress = await new Progress(models, { [lane]: emptyLog, 'team-organisation': emptyLog }, new Reference(), {
      ownEvents: events,
    }).open();
    const deliveries = log.filter(({ position }) => !positions.has(position));
    await progress.apply({ lane, upTo: log.length, deliveries });
    const expected = { digest: await digest(progress), totals: totals(progress) };
    await models.close();
    await events.close();
    rmSync(elsewhere, { recursive: true });
    return expected;
  };

  it('sets the stream aside from the event it cannot read on, tells who listens, and counts the others', async () => {
    const progress = await startOn([]);
    await count(progress, withUnreadable, 0, log.length);
    const held = heldIn(log.length);
    expect(await progress.current.parkedPage({ limit: 10 })).toEqual([
      {
        lane,
        stream: victim,
        reason: expect.stringContaining('version 2'),
        first: unreadable,
        last: held.at(-1)!.position,
        events: held.length,
        since: held[0]!.envelope.recordedtime,
      },
    ]);
    expect(held.length).toBeGreaterThan(1);
    expect(totals(progress)).toEqual((await withoutEvents(held)).totals);
    await untilTold(() => told);
    expect(told).toEqual([`parked ${victim} ${unreadable}`]);
  });

  it('counts what it can read after an upgrade, and says that it is settled', async () => {
    // Nobody has to decide anything: the next start reads what this version can.
    await count(await startOn([]), withUnreadable, 0, log.length);
    await mendParked();
    const upgraded = await startOn(log);
    expect(await digest(upgraded)).toBe((await withoutEvents([])).digest);
    await untilTold(() => told.slice(1));
    expect(told).toEqual([`parked ${victim} ${unreadable}`, `settled ${victim}`]);
  });

  it('retries on demand only what is named, and leaves parked what still cannot be read', async () => {
    const progress = await startOn([]);
    await count(progress, withUnreadable, 0, log.length);
    expect(await progress.retryParked({})).toEqual([]);
    await mendParked();
    expect(await progress.retryParked({ lane: 'team-organisation' })).toEqual([]);
    expect(await progress.retryParked({ stream: 'household/another' })).toEqual([]);
    expect(await progress.retryParked({ lane, stream: victim })).toEqual([{ lane, stream: victim }]);
    expect(await digest(progress)).toBe((await withoutEvents([])).digest);
  });

  it('counts what an upgrade can read up to the next event that it cannot, as a rebuild does', async () => {
    const second = heldIn(log.length).at(-1)!.position;
    const twice = withUnreadable.map((one) => (one.position === second ? ofNewerVersion(one) : one));
    await count(await startOn([]), twice, 0, log.length);
    const once = log.map((one) => (one.position === second ? ofNewerVersion(one) : one));
    await mendParked((position) => position !== second);
    const upgraded = await startOn(once);
    expect(await upgraded.current.parkedPage({ limit: 10 })).toMatchObject([
      { first: second, last: second, events: 1 },
    ]);
    const live = await digest(upgraded);
    expect((await upgraded.rebuild()).digest).toBe(live);
  });

  it('never counts what was discarded, goes on with the next event, and rebuilds to the same', async () => {
    const progress = await startOn(withUnreadable);
    const held = heldIn(log.length);
    expect(await discard(progress, held.at(-1)!.position)).toMatchObject({ changed: true, version: 1, position: 1 });
    const expected = await withoutEvents(held);
    expect([await digest(progress), totals(progress)]).toEqual([expected.digest, expected.totals]);
    expect(await progress.current.parkedPage({ limit: 10 })).toEqual([]);
    expect((await progress.rebuild()).digest).toBe(expected.digest);
    // Also by a version that could read them: what was decided holds.
    expect(await digest(await restartedFromNothing(log))).toBe(expected.digest);
  });

  it('counts the events after the discarded ones, delivered again too, whether live, reopened or rebuilt', async () => {
    const cut = heldIn(log.length)[1]!.position - 1;
    const progress = await startOn([]);
    await count(progress, withUnreadable, 0, cut);
    await discard(progress, unreadable);
    await count(progress, withUnreadable, Math.max(0, unreadable - 5), cut);
    await count(progress, withUnreadable, cut, log.length);
    const expected = await withoutEvents(heldIn(cut));
    expect(heldIn(cut)).toHaveLength(1);
    expect([await digest(progress), totals(progress)]).toEqual([expected.digest, expected.totals]);
    const reopened = await startOn(withUnreadable);
    expect(totals(reopened)).toEqual(expected.totals);
    expect((await reopened.rebuild()).digest).toBe(expected.digest);
    await untilTold(() => told.slice(1));
    expect(told.slice(0, 2)).toEqual([`parked ${victim} ${unreadable}`, `settled ${victim}`]);
  });

  it('parks the stream anew at the next event it cannot read, and discards that on its own', async () => {
    const next = heldIn(log.length)[1]!.position;
    const twice = withUnreadable.map((one) => (one.position === next ? ofNewerVersion(one) : one));
    const progress = await startOn([]);
    await count(progress, twice, 0, next - 1);
    await discard(progress, unreadable, 'forged');
    await count(progress, twice, next - 1, next);
    expect(await progress.current.parkedPage({ limit: 10 })).toMatchObject([{ first: next, last: next, events: 1 }]);
    expect(await discard(progress, next, 'superseded')).toMatchObject({ changed: true, version: 2 });
    await count(progress, twice, next, log.length);
    expect(await digest(progress)).toBe((await withoutEvents(heldIn(next))).digest);
  });

  it('follows a discard that its read model had not followed when the process died', async () => {
    await count(await startOn([]), withUnreadable, 0, log.length);
    const died = readModels;
    const held = heldIn(log.length);
    await discard(await restartedFromNothing(withUnreadable), held.at(-1)!.position);
    readModels = died;
    const restarted = await startOn(withUnreadable);
    expect(await digest(restarted)).toBe((await withoutEvents(held)).digest);
    expect(restarted.current.generation).toBe(1);
  });

  it('honours what is discarded while a rebuild runs', async () => {
    const progress = await startOn(withUnreadable);
    const held = heldIn(log.length);
    const rebuilding = progress.rebuild();
    const discarding = discard(progress, held.at(-1)!.position);
    await Promise.all([rebuilding, discarding]);
    expect(await digest(progress)).toBe((await withoutEvents(held)).digest);
  });

  it('asked again says nothing new; refuses where nothing is held, more is held than was seen, and another reason', async () => {
    const progress = await startOn(withUnreadable);
    const last = heldIn(log.length).at(-1)!.position;
    await expect(discard(progress, unreadable)).rejects.toMatchObject({ rule: 'NotTheLastHeld' });
    const first = await discard(progress, last, 'forged', 'key');
    expect(await discard(progress, last, 'forged', 'key')).toEqual(first);
    expect(await discard(progress, last, 'forged', 'another key')).toMatchObject({ changed: false, version: 1 });
    await expect(discard(progress, last, 'test-data')).rejects.toMatchObject({ rule: 'DiscardedForAnotherReason' });
    await expect(discard(progress, last + 1)).rejects.toMatchObject({ rule: 'NothingParkedThere' });
    expect(await ownEvents.head()).toBe(1);
  });

  it('goes on when who listens fails', async () => {
    Logger.overrideLogger(false);
    const progress = await new Progress(
      readModels,
      { [lane]: emptyLog, 'team-organisation': emptyLog },
      new Reference(),
      { ownEvents, onParked: () => Promise.reject(new Error('no broker')) },
    ).open();
    await count(progress, withUnreadable, 0, log.length);
    expect(await progress.current.checkpoint(lane)).toBe(log.length);
  });

  /** The upgrade that can read them: what was set aside is what it finds readable. */
  async function mendParked(isMended: (position: number) => boolean = () => true): Promise<void> {
    const store = await readModels.open('progress', (await readModels.serving('progress'))!, {});
    const mended = (data: unknown) => ({
      ...(data as object),
      events: (data as { events: { position: number; bytes: string }[] }).events.map(({ position, bytes }) => ({
        position,
        bytes: isMended(position) ? log[position - 1]!.bytes : bytes,
      })),
    });
    await store.applyBatch('upgrade', 1, [
      { position: 1, collection: 'parked', id: `${lane} ${victim}`, fold: mended },
    ]);
  }

  /** A process with the same own events and a read model built anew. */
  async function restartedFromNothing(events: readonly Delivery[]): Promise<Progress> {
    readModels = openSqliteReadModels({ folder: mkdtempSync(join(folder, 'models-')) });
    opened.push(readModels);
    return startOn(events);
  }
});

const isCounted = (type: string) => /restated$/.test(type);

function requestWith(key: string): CommandRequest {
  const actor = subjectRef.parse('an');
  const commandId = commandIdOf(actor, key);
  return {
    commandId,
    digest: digestOf({ key }),
    actor,
    recordedTime: '2024-05-01T05:00:00.000Z' as Instant,
    correlationId: commandId,
    causationId: commandId,
    today: localDate.parse('2024-05-01'),
  };
}

/** Notices are told beside the counting. */
async function untilTold(awaited: () => readonly string[]): Promise<void> {
  while (awaited().length === 0) await new Promise((resolve) => setImmediate(resolve));
}
