/**
 * Members of a JSON object in file order with the text of each value; a repeated name keeps its first place and its last value, as Python reads it.
 * `JSON.parse` alone would put number-like names in numeric order. Undefined where the text is no JSON object; an empty list counts as an empty object.
 */
export function orderedMembers(text: string): Map<string, string> | undefined {
  try {
    const whole: unknown = JSON.parse(text);
    if (Array.isArray(whole) && whole.length === 0) return new Map();
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return undefined;
  } catch {
    return undefined;
  }
  const members = new Map<string, string>();
  let depth = 0;
  let name: string | undefined;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"') {
      const end = stringEnd(text, at);
      if (depth === 1 && name === undefined) name = JSON.parse(text.slice(at, end)) as string;
      at = end - 1;
    } else if (character === '{' || character === '[') depth += 1;
    else if (character === ':' && depth === 1) from = at + 1;
    else if (character === '}' || character === ']' || character === ',') {
      if (character !== ',') depth -= 1;
      const closes = character === ',' ? depth === 1 : depth === 0;
      if (closes && name !== undefined) {
        members.set(name, text.slice(from, at).trim());
        name = undefined;
      }
    }
  }
  return members;
}

/** Position behind the closing quote of the string that starts at `at`. */
function stringEnd(text: string, at: number): number {
  let end = at + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}
