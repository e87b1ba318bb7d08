import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Agent, request as ask } from 'node:http';
import type { Readable } from 'node:stream';
import { servePages } from '../web-pages.js';
import { mergedDescription, mergedMetrics } from './merge.js';

export interface GatewaySettings {
  /** Where each service listens, by the name of its context. */
  readonly services: Readonly<Record<string, string>>;
  /** The service that signs demo users in. */
  readonly identity: string;
  readonly port: number;
  readonly host: string;
}

export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

/** Longer than the longest poll of an event feed. */
const ANSWER_WITHIN_MS = 60_000;

/** Said of one connection, not of the message (RFC 9110 §7.6.1). */
const hopByHop = ['connection', 'keep-alive', 'proxy-authenticate', 'proxy-connection', 'te', 'trailer', 'upgrade'];

/**
 * One address for services that run apart, on one machine: what an ingress does on Kubernetes. It passes on bytes,
 * decides nothing, and serves the pages.
 */
export async function startGateway({ services, identity, port, host }: GatewaySettings): Promise<Gateway> {
  const server = fastify({ logger: false, forceCloseConnections: 'idle' });
  const agent = new Agent({ keepAlive: true });
  // Bodies go through unread.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  const routes = { ...services, identity: services[identity]! };
  for (const [context, address] of Object.entries(routes)) {
    const forward = (request: FastifyRequest, reply: FastifyReply) => passOn(request, reply, address, agent);
    server.all(`/api/${context}`, forward);
    server.all(`/api/${context}/*`, forward);
  }
  describeAll(server, Object.values(services));
  await servePages(server);
  await server.listen({ port, host });
  return {
    url: `http://${host}:${(server.server.address() as { port: number }).port}`,
    close: async () => {
      await server.close();
      agent.destroy();
    },
  };
}

function passOn(request: FastifyRequest, reply: FastifyReply, address: string, agent: Agent): void {
  reply.hijack();
  const { raw: answer } = reply;
  const { raw, headers } = request;
  const passed = Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)));
  const forwarded = { ...passed, 'x-forwarded-for': raw.socket.remoteAddress, 'x-forwarded-host': headers.host };
  const upstream = ask(new URL(raw.url!, address), { method: raw.method, headers: forwarded, agent }, (from) => {
    const given = Object.fromEntries(Object.entries(from.headers).filter(([name]) => !hopByHop.includes(name)));
    answer.writeHead(from.statusCode!, given);
    from.pipe(answer);
    from.once('error', () => answer.destroy());
  });
  upstream.setTimeout(ANSWER_WITHIN_MS, () => upstream.destroy(new Error('no answer in time')));
  upstream.once('error', () => {
    // An answer that has begun cannot be taken back; one that is cut short is seen as such.
    if (answer.headersSent) return void answer.destroy();
    answer.writeHead(503, { 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '1' });
    answer.end(JSON.stringify(unreachable));
  });
  answer.once('close', () => upstream.destroy());
  const body = request.body as Readable | undefined;
  if (body) body.pipe(upstream);
  else upstream.end();
}

const unreachable = {
  type: 'urn:tung-nha:problem:service-unreachable',
  title: 'Tạm thời chưa phục vụ được',
  status: 503,
  detail: 'Dịch vụ chưa trả lời; hãy thử lại sau giây lát.',
  detailEn: 'The service does not answer; try again in a moment.',
};

/** What each service says of itself, as one. */
function describeAll(server: FastifyInstance, addresses: readonly string[]): void {
  const askAll = (path: string) =>
    Promise.all(
      addresses.map(async (address) => {
        const response = await fetch(new URL(path, address)).catch(() => undefined);
        return { ok: response?.ok === true, text: (await response?.text()) ?? '' };
      }),
    );
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const answers = await askAll('/health/ready');
    const ready = answers.every(({ ok }) => ok);
    const lanes = answers.flatMap(({ text }) => (text ? (JSON.parse(text) as { lanes: object[] }).lanes : []));
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'catching-up', lanes });
  });
  server.get('/metrics', async (_request, reply) =>
    reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(mergedMetrics((await askAll('/metrics')).map(({ text }) => text))),
  );
  server.get('/api/openapi.json', async () => {
    const answers = await askAll('/api/openapi.json');
    return mergedDescription(answers.filter(({ ok }) => ok).map(({ text }) => JSON.parse(text) as object));
  });
}
