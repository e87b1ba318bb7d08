import { useEffect, useState } from 'react';
import type { OutlineTopology } from 'virtual:outlines';
import { landOf, type Land, type MapKey } from './map-shapes';

let loading: Promise<OutlineTopology> | undefined;
let loaded: OutlineTopology | undefined;

/** The outlines come after the figures, once for all maps. Null where they could not be had. */
export function useLand(key: MapKey): Land | null | undefined {
  const [topology, setTopology] = useState<OutlineTopology | null | undefined>(loaded);
  useEffect(() => {
    if (loaded) return;
    let gone = false;
    loading ??= import('virtual:outlines').then((module) => (loaded = module.default));
    loading.then(
      (came) => gone || setTopology(came),
      () => {
        loading = undefined;
        if (!gone) setTopology(null);
      },
    );
    return () => {
      gone = true;
    };
  }, []);
  return topology && landOf(topology, key);
}
