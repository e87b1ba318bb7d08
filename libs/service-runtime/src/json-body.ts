import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Problem } from './problem.js';

const DEEPEST = 32;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads JSON as it was sent: no mended characters, no prototypes, no depth that runs a validator out of stack. */
export function parseJsonBody(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, bodyOf(body as Buffer));
    } catch (error) {
      done(error instanceof Problem ? error : new Problem('BodyUnreadable'), undefined);
    }
  });
}

function bodyOf(bytes: Buffer): unknown {
  const body: unknown = JSON.parse(utf8.decode(bytes));
  let level = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw new Problem('BodyTooDeep');
    level = level.flatMap(partsOf);
  }
  return body;
}

function partsOf(part: unknown): unknown[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Object.hasOwn(part, '__proto__')) throw new Problem('BodyUnreadable');
  return Object.values(part);
}
