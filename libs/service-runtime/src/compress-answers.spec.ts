import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { gunzipSync } from 'node:zlib';
import { compressAnswers } from './compress-answers.js';

const long = { xã: Array.from({ length: 500 }, (_, n) => `Xã Sa Lý ${n}`) };

@Controller()
class AnswerController {
  @Get('long')
  long() {
    return long;
  }
  @Get('short')
  short() {
    return { short: true };
  }
}

@Module({ controllers: [AnswerController] })
class AnswerModule {}

describe('answers over the wire', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(AnswerModule, new FastifyAdapter(), { logger: false });
    compressAnswers(app);
    await app.init();
  });
  afterAll(() => app.close());

  const asked = (url: string, accepted?: string) =>
    app.inject({ url, headers: accepted === undefined ? {} : { 'accept-encoding': accepted } });

  it.each(['gzip, deflate, br', 'br;q=1.0, gzip;q=0.5', 'GZIP'])('are compressed for who says %s', async (accepted) => {
    const { headers, rawPayload } = await asked('/long', accepted);
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(headers['content-length']).toBe(String(rawPayload.length));
    expect(JSON.parse(gunzipSync(rawPayload).toString())).toEqual(long);
    expect(rawPayload.length).toBeLessThan(JSON.stringify(long).length / 3);
  });

  it.each([undefined, 'identity', 'gzip;q=0', 'x-gzip-like'])(
    'go out as they are for who says %s',
    async (accepted) => {
      const { headers, rawPayload } = await asked('/long', accepted);
      expect(headers).toMatchObject({ vary: 'accept-encoding' });
      expect(headers['content-encoding']).toBeUndefined();
      expect(JSON.parse(rawPayload.toString())).toEqual(long);
    },
  );

  it('are left as they are where there is nothing to win', async () => {
    const { headers, rawPayload } = await asked('/short', 'gzip');
    expect(headers['content-encoding']).toBeUndefined();
    expect(rawPayload.toString()).toBe('{"short":true}');
  });
});
