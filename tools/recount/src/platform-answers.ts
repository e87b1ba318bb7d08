import { demoIn, type Platform, referenceOf, startPlatform } from '@tung-nha/platform';
import { demoClock, placesOf } from '@tung-nha/presets';
import { type Embedded } from '@tung-nha/presets/embedded';
import type { Question } from './recount.js';

/** The platform as everybody asks it: over HTTP. */
export class PlatformAnswers {
  private constructor(
    private readonly platform: Platform,
    private readonly token: string,
  ) {}

  static async of(embedded: Embedded): Promise<PlatformAnswers> {
    const demo = demoIn(embedded.folder);
    if (!demo) throw new Error(`${embedded.folder} holds no demo`);
    const { users, province } = placesOf(await referenceOf(embedded), demo.to);
    const platform = await startPlatform({
      embedded,
      clock: demoClock(demo),
      users,
      opensAt: province,
      acceptRecordedTime: false,
      port: 0,
      host: '127.0.0.1',
    });
    const signedIn = await fetch(`${platform.url}/api/identity/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'demo-province-admin' }),
    });
    const { access_token: token } = (await signedIn.json()) as { access_token: string };
    return new PlatformAnswers(platform, token);
  }

  async figures({ unit, ...days }: Question): Promise<Readonly<Record<string, number>>> {
    const { figures } = await this.get<{ figures: Record<string, number> }>(
      `/api/progress/units/${unit}?${new URLSearchParams(days)}`,
    );
    return figures;
  }

  close(): Promise<void> {
    return this.platform.close();
  }

  private async get<Body>(path: string): Promise<Body> {
    const answer = await fetch(this.platform.url + path, { headers: { authorization: `Bearer ${this.token}` } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  }
}
