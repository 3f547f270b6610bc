// Makes a button with a span in it go through the themes: system, light, dark. The choice is kept, see theme.js.
export function wireTheme(button) {
  const themes = ['system', 'light', 'dark'];
  const root = document.documentElement;
  const show = () => { button.querySelector('span').textContent = root.dataset.theme ?? 'system'; };
  button.addEventListener('click', () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? 'system') + 1) % themes.length];
    if (next === 'system') delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      localStorage.setItem('unpark-theme', next);
    } catch {
      // Kept for this page only.
    }
    show();
  });
  show();
}
