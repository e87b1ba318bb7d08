import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { go } from '../place';

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
  state?: unknown;
}

/** A real link: a new tab, a copied address and the browser's own keys work as everywhere. */
export function Link({ href, state, onClick, ...rest }: LinkProps) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || elsewhere) return;
    event.preventDefault();
    go(href, { state });
  }
  return <a {...rest} href={href} onClick={follow} />;
}
