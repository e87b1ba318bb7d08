import { Controller, Get, type Type } from '@nestjs/common';
import { Query } from '@nestjs/common';
import { type EventStore, LIMITS } from '@tung-nha/event-store';
import { type EventOwner, streamName } from '@tung-nha/kernel';
import { z } from 'zod';
import { Allowed } from './access.guard.js';
import { parameter } from './validation.js';

const LONGEST_WAIT_MS = 25_000;
const EVENTS_PER_ANSWER = 1_000;

const count = (most: number) => z.coerce.number().int().min(0).max(most);

/** The public log of a context, for auditors and other systems: what was read up to a position holds for ever (X2). */
export function eventFeedController(context: EventOwner, store: EventStore): Type {
  @Controller(`api/${context}`)
  class EventFeedController {
    /** Events after a position, oldest first; waits up to `waitMs` while there are none. */
    @Get('events')
    @Allowed('events.read')
    async events(@Query('after') after = '0', @Query('limit') limit = '100', @Query('waitMs') waitMs = '0') {
      const from = parameter(count(Number.MAX_SAFE_INTEGER), 'after', after);
      const most = parameter(count(EVENTS_PER_ANSWER), 'limit', limit);
      const wait = parameter(count(LONGEST_WAIT_MS), 'waitMs', waitMs);
      if ((await store.head()) <= from && wait > 0) await appended(store, wait);
      const events = await store.readAll(from, Math.min(most, LIMITS.eventsPerPage));
      return {
        events: events.map(({ position, envelope }) => ({ position, event: envelope })),
        head: await store.head(),
      };
    }

    /** One stream from its beginning, in stream order. */
    @Get('streams')
    @Allowed('events.read')
    async stream(@Query('stream') name: string) {
      const stream = parameter(streamName, 'stream', name);
      return { events: (await store.readStream(stream)).map(({ envelope }) => envelope) };
    }
  }
  return EventFeedController;
}

function appended(store: EventStore, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, withinMs);
    const stop = store.onAppend(done);
  });
}
