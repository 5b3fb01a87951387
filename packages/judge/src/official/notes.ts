/** What was odd about an input; everything else was judged. */
export type NoteCode =
  | 'NOT_DICOM'
  | 'INVALID_OUTPUT'
  | 'NOT_A_FILE'
  | 'HIDDEN_FILE'
  | 'NOT_INDEXED'
  | 'UNMAPPED_OUTPUT'
  | 'NO_KEY_ROW'
  | 'NO_MAP_ROW'
  | 'SHARED_NEW_UID'
  | 'REPEATED_MAP_ROW'
  | 'MISSING_ATTRIBUTE'
  | 'UNKNOWN_ACTION'
  | 'UNREAD_BOX'
  | 'NO_READER'
  | 'BAD_KEY_ROW'
  | 'INCOMPLETE_KEY_ROW'
  | 'NO_CATEGORY'
  | 'NO_SUCH_FILE';

export interface Note {
  code: NoteCode;
  count: number;
  /** Up to five places: file, row or UID. */
  examples: string[];
  message: string;
}

const MESSAGES: Record<NoteCode, string> = {
  NOT_DICOM: 'files that are no DICOM file; left out, as the official script does',
  INVALID_OUTPUT: 'files that can not be read; their originals count as missing, as in the official script',
  NOT_A_FILE: 'links or special files, which are not followed; left out',
  HIDDEN_FILE: 'files or folders whose name begins with a dot; left out, as in the official script',
  NOT_INDEXED:
    'files with empty Pixel Data, or an identifying attribute or Instance Number that can not be read; left out, as in the official script: their originals count as missing',
  UNMAPPED_OUTPUT:
    'files whose SOP Instance UID is not in the UID map; their originals count as missing (the official script stops, or logs them)',
  NO_KEY_ROW: 'files whose original has no row in the answer key; not judged',
  NO_MAP_ROW: 'instances of the answer key without a row in the UID map; they count as missing',
  SHARED_NEW_UID: 'new UIDs that the map gives for several old instances; the last one counts, the others are missing',
  REPEATED_MAP_ROW: 'rows of a map that repeat an old identifier; the first one counts',
  MISSING_ATTRIBUTE:
    'files without Modality, SOP Class, Patient ID, Study, Series or SOP Instance UID; judged (the official script stops at them)',
  UNKNOWN_ACTION: 'checks of the answer key with an unknown action; no row',
  UNREAD_BOX: 'pixel boxes that can not be cut or read; no row, as in the official script',
  NO_READER: 'pixel boxes that were not read since no text reader was given; no row',
  BAD_KEY_ROW: 'rows of the answer key that hold no JSON object of checks; no row for their instances, as in the official script',
  INCOMPLETE_KEY_ROW:
    'files or missing instances whose checks all lack a field that the official script needs; not judged: it leaves one unfinished row, or stops',
  NO_CATEGORY: 'checks without any category code; the official script then leaves out the sheet Categories',
  NO_SUCH_FILE: 'files of the list of batches that are not in the output folder',
};

/** Collects notes, counted by kind. */
export class Notes {
  private readonly found = new Map<NoteCode, Note>();

  add(code: NoteCode, example: string, count = 1): void {
    let note = this.found.get(code);
    if (note === undefined) {
      note = { code, count: 0, examples: [], message: MESSAGES[code] };
      this.found.set(code, note);
    }
    note.count += count;
    if (note.examples.length < 5) note.examples.push(example);
  }

  list(): Note[] {
    return [...this.found.values()].map((note) => ({ ...note, message: `${note.message} (${note.count})` }));
  }
}
