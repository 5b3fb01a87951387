// @umessen/dicom-deidentifier, profile tuned: options of its constructor only (README "Usage" and "Special Handlers").
import { createHash } from 'node:crypto';

export default (library, seed) => ({
  profileOptions: [
    // What no later option says otherwise.
    library.BasicProfile,
    // Clean Descriptors (113105): the library puts its dummy in place of the text, it can't clean.
    library.CleanDescOption,
    // Retain Longitudinal Modified Dates (113107), by the shift below.
    library.RetainLongModifDatesOption,
    // Retain Patient Characteristics (113108).
    library.RetainPatientCharsOption,
    // Retain Device Identity (113109), but for two elements in REMOVED.
    library.RetainDeviceIdentOption,
    // Not Retain Safe Private (113111): the library knows no safe ones. It would put dummies over the scanner's settings and the
    // creators' names, and leave whatever is stored with unknown representation, names and dates too.
  ],
  // Where the table wants a value that is none.
  dummies: { default: 'removed', lookup: {} },
  keep: [
    // Words of the technique, which nobody fills with names.
    library.Tag.forName('ProtocolName'),
    // Belongs to the times of day, which stay.
    library.Tag.forName('TimezoneOffsetFromUTC'),
  ],
  // The library leaves the shift to its user. Ours: 1 to 3,650 days earlier, by Patient ID and seed, so that all dates of a patient move
  // alike. The days travel as the "reference date" counted from 1970.
  getReferenceDate: (dictionary) => new Date(daysOf(seed, String(dictionary['00100020']?.Value?.[0] ?? '')) * 86_400_000),
  dateShiftFunction: (reference, date) => new Date(date.getTime() - reference.getTime()),
  // Times of day stay.
  getReferenceTime: () => new Date(0),
  timeShiftFunction: (_, time) => time,
  specialHandlers: [
    // Elements that its table or the options above leave: gone at every depth.
    (element) => REMOVED.has(element.getTag()) && (element.delete(), true),
    // Every date moves, also those that its table does not list (secondary capture, calibration, frames, structure sets, reviews).
    (element, options) => isDate(element) && (shift(library, element, options), true),
    // One consistent new id a patient, by the library's own hash: its dummy would be the same for all of them.
    (element) => element.getTag() === PATIENT_ID && (element.setValue([library.toUid(`${seed} ${element.getValue()[0]}`)]), true),
  ],
});

const PATIENT_ID = '00100020';
const BIRTH_DATE = '00100030';

const REMOVED = new Set([
  // Kept by Retain Device Identity; people's names were found in them, and TCIA's own list removes them too.
  '00181000', // Device Serial Number
  '00081010', // Station Name
  // Elements outside the standard's table into which people type: the MIDI challenge found identifiers there.
  '00080041', // Data Set Subtype
  '00181250', // Receive Coil Name
  '00181401', // Acquisition Device Processing Code
  '00187006', // Detector Description
  '00321070', // Requested Contrast Agent
  '30060006', // Structure Set Description
  // People whom its table forgets.
  '300600A6', // ROI Interpreter
  '300E0008', // Reviewer Name
  '00700084', // Content Creator's Name
  // A page that names the patient: nothing in the library reads it.
  '00420011', // Encapsulated Document
]);

/** The birth date is no date of the course: the Basic Profile has its own answer for it. */
function isDate(element) {
  return ['DA', 'DT'].includes(element.getVR()) && element.getTag() !== BIRTH_DATE;
}

/** Moves all values by the library's own reading and writing of dates; what it can't read goes. */
function shift(library, element, { referenceDate, dateShiftFunction }) {
  const representation = element.getVR();
  const moved = (element.getValue() ?? [])
    .filter((value) => typeof value === 'string' && value !== '')
    .map((value) => dateShiftFunction(referenceDate, library.parseDate(value, representation)));
  if (moved.some((date) => Number.isNaN(date.getTime()))) element.delete();
  else element.setValue(moved.map((date) => library.formatDate(date, representation)));
}

function daysOf(seed, id) {
  return 1 + (createHash('sha256').update(`${seed} ${id}`).digest().readUInt16BE(0) % 3650);
}
