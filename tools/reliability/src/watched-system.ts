import type { Envelope } from '@tung-nha/kernel';
import type { Client, Distribution, System } from '@tung-nha/testing/system';
import { LANE } from './kafka-place.js';

export const STANDING = `${LANE}.household-standing-restated`;

/** The system as its administrator sees it. */
export class Watched {
  private registered = 0;
  private begin = 0;

  constructor(
    readonly system: System,
    readonly distribution: Distribution,
    readonly admin: Client,
  ) {}

  async open(): Promise<this> {
    this.begin = await this.households();
    return this;
  }

  /** Households of the village that nobody took in. */
  async countedOfStrangers(): Promise<number> {
    return (await this.households()) - this.begin - this.registered;
  }

  async rebuild(): Promise<string> {
    return (await this.admin.post('/api/progress/rebuild', {})).body.digest as string;
  }

  async register(): Promise<void> {
    this.registered += 1;
    const village = this.system.places.villages[0];
    const body = { household: `meanwhile-${this.registered}`, village, on: '2024-01-10' };
    const { status } = await this.admin.post(`/api/${LANE}/households`, body);
    if (status !== 201 && status !== 202) throw new Error(`a household is answered with ${status}`);
  }

  /** Of the village, when all that is recorded is counted. */
  async households(): Promise<number> {
    if (this.distribution.stopped().length === 0) await this.system.settled();
    const { body } = await this.admin.get(`/api/progress/units/${this.system.places.villages[0]}`);
    return body.figures['households.total'] as number;
  }

  async digest(): Promise<string> {
    await this.system.settled();
    return (await this.admin.get('/api/progress/digest')).body.digest as string;
  }

  async parked(): Promise<readonly { readonly reason: string }[]> {
    return (await this.admin.get('/api/progress/parked')).body.parked;
  }

  /** How far progress has counted. */
  async position(): Promise<number> {
    const { lanes } = (await this.admin.get('/api/progress/freshness')).body as {
      lanes: readonly { readonly lane: string; readonly position: number }[];
    };
    return lanes.find(({ lane }) => lane === LANE)!.position;
  }

  async last(): Promise<{ readonly position: number; readonly event: Envelope }> {
    const { head } = (await this.admin.get(`/api/${LANE}/events?after=0&limit=0`)).body as { head: number };
    return (await this.admin.get(`/api/${LANE}/events?after=${head - 1}`)).body.events[0];
  }

  /** A household of the village that was just taken in. */
  async lastStanding(): Promise<{ readonly position: number; readonly event: Envelope }> {
    await this.register();
    const { position } = await this.last();
    const { events } = (await this.admin.get(`/api/${LANE}/events?after=${position - 5}`)).body as {
      events: readonly { readonly position: number; readonly event: Envelope }[];
    };
    const standing = events.filter(({ event }) => event.type === STANDING).at(-1);
    if (!standing) throw new Error(`no ${STANDING} where a household was taken in`);
    return { position, event: standing.event };
  }

  /** One more household, said by nobody, at the position after the last. */
  async forgery(): Promise<{ readonly position: number; readonly event: Envelope }> {
    const { position, event } = await this.lastStanding();
    const forged = { ...event, id: `forged-${position}`, subject: `household/forged-${position}`, streamversion: 1 };
    return { position: position + 1, event: forged as Envelope };
  }
}
