import { Link } from './link';

interface ListChooserProps {
  label: string;
  lists: { id: string; name: string; count?: string | undefined; href: string }[];
  chosen: string;
}

/** The lists of a page as links, each with how many are on it where that is known. */
export function ListChooser({ label, lists, chosen }: ListChooserProps) {
  return (
    <nav className="lists" aria-label={label}>
      <ul>
        {lists.map(({ id, name, count, href }) => (
          <li key={id}>
            <Link href={href} aria-current={id === chosen ? 'true' : undefined}>
              {name}
              {count !== undefined && <b>{count}</b>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
