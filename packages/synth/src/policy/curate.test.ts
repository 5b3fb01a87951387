import { expect, it } from 'vitest';
import { item, put } from '../model/put.ts';
import { curate, type CurateContext, type Curated } from './curate.ts';
import { mark } from './markers.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const context: CurateContext = {
  policy: { deviceIdentity: 'keep' },
  subject: 'SET-001',
  uid: (old) => `2.25.${old.length}`,
  days: -1000,
  pixels: (element) => element,
};

const dataset = () =>
  item({
    SOPClassUID: CT,
    SOPInstanceUID: '1.9.1',
    StudyDate: '20200301',
    AccessionNumber: 'A1234',
    InstitutionName: 'Someplace Hospital',
    StudyDescription: 'CT HEAD for Jane Doe',
    PatientName: 'Doe^Jane',
    PatientID: '123456',
    PatientBirthDate: '19300101',
    PatientAge: '091Y',
    DeviceSerialNumber: '5512',
    StudyInstanceUID: '1.9.2',
  });

const made = (change: (of: ReturnType<typeof dataset>) => void = () => undefined, given = context): Curated => {
  const one = dataset();
  change(one);
  return curate(CT, one, given);
};

it('gives name and id the same new id, and empties what the IOD asks to be there', () => {
  const { reference } = made();
  expect(reference.text(0x00100010)).toBe('SET-001');
  expect(reference.text(0x00100020)).toBe('SET-001');
  expect(reference.get(0x00100030)?.value).toBe('');
  expect(reference.get(0x00080050)?.value).toBe('');
});

it('removes optional identity, moves dates, replaces UIDs and lowers high ages', () => {
  const { reference } = made();
  expect(reference.has(0x00080080)).toBe(false);
  expect(reference.text(0x00080020)).toBe('20170605');
  expect(reference.text(0x00080018)).toBe('2.25.5');
  expect(reference.text(0x00080016)).toBe(CT);
  expect(reference.text(0x00101010)).toBe('090Y');
});

it('restores a description byte for byte from before planting', () => {
  const { reference } = made((one) =>
    one.set({
      tag: 0x00081030,
      vr: 'LO',
      value: 'CT HEAD for Jane Doe',
      plant: { original: 'CT HEAD', spans: [{ text: 'Jane Doe', kind: 'name' }] },
    }),
  );
  expect(reference.text(0x00081030)).toBe('CT HEAD');
});

it('keeps or removes serial numbers as asked', () => {
  expect(made().reference.text(0x00181000)).toBe('5512');
  expect(made(undefined, { ...context, policy: { deviceIdentity: 'remove' } }).reference.text(0x00181000)).toBe('');
});

it('keeps safe private elements with their creator and drops the rest', () => {
  const { reference } = made((one) => {
    one.set({ tag: 0x00090010, vr: 'LO', value: 'GEMS_IDEN_01' });
    one.set({ tag: 0x00091001, vr: 'LO', value: 'GE_GENESIS_FF' });
    one.set({ tag: 0x00091002, vr: 'SH', value: 'SUITE01' });
    one.set({ tag: 0x00110010, vr: 'LO', value: 'NOBODY KNOWS' });
    one.set({ tag: 0x00111001, vr: 'LO', value: 'Doe^Jane' });
  });
  expect(reference.text(0x00091001)).toBe('GE_GENESIS_FF');
  expect(reference.has(0x00090010)).toBe(true);
  expect(reference.has(0x00091002)).toBe(false);
  expect(reference.has(0x00110010)).toBe(false);
});

it('drops what hides old values, with all inside', () => {
  const { reference, decisions } = made((one) =>
    put(one, { OriginalAttributesSequence: [item({ ModifiedAttributesSequence: [item({ PatientName: 'Doe^Jane' })] })] }),
  );
  expect(reference.has(0x04000561)).toBe(false);
  expect(decisions.some(({ path }) => path.endsWith('<(0010,0010)>') && path.includes('(0400,0561)'))).toBe(true);
});

it('keeps times, sex, and the UIDs of classes inside references', () => {
  const { reference } = made((one) =>
    put(one, {
      StudyTime: '101500',
      PatientSex: 'F',
      ReferencedImageSequence: [item({ ReferencedSOPClassUID: CT, ReferencedSOPInstanceUID: '1.9.1' })],
    }),
  );
  expect(reference.text(0x00080030)).toBe('101500');
  expect(reference.text(0x00100040)).toBe('F');
  const [referred] = reference.items(0x00081140);
  expect(referred?.text(0x00081150)).toBe(CT);
  expect(referred?.text(0x00081155)).toBe('2.25.5');
});

it('says of itself what was done', () => {
  const { reference } = made();
  mark(reference, { deviceIdentity: 'keep', structured: false, graphics: false, blanked: true });
  const codes = reference.items(0x00120064).map((code) => code.text(0x00080100));
  expect(codes).toEqual(['113100', '113101', '113105', '113107', '113108', '113109', '113111']);
  expect(reference.text(0x00120062)).toBe('YES');
  expect(reference.text(0x00280301)).toBe('NO');
});

it('asks of a sequence of a user module what the module asks, once an item holds a Type 1 attribute of it', () => {
  const { decisions } = made((one) =>
    put(one, { ReferencedImageSequence: [item({ ReferencedSOPClassUID: CT, ReferencedSOPInstanceUID: '1.9.1' })] }),
  );
  const typeOf = (end: string) => decisions.find(({ path }) => path.includes('(0008,1140)') && path.endsWith(end))?.disposition.type;
  expect(typeOf('<(0008,1150)>')).toBe('1');
  expect(typeOf('<(0008,1155)>')).toBe('1');
});

it('takes descriptions before patient characteristics, and device identity before dates, as reason why a value stays', () => {
  const { decisions } = made((one) => put(one, { PatientState: 'stable', SpecialNeeds: 'chair', TimeOfLastCalibration: '060000' }));
  const reasonOf = (path: string) => decisions.find((decision) => decision.path === path)?.disposition.retention;
  expect(reasonOf('<(0038,0500)>')).toBe('DESC-C');
  expect(reasonOf('<(0038,0050)>')).toBe('PAT-C');
  expect(reasonOf('<(0018,1201)>')).toBe('DEV-K');
});
