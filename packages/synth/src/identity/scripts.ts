import type { Rng } from '../random/rng.ts';
import type { Name } from './person.ts';

/** A way to write names other than plain ASCII: Specific Character Set and Person Name with its component groups (PS3.5 6.2.1). */
export interface Script {
  characterSet: string;
  /** Latin family and given name, then ideographic and phonetic ones where the script has them. */
  names: readonly (readonly [family: string, given: string, ideographic?: string, phonetic?: string])[];
}

const SCRIPTS: readonly Script[] = [
  {
    characterSet: 'ISO_IR 100',
    names: [
      ['Grünwäller', 'Jörgen'],
      ['Castaño', 'Begoña'],
      ['Lefèvre', 'Zoé'],
      ['Bjørnsøn', 'Åsmund'],
    ],
  },
  {
    characterSet: 'ISO_IR 192',
    names: [
      ['Dvořáček', 'Jiřina'],
      ['Παπαδάκης', 'Γιώργος'],
      ['Кузнецова', 'Людмила'],
      ['Şahinoğlu', 'Gülşen'],
    ],
  },
  {
    characterSet: '\\ISO 2022 IR 87',
    names: [
      ['Yamada', 'Tarou', '山田^太郎', 'やまだ^たろう'],
      ['Kobayashi', 'Hanako', '小林^花子', 'こばやし^はなこ'],
    ],
  },
  {
    characterSet: '\\ISO 2022 IR 149',
    names: [
      ['Hong', 'Gildong', '洪^吉洞', '홍^길동'],
      ['Jeong', 'Yeonghui', '鄭^英姬', '정^영희'],
    ],
  },
  {
    characterSet: 'GB18030',
    names: [
      ['Zhang', 'Xiaodong', '张^小东'],
      ['Huang', 'Meiling', '黄^美玲'],
    ],
  },
];

/** A name in another script with its character set. The Latin form is what running text holds where the set can write no other. */
export function drawScripted(rng: Rng): { name: Name; characterSet: string } {
  const { characterSet, names } = rng.pick(SCRIPTS);
  const [family, given, ideographic, phonetic] = rng.pick(names);
  const groups = [`${family}^${given}`, ideographic, phonetic].filter((group) => group !== undefined);
  return { name: { family, given, pn: groups.join('='), spoken: `${given} ${family}` }, characterSet };
}
