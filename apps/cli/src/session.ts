import type { Client } from './client.js';
import type { Output } from './output.js';

/** What a command needs of its invocation. */
export interface Session {
  readonly client: Client;
  readonly output: Output;
  readonly json: boolean;
}
