import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { onEachShape, startSystem, type System } from '@tung-nha/testing';
import { EXIT } from './index.js';
import { cli } from './testing/command-line.js';

onEachShape('tung-nha rebuild and digest, of a running server', (shape) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ households: 500, shape });
  }, 120_000);
  afterAll(() => system.stop(), 60_000);
  const online = (...args: string[]) => cli('--url', system.url, ...args);

  it('rebuild what it serves to the same digest, in one line each (P6)', async () => {
    const live = JSON.parse((await online('--json', 'digest')).out) as { digest: string; positions: object };
    expect(Object.keys(live.positions)).toContain('field-activity');
    const rebuilt = await online('rebuild');
    expect([rebuilt.code, rebuilt.out]).toEqual([EXIT.done, expect.stringContaining(`digest ${live.digest}`)]);
    expect((await online('digest')).out).toBe(`${live.digest}\n`);
  }, 60_000);

  it('are refused to whoever may not, and say so when no server is there', async () => {
    expect((await online('--user', 'demo-commune-officer', 'rebuild')).code).toBe(EXIT.refused);
    expect((await online('--user', 'demo-commune-officer', 'digest')).code).toBe(EXIT.refused);
    for (const command of ['rebuild', 'digest'])
      expect((await cli('--url', 'http://127.0.0.1:9', command)).code).toBe(EXIT.unavailable);
  });
});
