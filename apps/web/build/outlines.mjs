import { outlineTopology } from './outline-topology.mjs';

const id = 'virtual:outlines';

/** `import('virtual:outlines')` gives the topology, as a file of its own that is asked for when a map is shown. */
export function outlines() {
  return {
    name: 'outlines',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) =>
      source === `\0${id}`
        ? `export default JSON.parse(${JSON.stringify(JSON.stringify(outlineTopology()))})`
        : undefined,
  };
}
