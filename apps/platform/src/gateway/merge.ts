interface Description {
  readonly paths?: Readonly<Record<string, object>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** OpenAPI of several services that share one address: every path is served by one of them. */
export function mergedDescription(descriptions: readonly Description[]): Description {
  const [first = {}] = descriptions;
  const kinds = new Set(descriptions.flatMap(({ components = {} }) => Object.keys(components)));
  return {
    ...first,
    paths: Object.assign({}, ...descriptions.map(({ paths }) => paths)) as Record<string, object>,
    components: Object.fromEntries(
      [...kinds].map((kind) => [
        kind,
        Object.assign({}, ...descriptions.map(({ components }) => components?.[kind])) as Record<string, object>,
      ]),
    ),
  };
}

/** Prometheus text of several processes: the head of a family may come once only, and its series must follow it. */
export function mergedMetrics(texts: readonly string[]): string {
  const families = new Map<string, { head: string; series: string[] }>();
  for (const block of texts.flatMap((text) => text.split(/\n(?=# HELP )/))) {
    const lines = block.split('\n').filter((line) => line !== '');
    const name = /^# HELP (\S+)/.exec(lines[0] ?? '')?.[1];
    if (!name) continue;
    const head = lines.filter((line) => line.startsWith('#')).join('\n');
    const family = families.get(name) ?? { head, series: [] };
    family.series.push(...lines.filter((line) => !line.startsWith('#')));
    families.set(name, family);
  }
  return [...families.values()].map(({ head, series }) => `${[head, ...series].join('\n')}\n`).join('\n');
}
