export { GrantBook } from './grant-book.js';
export { type Action, actions, permissions } from './permissions.js';
export {
  type Identity,
  issuerAt,
  LOCAL_ISSUER,
  type LocalIssuer,
  localIssuer,
  newSigningKey,
  type TokenRules,
  TokenVerifier,
} from './tokens.js';
