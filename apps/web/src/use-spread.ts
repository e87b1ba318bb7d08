import { useSyncExternalStore } from 'react';

/** From this width on the page is a spread of two; the styles say the same in `widths.css`. */
const spread = '(min-width: 1700px)';

function subscribe(onChange: () => void) {
  const query = matchMedia(spread);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Whether the parts lie on two pages: what is read after what then differs, and the document's order with it. */
export const useSpread = () => useSyncExternalStore(subscribe, () => matchMedia(spread).matches);
