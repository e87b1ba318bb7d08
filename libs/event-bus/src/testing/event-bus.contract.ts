import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Context } from '@tung-nha/kernel';
import type { Batch, Subscription } from '../event-bus.js';
import type { EventBusServer } from '../event-bus-server.js';

export interface BusFixture {
  /** Stores `count` more events of the context, as its service would. */
  publish(context: Context, count: number): Promise<void>;
  open(subscriptions: readonly Subscription[]): EventBusServer;
  drop(): Promise<void>;
}

const consumer = 'counting.projection';

/** What every bus owes a consumer. */
export function eventBusContract(name: string, create: () => Promise<BusFixture>): void {
  describe(`an event bus: ${name}`, () => {
    let fixture: BusFixture;
    let open: EventBusServer[];
    beforeEach(async () => {
      fixture = await create();
      open = [];
    });
    afterEach(async () => {
      for (const bus of open) await bus.close();
      await fixture.drop();
    });

    const subscription = (checkpoint = 0, lanes: Context[] = ['field-activity']): Subscription => ({
      consumer,
      lanes,
      checkpoint: async () => checkpoint,
    });
    const listening = async (wanted: Subscription, handler: (batch: Batch) => Promise<void>) => {
      const bus = fixture.open([wanted]);
      open.push(bus);
      bus.addHandler(consumer, handler as never, true);
      const started = await new Promise<unknown>((resolve) => bus.listen(resolve));
      expect(started).toBeUndefined();
      return bus;
    };
    const positions = (batches: readonly Batch[]) =>
      batches.flatMap(({ deliveries }) => deliveries.map((one) => one.position));
    const upTo = (count: number, after = 0) => Array.from({ length: count }, (_, index) => after + index + 1);

    it('hands over everything once, in order, also what comes later', async () => {
      await fixture.publish('field-activity', 3);
      const batches: Batch[] = [];
      const bus = await listening(subscription(), async (batch) => void batches.push(batch));
      await bus.untilCaughtUp();
      await fixture.publish('field-activity', 2_500);
      await bus.untilCaughtUp();
      expect(positions(batches)).toEqual(upTo(2_503));
      for (const { upTo: last, deliveries } of batches) expect(deliveries.at(-1)?.position).toBe(last);
    });

    it('begins where the consumer says it stands', async () => {
      await fixture.publish('field-activity', 5);
      const batches: Batch[] = [];
      const bus = await listening(subscription(3), async (batch) => void batches.push(batch));
      await bus.untilCaughtUp();
      expect(positions(batches)).toEqual([4, 5]);
    });

    it('gives the stored bytes unchanged', async () => {
      await fixture.publish('field-activity', 1);
      const batches: Batch[] = [];
      const bus = await listening(subscription(), async (batch) => void batches.push(batch));
      await bus.untilCaughtUp();
      const [delivery] = batches[0]!.deliveries;
      expect(JSON.parse(delivery!.bytes)).toEqual(delivery!.envelope);
    });

    it('waits for the handler before it hands over more', async () => {
      let running = 0;
      let most = 0;
      const bus = await listening(subscription(), async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
      });
      await fixture.publish('field-activity', 1_200);
      await fixture.publish('field-activity', 1_200);
      await bus.untilCaughtUp();
      expect(most).toBe(1);
    });

    it('keeps the lanes apart: one that fails stops visibly, with its error, the other goes on', async () => {
      const batches: Batch[] = [];
      const bus = await listening(subscription(0, ['field-activity', 'team-organisation']), async (batch) => {
        if (batch.lane === 'field-activity') throw new Error('cannot count this');
        batches.push(batch);
      });
      await fixture.publish('field-activity', 1);
      await fixture.publish('team-organisation', 2);
      await expect(bus.untilCaughtUp()).rejects.toThrow('cannot count this');
      await fixture.publish('team-organisation', 1);
      await bus.untilCaughtUp().catch(() => undefined);
      while (positions(batches).length < 3) await new Promise(setImmediate);
      expect(positions(batches)).toEqual([1, 2, 3]);
      const stopped = bus.laneStates().find(({ lane }) => lane === 'field-activity');
      expect([stopped?.position, stopped?.stopped?.message]).toEqual([0, 'cannot count this']);
    });

    it('refuses to start when nobody handles a subscription', async () => {
      const bus = fixture.open([subscription()]);
      open.push(bus);
      const outcome = new Promise<unknown>((resolve) => bus.listen(resolve));
      await expect(outcome).resolves.toEqual(expect.objectContaining({ message: `no @EventPattern for ${consumer}` }));
    });

    it('says how far each lane has come', async () => {
      await fixture.publish('field-activity', 4);
      const bus = await listening(subscription(), async () => undefined);
      await bus.untilCaughtUp();
      expect(bus.laneStates()).toEqual([{ consumer, lane: 'field-activity', position: 4, head: 4 }]);
    });
  });
}
