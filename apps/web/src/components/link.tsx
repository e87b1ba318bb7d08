import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { go } from '../place';

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
  state?: unknown;
  /** In place of this entry of the history, which keeps its state. */
  replace?: boolean;
}

/** A real link: a new tab, a copied address and the browser's own keys work as everywhere. */
export function Link({ href, state, replace = false, onClick, ...rest }: LinkProps) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || elsewhere) return;
    event.preventDefault();
    go(href, replace ? { replace, state: history.state as unknown } : { state });
  }
  return <a {...rest} href={href} onClick={follow} />;
}
