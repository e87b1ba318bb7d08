import { subjectRef, type SubjectRef } from '@tung-nha/kernel';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose';

/** Who asks: nothing else is taken from a token (X5). */
export interface Identity {
  readonly subject: SubjectRef;
}

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly keys: JWTVerifyGetKey;
}

const TOKEN_TYPE = 'at+jwt';
const TOKENS_KEPT = 10_000;

/** Verifies access tokens (RFC 9068). A verified one is remembered until it expires, so that it costs one signature. */
export class TokenVerifier {
  private readonly verified = new Map<string, { readonly identity: Identity; readonly until: number }>();

  constructor(private readonly rules: TokenRules) {}

  /** @throws Error for a token that is forged, expired, of another issuer, audience or type, or names no subjectRef */
  async verify(token: string): Promise<Identity> {
    const known = this.verified.get(token);
    if (known && known.until > Date.now()) return known.identity;
    this.verified.delete(token);

    const { issuer, audience, algorithms, keys } = this.rules;
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: [...algorithms],
      typ: TOKEN_TYPE,
      requiredClaims: ['exp', 'sub'],
    });
    const identity = { subject: subjectRef.parse(payload.sub) };
    if (this.verified.size >= TOKENS_KEPT) this.verified.delete(this.verified.keys().next().value!);
    this.verified.set(token, { identity, until: payload.exp! * 1_000 });
    return identity;
  }
}

export interface LocalIssuer {
  readonly rules: TokenRules;
  readonly expiresInSeconds: number;
  readonly publicKeys: JSONWebKeySet;
  issue(subject: SubjectRef): Promise<string>;
}

const EXPIRES_IN_S = 8 * 3_600;

export const LOCAL_ISSUER = { issuer: 'urn:tung-nha:local', audience: 'tung-nha', algorithms: ['EdDSA'] } as const;

const REFETCH_AFTER_MS = 30_000;

/** An issuer elsewhere, known by the address of its public keys; an unknown key makes us look again, twice a minute at most. */
export const issuerAt = (keysUrl: URL, rules: Omit<TokenRules, 'keys'>): TokenRules => ({
  ...rules,
  keys: createRemoteJWKSet(keysUrl, { cooldownDuration: REFETCH_AFTER_MS }),
});

/** A fresh private key, as JSON, to be kept beside the data. */
export async function newSigningKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
}

/** For one machine and its demo users; in production an OIDC issuer stands in its place. */
export async function localIssuer(signingKey: string): Promise<LocalIssuer> {
  const secret = JSON.parse(signingKey) as JWK;
  const key = await importJWK(secret, 'EdDSA');
  const { kty, crv, x } = secret;
  const { issuer, audience } = LOCAL_ISSUER;
  const publicKeys = { keys: [{ kty, crv, x, alg: 'EdDSA', use: 'sig', kid: 'local' } as JWK] };
  return {
    rules: { ...LOCAL_ISSUER, keys: createLocalJWKSet(publicKeys) },
    expiresInSeconds: EXPIRES_IN_S,
    publicKeys,
    issue: (subject) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'EdDSA', typ: TOKEN_TYPE, kid: 'local' })
        .setSubject(subject)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${EXPIRES_IN_S}s`)
        .sign(key),
  };
}
