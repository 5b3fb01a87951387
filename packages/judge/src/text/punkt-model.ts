import model from './data/punkt-english.json' with { type: 'json' };

const words = (list: string): Set<string> => new Set(list.split(' '));

function orthography(): Map<string, number> {
  const contexts = new Map<string, number>();
  for (const [flags, list] of Object.entries(model.orthography)) {
    for (const word of list.split(' ')) contexts.set(word, Number(flags));
  }
  return contexts;
}

/** Contexts in which the training text held a word, as bits: 1–3 upper case, 4–6 lower case; begin, middle, unknown place of the sentence. */
export const MIDDLE_UPPER = 1 << 2;
export const ANY_UPPER = (1 << 1) | (1 << 2) | (1 << 3);
export const BEGIN_LOWER = 1 << 4;
export const ANY_LOWER = (1 << 4) | (1 << 5) | (1 << 6);

/** What Punkt learnt of English: see `source` in data/punkt-english.json. */
export interface PunktModel {
  abbreviations: ReadonlySet<string>;
  /** `first second` where the first ends in a period that ends no sentence. */
  collocations: ReadonlySet<string>;
  sentenceStarters: ReadonlySet<string>;
  orthography: ReadonlyMap<string, number>;
}

let loaded: PunktModel | undefined;

/** The English model, unpacked at first use. */
export function englishModel(): PunktModel {
  loaded ??= {
    abbreviations: new Set(model.abbreviations.split('\n')),
    collocations: new Set(model.collocations.split('\n')),
    sentenceStarters: words(model.sentenceStarters),
    orthography: orthography(),
  };
  return loaded;
}
