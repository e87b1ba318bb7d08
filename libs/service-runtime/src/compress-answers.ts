import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

/** Less fits one packet as it is. */
const WORTHWHILE_BYTES = 1_400;
const options = { level: constants.Z_BEST_SPEED };
const compressed = promisify(gzip);

/** Long answers go out compressed to who takes it, as browsers do; off the event loop, and at a third of the size at least. */
export function compressAnswers(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply, payload) => {
      if (typeof payload !== 'string' || payload.length < WORTHWHILE_BYTES || !isJson(reply.getHeader('content-type')))
        return payload;
      reply.header('vary', 'accept-encoding');
      if (!takesGzip(request.headers['accept-encoding'])) return payload;
      reply.removeHeader('content-length');
      reply.header('content-encoding', 'gzip');
      return compressed(payload, options);
    });
}

const isJson = (type: unknown) => /[/+]json\b/.test(String(type));

/** Named, and not with a quality of 0. */
function takesGzip(accepted: string | string[] | undefined): boolean {
  const wanted = /(?:^|,)\s*gzip\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)/i.exec(String(accepted ?? ''));
  return wanted !== null && Number(wanted[1] ?? 1) > 0;
}
