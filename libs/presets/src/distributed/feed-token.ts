import { LOCAL_ISSUER } from '@tung-nha/access';
import type { ServiceEnvironment } from './environment.js';

const WITHIN_MS = 10_000;
const EARLY_S = 60;

interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in?: number;
}

/** With which a service reads the feeds of others; kept until shortly before it expires. */
export function feedToken(settings: ServiceEnvironment): () => Promise<string> {
  let kept: { readonly token: string; readonly until: number } | undefined;
  return async () => {
    if (kept && kept.until > Date.now()) return kept.token;
    const { access_token: token, expires_in = 60 } = await ask(settings);
    kept = { token, until: Date.now() + Math.max(1, expires_in - EARLY_S) * 1_000 };
    return token;
  };
}

async function ask(settings: ServiceEnvironment): Promise<TokenAnswer> {
  const response =
    settings.ISSUER === 'local' ? await askLocalIssuer(settings) : await askWithClientCredentials(settings);
  if (!response.ok) throw new Error(`no token for the feeds: the issuer answers ${response.status}`);
  return (await response.json()) as TokenAnswer;
}

/** One of the demo's people who may read the log. */
const askLocalIssuer = ({ TEAM_ORGANISATION_URL }: ServiceEnvironment) =>
  fetch(new URL('/api/identity/token', TEAM_ORGANISATION_URL), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'demo-auditor' }),
    signal: AbortSignal.timeout(WITHIN_MS),
  });

const askWithClientCredentials = (settings: ServiceEnvironment) =>
  fetch(settings.FEED_TOKEN_URL!, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.FEED_CLIENT_ID!,
      client_secret: settings.FEED_CLIENT_SECRET!,
      audience: settings.AUDIENCE,
    }),
    signal: AbortSignal.timeout(WITHIN_MS),
  });

/** How tokens are named by whoever issues them. */
export const rulesOf = ({ ISSUER, AUDIENCE }: ServiceEnvironment) =>
  ISSUER === 'local' ? LOCAL_ISSUER : { issuer: ISSUER, audience: AUDIENCE, algorithms: ['RS256', 'ES256', 'EdDSA'] };
