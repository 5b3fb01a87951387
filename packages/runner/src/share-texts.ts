/** Gives equal texts as one: a file read line by line makes a new one each time, and large sets repeat the same few thousands of times. */
export type Share = (text: string) => string;

export function sharer(): Share {
  const known = new Map<string, string>();
  return (text) => {
    const same = known.get(text);
    if (same !== undefined) return same;
    known.set(text, text);
    return text;
  };
}

/** Shares every text of a row that was just read. */
export function shareTexts<Row extends object>(row: Row, share: Share): Row {
  const fields = row as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) if (typeof value === 'string') fields[name] = share(value);
  return row;
}
