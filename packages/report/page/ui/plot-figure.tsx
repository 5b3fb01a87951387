import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

interface Props {
  /** What the figure shows, for those who cannot see it. */
  label: string;
  caption: ComponentChildren;
  draw: (width: number) => SVGSVGElement | HTMLElement;
}

/** Holds a plot and draws it anew when its room grows or shrinks. */
export function PlotFigure({ label, caption, draw }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = holder.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width > 0) holder.current?.replaceChildren(draw(width));
  }, [width, draw]);
  return (
    <figure>
      <div ref={holder} class="plot" role="img" aria-label={label} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
