export { type Demo, demoIn, type DemoStores, fillDemo, newDemo, referenceOf } from './demo.js';
export { type DistributedDemo, prepareDistributed } from './distributed-demo.js';
export { exportedLines, type ExportRange } from './export.js';
export { type Gateway, type GatewaySettings, startGateway } from './gateway/gateway.js';
export { type Platform, type PlatformSettings, startPlatform } from './platform.js';
