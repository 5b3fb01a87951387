/** Identifiers of an invented patient, each a word that occurs at one place only, so that finding the word tells the place. */
export const PLANTINGS = {
  "patient's name": { at: '(0010,0010)', word: 'Quillfeather' },
  'patient id': { at: '(0010,0020)', word: '58291734' },
  'birth date': { at: '(0010,0030)', word: '19610307' },
  'other patient ids': { at: '(0010,1000)', word: '70331826' },
  address: { at: '(0010,1040)', word: 'Larchwood' },
  telephone: { at: '(0010,2154)', word: '6175550143' },
  'patient comments': { at: '(0010,4000)', word: 'Dunmore' },
  'study date': { at: '(0008,0020)', word: '20130829' },
  'series date': { at: '(0008,0021)', word: '20130830' },
  'acquisition date': { at: '(0008,0022)', word: '20130831' },
  'content date': { at: '(0008,0023)', word: '20130902' },
  'acquisition datetime': { at: '(0008,002A)', word: '20130903' },
  'accession number': { at: '(0008,0050)', word: '448B9016' },
  institution: { at: '(0008,0080)', word: 'Hollowbrook' },
  'institution address': { at: '(0008,0081)', word: 'Fennimore' },
  'referring physician': { at: '(0008,0090)', word: 'Thistlewood' },
  operator: { at: '(0008,1070)', word: 'Underhill' },
  'study description': { at: '(0008,1030)', word: 'Thornbury' },
  'series description': { at: '(0008,103E)', word: 'Pemberton' },
  'study id': { at: '(0020,0010)', word: 'STY90417' },
  'image comments': { at: '(0020,4000)', word: 'Wexford' },
  'nested name': { at: '(0040,0275)[0](0032,1060)', word: 'Ashgrove' },
  'nested accession': { at: '(0040,0275)[0](0040,1001)', word: 'RP7781203' },
  'private text': { at: '(0009,1002)', word: 'Merriweather' },
  'study uid': { at: '(0020,000D)', word: '1.3.6.1.4.1.99999.7001' },
  'series uid': { at: '(0020,000E)', word: '1.3.6.1.4.1.99999.7002' },
  'instance uid': { at: '(0008,0018)', word: '1.3.6.1.4.1.99999.7003' },
  'referenced uid': { at: '(0008,1140)[0](0008,1155)', word: '1.3.6.1.4.1.99999.7004' },
} as const;

export type Planting = keyof typeof PLANTINGS;

/** Research values of the same file that the tcia policy wants kept. */
export const USEFUL = {
  'image type': '(0008,0008)',
  'study time': '(0008,0030)',
  manufacturer: '(0008,0070)',
  'station name': '(0008,1010)',
  'model name': '(0008,1090)',
  sex: '(0010,0040)',
  age: '(0010,1010)',
  size: '(0010,1020)',
  weight: '(0010,1030)',
  'body part': '(0018,0015)',
  kvp: '(0018,0060)',
  'device serial number': '(0018,1000)',
  'protocol name': '(0018,1030)',
  'image position': '(0020,0032)',
  'safe private': '(0043,1001)',
  pixels: '(7FE0,0010)',
} as const;

export type Useful = keyof typeof USEFUL;
