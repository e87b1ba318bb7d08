export { type Demo, demoClock, demoIn, type DemoPlaces, fillDemo, newDemo, placesOf, referenceOf } from './demo.js';
export { exportedLines, type ExportRange } from './export.js';
export { type Embedded, openEmbedded, openLocalIssuer, openProjections } from './embedded.js';
export { type DemoUser } from './local-identity.module.js';
export { type Platform, type PlatformSettings, startPlatform } from './platform.js';
