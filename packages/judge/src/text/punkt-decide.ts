import { ANY_LOWER, ANY_UPPER, BEGIN_LOWER, englishModel, MIDDLE_UPPER } from './punkt-model.ts';
import { isInitial, punktWords, startsLower, startsUpper, typeNoPeriod, typeNoSentencePeriod, type PunktWord } from './punkt-words.ts';

/** True when a sentence ends inside the text (not with its last word). Kiss and Strunk 2006, sections 4.1 to 4.3. */
export function breaksInside(text: string): boolean {
  const words = punktWords(text);
  for (const word of words) decideByType(word);
  for (let i = 0; i + 1 < words.length; i += 1) {
    decideByNext(words[i]!, words[i + 1]!);
    if (words[i]!.breaks) return true;
  }
  return false;
}

function decideByType(word: PunktWord): void {
  if (word.text === '.' || word.text === '?' || word.text === '!') word.breaks = true;
  else if (/^\.\.+$/.test(word.text)) word.ellipsis = true;
  else if (word.endsInPeriod && !word.text.endsWith('..')) {
    const { abbreviations } = englishModel();
    const bare = word.text.slice(0, -1).toLowerCase();
    if (abbreviations.has(bare) || abbreviations.has(bare.slice(bare.lastIndexOf('-') + 1))) word.abbreviation = true;
    else word.breaks = true;
  }
}

function decideByNext(word: PunktWord, next: PunktWord): void {
  if (!word.endsInPeriod) return;
  const model = englishModel();
  const type = typeNoPeriod(word);
  const nextType = typeNoSentencePeriod(next);
  const initial = isInitial(word);
  if (model.collocations.has(`${type} ${nextType}`)) {
    word.breaks = false;
    return;
  }
  if ((word.abbreviation || word.ellipsis) && !initial) {
    if (startsSentence(next) === true || (startsUpper(next) && model.sentenceStarters.has(nextType))) {
      word.breaks = true;
      return;
    }
  }
  if (initial || type === '##number##') {
    const starts = startsSentence(next);
    const alwaysUpper = initial && startsUpper(next) && ((model.orthography.get(nextType) ?? 0) & ANY_LOWER) === 0;
    if (starts === false || (starts === undefined && alwaysUpper)) word.breaks = false;
  }
}

/** Orthographic heuristic: whether the word begins a sentence; undefined where the training text can't tell. */
function startsSentence(word: PunktWord): boolean | undefined {
  if (word.text.length === 1 && ';:,.!?'.includes(word.text)) return false;
  const contexts = englishModel().orthography.get(typeNoSentencePeriod(word)) ?? 0;
  if (startsUpper(word) && contexts & ANY_LOWER && !(contexts & MIDDLE_UPPER)) return true;
  if (startsLower(word) && (contexts & ANY_UPPER || !(contexts & BEGIN_LOWER))) return false;
  return undefined;
}
