import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { Ask, Load, Measured } from './load.js';
import { spreadOf } from './spread.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** Nobody listens yet, or any more. */
const REFUSED_PAUSE_MS = 50;
const MOST_REFUSED_AT_FIRST = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** Before more than this is under way, an open loop waits: the server is lost, and so would be the clients. */
const MOST_UNDER_WAY = 20_000;

/** Asks at the pace it is told, and keeps the time of each answer. */
export class Clients {
  private readonly agent = new Agent({ keepAlive: true, noDelay: true });
  private readonly latencies: number[] = [];
  private readonly visible: number[] = [];
  private readonly failed: Record<string, number> = {};
  private readonly acknowledged: string[] = [];
  private readonly unanswered: string[] = [];
  private readonly begin = performance.now();
  private lastAnswer = this.begin;
  private longestGap = 0;
  private asked = 0;
  private refusals = 0;
  private stopped = false;

  constructor(
    private readonly load: Load,
    private readonly begun: () => void,
  ) {}

  async run(): Promise<Measured> {
    const { pace, seconds, warmUpS } = this.load;
    if (seconds !== undefined) setTimeout(() => this.stop(), seconds * 1_000);
    if ('clients' in pace) await Promise.all(Array.from({ length: pace.clients }, () => this.oneAfterTheOther()));
    else await this.atTheirTime(pace.perSecond);
    const now = performance.now();
    this.agent.destroy();
    const { user, system } = process.cpuUsage();
    return {
      answered: this.latencies.length,
      failed: this.failed,
      seconds: (now - this.begin) / 1_000 - warmUpS,
      latency: spreadOf(this.latencies),
      visible: spreadOf(this.visible),
      acknowledged: this.acknowledged,
      unanswered: this.unanswered,
      longestGapMs: Math.max(this.longestGap, now - this.lastAnswer),
      cpuMs: (user + system) / 1_000,
    };
  }

  stop(): void {
    this.stopped = true;
  }

  private async oneAfterTheOther(): Promise<void> {
    while (!this.stopped) await this.one(performance.now());
  }

  private async atTheirTime(perSecond: number): Promise<void> {
    const underWay = new Set<Promise<void>>();
    for (let n = 0; !this.stopped;) {
      const due = this.begin + (n * 1_000) / perSecond;
      const wait = due - performance.now();
      if (wait > 0 || underWay.size >= MOST_UNDER_WAY) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(1, wait)));
        continue;
      }
      n += 1;
      const asking = this.one(due).finally(() => underWay.delete(asking));
      underWay.add(asking);
    }
    await Promise.all(underWay);
  }

  private async one(since: number): Promise<void> {
    const n = (this.asked += 1);
    const ask = this.load.asks[n % this.load.asks.length]!;
    const measured = since - this.begin >= this.load.warmUpS * 1_000;
    const answer = await this.answerTo(ask, n);
    if (!answer) return;
    if (measured) this.latencies.push(performance.now() - since);
    if (ask.view === undefined) return;
    const seen = answer.headers['seen'];
    const view = await this.answerTo({ path: ask.view }, n, typeof seen === 'string' ? { seen } : {});
    if (view && measured) this.visible.push(performance.now() - since);
  }

  /** Undefined for what was not answered as it should be. */
  private async answerTo(ask: Ask, n: number, headers: Record<string, string> = {}): Promise<Answer | undefined> {
    const record = `${this.load.run}-${n}`;
    const body = ask.body && JSON.stringify({ ...ask.body, visit: record });
    try {
      const answer = await this.send(ask.path, body, body ? { ...headers, 'idempotency-key': record } : headers);
      if (answer.status >= 200 && answer.status < 300) {
        const now = performance.now();
        if (this.lastAnswer === this.begin) this.begun();
        this.longestGap = Math.max(this.longestGap, now - this.lastAnswer);
        this.lastAnswer = now;
        if (body && this.load.namesRecords) this.acknowledged.push(record);
        return answer;
      }
      this.fail(String(answer.status));
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? String(error);
      this.fail(why);
      if (why === 'ECONNREFUSED') await new Promise((resolve) => setTimeout(resolve, REFUSED_PAUSE_MS));
      else if (body && this.load.namesRecords) this.unanswered.push(record);
    }
    return undefined;
  }

  private fail(why: string): void {
    this.failed[why] = (this.failed[why] ?? 0) + 1;
    // A load that is refused from the start is a mistake in the test, and would go on for ever.
    if (this.lastAnswer === this.begin && (this.refusals += 1) >= MOST_REFUSED_AT_FIRST)
      throw new Error(`nothing was answered: ${JSON.stringify(this.failed)}`);
  }

  private send(path: string, body: string | undefined, headers: Record<string, string>): Promise<Answer> {
    const { url, token } = this.load;
    const authorization = `Bearer ${token}`;
    const content =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const sent = request(url + path, {
        agent: this.agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization, ...content, ...headers },
        timeout: LONGEST_WAIT_MS,
      });
      sent.once('error', reject);
      sent.once('timeout', () => sent.destroy(new Error('timeout')));
      sent.once('response', (response) => {
        // Read to its end, and not kept: the answer is there when its last byte is.
        response.resume();
        response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
        response.once('error', reject);
      });
      sent.end(body);
    });
  }
}
