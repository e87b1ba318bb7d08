import { expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { localIssuer, newSigningKey, TokenVerifier } from '@tung-nha/access';
import { EventBusServer } from '@tung-nha/event-bus';
import { systemClock } from '@tung-nha/kernel';
import { createHttpApp, Public, Readiness, Reference, RuntimeModule } from './index.js';

@Controller('api/told')
class ToldController {
  @Get()
  @Public()
  told() {
    return 'told';
  }
}

@Controller('api/forgotten')
class ForgottenController {
  @Get()
  forgotten() {
    return 'forgotten';
  }
}

class NoBus extends EventBusServer {
  laneStates = () => [];
  untilCaughtUp = async () => undefined;
  protected start = async () => undefined;
  close = async () => undefined;
}

it('refuses to start with a route that does not say what it needs (X5)', async () => {
  const issuer = await localIssuer(await newSigningKey());
  const runtime = RuntimeModule.with({
    clock: systemClock,
    tokens: new TokenVerifier(issuer.rules),
    reference: new Reference(),
    bus: new NoBus([]),
    readiness: new Readiness(),
    service: 'example',
    acceptRecordedTime: false,
  });
  @Module({ imports: [runtime], controllers: [ToldController] })
  class Told {}
  @Module({ imports: [runtime], controllers: [ToldController, ForgottenController] })
  class Forgotten {}

  await (await createHttpApp(Told, { words: [], logger: false })).close();
  await expect(createHttpApp(Forgotten, { words: [], logger: false })).rejects.toThrow(
    'routes without @Allowed or @Public: ForgottenController.forgotten',
  );
});
