import { randomUUID } from 'node:crypto';

/** A refusal of the server, as it worded it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detailEn ?? problem.title ?? `HTTP ${status}`);
    this.name = 'Refused';
  }
}

export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly detailEn?: string;
  readonly errors?: readonly {
    readonly pointer: string;
    readonly row?: number;
    readonly message: string;
    readonly messageEn: string;
  }[];
}

/** No server answers at the address. */
export class Unreachable extends Error {
  constructor(url: string, cause: unknown) {
    super(`no server answers at ${url}: start one with npm start, or name it with --url`, { cause });
    this.name = 'Unreachable';
  }
}

export interface ClientOptions {
  readonly url: string;
  /** An access token; else `user` signs in at the local issuer. */
  readonly token?: string;
  readonly user: string;
}

/** The HTTP interface, as everybody else uses it. */
export class Client {
  private signedIn?: string;

  constructor(private readonly options: ClientOptions) {}

  get<Body>(path: string): Promise<Body> {
    return this.ask(path, { method: 'GET' });
  }

  /** The key makes a repeat of the same call the same command. */
  post<Body>(path: string, body: unknown, key: string = randomUUID()): Promise<Body> {
    return this.ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'idempotency-key': key } });
  }

  private async ask<Body>(path: string, init: RequestInit): Promise<Body> {
    const authorization = `Bearer ${(this.signedIn ??= this.options.token ?? (await this.signIn()))}`;
    return this.send(path, { ...init, headers: { ...init.headers, authorization } });
  }

  private async signIn(): Promise<string> {
    const { user } = this.options;
    const { access_token: token } = await this.send<{ access_token: string }>('/api/identity/token', {
      method: 'POST',
      body: JSON.stringify({ user }),
    });
    return token;
  }

  private async send<Body>(path: string, init: RequestInit): Promise<Body> {
    let response: Response;
    try {
      response = await fetch(this.options.url + path, {
        ...init,
        headers: { ...init.headers, ...(init.body ? { 'content-type': 'application/json' } : {}) },
      });
    } catch (cause) {
      throw new Unreachable(this.options.url, cause);
    }
    const body = (await response.json()) as unknown;
    if (!response.ok) throw new Refused(response.status, body as Problem);
    return body as Body;
  }
}
