import { useLayoutEffect, useState, type RefObject } from 'react';

/** How wide an element is drawn, in CSS pixels; `otherwise` until it is there. */
export function useWidth(element: RefObject<HTMLElement | null>, otherwise: number): number {
  const [width, setWidth] = useState(otherwise);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return;
    setWidth(observed.clientWidth || otherwise);
    const observer = new ResizeObserver(() => setWidth(observed.clientWidth || otherwise));
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element, otherwise]);
  return width;
}
