import type { Rng } from '../random/rng.ts';
import { type Address, distinct, drawAddress, drawName, drawPhone, fakerOf, type Name } from './person.ts';

/** A hospital with the people who work there. */
export interface Site {
  name: string;
  department: string;
  address: Address;
  phone: string;
  referring: Name;
  performing: Name;
  reading: Name;
  operator: Name;
  requesting: Name;
  /** Prefix of station names and AE titles. */
  mark: string;
}

/** Words that no description or maker uses: an identifier's word must not stand in what stays. */
const ENDINGS = ['Memorial Hospital', 'University Hospital', 'Community Hospital', 'District Hospital', 'Childrens Hospital'];
const DEPARTMENTS = ['Outpatients', 'Emergency', 'Oncology', 'Cardiology', 'Paediatrics'];

/** One site; its name holds a word that stands nowhere else. */
export function drawSite(rng: Rng): Site {
  const faker = fakerOf(rng);
  const word = distinct(() => faker.person.lastName().replaceAll(/[^A-Za-z]/gu, ''));
  const staff = (): Name => drawName(faker, rng.chance(0.5) ? 'M' : 'F');
  return {
    name: `${word} ${rng.pick(ENDINGS)}`,
    department: `${rng.pick(DEPARTMENTS)} ${distinct(() => faker.person.lastName().replaceAll(/[^A-Za-z]/gu, ''))}`,
    address: drawAddress(faker, rng),
    phone: drawPhone(rng),
    referring: staff(),
    performing: staff(),
    reading: staff(),
    operator: staff(),
    requesting: staff(),
    mark: word.slice(0, 5).toUpperCase(),
  };
}
