import { useEffect, useRef } from 'preact/hooks';
import { wireTheme } from '../../../../Unpark/Rendering/Html/Assets/theme-button.js';

/** System, light, dark; chosen for good. */
export function ThemeButton() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => wireTheme(button.current!), []);
  return <button type="button" id="theme" ref={button}>Theme: <span>system</span></button>;
}
