import { afterAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { EventStore } from '@tung-nha/event-store';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import { command, digest, eventsFor } from '@tung-nha/event-store/testing';
import type { Context } from '@tung-nha/kernel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch, Subscription } from '../event-bus.js';
import { EventHandlers } from '../event-bus-server.js';
import { eventBusContract } from '../testing/index.js';
import { InProcessEventBus } from './index.js';

const folders: string[] = [];
const contexts: Context[] = ['field-activity', 'team-organisation'];

function openStores(): Record<Context, EventStore> {
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-bus-'));
  folders.push(folder);
  return Object.fromEntries(
    contexts.map((context) => [context, openSqliteEventStore({ folder: join(folder, context) })]),
  ) as Record<Context, EventStore>;
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

let streams = 0;
async function publish(store: EventStore, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 500) {
    streams += 1;
    const stream = `household/h-${streams}` as const;
    const events = eventsFor(stream, 0, Math.min(left, 500));
    await store.append(command(stream), digest(stream), [{ stream, expectedVersion: 0, events }]);
  }
}

eventBusContract('in process', async () => {
  const stores = openStores();
  return {
    publish: (context, count) => publish(stores[context], count),
    open: (subscriptions) => new InProcessEventBus({ stores, subscriptions }),
    drop: async () => {
      for (const store of Object.values(stores)) await store.close();
    },
  };
});

const seen: Batch[] = [];

@EventHandlers()
class Handlers {
  @EventPattern('counting.projection')
  count(@Payload() batch: Batch): void {
    seen.push(batch);
    if (batch.upTo > 2) throw new RangeError('no more than two');
  }
}

@Module({ controllers: [Handlers] })
class HandlersModule {}

describe('as a Nest microservice', () => {
  it('calls the @EventPattern handler and stops at its own error, not at a worded one', async () => {
    const stores = openStores();
    const subscription: Subscription = {
      consumer: 'counting.projection',
      lanes: ['field-activity'],
      checkpoint: async () => 0,
    };
    const bus = new InProcessEventBus({ stores, subscriptions: [subscription] });
    const app = await NestFactory.createMicroservice(HandlersModule, { strategy: bus, logger: false });
    await app.listen();
    await publish(stores['field-activity'], 2);
    await bus.untilCaughtUp();
    await publish(stores['field-activity'], 1);
    await expect(bus.untilCaughtUp()).rejects.toThrow(RangeError);
    expect(seen.flatMap(({ deliveries }) => deliveries.map(({ position }) => position))).toEqual([1, 2, 3]);
    await app.close();
    for (const store of Object.values(stores)) await store.close();
  });
});
