export {
  DEMO_FIRST_MAP,
  DEMO_PROVINCE_CODE,
  demoClock,
  type DemoPlaces,
  type DemoUser,
  placesOf,
} from './demo-places.js';
export { LocalIdentityModule, localIdentityWords } from './local-identity.module.js';
export { readSettings } from './read-settings.js';
export { openLocalIssuer } from './local-issuer.js';
