import { shiftDate } from '../policy/dates.ts';
import type { Rng } from '../random/rng.ts';
import { type Address, drawAddress, drawName, drawPhone, fakerOf, type Name } from './person.ts';
import { drawScripted } from './scripts.ts';
import { drawSite, type Site } from './site.ts';

/** An invented patient with the hospital that saw him or her. */
export interface Patient {
  /** 6 to 10 digits, the first no zero: stored as a number in the key. */
  id: string;
  name: Name;
  /** Specific Character Set of the patient's objects. */
  characterSet: string;
  sex: 'M' | 'F';
  birthDate: string;
  age: number;
  sizeMetres: string;
  weightKilograms: string;
  ethnicGroup: string;
  socialSecurity: string;
  otherId: string;
  insurance: string;
  birthName: Name;
  mother: Name;
  relative: Name;
  address: Address;
  phone: string;
  email: string;
  occupation: string;
  site: Site;
  /** Day of the first study. */
  firstStudy: string;
}

const ETHNIC = ['African American', 'Caucasian', 'Hispanic', 'Asian', 'Native American', 'Declined'];
const OCCUPATIONS = ['Teacher', 'Electrician', 'Retired', 'Farmer', 'Nurse', 'Engineer', 'Driver'];

export interface PatientRequest {
  /** A running number that no other patient of the data set has; keeps ids apart. */
  number: number;
  sex?: 'M' | 'F' | undefined;
  /** One in four older than 89 years; one in three with a name in another script, not one in twelve. */
  edge?: boolean;
}

export function drawPatient(rng: Rng, { number, sex: asked, edge = false }: PatientRequest): Patient {
  const faker = fakerOf(rng);
  const sex = asked ?? (rng.chance(0.5) ? 'M' : 'F');
  const plain = drawName(faker, sex);
  const { name, characterSet } = rng.chance(edge ? 0.34 : 0.08)
    ? drawScripted(rng)
    : { name: rng.chance(0.5) ? inCapitals(plain) : plain, characterSet: 'ISO_IR 100' };
  const aged = edge && rng.chance(0.25);
  const firstStudy = shiftDate('20120101', rng.int(0, 3600));
  const age = aged ? rng.int(90, 99) : rng.int(21, 88);
  const size = rng.int(150, 195) / 100;
  return {
    id: uniqueNumber(rng, number),
    name,
    characterSet,
    sex,
    birthDate: shiftDate(firstStudy, -Math.floor((age + 0.1 + rng.next() * 0.8) * 365.25)),
    age,
    sizeMetres: size.toFixed(2),
    weightKilograms: Math.round(size * size * rng.int(19, 32)).toString(),
    ethnicGroup: rng.pick(ETHNIC),
    socialSecurity: `9${rng.digits(2)}-${rng.int(10, 69)}-${rng.digits(4)}`,
    otherId: uniqueNumber(rng, number, 9),
    insurance: `HP${rng.digits(8)}`,
    birthName: drawName(faker, sex),
    mother: drawName(faker, 'F'),
    relative: drawName(faker, rng.chance(0.5) ? 'M' : 'F'),
    address: drawAddress(faker, rng),
    phone: drawPhone(rng),
    email: `${plain.given}.${plain.family}${rng.int(100, 999)}@example.com`.toLowerCase(),
    occupation: rng.pick(OCCUPATIONS),
    site: drawSite(rng),
    firstStudy,
  };
}

/** As many systems write names: `MEYER^STEPHANIE`; people go on to say `Stephanie Meyer`. */
const inCapitals = (name: Name): Name => ({ ...name, pn: name.pn.toUpperCase() });

/** Random digits around the running number, so that no two patients get the same and the number can't be read off: spread by an odd factor. */
function uniqueNumber(rng: Rng, number: number, length = 8): string {
  const space = 10 ** (length - 5);
  const spread = (number * 7919 + 12_347) % 90_000;
  return `${10_000 + spread}${String(rng.int(0, space - 1)).padStart(length - 5, '0')}`;
}
