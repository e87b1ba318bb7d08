import { afterEach, describe, expect, it } from '@jest/globals';
import type { Delivery } from '@tung-nha/event-bus';
import { anyDisturbedDelivery } from '@tung-nha/event-bus/testing';
import { addDays, canonicalJson } from '@tung-nha/kernel';
import { buildGeneration, PROGRESS_MODEL, ProgressReadModel } from '@tung-nha/progress-service';
import type { ReadModels } from '@tung-nha/read-store';
import { openSqliteReadModels } from '@tung-nha/read-store/sqlite';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logOf, start, teamLogOf } from './any-logs.js';

describe('the progress projection (P6)', () => {
  const folders: string[] = [];
  const newModels = (): ReadModels => {
    folders.push(mkdtempSync(join(tmpdir(), 'tung-nha-projection-')));
    return openSqliteReadModels({ folder: folders.at(-1)! });
  };
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));
  const reading = (log: readonly Delivery[]) => ({
    readAll: async (after: number, limit: number) => log.slice(after, after + limit),
    head: async () => log.length,
  });
  const historyOf = (log: readonly Delivery[], teams: readonly Delivery[] = []) => ({
    'team-organisation': reading(teams),
    'field-activity': reading(log),
  });
  const lane = 'field-activity';
  const inOneGo = async (log: readonly Delivery[], teams: readonly Delivery[] = []) => {
    const models = newModels();
    const model = await ProgressReadModel.open(models, 1);
    await model.apply({ lane, upTo: log.length, deliveries: log });
    if (teams.length > 0) await model.apply({ lane: 'team-organisation', upTo: teams.length, deliveries: teams });
    const digest = await model.store.digest();
    await models.close();
    return digest;
  };

  it('is the same however the bus cuts, repeats and delays; whether live, reopened half-way or rebuilt', async () => {
    const log = logOf(5);
    const teams = teamLogOf(5);
    const expected = await inOneGo(log, teams);
    const asked = { from: start, on: addDays(start, 50), known: addDays(start, 60) };
    await fc.assert(
      fc.asyncProperty(
        anyDisturbedDelivery({ [lane]: log, 'team-organisation': teams }),
        fc.nat(20),
        async (batches, reopenAt) => {
          const models = newModels();
          let model = await ProgressReadModel.open(models, 1);
          for (const [index, batch] of batches.entries()) {
            await model.apply(batch);
            if (index === reopenAt) model = await ProgressReadModel.open(models, 1);
            // Asked in between, so that the answer is one kept up to date by differences.
            model.columns.totals(asked);
          }
          expect(await model.store.digest()).toBe(expected);
          const again = await ProgressReadModel.open(models, 1);
          const { model: rebuilt } = await buildGeneration(models, historyOf(log, teams));
          expect(await rebuilt.store.digest()).toBe(expected);
          for (const other of [again, rebuilt]) {
            expect([...model.columns.totals(asked)].sort()).toEqual([...other.columns.totals(asked)].sort());
            expect(model.teams.teamsOn(asked.on, asked.known)).toEqual(other.teams.teamsOn(asked.on, asked.known));
          }
          await models.close();
        },
      ),
      { numRuns: 30, seed: 20_231_010 },
    );
    expect((await inOneGo(log)) === expected).toBe(false);
  });

  it('tells another log by another digest', async () => {
    const log = logOf(6);
    expect(await inOneGo(log.slice(0, -1))).not.toBe(await inOneGo(log));
  });

  it('parks a stream it cannot read with the reason, counts the others, and tries again (X7)', async () => {
    const log = logOf(7);
    const victim = log.find(({ envelope }) => envelope.type.endsWith('standing-restated'))!.envelope.subject;
    const ofNewer = (delivery: Delivery): Delivery => {
      const envelope = { ...delivery.envelope, dataschema: `urn:tung-nha:schema:${delivery.envelope.type}:2` };
      return { ...delivery, envelope, bytes: canonicalJson(envelope) };
    };
    const seen = log.map((delivery) => (delivery.envelope.subject === victim ? ofNewer(delivery) : delivery));
    const models = newModels();
    const model = await ProgressReadModel.open(models, 1);
    await model.apply({ lane, upTo: log.length, deliveries: seen });
    const others = log.filter(({ envelope }) => envelope.subject !== victim);
    const [parked] = await model.parkedStreams();
    expect(parked).toMatchObject({ stream: `${lane} ${victim}`, reason: expect.stringContaining('version 2') });
    const asked = { from: start, on: addDays(start, 99), known: addDays(start, 99) };
    const withoutVictim = newModels();
    const reference = await ProgressReadModel.open(withoutVictim, 1);
    await reference.apply({ lane, upTo: log.length, deliveries: others });
    expect([...model.columns.totals(asked)]).toEqual([...reference.columns.totals(asked)]);

    // The upgrade that can read it: what was set aside is what it finds readable.
    await model.store.applyBatch('upgrade', 1, [
      {
        position: 1,
        collection: 'parked',
        id: `${lane} ${victim}`,
        fold: (data) => ({
          ...data,
          events: (data as never as { events: { position: number }[] }).events.map(({ position }) => ({
            position,
            bytes: log[position - 1]!.bytes,
          })),
        }),
      },
    ]);
    const upgraded = await ProgressReadModel.open(models, 1);
    expect(await upgraded.retryParked()).toEqual([{ lane, stream: victim }]);
    expect(await upgraded.parkedStreams()).toEqual([]);
    expect(await upgraded.store.digest()).toBe(await inOneGo(log));
    expect(await models.generations(PROGRESS_MODEL)).toEqual([1]);
    await models.close();
    await withoutVictim.close();
  });
});
