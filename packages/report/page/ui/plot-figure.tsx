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
    if (width > 0) holder.current?.replaceChildren(quiet(draw(width)));
  }, [width, draw]);
  return (
    <figure>
      <div ref={holder} class="plot" role="img" aria-label={label} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

/** Plot names the groups inside its picture; inside an image with a name of its own they only disturb. */
function quiet<T extends Element>(picture: T): T {
  for (const element of picture.querySelectorAll('[aria-label], [aria-description]')) {
    element.removeAttribute('aria-label');
    element.removeAttribute('aria-description');
  }
  return picture;
}
