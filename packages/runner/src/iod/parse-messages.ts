import type { IodMessage } from '@deidbench/judge';

/** One line of dciodvfy with all that it says; holds values of the file. */
export interface RawMessage {
  type: 'Error' | 'Warning';
  /** `/Name(gggg,eeee)[n]/…`; absent where the message is about no element. */
  path?: string;
  text: string;
}

const LINE = /^(Error|Warning) - (?:<(\/[^>]*)> - )?([^]*)$/;
const STEP = /\(([\da-f]{4}),([\da-f]{4})\)(?:\[(\d+)\])?/gi;

/**
 * What dciodvfy can say of a file, without anything of the file in it: a message is known by its first words, and only these words are kept. A
 * value may hold line ends and whole made-up messages, so that no free text is safe to keep.
 */
const SENTENCES = [
  /^Missing attribute for Type [123]C? (?:Required|Conditional|Optional)/,
  /^Missing attribute or value that would be needed/,
  /^Missing attribute/,
  /^Empty attribute \(no value\) Type [123]C? (?:Required|Conditional|Optional)/,
  /^Empty attribute/,
  /^Bad attribute Value Multiplicity Type [123]C? (?:Required|Conditional|Optional)/,
  /^Bad attribute Value Multiplicity/,
  /^Bad Sequence number of Items/,
  /^Attribute present when condition unsatisfied/,
  /^Attribute is not present in standard DICOM IOD/,
  /^Unrecognized enumerated value/,
  /^Unrecognized defined term/,
  /^Value invalid for this VR \[[A-Z]{2}\]/,
  /^Value invalid for this VR/,
  /^Value dubious for this VR/,
  /^Value is zero/,
  /^Value Multiplicity/,
  /^Bad Value Length/,
  /^Bad VR/,
  /^Incorrect VR/,
  /^Retired attribute/,
  /^Retired Person Name form/,
  /^Unrecognized tag/,
  /^Unrecognized or unsupported tag/,
  /^Tag read failed/,
  /^Seek failed/,
  /^Read failed/,
  /^Dicom dataset read failed/,
  /^Information Object Not found/,
  /^Illegal root for UID/,
  /^Missing (?:SOPClassUID|SOPInstanceUID)/,
  /^MediaStorageSOP(?:Class|Instance)UID but missing SOP(?:Class|Instance)UID/,
  /^MediaStorageSOP(?:Class|Instance)UID/,
  /^FileMetaInformation/,
  /^Group length/,
  /^Trailing/,
  /^Coding ?Scheme ?Designator is deprecated/i,
];
const OTHER = 'another error';

/** The lines of dciodvfy's report (`-new`) that are messages. */
export function rawMessages(report: string): RawMessage[] {
  return report.split('\n').flatMap((line): RawMessage[] => {
    const match = LINE.exec(line);
    if (!match) return [];
    const [, type, path, text = ''] = match;
    return [{ type: type === 'Error' ? 'Error' : 'Warning', ...(path !== undefined && { path }), text }];
  });
}

/** Messages without any value of the file, each once. */
export function parseMessages(report: string): IodMessage[] {
  const messages = new Map<string, IodMessage>();
  for (const { type, path = '', text } of rawMessages(report)) {
    const message: IodMessage = { type: type === 'Error' ? 'error' : 'warning', tag: tagPathOf(path), message: sentenceOf(text) };
    messages.set(JSON.stringify(message), message);
  }
  return [...messages.values()];
}

/** `/A(0008,1140)[1]/B(0008,1150)[1]` as `<(0008,1140)>[<0000>]<(0008,1150)>`: items count from 0, the number of a value is left out. */
function tagPathOf(path: string): string {
  const steps = [...path.matchAll(STEP)];
  return steps
    .map(([, group, element, item], i) => {
      const tag = `<(${group},${element})>`.toLowerCase();
      return i === steps.length - 1 || item === undefined ? tag : `${tag}[<${String(Number(item) - 1).padStart(4, '0')}>]`;
    })
    .join('');
}

function sentenceOf(text: string): string {
  for (const sentence of SENTENCES) {
    const said = sentence.exec(text)?.[0];
    if (said !== undefined) return said;
  }
  return OTHER;
}
