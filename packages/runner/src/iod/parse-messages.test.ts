import { describe, expect, it } from 'vitest';
import { parseMessages } from './parse-messages.ts';

describe('messages of dciodvfy', () => {
  it('become tag paths of the key and sentences without values', () => {
    const report = [
      'Warning - </Grid(0018,1166)[1]> - Unrecognized defined term = <IN>',
      'CTImage',
      'Error - </PatientSex(0010,0040)[1]> - Unrecognized enumerated value = <Hollister^Ann>',
      'Error - </ReferencedImageSequence(0008,1140)[2]/ReferencedSOPClassUID(0008,1150)> - Missing attribute for Type 1 Required - Module=<Image>',
      'Error - Dicom dataset read failed',
    ].join('\n');
    expect(parseMessages(report)).toEqual([
      { type: 'warning', tag: '<(0018,1166)>', message: 'Unrecognized defined term' },
      { type: 'error', tag: '<(0010,0040)>', message: 'Unrecognized enumerated value' },
      { type: 'error', tag: '<(0008,1140)>[<0001>]<(0008,1150)>', message: 'Missing attribute for Type 1 Required' },
      { type: 'error', tag: '', message: 'Dicom dataset read failed' },
    ]);
  });

  it('keep nothing of a value that looks like a message', () => {
    const report =
      'Error - </PatientSex(0010,0040)[1]> - Value invalid for this VR [CS] = <X\r\nError - </Hollister(0010,0010)> - Hollister > - x> - Length invalid\nHollister';
    const kept = parseMessages(report);
    expect(kept.map(({ message }) => message)).toEqual(['Value invalid for this VR [CS]', 'another error']);
    expect(JSON.stringify(kept)).not.toContain('Hollister');
  });

  it('are told once, however many characters of a value are wrong', () => {
    const line = "Error - </StudyDate(0008,0020)[1]> - Value invalid for this VR [DA] = <a> - Character invalid for this VR = 'a' (0x61)";
    expect(parseMessages(`${line}\n${line}\r\n`)).toHaveLength(1);
  });
});
