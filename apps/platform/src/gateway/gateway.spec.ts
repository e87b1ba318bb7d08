import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Gateway, startGateway } from './gateway.js';
import { mergedMetrics } from './merge.js';

/** Says back what it was asked; `/api/<name>/cut` breaks off in the middle of its answer. */
const echo = (name: string) =>
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url?.endsWith('/cut')) {
        response.write('half', () => response.destroy());
        return;
      }
      const { method, url, headers } = request;
      response.writeHead(request.url?.endsWith('/refused') ? 422 : 201, {
        etag: '"3"',
        'content-type': 'application/json',
      });
      const body = Buffer.concat(chunks).toString();
      response.end(
        JSON.stringify({ name, method, url, body, key: headers['idempotency-key'], status: 'ready', lanes: [] }),
      );
    });
  });

describe('the gateway', () => {
  const servers: Server[] = [];
  let gateway: Gateway;
  beforeAll(async () => {
    const services: Record<string, string> = {};
    for (const name of ['team-organisation', 'progress']) {
      const server = echo(name);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      servers.push(server);
      services[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }
    services['field-activity'] = 'http://127.0.0.1:1';
    gateway = await startGateway({ services, identity: 'team-organisation', port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await gateway.close();
    for (const server of servers) server.close();
  });

  it('passes on method, address, headers and body unchanged, and answers with what it is answered', async () => {
    const response = await fetch(`${gateway.url}/api/progress/units/a%2Fb?on=2024-01-01`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
      body: '{"a": 1e309}',
    });
    expect([response.status, response.headers.get('etag')]).toEqual([201, '"3"']);
    expect(await response.json()).toMatchObject({
      name: 'progress',
      method: 'POST',
      url: '/api/progress/units/a%2Fb?on=2024-01-01',
      body: '{"a": 1e309}',
      key: 'k',
    });
    expect((await fetch(`${gateway.url}/api/progress/refused`)).status).toBe(422);
    expect(await (await fetch(`${gateway.url}/api/identity/token`)).json()).toMatchObject({
      name: 'team-organisation',
    });
  });

  it('says so when a service does not answer, and cuts an answer that was cut', async () => {
    const response = await fetch(`${gateway.url}/api/field-activity/households`, { method: 'POST', body: 'x' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await response.json()).toMatchObject({ type: 'urn:tung-nha:problem:service-unreachable' });
    await expect(fetch(`${gateway.url}/api/progress/cut`).then((cut) => cut.text())).rejects.toThrow();
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(503);
  });

  it('gives each family of metrics one head', () => {
    const of = (service: string) =>
      `# HELP a What\n# TYPE a gauge\na{service="${service}"} 1\n\n# HELP b B\n# TYPE b counter\nb 2\n`;
    expect(mergedMetrics([of('x'), of('y')])).toBe(
      '# HELP a What\n# TYPE a gauge\na{service="x"} 1\na{service="y"} 1\n\n# HELP b B\n# TYPE b counter\nb 2\nb 2\n',
    );
  });
});
