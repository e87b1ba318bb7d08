import { useAnswer } from './answer';
import type { PageProps } from './pages/list-frame';

/** The unit whose list a page shows, under the conditions asked; `conditions` names both. */
export function useUnit({ api, id, reading, names }: Pick<PageProps, 'api' | 'id' | 'reading' | 'names'>) {
  const conditions = `${id} ${reading.on} ${reading.known} ${reading.map}`;
  const { value, problem, retry } = useAnswer(conditions, async (signal) => ({
    id,
    view: await api.unit(id, reading, signal),
  }));
  const view = value?.id === id ? value.view : undefined;
  return { conditions, view, name: view?.unit.fullName ?? names.get(id) ?? '···', problem, retry };
}
