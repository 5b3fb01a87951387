import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  label: string;
  count: number;
  rowHeight: number;
  selected: number | null;
  onSelect: (index: number) => void;
  row: (index: number) => ComponentChildren;
}

const OVERSCAN = 8;
const ON_PAPER = 60;

/** A list that holds only the rows in sight. Arrow keys, Page, Home and End move; Enter and space open a row. On paper its first rows are printed. */
export function VirtualList({ label, count, rowHeight, selected, onSelect, row }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(480);
  const [active, setActive] = useState(0);
  const printing = usePrinting();
  useEffect(() => {
    const element = holder.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    setActive(0);
    holder.current?.scrollTo(0, 0);
  }, [count]);

  const move = (to: number): void => {
    const next = Math.max(0, Math.min(count - 1, to));
    setActive(next);
    const element = holder.current;
    if (!element) return;
    if (next * rowHeight < element.scrollTop) element.scrollTop = next * rowHeight;
    if ((next + 1) * rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = (next + 1) * rowHeight - element.clientHeight;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) move(step);
    else if (event.key === 'Enter' || event.key === ' ') onSelect(active);
    else return;
    event.preventDefault();
  };
  const first = printing ? 0 : Math.max(0, Math.floor(top / rowHeight) - OVERSCAN);
  const last = printing ? Math.min(count, ON_PAPER) : Math.min(count, Math.ceil((top + height) / rowHeight) + OVERSCAN);
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  return (
    <div
      ref={holder}
      class="virtual"
      role="listbox"
      aria-label={label}
      aria-activedescendant={count > 0 ? `finding-${active}` : undefined}
      tabIndex={0}
      onScroll={(e) => setTop(e.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div class="virtual-sizer" role="presentation" style={{ height: printing ? 'auto' : `${count * rowHeight}px` }}>
        {withActive(indexes, active, count).map((index) => (
          <div
            key={index}
            id={`finding-${index}`}
            class={`virtual-row${index === active ? ' active' : ''}`}
            role="option"
            aria-selected={index === selected}
            aria-posinset={index + 1}
            aria-setsize={count}
            style={printing ? {} : { top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
            onClick={() => {
              setActive(index);
              onSelect(index);
            }}
          >
            {row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The active row stays in the page even out of sight: it's what a screen reader stands on. */
function withActive(indexes: number[], active: number, count: number): number[] {
  return active < count && !indexes.includes(active) ? [active, ...indexes] : indexes;
}

function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const query = matchMedia('print');
    const follow = (): void => setPrinting(query.matches);
    follow();
    const before = (): void => setPrinting(true);
    const after = (): void => setPrinting(false);
    query.addEventListener('change', follow);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      query.removeEventListener('change', follow);
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
