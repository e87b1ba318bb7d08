const FILE = /\.(ts|tsx|mjs|json|md|csv)$/;
const BELOW = /^(libs|apps|tools|docs)\//;

/** What a page names in backticks: files and folders, by their path or its last parts; npm scripts with their words. */
export function namesIn(page) {
  const spans = [...page.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span);
  const links = [...page.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, target]) => target);
  return {
    places: [
      ...spans.filter((span) => !span.includes(' ') && !span.startsWith('/') && (FILE.test(span) || BELOW.test(span))),
      ...links,
    ],
    scripts: spans.flatMap((span) => {
      const [, script, words] = /^npm (?:run )?([\w:-]+)(.*)$/.exec(span) ?? [];
      return script === undefined || script === 'install' ? [] : [{ script, words: words.trim().split(/\s+/) }];
    }),
  };
}

/** All that `{a,b}` stands for: each of them must be there. */
export function alternatives(name) {
  const braces = /\{([^{}]+)\}/.exec(name);
  if (!braces) return [name];
  return braces[1].split(',').flatMap((one) => alternatives(name.replace(braces[0], () => one)));
}

/**
 * @param {readonly string[]} files from the root of the repository
 * @returns {string[]} the places that lead to none of the files; `*` is any part of a name
 */
export function leadingNowhere(places, files) {
  return places.flatMap(alternatives).filter((place) => {
    const name = place
      .replace(/\/$/, '')
      .replace(/[.+?^$()[\]|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*');
    const pattern = new RegExp(`(^|/)${name}(/|$)`);
    return !files.some((file) => pattern.test(file));
  });
}
