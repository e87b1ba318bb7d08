import { useLanguage } from '../language';
import { Link } from './link';

interface ListChooserProps {
  label: string;
  lists: { id: string; name: string; count?: number | undefined; href: string }[];
  chosen: string;
  /** Whether choosing takes the place of what is shown in the history. */
  replace?: boolean;
}

/** The lists of a page as links, each with how many are on it where that is known. */
export function ListChooser({ label, lists, chosen, replace = false }: ListChooserProps) {
  const { number } = useLanguage();
  return (
    <nav className="lists" aria-label={label}>
      <ul>
        {lists.map(({ id, name, count, href }) => (
          <li key={id}>
            <Link href={href} replace={replace} aria-current={id === chosen ? 'true' : undefined}>
              {name}
              {count !== undefined && <b>{number(count)}</b>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
