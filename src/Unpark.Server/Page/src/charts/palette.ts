import { useEffect, useState } from 'preact/hooks';

/** How many layers have a colour of their own; the rest share one. */
export const coloursOfLayers = 8;

export function layerColour(index: number): string {
  return index < coloursOfLayers ? `var(--layer-${index})` : 'var(--layer-rest)';
}

/** A colour of the style sheet as a canvas can use it. */
export function resolve(colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

/** Another value whenever the page changes between light and dark. */
export function useTheme(): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const next = () => setTurn(before => before + 1);
    const system = matchMedia('(prefers-color-scheme: dark)');
    const chosen = new MutationObserver(next);
    system.addEventListener('change', next);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', next);
      chosen.disconnect();
    };
  }, []);
  return turn;
}
