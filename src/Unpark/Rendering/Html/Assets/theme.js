// Before anything is painted: scripts run here, and the theme is the one chosen last time.
(() => {
  const root = document.documentElement;
  root.classList.add('scripts');
  try {
    const theme = localStorage.getItem('unpark-theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // A browser that keeps nothing for files: the system's theme it is.
  }
})();
