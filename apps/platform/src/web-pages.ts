import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../web/dist/', import.meta.url));
const notPages = /^\/(api|health|metrics|assets)(\/|$)/;

/** Nothing from elsewhere, nothing inline, in no frame. */
const headers = {
  'Content-Security-Policy': "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** The pages, at every address that is neither a file nor an interface. */
export async function servePages(server: FastifyInstance): Promise<void> {
  await server.register(fastifyStatic, {
    root: built,
    wildcard: false,
    preCompressed: true,
    // The page itself goes out below, at `/` as everywhere: the library finds no compressed index of a folder.
    index: false,
    setHeaders: (reply: { setHeader(name: string, value: string): void }, path: string) => {
      const forever = path.includes('/assets/');
      reply.setHeader('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.addHook('onSend', async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(headers);
  });
  server.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    if (notPages.test(request.url)) return void reply.callNotFound();
    return (reply as FastifyReply & { sendFile(name: string): FastifyReply }).sendFile('index.html');
  });
}
