// Nothing of the platform is imported here: what was exported is read as anybody could read it.

export type Day = string;

/** One exported line, as far as it is needed. */
export interface Line {
  readonly type: string;
  readonly subject: string;
  readonly recordedtime: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Told {
  /** The day it was recorded. */
  readonly known: Day;
}
export interface Arrival extends Told {
  readonly on: Day;
  readonly village: string;
}
/** A closing, or that the last one was an error. */
export interface Closing extends Told {
  readonly on: Day | null;
}
/** A citizen comes, goes or dies. */
export interface Step extends Told {
  readonly citizen: string;
  readonly on: Day;
  readonly what: 'joined' | 'left' | 'died';
  readonly turns14: string;
}
/** A visit, guidance, confirmation, account or proxy act; each may be withdrawn. */
export interface Record_ extends Told {
  readonly on: Day;
  withdrawn: Day | null;
}
export interface PersonalRecord extends Record_ {
  /** The skill, or the account. */
  readonly of: string;
  readonly state: string;
}
export interface Assigned extends Told {
  readonly id: string;
  readonly on: Day;
  ended: (Told & { readonly on: Day })[];
}

export class Household {
  readonly arrivals: Arrival[] = [];
  readonly closings: Closing[] = [];
  readonly steps: Step[] = [];
  readonly visits: Record_[] = [];
  readonly guidance: Record_[] = [];
  readonly proxies: Record_[] = [];
  readonly needs: (Told & { readonly on: Day; readonly needs: boolean })[] = [];
  readonly assigned: Assigned[] = [];
  readonly mergedIn: (Told & { readonly on: Day; readonly from: string })[] = [];
}

/** What is known of a person, in whichever household it was told: it travels along. */
export class Citizen {
  readonly guided: PersonalRecord[] = [];
  readonly confirmed: PersonalRecord[] = [];
  readonly accounts: PersonalRecord[] = [];
}

export interface Declared extends Told {
  readonly unit: string;
  readonly year: number;
  readonly on: Day;
  readonly households: number;
}

/** Everything that was recorded of households; what the platform worked out from it (…-restated) is left out. */
export class Records {
  readonly households = new Map<string, Household>();
  readonly citizens = new Map<string, Citizen>();
  readonly declared: Declared[] = [];
  private readonly withdrawable = new Map<string, Record_>();

  household(id: string): Household {
    return entry(this.households, id, () => new Household());
  }

  add({ type, subject, recordedtime, data }: Line): void {
    const known = dayInVietnam(recordedtime);
    const name = type.slice(type.indexOf('.') + 1);
    if (name === 'households-declared') this.declared.push({ ...(data as unknown as Declared), known });
    if (!subject.startsWith('household/')) return;
    const id = subject.slice('household/'.length);
    const text = (field: string) => data[field] as string;
    const on = text('on');
    const home = this.household(id);
    const record = <Kind extends Record_>(field: string, made: Kind): Kind => {
      this.withdrawable.set(`${id} ${text(field)}`, made);
      return made;
    };
    const personal = (field: string, of: string, state: string) =>
      record(field, { on, known, withdrawn: null, of: text(of), state });
    const person = () => entry(this.citizens, text('citizen'), () => new Citizen());
    const step = (what: Step['what']) =>
      home.steps.push({
        known,
        citizen: text('citizen'),
        on,
        what,
        turns14: `${(data['turns14'] ?? '') as string | number}`,
      });

    switch (name) {
      case 'household-registered':
        return void home.arrivals.push({ known, on, village: text('village') });
      case 'household-moved':
        return void home.arrivals.push({ known, on, village: text('to') });
      case 'household-closed':
        return void home.closings.push({ known, on });
      case 'household-reopened':
        return void home.closings.push({ known, on: null });
      case 'household-merged-in':
        return void home.mergedIn.push({ known, on, from: text('from') });
      case 'citizen-joined':
        return void step('joined');
      case 'citizen-left':
        return void step(text('reason') === 'died' ? 'died' : 'left');
      case 'household-visited':
        return void home.visits.push(record('visit', { on, known, withdrawn: null }));
      case 'household-acted-for':
        return void home.proxies.push(record('proxy', { on, known, withdrawn: null }));
      case 'citizen-guided': {
        const made = personal('guidance', 'skill', '');
        home.guidance.push(made);
        return void person().guided.push(made);
      }
      case 'proficiency-confirmed':
        return void person().confirmed.push(personal('confirmation', 'skill', ''));
      case 'account-stated':
        return void person().accounts.push(personal('statement', 'account', text('state')));
      case 'record-withdrawn': {
        const made = this.withdrawable.get(`${id} ${text('record')}`);
        if (made) made.withdrawn ??= known;
        return;
      }
      case 'care-need-stated':
        return void home.needs.push({ known, on, needs: data['reason'] !== null });
      case 'member-assigned':
        return void home.assigned.push({ known, on, id: text('assignment'), ended: [] });
      case 'assignment-ended':
        return void home.assigned.find((one) => one.id === text('assignment'))?.ended.push({ known, on });
      default:
      // Splits are told by those who leave and by what is registered; restatements are the platform's own sums.
    }
  }
}

/** What the map has under the key, made where it has nothing. */
export function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

const HOURS_AHEAD_OF_UTC = 7;
export const dayInVietnam = (time: string): Day =>
  new Date(Date.parse(time) + HOURS_AHEAD_OF_UTC * 3_600_000).toISOString().slice(0, 10);
