import type { Role } from '@shared/generated/door';

/** What each role may do, in the clinic's words. The practice decides; this only explains. */
export const ROLES: readonly { id: Role; label: string; text: string }[] = [
  { id: 'owner', label: 'Owner', text: 'Everything, also the recovery kit and the keys.' },
  { id: 'clinic_admin', label: 'Clinic admin', text: 'Runs the clinic: settings, staff, templates and all that follows. Not the keys.' },
  { id: 'provider', label: 'Provider', text: 'Sees patients: their records, the calendar and messages. Sees their own day first.' },
  { id: 'clinical_staff', label: 'Clinical staff', text: 'Nurses and coaches: patients, calendar and messages.' },
  { id: 'front_desk', label: 'Front desk', text: 'Registers patients, books and moves visits, sends messages.' },
  { id: 'billing', label: 'Billing', text: 'Sees the calendar, edits patients’ data and sends messages; does not book.' },
  { id: 'read_only', label: 'Read only', text: 'Looks at patients, calendar and messages; changes nothing.' },
];

export const roleLabel = (role: Role): string => ROLES.find((one) => one.id === role)?.label ?? role;

/** Words for a first password that can be read over the phone: four of these, about 31 bits beside a number of two digits. */
const WORDS = `amber anchor apple arrow autumn bakery bamboo basket beacon berry blanket bonsai bottle branch bridge bronze bucket button cactus camera candle canyon carpet castle cedar cherry
chimney circle clover coffee comet copper coral cotton cradle crystal curtain daisy desert dolphin donkey eagle ember engine falcon feather ferry fiddle finger flower forest fountain galaxy
garden garlic ginger glacier guitar hammer harbour hazel helmet honey island ivory jacket jasmine jungle kettle ladder lantern lemon lilac linen lobster magnet maple marble meadow melon
mirror mosaic mountain mustard napkin nectar needle nutmeg ocean olive onion orange orchid otter oyster paddle palace panda paper parrot pebble pencil pepper piano pigeon pillow planet
pocket pumpkin quartz rabbit radish rainbow ribbon river rocket saddle salmon sandal saturn scarf shadow shelter silver socket sparrow spider spoon stable statue summer sunset tablet
teapot thunder tiger timber tomato tower tractor trumpet tunnel turtle umbrella valley velvet violin walnut whistle willow window winter zebra zipper`.split(/\s+/);

/** A first password for a colleague, to be told to them and changed at their first sign-in. */
export function suggestPassword(random: (below: number) => number = below): string {
  return [...Array.from({ length: 4 }, () => WORDS[random(WORDS.length)]), String(10 + random(90))].join('-');
}

function below(limit: number): number {
  // Rejection keeps every word equally likely.
  const most = Math.floor(0x1_0000_0000 / limit) * limit;
  const box = new Uint32Array(1);
  do crypto.getRandomValues(box);
  while ((box[0] as number) >= most);
  return (box[0] as number) % limit;
}
