import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AsyncLocalStorage } from 'node:async_hooks';

export const CORRELATION_HEADER = 'x-correlation-id';

/** A UUID or a trace id. Nothing freer: it is kept in events, and no event holds words of a person (X3). */
const wellFormed = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/;

interface Correlation {
  readonly correlationId: string;
}
const current = new AsyncLocalStorage<Correlation>();

/** What belongs on every line that is logged on behalf of one request. */
export const correlation = (): Correlation | undefined => current.getStore();

/** The id the client sent, undefined when there is none or it is of another form: then the request gets one of ours. */
export function correlationSaid({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const said = headers[CORRELATION_HEADER];
  return typeof said === 'string' && wellFormed.test(said) ? said : undefined;
}

/** Answers with the id, and says it on each line that is logged while the request is worked on. */
export function trackCorrelation(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      const correlationId = correlationSaid(request) ?? crypto.randomUUID();
      reply.header(CORRELATION_HEADER, correlationId);
      current.run({ correlationId }, done);
    });
}

/** The id of this request, once `trackCorrelation` has seen it. */
export const correlationOf = (reply: FastifyReply): string => String(reply.getHeader(CORRELATION_HEADER));
