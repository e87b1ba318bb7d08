import { z } from 'zod';

/** The bounded contexts whose events are handed on. The name is the topic, the lane, the API path and the database. */
export const contexts = ['team-organisation', 'field-activity'] as const;
export const context = z.enum(contexts);
export type Context = z.infer<typeof context>;

/** Who keeps an event store. Progress keeps what was decided about its own counting, which no other context hears (ADR 6). */
export type EventOwner = Context | 'progress';
