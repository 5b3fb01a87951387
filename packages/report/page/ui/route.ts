import { useLayoutEffect, useState } from 'preact/hooks';

/** The tool that the address names (`#tool/<number>`), or null for the whole report. */
export function useToolRoute(): number | null {
  const [tool, setTool] = useState(readHash);
  // Before the page can be clicked: an address that changes ahead of the listener would be followed by nobody.
  useLayoutEffect(() => {
    const follow = (): void => setTool(readHash());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return tool;
}

/** Address of a tool's own page. */
export function toolHref(tool: number): string {
  return `#tool/${tool}`;
}

function readHash(): number | null {
  const [, number] = /^#tool\/(\d+)$/u.exec(location.hash) ?? [];
  return number === undefined ? null : Number(number);
}
