export { type Demo, demoIn, type DemoStores, fillDemo, newDemo, referenceOf } from './demo.js';
export { type Platform, type PlatformSettings, startPlatform } from './platform.js';
