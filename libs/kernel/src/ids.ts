import { z } from 'zod';
import { hash } from 'node:crypto';

/** Fits a URL and a stream name as it is, and has no room for a person's name (X3). */
export const idSchema = <Brand extends string>() =>
  z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, 'must be 1 to 64 of a-z, 0-9 and -')
    .brand<Brand>();

/** A person, by the random reference under which the vault keeps what identifies them (X3). */
export const subjectRef = idSchema<'SubjectRef'>();
export type SubjectRef = z.infer<typeof subjectRef>;

/** An administrative unit by our own identity; its official code is a label that changes hands. */
export const unitId = idSchema<'UnitId'>();
export type UnitId = z.infer<typeof unitId>;

export const teamId = idSchema<'TeamId'>();
export type TeamId = z.infer<typeof teamId>;

/** A command of one actor: what makes a request that comes twice one command (X6). */
export const commandId = idSchema<'CommandId'>();
export type CommandId = z.infer<typeof commandId>;

export const eventId = idSchema<'EventId'>();
export type EventId = z.infer<typeof eventId>;

/** What a client sends as `Idempotency-Key`. */
export const idempotencyKey = z.string().regex(/^[A-Za-z0-9._~-]{1,128}$/);

/** 128 bits of SHA-256 over the parts, as lower-case hex in groups: the same parts give the same id. */
export function deriveId(...parts: readonly (string | number)[]): string {
  const hex = hash('sha256', JSON.stringify(parts));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** Keys of two actors never meet (X6). */
export const commandIdOf = (actor: SubjectRef, key: string) => deriveId('command', actor, key) as CommandId;

/** The command that follows from another one, or from an event: a retry makes the same (ARCHITECTURE §3). */
export const followingCommand = (cause: CommandId | EventId, what: string) =>
  deriveId('following', cause, what) as CommandId;
