import { z } from 'zod';

/** The bounded contexts that own events. The name is the topic, the lane, the API path and the database. */
export const contexts = ['team-organisation', 'field-activity'] as const;
export const context = z.enum(contexts);
export type Context = z.infer<typeof context>;
