import { door } from '@shared/generated/door';
import { practice } from '../signin/practice.svelte';
import { changes } from './changes.svelte';
import { clockOn, wallOn, type GridColumn, type Place } from './grid/axis';
import { Hand } from './grid/hand.svelte';

interface Options {
  columns: () => readonly GridColumn[];
  /** Columns are rooms: a move across them changes the room, not the provider. */
  byRoom: () => boolean;
  onbook: (place: Place, column: GridColumn, drawn: boolean) => void;
}

/** A hand whose moves are the practice's: asks the door what stands in the way, and moves the visit at the drop. */
export function makeHand({ columns, byRoom, onbook }: Options): Hand {
  const at = (place: Place): GridColumn | undefined => columns()[place.column];
  return new Hand({
    columns,
    may: () => practice.may('edit_schedule'),
    defaultMinutes: () => 30,
    check: async (visit, place) => {
      const column = at(place);
      if (!column) throw new Error('the column is gone');
      const provider = byRoom() ? visit.provider : (column.provider ?? visit.provider);
      const room = byRoom() ? { room: column.room } : provider === visit.provider && visit.room !== undefined ? { room: visit.room } : {};
      return door.visitsCheck({ visit: visit.id, patient: visit.patient, provider, service: visit.service, ...wallOn(column, place.at), minutes: place.minutes, ...room });
    },
    onbook: (place, drawn) => {
      const column = at(place);
      if (column) onbook(place, column, drawn);
    },
    onplace: (visit, place, checked) => {
      const column = at(place);
      if (!column) return;
      const wall = wallOn(column, place.at);
      const elsewhen = wall.starts !== visit.starts || wall.fold !== (visit.second ? 1 : 0);
      const provider = !byRoom() && column.provider && column.provider !== visit.provider ? { provider: column.provider } : {};
      const room = byRoom() && column.room !== visit.room ? { room: column.room } : {};
      const minutes = place.minutes === visit.minutes ? {} : { minutes: place.minutes };
      // From the tray to its own old place is a move as well: it leaves the tray.
      const to = { ...(elsewhen || visit.in_tray ? wall : {}), ...provider, ...room, ...minutes };
      const ends = clockOn(column.axis, place.at + place.minutes).clock;
      const patch = { at: place.at, minutes: place.minutes, starts: wall.starts, ends, date: column.date, ...provider, ...room };
      const known = checked?.verdict === 'warns' ? checked.clashes : [];
      void changes.move(visit, to, patch, known);
    },
  });
}
