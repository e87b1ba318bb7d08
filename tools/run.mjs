// A tool by its folder, with its arguments: `node tools/run.mjs reliability L07`.
import { prepare } from './prepare.mjs';

const [tool, ...args] = process.argv.slice(2);
prepare({ full: true });
const { main } = await import(`./${tool}/dist/main.js`);
await main(args);
// What a broken server of a test has left trying must not keep a program that has said all.
process.exit();
