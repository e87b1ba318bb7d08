// npm run tung-nha -- …
import { prepare } from './prepare.mjs';

prepare();
await import('../apps/cli/dist/main.js');
