import { useEffect, useRef } from 'preact/hooks';
import { toolHref } from './route.ts';

/** Once a page is drawn, the keyboard and a screen reader stand where the reader wanted to go: at the tool's name, the section named, or the tool left. */
export function useArrival(tool: number | null): void {
  const before = useRef<number | null>(undefined);
  useEffect(() => {
    const left = before.current;
    if (left === tool) return;
    before.current = tool;
    if (tool !== null) {
      if (left !== undefined) document.querySelector<HTMLElement>('.tool h1')?.focus();
      scrollTo(0, 0);
      return;
    }
    const heading = document.querySelector<HTMLElement>(`#${CSS.escape(`${location.hash.slice(1)}-title`)}`);
    const link = typeof left === 'number' ? document.querySelector<HTMLElement>(`.ranking a[href="${toolHref(left)}"]`) : null;
    const target = heading ?? link;
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: heading ? 'start' : 'center' });
  }, [tool]);
}
